"""Fits a value into its boxes, or, when it is longer, whole into the same place in smaller letters."""

import math
import textwrap
import unicodedata
from dataclasses import dataclass

LEBAR_MONO = 0.602
SEPEREMPAT = 4
TERKECIL, TERBESAR = 2 * SEPEREMPAT, 10 * SEPEREMPAT
TERBANYAK_BARIS = 8
JARAK_BARIS = 1.16


@dataclass(frozen=True)
class Muatan:
    """Lines to print. `huruf` and `baris` are quarters of a point, 0 when the boxes hold the value."""

    teks: tuple[str, ...]
    huruf: int = 0
    baris: int = 0


def letter_count(value: str) -> int:
    """How many boxes the value needs; a combining mark stands on its letter."""
    return sum(1 for character in value if not unicodedata.combining(character))


def fit(value: str, *, jumlah: int, lebar: float, tinggi: float, huruf: float) -> Muatan:
    """One letter a box while there are boxes enough; else the largest letters that show every one."""
    if letter_count(value) <= jumlah:
        return Muatan((value,))
    best = Muatan(())
    for count in range(1, TERBANYAK_BARIS + 1):
        lines = _wrapped(value, count)
        longest = max(letter_count(line) for line in lines)
        size = min(lebar / (longest * LEBAR_MONO), (tinggi - 1) / (len(lines) * JARAK_BARIS), huruf)
        quarters = max(TERKECIL, math.floor(size * SEPEREMPAT))
        if quarters > best.huruf:
            best = Muatan(lines, quarters, math.floor((tinggi - 1) / len(lines) * SEPEREMPAT))
    return best


def _wrapped(value: str, count: int) -> tuple[str, ...]:
    """The value in about `count` lines of even length, broken at spaces where it has some."""
    width = math.ceil(len(value) / count)
    lines = textwrap.wrap(value, width, break_on_hyphens=False)
    while len(lines) > count:
        width += 1
        lines = textwrap.wrap(value, width, break_on_hyphens=False)
    return tuple(lines)


def size_rules() -> str:
    """The classes that `Muatan.huruf` and `Muatan.baris` name."""
    sizes = (f".u{q}{{font-size:{q / SEPEREMPAT}pt}}" for q in range(TERKECIL, TERBESAR + 1))
    lines = (f".r{q}{{line-height:{q / SEPEREMPAT}pt}}" for q in range(1, 16 * SEPEREMPAT))
    return "".join((*sizes, *lines))
