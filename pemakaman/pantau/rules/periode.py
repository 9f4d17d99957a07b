"""Months from one to another, as an address carries them. Pure."""

import re
from dataclasses import dataclass

from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.rules.bulan import Bulan

_KODE = re.compile(r"((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])")
USUAL_MONTHS = 12
PERTAMA = Bulan(1900, 1)
"""The first month that an address can name; no book of a cemetery in use begins earlier."""


def read_bulan(text: str) -> Bulan:
    """A month of an address, '2026-03'; raises NilaiError."""
    match = _KODE.fullmatch(text.strip())
    if match is None:
        raise NilaiError("Tulis bulan sebagai tahun dan bulan, misalnya 2026-03.")
    return Bulan(int(match[1]), int(match[2]))


def bulan_kode(bulan: Bulan) -> str:
    """'2026-03'."""
    return f"{bulan.tahun:04}-{bulan.bulan:02}"


@dataclass(frozen=True)
class Periode:
    """From the first day of one month to the last day of another."""

    dari: Bulan
    sampai: Bulan

    @property
    def bulan(self) -> list[Bulan]:
        """Every month in it."""
        count = (self.sampai.tahun - self.dari.tahun) * 12 + self.sampai.bulan - self.dari.bulan + 1
        return [self.dari.next(step) for step in range(count)]

    @property
    def teks(self) -> str:
        """'Desember 2025 sampai November 2026', or one month's name."""
        return self.dari.teks if self.dari == self.sampai else f"{self.dari.teks} sampai {self.sampai.teks}"

    @property
    def alamat(self) -> dict[str, str]:
        """As an address carries it."""
        return {"dari": bulan_kode(self.dari), "sampai": bulan_kode(self.sampai)}


def read_periode(dari: str, sampai: str, kini: Bulan) -> Periode:
    """A period from an address; an empty end is this month, an empty start eleven months before the end.

    Raises NilaiError for what is no month and for a start after the end.
    """
    last = read_bulan(sampai) if sampai else kini
    first = read_bulan(dari) if dari else last.next(1 - USUAL_MONTHS)
    if first > last:
        raise NilaiError("Bulan awal sesudah bulan akhir. Tukar keduanya.")
    return Periode(first, last)
