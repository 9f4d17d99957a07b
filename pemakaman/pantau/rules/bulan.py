"""The month of a report, its deadlines, and how the days until then are said. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pemakaman.nilai.tanggal import NAMA_BULAN, format_tanggal

TAHUN_PERTAMA = 2016  # the circular on burial books
PERINGATAN_HARI = 5
HARI_KAB, HARI_PROVINSI, HARI_MAKAM = 28, 5, 25


@dataclass(frozen=True, order=True)
class Bulan:
    """One calendar month."""

    tahun: int
    bulan: int

    @property
    def awal(self) -> date:
        """Its first day."""
        return date(self.tahun, self.bulan, 1)

    @property
    def sesudah(self) -> date:
        """The first day after it."""
        return self.next().awal

    @property
    def akhir(self) -> date:
        """Its last day."""
        return self.sesudah - timedelta(days=1)

    @property
    def nomor(self) -> int:
        """Months counted through, so that two can be subtracted."""
        return self.tahun * 12 + self.bulan

    @property
    def teks(self) -> str:
        """'Oktober 2026'."""
        return f"{NAMA_BULAN[self.bulan - 1]} {self.tahun}"

    def next(self, langkah: int = 1) -> "Bulan":
        """The month so many later, or earlier."""
        number = self.tahun * 12 + self.bulan - 1 + langkah
        return Bulan(number // 12, number % 12 + 1)

    def is_over(self, hari_ini: date) -> bool:
        """Has its last day passed?"""
        return hari_ini >= self.sesudah


def month_of(hari: date) -> Bulan:
    """The month of a day."""
    return Bulan(hari.year, hari.month)


class Tingkat(StrEnum):
    """Who reports: a kab/kota to the governor, or the province to the minister."""

    KAB = "kab"
    PROVINSI = "provinsi"


# How many months after the reported one the deadline lies.
_SELANG = {Tingkat.KAB: 1, Tingkat.PROVINSI: 2}
HARI_BAWAAN = {Tingkat.KAB: HARI_KAB, Tingkat.PROVINSI: HARI_PROVINSI}


def tingkat_of(wilayah_kode: str) -> Tingkat:
    """The level of a region that reports."""
    return Tingkat.KAB if "." in wilayah_kode else Tingkat.PROVINSI


def deadline(bulan: Bulan, tingkat: Tingkat, hari: int) -> date:
    """The last day for the report of a month; `hari` is at most 28, so it exists in every month."""
    return bulan.next(_SELANG[tingkat]).awal.replace(day=hari)


def closing_deadline(bulan: Bulan, hari: int) -> date:
    """The last day for cemeteries to close a month."""
    return bulan.next().awal.replace(day=hari)


def due_month(hari_ini: date, tingkat: Tingkat, hari: int) -> Bulan:
    """The month that an office reports now: of a kab/kota the one before; a province has until the next one's fifth."""
    previous = month_of(hari_ini).next(-1)
    if tingkat is Tingkat.PROVINSI and hari_ini <= deadline(previous.next(-1), tingkat, hari):
        return previous.next(-1)
    return previous


def countdown(batas: date, hari_ini: date) -> str:
    """'tinggal 3 hari', 'hari ini', 'lewat 2 hari'."""
    days = (batas - hari_ini).days
    if days == 0:
        return "hari ini"
    return f"tinggal {days} hari" if days > 0 else f"lewat {-days} hari"


class Desakan(StrEnum):
    """How urgent a deadline is; the values are styles of a notice."""

    JAUH = "info"
    DEKAT = "peringatan"
    LEWAT = "bahaya"


def urgency(batas: date, hari_ini: date) -> Desakan:
    """Near from five days before, passed from the day after."""
    days = (batas - hari_ini).days
    if days < 0:
        return Desakan.LEWAT
    return Desakan.DEKAT if days <= PERINGATAN_HARI else Desakan.JAUH


@dataclass(frozen=True)
class Tenggat:
    """The deadline of one month, as a page shows it."""

    bulan: Bulan
    batas: date
    hitung_mundur: str
    desakan: Desakan

    @property
    def tanggal(self) -> str:
        """'28 November 2026'."""
        return format_tanggal(self.batas)


def make_tenggat(bulan: Bulan, batas: date, hari_ini: date) -> Tenggat:
    """A deadline seen from today."""
    return Tenggat(bulan, batas, countdown(batas, hari_ini), urgency(batas, hari_ini))
