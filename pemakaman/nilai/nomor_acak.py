"""Numbers that nobody can guess: the receipt of a report, the number of a case.

Crockford's alphabet has no I, L, O and U, so that a number survives being read aloud and copied by hand.
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PANJANG = 12
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def make_nomor() -> str:
    """A new number like 'K7QF-3M9X-2HTA': 60 bits."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(PANJANG))
    return _grouped(letters)


def read_nomor(text: str) -> str | None:
    """The number as it is kept, however it was typed (small letters, spaces, O for 0); None when it is none."""
    letters = re.sub(r"[\s\-–.]", "", text.upper()).translate(_ALIKE)
    if len(letters) != PANJANG or any(letter not in ALPHABET for letter in letters):
        return None
    return _grouped(letters)


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, PANJANG, 4))
