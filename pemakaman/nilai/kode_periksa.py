"""The code that a printed document is looked up by: 26 letters and digits, as on the paper and as people type it."""

import re

PANJANG = 26
_KODE = re.compile(r"[A-Z2-7]{26}")
# The alphabet has neither 0, 1, 8 nor 9: whoever types one saw a letter.
_ALIKE = str.maketrans({"0": "O", "1": "I", "8": "B"})


def read_kode(text: str) -> str | None:
    """The code as it is kept, however it was typed (small letters, spaces, dashes, 0 for O); None when it is none."""
    kode = re.sub(r"[\s\-–—.]", "", text.upper()).translate(_ALIKE)
    return kode if _KODE.fullmatch(kode) else None


def show_kode(kode: str) -> str:
    """In groups of four, to be read aloud and typed."""
    return "-".join(kode[start : start + 4] for start in range(0, len(kode), 4))
