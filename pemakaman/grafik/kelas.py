"""Five classes or fewer for a map: limits from the data, made round; equal figures are never parted."""

from collections.abc import Iterable
from dataclasses import dataclass

from pemakaman.grafik.angka import decimals_for, show
from pemakaman.grafik.warna import class_colours

MOST = 5


@dataclass(frozen=True)
class Kelas:
    """From its lowest to its highest figure, both in it, as written with `desimal` digits."""

    dari: float
    sampai: float
    jumlah: int
    warna: str


@dataclass(frozen=True)
class Pembagian:
    """The classes of a map, from low to high."""

    kelas: tuple[Kelas, ...]
    desimal: int

    def find_class(self, value: float | None) -> Kelas | None:
        """The class of a figure; None without one."""
        if value is None:
            return None
        shown = round(value, self.desimal)
        return next((kelas for kelas in self.kelas if shown <= kelas.sampai), None)

    def words(self, kelas: Kelas, satuan: str = "") -> str:
        """'10 – 19', or one figure."""
        if kelas.dari == kelas.sampai:
            return show(kelas.dari, self.desimal, satuan)
        return f"{show(kelas.dari, self.desimal)} – {show(kelas.sampai, self.desimal, satuan)}"


def divide(values: Iterable[float | None]) -> Pembagian:
    """Classes of about equal counts; as many as there are different figures when those are few."""
    known = [value for value in values if value is not None]
    digits = decimals_for(known) if known else 0
    ordered = sorted(round(value, digits) for value in known)
    distinct = sorted(set(ordered))
    if len(distinct) <= MOST:
        starts, ends = distinct, distinct
    else:
        starts, ends = _limits(ordered, distinct, digits)
    colours = class_colours(len(starts))
    return Pembagian(
        tuple(
            Kelas(start, end, sum(start <= value <= end for value in ordered), colour)
            for start, end, colour in zip(starts, ends, colours, strict=True)
        ),
        digits,
    )


def _limits(ordered: list[float], distinct: list[float], digits: int) -> tuple[list[float], list[float]]:
    """Where classes begin and end; between two of them lies one unit of the last digit."""
    cuts: list[int] = []
    for part in range(1, MOST):
        wanted = ordered[min(len(ordered) * part // MOST, len(ordered) - 1)]
        at = max(distinct.index(wanted), cuts[-1] + 1 if cuts else 1)
        if at < len(distinct):
            cuts.append(at)
    inner = [_roundest(distinct[at - 1], distinct[at], digits) for at in cuts]
    unit = 10.0**-digits
    return [distinct[0], *inner], [*(round(limit - unit, digits) for limit in inner), distinct[-1]]


def _roundest(below: float, above: float, digits: int) -> float:
    """The roundest figure above one and not above the other, in whole units of the last digit."""
    unit = 10.0**digits
    low, high = round(below * unit), round(above * unit)
    power = int("1" + "0" * len(str(max(abs(low), abs(high)))))
    while power >= 1:
        for step in (power, power // 2, power // 5):
            if step >= 1 and (number := (low // step + 1) * step) <= high:
                return round(number / unit, digits)
        power //= 10
    return float(above)
