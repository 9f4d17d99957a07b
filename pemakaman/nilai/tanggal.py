"""Dates as a burial book writes them: whole or partly known, in Indonesian, in three time zones."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import province_of

NAMA_BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
TAHUN_PERTAMA, TAHUN_TERAKHIR = 1800, 2200

TENGGAT_LAPOR = timedelta(days=30)
"""UU 24/2013, Pasal 44: a death is reported within thirty days."""

_PROVINSI_ZONA = {
    "WIB": "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62",
    "WITA": "51 52 53 63 64 65 71 72 73 74 75 76",
    "WIT": "81 82 91 92 93 94 95 96",
}
ZONA: dict[str, str] = {kode: zona for zona, semua in _PROVINSI_ZONA.items() for kode in semua.split()}
"""Province code to zone label, all 38 provinces."""

WILAYAH_TIMUR = "91"
"""Papua: where a day begins first."""

_ZONE_NAMES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}

_BULAN_LAIN = (
    "jan i",
    "feb peb pebruari ii",
    "mar mrt iii",
    "apr iv",
    "may v",
    "jun vi",
    "jul vii",
    "agt agu ags agst agus aug viii",
    "sep sept ix",
    "okt oct x",
    "nov nop nopember xi",
    "des dec xii",
)
_BULAN: dict[str, int] = {
    word: number
    for number, (nama, lain) in enumerate(zip(NAMA_BULAN, _BULAN_LAIN, strict=True), start=1)
    for word in (nama.lower(), *lain.split())
}

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.]+)?")
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})[\s./-]+([0-9]{1,2}|[A-Za-z]+)[\s./-]+([0-9]{4}|['’‘`]?[0-9]{2})(?: 0{1,2}:00(?::00)?)?"
)
_MONTH_FIRST = re.compile(
    r"(?:(?:bulan|bln)\s+)?([0-9]{1,2}|[A-Za-z]+)[\s./-]+([0-9]{4}|['’‘`][0-9]{2})", re.IGNORECASE
)
_YEAR_ONLY = re.compile(r"(?:(?:tahun|thn|th)\.?\s*)?([0-9]{4}|['’‘`][0-9]{2})", re.IGNORECASE)
_UNKNOWN_DAY = re.compile(r"(?:0{1,2}|[?.xX-]{1,2})[\s./-]+(?=[0-9A-Za-z])")
_HIJRIAH = re.compile(
    r"muharr?am|\bs[ah]?afar\b|rabi['’`]?\s?ul|jumad(?:il|a)|\brajab\b|s[yh]+a['’`]?ban|ramad?h?an|s[yh]awal"
    r"|d?z[uh]+l?\s?[qk]['’`a-z]*dah|d?zul\s?hij+ah|\bhijri|\b1[345][0-9]{2}\s*h\b|\b1[345][0-9]{2}\s*h\.",
    re.IGNORECASE,
)
_HIJRIAH_TAHUN = range(1300, 1500)
_TULIS_MASEHI = "Tanggal ini Hijriah. Tulis tanggal Masehinya, misalnya 3 Februari 2019."
_LEAD = re.compile(
    r"\A(?:(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad|tanggal|tgl)\b[\s.,:/]*)+", re.IGNORECASE
)
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_PUKUL = re.compile(
    r"(?:pukul|jam|pkl)?\.?\s*([0-9]{1,2})(?:\s?[:.]\s?([0-9]{2})(?:[:.][0-9]{2})?)?\s*(?:wib|wita|wit)?"
)
_PUKUL_RAPAT = re.compile(r"(?:pukul|jam|pkl)?\.?\s*([0-9]{1,2})([0-9]{2})\s*(?:wib|wita|wit)?")


@dataclass(frozen=True, slots=True)
class TanggalTakLengkap:
    """A date known to the day, the month or only the year; what is not known stays unknown."""

    tahun: int
    bulan: int | None = None
    hari: int | None = None

    def __post_init__(self) -> None:
        _check_tahun(self.tahun)
        if self.bulan is None:
            if self.hari is not None:
                raise NilaiError("Isi bulan juga, atau kosongkan harinya.", bagian="bulan")
            return
        _check_bulan(self.bulan)
        if self.hari is not None:
            _check_hari(self.tahun, self.bulan, self.hari)

    @property
    def is_full(self) -> bool:
        """True when day, month and year are all known."""
        return self.hari is not None

    def earliest(self) -> date:
        """The first day it can have been."""
        return date(self.tahun, self.bulan or 1, self.hari or 1)

    def latest(self) -> date:
        """The last day it can have been."""
        bulan = self.bulan or 12
        return date(self.tahun, bulan, self.hari or monthrange(self.tahun, bulan)[1])

    def text(self) -> str:
        """Write it as far as it is known: '17 Agustus 1990', 'Agustus 1990' or '1990'."""
        if self.bulan is None:
            return str(self.tahun)
        month = f"{NAMA_BULAN[self.bulan - 1]} {self.tahun}"
        return month if self.hari is None else f"{self.hari} {month}"


def parse_bulan(text: str) -> int:
    """Read a month: 3, 03, Mar, Maret, Peb, Nopember, III; any case."""
    word = text.strip().rstrip(".").lower()
    if word in _BULAN:
        return _BULAN[word]
    if not word:
        raise NilaiError("Bulan belum diisi.", bagian="bulan")
    number = _small_number(word)
    if number is None:
        raise NilaiError("Bulan tidak dikenal. Tulis angka 1 sampai 12 atau namanya, misalnya Maret.", bagian="bulan")
    return _check_bulan(number)


def parse_tanggal_bagian(hari: str, bulan: str, tahun: str) -> date:
    """Read a whole date from three fields; `NilaiError.bagian` names the field that is wrong."""
    partial = parse_tanggal_tak_lengkap(_required(hari, "hari"), _required(bulan, "bulan"), tahun)
    return partial.earliest()


def parse_tanggal_tak_lengkap(hari: str, bulan: str, tahun: str) -> TanggalTakLengkap:
    """Read a date of which the day, or day and month, may be left empty."""
    day = _parse_hari(hari) if hari.strip() else None
    month = parse_bulan(bulan) if bulan.strip() else None
    return TanggalTakLengkap(_parse_tahun(tahun), month, day)


def parse_tanggal_teks(text: str, hari_ini: date | None = None) -> date:
    """Read a date from a burial book: 03-02-2019, 3/2/19, 3 Februari 2019, Minggu 3 Peb 2019, 2019-02-03.

    The day always comes first unless the year does; day and month are never swapped to make a date fit.
    A two-digit year is the latest that is not after `hari_ini`'s year (today in Jakarta when not given).
    """
    bare = _bare(text)
    if match := _ISO.fullmatch(bare):
        tahun, bulan, hari = match.groups()
    elif match := _DAY_FIRST.fullmatch(bare):
        hari, bulan, tahun = match.groups()
    else:
        raise NilaiError("Tanggal tidak terbaca. Tulis misalnya 3 Februari 2019 atau 03-02-2019.")
    return parse_tanggal_bagian(hari, bulan, _whole_year(tahun, hari_ini))


def parse_tanggal_sebagian(text: str, hari_ini: date | None = None) -> TanggalTakLengkap:
    """Read a date of which a book may give only the month or the year: Peb 2019, 02-2019, 00-02-2019, 2019, '19."""
    bare = _bare(text)
    rest = _UNKNOWN_DAY.sub("", bare, count=1) if _UNKNOWN_DAY.match(bare) else bare
    if match := _YEAR_ONLY.fullmatch(_UNKNOWN_DAY.sub("", rest, count=1)):
        return TanggalTakLengkap(int(_whole_year(match[1], hari_ini)))
    if match := _MONTH_FIRST.fullmatch(rest):
        return TanggalTakLengkap(int(_whole_year(match[2], hari_ini)), parse_bulan(match[1]))
    full = parse_tanggal_teks(bare, hari_ini)
    return TanggalTakLengkap(full.year, full.month, full.day)


