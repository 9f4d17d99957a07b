"""Reading one cell of a list of persons (voters, residents): text, numbers, sex, birth. Nothing is mended silently."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from pemakaman.db import today_in
from pemakaman.nilai.digit import remove_separators
from pemakaman.nilai.tanggal import parse_tanggal_teks
from pemakaman.tabel import FORMULA_START, Cell, cell_text

LONGEST = 200
EARLIEST_BIRTH = date(1850, 1, 1)
LONG_PAST = date(2020, 1, 1)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")
_MASKED = re.compile(r"[0-9]{8,15}[*xX]{1,8}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[|/.\- ]([0-9]{1,2})[|/.\- ]([0-9]{4})")
_COMPACT = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_SEX = {"l": "L", "lk": "L", "lakilaki": "L", "pria": "L", "p": "P", "pr": "P", "perempuan": "P", "wanita": "P"}
_SEX_CODES = {**_SEX, "1": "L", "2": "P", "01": "L", "02": "P"}


class KolomError(Exception):
    """Why one cell cannot be taken; the sentence begins with its column."""


def bare(text: str) -> str:
    """Letters and digits only, in lower case: how headings and words are compared."""
    return "".join(char for char in text.lower() if char.isalnum())


def read_text(cell: Cell) -> str | None:
    """The text of a cell on one line, None when empty; the mark that keeps a formula a text is taken off."""
    return _read_line(cell) if isinstance(cell, str) else _bounded(cell_text(cell))


def read_words(cell: Cell) -> str:
    """The same of any length, '' when empty: what somebody wrote in whole sentences."""
    return _plain_line(cell) if isinstance(cell, str) else cell_text(cell)


# Of the many cells of a long list few are unlike: places, streets, given names come again and again.
@lru_cache(maxsize=65536)
def _read_line(cell: str) -> str | None:
    return _bounded(_plain_line(cell))


def _plain_line(cell: str) -> str:
    if _CONTROL.search(cell):
        raise KolomError("ada tanda yang tidak terbaca. Ketik ulang isinya.")
    text = " ".join(cell.split())
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_START) else text


def _bounded(text: str) -> str | None:
    if len(text) > LONGEST:
        raise KolomError(f"lebih dari {LONGEST} huruf. Periksa apakah kolomnya bergeser.")
    return text or None


def digits_reader(check: Callable[[str], str], *, masked: bool = False) -> Callable[[Cell], str | None]:
    """A reader of NIK or nomor KK; with `masked` also one whose last digits are hidden, kept as it is."""

    def read(cell: Cell) -> str | None:
        if isinstance(cell, str) and len(cell) == 16 and cell.isascii() and cell.isdigit():
            return cell
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            raise KolomError("tersimpan sebagai bilangan, angka terakhirnya bisa hilang. Simpan sebagai teks.")
        text = (read_text(cell) or "").lstrip("'`")
        if not text:
            return None
        if masked and _MASKED.fullmatch(digits := remove_separators(text)) and len(digits) == 16:
            return digits
        return check(text)

    return read


def read_sex(cell: Cell, *, codes: bool = False) -> str | None:
    """L or P; with `codes` also 1 and 2."""
    text = read_text(cell)
    if text is None:
        return None
    try:
        return (_SEX_CODES if codes else _SEX)[bare(text)]
    except KeyError:
        raise KolomError("harus 1, 2, L, atau P." if codes else "harus L atau P.") from None


def read_birth(cell: Cell) -> date | None:
    """A date of birth; None where it is hidden or its day or month is not known."""
    found = read_day(cell)
    # Only what is not long past needs today, which costs more than the rest of a row.
    if found is not None and not (found >= EARLIEST_BIRTH and (found < LONG_PAST or found <= today_in())):
        raise KolomError("di luar batas yang mungkin. Periksa tahunnya.")
    return found


def read_day(cell: Cell) -> date | None:
    """Any date, as a date cell or as people write it."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = read_text(cell)
    return None if text is None or "*" in text else _parse_day(text)


@lru_cache(maxsize=65536)
def _parse_day(text: str) -> date | None:
    match = _DAY_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        return parse_tanggal_teks(text)
    day, month, year = (int(part) for part in match.groups())
    if day == 0 or month == 0:
        return None  # day or month unknown: kept as unknown, never turned into the first
    try:
        return date(year, month, day)
    except ValueError:
        raise KolomError("tanggal itu tidak ada. Tulis hari, bulan, tahun, misalnya 17-08-1990.") from None
