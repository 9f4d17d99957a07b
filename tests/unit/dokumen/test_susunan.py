"""Every registered form on every paper: nothing beyond the sheet, no words on words, room for values is free."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import pytest

from pemakaman.dokumen.daftar import SUSUNAN, arrange
from pemakaman.dokumen.huruf import width_of
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import (
    LINGKAR,
    Alinea,
    Centang,
    Halaman,
    Huruf,
    Kata,
    Kotak,
    Lembar,
    Rata,
    RuangBaris,
    RuangKotak,
    Unsur,
    Varian,
)
from pemakaman.dokumen.letak import wrap

BENTUK = [pytest.param(jenis, id=jenis) for jenis in SUSUNAN]
KERTAS = ("A4", "F4", "legal")
TINGGI = 0.66
"""Of capitals, in em."""
TEPI = 8.0
"""Points from the edge of the sheet that no office printer reaches."""
MULAI = {Rata.KIRI: 0.0, Rata.TENGAH: 0.5, Rata.KANAN: 1.0}
LONGGAR_DATAR, LONGGAR_TEGAK = 1.4, 0.6
"""Widths are counted without kerning, so words are a little shorter than they are taken for."""
TERKECIL = 5.3
"""Points of the smallest letters that are read at the counter."""


@dataclass(frozen=True)
class _Bidang:
    teks: str
    kiri: float
    atas: float
    kanan: float
    bawah: float


def _bidang(teks: str, x: float, y: float, lebar: float, huruf: Huruf) -> _Bidang:
    return _Bidang(teks, x, y - TINGGI * huruf.ukuran, x + lebar, y)


def _areas(unsur: Unsur) -> Iterator[_Bidang]:
    """Where words stand or may come to stand."""
    match unsur:
        case Kata():
            lebar = width_of(unsur.teks, unsur.huruf)
            yield _bidang(unsur.teks, unsur.x - MULAI[unsur.rata] * lebar, unsur.y, lebar, unsur.huruf)
        case Alinea():
            for index, line in enumerate(wrap(unsur.teks, unsur.lebar, unsur.huruf)):
                yield _bidang(line, unsur.x, unsur.y + index * unsur.spasi, unsur.lebar, unsur.huruf)
        case RuangBaris():
            yield from _room(unsur)
        case RuangKotak():
            yield _bidang(unsur.isian, unsur.batas[0], unsur.y, unsur.batas[-1] - unsur.batas[0], unsur.huruf)
        case Centang() if unsur.tanda != LINGKAR:  # which stands around words
            half = unsur.huruf.ukuran * 0.3
            yield _bidang(unsur.isian, unsur.x - half, unsur.y, 2 * half, unsur.huruf)


def _room(ruang: RuangBaris) -> Iterator[_Bidang]:
    if "{}" not in ruang.pola:
        return  # a line through words, not a value
    if ruang.rapat:
        yield from _room(ruang.rapat)
    first = ruang.y - (ruang.baris - 1) * ruang.spasi if ruang.naik else ruang.y
    for index in range(ruang.baris):
        yield _bidang(ruang.isian, ruang.x, first + index * ruang.spasi, ruang.lebar, ruang.huruf)


def _page(halaman: Halaman) -> list[list[_Bidang]]:
    """What each part of a page may cover; the smaller letters of a room stand where the usual ones would."""
    found = [list(_areas(unsur)) for baris in halaman.baris for unsur in baris.unsur]
    return [*found, *([one] for one in _foot(halaman))]


def _foot(halaman: Halaman) -> list[_Bidang]:
    kode, more = halaman.kode, halaman.lanjutan
    areas = []
    if kode:
        areas.append(_Bidang("kode", kode.x, kode.y, kode.x + kode.sisi, kode.y + kode.sisi))
    if more:
        end = more.y + (more.baris - 1) * more.spasi
        areas.append(_Bidang("lanjutan", more.x, more.y - TINGGI * more.huruf.ukuran, more.x + more.lebar, end))
    return areas


def _on_each_other(one: _Bidang, two: _Bidang) -> bool:
    across = min(one.kanan, two.kanan) - max(one.kiri, two.kiri)
    down = min(one.bawah, two.bawah) - max(one.atas, two.atas)
    return across > LONGGAR_DATAR and down > LONGGAR_TEGAK


def _sheets(jenis: Jenis) -> list[Lembar]:
    return [arrange(jenis, Varian(kertas=kertas)) for kertas in KERTAS]


@pytest.mark.parametrize("jenis", BENTUK)
def test_no_words_lie_on_others(jenis: Jenis) -> None:
    clashes = [
        (lembar.kertas, one, two)
        for lembar in _sheets(jenis)
        for halaman in lembar.halaman
        for first, second in combinations(_page(halaman), 2)
        for one, two in product(first, second)
        if _on_each_other(one, two)
    ]
    assert clashes == []


@pytest.mark.parametrize("jenis", BENTUK)
def test_nothing_lies_beyond_the_sheet(jenis: Jenis) -> None:
    for lembar in _sheets(jenis):
        for halaman in lembar.halaman:
            boxes = [one for one in halaman.gambar if isinstance(one, Kotak)]
            areas = [one for part in _page(halaman) for one in part] + [
                _Bidang("kotak", one.batas[0], one.y, one.batas[-1], one.y + one.tinggi) for one in boxes
            ]
            beyond = [
                one
                for one in areas
                if one.kiri < TEPI
                or one.atas < TEPI
                or one.kanan > lembar.lebar - TEPI
                or one.bawah > lembar.tinggi - TEPI
            ]
            assert beyond == []


def _smallest(unsur: Unsur) -> float:
    if isinstance(unsur, RuangBaris) and unsur.rapat:
        return min(unsur.huruf.ukuran, _smallest(unsur.rapat))
    return unsur.huruf.ukuran


@pytest.mark.parametrize("jenis", BENTUK)
def test_letters_are_large_enough_to_read(jenis: Jenis) -> None:
    small = [
        (lembar.kertas, unsur)
        for lembar in _sheets(jenis)
        for halaman in lembar.halaman
        for baris in halaman.baris
        for unsur in baris.unsur
        if _smallest(unsur) < TERKECIL
    ]
    assert small == []
