"""The two files that are matched: which columns they have, under which headings, and how they are read."""

import csv
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from io import StringIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import Any, TextIO

import duckdb

from pemakaman.nilai.galat import NilaiError
from pemakaman.pencocokan.judul import PEMAKAMAN, PEMILIH

__all__ = ["PEMAKAMAN", "PEMILIH", "UNUSED", "MasukanError", "find_columns", "read_file"]

UNUSED = frozenset(
    ["status_kawin", "disabilitas", "ktp_el", "sumber", "tps", "tempat_meninggal", "sebab", "makam", "blok", "no_hp"]
)
"""Columns of both that nothing is compared by: not kept."""

_DELIMITERS = (",", ";", "\t", "|")
_WINDOWS = "cp1252"


class MasukanError(NilaiError):
    """A file that cannot be matched; says which and what to do."""


def read_file(con: duckdb.DuckDBPyConnection, table: str, path: Path, columns: Mapping[str, Sequence[str]]) -> int:
    """Read a CSV into `table` with our column names, all text, and its row number `i` from 1; returns the rows.

    Columns may be missing or in any order; the separator is found from the headings. Rows without any text are left
    out. Raises MasukanError.
    """
    start = _start(path)
    with _in_utf8(path) as (source, encoding):
        headings, delimiter = _headings(start.decode(encoding, "ignore"))
        chosen = find_columns(headings, columns, path.name)
        query = _reading(table, headings, chosen, columns)
        # A row is named by its own number; where it has none, by its place, and then the order must be kept.
        con.execute(f"SET preserve_insertion_order = {str(not chosen.keys() & {'dpid'}).lower()}")
        con.execute(f"DROP VIEW IF EXISTS {table}")
        try:
            con.execute(query, [str(source), delimiter])
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error:
            with _copy() as plain:
                _straighten(source, plain, delimiter, len(headings), path.name)
                _retry(con, query, [plain.name, delimiter], path.name)
    con.execute(f"CREATE VIEW {table} AS SELECT rowid + 1 AS i, * FROM {table}_isi")
    con.execute("SET preserve_insertion_order = false")
    counted = con.execute(f"SELECT count(*) FROM {table}").fetchone()
    if not counted or not counted[0]:
        raise MasukanError(f"Berkas {path.name} tidak berisi baris.")
    return int(counted[0])


def _reading(
    table: str, headings: Sequence[str], chosen: Mapping[str, int], columns: Mapping[str, Sequence[str]]
) -> str:
    cells = [
        f"nullif(trim(\"c{chosen[name]}\"), '') AS {name}" if name in chosen else f"NULL::VARCHAR AS {name}"
        for name in columns
        if name not in UNUSED
    ]
    names = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(len(headings)))
    source = (
        f"read_csv(?, delim = ?, header = true, skip = 0, quote = '\"', escape = '\"', null_padding = true, "
        f"auto_detect = false, columns = {{{names}}}, encoding = 'utf-8', parallel = true)"
    )
    return (
        f"CREATE OR REPLACE TABLE {table}_isi AS SELECT * FROM "
        f"(SELECT {', '.join(cells)} FROM {source}) WHERE coalesce({', '.join(chosen.keys() - UNUSED)}) IS NOT NULL"
    )


def _retry(con: duckdb.DuckDBPyConnection, query: str, values: list[str], file: str) -> None:
    try:
        con.execute(query, values)
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise MasukanError(f"Berkas {file} tidak terbaca sebagai CSV. {_where(str(error))}") from None


def _straighten(source: Path, target: TextIO, delimiter: str, width: int, file: str) -> None:
    """Write a file with cells of more than one line or mixed line ends as one line a row; refuse a broken row."""
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\n")
    with source.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        start = 1
        try:
            for row in reader:
                if any(cell.strip() for cell in row[width:]):
                    raise MasukanError(f"Berkas {file} tidak terbaca sebagai CSV. {_at(start)}")
                writer.writerow([" ".join(cell.split()) for cell in row[:width]])
                start = reader.line_num + 1
        except csv.Error:
            raise MasukanError(f"Berkas {file} tidak terbaca sebagai CSV. {_at(start)}") from None
    target.flush()


def find_columns(headings: Sequence[str], columns: Mapping[str, Sequence[str]], file: str) -> dict[str, int]:
    """Our column → position in the file; raises MasukanError for a heading twice or without a name column."""
    by_name = {name: column for column, names in columns.items() for name in names}
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        column = by_name.get(re.sub(r"[^a-z0-9]", "", heading.lower()))
        if column is None:
            continue
        if column in found:
            raise MasukanError(f"Berkas {file}: kolom {heading.strip()} ada dua kali. Hapus salah satunya.")
        found[column] = position
    if "nama" not in found:
        raise MasukanError(
            f"Berkas {file}: kolom NAMA tidak ditemukan di baris pertama. Baris pertama harus judul kolom."
        )
    return found


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(65536)
    except OSError as error:
        raise MasukanError(f"Berkas {path} tidak dapat dibuka: {error.strerror}.") from None
    if not start.strip():
        raise MasukanError(f"Berkas {path.name} kosong.")
    if b"\0" in start:
        raise MasukanError(f"Berkas {path.name} bukan CSV. Bila berkas Excel, simpan dulu sebagai CSV (UTF-8).")
    return start


def _headings(start: str) -> tuple[list[str], str]:
    """The cells of the first row and the separator that finds most of them."""
    text = start.removeprefix("\ufeff")
    rows = {sign: next(csv.reader(StringIO(text, newline=""), delimiter=sign), []) for sign in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda sign: len(rows[sign]))
    return [cell.strip() for cell in rows[delimiter]], delimiter


@contextmanager
def _in_utf8(path: Path) -> Iterator[tuple[Path, str]]:
    """The file, or where it is none in UTF-8 a copy that is; and how the file itself is written."""
    if not _is_utf8(path):
        with _copy() as copy:
            # Old programs of Windows write its own letters.
            with path.open(encoding=_WINDOWS, errors="replace", newline="") as file:
                copyfileobj(file, copy, 1 << 22)
            copy.flush()
            yield Path(copy.name), _WINDOWS
    else:
        yield path, "utf-8"


def _is_utf8(path: Path) -> bool:
    """Pieces of plain ASCII, which is nearly all of a list, are not decoded."""
    decoder = getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 22):
                if decoder.getstate()[0] or not piece.isascii():
                    decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _copy() -> AbstractContextManager[Any]:
    return NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv")


def _where(text: str) -> str:
    found = re.search(r"[Ll]ine:? (\d+)", text)
    return _at(int(found[1])) if found else "Periksa tanda pemisah dan tanda kutipnya."


def _at(line: int) -> str:
    return f"Periksa baris {line}: jumlah kolom atau tanda kutipnya."
