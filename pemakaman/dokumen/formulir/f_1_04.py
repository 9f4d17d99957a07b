"""F-1.04, statement of having no population document (annex of Permendagri 109/2019)."""

from pemakaman.dokumen.formulir.pernyataan import Isi, Naskah
from pemakaman.dokumen.huruf import width_of
from pemakaman.dokumen.lembar import Huruf, Lembar, Varian

JUDUL = "SURAT PERNYATAAN TIDAK MEMILIKI DOKUMEN KEPENDUDUKAN"
DASAR = "Permendagri 109/2019"
PERNYATAAN = (
    "Dengan ini menyatakan bahwa saya tidak memiliki dokumen kependudukan dan apabila dikemudian hari ternyata "
    "pernyataan saya ini tidak benar, maka saya bersedia diproses secara hukum sesuai dengan peraturan "
    "perundang-undangan serta dokumen yang diterbitkan dari permohonan ini menjadi tidak sah."
)
TITIK_DUA, LEBAR = 252.1, 281.0
ISI = (
    (137.06, "Nama", Isi("f104.nama", "Nama", LEBAR, titik=0)),
    (153.41, "Alamat", Isi("f104.alamat", "Alamat", LEBAR, titik=0, rapat=(7.0, 2, 3.5))),
    (
        169.49,
        "Tempat dan Tanggal lahir",
        Isi("f104.tempat_tanggal_lahir", "Tempat dan tanggal lahir", LEBAR, titik=0),
    ),
    (185.81, "Nama Ibu", Isi("f104.nama_ibu", "Nama ibu", LEBAR, titik=0)),
)


def build(varian: Varian) -> Lembar:
    """The form for these choices."""
    naskah = Naskah(Huruf(12.0), 16.25)
    naskah.code_box("F-1.04", 51.46)
    naskah.title(88.58, JUDUL)
    naskah.words(72.02, 120.98, "Yang bertanda tangan di bawah ini :")
    for y, label, isi in ISI:
        naskah.field(y, label, TITIK_DUA, isi)
    naskah.paragraph(218.21, PERNYATAAN, sempit=1.0)
    naskah.place_and_date(369.74, 299.35, ".............,.................20...", 172.0)
    naskah.words(396.14, 327.43, "Yang menyatakan,")
    naskah.spasi = 14.16
    naskah.stamp_duty(432.17, 369.7)
    empty = "." * 42
    naskah.signer(369.74 + width_of(empty, naskah.huruf) / 2, 411.94, "f104.nama", kosong=empty)
    return naskah.finish(varian, kode="F-1.04", judul=JUDUL, dasar=DASAR, atas=50.0, bawah=420.0)
