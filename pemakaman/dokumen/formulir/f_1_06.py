"""F-1.06, statement that elements of population data have changed (annex of Permendagri 109/2019)."""

from dataclasses import replace

from pemakaman.dokumen.formulir.pernyataan import KIRI, Isi, Naskah, dots, lines, rules
from pemakaman.dokumen.huruf import width_of
from pemakaman.dokumen.lembar import Huruf, Kata, Lembar, Rata, RuangBaris, Unsur, Varian

JUDUL = "SURAT PERNYATAAN PERUBAHAN ELEMEN DATA KEPENDUDUKAN"
DASAR = "Permendagri 109/2019"
TITIK_DUA, LEBAR, TITIK = 288.1, 244.0, 181.0
ISI = (
    (127.7, "Nama lengkap", Isi("f106.nama", "Nama lengkap", LEBAR, TITIK)),
    (141.14, "NIK", Isi("f106.nik", "NIK", LEBAR, TITIK)),
    (154.85, "Nomor KK", Isi("f106.no_kk", "Nomor KK", LEBAR, TITIK)),
    (168.29, "Alamat rumah", Isi("f106.alamat", "Alamat rumah", LEBAR, TITIK, rapat=(8.0, 3, 0.0))),
)
BARIS = 5
NILAI_YAITU = Huruf(8.0)
NILAI = Huruf(8.0, mono=True)
SEMPIT = Huruf(7.0, mono=True)
# Upright and level lines of the three tables, as measured on the annex.
KK_X = (72.3, 101.6, 228.1, 316.7, 418.0, 540.0)
KK_Y = (198.5, 212.5, 227.6, 242.5, 257.6, 272.7, 287.8)
A_X = (72.3, 100.9, 153.9, 209.6, 282.1, 335.4, 391.1, 463.4, 538.8)
A_Y = (342.3, 356.3, 370.4, 397.8, 412.9, 428.0, 442.9, 458.0, 473.2)
B_X = (72.3, 100.4, 150.0, 206.7, 277.5, 327.2, 383.9, 461.9, 540.0)
B_Y = (500.8, 514.7, 528.6, 553.8, 568.9, 584.1, 598.9, 614.1, 629.2)
TERLAMPIR = "Terlampir disempatkan fotokopi berkas berkas yang terkait dengan perubahan elemen data tersebut."
DEMIKIAN = (
    "Demikian surat pernyataan ini saya buat dengan sebenarnya, apabila dalam",
    "keterangan yang saya berikan terdapat hal-hal yang tidak berdasarkan keadaan yang sebenarnya, saya bersedia "
    "dikenakan sanksi sesuai ketentuan peraturan perundang-undangan yang berlaku.",
)
KETERANGAN = (
    "*) Perubahan Lainnya ini, juga dapat digunakan untuk merubah data kependudukan yang diakibatkan adanya kesalahan "
    "pada waktu pengisian Formulir Biodata maupun kesalahan pada saat peng-entry-an biodata penduduk dimaksud."
)


def build(varian: Varian) -> Lembar:
    """The form for these choices."""
    naskah = Naskah(Huruf(11.52), 13.44)
    naskah.code_box("F-1.06", 50.3)
    naskah.title(87.14, JUDUL)
    naskah.words(KIRI, 114.26, "Yang bertanda tangan di bawah ini :")
    for y, label, isi in ISI:
        naskah.field(y, label, TITIK_DUA, isi, x=108.05)
    naskah.words(KIRI, 195.17, "Dengan rincian KK sebagai berikut :")
    _members(naskah)
    naskah.paragraph(
        312.07,
        "Menyatakan bahwa data elemen data kependudukan saya dan anggota keluarga saya telah berubah, dengan rincian:",
    )
    _education(naskah)
    _religion(naskah)
    naskah.paragraph(639.98, TERLAMPIR)
    _closing(naskah)
    return naskah.finish(varian, kode="F-1.06", judul=JUDUL, dasar=DASAR, atas=50.0, bawah=902.0)


