"""A planned burial that takes place: its report has the plan's id, and entering the book fulfils the plan."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import RencanaMakam
from pemakaman.makam.models import Makam, Petak
from pemakaman.makam.petak import lock_petak
from pemakaman.makam.rules import StatusPetak, StatusRencana


def fulfil_plan(session: Session, laporan: Laporan, *, actor: Actor) -> None:
    """The report of a plan enters the book: its plot is free for the one who lies in it now, the plan is done.

    Runs in the transaction of the entry, before anybody is placed.
    """
    query = select(RencanaMakam).where(RencanaMakam.id == laporan.id).with_for_update()
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None or row.status != StatusRencana.DIRENCANAKAN:
        return
    makam = session.get_one(Makam, row.makam_id)
    with session.no_autoflush:
        row.status, row.laporan_id = StatusRencana.DILAKSANAKAN, laporan.id
        free_plot(session, row.petak_id)
        tell_rencana(session, "makam.rencana_dilaksanakan", makam, row, actor=actor, rincian={})


def free_plot(session: Session, petak_id: UUID | None) -> None:
    """A plot that was held for a plan is empty again."""
    petak = lock_plot(session, petak_id) if petak_id is not None else None
    if petak is not None and petak.status == StatusPetak.DIPESAN:
        petak.status = StatusPetak.KOSONG
        session.flush()


def lock_plot(session: Session, petak_id: UUID) -> Petak | None:
    """The plot as it is now, for this transaction only."""
    return lock_petak(session, [petak_id]).get(petak_id)


def tell_rencana(
    session: Session, peristiwa: str, makam: Makam, row: RencanaMakam, *, actor: Actor, rincian: Mapping[str, Any]
) -> None:
    """An event of a plan, at its cemetery."""
    told = {"rencana": row.id, **rincian}
    record(session, peristiwa, "makam", makam.id, actor=actor, wilayah=makam.kab_kode, rincian=told)
