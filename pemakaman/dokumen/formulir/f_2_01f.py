"""F-2.01F, annex of Permendagri 6/2026, page 55: corrected, cancelled and reissued certificates, events abroad.

All places were measured on the annex, whose boxes are not equally wide; see tests/unit/dokumen/resmi_f_2_01f.json.
"""

from dataclasses import dataclass

from pemakaman.dokumen.formulir.kaki import SISI_KODE, check_words
from pemakaman.dokumen.formulir.kertas import KERTAS, fit_page, scale_page
from pemakaman.dokumen.formulir.kisi import (
    ANGKA,
    TEBAL,
    Bagian,
    Deret,
    Judul,
    Larik,
    Nilai,
    Papan,
    Pilih,
    Teks,
    Tiang,
    boxes,
)
from pemakaman.dokumen.formulir.orang import WILAYAH, person_rows
from pemakaman.dokumen.formulir.rapat import with_smaller
from pemakaman.dokumen.lembar import (
    Garis,
    Halaman,
    Huruf,
    Kata,
    Kode,
    Kotak,
    Lanjutan,
    Lembar,
    Logo,
    Rata,
    RuangBaris,
    Varian,
)

JUDUL = "FORMULIR PELAPORAN  PENCATATAN SIPIL DI DALAM WILAYAH NKRI"
DOKUMEN = "Nomor Dokumen Perjalanan RI*"
KIRI, KANAN, TENGAH = 8.59, 597.17, 303.2
SISI = (
    *(234.3, 250.82, 262.98, 275.16, 287.33, 301.83, 314.0, 326.16, 342.36, 357.83, 372.65, 390.88, 403.05, 417.87),
    *(430.04, 442.21, 454.37, 470.89, 483.71, 505.31, 517.47, 529.64, 541.8, 553.97, 566.14, 578.3, KANAN),
)
TIANG = Tiang(nomor=11.65, nomor_lebar=11.65, label=10.2, label_bernomor=23.34, titik_dua=229.31)
Y_WILAYAH = (106.85, 118.0, 127.86, 136.76, 145.66)
BINGKAI = ((226.0, 297.2), (299.9, 366.4), (368.6, 470.7), (473.4, 590.2), (594.1, 686.1), (689.7, 812.6))
SAMBUNGAN = ((KIRI, 297.2, 299.9), (KIRI, 366.4, 368.6), (KIRI, 686.1, 689.7), (KANAN, 590.2, 594.1))
"""Where the annex draws a side on from one frame to the next."""
X_TGL, X_BLN, X_THN = SISI[2:5], SISI[6:9], SISI[10:15]
TITIK = "\N{HORIZONTAL ELLIPSIS}"
JENIS = (
    (186.4, "jenis.pembetulan", "Pembetulan Akta Pencatatan Sipil", "Penerbitan Kembali Akta Pencatatan Sipil"),
    (
        201.6,
        "jenis.pembatalan",
        "Pembatalan Akta Pencatatan Sipil",
        "Pelaporan Pencatatan Sipil dari Luar Wilayah NKRI",
    ),
)
TINGGI_JENIS = 15.2


@dataclass(frozen=True)
class _Blok:
    """A heading on its baseline and rows, each with its upper edge and height."""

    judul: Judul
    y_judul: float
    laris: tuple[tuple[float, float, Larik], ...]


def _person(role: str, garis: tuple[float, ...], dokumen: str | None) -> tuple[tuple[float, float, Larik], ...]:
    rows = person_rows(role, SISI, dokumen=dokumen)
    return tuple((top, end - top, row) for top, end, row in zip(garis, garis[1:], rows, strict=False))


