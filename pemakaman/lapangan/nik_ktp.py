"""Which of several readings of a NIK may be proposed, and how sure one may be. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pemakaman.nilai.nik import NikParts, birth_date_from_nik, read_nik
from pemakaman.nilai.tanggal import ZONA

PANJANG = 16
MIRIP_ANGKA = str.maketrans("OoDQUIli|!LZzASsbGk?TBgq", "000001111112245566677899")
"""Letters that engines read for digits; used only where nothing but digits can stand."""


@dataclass(frozen=True)
class BacaanNik:
    """One reading: sixteen digits, by whom, and whether a letter had to be taken for a digit."""

    nik: str
    oleh: str
    diperkirakan: bool = False


@dataclass(frozen=True)
class PilihanNik:
    """The reading to propose."""

    nik: str
    yakin: bool
    diperkirakan: bool


def to_digits(text: str) -> tuple[str, bool]:
    """The digits of a text in which only digits can stand, and whether any was a letter before."""
    bare = "".join(char for char in text if not char.isspace() and char not in ".,:;-–—_'\"‘’“”()")
    fixed = bare.translate(MIRIP_ANGKA)
    return (fixed, fixed != bare) if fixed.isascii() and fixed.isdigit() else ("", False)


def reading(text: str, oleh: str) -> BacaanNik | None:
    """A reading of sixteen digits, or None."""
    digits, guessed = to_digits(text)
    return BacaanNik(digits, oleh, guessed) if len(digits) == PANJANG else None


def can_be_right(nik: str, hari_ini: date) -> bool:
    """A known province, a day of birth that has been, and a running number: else a digit is wrong for certain."""
    parts = read_nik(nik)
    if parts is None or parts.kode_kecamatan[:2] not in ZONA or parts.seri == "0000":
        return False
    return birth_date_from_nik(nik, None, hari_ini) is not None


def choose(readings: Iterable[BacaanNik], lahir: date | None, kelamin: str | None, hari_ini: date) -> PilihanNik | None:
    """The best reading beside the printed birth and sex; sure only if nothing was guessed and all of it agrees."""
    possible = [one for one in readings if can_be_right(one.nik, hari_ini)]
    if not possible:
        return None
    votes = Counter(one.nik for one in possible)
    best = max(votes, key=lambda nik: (_agreement(nik, lahir, kelamin), votes[nik], nik))
    same = [one for one in possible if one.nik == best]
    guessed = all(one.diperkirakan for one in same)
    sure = _agreement(best, lahir, kelamin) == 2 and not guessed and is_backed(same)
    return PilihanNik(best, sure, guessed)


def is_backed(same: list[BacaanNik]) -> bool:
    """Read alike twice, by ways that err differently, or digit by digit in the card's own face."""
    return len({one.oleh for one in same}) >= 2 or any(one.oleh == "bentuk" for one in same)


def _agreement(nik: str, lahir: date | None, kelamin: str | None) -> int:
    parts = read_nik(nik)
    if parts is None or lahir is None:
        return 0
    by_date = _same_date(parts, lahir)
    by_sex = kelamin is None or parts.perempuan == (kelamin == "P")
    return int(by_date) + int(by_date and by_sex)


def _same_date(parts: NikParts, lahir: date) -> bool:
    return (parts.hari, parts.bulan, parts.tahun2) == (lahir.day, lahir.month, lahir.year % 100)
