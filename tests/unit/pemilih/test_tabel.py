"""Tables from other programs are read without trust, and written so that nothing becomes a formula."""

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from pemakaman.tabel import TableError, csv_bytes, open_table, safe_text, xlsx_bytes


def rows_of(path: Path) -> list[list[object]]:
    return [list(cells) for _, cells in open_table(path).rows()]


@pytest.mark.parametrize("pemisah", [",", ";", "|", "\t"])
def test_every_usual_delimiter_is_found(tmp_path: Path, pemisah: str) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(pemisah.join(["NIK", "NAMA"]) + "\n" + pemisah.join(["1", '"A, B; C"']) + "\n")
    assert rows_of(path) == [["NIK", "NAMA"], ["1", "A, B; C"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "daftar.csv"
    path.write_bytes("NIK,NAMA\n1,José\n".encode(encoding))
    assert rows_of(path)[1] == ["1", "José"]


def test_empty_lines_are_skipped_and_line_numbers_kept(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("NIK,NAMA\n,\n\n1,A\n")
    assert [number for number, _ in open_table(path).rows()] == [1, 4]


@pytest.mark.parametrize(
    "content", [b"", b"   \n", b"\xd0\xcf\x11\xe0" + bytes(600), b"%PDF-1.7\x00\x00\x00", b"PK\x03\x04" + bytes(60)]
)
def test_other_files_are_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "daftar.csv"
    path.write_bytes(content)
    with pytest.raises(TableError):
        rows_of(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_no_bytes_can_break_the_reader(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "apa-saja"
    path.write_bytes(content)
    try:
        rows_of(path)
    except TableError:
        return


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_bytes(b"a," * 100_000)
    with pytest.raises(TableError, match="terlalu panjang"):
        rows_of(path)


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(130):
                sheet.write(bytes(1024 * 1024))
    return path


def test_an_archive_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="tidak wajar"):
        open_table(bomb(tmp_path / "bom.xlsx"))


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bom.xlsx")
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    path.write_bytes(content)
    with pytest.raises(TableError, match="tidak wajar"):
        open_table(path)


def test_a_zip_of_other_things_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foto.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("foto.jpg", b"x")
    with pytest.raises(TableError, match="ZIP"):
        open_table(path)


def test_xlsx_cells_keep_their_kind_and_row(tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_string(2, 0, "NIK")
    sheet.write_number(3, 0, 1871014403500001)
    sheet.write_datetime(4, 0, date(2020, 1, 2), book.add_format({"num_format": "dd/mm/yyyy"}))
    book.close()
    assert list(open_table(path).rows()) == [(3, ["NIK"]), (4, [1871014403500001.0]), (5, [date(2020, 1, 2)])]


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_formula_becomes_text_in_csv(text: str) -> None:
    assert safe_text(text) == f"'{text}"


def test_a_nik_is_left_as_it_is() -> None:
    assert safe_text("1871014403500001") == "1871014403500001"


def test_xlsx_is_written_as_text_only() -> None:
    content = xlsx_bytes("Usul", ["NIK", "NAMA"], [["1871014403500001", '=HYPERLINK("x")']])
    rows = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["1871014403500001", '=HYPERLINK("x")']
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_the_same_rows_give_the_same_bytes() -> None:
    table = (["NIK"], [["1871014403500001"]])
    assert xlsx_bytes("Usul", *table) == xlsx_bytes("Usul", *table)
    assert csv_bytes(*table) == csv_bytes(*table)
