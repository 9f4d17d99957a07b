"""The sixteen digits that NIK and nomor KK have in common."""

import re

from pemakaman.nilai.galat import NilaiError, name_character

PANJANG = 16

_SEPARATORS = re.compile(r"[\s.\-\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufe58\ufe63\uff0d\ufeff]")
_SPREADSHEET_NUMBER = re.compile(r"\s*(?:\d+\.0|\d(?:[.,]\d+)?[eE]\+?\d+)\s*", re.ASCII)
_LOOKALIKES = {"O": "0", "o": "0", "I": "1", "l": "1", "i": "1", "|": "1", "S": "5", "B": "8"}


def remove_separators(text: str) -> str:
    """Remove spaces, dots and dashes of every kind, also those that cannot be seen."""
    return _SEPARATORS.sub("", text)


def check_16_digits(text: str, *, nama: str, sumber: str) -> str:
    """Return the bare sixteen digits; `nama` and `sumber` are used in the message.

    A number that a spreadsheet has rounded (1,87101E+15 or …000.0) is refused: its last digits are gone,
    and stripping the dot could make fifteen digits look like sixteen.
    """
    if _SPREADSHEET_NUMBER.fullmatch(text):
        raise NilaiError(
            f"{nama} tersimpan sebagai bilangan di lembar kerja, angka terakhirnya bisa hilang. "
            f"Ketik ulang sebagai teks dari {sumber}."
        )
    digits = remove_separators(text)
    if not digits:
        raise NilaiError(f"{nama} belum diisi. Ketik {PANJANG} angka dari {sumber}.")
    _refuse_non_digit(digits, nama)
    if len(digits) != PANJANG:
        raise NilaiError(f"{nama} harus {PANJANG} angka. Yang diketik {len(digits)} angka; periksa lagi di {sumber}.")
    return digits


def mask_digits(text: str) -> str:
    """Hide all but the last four characters; a text too short to hide safely is hidden whole."""
    bare = remove_separators(text)
    shown = bare[-4:] if len(bare) >= 8 else ""
    return "*" * (len(bare) - len(shown)) + shown


def _refuse_non_digit(digits: str, nama: str) -> None:
    for ch in digits:
        if ch in "0123456789":
            continue
        hint = f" Mungkin maksudnya angka {_LOOKALIKES[ch]}?" if ch in _LOOKALIKES else ""
        raise NilaiError(f"{nama} hanya boleh berisi angka 0 sampai 9, tetapi ada {name_character(ch)}.{hint}")
