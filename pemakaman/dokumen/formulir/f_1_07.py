"""F-1.07, power of attorney for population services (annex of Permendagri 109/2019)."""

from pemakaman.dokumen.formulir.pernyataan import KIRI, Isi, Naskah, dots
from pemakaman.dokumen.huruf import width_of
from pemakaman.dokumen.lembar import Huruf, Kata, Lembar, Rata, RuangBaris, Varian

JUDUL = ("SURAT KUASA DALAM PELAYANAN", "ADMINISTRASI KEPENDUDUKAN")
DASAR = "Permendagri 109/2019"
TITIK_DUA, LEBAR = 288.1, 243.0
HARI = (
    ("kuasa.hari", "Hari", 153.0, 46.0),
    ("kuasa.tanggal", "Tanggal", 250.0, 30.5),
    ("kuasa.bulan", "Bulan", 323.0, 53.5),
    ("kuasa.tahun", "Tahun", 419.5, 36.0),
)
"""Rooms of the first line: value, label, left edge, width; the longest month fits, so the others stand nearer."""
PEMBUKA = (
    *((72.02, "Pada"), (106.3, "hari"), (135.6, "ini"), (203.0, "tanggal"), (284.5, "bulan"), (380.5, "tahun")),
    *((463.8, "bertempat"), (529.1, "di")),
)
KECIL = Huruf(9.5)
PEMBERI = (
    (159.17, "Nama lengkap", Isi("kuasa.pemberi.nama", "Nama pemberi kuasa", LEBAR)),
    (173.33, "Tempat & Tanggal lahir/Usia", Isi("kuasa.pemberi.tempat_tanggal_lahir", "Lahir pemberi kuasa", LEBAR)),
    (187.25, "Pekerjaan", Isi("kuasa.pemberi.pekerjaan", "Pekerjaan pemberi kuasa", LEBAR)),
    (201.41, "Alamat", Isi("kuasa.pemberi.alamat", "Alamat pemberi kuasa", LEBAR, rapat=(8.0, 3, 0.0))),
)
PENERIMA = (
    (243.65, "Nama lengkap", Isi("kuasa.penerima.nama", "Nama penerima kuasa", LEBAR)),
    (257.83, "NIK", Isi("kuasa.penerima.nik", "NIK penerima kuasa", LEBAR)),
)
MAKSUD = (
    "Untuk mengisi formulir dalam pelayanan administrasi kependudukan, sesuai",
    "keterangan dan kelengkapan persyaratan yang saya berikan seperti keadaan",
    "yang sebenarnya dikarenakan kondisi saya dalam keadaan sakit/lainnya",
)
CORET, HURUF_CORET = "\N{EM DASH}", Huruf(8.0, mono=True)
PETUNJUK = (
    (
        518.76,
        0,
        "",
        "Tempat, tanggal, bulan, dan tahun diisi sesuai dengan tempat dan waktu terjadinya pemberian Surat Kuasa.",
    ),
    (542.28, 0, "", "A. Data Pemberi Kuasa"),
    (554.06, 1, "1.", "Nama Lengkap"),
    (
        565.82,
        2,
        "",
        "Diisi dengan nama lengkap penduduk yang memberikan kuasa kepada seseorang untuk melakukan pengisian formulir "
        "dalam pelayanan administrasi kependudukan.",
    ),
    (589.34, 1, "2.", "Tempat/Tanggal Lahir/Usia"),
    (
        601.1,
        2,
        "",
        "Diisi dengan kabupaten/kota serta tempat pemberi kuasa lahir serta tanggal, bulan dan tahun lahir sesuai "
        "dengan yang tercantum dalam Surat Kenal Lahir/Akta Kelahiran atau berdasarkan pengakuannya. Jika pemberi "
        "kuasa tidak dapat menyatakan tanggal lahirnya maka dapat mencantumkan usia pemberi kuasa.",
    ),
    (647.9, 1, "3.", "Pekerjaan"),
    (659.69, 2, "", "Diisi dengan jenis atau bidang pekerjaan penduduk pemberi kuasa."),
    (671.45, 1, "4.", "Alamat"),
    (
        683.21,
        2,
        "",
        "Diisi dengan nama jalan atau kampung/dusun/dukuh atau yang sejenisnya, dilengkapi dengan nomor rumah (jika "
        "ada), nomor RT dan RW, desa/kelurahan, nama kecamatan dan kabupaten/kota tempat tinggal penduduk pemberi "
        "kuasa.",
    ),
    (718.49, 0, "", "B. Data Penerima Kuasa"),
    (730.25, 1, "1.", "Nama Lengkap"),
    (
        742.01,
        2,
        "",
        "Diisi dengan nama lengkap penduduk yang diberi kuasa untuk melakukan pengisian formulir dalam pelayanan "
        "administrasi kependudukan.",
    ),
    (765.55, 1, "2.", "NIK"),
    (777.07, 2, "", "Diisi sesuai dengan NIK yang dimiliki oleh penerima kuasa."),
    (788.83, 0, "", "C. Pernyataan Pemberian Kuasa"),
    (800.59, 1, "1.", "Coret pernyataan yang tidak sesuai sebagaimana pada *)."),
    (
        812.35,
        1,
        "2.",
        "Jika memilih pernyataan 1 (satu), maka diisikan kondisi atau alasan yang menyebabkan pemberi kuasa tidak "
        "dapat melakukan pengisian formulir dalam pelayanan administrasi kependudukan.",
    ),
    (847.63, 0, "", "D. Bagian Tanda Tangan"),
    (
        859.42,
        1,
        "1.",
        "Tempelkan materai secara cukup sesuai ketentuan perundang-undangan pada kolom tanda tangan pemberi kuasa.",
    ),
    (
        882.94,
        1,
        "2.",
        "Pemberi kuasa membubuhkan tanda tangan/cap jempol di atas dan/atau mengenai bagian materai.",
    ),
    (906.22, 1, "3.", "Penerima kuasa membubuhkan tanda tangan pada kolom sebelah kiri pemberi kuasa."),
)
"""First baseline, depth, number and words of every instruction; depth 1 and 2 stand at the same edge."""


