"""What the column layouts have in common: finding the heading, and telling rows of data from the rest."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pemakaman.nilai.galat import NilaiError
from pemakaman.pertukaran.lembar import Lembar, Sel
from pemakaman.pertukaran.susunan.sel import read_text

T = TypeVar("T")
HEADING_WITHIN = 40

_TOTAL = re.compile(r"(?:JUMLAH|TOTAL|JML|REKAP)\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:mengetahui|petugas|kepala|wali nagari|lurah|operator|camat|jorong|nip\b)|.+,\s*\d{1,2}\s+\w+\s+\d{4}$",
    re.IGNORECASE,
)
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")


class BarisError(Exception):
    """A row that cannot be used; one sentence for each fault, each with its column."""

    def __init__(self, pesan: Sequence[str]) -> None:
        super().__init__("; ".join(pesan))
        self.pesan = tuple(pesan)


@dataclass(frozen=True)
class Baris:
    """One row of data: where it stands, and its cells by field."""

    letak: str
    sel: Mapping[str, Sel]


@dataclass(frozen=True)
class Susunan:
    """A column layout: headings by field, other spellings of them, and how a row becomes an isian."""

    kode: str
    nama: str
    kepala: Mapping[str, str]
    lain: Mapping[str, tuple[str, ...]]
    wajib: frozenset[str]
    baca: Callable[[Mapping[str, Sel], bool], dict[str, Any]]

    def field_of(self, heading: str) -> str | None:
        """The field that a heading names, however it is punctuated."""
        bare = bare_heading(heading)
        for field, official in self.kepala.items():
            if bare in {bare_heading(official), *self.lain.get(field, ())}:
                return field
        return None


class Pembaca:
    """Reads the cells of one row and gathers every fault, so that a row is mended in one go."""

    def __init__(self, kepala: Mapping[str, str], sel: Mapping[str, Sel]) -> None:
        self.kepala = kepala
        self.sel = sel
        self.pesan: list[str] = []

    def read(self, field: str, reader: Callable[[Sel], T]) -> T | None:
        """The value of a cell, or None with the fault noted."""
        try:
            return reader(self.sel.get(field, ""))
        except NilaiError as error:
            self.refuse(field, error.pesan)
            return None

    def refuse(self, field: str, pesan: str) -> None:
        """Note a fault of a column."""
        self.pesan.append(f"{self.kepala[field]}: {pesan}")

    def finish(self, isian: Mapping[str, Any]) -> dict[str, Any]:
        """The isian without its empty values; raises BarisError when there was a fault."""
        if self.pesan:
            raise BarisError(self.pesan)
        return {name: value for name, value in isian.items() if value not in (None, "")}


def bare_heading(text: str) -> str:
    """A heading's letters and digits, upper case."""
    return "".join(char for char in text.upper() if char.isalnum())


def find_columns(baris: Sequence[Sequence[Sel]], susunan: Susunan) -> tuple[int, dict[str, int]] | None:
    """Index of the first row below the heading and the column of each field; a heading may take two rows."""
    for index in range(min(len(baris), HEADING_WITHIN)):
        upper = [read_text(sel) for sel in baris[index]]
        one = _columns(upper, susunan)
        below = baris[index + 1] if index + 1 < len(baris) else []
        two = _columns(_joined(upper, below), susunan) if one else {}
        if len(two) > len(one) and susunan.wajib <= two.keys():
            return index + 2, two
        if susunan.wajib <= one.keys():
            return index + 1, one
    return None


def data_rows(lembar: Lembar, susunan: Susunan) -> Iterator[Baris]:
    """The rows of data below the heading: empty, total, numbering and signature rows are left out."""
    found = find_columns(lembar.baris, susunan)
    if found is None:
        return
    start, columns = found
    signed = False
    for number, cells in enumerate(lembar.baris[start:], start=start + 1):
        sel = {field: cells[column] if column < len(cells) else "" for field, column in columns.items()}
        if susunan.field_of(read_text(sel["nama"])) == "nama":
            signed = False
            continue
        signed = signed or _is_signature(sel, cells)
        if not (_is_blank(sel, cells) or (signed and not read_text(sel.get("no", "")))):
            where = f"lembar {lembar.nama} baris {number}" if lembar.nama else f"baris {number}"
            yield Baris(where, sel)


def _joined(upper: Sequence[str], cells: Sequence[Sel]) -> list[str]:
    lower = [read_text(sel) for sel in cells]
    joined, above = [], ""
    for column in range(max(len(upper), len(lower))):
        top = upper[column] if column < len(upper) else ""
        below = lower[column] if column < len(lower) else ""
        above = top or (above if below else "")
        joined.append(f"{top or above} {below}" if below else top)
    return joined


def _columns(headings: Sequence[str], susunan: Susunan) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, heading in enumerate(headings):
        field = susunan.field_of(heading)
        if field is not None:
            found.setdefault(field, column)
    return found


def _is_blank(sel: Mapping[str, Sel], cells: Sequence[Sel]) -> bool:
    """Nothing that belongs to a person: an empty row, a bare number, column numbers, a total."""
    told = [read_text(cell) for field, cell in sel.items() if field != "no"]
    nama, nik = read_text(sel["nama"]), read_text(sel.get("nik", ""))
    if not any(told) or _COLUMN_NUMBER.fullmatch(nama):
        return True
    first = next(text for text in map(read_text, cells) if text)
    is_total = _TOTAL.match(first) is not None and not nik
    return is_total or not (nama or nik or read_text(sel.get("no", "")))


def _is_signature(sel: Mapping[str, Sel], cells: Sequence[Sel]) -> bool:
    texts = [text for text in map(read_text, cells) if text]
    few = 0 < len(texts) <= 3 and not read_text(sel.get("no", "")) and not read_text(sel.get("nik", ""))
    return few and any(_SIGNED.match(text) for text in texts)
