"""Finding the row of headings in a file: titles may stand above it, and several sheets may hold a table."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pemakaman.nilai.digit import mask_digits
from pemakaman.penduduk.kolom import REQUIRED, is_unused, suggest
from pemakaman.tabel import Cell, Row, TableError, cell_text, open_table

WITHIN = 30
SAMPLES = 3
MOST_SHEETS = 20
LEAST_COLUMNS = 3
LONGEST_SAMPLE = 60
_DIGITS = re.compile(r"(?<!\d)\d{12,16}(?!\d)")
TIDAK_ADA = "Judul kolom tidak ditemukan. Di atas data harus ada satu baris judul, paling sedikit NIK dan NAMA."


@dataclass(frozen=True)
class Kepala:
    """Where the headings of a sheet stand, what they are, and a few rows under them with numbers masked."""

    lembar: str
    baris: int
    judul: list[str]
    contoh: list[list[str]]

    def as_dict(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @property
    def is_known(self) -> bool:
        """Are the headings of NIK and name among those we know?"""
        return set(REQUIRED) <= suggest(self.judul).keys()


def find_heads(path: Path) -> list[Kepala]:
    """The tables of a file, those whose headings we know first; raises TableError when there is none."""
    table = open_table(path)
    found = [head for name in table.sheets()[:MOST_SHEETS] if (head := _find_head(name, table.rows(name)))]
    if not found:
        raise TableError(TIDAK_ADA)
    return sorted(found, key=lambda head: not head.is_known)


def skip_to(rows: Iterator[Row], baris: int) -> Iterator[Row]:
    """The rows under the headings in line `baris`."""
    return (row for row in rows if row[0] > baris)


def _find_head(lembar: str, rows: Iterator[Row]) -> Kepala | None:
    first = list(islice(rows, WITHIN))
    place = _place(first)
    if place is None:
        return None
    number, cells = first[place]
    judul = _trimmed(cells)
    unused = {place for place, name in enumerate(judul) if is_unused(name)}
    contoh = [_sample(row, len(judul), unused) for _, row in first[place + 1 : place + 1 + SAMPLES]]
    return Kepala(lembar, number, judul, contoh)


def _place(rows: Sequence[Row]) -> int | None:
    """The row with NIK and name; else the first that looks like headings, to be mapped by hand."""
    for place, (_, cells) in enumerate(rows):
        if set(REQUIRED) <= suggest(map(cell_text, cells)).keys():
            return place
    return next((place for place, (_, cells) in enumerate(rows[:-1]) if _looks_like_headings(cells)), None)


def _looks_like_headings(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if cell_text(cell)]
    words = [cell for cell in filled if isinstance(cell, str) and not any(char.isdigit() for char in cell)]
    return len(filled) >= LEAST_COLUMNS and len(words) == len(filled)


def _trimmed(cells: Sequence[Cell]) -> list[str]:
    judul = [cell_text(cell)[:80] for cell in cells]
    while judul and not judul[-1]:
        judul.pop()
    return judul


def _sample(cells: Sequence[Cell], width: int, unused: Collection[int]) -> list[str]:
    texts = ["" if place in unused else _masked(cell) for place, cell in enumerate(cells[:width])]
    return [*texts, *[""] * (width - len(texts))]


def _masked(cell: Cell) -> str:
    return _DIGITS.sub(lambda found: mask_digits(found.group()), cell_text(cell))[:LONGEST_SAMPLE]
