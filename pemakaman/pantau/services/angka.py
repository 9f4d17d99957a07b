"""Working off the marks: facts made anew, and the difference to what stood added to every sum.

All of one batch happens in one transaction, so a worker killed in the middle leaves marks and sums as they were. Marks
of transactions that are still open are not seen yet and stay for the next run. Nothing here locks a table or a row
that a page reads.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import SmallInteger, column, delete, func, insert, literal, select, table, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from pemakaman.db import now
from pemakaman.pantau.models import Fakta, Jalan, Tanda
from pemakaman.pantau.queries.fakta import facts_query
from pemakaman.pantau.queries.jumlah import JUMLAH, Jumlah
from pemakaman.pantau.services.nilai_makam import judge_all, judge_marked, mark_cemeteries
from pemakaman.pantau.services.tugas import close_settled

BATCH = 5000
_LOCK = 46
_NAMES = tuple(column.name for column in Fakta.__table__.columns)
_COLUMNS = ", ".join(_NAMES)
_SIGNED = "pantau_selisih"
_SELISIH = table(_SIGNED, *(column(name) for name in (*_NAMES, "tanda")))

_TAKE = text(
    "DELETE FROM pantau_tanda WHERE id IN (SELECT id FROM pantau_tanda ORDER BY id LIMIT :batch) RETURNING laporan_id"
)
# Stays as long as the connection and is empty after each commit: made anew every time, the catalogues would swell.
_PLACE = f"CREATE TEMPORARY TABLE IF NOT EXISTS {_SIGNED} (LIKE pantau_fakta, tanda smallint) ON COMMIT DELETE ROWS"
_OLD = text(
    f"INSERT INTO {_SIGNED} ({_COLUMNS}, tanda) SELECT {_COLUMNS}, -1 FROM pantau_fakta WHERE laporan_id = ANY(:some)"
)
# Most changes of a report change nothing of what it counts as.
_SAME = text(
    f"DELETE FROM {_SIGNED} one USING {_SIGNED} other WHERE one.laporan_id = other.laporan_id AND one.tanda = "
    f"-other.tanda AND ({', '.join(f'one.{name}' for name in _NAMES)}) IS NOT DISTINCT FROM "
    f"({', '.join(f'other.{name}' for name in _NAMES)})"
)
_DROP = text(f"DELETE FROM pantau_fakta WHERE laporan_id IN (SELECT laporan_id FROM {_SIGNED} WHERE tanda = -1)")
_PUT = text(f"INSERT INTO pantau_fakta ({_COLUMNS}) SELECT {_COLUMNS} FROM {_SIGNED} WHERE tanda = 1")


def count_marked(session: Session, *, batch: int = BATCH) -> int:
    """Work off one batch of marks; how many reports it was about, 0 when none wait or another process is at it.

    The last batch judges cemeteries too.
    """
    if not session.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))):
        return 0
    moment = now()
    marks = session.scalars(_TAKE, {"batch": batch}).all()
    laporan_id = sorted(set(marks))
    if laporan_id:
        _recount(session, laporan_id)
        mark_cemeteries(session, laporan_id)
    # Once at the end: many batches change the same cemeteries.
    if len(marks) < batch:
        judge_marked(session)
        _remember(session, moment)
    return len(laporan_id)


def _remember(session: Session, moment: datetime) -> None:
    values = {"id": 1, "pada": moment}
    session.execute(upsert(Jalan).values(values).on_conflict_do_update(index_elements=["id"], set_=values))


def _recount(session: Session, laporan_id: Sequence[UUID]) -> None:
    session.execute(text(_PLACE))
    session.execute(text(f"DELETE FROM {_SIGNED}"))
    query = facts_query(laporan_id).add_columns(literal(1, SmallInteger).label("tanda"))
    session.execute(insert(_SELISIH).from_select([*_NAMES, "tanda"], query))
    session.execute(_OLD, {"some": list(laporan_id)})
    session.execute(_SAME)
    session.execute(_DROP)
    session.execute(_PUT)
    for jumlah in JUMLAH:
        session.execute(text(_add(jumlah)))
    close_settled(session, laporan_id)


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
    moment = now()
    # Marks first: what changes from here on marks itself again.
    session.execute(delete(Tanda))
    session.execute(delete(Fakta))
    session.execute(insert(Fakta).from_select(_NAMES, facts_query()))
    signed = "(SELECT *, 1 AS tanda FROM pantau_fakta)"
    for jumlah in JUMLAH:
        columns = ", ".join((*jumlah.kunci, *jumlah.nilai))
        session.execute(text(f"DELETE FROM {jumlah.tabel}"))
        # In the order of their key, as they grow by themselves: a page reads months that lie beside each other.
        ordered = f"{jumlah.query(signed)} ORDER BY {', '.join(jumlah.kunci)}"
        session.execute(text(f"INSERT INTO {jumlah.tabel} ({columns}) {ordered}"))
    judge_all(session)
    close_settled(session)
    _remember(session, moment)
    return session.scalar(select(func.count()).select_from(Fakta)) or 0
