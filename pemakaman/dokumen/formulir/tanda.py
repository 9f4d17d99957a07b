"""What stands around the blocks of an application: letterhead, signatures, square code, foot."""

from collections.abc import Callable
from dataclasses import replace

from pemakaman.dokumen.formulir.kisi import KANAN, KIRI, TEBAL, Papan
from pemakaman.dokumen.formulir.rapat import with_smaller
from pemakaman.dokumen.lembar import Huruf, Kata, Kode, Kotak, Lanjutan, Logo, Rata, RuangBaris

JUDUL = "FORMULIR PELAPORAN PENCATATAN SIPIL DI DALAM WILAYAH NKRI"
LABEL_JENIS = "Jenis Pelaporan Pencatatan Sipil"
KOP_KOSONG = "KOP SURAT KANTOR DINAS DUKCAPIL KABUPATEN/KOTA"
PEJABAT = "Pejabat Dukcapil yang Membidangi"
_TITIK = "\N{HORIZONTAL ELLIPSIS}"
NAMA_KOSONG = "(" + _TITIK * 13 + "..)"
TANGGAL_KOSONG = f"{_TITIK * 6}.., {_TITIK * 6}.. 20{_TITIK}.."
TENGAH = (KIRI + KANAN) / 2
SISI_KODE, X_KODE = 62.0, 325.0
X_MENGETAHUI, X_PELAPOR, X_TANGGAL = 141.1, 468.9, 490.6
LEBAR_TTD = 150.0
TURUN_SAKSI = 46.0
"""How much room below the signatures those of two witnesses take."""
Turun = Callable[[float], float]


def letterhead(papan: Papan, kode: str, y_kode: float, y_kop: float, y_logo: float) -> None:
    """The number of the form in its box, the office's emblem and its letterhead, whose last line is at `y_kop`."""
    papan.gambar.append(Kotak((486.62, KANAN), y_kode, 10.03, TEBAL))
    papan.title((486.62 + KANAN) / 2, y_kode + 7.54, kode)
    papan.gambar.append(Logo(KIRI + 1.5, y_logo, 46.0, y_kop + 4 - y_logo))
    face = Huruf(papan.huruf.ukuran, tebal=True)
    room = RuangBaris(
        "kop",
        TENGAH - 168,
        y_kop,
        336.0,
        "Kop surat",
        face,
        Rata.TENGAH,
        KOP_KOSONG,
        baris=4,
        spasi=9.6,
        naik=True,
    )
    papan.words(room)


def _centred(papan: Papan, isian: str, x: float, y: float, label: str, *, kosong: str = "") -> RuangBaris:
    left = x - LEBAR_TTD / 2
    return RuangBaris(isian, left, y, LEBAR_TTD, label, papan.huruf, Rata.TENGAH, kosong)


def _name(papan: Papan, isian: str, x: float, y: float, label: str) -> RuangBaris:
    """Room for who signs, in brackets; a long name takes the line above it too."""
    room = _centred(papan, isian, x, y, label, kosong=NAMA_KOSONG)
    return replace(room, pola="({})", baris=2, spasi=9.0, naik=True)


def signatures(papan: Papan, turun: Turun, *, saksi: bool) -> Kode:
    """Who knows of it on the left, the reporter on the right; returns the place of the square code between them.

    `turun` maps the annex's heights to this page's.
    """
    face = papan.huruf
    date = _centred(papan, "ttd.tempat_tanggal", X_TANGGAL, turun(919.63), "Tempat dan tanggal", kosong=TANGGAL_KOSONG)
    papan.words(with_smaller(date, 7.0, 6.2))
    papan.words(Kata(X_MENGETAHUI, turun(932.23), "Mengetahui :", face, Rata.TENGAH))
    office = _centred(papan, "ttd.mengetahui", X_MENGETAHUI + 3.6, turun(941.78), "Mengetahui", kosong=PEJABAT)
    papan.words(replace(office, baris=2, spasi=8.5))
    papan.words(_name(papan, "ttd.pejabat", X_MENGETAHUI, turun(969.16), "Nama pejabat"))
    nip = _centred(papan, "ttd.nip", X_MENGETAHUI, turun(978.0), "NIP")
    papan.words(replace(nip, huruf=Huruf(7.2), pola="NIP {}"))
    papan.words(Kata(X_PELAPOR, turun(940.98), "Pelapor", face, Rata.TENGAH))
    papan.words(_name(papan, "ttd.pelapor", X_PELAPOR, turun(969.16), "Nama pelapor"))
    if saksi:
        for x, role, words in ((X_MENGETAHUI, "saksi1", "Saksi I"), (X_PELAPOR, "saksi2", "Saksi II")):
            papan.words(Kata(x, turun(988.5), words, face, Rata.TENGAH))
            papan.words(_name(papan, f"{role}.nama", x, turun(1018.0), f"Nama {words}"))
    return Kode(X_KODE, turun(904.0), SISI_KODE)


def continuation(y: float, *, lebar: float = X_KODE - KIRI - 5, baris: int = 4) -> Lanjutan:
    """Lines for values that are longer than their room, left of the square code."""
    return Lanjutan(KIRI + 1.6, y, lebar, baris, 7.0, Huruf(6.4, mono=True))


def book_number(y: float) -> RuangBaris:
    """The foot: where the death stands in the register of burials."""
    return RuangBaris("nomor_buku", TENGAH - 165, y, 330.0, "Nomor buku", Huruf(6.0), Rata.TENGAH, baris=2, spasi=6.8)
