"""Quarters of a year, the beat in which voter lists are updated between elections (PKPU 1/2025)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_TERTULIS = re.compile(r"(?:19|20)\d{2}-T[1-4]", re.ASCII)
_BEBAS = re.compile(r"((?:19|20)\d{2})\D{1,4}T(?:W|RI(?:WULAN)?)?\D?([1-4])", re.ASCII)


@dataclass(frozen=True, order=True)
class Triwulan:
    """One quarter, written 2026-T4."""

    tahun: int
    nomor: int

    def __str__(self) -> str:
        return f"{self.tahun}-T{self.nomor}"

    @property
    def awal(self) -> date:
        """Its first day."""
        return date(self.tahun, self.nomor * 3 - 2, 1)

    @property
    def akhir(self) -> date:
        """Its last day."""
        return self.next().awal - timedelta(days=1)

    def next(self, steps: int = 1) -> "Triwulan":
        """The quarter so many steps later, or earlier when negative."""
        tahun, nomor = divmod(self.tahun * 4 + self.nomor - 1 + steps, 4)
        return Triwulan(tahun, nomor + 1)


def quarter_of(tanggal: date) -> Triwulan:
    """The quarter a day lies in."""
    return Triwulan(tanggal.year, (tanggal.month + 2) // 3)


def is_quarter(text: str) -> bool:
    """Is this a quarter as we write it?"""
    return _TERTULIS.fullmatch(text) is not None


def find_quarter(text: str) -> Triwulan | None:
    """The quarter that a period typed by a person names ('2026-T3', '2026 TW 3'), or None."""
    found = _BEBAS.search(text.upper())
    return Triwulan(int(found[1]), int(found[2])) if found else None
