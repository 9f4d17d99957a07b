"""Prisons and visits of a kab/kota on a day: what is known, what is planned, and what has not been told."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta

ATURAN = (
    "Lapas belum melapor: masih dipakai, masih ada yang belum rekam menurut laporan terakhirnya (atau belum pernah "
    "melapor), dan hari itu tidak dilaporkan. Jemput bola belum lapor: harinya sudah lewat, tidak dibatalkan, dan "
    "hasilnya belum dicatat. Pekan dihitung Senin sampai Minggu."
)


@dataclass(frozen=True)
class Lapangan:
    """One kab/kota, or the sum of them. `lapas_diam`: places that should have reported that day and did not."""

    lapas: int = 0
    lapas_lapor: int = 0
    lapas_sisa: int = 0
    lapas_diam: tuple[str, ...] = ()
    lapas_terakhir: date | None = None
    jemput_hari: int = 0
    jemput_hari_hasil: int = 0
    jemput_pekan: int = 0
    jemput_pekan_hasil: int = 0
    jemput_lewat: int = 0

    @property
    def belum(self) -> list[str]:
        """What is not told, in words; empty when nothing is."""
        found = [f"lapas: {', '.join(self.lapas_diam)}"] if self.lapas_diam else []
        return found + ([f"hasil jemput bola: {self.jemput_lewat}"] if self.jemput_lewat else [])


def week_of(tanggal: date) -> tuple[date, date]:
    """Monday and Sunday of the week that a day lies in."""
    monday = tanggal - timedelta(days=tanggal.weekday())
    return monday, monday + timedelta(days=6)


def must_report(belum_rekam: int | None, *, is_told: bool) -> bool:
    """Does a day of a place lack its report? `belum_rekam`: left by its last report; None where there is none."""
    return not is_told and belum_rekam != 0


def add_field(rows: Iterable[Lapangan]) -> Lapangan:
    """The sum; of days the latest."""
    all_ = list(rows)
    counts = {one.name: sum(getattr(row, one.name) for row in all_) for one in fields(Lapangan) if one.type is int}
    silent = tuple(nama for row in all_ for nama in row.lapas_diam)
    last = max((row.lapas_terakhir for row in all_ if row.lapas_terakhir), default=None)
    return Lapangan(**counts, lapas_diam=silent, lapas_terakhir=last)