def _date(label: str, nomor: str, isian: str, sebut: str, *, rapat: bool, lanjutan: tuple[str, ...] = ()) -> Larik:
    """A date in groups of boxes; `rapat` where the colons stand nearer to the words, as the annex has it below."""
    parts: list[Bagian] = []
    x = (235.91, 291.52, 347.44) if rapat else (235.91, 288.94, 343.97)
    colon = (255.89, 0.0, 0.0) if rapat else (255.89, 306.91, 364.27)
    for name, at, x_colon, sides in zip(("Tgl", "Bln", "Thn"), x, colon, (X_TGL, X_BLN, X_THN), strict=True):
        parts += (Teks(at, name), Teks(x_colon, ":")) if x_colon else (Teks(at, f"{name} :"),)
        parts.append(Deret(sides, f"{isian}.{name.lower()}" if isian else "", f"{sebut} ({name.lower()})"))
    return Larik(label, tuple(parts), nomor, lanjutan)


def _choices(*choices: tuple[int, int, str]) -> tuple[Pilih, ...]:
    """Boxes to tick between two of the sides, with their words behind them."""
    return tuple(Pilih(SISI[left], SISI[right], SISI[right] + 1.6, words) for left, right, words in choices)


def _correction() -> _Blok:
    return _Blok(
        Judul("PEMBETULAN AKTA"),
        479.17,
        (
            (481.7, 11.9, boxes("Nomor Akta yang akan dibetulkan/ditarik", "akta.nomor_dibetulkan", SISI, nomor="1.")),
            (493.6, 10.2, boxes("Nama Ayah/Ibu/Wali (yang di bawah umur)", "wali.nama", SISI, nomor="2.")),
            (503.8, 10.2, boxes("NIK Ayah/Ibu/Wali", "wali.nik", SISI, jumlah=ANGKA, nomor="3.")),
        ),
    )


def _cancellation() -> _Blok:
    return _Blok(
        Judul("PEMBATALAN AKTA"),
        531.78,
        (
            (534.3, 11.9, boxes("Akta yang dibatalkan", "akta.jenis_dibatalkan", SISI, nomor="1.")),
            (546.2, 10.2, boxes("Nomor Akta yang dibatalkan", "akta.nomor_dibatalkan", SISI, nomor="2.")),
            (556.4, 10.2, boxes("Nomor Putusan Pengadilan", "putusan.nomor", SISI, nomor="3.")),
            (566.5, 10.2, _date("Tanggal Putusan Pengadilan", "4.", "putusan", "Tanggal putusan", rapat=False)),
            (576.7, 10.2, boxes("Nama Lembaga Pengadilan", "putusan.lembaga", SISI, nomor="5.")),
        ),
    )


def _reissue() -> _Blok:
    """Not ours to fill: a death certificate is reissued at the office's own counter."""
    kinds = _choices((0, 1, "1. Kelahiran"), (5, 6, "2. Perkawinan"), (10, 11, "3. Percerian"), (15, 16, "4. Kematian"))
    more = _choices((0, 1, "6. Pengesahan Anak"), (8, 9, "7. Surat Keterangan Pencatatan Sipil"))
    last = Pilih(SISI[19], SISI[20], SISI[20] + 1.6, "5. Pengakuan Anak")
    foreign = "Akta Pencatatan Sipil/Pelaporan dari luar negeri"
    return _Blok(
        Judul("PENERBITAN KEMBALI AKTA PENCATATAN SIPIL/PELAPORAN LUAR NEGERI"),
        601.46,
        (
            (604.0, 10.2, Larik("Jenis Akta Pencatatan Sipil/Pelaporan dari luar", (*kinds, last), "1.")),
            (614.2, 10.1, _second("negeri yang akan diterbitkan kembali", more)),
            (
                624.3,
                10.2,
                boxes(
                    "Nomor Akta Pencatatan Sipil/Pelaporan dari luar\nnegeri yang akan diterbitkan kembali",
                    "",
                    SISI,
                    nomor="2.",
                ),
            ),
            (
                644.7,
                10.2,
                _date("Tanggal, Bulan, Tahun Penerbitan", "3.", "", "", rapat=True, lanjutan=(foreign,)),
            ),
            (665.1, 10.2, boxes(f"Dinas Dukcapil Kab/Kota yang menerbitan\n{foreign}", "", SISI, nomor="4.")),
        ),
    )


