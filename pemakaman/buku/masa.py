"""A month of a book. Pure."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pemakaman.errors import NotFound
from pemakaman.nilai.tanggal import NAMA_BULAN

_KODE = re.compile(r"((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Masa:
    """Year and month, in their order."""

    tahun: int
    bulan: int

    @property
    def kode(self) -> str:
        """'2026-03', as it stands in an address."""
        return f"{self.tahun:04}-{self.bulan:02}"

    @property
    def nama(self) -> str:
        """'Maret 2026'."""
        return f"{NAMA_BULAN[self.bulan - 1]} {self.tahun}"

    @property
    def awal(self) -> date:
        """Its first day."""
        return date(self.tahun, self.bulan, 1)

    @property
    def akhir(self) -> date:
        """Its last day."""
        return date(self.tahun, self.bulan, monthrange(self.tahun, self.bulan)[1])

    def geser(self, bulan: int) -> "Masa":
        """The month so many months later, or earlier."""
        total = self.tahun * 12 + self.bulan - 1 + bulan
        return Masa(total // 12, total % 12 + 1)


def find_masa(kode: str) -> Masa | None:
    """The month of a code, or None for anything else."""
    match = _KODE.fullmatch(kode)
    return Masa(int(match[1]), int(match[2])) if match else None


def get_masa(kode: str) -> Masa:
    """The month of a code; raises NotFound."""
    masa = find_masa(kode)
    if masa is None:
        raise NotFound("Bulan ini tidak ada. Pilih bulan dari daftar.")
    return masa


def masa_of(day: date) -> Masa:
    """The month of a day."""
    return Masa(day.year, day.month)


def months(awal: Masa, akhir: Masa) -> list[Masa]:
    """All months between two, both of them too, oldest first."""
    size = (akhir.tahun - awal.tahun) * 12 + akhir.bulan - awal.bulan + 1
    return [awal.geser(step) for step in range(max(size, 0))]
