"""Nomor Induk Kependudukan: `PPKKCC DDMMYY SSSS`, women's day of birth plus 40.

Only the sixteen digits are certain. Region, date and sex are those of the first registration and stay in
the number for life, so everything read out of them is a warning and never a refusal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pemakaman.nilai.digit import check_16_digits, mask_digits, remove_separators
from pemakaman.nilai.galat import Peringatan
from pemakaman.nilai.tanggal import NAMA_BULAN, TanggalTakLengkap

NIK_KOSONG_ALASAN: dict[str, str] = {
    "tidak_punya": "Tidak punya NIK",
    "tidak_diketahui": "NIK tidak diketahui",
    "tidak_terbaca": "NIK tidak terbaca",
    "wna": "Warga negara asing (WNA)",
    "bayi": "Bayi yang belum punya NIK",
}


@dataclass(frozen=True, slots=True)
class NikParts:
    """What the digits say; `hari` already without the 40 added for women. Nothing here is checked."""

    kode_kecamatan: str
    perempuan: bool
    hari: int
    bulan: int
    tahun2: int
    seri: str


def normalize_nik(text: str) -> str:
    """Remove the spaces, dots and dashes people write between the digits."""
    return remove_separators(text)


def check_nik(text: str) -> str:
    """Return the sixteen digits, or raise `NilaiError`."""
    return check_16_digits(text, nama="NIK", sumber="KTP atau KK")


def mask_nik(nik: str) -> str:
    """Hide all but the last four digits."""
    return mask_digits(nik)


def hide_last_four(digits: str | None) -> str:
    """A NIK or nomor KK as KPU hands lists out: the last four digits hidden; one that came hidden stays as it is."""
    if not digits:
        return ""
    return f"{digits[:-4]}****" if digits[-4:].isdigit() else digits


def read_nik(nik: str) -> NikParts | None:
    """Take a NIK apart; None when it is not sixteen digits, never an error for an odd date."""
    digits = normalize_nik(nik)
    if len(digits) != 16 or not (digits.isascii() and digits.isdigit()):
        return None
    day = int(digits[6:8])
    perempuan = day > 40
    return NikParts(
        kode_kecamatan=f"{digits[0:2]}.{digits[2:4]}.{digits[4:6]}",
        perempuan=perempuan,
        hari=day - 40 if perempuan else day,
        bulan=int(digits[8:10]),
        tahun2=int(digits[10:12]),
        seri=digits[12:16],
    )


def birth_date_from_nik(nik: str, tahun_lahir: int | None, hari_ini: date) -> date | None:
    """Read the date of birth; None when the digits name no real date up to today.

    The century is the one nearest to the typed year; without a typed year, the latest not in the future.
    """
    parts = read_nik(nik)
    if parts is None:
        return None
    this_century = hari_ini.year // 100 * 100
    years = (this_century + parts.tahun2 - back for back in (0, 100, 200))
    dates = [found for year in years if (found := _real_date(year, parts.bulan, parts.hari))]
    past = [found for found in dates if found <= hari_ini]
    if tahun_lahir is None:
        return max(past, default=None)
    return min(past, key=lambda found: abs(found.year - tahun_lahir), default=None)


def nik_warnings(
    nik: str,
    *,
    lahir: TanggalTakLengkap | None,
    jenis_kelamin: str | None,
    known_kecamatan: Callable[[str], bool],
) -> list[Peringatan]:
    """List what looks odd about a NIK beside what was typed; empty when it is not sixteen digits."""
    parts = read_nik(nik)
    if parts is None:
        return []
    found = (
        _warn_equal_digits(normalize_nik(nik)),
        _warn_region(parts, known_kecamatan),
        _warn_date(parts, lahir),
        _warn_sex(parts, jenis_kelamin),
        _warn_serial(parts),
    )
    return [warning for warning in found if warning]


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _warn_equal_digits(digits: str) -> Peringatan | None:
    if len(set(digits)) > 1:
        return None
    return Peringatan("angka_sama", "Semua angka NIK sama. Periksa lagi di KTP atau KK.")


def _warn_region(parts: NikParts, known_kecamatan: Callable[[str], bool]) -> Peringatan | None:
    if known_kecamatan(parts.kode_kecamatan):
        return None
    return Peringatan(
        "wilayah_tidak_dikenal",
        f"Kode wilayah {parts.kode_kecamatan} pada awal NIK tidak dikenal. "
        "Periksa enam angka pertama; abaikan bila memang kode lama.",
    )


def _warn_date(parts: NikParts, lahir: TanggalTakLengkap | None) -> Peringatan | None:
    # 29 February counts as possible when either century has it.
    if not any(_real_date(century + parts.tahun2, parts.bulan, parts.hari) for century in (1900, 2000)):
        return Peringatan(
            "tanggal_mustahil",
            "Tanggal lahir di dalam NIK (angka ke-7 sampai ke-12) tidak mungkin ada. Periksa lagi di KTP atau KK.",
        )
    if lahir is None or _date_agrees(parts, lahir):
        return None
    return Peringatan(
        "tanggal_beda",
        f"Tanggal lahir di dalam NIK ({parts.hari} {NAMA_BULAN[parts.bulan - 1]}, tahun …{parts.tahun2:02d}) "
        f"berbeda dengan yang diketik ({lahir.text()}). Periksa NIK dan tanggal lahir.",
    )


def _date_agrees(parts: NikParts, lahir: TanggalTakLengkap) -> bool:
    return lahir.tahun % 100 == parts.tahun2 and lahir.bulan in (None, parts.bulan) and lahir.hari in (None, parts.hari)


def _warn_sex(parts: NikParts, jenis_kelamin: str | None) -> Peringatan | None:
    # Outside 1–31 the day is a slip and says nothing about the sex.
    if jenis_kelamin not in ("L", "P") or not 1 <= parts.hari <= 31:
        return None
    if parts.perempuan == (jenis_kelamin == "P"):
        return None
    by_nik, typed = ("perempuan", "laki-laki") if parts.perempuan else ("laki-laki", "perempuan")
    return Peringatan(
        "jenis_kelamin_beda",
        f"Menurut NIK jenis kelaminnya {by_nik}, sedangkan yang diisi {typed}. Periksa NIK dan jenis kelamin.",
    )


def _warn_serial(parts: NikParts) -> Peringatan | None:
    if parts.seri != "0000":
        return None
    return Peringatan("seri_nol", "Empat angka terakhir NIK 0000. Periksa lagi di KTP atau KK.")
