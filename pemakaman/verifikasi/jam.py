"""The office's own clock: working days that a report has lain with the office. Pure.

A report lies with the office while it waits, is checked, or waits for approval. Each such stay counts the working
days after the day on which it began, up to and including the day on which it ended (or today). The days for which
the report was back with its author, frozen or archived are in no stay; sending it again therefore goes on where the
clock stood and does not start it anew. Only a report that comes back after a final decision starts from nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pemakaman.laporan.rules import APPROVED, Status
from pemakaman.nilai.hari_kerja import Kalender
from pemakaman.verifikasi.rules import Lencana

DI_KANTOR = frozenset({Status.DIAJUKAN, Status.DIPERIKSA, Status.DISARANKAN})
DIPUTUS = APPROVED | {Status.DITOLAK, Status.DIBATALKAN}


@dataclass(frozen=True)
class Langkah:
    """When a report came into a state."""

    kapan: datetime
    status: Status


@dataclass(frozen=True)
class Jam:
    """How the clock stands: working days used, of how many; `berjalan` while the report lies with the office."""

    terpakai: int
    hari_layanan: int
    berjalan: bool

    @property
    def lewat(self) -> int:
        """Working days beyond the service time, or 0."""
        return max(0, self.terpakai - self.hari_layanan)

    @property
    def is_late(self) -> bool:
        """Has the service time passed?"""
        return self.lewat > 0

    def lencana(self) -> Lencana:
        """The clock as a badge: words, and a colour that repeats them."""
        if self.is_late:
            return Lencana(f"Lewat {self.lewat} hari kerja", "terlambat")
        if self.terpakai == 0:
            return Lencana("Baru masuk", "menunggu")
        teks = f"Hari ke-{self.terpakai} dari {self.hari_layanan}"
        return Lencana(teks, "perlu-perhatian" if self.terpakai == self.hari_layanan else "menunggu")


def stays(diajukan: datetime, langkah: Iterable[Langkah], sekarang: datetime) -> list[tuple[datetime, datetime]]:
    """(from, until) of every stay at the office that counts; `langkah` in the order of time.

    Without any known step the report has lain there since it was sent.
    """
    found: list[tuple[datetime, datetime]] = []
    since: datetime | None = diajukan
    for one in langkah:
        if one.status in DIPUTUS:
            found, since = [], None
        elif one.status in DI_KANTOR:
            since = since or max(one.kapan, diajukan)
        elif since is not None and one.kapan > diajukan:
            # What happened before it was sent, such as the entry into the book, ends no stay.
            found.append((since, one.kapan))
            since = None
    return found if since is None else [*found, (since, sekarang)]


def read_clock(
    diajukan: datetime,
    langkah: Sequence[Langkah],
    sekarang: datetime,
    *,
    hari_layanan: int,
    kalender: Kalender,
    zona: ZoneInfo,
) -> Jam:
    """The clock of one report, in days of the office's own zone."""

    def day(moment: datetime) -> date:
        return moment.astimezone(zona).date()

    found = stays(diajukan, langkah, sekarang)
    terpakai = sum(kalender.between(day(start), day(end)) for start, end in found)
    return Jam(terpakai, hari_layanan, berjalan=bool(found) and found[-1][1] == sekarang)
