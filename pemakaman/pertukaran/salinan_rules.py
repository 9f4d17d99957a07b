"""Copying a paper book from pictures: the fields of its rows, their states, what is carried to the next. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

JENIS = "salinan"
ASAL = "impor:salinan"
PALING_HALAMAN = 300
PALING_BARIS = 200
# So many rows are brought in while the page is waited for; more of them go to a worker.
SEKALIGUS = 25
# Whatever is pasted into one box; what a field really takes is told at the field.
PALING_HURUF = 4000

TEKS: tuple[str, ...] = ("nomor_lama", "nama", "bin_binti", "nik", "jenis_kelamin", "umur", "alamat")
TEKS += ("meninggal_tempat", "blok", "petak", "nomor_makam", "pelapor_nama", "pelapor_telepon", "keterangan")
TANGGAL = ("lahir", "meninggal_tanggal", "dimakamkan_tanggal")
BAGIAN_TANGGAL = ("hari", "bulan", "tahun")

# In the order in which a burial book has them, with what the mark "tidak terbaca" of each is called.
RUAS_BUKU: dict[str, str] = {
    "nomor_lama": "Nomor di buku",
    "nama": "Nama",
    "bin_binti": "Bin/binti",
    "nik": "NIK",
    "jenis_kelamin": "Jenis kelamin",
    "umur": "Umur",
    "lahir": "Tanggal lahir",
    "alamat": "Alamat",
    "meninggal_tanggal": "Tanggal meninggal",
    "meninggal_tempat": "Tempat meninggal",
    "dimakamkan_tanggal": "Tanggal dimakamkan",
    "blok": "Blok",
    "petak": "Petak",
    "nomor_makam": "Nomor makam",
    "pelapor_nama": "Nama pelapor",
    "pelapor_telepon": "Nomor HP pelapor",
    "keterangan": "Keterangan",
}
KOTAK = (*TEKS, *(f"{ruas}-{bagian}" for ruas in TANGGAL for bagian in BAGIAN_TANGGAL))
# A book is written in the order of time, block by block: these mostly stay as they were in the row above.
TERBAWA: tuple[str, ...] = ("blok", "meninggal_tanggal-bulan", "meninggal_tanggal-tahun")
TERBAWA += ("dimakamkan_tanggal-bulan", "dimakamkan_tanggal-tahun")

MENUNGGU, MASUK, SUDAH_ADA, SALAH = "diketik", "masuk", "sudah_ada", "salah"
DI_BUKU = frozenset({MASUK, SUDAH_ADA})
STATUS_LABEL = {
    MENUNGGU: "Siap dimasukkan",
    MASUK: "Di buku",
    SUDAH_ADA: "Sudah ada di buku",
    SALAH: "Perlu diperbaiki",
}


@dataclass(frozen=True)
class Ketikan:
    """A row as it was typed: the text of every box, and the fields that cannot be read."""

    teks: Mapping[str, str]
    tidak_terbaca: tuple[str, ...] = ()


@dataclass(frozen=True)
class Keluhan:
    """Something about a typed row; only what is `keras` keeps it out of the book."""

    ruas: str
    pesan: str
    keras: bool = True


def make_ketikan(teks: Mapping[str, str], tidak_terbaca: object) -> Ketikan:
    """What was sent, without boxes that are no field of the book."""
    marked = tidak_terbaca if isinstance(tidak_terbaca, list | tuple) else ()
    kept = {name: teks[name][:PALING_HURUF] for name in KOTAK if teks.get(name, "").strip()}
    return Ketikan(kept, tuple(name for name in RUAS_BUKU if name in marked))


def carry_over(before: Mapping[str, str] | None, tahun: int | None) -> dict[str, str]:
    """What a new row begins with; the first one of a book knows its year, if that was told."""
    if before is not None:
        return {name: before[name] for name in TERBAWA if name in before}
    return {"dimakamkan_tanggal-tahun": str(tahun)} if tahun else {}


def status_of(status: str, laporan_id: UUID | None) -> str:
    """The state that counts: a row whose report was taken out of the book again waits as if never brought in."""
    return MENUNGGU if status in DI_BUKU and laporan_id is None else status


def name_place(halaman: int, baris: int) -> str:
    """Where a row stands, in words."""
    return f"halaman {halaman} baris {baris}"
