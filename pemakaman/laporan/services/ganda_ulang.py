"""Doubles in a register that was filled before they were looked for: first all keys, then every report."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import in_register
from pemakaman.laporan.queries_ganda import keys_of
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services.ganda import check_ganda


def fill_some(session: Session, sesudah: UUID | None, batas: int, *, actor: Actor) -> tuple[UUID | None, int]:
    """Give keys to the next rows of the book that have none; returns the last id (None at the end) and how many."""
    query = select(Laporan).where(Laporan.kunci_ganda.is_(None), Laporan.status != Status.DRAF)
    query = query if sesudah is None else query.where(Laporan.id > sesudah)
    rows = session.scalars(query.order_by(Laporan.id).limit(batas).with_for_update(key_share=True)).all()
    table = Laporan.__table__
    for laporan, keys in keys_of(session, rows):
        record(session, "laporan.ganda_ditelusuri", "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode)
        # Past the mapper: a key overwrites nothing that a form shows, so forms open elsewhere stay valid.
        session.execute(update(table).where(table.c.id == laporan.id).values(kunci_ganda=keys))  # type: ignore[arg-type]
    session.flush()
    return (rows[-1].id if rows else None), len(rows)


def check_some(session: Session, sesudah: UUID | None, batas: int, *, actor: Actor) -> tuple[UUID | None, int]:
    """Look for doubles of the next reports after an id; returns the last id (None at the end) and how many."""
    query = select(Laporan).where(in_register()).order_by(Laporan.id).limit(batas)
    rows = session.scalars(query if sesudah is None else query.where(Laporan.id > sesudah)).all()
    for laporan in rows:
        check_ganda(session, laporan, actor)
    return (rows[-1].id if rows else None), len(rows)
