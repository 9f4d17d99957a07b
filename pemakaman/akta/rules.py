"""What a certificate's date must obey, and how an import file names its rows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pemakaman.nilai.tanggal import format_tanggal

PERINGATAN = ("pola_akta", "akta_beda")


class HasilBaris(StrEnum):
    """What became of one row of an import file."""

    DICATAT = "dicatat"
    SUDAH = "sudah"
    SALAH = "salah"


HASIL_LABEL = {
    HasilBaris.DICATAT: "Dicatat",
    HasilBaris.SUDAH: "Sudah tercatat",
    HasilBaris.SALAH: "Salah",
}


@dataclass(frozen=True)
class Baris:
    """One row of an import file, as text; exactly one of the three ways to name a report is used."""

    nomor: int
    sel: tuple[str, ...]
    nomor_buku: str
    kode_makam: str
    nik: str
    id_laporan: str
    nomor_akta: str
    tanggal_akta: str


@dataclass(frozen=True)
class Hasil:
    """One row of the report on an import."""

    baris: Baris
    hasil: HasilBaris
    pesan: str = ""


COLUMNS: dict[str, frozenset[str]] = {
    "nomor_buku": frozenset({"nomorbuku", "nobuku", "nomorurutbuku"}),
    "kode_makam": frozenset({"kodemakam", "makam"}),
    "nik": frozenset({"nik"}),
    "id_laporan": frozenset({"idlaporan", "laporan", "laporanid"}),
    "nomor_akta": frozenset({"nomorakta", "noakta", "nomorkutipan", "nomoraktakematian"}),
    "tanggal_akta": frozenset({"tanggalakta", "tglakta", "tanggalkutipan", "tanggalterbit"}),
}


def column_of(judul: str) -> str | None:
    """The column that a heading names; case, spaces and signs do not count."""
    bare = "".join(char for char in judul.lower() if char.isalnum())
    return next((column for column, names in COLUMNS.items() if bare in names), None)


def check_tanggal(tanggal: date, *, meninggal: date | None, hari_ini: date) -> str | None:
    """Why the date of a kutipan cannot be right, or None."""
    if tanggal > hari_ini:
        return "Tanggal akta belum terjadi. Salin tanggalnya dari kutipan akta."
    if meninggal is not None and tanggal < meninggal:
        return (
            f"Tanggal akta lebih awal dari tanggal meninggal ({format_tanggal(meninggal)}). "
            "Periksa lagi di kutipan akta."
        )
    return None


def split_nomor_buku(text: str) -> tuple[int, int] | None:
    """(number, year) of '12/2026' or '12-2026', or None."""
    number, _, year = text.replace("-", "/").partition("/")
    number, year = number.strip(), year.strip()
    if not (number.isascii() and number.isdigit() and year.isascii() and year.isdigit()):
        return None
    return (int(number), int(year)) if len(number) <= 9 and len(year) == 4 else None
