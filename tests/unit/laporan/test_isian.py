from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.laporan.isian import RUAS, clean_isian, read_isian
from pemakaman.nilai.tanggal import TanggalTakLengkap


def test_numbers_lose_their_separators() -> None:
    values, galat = clean_isian("almarhum", {"nik": "1871 0115 0360 0001", "no_kk": "1871.0101.0110.0001"})
    assert values == {"nik": "1871011503600001", "no_kk": "1871010101100001"}
    assert galat == {}


def test_empty_text_empties_the_field() -> None:
    assert clean_isian("almarhum", {"nama": "  ", "umur": None}) == ({"nama": None, "umur": None}, {})


def test_boxes_and_case_are_never_empty() -> None:
    values, _ = clean_isian("almarhum", {"tidak_dikenal": None, "kasus": ""})
    assert values == {"tidak_dikenal": False, "kasus": "rumah"}


@pytest.mark.parametrize(
    ("ruas", "value"),
    [
        ("nama", "Ahmad & Co"),
        ("nama", "Siti <b>"),
        ("nama", "Rina 😀"),
        ("nama", "Ru\x00di"),
        ("nama", "A" * 101),
        ("nik", "187101150360000"),
        ("nik", "18710115036000011"),
        ("nik", "18710115O3600001"),
        ("no_kk", "123"),
        ("jenis_kelamin", "X"),
        ("nik_alasan", "lupa"),
        ("kasus", "tidur"),
        ("umur", "131"),
        ("umur", "-1"),
        ("umur", True),
        ("lahir", date(1960, 1, 1)),
        ("meninggal_tanggal", "2026-01-01"),
        ("sebab", 7),
        ("menerangkan", 0),
        ("rt", "RT 3"),
        ("pelapor_telepon", "12"),
        ("saksi1_nik", "1"),
        ("ayah_nama", "@"),
        ("keterangan", "a\x07b"),
        ("alamat", "J" * 301),
    ],
)
def test_malformed_value_is_told_at_its_field(ruas: str, value: Any) -> None:
    values, galat = clean_isian(None, {ruas: value})
    assert list(galat) == [ruas]
    assert ruas not in values


@pytest.mark.parametrize("nama", ["D'Arcy O’Brien", "Ny. Hj. Siti (Ipah)", "I Gdé Putu-Ayu/Rai", "Łukasz 2"])
def test_name_is_kept_as_typed(nama: str) -> None:
    assert clean_isian("almarhum", {"nama": nama})[0] == {"nama": nama}


@pytest.mark.parametrize("telepon", ["0812-3456-7890", "+62 812 3456 7890", "6281234567890"])
def test_phone_is_kept_as_e164(telepon: str) -> None:
    assert clean_isian("pelapor", {"pelapor_telepon": telepon})[0] == {"pelapor_telepon": "+6281234567890"}


def test_unknown_field_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="status"):
        clean_isian("almarhum", {"status": "disetujui"})


@given(st.dictionaries(st.sampled_from(sorted(RUAS)), st.text() | st.integers() | st.none() | st.booleans()))
def test_any_input_is_kept_or_refused_at_its_field(isian: dict[str, Any]) -> None:
    values, galat = clean_isian(None, isian)
    assert set(values) | set(galat) == set(isian)
    assert not set(values) & set(galat)


@given(st.sampled_from(sorted(RUAS)), st.text())
def test_cleaning_twice_changes_nothing(ruas: str, text: str) -> None:
    values, galat = clean_isian(None, {ruas: text})
    if not galat:
        assert clean_isian(None, values) == (values, {})


def test_rows_are_read_back_as_one_isian() -> None:
    laporan = SimpleNamespace(nama="Ahmad", lahir_tahun=1960, lahir_bulan=3, lahir_hari=None)
    saksi = SimpleNamespace(nama="Budi", lahir_tahun=None)
    isian = read_isian(laporan, {"saksi1": saksi})
    assert isian["lahir"] == TanggalTakLengkap(1960, 3)
    assert (isian["nama"], isian["saksi1_nama"], isian["saksi1_lahir"], isian["ibu_nama"]) == (
        "Ahmad",
        "Budi",
        None,
        None,
    )
    assert set(isian) == set(RUAS)
