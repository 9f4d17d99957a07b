"""A form of nothing but edges: boxes, lines, ticks, paragraphs, continuations, two sheets; and values for it."""

from datetime import UTC, datetime
from random import Random
from typing import Any

from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import (
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
    first.append(Baris((Kata(56, 540, "Tempat"), RuangBaris("tempat", 200, 540, 200, "Tempat", kosong="……………………"))))
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


def nilai_acak(seed: int) -> dict[str, str]:
    """Values of one report: long, short, empty, accented; the same seed gives the same values."""
    pick = Random(seed)
    names = lambda: " ".join(pick.choices(NAMA, k=pick.choice((0, 1, 1, 1, 2, 3))))  # noqa: E731
    values: dict[str, str] = {"kop.1": names(), "kop.2": names(), "alamat": " ".join(names() for _ in range(4)).strip()}
    for role in ROLES:
        values[f"{role}.nama"] = names()
        values[f"{role}.nik"] = "".join(pick.choices("0123456789", k=pick.choice((0, 16, 16, 17))))
        values[f"{role}.lahir.thn"] = pick.choice(("", "1945", "19 5"))
    values["orang0.jenis_kelamin"] = pick.choice(("", "L", "P"))
    values["tempat"] = pick.choice(("", "Rumah sakit", "RUMAH, JALAN MELATI 5 RT 003 RW 002 DUSUN TIGA SUKAMAJU"))
    values["ttd.tempat_tanggal"] = pick.choice(("", "Bandar Lampung, 5 November 2026"))
    values["ttd.pelapor"] = names()
    return values


def keterangan_uji(judul: str = "F-0.00 Uji", *, kode: str = KODE, data: Any = None) -> Keterangan:
    """What the printed form says about itself."""
    return Keterangan(judul, SAAT, kode, {"nama": "Siti", "nomor": 1} if data is None else data)
