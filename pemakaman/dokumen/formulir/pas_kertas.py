"""Fits a form that is drawn in the measures of the official sheet, 612 × 1008 points, onto a paper.

On the annex's own paper nothing moves. On a shorter one everything draws nearer to the middle and nearer together,
letters a little less than the rows: the page looks like a reduced copy, and lines of words break where they did.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from pemakaman.dokumen.formulir.kertas import KERTAS, LEBAR_RESMI, TINGGI_RESMI
from pemakaman.dokumen.lembar import (
    Alinea,
    Baris,
    Centang,
    Gambar,
    Garis,
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

TEPI_ATAS, TEPI_BAWAH, TEPI_SISI = 30.0, 22.0, 15.0
SISI_KODE = 62.0
KAKI = TEPI_BAWAH + SISI_KODE + 6
"""What the square code and the continuations take of the foot."""
SPASI_LANJUTAN = 8.0
LEBIH_HURUF = 0.04
"""Letters shrink by this much less than rows do: rows have air to give, letters must stay readable."""


@dataclass(frozen=True)
class Pas:
    """Maps official points to a sheet."""

    ox: float
    sx: float
    oy: float
    sy: float
    huruf: float

    def x(self, value: float) -> float:
        """Across."""
        return self.ox + value * self.sx

    def y(self, value: float) -> float:
        """Down."""
        return self.oy + value * self.sy

    def face(self, huruf: Huruf) -> Huruf:
        """The face in its size on this sheet."""
        return huruf if self.huruf == 1 else replace(huruf, ukuran=huruf.ukuran * self.huruf)


def pas_for(kertas: str, atas: float, bawah: float, *, kaki: float = KAKI, kiri: float | None = None) -> Pas:
    """What is drawn from `atas` to `bawah`, whole on one page of `kertas` above a foot of `kaki` points.

    `kiri` is where a form begins that fills its sheet from side to side: it stays as wide as the paper allows.
    """
    lebar, tinggi = KERTAS[kertas]
    if (lebar, tinggi) == (LEBAR_RESMI, TINGGI_RESMI):
        return Pas(0.0, 1.0, 0.0, 1.0, 1.0)
    sy = min(1.0, (tinggi - TEPI_ATAS - kaki) / (bawah - atas))
    huruf = min(1.0, sy + LEBIH_HURUF)
    sx = huruf if kiri is None else min(1.0, (lebar - 2 * TEPI_SISI) / (LEBAR_RESMI - 2 * kiri))
    return Pas((lebar - LEBAR_RESMI * sx) / 2, sx, TEPI_ATAS - atas * sy, sy, min(sx, huruf))


def fit_row(baris: Baris, pas: Pas) -> Baris:
    """The row on the sheet."""
    return replace(baris, unsur=tuple(_fit(one, pas) for one in baris.unsur))


def _fit(unsur: Unsur, pas: Pas) -> Unsur:
    x, y, huruf = pas.x, pas.y(unsur.y), pas.face(unsur.huruf)
    match unsur:
        case Alinea():
            lebar, spasi = unsur.lebar * pas.sx, unsur.spasi * pas.sy
            return replace(unsur, x=x(unsur.x), y=y, huruf=huruf, lebar=lebar, spasi=spasi)
        case RuangKotak():
            return replace(unsur, y=y, huruf=huruf, batas=tuple(map(x, unsur.batas)))
        case RuangBaris():
            lebar, spasi = unsur.lebar * pas.sx, unsur.spasi * pas.sy
            return replace(unsur, x=x(unsur.x), y=y, huruf=huruf, lebar=lebar, spasi=spasi)
        case Kata() | Centang():
            return replace(unsur, x=x(unsur.x), y=y, huruf=huruf)
        case _:
            assert_never(unsur)


def fit_drawing(gambar: Gambar, pas: Pas) -> Gambar:
    """The line, box or circle on the sheet; circles stay round."""
    x, y = pas.x, pas.y
    match gambar:
        case Kotak():
            return replace(gambar, batas=tuple(map(x, gambar.batas)), y=y(gambar.y), tinggi=gambar.tinggi * pas.sy)
        case Garis():
            return replace(gambar, x1=x(gambar.x1), y1=y(gambar.y1), x2=x(gambar.x2), y2=y(gambar.y2))
        case Lingkaran():
            return replace(gambar, x=x(gambar.x), y=y(gambar.y), jari=gambar.jari * pas.sy)
        case Logo():
            lebar, tinggi = gambar.lebar * pas.sx, gambar.tinggi * pas.sy
            return replace(gambar, x=x(gambar.x), y=y(gambar.y), lebar=lebar, tinggi=tinggi)
        case _:
            assert_never(gambar)


def foot(kertas: str, kiri: float, kanan: float) -> tuple[Kode, Lanjutan]:
    """The square code at the bottom left of the sheet, and beside it the place for what is too long."""
    _, tinggi = KERTAS[kertas]
    kode = Kode(kiri, tinggi - TEPI_BAWAH - SISI_KODE, SISI_KODE)
    room = kiri + SISI_KODE + 8
    return kode, Lanjutan(room, kode.y + 9, kanan - room, 5, SPASI_LANJUTAN)


def check_words(kode: Kode, lebar: float) -> Baris:
    """Right of the square code, at its foot: the same in letters, for who has no camera."""
    x, y, face = kode.x + kode.sisi + 8, kode.y + kode.sisi - 3, Huruf(6.0, mono=True)
    return Baris(
        (
            RuangBaris("periksa.alamat", x, y - 8, lebar, "Alamat periksa", face, pola="Periksa keaslian: {}"),
            RuangBaris("periksa.kode", x, y, lebar, "Kode periksa", face, pola="Kode: {}"),
        )
    )
