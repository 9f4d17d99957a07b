"""What a print may span, and how its days are named."""

from dataclasses import dataclass
from datetime import date, timedelta

from pemakaman.nilai.tanggal import NAMA_BULAN, format_tanggal

PALING_LAMA_TAHUN = 10
TAHUN_AWAL = 1900
STATUS_CETAK_LABEL = {"antre": "Sedang dibuat", "jadi": "Siap diunduh", "gagal": "Gagal"}


@dataclass(frozen=True)
class Rentang:
    """Days from `dari` to `sampai`, both within."""

    dari: date
    sampai: date


def month(tahun: int, bulan: int) -> Rentang:
    """One month."""
    after = date(tahun + bulan // 12, bulan % 12 + 1, 1)
    return Rentang(date(tahun, bulan, 1), after - timedelta(days=1))


def year(tahun: int) -> Rentang:
    """One year."""
    return Rentang(date(tahun, 1, 1), date(tahun, 12, 31))


def name_rentang(dari: date, sampai: date) -> str:
    """'Bulan Maret 2026', 'Tahun 2026', or both days."""
    if Rentang(dari, sampai) == month(dari.year, dari.month):
        return f"Bulan {NAMA_BULAN[dari.month - 1]} {dari.year}"
    if Rentang(dari, sampai) == year(dari.year):
        return f"Tahun {dari.year}"
    if dari == sampai:
        return format_tanggal(dari)
    return f"{format_tanggal(dari)} sampai {format_tanggal(sampai)}"


def check_rentang(dari: date, sampai: date) -> str | None:
    """Why these days cannot be printed; None when they can."""
    if sampai < dari:
        return "Tanggal akhir sebelum tanggal awal. Periksa kedua tanggal."
    if dari.year < TAHUN_AWAL:
        return f"Buku paling awal tahun {TAHUN_AWAL}."
    limit = dari.replace(year=dari.year + PALING_LAMA_TAHUN, day=min(dari.day, 28))
    if sampai > limit:
        return f"Sekali cetak paling lama {PALING_LAMA_TAHUN} tahun. Cetak sisanya tersendiri."
    return None
