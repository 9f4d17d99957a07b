"""Keys and fingerprints of a resident; where a resident lives; the row of headings."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pemakaman.db import today_in
from pemakaman.nilai.kunci_nama import name_keys
from pemakaman.penduduk.baris import FIELDS, make_row, name_search
from pemakaman.penduduk.judul import find_heads
from pemakaman.penduduk.letak import Letak
from pemakaman.penduduk.rules import percent
from pemakaman.sel import KolomError
from pemakaman.tabel import TableError
from tests.contoh.susun_penduduk import TEMPAT, penduduk_rows, write_csv, write_xlsx

DESA = "18.71.01.1003"
VALUES: dict[str, Any] = {
    "nik": "1871014403500001",
    "nama": "SITI AMINAH",
    "tanggal_lahir": date(1950, 3, 4),
    "jenis_kelamin": "P",
    "nama_ibu": "TUMINI",
}


def made(tempat: tuple[str | None, str | None] = ("18.71.01", DESA), **changed: Any) -> dict[str, Any]:
    return dict(zip(FIELDS, make_row({**VALUES, **changed}, tempat), strict=True))


def test_keys_carry_the_year_and_the_desa() -> None:
    keys = name_keys("SITI AMINAH")
    assert set(made()["kunci_nama"]) == {f"{key}:1950" for key in keys} | {f"{key}@{DESA}" for key in keys}
    assert name_search("SITI AMINAH", None, None)[1] == []
    assert made()["nama_cari"] == "siti aminah"


def test_the_fingerprint_follows_every_value_and_the_region() -> None:
    assert made()["sidik"] == made()["sidik"]
    others = [made(nama="SITI"), made(alamat="GG. MELATI"), made(status_dasar=2), made(tempat=("18.71.01", None))]
    assert len({row["sidik"] for row in [made(), *others]}) == 5


def test_a_row_without_status_is_alive() -> None:
    assert made()["status_dasar"] == 1


def test_the_row_key_follows_name_birth_and_mother_and_needs_the_household_where_one_is_missing() -> None:
    assert made()["kunci_baris"] == made(no_kk="1871010101010001", alamat="LAIN")["kunci_baris"]
    assert made()["kunci_baris"] != made(nama_ibu="PAINI")["kunci_baris"]
    assert made(nama_ibu=None)["kunci_baris"] != made(nama_ibu=None, no_kk="1871010101010001")["kunci_baris"]


def test_the_newest_sign_of_life_counts_and_none_from_the_future() -> None:
    later = today_in("18") + timedelta(days=3)
    row = made(tanggal_ktp=date(2019, 2, 3), tanggal_surat=later)
    assert (row["tanda_hidup"], row["tanda_hidup_tanggal"]) == ("KTP-el dicetak", date(2019, 2, 3))


WILAYAH = [
    ("18.71.01", "Kedaton", 3),
    ("18.71.02", "Sukarame", 3),
    ("18.71.01.1003", "Kedaton", 4),
    ("18.71.01.1004", "Surabaya", 4),
    ("18.71.02.1001", "Surabaya", 4),
    ("18.71.02.1002", "Way Dadi", 4),
]


@pytest.mark.parametrize(
    ("wilayah", "row", "found"),
    [
        ("18.71", (None, None, None), (None, None)),
        ("18.71.01", (None, None, None), ("18.71.01", None)),
        ("18.71.01.1003", (None, None, None), ("18.71.01", "18.71.01.1003")),
        ("18.71", ("KEC. KEDATON", "Kel. Surabaya", None), ("18.71.01", "18.71.01.1004")),
        ("18.71", (None, "Surabaya", None), (None, None)),
        ("18.71.02", (None, "Surabaya", None), ("18.71.02", "18.71.02.1001")),
        ("18.71.01", (None, "WAY DADI", None), ("18.71.02", "18.71.02.1002")),
        ("18.71.01.1003", (None, "Entah", None), ("18.71.01", None)),
        ("18.71.01.1003", ("Kedaton", None, None), ("18.71.01", "18.71.01.1003")),
        ("18.71", ("Sukarame", "Entah", None), ("18.71.02", None)),
        ("18.71", ("Sukarame", "Way Dadi", "1871011004"), ("18.71.01", "18.71.01.1004")),
        ("18.71", ("Sukarame", "Way Dadi", "18.71.09.1001"), ("18.71.02", "18.71.02.1002")),
    ],
)
def test_a_resident_lives_where_the_row_says_else_where_the_file_is_from(
    wilayah: str, row: tuple[str | None, str | None, str | None], found: tuple[str | None, str | None]
) -> None:
    assert Letak(WILAYAH, wilayah).find(*row) == found


@pytest.mark.parametrize("code", ["18.72.01.1001", "abc", "1"])
def test_a_code_outside_the_kab_is_a_fault(code: str) -> None:
    with pytest.raises(KolomError, match="Kode desa"):
        Letak(WILAYAH, "18.71").find(None, None, code)


def test_headings_are_found_under_titles_and_samples_are_masked(tmp_path: Path) -> None:
    rows = list(penduduk_rows(6))
    head = find_heads(write_xlsx(tmp_path / "a.xlsx", rows, judul=("DATA PENDUDUK", "Kelurahan Contoh", "2026")))[0]
    assert (head.baris, head.judul[4], len(head.contoh), head.is_known) == (4, "nama", 3, True)
    assert str(rows[0]["nik"]) not in str(head.contoh)
    assert head.contoh[0][6].endswith("7000")
    unused = [head.judul.index(name) for name in ("golongan_darah_id", "cacat_id")]
    assert {row[place] for row in head.contoh for place in unused} == {""}


def test_unknown_headings_are_offered_for_choosing_by_hand(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [{"No Induk": "1871014403500001", "Warga": "SITI", "Asal": "Metro"}])
    head = find_heads(path)[0]
    assert (head.baris, head.is_known) == (1, False)


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"1,2,3\n4,5,6\n", b"nik\n1\n", b""])
def test_a_file_without_headings_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(TableError):
        find_heads(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=300))
def test_no_bytes_can_break_the_search_for_headings(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "apa-saja"
    path.write_bytes(content)
    try:
        find_heads(path)
    except TableError:
        return


def test_the_sample_file_is_the_one_its_script_writes() -> None:
    head = find_heads(TEMPAT / "penduduk_opensid.xlsx")[0]
    assert (head.baris, len(head.judul), head.is_known) == (3, 43, True)


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7))
def test_the_percentage_stays_below_one_hundred(jumlah: int, dibaca: int, tersimpan: int) -> None:
    assert 0 <= percent(jumlah, dibaca, tersimpan) <= 99
