"""A NIK as a burial book writes it: with dots, cut short, or broken by a spreadsheet."""

import re
from dataclasses import dataclass

_NOT_DIGITS = re.compile(r"[^0-9]")
_FLOAT = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?1[0-9]")
_LOOKALIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "i": "1", "S": "5", "B": "8"})


@dataclass(frozen=True, slots=True)
class NikTulis:
    """`utuh`: sixteen digits or None; `teks`: the digits that are there (at least ten), or None."""

    utuh: str | None = None
    teks: str | None = None


def read_written_nik(text: str) -> NikTulis:
    """Read what stands in a NIK column; letters that look like digits are read as such where the rest are digits."""
    bare = text.strip().lstrip("'`")
    if not bare:
        return NikTulis()
    if _FLOAT.fullmatch(bare):
        return NikTulis(teks=_from_float(bare))
    if bare.endswith(".0") and bare[:-2].isdigit():
        bare = bare[:-2]
    if sum(ch.isdigit() for ch in bare) >= 10:
        bare = bare.translate(_LOOKALIKE)
    digits = _NOT_DIGITS.sub("", bare)
    if len(digits) == 16:
        return NikTulis(digits, digits)
    return NikTulis(teks=digits[:20]) if len(digits) >= 10 else NikTulis()


def _from_float(text: str) -> str | None:
    """'1.87101E+15' keeps the first digits only."""
    digits = _NOT_DIGITS.sub("", re.split("[eE]", text)[0])
    return digits if len(digits) >= 10 else None
