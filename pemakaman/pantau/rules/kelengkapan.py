"""How complete the book is: deaths to be expected, deaths recorded, and how sure that can be said. Pure.

Expected = population x deaths a year per 1,000 persons x share of the year. The range runs from the low to the high
rate, and is widened by chance on both sides: the 95 % Poisson interval (Byar) of what is recorded and of what is
expected.
Lowest completeness = least recorded / most expected; highest = most recorded / least expected.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pemakaman.pantau.rules.bulan import Bulan

Z95 = 1.959964
PALING_SEDIKIT = 50
"""Fewer deaths than this to be expected: too few to be judged."""
LEBAR = 20
"""A range wider than so many points is shown in steps of five."""
BULAN_PALING_LAMA = 600
"""So many months are judged at most: of earlier years no reference figure says anything."""
RUMUS = (
    "Kelengkapan = kematian tercatat ÷ (penduduk × angka kematian per tahun ÷ 1.000 × bagian tahun). Rentang: dari "
    "angka kematian tinggi sampai rendah, dilebarkan dengan selang Poisson 95 % (Byar) dari kedua jumlah kematian itu."
)


@dataclass(frozen=True)
class Rentang:
    """A figure that is not known exactly."""

    rendah: float
    tengah: float
    tinggi: float

    def times(self, factor: float) -> "Rentang":
        """All three, so many times."""
        return Rentang(self.rendah * factor, self.tengah * factor, self.tinggi * factor)

    def by(self, other: "Rentang") -> "Rentang":
        """Low by low, middle by middle, high by high."""
        return Rentang(self.rendah * other.rendah, self.tengah * other.tengah, self.tinggi * other.tinggi)


def add_ranges(rows: Iterable[Rentang]) -> Rentang:
    """Lows, middles and highs added up: what is wrong in one is held to be wrong in all of them."""
    found = list(rows)
    return Rentang(sum(r.rendah for r in found), sum(r.tengah for r in found), sum(r.tinggi for r in found))


def chance(jumlah: float) -> tuple[float, float]:
    """The 95 % interval of a count by chance alone (Poisson, Byar's approximation); 0 below what cannot be."""
    low = 0.0
    if jumlah > 0:
        low = jumlah * max(0.0, 1 - 1 / (9 * jumlah) - Z95 / (3 * math.sqrt(jumlah))) ** 3
    more = jumlah + 1
    return low, more * (1 - 1 / (9 * more) + Z95 / (3 * math.sqrt(more))) ** 3


def year_shares(bulan: Iterable[Bulan], hari_ini: date) -> dict[int, float]:
    """Year → which part of it the months cover by days, up to and with today; months to come count nothing."""
    found: dict[int, float] = {}
    for one in bulan:
        end = min(one.sesudah.toordinal(), hari_ini.toordinal() + 1)
        days = max(0, end - one.awal.toordinal())
        length = date(one.tahun + 1, 1, 1).toordinal() - date(one.tahun, 1, 1).toordinal()
        found[one.tahun] = found.get(one.tahun, 0.0) + days / length
    return {tahun: share for tahun, share in found.items() if share > 0}


class Banding(StrEnum):
    """A completeness beside a line."""

    ATAS = "atas"
    BAWAH = "bawah"
    SAMAR = "samar"


BANDING_LABEL = {
    Banding.ATAS: "di atas garis",
    Banding.BAWAH: "di bawah garis",
    Banding.SAMAR: "belum dapat dibedakan dari garis",
}


@dataclass(frozen=True)
class Kelengkapan:
    """Recorded beside expected. `persen` is None where the expected are too few to be judged."""

    tercatat: int
    perkiraan: Rentang
    persen: Rentang | None

    @property
    def lebih(self) -> bool:
        """Are more recorded than were to be expected?"""
        return self.persen is not None and self.persen.tengah > 100

    @property
    def teks(self) -> str:
        """'antara 11 % dan 14 %'; rounded outwards, so that no false precision shows."""
        if self.persen is None:
            return "terlalu sedikit untuk dinilai"
        low, _, high = self.bulat or (0, 0, 0)
        range_ = f"antara {low} % dan {high} %"
        return f"{range_}, lebih dari yang diperkirakan" if self.lebih else range_

    @property
    def singkat(self) -> str:
        """'11–14 %'."""
        return "–" if self.bulat is None else f"{self.bulat[0]}–{self.bulat[2]} %"

    @property
    def bulat(self) -> tuple[int, int, int] | None:
        """Low, middle, high in whole steps: the range outwards, the middle to the nearest."""
        if self.persen is None:
            return None
        step = 5 if self.persen.tinggi - self.persen.rendah >= LEBAR else 1
        low, high = (math.floor(self.persen.rendah / step) * step, math.ceil(self.persen.tinggi / step) * step)
        return low, round(self.persen.tengah / step) * step, high

    @property
    def belum_tercatat(self) -> tuple[int, int]:
        """Least and most deaths that stand in no book, by two figures, rounded outwards."""
        low, high = chance(self.perkiraan.rendah)[0], chance(self.perkiraan.tinggi)[1]
        return _two_figures(max(0.0, low - self.tercatat), up=False), _two_figures(
            max(0.0, high - self.tercatat), up=True
        )

    def beside(self, garis: float) -> Banding:
        """Above or below a line; where the range holds the line nobody can say."""
        if self.persen is None or self.persen.rendah <= garis <= self.persen.tinggi:
            return Banding.SAMAR
        return Banding.ATAS if self.persen.rendah > garis else Banding.BAWAH


def judge(tercatat: int, perkiraan: Rentang) -> Kelengkapan:
    """Completeness in percent with its range, unless fewer than `PALING_SEDIKIT` deaths were to be expected."""
    if perkiraan.tengah < PALING_SEDIKIT or chance(perkiraan.rendah)[0] <= 0:
        return Kelengkapan(tercatat, perkiraan, None)
    least, most = chance(tercatat)
    low = 100 * least / chance(perkiraan.tinggi)[1]
    high = 100 * most / chance(perkiraan.rendah)[0]
    return Kelengkapan(tercatat, perkiraan, Rentang(low, 100 * tercatat / perkiraan.tengah, high))


def round_shown(perkiraan: Rentang) -> tuple[int, int]:
    """Expected deaths as they are shown: widened by chance as the range is, two figures, rounded outwards."""
    low, high = chance(perkiraan.rendah)[0], chance(perkiraan.tinggi)[1]
    return _two_figures(low, up=False), _two_figures(high, up=True)


def _two_figures(value: float, *, up: bool) -> int:
    size: int = 10 ** max(0, len(str(int(value))) - 2)
    return (math.ceil if up else math.floor)(value / size) * size
