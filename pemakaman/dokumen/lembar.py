"""What a form is made of: words, rooms for values and lines, each at its place on a sheet.

Measures are points from the top left corner of the sheet; `y` of words and values is their baseline.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

CENTANG = "\N{CHECK MARK}"
LINGKAR = "\N{WHITE CIRCLE}"
"""Around the number of what is chosen."""


class Rata(StrEnum):
    """Which point of the words `x` names: their left edge, their middle or their right edge."""

    KIRI = "kiri"
    TENGAH = "tengah"
    KANAN = "kanan"


@dataclass(frozen=True)
class Huruf:
    """A face in a size. `mono` is the face of values, each letter as wide as the other."""

    ukuran: float = 8.0
    tebal: bool = False
    mono: bool = False
    garis_bawah: bool = False


@dataclass(frozen=True)
class Kata:
    """Printed words on one line."""

    x: float
    y: float
    teks: str
    huruf: Huruf = Huruf()
    rata: Rata = Rata.KIRI


@dataclass(frozen=True)
class Alinea:
    """Printed words that are broken into lines of `lebar`, set flush on both sides; `y` is the first baseline."""

    x: float
    y: float
    lebar: float
    teks: str
    spasi: float
    huruf: Huruf = Huruf()
    penuh: bool = True


@dataclass(frozen=True)
class RuangKotak:
    """Room for the value `isian`, one letter in each box; `batas` are the sides of the boxes from left to right."""

    isian: str
    y: float
    batas: tuple[float, ...]
    label: str
    huruf: Huruf = Huruf(8.4, mono=True)


@dataclass(frozen=True)
class RuangBaris:
    """Room for the value `isian` on `baris` lines of `lebar`; `kosong` is printed when there is none.

    `x` is the left edge of the room; `rata` places the words within it. `pola` frames a value: "({})". With `naik`
    the last line stands at `y` and the others above it. A value that is longer than the room goes into `rapat`, the
    same room for smaller letters.
    """

    isian: str
    x: float
    y: float
    lebar: float
    label: str
    huruf: Huruf = Huruf(8.4, mono=True)
    rata: Rata = Rata.KIRI
    kosong: str = ""
    pola: str = "{}"
    baris: int = 1
    spasi: float = 10.0
    naik: bool = False
    rapat: Self | None = None


@dataclass(frozen=True)
class Centang:
    """A mark around the middle `x`, there when the value `isian` equals `kode`: a tick or a circle."""

    isian: str
    kode: str
    x: float
    y: float
    huruf: Huruf = Huruf(8.4, mono=True)
    tanda: str = CENTANG


Unsur = Kata | Alinea | RuangKotak | RuangBaris | Centang


@dataclass(frozen=True)
class Baris:
    """What is read together, in reading order; `tag` is p, h1, h2 or h3."""

    unsur: tuple[Unsur, ...]
    tag: str = "p"


@dataclass(frozen=True)
class Kotak:
    """A row of boxes that share their sides: `batas` from left to right, `y` the upper edge."""

    batas: tuple[float, ...]
    y: float
    tinggi: float
    tebal: float = 0.6


@dataclass(frozen=True)
class Garis:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tebal: float = 0.6


@dataclass(frozen=True)
class Lingkaran:
    """A circle to tick in, around (`x`, `y`)."""

    x: float
    y: float
    jari: float
    tebal: float = 0.6


@dataclass(frozen=True)
class Logo:
    """Where the office's emblem stands: it keeps its shape inside this frame."""

    x: float
    y: float
    lebar: float
    tinggi: float


@dataclass(frozen=True)
class Kode:
    """Where the square code for checking stands, `sisi` wide with its quiet edge."""

    x: float
    y: float
    sisi: float


@dataclass(frozen=True)
class Lanjutan:
    """Where values that are longer than their room are printed whole; what does not fit goes on a sheet of its own."""

    x: float
    y: float
    lebar: float
    baris: int
    spasi: float = 8.0
    huruf: Huruf = Huruf(6.5, mono=True)


Gambar = Kotak | Garis | Lingkaran | Logo


@dataclass(frozen=True)
class Halaman:
    """One sheet: rows in reading order, and the drawing behind them."""

    baris: tuple[Baris, ...]
    gambar: tuple[Gambar, ...] = ()
    kode: Kode | None = None
    lanjutan: Lanjutan | None = None


@dataclass(frozen=True)
class Lembar:
    """A form laid out on a paper, everything but the values. Equal forms print equal pages.

    `kode` is its number in the regulation, `dasar` the regulation, `versi` counts our layouts of it. `logo` is a
    PNG or JPEG. Pages measure `lebar` × `tinggi`.
    """

    kode: str
    judul: str
    dasar: str
    versi: int
    kertas: str
    lebar: float
    tinggi: float
    halaman: tuple[Halaman, ...]
    logo: bytes | None = None


@dataclass(frozen=True)
class Varian:
    """What a kab/kota may choose about a layout; layouts depend on nothing else, values come later."""

    kertas: str = "A4"
    kotak_nama: int = 26
    kotak_wilayah: int = 0
    """Boxes of Kode Wilayah: 8, 10, or 0 for a plain line."""
    telepon: bool = False
    surel: bool = False
    anak_ke: bool = False
    saksi_tanda_tangan: bool = False
    logo: bytes | None = None
