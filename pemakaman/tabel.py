"""Tables from and to other programs: CSV and workbooks, read without trust and written without formulas."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

import xlsxwriter
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, load_workbook

from pemakaman.arsip import PIECE, TERKUNCI, ZIP_MARK, TableError, check_workbook

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Format of a written table → its type.
MIME = {"csv": CSV, "xlsx": XLSX}
Cell = str | int | float | bool | date | datetime | None
Row = tuple[int, list[Cell]]

DELIMITERS = ",;|\t"
LONGEST_LINE = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 30_000_000
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n")
__all__ = ["ZIP_MARK", "Cell", "Row", "Table", "TableError", "cell_text", "open_table", "safe_text"]
_TERTUTUP = "Berkas ini tidak dapat dibaca. Hapus kata sandinya bila ada, lalu simpan ulang sebagai .xlsx."
_BUKAN_TABEL = (
    "Berkas ini bukan lembar kerja (XLSX, XLS, ODS) atau CSV. Simpan ulang dari Excel sebagai .xlsx atau CSV."
)


@dataclass(frozen=True)
class Table:
    """A readable file: its kind, and for text how it is written."""

    path: Path
    is_workbook: bool
    encoding: str = "utf-8-sig"
    delimiter: str = ","

    def rows(self, lembar: str = "") -> Iterator[Row]:
        """(line number as the person sees it, cells) of every row that is not empty; '' names the first sheet."""
        return self.sized_rows(lembar)[1]

    def sized_rows(self, lembar: str = "") -> tuple[int, Iterator[Row]]:
        """About how many rows there are, and the rows."""
        if not self.is_workbook:
            with self.path.open("rb") as file:
                lines = sum(piece.count(b"\n") for piece in iter(lambda: file.read(PIECE), b""))
            return lines + 1, self._csv_rows()
        sheet = _sheet(self.path, lembar)
        return sheet.total_height, _sheet_rows(sheet)

    def sheets(self) -> list[str]:
        """The names of the sheets of a workbook; a text file has one without a name."""
        return list(_book(self.path).sheet_names) if self.is_workbook else [""]

    def _csv_rows(self) -> Iterator[Row]:
        with _open_text(self.path, self.encoding) as file:
            reader = csv.reader(_lines(file), delimiter=self.delimiter)
            try:
                for cells in reader:
                    if any(cell.strip() for cell in cells):
                        yield reader.line_num, list(cells)
            except csv.Error:
                raise TableError(
                    f"Berkas CSV rusak di sekitar baris {reader.line_num}. Buka dan simpan ulang sebagai CSV."
                ) from None


def open_table(path: Path, *, most_cells: int = MOST_CELLS) -> Table:
    """Look at the content, not the name; raises TableError when it is no table, or spans too far."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise TableError("Berkas ini kosong.")
    if check_workbook(path, most_cells):
        return Table(path, is_workbook=True)
    encoding = _encoding(path)
    if "\x00" in head.decode(encoding, errors="replace"):
        raise TableError(_BUKAN_TABEL)
    return Table(path, is_workbook=False, encoding=encoding, delimiter=_delimiter(path, encoding))


def safe_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_START) else text


Written = str | int | float | None
"""What a table that we write holds."""


def write_csv(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[Written]]) -> None:
    """CSV with commas; the caller opens the file with newline=''. A number stays a number, also below zero."""
    writer = csv.writer(file)
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe_text(cell) if isinstance(cell, str) else cell for cell in row])


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Written]]) -> bytes:
    """CSV in UTF-8 with a mark, so that Excel shows every letter."""
    text = io.StringIO(newline="")
    write_csv(text, header, rows)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def xlsx_bytes(judul: str, header: Sequence[str], rows: Iterable[Sequence[Written]]) -> bytes:
    """XLSX: a text stays a text (a NIK keeps its sixteen digits, a formula does nothing), a number a number."""
    target = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, {"in_memory": True, **options})
    # The same rows must give the same bytes, whenever they are written.
    book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001
    sheet, bold, plain = (
        book.add_worksheet(judul),
        book.add_format({"bold": True}),
        book.add_format({"num_format": "@"}),
    )
    for number, row in enumerate([header, *rows]):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell, plain if number else bold)
            elif cell is not None:
                sheet.write_number(number, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(header) - 1, 0), 18)
    book.close()
    return target.getvalue()


def _open_text(path: Path, encoding: str) -> TextIO:
    # A byte without a letter becomes U+FFFD, which the checks of each row refuse.
    return path.open(encoding=encoding, errors="replace", newline="")


def _lines(file: TextIO) -> Iterator[str]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise TableError(f"Baris {number} terlalu panjang; ini bukan tabel. Periksa berkasnya.")
        yield line.replace("\x00", "\ufffd")


def _encoding(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        head = file.read(2)
        if head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        try:
            decoder.decode(head)
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _delimiter(path: Path, encoding: str) -> str:
    """The sign that parts most columns in the first lines."""
    with _open_text(path, encoding) as file:
        lines = [line for line, _ in zip(_lines(file), range(20), strict=False)]
    bare = [re.sub(r'"[^"]*"', "", line) for line in lines]
    return max(DELIMITERS, key=lambda sign: max((line.count(sign) for line in bare), default=0))


def _sheet_rows(sheet: CalamineSheet) -> Iterator[Row]:
    if sheet.width > MOST_COLUMNS:
        raise TableError(f"Lembar {sheet.name} punya {sheet.width} kolom; ini bukan daftar. Hapus kolom kosong.")
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if any(cell not in ("", None) for cell in cells):
            yield number, [_cell(cell) for cell in cells]


def _book(path: Path) -> CalamineWorkbook:
    try:
        return load_workbook(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise TableError(TERKUNCI if "password" in str(error).lower() else _TERTUTUP) from None


def _sheet(path: Path, lembar: str) -> CalamineSheet:
    book = _book(path)
    try:
        return book.get_sheet_by_name(lembar) if lembar else book.get_sheet_by_index(0)
    except (CalamineError, OSError, ValueError, IndexError):
        raise TableError(f"Lembar {lembar} tidak ada di berkas ini." if lembar else _TERTUTUP) from None


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, int | float | date):
        return value
    return None if value is None else str(value)


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it: 1.0 is '1', a date is written day first."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
