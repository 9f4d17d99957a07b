"""Where the headings of a sheet stand: titles may stand above them, and they may take two rows. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from pemakaman.impor import KESALAHAN
from pemakaman.nilai.digit import mask_digits
from pemakaman.pertukaran.kolom import BANYAK, WAJIB, field_of
from pemakaman.pertukaran.susunan.sel import read_text
from pemakaman.tabel import Cell, Row, cell_text

WITHIN = 40
SAMPLES = 3
LEAST_KNOWN, LEAST_COLUMNS = 2, 3
LONGEST_HEADING, LONGEST_SAMPLE = 80, 40
_DIGITS = re.compile(r"(?<!\d)\d{12,16}(?!\d)")


@dataclass(frozen=True)
class Kepala:
    """The headings of a sheet, the number of their last row, and a few rows below with long numbers masked."""

    lembar: str
    baris: int
    judul: list[str]
    contoh: list[list[str]]

    def as_dict(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)


def find_head(lembar: str, rows: Iterable[Row]) -> Kepala | None:
    """The rows with the most headings that we know; else the first row that looks like headings."""
    first = list(islice(rows, WITHIN))
    best = max(_candidates(first), key=lambda one: one[0], default=(0, 0, []))
    if best[0] >= LEAST_KNOWN:
        _, last, judul = best
    else:
        found = next((place for place, (_, cells) in enumerate(first[:-1]) if _looks_like_headings(cells)), None)
        if found is None:
            return None
        last, judul = found, _texts(first[found][1])
    judul = _named(judul, [cells for _, cells in first[last + 1 :]])
    below = [cells for _, cells in first[last + 1 :] if not _are_column_numbers(cells)]
    contoh = [_sample(cells, len(judul)) for cells in below[:SAMPLES]]
    return Kepala(lembar, first[last][0], judul, contoh)


def _candidates(rows: Sequence[Row]) -> Iterator[tuple[int, int, list[str]]]:
    """(known headings, place of the last row, headings) of each row alone, and with the row right below it."""
    for place, (number, cells) in enumerate(rows):
        upper = _texts(cells)
        yield _known(upper), place, upper
        if place + 1 < len(rows) and rows[place + 1][0] == number + 1 and _may_head(rows[place + 1][1]):
            joined = _joined(upper, _texts(rows[place + 1][1]))
            yield _known(joined), place + 1, joined


def _known(judul: Sequence[str]) -> int:
    fields = [field_of(one) for one in judul]
    known = {field for field in fields if field not in (None, BANYAK)}
    return len(known) + (WAJIB in known) if len(known) > 1 else 0


def _may_head(cells: Sequence[Cell]) -> bool:
    return not any(isinstance(cell, int | float) or _is_long(cell_text(cell)) for cell in cells)


def _is_long(text: str) -> bool:
    return len(text) > LONGEST_HEADING or sum(char.isdigit() for char in text) > 2


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell_text(cell) for cell in cells]


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows as one: a merged cell above stands over all the cells below it, until the next one begins."""
    joined, above = [], ""
    for column in range(max(len(upper), len(lower))):
        top = upper[column] if column < len(upper) else ""
        below = lower[column] if column < len(lower) else ""
        above = top or (above if below else "")
        joined.append(f"{above} {below}" if below else top)
    return joined


def _looks_like_headings(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if read_text(cell)]
    words = [cell for cell in filled if isinstance(cell, str) and not any(char.isdigit() for char in cell)]
    return len(filled) >= LEAST_COLUMNS and len(words) == len(filled)


def _named(judul: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Headings up to the last column with a heading or, in the rows below, a cell; those without get a number."""
    filled = [place for cells in rows for place, cell in enumerate(cells) if cell_text(cell)]
    width = max([*(place for place, one in enumerate(judul) if one), *filled], default=-1) + 1
    texts = [(judul[place] if place < len(judul) else "")[:LONGEST_HEADING] for place in range(width)]
    return [one or (f"Kolom {place + 1}" if place in filled else "") for place, one in enumerate(texts)]


def _are_column_numbers(cells: Sequence[Cell]) -> bool:
    return all(re.fullmatch(r"\(?\d{0,2}\)?", cell_text(cell)) for cell in cells)


def _sample(cells: Sequence[Cell], width: int) -> list[str]:
    texts = [_DIGITS.sub(lambda found: mask_digits(found.group()), cell_text(cell)) for cell in cells[:width]]
    return [*(text[:LONGEST_SAMPLE] for text in texts), *[""] * (width - len(texts))]


def is_error_column(judul: str) -> bool:
    """Is this the column that our own error file adds?"""
    return judul == KESALAHAN
