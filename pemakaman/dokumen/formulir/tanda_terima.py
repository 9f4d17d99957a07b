"""Tanda terima: what was handed in at the counter. Two halves on one sheet, for the reporter and for the office."""

from dataclasses import dataclass

from pemakaman.dokumen.formulir.rapat import with_smaller
from pemakaman.dokumen.formulir.surat_kantor import (
    BIASA,
    KECIL,
    TEPI,
    TIPIS,
    Penanda,
    Surat,
    dashes,
)
from pemakaman.dokumen.isian import BARIS_TERIMA
from pemakaman.dokumen.lembar import Baris, Garis, Huruf, Kata, Kode, Lanjutan, Lembar, Rata, RuangBaris, Varian

_KOP = Huruf(9.5, tebal=True)
_BESAR = Huruf(13.0, mono=True)
_TINGGI = 16.2


@dataclass(frozen=True)
class _Belahan:
    """One half: where it begins and whose it is."""

    atas: float
    untuk: str
    pesan: str


def build(varian: Varian) -> Lembar:
    """One page on any paper, cut in the middle."""
    surat = Surat(varian)
    middle = surat.tinggi / 2
    halves = (
        _Belahan(30, "Lembar untuk pelapor", "Simpan lembar ini. Bawa kembali saat mengambil akta kematian."),
        _Belahan(middle + 16, "Lembar arsip kantor", "Disimpan bersama berkas."),
    )
    for half in halves:
        _half(surat, half)
    surat.gambar += dashes(TEPI - 30, surat.kanan + 30, middle)
    surat.kode = Kode(surat.kanan - 62, 20, 62)
    surat.check_words(TEPI + 260, 90, surat.kanan - TEPI - 260, Rata.KANAN)
    surat.lanjutan = Lanjutan(TEPI, middle - 30, surat.kanan - TEPI, 3)
    return surat.finish(kode="TANDA-TERIMA", judul="Tanda terima berkas", dasar="Loket kantor")


def _half(surat: Surat, half: _Belahan) -> None:
    surat.y = half.atas + 8
    _head(surat, half)
    right = TEPI + 262
    top = surat.y
    _facts(surat, right - 18)
    _papers(surat, right, top)
    surat.y = top + 9.6 * _TINGGI + 9
    _feet(surat, half)


def _head(surat: Surat, half: _Belahan) -> None:
    """Letterhead at the left, beside the square code; under it the title and whose half it is."""
    for nomor in (1, 2, 3):
        room = RuangBaris(f"kop.{nomor}", TEPI, surat.y, surat.kanan - TEPI - 76, "Kepala surat", _KOP)
        surat.baris.append(Baris((room,)))
        surat.down(12.5)
    surat.down(9)
    surat.words("TANDA TERIMA BERKAS LAPORAN KEMATIAN", Huruf(10.5, tebal=True), tag="h1" if half.atas < 100 else "h2")
    surat.down(13)
    surat.words(half.untuk, KECIL)
    surat.down(6)
    surat.gambar.append(Garis(TEPI, surat.y, surat.kanan, surat.y, 0.9))
    surat.down(18)


def _facts(surat: Surat, kanan: float) -> None:
    """At the left: the number to follow the report, whom it is about, who brought it."""
    surat.words("Nomor untuk melacak laporan", KECIL)
    surat.down(16)
    number = RuangBaris("terima.nomor", TEPI, surat.y, kanan - TEPI, "Nomor tanda terima", _BESAR)
    surat.baris.append(Baris((number,)))
    surat.gambar.append(Garis(TEPI, surat.y + 4, kanan, surat.y + 4, TIPIS))
    surat.down(_TINGGI + 5)
    for label, isian, sebut in (
        ("Almarhum", "subjek.nama", "Nama almarhum"),
        ("Meninggal", "kematian.tanggal_teks", "Tanggal meninggal"),
        ("Buku pokok", "makam.nomor_buku", "Nomor buku pokok"),
        ("Makam", "makam.nama", "Nama makam"),
        ("Diserahkan", "terima.penyerah", "Yang menyerahkan"),
        ("Telepon", "pelapor.telepon", "Telepon pelapor"),
        ("Selesai", "terima.selesai", "Perkiraan selesai"),
    ):
        _short(surat, label, isian, sebut, kanan)


def _short(surat: Surat, label: str, isian: str, sebut: str, kanan: float) -> None:
    x = TEPI + 72
    small = Huruf(9.2)
    room = with_smaller(RuangBaris(isian, x, surat.y, kanan - x, sebut, Huruf(8.8, mono=True)), 8.0, 6.8)
    surat.gambar.append(Garis(x, surat.y + 3.2, kanan, surat.y + 3.2, TIPIS))
    surat.baris.append(Baris((Kata(TEPI, surat.y, label, small), Kata(x - 8, surat.y, ":", small), room)))
    surat.down(_TINGGI)


def _papers(surat: Surat, kiri: float, atas: float) -> None:
    """At the right: the papers that were handed in, each on its line."""
    surat.y = atas
    surat.words("Berkas yang diterima", KECIL, x=kiri)
    surat.down(16)
    for nomor in range(1, BARIS_TERIMA + 1):
        room = RuangBaris(
            f"terima.{nomor}", kiri + 16, surat.y, surat.kanan - kiri - 16, f"Berkas {nomor}", Huruf(8.2, mono=True)
        )
        room = with_smaller(room, 6.2, baris=2)
        surat.baris.append(Baris((Kata(kiri, surat.y, f"{nomor}.", Huruf(9.2)), room)))
        surat.gambar.append(Garis(kiri + 16, surat.y + 3.2, surat.kanan, surat.y + 3.2, TIPIS))
        surat.down(_TINGGI)


def _feet(surat: Surat, half: _Belahan) -> None:
    """Place and date, then who handed over and who received."""
    width, top = 180.0, surat.y
    date = RuangBaris(
        "ttd.tempat_tanggal",
        surat.kanan - width,
        top,
        width,
        "Tempat dan tanggal",
        BIASA,
        Rata.TENGAH,
        kosong="." * 18 + ", " + "." * 22,
    )
    surat.baris.append(Baris((with_smaller(date, 8.4, 7.6),)))
    surat.down(14)
    surat.sign(Penanda(("Yang menyerahkan,",), "terima.penyerah", "Yang menyerahkan"), TEPI, width, ruang=46)
    surat.y = surat.sign(
        Penanda(("Petugas loket,",), "masukan.petugas", "Petugas loket"), surat.kanan - width, width, ruang=46
    )
    surat.down(4)
    surat.words(half.pesan, KECIL)