def _middle(x: tuple[float, ...], left: int, right: int) -> float:
    return (x[left] + x[right]) / 2


def _cell(x: tuple[float, ...], column: int, y: float, isian: str, label: str) -> RuangBaris:
    """Room in a cell on the baseline `y`."""
    return RuangBaris(isian, x[column] + 3, y, x[column + 1] - x[column] - 5, label, SEMPIT)


def _remark(kiri: float, kanan: float, y: float, isian: str, label: str) -> RuangBaris:
    """Room for a remark: two narrow lines, the last a little below `y`."""
    return RuangBaris(isian, kiri + 2.5, y + 1.9, kanan - kiri - 4, label, SEMPIT, baris=2, spasi=6.4, naik=True)


def _member_name(y: float, number: int) -> RuangBaris:
    """On one line, or smaller on two."""
    isian, label = f"f106.{number}.nama", f"Nama anggota {number}"
    small = _remark(KK_X[1], KK_X[2], y, isian, label)
    return replace(_cell(KK_X, 1, y, isian, label), rapat=replace(small, huruf=replace(SEMPIT, ukuran=6.8)))


def _members(naskah: Naskah) -> None:
    """The members of the family card."""
    naskah.table(lines(KK_X, KK_Y[0], KK_Y[-1]), rules(KK_Y, KK_X[0], KK_X[-1]))
    heads = ("No", "Nama", "NIK", "SHDK", "Keterangan")
    naskah.row(*(Kata(_middle(KK_X, i, i + 1), 209.33, one, naskah.huruf, Rata.TENGAH) for i, one in enumerate(heads)))
    for number in range(1, BARIS + 1):
        y = KK_Y[number + 1] - 4.1
        naskah.row(
            Kata(82.58, y, f"{number}.", naskah.huruf),
            _member_name(y, number),
            RuangBaris(f"f106.{number}.nik", KK_X[2] + 3, y, KK_X[3] - KK_X[2] - 5, f"NIK anggota {number}", NILAI),
            _cell(KK_X, 3, y, f"f106.{number}.shdk", f"SHDK anggota {number}"),
            _remark(KK_X[4], KK_X[5], y, f"f106.{number}.keterangan", f"Keterangan anggota {number}"),
        )


def _frame(naskah: Naskah, x: tuple[float, ...], y: tuple[float, ...]) -> None:
    """The lines of a table of changes: its head spans columns."""
    outer = lines((x[0], x[1], x[7], x[8]), y[0], y[-1])
    halves = lines((x[4],), y[1], y[-1])
    inner = lines((x[2], x[3], x[5], x[6]), y[2], y[-1])
    whole = rules((y[0], *y[3:]), x[0], x[8])
    naskah.table((*outer, *halves, *inner), (*whole, *rules(y[1:3], x[1], x[7])))


def _changes(naskah: Naskah, x: tuple[float, ...], y: tuple[float, ...], names: tuple[str, str, str]) -> None:
    """The five rows of a table of changes: two groups of three columns, and a remark."""
    parts = (("semula", "Semula"), ("menjadi", "Menjadi"), ("dasar", "Dasar perubahan"))
    for number in range(1, BARIS + 1):
        base = y[number + 3] - 4.1
        cells = [
            _cell(x, 1 + 3 * group + i, base, f"f106.{name}.{number}.{part}", f"{label} baris {number}")
            for group, name in enumerate(names[:2])
            for i, (part, label) in enumerate(parts)
        ]
        note = _remark(x[7], x[8], base, f"f106.{names[2]}.{number}.keterangan", f"Keterangan baris {number}")
        naskah.row(Kata(82.58, base, f"{number}.", naskah.huruf), *cells, note)


