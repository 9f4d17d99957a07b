"""What stands on polling day if the work goes on as it did: always a range, rounded outwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10, sqrt

HARI_DILIHAT = 14
HARI_SEDIKIT = 5
"""Fewer service days than this tell nothing."""
LEBAR = 2.0
"""Standard deviations to each side: about 19 times in 20."""
PALING_JAUH = 180
"""A stock that lasts longer is only said to last longer."""


@dataclass(frozen=True)
class Laju:
    """Work of the last service days: mean and spread a day, how many, and which share of the calendar was service."""

    rata: float
    simpang: float
    hari: int
    bagian: float


@dataclass(frozen=True)
class Rentang:
    """Low, middle and high."""

    rendah: float
    tengah: float
    tinggi: float

    def __add__(self, other: "Rentang") -> "Rentang":
        # Bad and good days come to neighbours together: widths are added, not their squares.
        return Rentang(self.rendah + other.rendah, self.tengah + other.tengah, self.tinggi + other.tinggi)


def make_laju(hari: Mapping[date, tuple[int, bool]]) -> Laju | None:
    """Pace from day → (figure, nihil) of reported days; None when there are too few service days.

    An office that leaves its days off out of the reports has as few service days a week as one that calls them nihil:
    the share is of the calendar, from the first service day looked at to the last day reported.
    """
    service = sorted(day for day, (_, nihil) in hari.items() if not nihil)[-HARI_DILIHAT:]
    if len(service) < HARI_SEDIKIT:
        return None
    values = [hari[day][0] for day in service]
    mean = sum(values) / len(values)
    spread = sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
    return Laju(mean, spread, len(values), len(service) / ((max(hari) - service[0]).days + 1))


def growth(laju: Laju, hari: int) -> Rentang:
    """What is added in so many days to come; the mean itself is uncertain too."""
    days = max(hari, 0) * laju.bagian
    middle = days * laju.rata
    half = LEBAR * laju.simpang * sqrt(days + days * days / laju.hari)
    return Rentang(max(middle - half, 0.0), middle, middle + half)


def project(kini: int, paling: int | None, laju: Laju, hari: int) -> Rentang:
    """A cumulative figure after so many days: never below today's, never above what there is."""
    top = float("inf") if paling is None else max(paling, kini)
    more = growth(laju, hari)
    return Rentang(*(min(kini + one, top) for one in (more.rendah, more.tengah, more.tinggi)))


def left_of(semua: int, sudah: Rentang) -> Rentang:
    """Who is still missing: the other side of a range."""
    return Rentang(semua - sudah.tinggi, semua - sudah.tengah, semua - sudah.rendah)


def share_of(bagian: Rentang, semua: float) -> Rentang | None:
    """A range in percent."""
    if semua <= 0:
        return None
    return Rentang(*(100 * one / semua for one in (bagian.rendah, bagian.tengah, bagian.tinggi)))


@dataclass(frozen=True)
class Habis:
    """In how many days a stock is used up: at the earliest, probably, at the latest. None: later than looked."""

    cepat: int | None
    tengah: int | None
    lambat: int | None


def runs_out(sisa: int, laju: Laju) -> Habis:
    """When blank cards end; 0 days when none is left."""
    found: list[int | None] = [None, None, None]
    for days in range(PALING_JAUH + 1):
        used = growth(laju, days)
        for place, one in enumerate((used.tinggi, used.tengah, used.rendah)):
            if found[place] is None and one >= sisa:
                found[place] = days
        if found[2] is not None:
            break
    return Habis(*found)


def whole(rentang: Rentang) -> tuple[int, int]:
    """Persons or cards, outwards to steps that the width of the range deserves."""
    width = rentang.tinggi - rentang.rendah
    step = max(10 ** floor(log10(width)) // 2, 1) if width >= 1 else 1
    return max(floor(rentang.rendah / step) * step, 0), ceil(rentang.tinggi / step) * step


def tenths(rentang: Rentang) -> tuple[float, float]:
    """Percent, outwards to one decimal and never above 100 unless it is."""
    low, high = floor(rentang.rendah * 10) / 10, ceil(rentang.tinggi * 10) / 10
    return low, max(low, min(high, 100.0) if rentang.tinggi <= 100 else high)