def build(varian: Varian) -> Lembar:
    """The form for these choices."""
    naskah = Naskah(Huruf(12.0), 14.16)
    naskah.code_box("F-1.07", 49.61)
    naskah.title(88.58, *JUDUL)
    _opening(naskah)
    for y, label, isi in PEMBERI:
        naskah.field(y, label, TITIK_DUA, isi)
    naskah.words(KIRI, 229.49, "Memberikan kuasa kepada:")
    for y, label, isi in PENERIMA:
        naskah.field(y, label, TITIK_DUA, isi)
    _purpose(naskah)
    _signatures(naskah)
    naskah.words(KIRI, 469.08, "*) coret yang tidak sesuai")
    _instructions(naskah)
    return naskah.finish(varian, kode="F-1.07", judul=" ".join(JUDUL), dasar=DASAR, atas=50.0, bawah=912.0)


def _opening(naskah: Naskah) -> None:
    """Day, date and place; the place has more room than on the annex, no name of a village fits in twelve dots."""
    huruf = naskah.huruf
    row: list[Kata | RuangBaris] = []
    for (x, teks), room in zip(PEMBUKA, (None, None, *HARI, None, None), strict=True):
        row.append(Kata(x, 130.82, teks, huruf))
        if room:
            isian, label, left, lebar = room
            row.append(RuangBaris(isian, left, 130.82, lebar, label, KECIL, Rata.TENGAH, kosong=dots(lebar, KECIL)))
    naskah.row(*row)
    place = dots(140.0, Huruf(10.5))
    naskah.row(
        RuangBaris("kuasa.tempat", KIRI, 144.98, 141.0, "Tempat", Huruf(10.5), kosong=place),
        Kata(KIRI + 140.5, 144.98, ", saya:", huruf),
    )


def _purpose(naskah: Naskah) -> None:
    """What the power is for, and why; the reason that does not apply is struck out."""
    for i, teks in enumerate(MAKSUD[:2]):
        naskah.row(*naskah.spread(285.91 + i * naskah.spasi, teks))
    words = naskah.spread(313.99, MAKSUD[2])
    naskah.row(*words, *_strikes(words[-1]))
    empty = "." * 59
    lebar = width_of(empty, naskah.huruf)
    naskah.row(
        RuangBaris("kuasa.alasan", KIRI, 328.15, lebar + 0.1, "Alasan", naskah.huruf, kosong=empty),
        Kata(KIRI + lebar, 328.15, "*).", naskah.huruf),
    )


def _strikes(kata: Kata) -> list[RuangBaris]:
    """A line through `sakit` or through `lainnya`, there when the value is."""
    cell, before = width_of(CORET, HURUF_CORET), width_of("sakit/", kata.huruf)
    found = []
    for isian, left, teks in (("kuasa.coret_sakit", 0.0, "sakit"), ("kuasa.coret_lainnya", before, "lainnya")):
        room = width_of(teks, kata.huruf)
        line = CORET * round(room / cell + 0.4)
        wide = cell * len(line)
        x = kata.x + left + (room - wide) / 2
        found.append(RuangBaris(isian, x, kata.y, wide + 0.1, "Coret", HURUF_CORET, pola=line))
    return found


def _signatures(naskah: Naskah) -> None:
    empty = f"({'.' * 36})"
    half = width_of(empty, naskah.huruf) / 2
    for x, isian, teks in (
        (115.97, "kuasa.penerima.nama", "Yang diberi kuasa,"),
        (350.04, "kuasa.pemberi.nama", "Yang memberi kuasa,"),
    ):
        naskah.words(x + half, 370.42, teks, rata=Rata.TENGAH)
        naskah.signer(x + half, 440.98, isian, kosong=empty, pola="({})")


def _instructions(naskah: Naskah) -> None:
    naskah.huruf, naskah.spasi = Huruf(10.08), 11.76
    naskah.row(Kata(KIRI, 495.48, "PETUNJUK PENGISIAN", naskah.huruf), tag="h2")
    for y, depth, number, teks in PETUNJUK:
        if number:
            naskah.words(90.02, y, number)
        naskah.paragraph(y, teks, x=108.05 if depth else KIRI)
