"""F-2.01A, annex of Permendagri 6/2026, page 41: births, stillbirths and deaths on one page.

All places were measured on the annex, whose boxes are not equally wide; see tests/unit/dokumen/resmi_f_2_01a.json.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from pemakaman.dokumen.formulir.f_2_01a_peristiwa import birth_rows, death_rows, stillbirth_rows
from pemakaman.dokumen.formulir.kertas import KERTAS, fit_page, scale_page, stretch
from pemakaman.dokumen.formulir.kisi import (
    KANAN,
    KIRI,
    SISI_RESMI,
    X_BLN,
    X_KOTAK,
    X_TGL,
    X_THN,
    Deret,
    Judul,
    Larik,
    Papan,
    Pilih,
    date_parts,
    name_sides,
    rows_of_height,
)
from pemakaman.dokumen.formulir.orang import child_rows, contact_rows, parent_rows, person_rows, region_rows
from pemakaman.dokumen.formulir.tanda import (
    JUDUL,
    LABEL_JENIS,
    TENGAH,
    TURUN_SAKSI,
    book_number,
    continuation,
    letterhead,
    signatures,
)
from pemakaman.dokumen.lembar import Halaman, Kata, Lembar, Varian

DOKUMEN = "Nomor Dokumen Perjalanan RI*"
ATAS, BAWAH = 50.0, 990.0
ATAS_BADAN, BAWAH_BADAN = 98.0, 892.87
Y_WILAYAH, TINGGI_WILAYAH = (98.66, 109.10, 117.85, 126.60, 135.35), 8.75
JENIS = (
    Pilih(65.24, 80.59, 82.2, "Kelahiran", "jenis.kelahiran", "1"),
    Pilih(200.98, 210.46, 212.07, "Lahir Mati", "jenis.lahir_mati", "1"),
    Pilih(353.04, 365.18, 366.79, "Kematian", "jenis.kematian", "1"),
)


@dataclass(frozen=True)
class _Blok:
    """Heading and rows; `garis` are the lines between the rows, the first above the first row."""

    judul: Judul
    y_judul: float
    garis: tuple[float, ...]
    laris: tuple[Larik, ...]


def _lines(*, dari: float, jumlah: int, sampai: float, tinggi: float = 10.1966) -> tuple[float, ...]:
    """Rows of the annex's usual height; the last one reaches to the frame."""
    return (*(round(dari + i * tinggi, 2) for i in range(jumlah)), sampai)


GARIS_PELAPOR = _lines(dari=206.19, jumlah=5, sampai=264.40, tinggi=11.64)
GARIS_SUBJEK = (279.33, 290.97, 301.17, 311.37, 321.56, 332.24)
BINGKAI = (
    *((194.55, 264.39), (267.69, 332.24), (335.13, 447.80), (450.69, 556.04)),
    *((558.93, 681.77), (685.07, 797.73), (800.62, 892.87)),
)


def _more(garis: tuple[float, ...], jumlah: int) -> tuple[float, ...]:
    """The annex's lines, or `jumlah` equal rows in their place when an office adds some."""
    if len(garis) == jumlah + 1:
        return garis
    return (*(y for y, _ in rows_of_height(jumlah, garis[0], garis[-1])), garis[-1])


def _birth_date(label: str, path: str) -> Larik:
    """In the block of the parents the words stand in boxes too; those of the mother have no side on the left."""
    sides = (*X_TGL, *X_BLN, *X_THN, KANAN)
    frame = Deret((X_KOTAK, *sides) if path.startswith("ayah") else sides)
    return Larik(label, (frame, *date_parts(path, label, rata=False, garis=False)))


