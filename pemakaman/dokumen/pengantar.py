"""Surat pengantar: the covering letter of many files, its list as long as it needs to be.

Call from a worker process only, as everything that WeasyPrint prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pemakaman.dokumen.formulir.kertas import KERTAS
from pemakaman.dokumen.gambar import code_svg
from pemakaman.dokumen.isian import clean_text
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Kode
from pemakaman.dokumen.mesin import render_arsip

SISI_KODE = 62.0


@dataclass(frozen=True)
class BarisPengantar:
    """One file of the list; `nama` is a name or its first letters, as the office wants it on the way."""

    nomor_buku: str
    nama: str
    formulir: str
    halaman: int


@dataclass(frozen=True)
class SuratPengantar:
    """What the letter says. `kepada` holds the address line by line; '' leaves a line to be written by hand."""

    kop: Sequence[str]
    tempat_tanggal: str
    kepada: Sequence[str]
    baris: Sequence[BarisPengantar]
    nomor: str = ""
    keperluan: str = "berkas laporan kematian"
    jabatan: str = "Petugas yang menyerahkan"
    nama: str = ""
    nip: str = ""
    kertas: str = "A4"
    kode_periksa: str = ""
    alamat_periksa: str = ""
    logo: bytes | None = None


def render_pengantar(data: SuratPengantar, keterangan: Keterangan) -> bytes:
    """The letter as tagged PDF/A-3a; the same arguments give the same bytes."""
    pictures: dict[str, str | bytes] = {}
    if keterangan.kode:
        pictures["kode"] = code_svg(keterangan.kode, Kode(0, 0, SISI_KODE))
    if data.logo:
        pictures["logo"] = data.logo
    lebar, tinggi = KERTAS[data.kertas]
    return render_arsip(
        "dokumen/pengantar.html",
        "dokumen/pengantar.css",
        _values(data) | {"ada_kode": "kode" in pictures, "ada_logo": "logo" in pictures},
        keterangan,
        gambar=pictures,
        more_css=[f"@page{{size:{lebar:.2f}pt {tinggi:.2f}pt}}"],
    )


def _values(data: SuratPengantar) -> dict[str, object]:
    texts = ("tempat_tanggal", "nomor", "keperluan", "jabatan", "nama", "nip", "kode_periksa", "alamat_periksa")
    rows = [
        (f"{urutan}", clean_text(one.nomor_buku), clean_text(one.nama), clean_text(one.formulir), f"{one.halaman}")
        for urutan, one in enumerate(data.baris, 1)
    ]
    return {
        **{name: clean_text(getattr(data, name)) for name in texts},
        "kop": [clean_text(line) for line in data.kop],
        "kepada": [clean_text(line) for line in data.kepada],
        "baris": rows,
        "halaman": sum(one.halaman for one in data.baris),
    }
