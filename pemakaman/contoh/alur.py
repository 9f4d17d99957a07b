"""How far each invented report gets, and when each step of it happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from pemakaman.laporan.rules import Status


class Langkah(StrEnum):
    """One step of a report through the offices."""

    MULAI = "mulai"
    LAPOR_AWAL = "lapor-awal"
    AJUKAN = "ajukan"
    AMBIL = "ambil"
    KEMBALIKAN = "kembalikan"
    AJUKAN_LAGI = "ajukan-lagi"
    AMBIL_LAGI = "ambil-lagi"
    TOLAK = "tolak"
    SARANKAN = "sarankan"
    SETUJUI = "setujui"
    AKTA = "akta"


# Of 1,500 reports; the approved ones are few because each of them costs the worker a document.
JUMLAH: dict[Status, int] = {
    Status.DRAF: 80,
    Status.LAPOR_AWAL: 640,
    Status.DIAJUKAN: 320,
    Status.DIPERIKSA: 60,
    Status.DIKEMBALIKAN: 70,
    Status.DISARANKAN: 60,
    Status.DITOLAK: 40,
    Status.DISETUJUI: 100,
    Status.AKTA_TERBIT: 130,
}
_AMBIL = (Langkah.AJUKAN, Langkah.AMBIL)
_SAMPAI: dict[Status, tuple[Langkah, ...]] = {
    Status.DRAF: (Langkah.MULAI,),
    Status.LAPOR_AWAL: (Langkah.LAPOR_AWAL,),
    Status.DIAJUKAN: (Langkah.AJUKAN,),
    Status.DIPERIKSA: _AMBIL,
    Status.DIKEMBALIKAN: (*_AMBIL, Langkah.KEMBALIKAN),
    Status.DISARANKAN: (*_AMBIL, Langkah.SARANKAN),
    Status.DITOLAK: (*_AMBIL, Langkah.TOLAK),
    Status.DISETUJUI: (*_AMBIL, Langkah.SARANKAN, Langkah.SETUJUI),
    Status.AKTA_TERBIT: (*_AMBIL, Langkah.SARANKAN, Langkah.SETUJUI, Langkah.AKTA),
}
# Hours from the step before, at least and at most; the first ones count from the burial.
_JEDA: dict[Langkah, tuple[int, int]] = {
    Langkah.MULAI: (1, 30),
    Langkah.LAPOR_AWAL: (1, 30),
    Langkah.AJUKAN: (2, 70),
    Langkah.AMBIL: (3, 60),
    Langkah.KEMBALIKAN: (1, 6),
    Langkah.AJUKAN_LAGI: (8, 90),
    Langkah.AMBIL_LAGI: (3, 40),
    Langkah.TOLAK: (1, 20),
    Langkah.SARANKAN: (1, 20),
    Langkah.SETUJUI: (2, 50),
    Langkah.AKTA: (6, 100),
}
BULAN_LALU = 15
KANTOR = frozenset(Langkah) - {Langkah.MULAI, Langkah.LAPOR_AWAL, Langkah.AJUKAN, Langkah.AJUKAN_LAGI}
# How many days ago the last step may lie.
_TERAKHIR: dict[Status, tuple[int, int]] = {
    Status.DRAF: (0, 9),
    Status.LAPOR_AWAL: (0, 415),
    Status.DIAJUKAN: (0, 24),
    Status.DIPERIKSA: (0, 4),
    Status.DIKEMBALIKAN: (0, 30),
    Status.DISARANKAN: (0, 9),
    Status.DITOLAK: (3, 400),
    Status.DISETUJUI: (0, 25),
    Status.AKTA_TERBIT: (2, 400),
}


@dataclass(frozen=True)
class Garis:
    """The dates of one report: death, burial, and each step."""

    meninggal: datetime
    dimakamkan: datetime
    langkah: tuple[tuple[datetime, Langkah], ...]
    terlambat: bool

    @property
    def diajukan(self) -> datetime | None:
        """When it was sent in for the first time."""
        return next((kapan for kapan, langkah in self.langkah if langkah is Langkah.AJUKAN), None)


def counts(skala: float) -> dict[Status, int]:
    """How many reports of each state at a scale; never none."""
    least = 12
    return {status: max(min(least, count), round(count * skala)) for status, count in JUMLAH.items()}


def steps(rng: Random, tujuan: Status) -> tuple[Langkah, ...]:
    """The way to a state; most reports begin as lapor awal, some go back once."""
    path = list(_SAMPAI[tujuan])
    if Langkah.AJUKAN in path and rng.random() < 0.92:
        path.insert(0, Langkah.LAPOR_AWAL)
    if tujuan in {Status.DIAJUKAN, Status.DISETUJUI, Status.AKTA_TERBIT} and rng.random() < 0.12:
        start = path.index(Langkah.AJUKAN) + 1
        again = [Langkah.AMBIL, Langkah.KEMBALIKAN, Langkah.AJUKAN_LAGI]
        rest = [Langkah.AMBIL_LAGI if step is Langkah.AMBIL else step for step in path[start:]]
        path = [*path[:start], *again, *rest]
    return tuple(path)


def make_garis(rng: Random, tujuan: Status, sekarang: datetime, *, terlambat: bool = False) -> Garis:
    """Dates for a report that has reached `tujuan` by now; `sekarang` is the cemetery's wall clock, aware."""
    path = steps(rng, tujuan)
    gaps = [timedelta(hours=rng.uniform(*_JEDA[step])) for step in path]
    if terlambat and Langkah.AJUKAN in path:
        gaps[path.index(Langkah.AJUKAN)] += timedelta(days=rng.randint(31, 100))
    to_grave = timedelta(
        hours=rng.choices((rng.uniform(3, 10), rng.uniform(10, 24), rng.uniform(24, 70)), (60, 36, 4))[0]
    )
    low, high = _TERAKHIR[tujuan]
    back = timedelta(days=rng.uniform(low, high), hours=0.5)
    meninggal = (sekarang - back - to_grave - sum(gaps, timedelta())).replace(second=0, microsecond=0)
    while True:
        garis = _chain(meninggal, to_grave, path, gaps, terlambat=terlambat)
        if garis.langkah[-1][0] < sekarang:
            return garis
        meninggal -= timedelta(hours=7)


def _chain(
    meninggal: datetime,
    to_grave: timedelta,
    path: Sequence[Langkah],
    gaps: Sequence[timedelta],
    *,
    terlambat: bool,
) -> Garis:
    dimakamkan = _at_daylight(meninggal + to_grave)
    moment, found = dimakamkan, []
    for step, gap in zip(path, gaps, strict=True):
        moment = _in_office_hours(moment + gap) if step in KANTOR else moment + gap
        found.append((moment, step))
    return Garis(meninggal, dimakamkan, tuple(found), terlambat)


def _at_daylight(moment: datetime) -> datetime:
    """Burials take place between seven and half past five; a night's one waits for the morning."""
    if 7 <= moment.hour < 17:
        return moment
    morning = moment.replace(hour=8 + moment.minute % 3, second=0)
    return morning if moment.hour < 7 else morning + timedelta(days=1)


def _in_office_hours(moment: datetime) -> datetime:
    """The same moment, or the next morning of a working day."""
    if not 8 <= moment.hour < 16:
        moment = moment.replace(hour=8, minute=moment.minute) + timedelta(days=moment.hour >= 16)
    while moment.weekday() >= 5:
        moment += timedelta(days=1)
    return moment
