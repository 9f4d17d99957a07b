"""An election as the desk counts by it: who votes, which days ask for interim letters, which targets hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pemakaman.desk.rules.waktu import suket_starts
from pemakaman.wilayah.rules import heads

# Where no election says otherwise.
TARGET_REKAM, TARGET_IKD = 100, 25


@dataclass(frozen=True)
class Pemungutan:
    """One election with the codes of the areas that vote."""

    nama: str
    hari_h: date
    hari_suket: int = 14
    aktif: bool = True
    wilayah: tuple[str, ...] = ()
    target_rekam: int = TARGET_REKAM
    target_ikd: int = TARGET_IKD

    @property
    def mulai(self) -> date:
        """The first day of its interim letters."""
        return suket_starts(self.hari_h, self.hari_suket)

    def votes_in(self, kode: str) -> bool:
        """Does a region vote, as a whole or in a part of it?"""
        above = heads(kode)
        return any(area in above or area.startswith(f"{kode}.") for area in self.wilayah)

    def prints_on(self, tanggal: date) -> bool:
        """Is it a day for interim letters?"""
        return self.mulai <= tanggal <= self.hari_h

    def counts_on(self, tanggal: date, hari_ini: date) -> bool:
        """Does a day, seen today, lie before this election?

        One that was held and then set inactive still explains its own days; one that was called off explains none.
        """
        return self.aktif or tanggal <= self.hari_h < hari_ini


def suket_since(tanggal: date, pemungutan: Sequence[Pemungutan]) -> date | None:
    """The first day of the letters that are printed on a day; None while nobody prints them."""
    return min((one.mulai for one in pemungutan if one.prints_on(tanggal)), default=None)


def lettered(pemungutan: Sequence[Pemungutan], tanggal: date) -> list[Pemungutan]:
    """The elections whose letters a board adds up: those that run, else the last that is over; never both."""
    over = [one for one in pemungutan if one.hari_h < tanggal]
    last = max((one.hari_h for one in over), default=None)
    return [one for one in pemungutan if one.prints_on(tanggal)] or [one for one in over if one.hari_h == last]


def next_vote(pemungutan: Sequence[Pemungutan], tanggal: date) -> Pemungutan | None:
    """The nearest election that is not over."""
    return min((one for one in pemungutan if one.hari_h >= tanggal), key=lambda one: one.hari_h, default=None)


def targets_on(pemungutan: Sequence[Pemungutan], tanggal: date) -> tuple[int, int]:
    """(recording, digital identity) in percent: of the nearest election, of the last one, or what holds without."""
    found = next_vote(pemungutan, tanggal) or max(pemungutan, key=lambda one: one.hari_h, default=None)
    return (found.target_rekam, found.target_ikd) if found else (TARGET_REKAM, TARGET_IKD)