def _bare(text: str) -> str:
    bare = _LEAD.sub("", _DASHES.sub("-", " ".join(text.split())))
    if _HIJRIAH.search(bare):
        raise NilaiError(_TULIS_MASEHI)
    return bare


def _whole_year(tahun: str, hari_ini: date | None) -> str:
    digits = tahun.strip("'’‘`")
    whole = int(digits) if len(digits) == 4 else _full_year(int(digits), hari_ini)
    if whole in _HIJRIAH_TAHUN:
        raise NilaiError(_TULIS_MASEHI)
    return f"{whole:04}"


def format_tanggal(tanggal: date) -> str:
    """'3 Februari 2019'."""
    return f"{tanggal.day} {NAMA_BULAN[tanggal.month - 1]} {tanggal.year}"


def format_hari_tanggal(tanggal: date) -> str:
    """'Minggu, 3 Februari 2019'."""
    return f"{NAMA_HARI[tanggal.weekday()]}, {format_tanggal(tanggal)}"


def age_at(lahir: TanggalTakLengkap, meninggal: date) -> tuple[int, int]:
    """The least and the greatest possible age in full years; one and the same for a full birth date.

    Raises `NilaiError` when the birth can only lie after the death.
    """
    if lahir.earliest() > meninggal:
        raise NilaiError("Tanggal lahir sesudah tanggal meninggal. Periksa kedua tanggal.", bagian="tahun")
    return _full_years(min(lahir.latest(), meninggal), meninggal), _full_years(lahir.earliest(), meninggal)


