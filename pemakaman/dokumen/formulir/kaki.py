"""The foot of a form on one page: the square code, its words, and the place for values that are too long."""

from pemakaman.dokumen.formulir.kertas import KERTAS
from pemakaman.dokumen.lembar import Baris, Huruf, Kode, Lanjutan, RuangBaris

TEPI_BAWAH, SISI_KODE = 22.0, 62.0
KAKI = TEPI_BAWAH + SISI_KODE + 6
"""What the square code and the continuations take of the foot."""
SPASI_LANJUTAN = 8.0


def foot(kertas: str, kiri: float, kanan: float) -> tuple[Kode, Lanjutan]:
    """The square code at the bottom left of the sheet, and beside it the place for what is too long."""
    _, tinggi = KERTAS[kertas]
    kode = Kode(kiri, tinggi - TEPI_BAWAH - SISI_KODE, SISI_KODE)
    room = kiri + SISI_KODE + 8
    return kode, Lanjutan(room, kode.y + 9, kanan - room, 5, SPASI_LANJUTAN)


def check_words(kode: Kode, lebar: float) -> Baris:
    """Right of the square code, at its foot: the same in letters, for who has no camera."""
    x, y, face = kode.x + kode.sisi + 8, kode.y + kode.sisi - 3, Huruf(6.0, mono=True)
    return Baris(
        (
            RuangBaris("periksa.alamat", x, y - 8, lebar, "Alamat periksa", face, pola="Periksa keaslian: {}"),
            RuangBaris("periksa.kode", x, y, lebar, "Kode periksa", face, pola="Kode: {}"),
        )
    )
