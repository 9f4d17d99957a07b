"""Paper sizes, and how the annex's sheet of 612 × 1008 points is fitted onto them."""

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
ATAS_RESMI, BAWAH_RESMI = 50.0, 990.0
TEPI_ATAS, TEPI_BAWAH = 28.0, 20.0
KERTAS = {"A4": (595.28, 841.89), "F4": (595.28, 935.43), "legal": (LEBAR_RESMI, TINGGI_RESMI)}
"""Width and height in points."""


@dataclass(frozen=True)
class Skala:
    """Maps the annex's points to a sheet: shifted sideways, squeezed in height, letters smaller with it."""

    dx: float
    oy: float = 0.0
    sy: float = 1.0
    huruf: float = 1.0

    def y(self, value: float) -> float:
        """Down."""
        return round(self.oy + value * self.sy, 3)

    def letters(self, huruf: Huruf) -> Huruf:
        """The face, smaller."""
        return replace(huruf, ukuran=round(huruf.ukuran * self.huruf, 2))


def scale_fixed(kertas: str) -> Skala:
    """One page of the annex onto one sheet: its own paper stays as it is, shorter paper is squeezed."""
    lebar, tinggi = KERTAS[kertas]
    dx = (lebar - LEBAR_RESMI) / 2
    if tinggi >= TINGGI_RESMI:
        return Skala(dx)
    sy = (tinggi - TEPI_ATAS - TEPI_BAWAH) / (BAWAH_RESMI - ATAS_RESMI)
    return Skala(dx, TEPI_ATAS - ATAS_RESMI * sy, sy, min(1.0, sy + 0.04))


def scale_flowing(kertas: str) -> Skala:
    """A form of several pages keeps its size and is only moved to the middle of the sheet."""
    return Skala((KERTAS[kertas][0] - LEBAR_RESMI) / 2)


def fit_page(halaman: Halaman, skala: Skala) -> Halaman:
    """The page on its sheet; the square code keeps its size."""
    kode, lanjutan = halaman.kode, halaman.lanjutan
    return Halaman(
        tuple(Baris(tuple(_element(one, skala) for one in baris.unsur), baris.tag) for baris in halaman.baris),
        tuple(_drawing(one, skala) for one in halaman.gambar),
        kode and Kode(kode.x + skala.dx, skala.y(kode.y), kode.sisi),
        lanjutan and _continuation(lanjutan, skala),
    )


def _continuation(lanjutan: Lanjutan, skala: Skala) -> Lanjutan:
    return replace(
        lanjutan,
        x=lanjutan.x + skala.dx,
        y=skala.y(lanjutan.y),
        spasi=lanjutan.spasi * skala.sy,
        huruf=skala.letters(lanjutan.huruf),
    )


def _shifted(batas: tuple[float, ...], skala: Skala) -> tuple[float, ...]:
    return tuple(round(x + skala.dx, 3) for x in batas)


def _element(unsur: Unsur, skala: Skala) -> Unsur:
    y, huruf = skala.y(unsur.y), skala.letters(unsur.huruf)
    match unsur:
        case RuangKotak():
            return replace(unsur, y=y, huruf=huruf, batas=_shifted(unsur.batas, skala))
        case RuangBaris() | Alinea():
            spasi = unsur.spasi * skala.sy
            return replace(unsur, x=unsur.x + skala.dx, y=y, huruf=huruf, spasi=spasi)
        case Kata() | Centang():
            return replace(unsur, x=unsur.x + skala.dx, y=y, huruf=huruf)


def _drawing(gambar: Gambar, skala: Skala) -> Gambar:
    match gambar:
        case Kotak():
            batas = _shifted(gambar.batas, skala)
            return replace(gambar, batas=batas, y=skala.y(gambar.y), tinggi=gambar.tinggi * skala.sy)
        case Garis():
            x1, x2 = gambar.x1 + skala.dx, gambar.x2 + skala.dx
            return replace(gambar, x1=x1, x2=x2, y1=skala.y(gambar.y1), y2=skala.y(gambar.y2))
        case Lingkaran():
            return replace(gambar, x=gambar.x + skala.dx, y=skala.y(gambar.y), jari=gambar.jari * skala.sy)
        case Logo():
            return replace(gambar, x=gambar.x + skala.dx, y=skala.y(gambar.y), tinggi=gambar.tinggi * skala.sy)


def stretch(atas: float, bawah: float, tujuan: float) -> Callable[[float], float]:
    """Moves heights between `atas` and `bawah` so that `bawah` comes to lie at `tujuan`; beyond it shifts them."""
    share = (tujuan - atas) / (bawah - atas)

    def moved(y: float) -> float:
        if y <= atas:
            return y
        return round(atas + (y - atas) * share if y <= bawah else y + tujuan - bawah, 3)

    return moved
