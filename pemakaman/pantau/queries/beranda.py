"""What the home page counts, and whether the machine room is well."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from pemakaman import migrate
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import now
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.permintaan import count_asked
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.rules import Status
from pemakaman.verifikasi.queries.waktu import count_overdue

COUNT_LIMIT = 1000
HEARTBEAT = timedelta(seconds=40)


@dataclass(frozen=True)
class Health:
    """The answer of /siap."""

    basis_data: bool
    migrasi: bool
    pekerja: bool

    @property
    def siap(self) -> bool:
        """Everything answers."""
        return self.basis_data and self.migrasi and self.pekerja


def check_health(session: Session) -> Health:
    """Ask the database for its migration and for a worker that gave a sign of life lately."""
    at_head = migrate.current(session.connection()) == migrate.head()
    alive = session.scalar(
        text("SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > :since)"),
        {"since": now() - HEARTBEAT},
    )
    return Health(basis_data=True, migrasi=at_head, pekerja=bool(alive))


def count_by_status(session: Session, wanted: Iterable[Status], *, actor: Actor) -> dict[Status, int]:
    """How many reports the actor sees in each of these states; counting stops at COUNT_LIMIT a state."""
    counts = {}
    for status in wanted:
        some = select(Laporan.id).where(visible_filter(actor), Laporan.status == status).limit(COUNT_LIMIT)
        counts[status] = session.scalar(select(func.count()).select_from(some.subquery())) or 0
    return counts


def count_questions(session: Session, *, actor: Actor) -> int:
    """What the office waits for from this account; 0 for who answers nothing."""
    return count_asked(session, actor=actor) if actor.may(Izin.LAPORAN_TULIS) else 0


def count_late(session: Session, *, actor: Actor) -> int:
    """What passed the service time of the actor's office; 0 for who has none."""
    if actor.kab_kode is None or not actor.may(Izin.LAPORAN_SETUJUI):
        return 0
    return count_overdue(session, actor.kab_kode, batas=COUNT_LIMIT)