def _second(label: str, bagian: tuple[Bagian, ...]) -> Larik:
    """The second line of a numbered row with boxes of its own: its label stands where the first one's does."""
    return Larik("", (Teks(TIANG.label_bernomor, label), *bagian) if label else bagian, titik_dua=False)


def _abroad() -> _Blok:
    kinds = _choices(
        (0, 1, "1. Kelahiran"), (5, 6, "2. Perkawinan"), (11, 12, "3. Perceraian"), (17, 18, "4. Kematian")
    )
    more = _choices((0, 1, "5. Pengangkatan Anak"), (8, 9, "6. Pelepasan Kewarganegaraan RI"))
    return _Blok(
        Judul("PELAPORAN PENCATATAN SIPIL DARI LUAR WILAYAH NKRI"),
        697.05,
        (
            (699.6, 10.2, Larik("Jenis Peristiwa Penting", kinds, "1.")),
            (709.8, 9.2, _second("", more)),
            (
                719.0,
                10.2,
                boxes("Nomor Surat Keterangan Pelaporan\nPencatatan Sipil dari Perwakilan RI", "", SISI, nomor="2."),
            ),
            (
                740.7,
                10.2,
                _date(
                    "Tanggal Surat Keterangan Pelaporan Pencatatan",
                    "3.",
                    "",
                    "",
                    rapat=True,
                    lanjutan=("Sipil dari Perwakilan RI",),
                ),
            ),
            (761.1, 10.2, boxes("Kantor Perwakilan RI yang melakukan\npencatatan", "", SISI, nomor="4.")),
            (781.4, 10.2, boxes("Nomor Bukti Pencatatan Sipil dari\nNegara Setempat", "", SISI, nomor="5.")),
            (801.8, 10.2, _date("Tanggal Penerbitan dari Negara Setempat", "6.", "", "", rapat=True)),
        ),
    )


def _blocks() -> tuple[_Blok, ...]:
    pelapor = (237.6, 249.5, 261.3, 273.2, 285.1, 297.2)
    subjek = (311.5, 323.3, 333.5, 345.4, 355.6, 366.4)
    saksi1, saksi2 = (378.5, 388.7, 398.9, 409.0, 419.2), (429.4, 439.6, 449.8, 460.0, 470.7)
    return (
        _Blok(Judul("DATA PELAPOR", True), 233.88, _person("pelapor", pelapor, DOKUMEN)),
        _Blok(Judul("DATA SUBJEK AKTA", True), 307.73, _person("subjek", subjek, DOKUMEN)),
        _Blok(Judul("DATA SAKSI I", True), 376.45, _person("saksi1", saksi1, None)),
        _Blok(Judul("DATA SAKSI II", True), 427.37, _person("saksi2", saksi2, None)),
        _correction(),
        _cancellation(),
        _reissue(),
        _abroad(),
    )


def build(varian: Varian) -> Lembar:
    """The form for these choices: one page on every paper."""
    papan = Papan(TIANG)
    _head(papan)
    for blok in _blocks():
        papan.heading(blok.judul, blok.y_judul)
        for atas, tinggi, larik in blok.laris:
            papan.row(larik, atas, tinggi)
    for atas, bawah in BINGKAI:
        papan.frame(atas, bawah, KIRI, KANAN)
    papan.gambar += [Garis(x, atas, x, bawah, TEBAL) for x, atas, bawah in SAMBUNGAN]
    _signatures(papan)
    papan.words(Kata(13.67, 940.66, "*", papan.huruf), Kata(23.34, 939.69, "Jika Ada", papan.huruf))
    return _page(papan, varian)


