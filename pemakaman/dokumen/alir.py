"""Turns a laid-out row and the values into a run of text.

Measured with WeasyPrint, an element costs over a millisecond and a space costs nothing. So a row is one
paragraph: printed words are moved to their places by both kinds of space, at most half of one (0.5 mm) off,
and only a value is an element of its own.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from pemakaman.dokumen.muat import fit, letter_count
from pemakaman.dokumen.tata_letak.lembar import Centang, Kalimat, Kata, Ruang
from pemakaman.dokumen.tata_letak.penata import LEBAR_MONO, RENGGANG

NBSP = "\N{NO-BREAK SPACE}"
CENTANG = "\N{CHECK MARK}"
SPASI, SPASI_TETAP = 0.32, 0.333
"""Widths in em of a space and of a no-break space; the two together fill a gap almost exactly."""
SEPEREMPAT = 4
GESER = range(-40, 1601)
_BONUM = Path(__file__).resolve().parent / "font" / "texgyrebonum-regular.otf"


@dataclass(frozen=True)
class Bagian:
    """Text to print; with `kelas` as an element of its own, its lines apart."""

    teks: tuple[str, ...]
    kelas: str = ""


@lru_cache(maxsize=1)
def _bonum() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_BONUM), 1000, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def text_width(words: str) -> float:
    """Width in em of words in the form's typeface."""
    return float(_bonum().getlength(words)) / 1000


def shift_rules() -> str:
    """The classes that place a value exactly: `g` within the run, `q` over it."""
    return "".join(f".{_shift('g', n)}{{margin-left:{n / SEPEREMPAT}pt}}" for n in GESER) + "".join(
        f".{_shift('q', n)}{{left:{n / SEPEREMPAT}pt}}" for n in range(500 * SEPEREMPAT)
    )


def _shift(prefix: str, quarters: int) -> str:
    return f"{prefix}{quarters}" if quarters >= 0 else f"{prefix}m{-quarters}"


@lru_cache(maxsize=4096)
def gap_filler(gap: float, *, at_least: int) -> tuple[str, float]:
    """Spaces of both widths that come nearest to `gap` em, and the width they have."""
    best, distance = ("", 0.0), abs(gap) if not at_least else float("inf")
    for count in range(max(at_least, int(gap / SPASI_TETAP)), max(at_least, int(gap / SPASI) + 1) + 1):
        wide = min(max(round((gap - count * SPASI) / (SPASI_TETAP - SPASI)), 0), count)
        width = count * SPASI + wide * (SPASI_TETAP - SPASI)
        if abs(width - gap) < distance:
            best, distance = (NBSP * wide + " " * (count - wide), width), abs(width - gap)
    return best


class _Aliran:
    """One row while it is written; `_x` is where the next letter will stand."""

    def __init__(self, huruf: float, huruf_kotak: float, tinggi: float) -> None:
        self._huruf, self._huruf_kotak, self._tinggi = huruf, huruf_kotak, tinggi
        self._x = 0.0
        self._teks = ""
        self._bagian: list[Bagian] = []

    def words(self, kata: Kata) -> None:
        self._to(kata.x)
        self._teks += kata.isi
        self._x += text_width(kata.isi) * self._huruf

    def _to(self, x: float) -> None:
        spaces, width = gap_filler(round((x - self._x) / self._huruf, 3), at_least=1 if self._x else 0)
        self._teks += spaces
        self._x += width * self._huruf

    def tick(self, centang: Centang) -> None:
        width = LEBAR_MONO * self._huruf_kotak
        self._element((CENTANG,), "k", centang.x - width / 2)
        self._x += width

    def _element(self, teks: tuple[str, ...], kelas: str, x: float) -> None:
        self._flush()
        shift = round((x - self._x) * SEPEREMPAT)
        shift = min(max(shift, GESER.start), GESER.stop - 1)
        self._bagian.append(Bagian(teks, f"{kelas} {_shift('g', shift)}"))
        self._x += shift / SEPEREMPAT

    def value(self, ruang: Ruang, value: str) -> None:
        muatan = fit(value, jumlah=ruang.jumlah, lebar=ruang.lebar, tinggi=self._tinggi, huruf=self._huruf_kotak)
        boxed = "k" if ruang.langkah else "v"
        if muatan.huruf:
            self._flush()
            left = _shift("q", round((ruang.x + RENGGANG) * SEPEREMPAT))
            sizes = f"u{muatan.huruf} r{muatan.baris}"
            self._bagian.append(Bagian(muatan.teks, f"{boxed} {ruang.kelas} panjang {sizes} {left}"))
            return
        letter = LEBAR_MONO * self._huruf_kotak
        start = ruang.x + ((ruang.langkah - letter) / 2 if ruang.langkah else 0.0)
        self._element(muatan.teks, f"{boxed} {ruang.kelas}", start)
        self._x += letter_count(value) * (ruang.langkah or letter)

    def _flush(self) -> None:
        if self._teks:
            self._bagian.append(Bagian((self._teks,)))
            self._teks = ""

    def finish(self, lanjutan: tuple[Kata, ...]) -> tuple[Bagian, ...]:
        for kata in lanjutan:
            self._teks += "\n"
            self._x = 0.0
            self._to(kata.x)
            self._teks += kata.isi
        self._flush()
        return tuple(self._bagian)


def write_row(kalimat: Kalimat, values: dict[str, str], *, huruf: float, huruf_kotak: float) -> tuple[Bagian, ...]:
    """The row as text and values in reading order; a value that is empty leaves no trace."""
    run = _Aliran(huruf, huruf_kotak, kalimat.tinggi)
    for potongan in kalimat.potongan:
        match potongan:
            case Kata():
                run.words(potongan)
            case Centang(isian=isian, kode=kode):
                if values.get(isian) == kode:
                    run.tick(potongan)
            case Ruang(isian=isian):
                if values.get(isian):
                    run.value(potongan, values[isian])
    return run.finish(kalimat.lanjutan)
