"""Headings and cells of voter lists."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.pemilih.kolom import COLUMNS, find_header
from pemakaman.sel import KolomError
from pemakaman.tabel import Cell, TableError
from pemakaman.wilayah.peta import Peta
from tests.contoh_pemilih import HEADER, voter_rows

JUDUL = ["KECAMATAN", "DESA", "NKK", "NIK", "NAMA", "JK", "TGL_LHR", "TPS"]
ROW: list[Cell] = ["Kedaton", "Kedaton", "1871010101010001", "1871014403500001", "Siti", "P", "04|03|1950", "3"]


def read(**cells: Cell) -> dict[str, str | date | None]:
    header = find_header(JUDUL)
    assert header is not None
    return header.read([cells.get(name, value) for name, value in zip(JUDUL, ROW, strict=True)])


def test_the_columns_of_sidalih_are_all_known() -> None:
    header = find_header(HEADER)
    assert header is not None
    assert set(header.positions) == set(COLUMNS)


@pytest.mark.parametrize(
    "judul", [["kecamatan", "Kelurahan", "N I K", "Nama Lengkap"], ["KEC.", "DESA/KEL", "nik", "NAMA PEMILIH"]]
)
def test_headings_are_recognised_however_written(judul: list[str]) -> None:
    header = find_header(judul)
    assert header is not None
    assert set(header.positions) == {"kecamatan", "desa", "nik", "nama"}


def test_a_title_line_is_no_header() -> None:
    assert find_header(["DAFTAR PEMILIH BERKELANJUTAN", "", ""]) is None


def test_a_missing_column_is_named() -> None:
    with pytest.raises(TableError, match="DESA"):
        find_header(["KECAMATAN", "NIK", "NAMA"])


def test_a_doubled_column_is_refused() -> None:
    with pytest.raises(TableError, match="dua kali"):
        find_header(["KECAMATAN", "DESA", "NIK", "NAMA", "NIK"])


@pytest.mark.parametrize(
    "text", ["04|03|1950", "4-3-1950", "04/03/1950", "1950-03-04", "04031950", "4 Maret 1950", "04.03.1950"]
)
def test_dates_are_read_in_every_usual_form(text: str) -> None:
    assert read(TGL_LHR=text)["tanggal_lahir"] == date(1950, 3, 4)


def test_a_date_cell_is_taken_as_it_is() -> None:
    assert read(TGL_LHR=date(1950, 3, 4))["tanggal_lahir"] == date(1950, 3, 4)


@pytest.mark.parametrize("text", ["", "00|00|1950", "**|**|****"])
def test_an_unknown_birth_date_stays_unknown(text: str) -> None:
    assert read(TGL_LHR=text)["tanggal_lahir"] is None


@pytest.mark.parametrize("text", ["31|02|1950", "04|13|1950", "01|01|2999", "kemarin dulu"])
def test_an_impossible_birth_date_is_refused(text: str) -> None:
    with pytest.raises(KolomError, match="TGL_LHR"):
        read(TGL_LHR=text)


def test_a_masked_nik_stays_as_given() -> None:
    assert read(NIK="187101440350****")["nik"] == "187101440350****"


@pytest.mark.parametrize("cell", [1871014403500001, 1871014403500001.0])
def test_a_nik_stored_as_a_number_is_refused(cell: Cell) -> None:
    with pytest.raises(KolomError, match="bilangan"):
        read(NIK=cell)


@pytest.mark.parametrize("cell", ["1,87101E+15", "18710144035", "18710144035000O1"])
def test_a_wrong_nik_is_refused(cell: Cell) -> None:
    with pytest.raises(KolomError, match="NIK"):
        read(NIK=cell)


def test_an_apostrophe_before_the_nik_is_dropped() -> None:
    assert read(NIK="'1871014403500001")["nik"] == "1871014403500001"


@pytest.mark.parametrize(("text", "sex"), [("l", "L"), ("Laki-laki", "L"), ("PEREMPUAN", "P"), ("", None)])
def test_sex_is_l_or_p(text: str, sex: str | None) -> None:
    assert read(JK=text)["jenis_kelamin"] == sex


def test_everything_wrong_in_a_row_is_said_at_once() -> None:
    with pytest.raises(KolomError, match=r"NIK.*JK"):
        read(NIK="1", JK="X")


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(KolomError, match="NAMA"):
        read(NAMA=" ")


@pytest.mark.parametrize("text", ["Si\x00ti", "Si\ufffdti", "x" * 300])
def test_unreadable_text_is_refused(text: str) -> None:
    with pytest.raises(KolomError, match="NAMA"):
        read(NAMA=text)


def test_a_row_longer_than_its_header_is_refused() -> None:
    header = find_header(JUDUL)
    assert header is not None
    with pytest.raises(KolomError, match="kolom"):
        header.read([*ROW, "lebih"])


@given(st.lists(st.text(max_size=40) | st.integers() | st.floats() | st.dates() | st.none(), max_size=12))
def test_no_cell_can_break_the_reader(cells: list[Cell]) -> None:
    header = find_header(JUDUL)
    assert header is not None
    try:
        found = header.read(cells)
    except KolomError:
        return
    assert found["nama"]


def test_the_synthetic_list_is_clean() -> None:
    header = find_header(HEADER)
    assert header is not None
    found = [header.read(list(row)) for row in voter_rows(500)]
    assert len({row["nik"] for row in found}) == 500


PETA = Peta(
    [
        ("18.71.05", "Kedaton", 3),
        ("18.71.11", "Sukarame", 3),
        ("18.71.05.1001", "Kedaton", 4),
        ("18.71.05.1002", "Way Halim", 4),
        ("18.71.11.1001", "Way Dadi", 4),
        ("18.71.11.1002", "Kedaton", 4),
    ]
)


@pytest.mark.parametrize(
    ("kecamatan", "desa", "codes"),
    [
        ("KEDATON", "WAY HALIM", ("18.71.05", "18.71.05.1002")),
        ("Kec. Kedaton", "Kel. Wayhalim", ("18.71.05", "18.71.05.1002")),
        ("Kedaton", "Kedaton", ("18.71.05", "18.71.05.1001")),
        ("Tidak Ada", "Way Dadi", ("18.71.11", "18.71.11.1001")),
        ("Tidak Ada", "Kedaton", (None, None)),
        ("Sukarame", "Tidak Ada", ("18.71.11", None)),
    ],
)
def test_names_become_codes_only_where_unique(kecamatan: str, desa: str, codes: tuple[str | None, str | None]) -> None:
    assert PETA.find(kecamatan, desa) == codes