def _head(papan: Papan) -> None:
    tebal = Huruf(papan.huruf.ukuran, tebal=True)
    papan.gambar += [Kotak((517.47, KANAN), 68.4, 12.4, TEBAL), Logo(KIRI + 1.5, 50.0, 46.0, 46.0)]
    papan.title((517.47 + KANAN) / 2, 77.11, "F-2.01 F")
    kop = "KOP SURAT KANTOR DINAS DUKCAPIL KABUPATEN/KOTA"
    papan.words(
        RuangBaris(
            "kop", 118.2, 94.42, 370.0, "Kop surat", tebal, Rata.TENGAH, kosong=kop, baris=4, spasi=9.6, naik=True
        )
    )
    for y, (label, isian) in zip(Y_WILAYAH, (*WILAYAH, ("Kode Wilayah", "kode_wilayah")), strict=True):
        papan.row(Larik(label, (Nilai(236.0, 270.0, isian, label),)), y - 7.7, 10.0)
    papan.title(TENGAH, 165.73, JUDUL, tag="h1")
    papan.heading(Judul("Jenis Pelaporan Pencatatan Sipil", True), 178.23)
    for atas, isian, kiri, kanan in JENIS:
        choices = (
            Pilih(KIRI, 21.73, 23.34, kiri, isian, "1"),
            Pilih(SISI[0], SISI[1], SISI[1] + 1.6, kanan),
        )
        papan.row(Larik("", choices, titik_dua=False), atas, TINGGI_JENIS)


def _name(papan: Papan, x: float, y: float, isian: str, kosong: str) -> RuangBaris:
    """Who signs, in brackets around `x`; a long name takes the line above it too."""
    return RuangBaris(
        isian, x - 80, y, 160.0, "Nama terang", papan.huruf, Rata.TENGAH, kosong, "({})", baris=2, spasi=9.0, naik=True
    )


def _signatures(papan: Papan) -> None:
    huruf, kiri, kanan = papan.huruf, 124.2, 504.0
    date = f"{TITIK * 6}, {TITIK * 7}. 20{TITIK}.."
    place = RuangBaris("ttd.tempat_tanggal", 443.82, 840.34, 153.0, "Tempat dan tanggal", huruf, kosong=date)
    papan.words(with_smaller(place, 7.2, 6.3))
    papan.words(Kata(kiri, 861.76, "Mengetahui :", huruf, Rata.TENGAH))
    office = "Pejabat Dukcapil yang Membidangi"
    papan.words(
        RuangBaris(
            "ttd.mengetahui", kiri - 80, 872.42, 160.0, "Mengetahui", huruf, Rata.TENGAH, office, baris=2, spasi=8.5
        )
    )
    papan.words(Kata(kanan, 871.94, "Pelapor", huruf, Rata.TENGAH))
    papan.words(_name(papan, kiri, 919.33, "ttd.pejabat", f"({TITIK * 12}..)"))
    papan.words(
        RuangBaris("ttd.nip", kiri - 80, 928.3, 160.0, "NIP", Huruf(7.2), Rata.TENGAH, pola="NIP {}"),
    )
    papan.words(_name(papan, kanan, 920.61, "ttd.pelapor", f"( {TITIK * 6}..{TITIK * 6} )"))


def _page(papan: Papan, varian: Varian) -> Lembar:
    lebar, tinggi = KERTAS[varian.kertas]
    pas = scale_page(varian.kertas, 50.0, 945.0, kaki=44.0, kiri=KIRI)
    kode = Kode(pas.x(TENGAH) - SISI_KODE / 2, tinggi - 20.0 - SISI_KODE, SISI_KODE)
    kiri = pas.x(23.34)
    more = Lanjutan(kiri, pas.y(951.0), kode.x - kiri - 6, 4, 7.0, Huruf(6.0, mono=True))
    page = fit_page(Halaman(tuple(papan.baris), tuple(papan.gambar)), pas)
    halaman = Halaman((*page.baris, check_words(kode, 240.0)), page.gambar, kode, more)
    judul = "Formulir Pelaporan Pencatatan Sipil: pembetulan dan pembatalan akta"
    return Lembar("F-2.01F", judul, "Permendagri 6/2026", 1, varian.kertas, lebar, tinggi, (halaman,), varian.logo)
