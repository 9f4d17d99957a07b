"""The bundled typefaces: how wide their letters are, where their baseline lies, which letters they have."""

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from pemakaman.dokumen.lembar import Huruf

FOLDER = Path(__file__).resolve().parent / "font"
BIASA, TEBAL, MONO = "texgyrebonum-regular.otf", "texgyrebonum-bold.otf", "DejaVuSansMono.ttf"
LINE_HEIGHT = 1.2
"""Of words at a place of their own, in em; decides nothing but where their box begins."""


def file_of(huruf: Huruf) -> str:
    """The font file that prints this face."""
    return MONO if huruf.mono else TEBAL if huruf.tebal else BIASA


@lru_cache(maxsize=4)
def _font(name: str) -> TTFont:
    return TTFont(FOLDER / name)


@lru_cache(maxsize=4)
def _advances(name: str) -> dict[int, float]:
    font = _font(name)
    widths, per_em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {code: widths[glyph][0] / per_em for code, glyph in font.getBestCmap().items()}


def has_all(teks: str, huruf: Huruf) -> bool:
    """Does the face have every letter of `teks`?"""
    known = _advances(file_of(huruf))
    return all(ord(letter) in known for letter in teks)


def width_of(teks: str, huruf: Huruf) -> float:
    """Width in points, without kerning; a letter that the face does not have counts as one em."""
    known = _advances(file_of(huruf))
    if len(teks) == 1:
        return huruf.ukuran * known.get(ord(teks), 1.0)
    return huruf.ukuran * sum([known.get(ord(letter), 1.0) for letter in teks])


@lru_cache(maxsize=4)
def _rise(name: str) -> float:
    font = _font(name)
    per_em = font["head"].unitsPerEm
    ascent, descent = font["hhea"].ascent / per_em, -font["hhea"].descent / per_em
    return float(ascent - descent) / 2


def rise(huruf: Huruf, line_height: float) -> float:
    """Points from the upper edge of a line of `line_height` points down to its baseline."""
    return line_height / 2 + _rise(file_of(huruf)) * huruf.ukuran
