"""F-1.02, registration of a population event (annex of Permendagri 109/2019).

The copy that was measured lacks the box with the form's code; it stands where the other forms have theirs.
"""

from pemakaman.dokumen.formulir.pernyataan import KIRI, Naskah, lines, rules
from pemakaman.dokumen.huruf import width_of
from pemakaman.dokumen.lembar import (
    LINGKAR,
    Centang,
    Huruf,
    Kata,
    Lembar,
    Lingkaran,
    Rata,
    RuangBaris,
    Unsur,
    Varian,
)

JUDUL = "FORMULIR PENDAFTARAN PERISTIWA KEPENDUDUKAN"
DASAR = "Permendagri 109/2019"
KECIL = Huruf(10.08)
NILAI = Huruf(9.5, mono=True)
# Upright and level lines as measured on the annex.
DATA_X, DATA_Y = (320.3, 568.3), (107.1, 121.7, 136.1, 150.7)
JENIS_X = (86.2, 107.6, 213.7, 237.7, 348.6, 372.1, 461.9, 485.7, 568.3)
JENIS_Y = (180.5, 202.1, 213.2, 235.0, 256.6, 267.7, 278.7)
"""Down to where the cell `Melampirkan` begins; below it lines end before that cell."""
JENIS_Y_BAWAH = (300.3, 321.9, 333.0, 354.5, 365.6, 408.6, 419.6, 430.7)
JENIS_AKHIR = 441.7
SYARAT_X = (86.2, 114.8, 285.0, 307.8, 334.7, 580.1)
SYARAT_Y = (471.5, 493.1, 514.7, 525.7, 547.3, 569.2, 590.8, 612.4, 634.0)
PEMOHON = (
    (118.58, "1.", "Nama Lengkap", "pelapor.nama"),
    (132.98, "2.", "Nomor Induk Kependudukan", "pelapor.nik"),
    (147.62, "3.", "Nomor Kartu Keluarga", "pelapor.no_kk"),
)
NOMOR_X, TEKS_X = (92.66, 218.95, 354.12, 467.45), (112.85, 242.98, 377.66, 490.99)
SPASI = 10.56
# A row of the table: baseline of its middle, and for each of the four columns its number and its lines.
JENIS: tuple[tuple[float, tuple[tuple[int, str, tuple[str, ...]], ...]], ...] = (
    (210.77, ((0, "A.", ("Baru",)), (1, "A.", ("Baru",)), (2, "A.", ("Baru",)), (3, "A.", ("KK",)))),
    (227.09, ((0, "1.", ("Membentuk", "keluarga baru")),)),
    (
        248.93,
        (
            (0, "2.", ("Pergantian kepala", "keluarga")),
            (1, "B.", ("Pindah datang",)),
            (2, "B.", ("Kehilangan /", "Rusak")),
            (3, "B.", ("KTP-el",)),
        ),
    ),
    (265.27, ((0, "3.", ("Pisah KK",)), (2, "1.", ("Hilang",)))),
    (
        276.31,
        ((0, "4.", ("Pindah datang",)), (1, "C.", ("Hilang / rusak",)), (2, "2.", ("Rusak",)), (3, "C.", ("KIA",))),
    ),
    (292.63, ((0, "5.", ("WNI dari LN", "Karena pindah")), (1, "1.", ("Hilang",)))),
    (314.23, ((0, "6.", ("Rentan adminduk",)), (1, "2.", ("Rusak",)), (2, "C.", ("Perpanjangan", "ITAP")))),
    (330.55, ((0, "B.", ("Perubahan data",)),)),
    (
        346.87,
        ((0, "1.", ("Menumpang dalam", "KK")), (1, "D.", ("Perpanjangan ITAP",)), (2, "D.", ("Lainnya",))),
    ),
    (363.19, ((0, "2.", ("Peristiwa penting",)),)),
    (
        390.34,
        (
            (0, "3.", ("Perubahan elemen", "data yang", "terccantum dalam", "KK")),
            (1, "E.", ("Perubahan status", "Kewarganegaraan")),
        ),
    ),
    (417.22, ((0, "C.", ("Hilang / rusak",)), (1, "F.", ("Luar domisili",)))),
    (428.26, ((0, "1.", ("Hilang",)),)),
    (439.3, ((0, "2.", ("Rusak",)), (1, "G.", ("Transmigrasi",)))),
)
DILINGKARI = {
    (248.93, 0): "f102.ganti_kepala",
    (363.19, 0): "f102.peristiwa_penting",
    (210.77, 3): "f102.perubahan_kk",
    (248.93, 3): "f102.perubahan_ktp",
}
HURUF_LINGKAR, TURUN_LINGKAR = Huruf(24.0, mono=True), 2.8
"""The circle is as wide as the column of numbers; its baseline lies so much below theirs."""
MELAMPIRKAN = (
    (331.51, "", "Melampirkan :"),
    (342.07, "1)", "Formulir"),
    (352.63, "", "perubahan"),
    (363.19, "", "Data dan"),
    (373.78, "2)", "Bukti"),
    (384.34, "", "Perubahan"),
    (394.9, "", "Data"),
)
MELAMPIRKAN_SESUDAH = 292.63
"""It is read after this row, where its cell begins."""
SYARAT = (
    ("KK Lama / KK rusak",),
    ("Surat keterangan / bukti perubahan peristiwa", "kependudukan dan peristiwa penting"),
    ("Buku nikah / kutipan akta", "perkawinan"),
    ("SPTJM perkawinan / pereraian / perceraian", "belum tercatat"),
    ("Kutipan akta perceraian",),
    ("Akta Kematian",),
    ("Surat keterangan pindah",),
    ("Sura pernyataan penyebab terjadinya hilang", "atau rusak"),
    ("Surat keterangan pindah luar", "negri"),
    ("Surat keterangan pindah dari Perwakilan RI",),
    ("KTP – EL rusak",),
    ("Surat pernyataan bersedia menerima sebgai", "anggota keluarga"),
    ("Dokumen perjalanan",),
    ("Surat kuasa pengasuhan anak dari orang tua /", "wali"),
    ("Surat keterangan hilang dari", "kepolisian"),
    ("Kartu izin tinggal tetap",),
)
"""Left and right by turns, in the words of the annex."""
CENTANG_SYARAT = {0: "f102.kk_lama", 1: "f102.bukti_peristiwa", 2: "f102.buku_nikah", 5: "f102.akta_kematian"}
LINGKARAN_X, JARI = (96.4, 316.3), 5.1
PETUNJUK = (
    (778.49, "I", 98.21, "1.", 120.77, "Nama Lengkap"),
    (810.19, "", 98.21, "2.", 120.77, "No. Induk Kependudukan"),
    (831.31, "", 98.21, "3.", 120.77, "No Kartu Keluarga"),
    (841.87, "II", 100.61, "", 100.61, "Jenis Permohonan"),
    (873.79, "III", 100.61, "", 100.61, "Persyaratan yang dilampirkan"),
)
PETUNJUK_ISI = (
    "Diisi Nama secara lengkap sesuai dengan Akta Kelahiran atau sesuai dengan nama pemberian orang tua.",
    "Diisi sesuai dengan Nomor Induk Kependudukan (NIK)",
    "Diisi dengan nomor KK",
    "Dibulatkan sesuai dengan peristiwa kependudukan yang akan diajukan. Anda dapat memilih lebih dari satu jenis "
    "permohonan.",
    "Diberi tanda centang (√ ) pada kolom yang sesuai dengan persyaratan yang dilampirkan.",
)


