"""Cells as clerks write them: NIK, ages, dates, places, and whose NIK it is."""

from collections.abc import Mapping
from typing import Any

import pytest

from pemakaman.pencocokan.nik_tulis import NikTulis, read_written_nik
from pemakaman.pencocokan.peta import address_words, age_of, date_parts, place_key, small_number
from tests.unit.pencocokan.bahan import HARI_INI, death, prepared, voter

NIK = "1802014703610002"


def _row(**cells: str) -> dict[str, Any]:
    with prepared([death("1", "Budi Santoso", **cells)], [voter("9", "Budi Santoso", NIK=NIK)]) as con:
        row = con.execute("SELECT * FROM almarhum").fetchone()
        assert row is not None
        return dict(zip((column[0] for column in con.description), row, strict=True))


@pytest.mark.parametrize(
    ("text", "utuh", "teks"),
    [
        (NIK, NIK, NIK),
        ("'" + NIK, NIK, NIK),
        ("18.0201.470361.0002", NIK, NIK),
        ("1802 0147 0361 0002", NIK, NIK),
        (NIK + ".0", NIK, NIK),
        ("18O2O147O361OOO2", NIK, NIK),
        ("180201470361000", None, "180201470361000"),
        (NIK + "7", None, NIK + "7"),
        ("1.80201470361E+15", None, "180201470361"),
        ("1,8E+15", None, None),
        ("123456789", None, None),
        ("tidak ada", None, None),
        ("-", None, None),
        ("", None, None),
    ],
)
def test_a_nik_is_read_as_far_as_it_stands_there(text: str, utuh: str | None, teks: str | None) -> None:
    assert read_written_nik(text) == NikTulis(utuh, teks)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("63", 63),
        ("70 th", 70),
        ("70 thn", 70),
        ("± 75", 75),
        ("+/- 75", 75),
        ("80an", 80),
        ("sekitar 60", 60),
        ("8 bulan", None),
        ("3 hari", None),
        ("190", None),
        ("", None),
        ("dewasa", None),
    ],
)
def test_an_age_is_read_in_years(text: str, age: int | None) -> None:
    assert age_of(text) == age


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("07|03|1961", (1961, 3, 7)),
        ("7 Maret 1961", (1961, 3, 7)),
        ("1961-03-07", (1961, 3, 7)),
        ("Maret 1961", (1961, 3, None)),
        ("1961", (1961, None, None)),
        ("31-02-1961", None),
        ("entah", None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text: str, parts: tuple[int, int | None, int | None] | None) -> None:
    assert date_parts(text, HARI_INI) == parts


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({}, {"th": 1961, "bl": 3, "hr": 7, "lahir_asal": "tgl"}),
        ({"TANGGAL_LAHIR": "1961"}, {"th": 1961, "bl": None, "lahir_asal": "tahun"}),
        ({"TANGGAL_LAHIR": "", "UMUR": "80an"}, {"th": 1945, "lahir_asal": "umur"}),
        ({"TANGGAL_LAHIR": "x", "UMUR": "70 th", "TANGGAL_MENINGGAL": ""}, {"th": 1956, "lahir_asal": "umur"}),
        ({"TANGGAL_LAHIR": "", "UMUR": "8 bulan"}, {"th": None, "lahir_asal": None}),
        ({"JENIS_KELAMIN": "Wanita"}, {"jk": "P"}),
        ({"JENIS_KELAMIN": "?"}, {"jk": None}),
        ({"NAMA": "Budi Santoso bin Slamet"}, {"nama": "budi santoso", "ayah": "slamet"}),
        ({"NAMA": "Alm. 8udi Santos0"}, {"nama": "budi santoso"}),
    ],
)
def test_a_row_of_the_book_is_read(cells: Mapping[str, str], wanted: Mapping[str, object]) -> None:
    found = _row(**cells)
    assert {name: found[name] for name in wanted} == wanted


def test_a_nik_that_is_the_reporters_says_nothing_of_the_dead() -> None:
    found = _row(NIK=NIK, NIK_PELAPOR=NIK)
    assert (found["nik"], found["nik_teks"], found["nik12"], found["tanpa_nik"]) == (None, None, None, True)


def test_a_nik_of_a_voter_of_the_reporters_name_is_the_reporters() -> None:
    with prepared(
        [death("1", "Slamet Riyadi", NIK=NIK, NAMA_PELAPOR="Budi Santoso")], [voter("9", "Budi Santoso", NIK=NIK)]
    ) as con:
        assert con.execute("SELECT nik, nik_teks, tanpa_nik FROM almarhum").fetchone() == (None, None, True)


def test_places_and_addresses_fold_to_what_tells_them_apart() -> None:
    assert place_key("Kel. Soeka-Maju") == place_key("DESA SUKAMAJU") == "sukamaju"
    assert place_key("Desa") == "desa"
    assert place_key(" - ") is None
    assert address_words("Jl. Melati No. 7, RT 3") == "3 7 melati"
    assert [small_number(text) for text in ("003", "RT 3", "0", "", "x")] == [3, 3, None, None, None]
