"""Figures as Indonesians write them, and scales with round ticks."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 1e15
LEAST = 1e-9
TIDAK_ADA = "tidak ada data"
_BESAR = ((1e12, "triliun"), (1e9, "miliar"), (1e6, "juta"))


def exact(value: float | None) -> float | None:
    """A figure as a table keeps it; what is no number is no figure."""
    return None if value is None or not math.isfinite(value) else value


def clean(value: float | None) -> float | None:
    """The same as it can be drawn."""
    if value is None or not math.isfinite(value):
        return None
    return value if isinstance(value, int) and abs(value) < MOST else max(-MOST, min(MOST, float(value)))


def is_whole(values: Iterable[float | None]) -> bool:
    """Are all of them whole numbers?"""
    return all(value is None or float(value).is_integer() for value in values)


def decimals_for(values: Iterable[float | None]) -> int:
    """How many digits after the comma tell these figures apart enough."""
    known = [value for value in values if value is not None]
    if is_whole(known):
        return 0
    top = max(abs(value) for value in known)
    return 0 if top >= 1000 else 1 if top >= 1 else 2 if top >= 0.1 else 3


def show(value: float | None, desimal: int = 0, satuan: str = "") -> str:
    """'1.234', '56,7 %', or a dash; other units than per cent are said once, not at each figure."""
    if value is None:
        return "–"
    text = f"{value:,.{desimal}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return f"{text.replace('-', '−')} %" if satuan == "%" else text.replace("-", "−")


def show_short(value: float | None, desimal: int = 0, satuan: str = "", *, dari: float = 1e6) -> str:
    """The same for an axis: '2,5 juta', where it is at least `dari`."""
    if value is not None and abs(value) >= dari:
        size, word = next((size, word) for size, word in _BESAR if abs(value) >= size)
        part = value / size
        digits = 0 if float(round(part, 1)).is_integer() else 1
        return f"{show(part, digits)} {word}{' %' if satuan == '%' else ''}"
    return show(value, desimal, satuan)


def show_label(value: float | None, desimal: int = 0, satuan: str = "") -> str:
    """A figure beside what it measures: exact as long as it can be read at a glance."""
    return show_short(value, desimal, satuan, dari=1e9)


@dataclass(frozen=True)
class Skala:
    """From the lowest to the highest tick; round figures."""

    tanda: tuple[float, ...]
    desimal: int

    @property
    def rendah(self) -> float:
        """The lowest tick."""
        return self.tanda[0]

    @property
    def tinggi(self) -> float:
        """The highest tick."""
        return self.tanda[-1]

    def share(self, value: float) -> float:
        """Where a figure lies, 0 at the lowest tick and 1 at the highest."""
        return min(1.0, max(0.0, (value - self.rendah) / (self.tinggi - self.rendah)))

    def texts(self, satuan: str = "") -> list[str]:
        """The words at the ticks."""
        return [show_short(value, self.desimal, satuan) for value in self.tanda]


def make_scale(values: Iterable[float | None], *, most: int = 5, zero: bool = True) -> Skala:
    """Round ticks, at most about `most` steps, whole for whole figures; from zero unless told otherwise."""
    known = [value for value in values if value is not None]
    ends = [*known, 0.0] if zero or not known else known
    low, high = min(ends), max(ends)
    if high - low < LEAST:
        low, high = math.floor(low), math.floor(low) + 1.0
    raw = (high - low) / most
    power = math.floor(math.log10(raw))
    step, digits = next(
        (times * 10.0**exponent, -exponent)
        for exponent in (power, power + 1)
        for times in (1, 2, 5)
        if times * 10.0**exponent >= raw * 0.999
    )
    if step < 1 and is_whole(known):
        step, digits = 1.0, 0
    first, last = math.floor(low / step + 1e-6), math.ceil(high / step - 1e-6)
    return Skala(tuple(number * step for number in range(first, last + 1)), max(digits, 0))