def build(varian: Varian) -> Lembar:
    """The form for these choices."""
    naskah = Naskah(Huruf(12.0), SPASI)
    naskah.code_box("F-1.02", 34.0)
    naskah.title(74.66, JUDUL)
    _applicant(naskah)
    _kinds(naskah)
    _papers(naskah)
    _signatures(naskah)
    _instructions(naskah)
    return naskah.finish(varian, kode="F-1.02", judul=JUDUL, dasar=DASAR, atas=34.0, bawah=888.0)


def _heading(naskah: Naskah, y: float, number: str, teks: str) -> None:
    naskah.row(Kata(75.38, y, number, naskah.huruf), Kata(93.38, y, teks, naskah.huruf), tag="h2")


def _applicant(naskah: Naskah) -> None:
    huruf = naskah.huruf
    _heading(naskah, 102.5, "I.", "DATA PEMOHON :")
    naskah.table(lines(DATA_X, DATA_Y[0], DATA_Y[-1]), rules(DATA_Y, *DATA_X))
    lebar = DATA_X[1] - DATA_X[0] - 8
    for y, number, label, isian in PEMOHON:
        value = RuangBaris(isian, DATA_X[0] + 5, y - 0.4, lebar, label, NILAI)
        naskah.row(Kata(95.57, y, number, huruf), Kata(123.2, y, label, huruf), Kata(311.16, y, ":", huruf), value)


