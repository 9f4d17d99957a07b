"""Working off the marks: facts made anew, and the difference to what stood added to every sum.

All of one batch happens in one transaction, so a worker killed in the middle leaves marks and sums as they were. Marks
of transactions that are still open are not seen yet and stay for the next run.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from pemakaman.db import now
from pemakaman.pantau.models import Fakta, Jalan, Tanda
from pemakaman.pantau.queries.fakta import facts_query
from pemakaman.pantau.queries.jumlah import JUMLAH, Jumlah
from pemakaman.pantau.services.tugas import close_settled

BATCH = 5000
_LOCK = 46
_COLUMNS = ", ".join(column.name for column in Fakta.__table__.columns)
_SIGNED = "pantau_selisih"


def count_marked(session: Session, *, batch: int = BATCH) -> int:
    """Work off one batch of marks; how many reports it was about, 0 when none wait or another process is at it."""
    if not session.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))):
        return 0
    marks = session.execute(select(Tanda.id, Tanda.laporan_id).order_by(Tanda.id).limit(batch)).all()
    laporan_id = sorted({mark.laporan_id for mark in marks})
    if laporan_id:
        _recount(session, laporan_id)
        session.execute(delete(Tanda).where(Tanda.id.in_([mark.id for mark in marks])))
    if len(marks) < batch:
        _remember(session)
    return len(laporan_id)


def _remember(session: Session) -> None:
    moment = {"id": 1, "pada": now()}
    session.execute(upsert(Jalan).values(moment).on_conflict_do_update(index_elements=["id"], set_=moment))


def _recount(session: Session, laporan_id: Sequence[UUID]) -> None:
    session.execute(text(f"CREATE TEMPORARY TABLE {_SIGNED} (LIKE pantau_fakta, tanda smallint) ON COMMIT DROP"))
    some = {"laporan_id": list(laporan_id)}
    old = text(
        f"INSERT INTO {_SIGNED} ({_COLUMNS}, tanda) SELECT {_COLUMNS}, -1 FROM pantau_fakta "
        "WHERE laporan_id = ANY(:laporan_id)"
    )
    session.execute(old, some)
    session.execute(delete(Fakta).where(Fakta.laporan_id.in_(laporan_id)))
    _insert_facts(session, laporan_id)
    new = text(
        f"INSERT INTO {_SIGNED} ({_COLUMNS}, tanda) SELECT {_COLUMNS}, 1 FROM pantau_fakta "
        "WHERE laporan_id = ANY(:laporan_id)"
    )
    session.execute(new, some)
    for jumlah in JUMLAH:
        session.execute(text(_add(jumlah)))
    session.execute(text(f"DROP TABLE {_SIGNED}"))
    close_settled(session, laporan_id)


def _insert_facts(session: Session, laporan_id: Sequence[UUID] | None = None) -> None:
    query = facts_query(laporan_id)
    names = [column.name for column in query.selected_columns]
    session.execute(insert(Fakta).from_select(names, query))


def _add(jumlah: Jumlah) -> str:
    added = ", ".join(f"{name} = {jumlah.tabel}.{name} + excluded.{name}" for name in jumlah.nilai)
    changed = " OR ".join(f"{name} <> 0" for name in jumlah.nilai)
    columns = ", ".join((*jumlah.kunci, *jumlah.nilai))
    return (
        f"INSERT INTO {jumlah.tabel} ({columns}) SELECT {columns} FROM ({jumlah.query(_SIGNED)}) t WHERE {changed} "
        f"ON CONFLICT ({', '.join(jumlah.kunci)}) DO UPDATE SET {added}"
    )


def recount_all(session: Session) -> int:
    """Make every fact and sum anew from the reports; how many reports count. Waits for a run that is under way."""
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    # Marks first: what changes from here on marks itself again.
    session.execute(delete(Tanda))
    session.execute(delete(Fakta))
    _insert_facts(session)
    signed = "(SELECT *, 1 AS tanda FROM pantau_fakta)"
    for jumlah in JUMLAH:
        columns = ", ".join((*jumlah.kunci, *jumlah.nilai))
        session.execute(text(f"DELETE FROM {jumlah.tabel}"))
        session.execute(text(f"INSERT INTO {jumlah.tabel} ({columns}) {jumlah.query(signed)}"))
    close_settled(session)
    _remember(session)
    return session.scalar(select(func.count()).select_from(Fakta)) or 0
