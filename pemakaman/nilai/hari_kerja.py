"""Working days of an Indonesian office: Monday to Friday without the public holidays and the joint leave days.

The calendar comes from `holidays`; what an office decides otherwise (a local holiday, a day worked all the same)
is given as overrides. Sums of days never count the day on which they begin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays

SATU_HARI = timedelta(days=1)
SABTU = 5
# Farther than this nobody counts; it keeps a wrong year from costing seconds.
PALING_JAUH = 4000


@lru_cache(maxsize=64)
def national_holidays(tahun: int) -> Mapping[date, str]:
    """Public holidays and joint leave (cuti bersama) of one year, with their names in Indonesian."""
    found = holidays.country_holidays("ID", years=tahun, categories=("public", "government"), language="id")
    return {day: nama for day, nama in found.items() if day.year == tahun}


@dataclass(frozen=True)
class Kalender:
    """The calendar of one office; `ganti` says of single days whether the office is shut (True) or open."""

    ganti: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Is the office open on this day? An override is stronger than weekend and holiday."""
        if day in self.ganti:
            return not self.ganti[day]
        return day.weekday() < SABTU and day not in national_holidays(day.year)

    def between(self, awal: date, akhir: date) -> int:
        """Working days after `awal` up to and including `akhir`; 0 when `akhir` is not later."""
        days = min((akhir - awal).days, PALING_JAUH)
        return sum(self.is_workday(awal + SATU_HARI * step) for step in range(1, days + 1))

    def add(self, awal: date, hari: int) -> date:
        """The `hari`-th working day after `awal`; `awal` itself for 0."""
        return self._walk(awal, hari, SATU_HARI)

    def latest_start(self, akhir: date, hari: int) -> date:
        """The latest day from which at least `hari` working days lie up to and including `akhir`."""
        if hari < 1:
            return akhir
        day = akhir if self.is_workday(akhir) else self._walk(akhir, 1, -SATU_HARI)
        return self._walk(day, hari - 1, -SATU_HARI) - SATU_HARI

    def _walk(self, start: date, hari: int, step: timedelta) -> date:
        day, far = start, 0
        while hari > 0 and far < PALING_JAUH:
            day, far = day + step, far + 1
            hari -= self.is_workday(day)
        return day


BIASA = Kalender()