def _blocks(varian: Varian) -> tuple[_Blok, ...]:
    sides = name_sides(varian.kotak_nama, resmi=True)

    def person(role: str, dokumen: str | None) -> tuple[Larik, ...]:
        return person_rows(role, sides, dokumen=dokumen)

    pelapor = (*person("pelapor", DOKUMEN), *contact_rows(varian, sides))
    subjek = (*person("subjek", DOKUMEN), *child_rows(varian, sides))
    return (
        _Blok(Judul("DATA PELAPOR", True), 202.41, _more(GARIS_PELAPOR, len(pelapor)), pelapor),
        _Blok(Judul("DATA SUBJEK AKTA", True), 275.56, _more(GARIS_SUBJEK, len(subjek)), subjek),
        _Blok(
            Judul("DATA ORANG TUA", True),
            343.02,
            _lines(dari=345.35, jumlah=10, sampai=447.80),
            parent_rows(sides, _birth_date),
        ),
        _Blok(
            Judul("DATA SAKSI I", True), 458.56, _lines(dari=462.33, jumlah=4, sampai=503.12), person("saksi1", None)
        ),
        _Blok(
            Judul("DATA SAKSI II", True), 510.99, _lines(dari=514.76, jumlah=4, sampai=556.04), person("saksi2", None)
        ),
        _Blok(Judul("KELAHIRAN"), 566.80, _lines(dari=569.13, jumlah=11, sampai=681.77), birth_rows(sides)),
        _Blok(Judul("YANG LAHIR MATI"), 692.93, _lines(dari=695.26, jumlah=10, sampai=797.73), stillbirth_rows(sides)),
        _Blok(Judul("KEMATIAN"), 808.48, _lines(dari=810.81, jumlah=8, sampai=892.87), death_rows(sides)),
    )


def _head(papan: Papan, varian: Varian, turun: Callable[[float], float]) -> None:
    letterhead(papan, "F-2.01 A", 68.4, 91.84, 46.0)
    rows = region_rows(varian, SISI_RESMI if varian.kotak_nama == 26 else name_sides(varian.kotak_nama))
    for y, larik in zip(Y_WILAYAH, rows, strict=True):
        papan.row(larik, turun(y), turun(y + TINGGI_WILAYAH) - turun(y))
    papan.title(TENGAH, turun(160.26), JUDUL, tag="h1")
    papan.heading(Judul(LABEL_JENIS, True), turun(171.42))
    for pilih in JENIS:
        papan.row(Larik("", (pilih,), titik_dua=False), turun(179.53), turun(189.73) - turun(179.53))


def build(varian: Varian) -> Lembar:
    """The form for these choices: one page on every paper."""
    papan = Papan()
    tujuan = BAWAH_BADAN - (TURUN_SAKSI if varian.saksi_tanda_tangan else 0.0)
    turun = stretch(ATAS_BADAN, BAWAH_BADAN, tujuan)
    _head(papan, varian, turun)
    for blok in _blocks(varian):
        papan.heading(blok.judul, turun(blok.y_judul))
        for larik, (atas, bawah) in zip(blok.laris, pairwise(blok.garis), strict=True):
            papan.row(larik, turun(atas), turun(bawah) - turun(atas))
    for atas, bawah in BINGKAI:
        papan.frame(turun(atas), turun(bawah))
    kode = signatures(papan, turun, saksi=varian.saksi_tanda_tangan)
    papan.words(Kata(71.43, 986.6, "*", papan.huruf), Kata(82.2, 984.74, "Jika Ada", papan.huruf))
    papan.words(book_number(985.5))
    page = Halaman(tuple(papan.baris), tuple(papan.gambar), kode, continuation(turun(900.8)))
    lebar, tinggi = KERTAS[varian.kertas]
    pas = scale_page(varian.kertas, ATAS, BAWAH, kaki=20.0, kiri=KIRI)
    return Lembar(
        kode="F-2.01A",
        judul="Formulir Pelaporan Pencatatan Sipil",
        dasar="Permendagri 6/2026",
        versi=2,
        kertas=varian.kertas,
        lebar=lebar,
        tinggi=tinggi,
        halaman=(fit_page(page, pas),),
        logo=varian.logo,
    )