def _heads(x: tuple[float, ...], y: tuple[float, float, float], huruf: Huruf) -> list[Unsur]:
    """Semula, Menjadi, Dasar perubahan, twice; `y` of one line, and of the two lines."""
    found: list[Unsur] = []
    for group in (1, 4):
        for i, words in enumerate((("Semula",), ("Menjadi",), ("Dasar", "perubahan"))):
            middle = _middle(x, group + i, group + i + 1)
            base = y[:1] if len(words) == 1 else y[1:]
            found += [Kata(middle, at, word, huruf, Rata.TENGAH) for at, word in zip(base, words, strict=True)]
    return found


def _education(naskah: Naskah) -> None:
    huruf = naskah.huruf
    naskah.row(Kata(KIRI, 339.19, "A.", huruf), Kata(93.38, 339.19, "Pendidikan dan Pekerjaan:", huruf), tag="h2")
    _frame(naskah, A_X, A_Y)
    naskah.row(
        Kata(_middle(A_X, 0, 1), 373.78, "NO", huruf, Rata.TENGAH),
        Kata(_middle(A_X, 1, 7), 353.14, "Elemen Data", huruf, Rata.TENGAH),
        Kata(_middle(A_X, 7, 8), 373.78, "Keterangan", huruf, Rata.TENGAH),
    )
    naskah.row(
        Kata(_middle(A_X, 1, 4), 367.06, "Pendidikan terakhir", huruf, Rata.TENGAH),
        Kata(_middle(A_X, 4, 7), 367.06, "Pekerjaan", huruf, Rata.TENGAH),
    )
    naskah.row(*_heads(A_X, (387.94, 381.22, 394.66), huruf))
    _changes(naskah, A_X, A_Y, ("didik", "kerja", "ubah"))


def _religion(naskah: Naskah) -> None:
    huruf = naskah.huruf
    naskah.row(Kata(KIRI, 497.4, "B.", huruf), Kata(93.38, 497.4, "Agama dan Perubahan Lainnya", huruf), tag="h2")
    _frame(naskah, B_X, B_Y)
    naskah.row(
        Kata(_middle(B_X, 0, 1), 531.0, "NO", Huruf(11.04), Rata.TENGAH),
        Kata(_middle(B_X, 1, 7), 511.56, "Elemen Data", huruf, Rata.TENGAH),
        Kata(_middle(B_X, 7, 8), 531.0, "Keterangan", huruf, Rata.TENGAH),
    )
    other = "Lainnya yaitu"
    room = 297.0 + width_of(other, huruf)
    lebar, gap = 80.0, 1.0
    naskah.row(
        Kata(_middle(B_X, 1, 4), 525.48, "Agama", huruf, Rata.TENGAH),
        Kata(297.0, 525.48, other, huruf),
        RuangBaris(
            "f106.lain.yaitu", room + gap, 525.48, lebar, "Lainnya yaitu", NILAI_YAITU, kosong=dots(lebar, NILAI_YAITU)
        ),
        Kata(room + lebar + gap, 525.48, ")", huruf),
    )
    naskah.row(*_heads(B_X, (544.92, 538.68, 551.16), Huruf(10.56)))
    _changes(naskah, B_X, B_Y, ("agama", "lain", "lain"))


def _closing(naskah: Naskah) -> None:
    naskah.row(*naskah.spread(680.57, DEMIKIAN[0], x=108.05))
    naskah.paragraph(694.01, DEMIKIAN[1])
    naskah.place_and_date(369.74, 734.57, ".............,.................20...", 172.0)
    naskah.words(396.14, 761.47, "Yang menyatakan,")
    naskah.stamp_duty(432.17, 788.59)
    empty = "." * 42
    naskah.signer(369.74 + width_of(empty, naskah.huruf) / 2, 828.91, "f106.nama", kosong=empty)
    naskah.words(KIRI, 856.06, "Keterangan :")
    naskah.paragraph(869.5, KETERANGAN)
