from datetime import date, datetime
from typing import Any

import pytest

from pemakaman.laporan.checks import Konteks, find_conflicts, find_warnings
from pemakaman.nilai.tanggal import TanggalTakLengkap

KONTEKS = Konteks(
    sekarang=datetime(2026, 3, 10, 12),
    hari_lapor=date(2026, 3, 10),
    known_kecamatan=lambda kode: kode == "18.71.01",
    nik_mati=frozenset({"1871010101500009"}),
)
NIK, NIK2, NIK3 = "1871011503600001", "1871010101700002", "1871010202710003"


def hard(diubah: tuple[str, ...] = (), **isian: Any) -> dict[str, str]:
    return {found.ruas: found.kode for found in find_conflicts(isian, KONTEKS, diubah)}


def soft(**isian: Any) -> set[str]:
    return {found.kode for found in find_warnings(isian, KONTEKS)}


@pytest.mark.parametrize("ruas", ["pelapor_nik", "saksi1_nik", "saksi2_nik"])
def test_nik_of_the_deceased_is_nobody_elses(ruas: str) -> None:
    assert hard(nik=NIK, **{ruas: NIK}) == {ruas: "nik_almarhum"}
    assert hard(("nik",), nik=NIK, **{ruas: NIK}) == {"nik": "nik_almarhum"}


@pytest.mark.parametrize("ruas", ["pelapor_nik", "saksi1_nik", "saksi2_nik"])
def test_a_dead_person_neither_reports_nor_witnesses(ruas: str) -> None:
    assert hard(**{ruas: "1871010101500009"}) == {ruas: "tercatat_mati"}


def test_witnesses_are_two_persons() -> None:
    assert hard(saksi1_nik=NIK2, saksi2_nik=NIK2) == {"saksi2_nik": "saksi_sama"}
    assert hard(saksi1_nama="Budi Hartono", saksi2_nama="budi  hartono") == {"saksi2_nama": "saksi_sama"}
    assert hard(saksi1_nama="Budi", saksi1_nik=NIK2, saksi2_nama="Budi") == {"saksi2_nama": "saksi_sama"}
    assert hard(saksi1_nama="Budi", saksi1_nik=NIK2, saksi2_nama="Budi", saksi2_nik=NIK3) == {}
    assert hard(saksi1_nama="Budi", saksi2_nama="Made") == {}


def test_a_witness_is_not_the_deceased_by_name_where_a_nik_is_missing() -> None:
    assert hard(nama="Ahmad", saksi1_nama="Ahmad") == {"saksi1_nama": "saksi_almarhum"}
    assert hard(nama="Ahmad", nik=NIK, saksi1_nama="Ahmad", saksi1_nik=NIK2) == {}


def test_a_name_and_unknown_exclude_each_other() -> None:
    assert hard(nama="Ahmad", tidak_dikenal=True) == {"nama": "nama_tidak_dikenal"}


@pytest.mark.parametrize(
    ("nik", "kode"),
    [
        ("1299011503600001", "nik.wilayah_tidak_dikenal"),
        ("1871013113600001", "nik.tanggal_mustahil"),
        ("1871011603600001", "nik.tanggal_beda"),
        ("1871015503600001", "nik.jenis_kelamin_beda"),
        ("1871011503600000", "nik.seri_nol"),
        ("1111111111111111", "nik.angka_sama"),
    ],
)
def test_odd_nik_is_a_warning(nik: str, kode: str) -> None:
    assert kode in soft(nik=nik, jenis_kelamin="L", lahir=TanggalTakLengkap(1960, 3, 15))


def test_fitting_nik_raises_no_warning() -> None:
    assert soft(nik=NIK, jenis_kelamin="L", lahir=TanggalTakLengkap(1960, 3, 15)) == set()


def test_warning_of_a_witness_has_its_own_code() -> None:
    assert soft(saksi2_nik="1871010202710000") == {"saksi2_nik.seri_nol"}


def test_nik_of_a_mother_that_says_man_is_a_warning() -> None:
    assert soft(ibu_nik=NIK) == {"ibu_nik.jenis_kelamin_beda"}