def _kinds(naskah: Naskah) -> None:
    """II: four columns; around the number of what a death changes goes a circle ("dibulatkan")."""
    _heading(naskah, 176.21, "II.", "JENIS PERMOHONAN :")
    last = JENIS_X[-1]
    whole = rules((*JENIS_Y, JENIS_AKHIR), JENIS_X[0], last)
    naskah.table(lines(JENIS_X, JENIS_Y[0], JENIS_AKHIR), (*whole, *rules(JENIS_Y_BAWAH, JENIS_X[0], JENIS_X[6])))
    heads = (
        ("I.", "Kartu Keluarga"),
        ("II.", "KTP el"),
        ("III.", "Kartu Identitas", "Anak"),
        ("IV.", "Perubahan", "Data"),
    )
    row: list[Unsur] = []
    for column, (number, *words) in enumerate(heads):
        middle = (JENIS_X[2 * column + 1] + JENIS_X[2 * column + 2]) / 2
        row.append(Kata(NOMOR_X[column], 194.45, number, KECIL))
        row += [Kata(middle, y, one, KECIL, Rata.TENGAH) for y, one in _around(194.45, words)]
    naskah.row(*row)
    for base, cells in JENIS:
        naskah.row(*(one for column, number, words in cells for one in _choice(base, column, number, words)))
        if base == MELAMPIRKAN_SESUDAH:
            _attach(naskah)


def _around(base: float, words: tuple[str, ...] | list[str]) -> list[tuple[float, str]]:
    """Lines of a cell around the baseline of its middle."""
    first = base - SPASI * (len(words) - 1) / 2
    return [(first + i * SPASI, one) for i, one in enumerate(words)]


def _choice(base: float, column: int, number: str, words: tuple[str, ...]) -> list[Unsur]:
    isian, x = DILINGKARI.get((base, column)), NOMOR_X[column]
    middle = x + width_of(number, KECIL) / 2
    circle = [Centang(isian, "1", middle, base + TURUN_LINGKAR, HURUF_LINGKAR, LINGKAR)] if isian else []
    lines_ = [Kata(TEKS_X[column], y, one, KECIL) for y, one in _around(base, words)]
    return [*circle, Kata(x, base, number, KECIL), *lines_]


def _attach(naskah: Naskah) -> None:
    """What goes with a change of data, in the tall cell of the last column."""
    row = []
    for y, number, teks in MELAMPIRKAN:
        if number:
            row.append(Kata(490.99, y, number, KECIL))
        row.append(Kata(490.99 if y == MELAMPIRKAN[0][0] else 504.43, y, teks, KECIL))
    naskah.row(*row)


def _papers(naskah: Naskah) -> None:
    """III: what is attached, each with a circle to tick."""
    _heading(naskah, 467.14, "III.", "PERSYARATAN YANG DILAMPIRKAN")
    naskah.table(lines(SYARAT_X, SYARAT_Y[0], SYARAT_Y[-1]), rules(SYARAT_Y, SYARAT_X[0], SYARAT_X[-1]))
    for index, words in enumerate(SYARAT):
        row, side = divmod(index, 2)
        middle = (SYARAT_Y[row] + SYARAT_Y[row + 1]) / 2
        naskah.gambar.append(Lingkaran(LINGKARAN_X[side], middle - 0.3, JARI, 0.7))
        tick = CENTANG_SYARAT.get(index)
        ticks = [Centang(tick, "1", LINGKARAN_X[side], middle + 3.0, Huruf(9.0, mono=True))] if tick else []
        x = (120.29, 339.96)[side]
        right = (282.0, 577.0)[side]
        naskah.row(
            *ticks, *(one for y, teks in _around(middle + 3.1, words) for one in _line(x, right, y, teks, words))
        )


def _line(x: float, right: float, y: float, teks: str, words: tuple[str, ...]) -> list[Kata]:
    """A line of a cell; all but the last are spread up to the right edge."""
    if teks == words[-1]:
        return [Kata(x, y, teks, KECIL)]
    parts = teks.split()
    widths = [width_of(one, KECIL) for one in parts]
    gap = (right - x - sum(widths)) / (len(parts) - 1)
    return [Kata(x + sum(widths[:i]) + i * gap, y, one, KECIL) for i, one in enumerate(parts)]


def _signatures(naskah: Naskah) -> None:
    huruf = naskah.huruf
    naskah.place_and_date(402.38, 659.42, "……….., …………, 20….", 175.0)
    naskah.row(Kata(150.05, 687.74, "Petugas", huruf), Kata(384.6, 687.74, "Pemohon", huruf))
    for x, isian in ((175.2, "f102.petugas"), (415.2, "pelapor.nama")):
        naskah.signer(x, 730.01, isian, kosong=f"({' ' * 21})", pola="({})")


def _instructions(naskah: Naskah) -> None:
    naskah.huruf = KECIL
    naskah.row(Kata(KIRI, 757.37, "Petunjuk pengisian F-102", KECIL), tag="h2")
    for (y, part, number_x, number, x, label), teks in zip(PETUNJUK, PETUNJUK_ISI, strict=True):
        words = [(77.3, part), (number_x, number), (x, label), (289.8, ":")]
        naskah.row(*(Kata(at, y, one, KECIL) for at, one in words if one))
        naskah.paragraph(y, teks, x=303.96, lebar=238.5)
