"""Paper sizes, and how a form drawn in the measures of the annex's sheet, 612 × 1008 points, is fitted onto them.

On the annex's own paper nothing moves. On a shorter one everything draws nearer together, letters a little less than
the rows: the page looks like a reduced copy, and lines of words break where they did.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pemakaman.dokumen.lembar import (
    Alinea,
    Baris,
    Centang,
    Gambar,
    Garis,
    Halaman,
    Huruf,
    Kata,
    Kode,
    Kotak,
    Lanjutan,
    Lingkaran,
    Logo,
    RuangBaris,
    RuangKotak,
    Unsur,
)

LEBAR_RESMI, TINGGI_RESMI = 612.0, 1008.0
TEPI_ATAS, TEPI_SISI = 28.0, 15.0
LEBIH_HURUF = 0.04
"""Letters shrink by this much less than rows do: rows have air to give, letters must stay readable."""
KERTAS = {"A4": (595.28, 841.89), "F4": (595.28, 935.43), "legal": (LEBAR_RESMI, TINGGI_RESMI)}
"""Width and height in points."""


@dataclass(frozen=True)
class Pas:
    """Maps the annex's points to a sheet: across by `ox` and `sx`, down by `oy` and `sy`, letters by `huruf`."""

    ox: float = 0.0
    sx: float = 1.0
    oy: float = 0.0
    sy: float = 1.0
    huruf: float = 1.0

    def x(self, value: float) -> float:
        """Across."""
        return round(self.ox + value * self.sx, 3)

    def y(self, value: float) -> float:
        """Down."""
        return round(self.oy + value * self.sy, 3)

    def face(self, huruf: Huruf) -> Huruf:
        """The face in its size on this sheet."""
        return replace(huruf, ukuran=round(huruf.ukuran * self.huruf, 2))


def scale_page(kertas: str, atas: float, bawah: float, *, kaki: float, kiri: float | None = None) -> Pas:
    """What is drawn from `atas` to `bawah`, whole on one page of `kertas` above a foot of `kaki` points.

    `kiri` is where a form begins whose lines cross the sheet: it stays as wide as the paper allows. Others keep the
    proportion of their letters.
    """
    lebar, tinggi = KERTAS[kertas]
    if tinggi >= TINGGI_RESMI:
        return Pas()
    sy = min(1.0, (tinggi - TEPI_ATAS - kaki) / (bawah - atas))
    huruf = min(1.0, sy + LEBIH_HURUF)
    sx = huruf if kiri is None else min(1.0, (lebar - 2 * TEPI_SISI) / (LEBAR_RESMI - 2 * kiri))
    return Pas((lebar - LEBAR_RESMI * sx) / 2, sx, TEPI_ATAS - atas * sy, sy, min(sx, huruf))


def scale_flowing(kertas: str) -> Pas:
    """A form of several pages keeps its size and is only moved to the middle of the sheet."""
    return Pas((KERTAS[kertas][0] - LEBAR_RESMI) / 2)


def fit_page(halaman: Halaman, pas: Pas) -> Halaman:
    """The page on its sheet; the square code keeps its size."""
    kode, lanjutan = halaman.kode, halaman.lanjutan
    return Halaman(
        tuple(Baris(tuple(_element(one, pas) for one in baris.unsur), baris.tag) for baris in halaman.baris),
        tuple(_drawing(one, pas) for one in halaman.gambar),
        kode and Kode(pas.x(kode.x), pas.y(kode.y), kode.sisi),
        lanjutan and _continuation(lanjutan, pas),
    )


def _continuation(lanjutan: Lanjutan, pas: Pas) -> Lanjutan:
    return replace(
        lanjutan,
        x=pas.x(lanjutan.x),
        y=pas.y(lanjutan.y),
        lebar=lanjutan.lebar * pas.sx,
        spasi=lanjutan.spasi * pas.sy,
        huruf=pas.face(lanjutan.huruf),
    )


def _element(unsur: Unsur, pas: Pas) -> Unsur:
    y, huruf = pas.y(unsur.y), pas.face(unsur.huruf)
    match unsur:
        case RuangKotak():
            return replace(unsur, y=y, huruf=huruf, batas=tuple(map(pas.x, unsur.batas)))
        case RuangBaris():
            return _room(unsur, pas)
        case Alinea():
            lebar, spasi = unsur.lebar * pas.sx, unsur.spasi * pas.sy
            return replace(unsur, x=pas.x(unsur.x), y=y, huruf=huruf, lebar=lebar, spasi=spasi)
        case Kata() | Centang():
            return replace(unsur, x=pas.x(unsur.x), y=y, huruf=huruf)


def _room(ruang: RuangBaris, pas: Pas) -> RuangBaris:
    return replace(
        ruang,
        x=pas.x(ruang.x),
        y=pas.y(ruang.y),
        lebar=ruang.lebar * pas.sx,
        spasi=ruang.spasi * pas.sy,
        huruf=pas.face(ruang.huruf),
        rapat=ruang.rapat and _room(ruang.rapat, pas),
    )


def _drawing(gambar: Gambar, pas: Pas) -> Gambar:
    """The line, box or circle on the sheet; circles stay round."""
    x, y = pas.x, pas.y
    match gambar:
        case Kotak():
            return replace(gambar, batas=tuple(map(x, gambar.batas)), y=y(gambar.y), tinggi=gambar.tinggi * pas.sy)
        case Garis():
            return replace(gambar, x1=x(gambar.x1), x2=x(gambar.x2), y1=y(gambar.y1), y2=y(gambar.y2))
        case Lingkaran():
            return replace(gambar, x=x(gambar.x), y=y(gambar.y), jari=gambar.jari * pas.sy)
        case Logo():
            lebar, tinggi = gambar.lebar * pas.sx, gambar.tinggi * pas.sy
            return replace(gambar, x=x(gambar.x), y=y(gambar.y), lebar=lebar, tinggi=tinggi)


def stretch(atas: float, bawah: float, tujuan: float) -> Callable[[float], float]:
    """Moves heights between `atas` and `bawah` so that `bawah` comes to lie at `tujuan`; beyond it shifts them."""
    share = (tujuan - atas) / (bawah - atas)

    def moved(y: float) -> float:
        if y <= atas:
            return y
        return round(atas + (y - atas) * share if y <= bawah else y + tujuan - bawah, 3)

    return moved
