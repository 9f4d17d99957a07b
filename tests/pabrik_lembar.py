"""A form of nothing but edges: boxes, lines, ticks, paragraphs, continuations, two sheets; and values for it."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from random import Random
from typing import Any

from pemakaman.dokumen.formulir.rapat import with_smaller
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.kompilasi import compile_lembar
from pemakaman.dokumen.lembar import (
    LINGKAR,
    Alinea,
    Baris,
    Centang,
    Garis,
    Halaman,
    Huruf,
    Kata,
    Kode,
    Kotak,
    Lanjutan,
    Lembar,
    Lingkaran,
    Rata,
    RuangBaris,
    RuangKotak,
)
from pemakaman.dokumen.tempat import Kompilasi

SAAT = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)
KODE = "https://contoh.test/p/ABCDEFGHJKMNPQRSTVWXYZ2345#F-0.00.2026-11-05.M-1871-0001." + "qK9z" * 22
NAMA = ("SITI AMINAH", "I MADE", "Zoë Müller", "NYI AGENG ŠERANG", "O’NEIL – Ñandú", "N", "ABD. RAHMAN (ALM)")
ROLES = tuple(f"orang{i}" for i in range(8))


def _boxes(left: float, count: int, side: float = 12.0) -> tuple[float, ...]:
    return tuple(left + side * i for i in range(count + 1))


def _rows(role: str, top: float) -> tuple[list[Baris], list[Kotak]]:
    rows: list[Baris] = []
    drawn: list[Kotak] = []
    for index, (key, label, count) in enumerate((("nama", "Nama", 26), ("nik", "NIK", 16), ("lahir.thn", "Tahun", 4))):
        y = top + index * 16
        edges = _boxes(200.0, count)
        room = RuangKotak(f"{role}.{key}", y, edges, f"{label} {role}")
        rows.append(Baris((Kata(56, y, f"{index + 1}. {label}"), Kata(190, y, ":"), room)))
        drawn.append(Kotak(edges, y - 9.5, 12.0))
    return rows, drawn


def _place() -> RuangBaris:
    """Smaller letters for a longer value: on one line, then on two."""
    return with_smaller(RuangBaris("tempat", 200, 540, 200, "Tempat", kosong="……………………"), 6.6, 5.8, baris=2)


def lembar_uji(*, lanjutan: int = 3) -> Lembar:
    """Two sheets; `lanjutan` lines for what is too long, 0 for none."""
    first = [
        Baris((Kata(297.5, 50, "FORMULIR UJI", Huruf(12.0, tebal=True), Rata.TENGAH),), "h1"),
        Baris((Kata(540, 62, "F-0.00 “Uji”", Huruf(8.0), Rata.KANAN),)),
        Baris((RuangBaris("kop.1", 56, 76, 300, "Kop", Huruf(10.0, tebal=True), Rata.TENGAH),)),
        Baris((RuangBaris("kop.2", 56, 88, 300, "Kop", Huruf(10.0), Rata.TENGAH),)),
    ]
    drawn: list[Kotak] = []
    for index, role in enumerate(ROLES[:6]):
        rows, boxes = _rows(role, 120.0 + 60 * index)
        first += [Baris((Kata(56, 106.0 + 60 * index, f"DATA {role.upper()}", Huruf(8.0, tebal=True)),), "h2"), *rows]
        drawn += boxes
    ticks = tuple(
        part
        for kode, x in (("L", 200.0), ("P", 300.0))
        for part in (Centang("orang0.jenis_kelamin", kode, x + 6, 491), Kata(x + 16, 490, f"{kode}. Jenis"))
    )
    first.append(Baris((Kata(56, 490, "Kelamin"), *ticks)))
    first.append(Baris((Kata(56, 510, "Alamat"), RuangBaris("alamat", 200, 510, 300, "Alamat", baris=2))))
    first.append(Baris((Kata(56, 540, "Tempat"), _place())))
    first.append(Baris((Centang("pilih", "1", 60, 562, Huruf(22.0, mono=True), LINGKAR), Kata(56, 560, "1. Satu"))))
    circles = tuple(Lingkaran(x + 6, 487.5, 5) for x in (200.0, 300.0))
    place = Lanjutan(56, 580, 480, lanjutan) if lanjutan else None
    words = "Demikian pernyataan ini dibuat dengan sebenarnya, tanpa paksaan — dan dapat dipertanggungjawabkan. " * 3
    second = [
        Baris((Kata(56, 60, "HALAMAN KEDUA", Huruf(9.0, tebal=True, garis_bawah=True)),), "h2"),
        Baris((Alinea(56, 80, 480, words, 12.0, Huruf(9.0)),)),
        *[row for index, role in enumerate(ROLES[6:]) for row in _rows(role, 160.0 + 60 * index)[0]],
        Baris((RuangBaris("ttd.tempat_tanggal", 330, 420, 200, "Tempat", Huruf(9.0), Rata.TENGAH),)),
        Baris((RuangBaris("ttd.pelapor", 330, 480, 200, "Pelapor", Huruf(9.0), Rata.TENGAH, "(………………)", "({})"),)),
    ]
    boxes = [one for index, role in enumerate(ROLES[6:]) for one in _rows(role, 160.0 + 60 * index)[1]]
    return Lembar(
        kode="F-0.00",
        judul="Formulir uji",
        dasar="Uji",
        versi=1,
        kertas="A4",
        lebar=595.28,
        tinggi=841.89,
        halaman=(
            Halaman(tuple(first), (*drawn, *circles, Garis(56, 560, 540, 560)), Kode(470, 700, 80), place),
            Halaman(tuple(second), tuple(boxes), Kode(470, 740, 60), place),
        ),
    )


def _room(unsur: RuangKotak | RuangBaris) -> int:
    """About how many letters a room takes."""
    if isinstance(unsur, RuangKotak):
        return len(unsur.batas) - 1
    if unsur.rapat:
        return max(_room(unsur.rapat), int(1.4 * _room(replace(unsur, rapat=None))))
    return max(1, int(unsur.baris * unsur.lebar / (0.8 * unsur.huruf.ukuran)))


def nilai_acak(lembar: Lembar, seed: int) -> dict[str, str]:
    """Values of one report: short, full, empty, accented, some too long; the same seed gives the same values."""
    pick, values, codes = Random(seed), dict[str, str](), dict[str, list[str]]()
    for unsur in (unsur for halaman in lembar.halaman for baris in halaman.baris for unsur in baris.unsur):
        match unsur:
            case Centang():
                codes.setdefault(unsur.isian, [""]).append(unsur.kode)
            case RuangKotak() | RuangBaris() if unsur.isian:
                words = " ".join(pick.choices(NAMA, k=12)) if pick.random() < 0.7 else "1945081712" * 12
                share = pick.choices((0.0, 0.3, 0.8, 1.0, 1.3), (20, 40, 20, 18, 2))[0]
                values[unsur.isian] = words[: int(share * _room(unsur))].strip()
    return values | {isian: pick.choice(known) for isian, known in sorted(codes.items())}


def keterangan_uji(judul: str = "F-0.00 Uji", *, kode: str = KODE, data: Any = None) -> Keterangan:
    """What the printed form says about itself."""
    return Keterangan(judul, SAAT, kode, {"nama": "Siti", "nomor": 1} if data is None else data)


@lru_cache(maxsize=2)
def kompilasi_uji(lanjutan: int = 3) -> Kompilasi:
    """That form compiled; kept, because compiling is dear."""
    return compile_lembar(lembar_uji(lanjutan=lanjutan))
