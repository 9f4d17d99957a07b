"""What the home page counts, and whether the machine room is well."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from pemakaman import migrate
from pemakaman.akun.rules import Actor
from pemakaman.db import now
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.rules import Status

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


def count_by_status(session: Session, *, actor: Actor) -> dict[Status, int]:
    """How many reports the actor sees in each state; counting stops at COUNT_LIMIT a state."""
    counts = {}
    for status in Status:
        some = select(Laporan.id).where(visible_filter(actor), Laporan.status == status).limit(COUNT_LIMIT)
        counts[status] = session.scalar(select(func.count()).select_from(some.subquery())) or 0
    return counts