def deadline(meninggal: date) -> date:
    """The last day on which a death is reported in time."""
    return meninggal + TENGGAT_LAPOR


def zone_label(kode_wilayah: str) -> str:
    """'WIB', 'WITA' or 'WIT', by the province of any region code."""
    try:
        return ZONA[province_of(kode_wilayah)]
    except KeyError:
        raise NilaiError("Kode provinsi tidak dikenal, zona waktunya tidak dapat ditentukan.") from None


def zone_of(kode_wilayah: str) -> ZoneInfo:
    """The time zone of any region code."""
    return ZoneInfo(_ZONE_NAMES[zone_label(kode_wilayah)])


def parse_pukul(text: str) -> time:
    """Read a time of day in 24 hours: 14:30, 14.30, 1430, 2.30, 14, 'pukul 14.30 WIB'."""
    bare = text.strip().lower()
    match = _PUKUL.fullmatch(bare) or _PUKUL_RAPAT.fullmatch(bare)
    if match is None:
        raise NilaiError("Jam tidak terbaca. Tulis misalnya 14.30 atau 02.30.")
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        raise NilaiError("Jam harus antara 00.00 dan 23.59.")
    return time(hour, minute)


def day_in_jakarta() -> date:
    """Today, where no region is known."""
    return datetime.now(ZoneInfo(_ZONE_NAMES["WIB"])).date()


def _required(text: str, bagian: str) -> str:
    if not text.strip():
        raise NilaiError(f"{bagian.capitalize()} belum diisi.", bagian=bagian)
    return text


def _small_number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,2}", text) else None


def _parse_hari(text: str) -> int:
    number = _small_number(text.strip())
    if number is None:
        raise NilaiError("Hari harus angka 1 sampai 31.", bagian="hari")
    return number


def _parse_tahun(text: str) -> int:
    bare = _required(text, "tahun").strip()
    if not re.fullmatch(r"[0-9]{4}", bare):
        raise NilaiError("Tahun harus empat angka, misalnya 1990.", bagian="tahun")
    return int(bare)


def _check_tahun(tahun: int) -> int:
    if not TAHUN_PERTAMA <= tahun <= TAHUN_TERAKHIR:
        raise NilaiError(f"Tahun harus antara {TAHUN_PERTAMA} dan {TAHUN_TERAKHIR}.", bagian="tahun")
    return tahun


def _check_bulan(bulan: int) -> int:
    if not 1 <= bulan <= 12:
        raise NilaiError("Bulan harus antara 1 dan 12.", bagian="bulan")
    return bulan


def _check_hari(tahun: int, bulan: int, hari: int) -> None:
    last = monthrange(tahun, bulan)[1]
    if not 1 <= hari <= 31:
        raise NilaiError("Hari harus antara 1 dan 31.", bagian="hari")
    if hari > last:
        raise NilaiError(f"{NAMA_BULAN[bulan - 1]} {tahun} hanya sampai tanggal {last}.", bagian="hari")


def _full_year(two_digits: int, hari_ini: date | None) -> int:
    today = hari_ini or day_in_jakarta()
    century = today.year // 100 * 100
    return century + two_digits - (0 if two_digits <= today.year % 100 else 100)


def _full_years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
