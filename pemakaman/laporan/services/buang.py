"""Throwing a draft away: it never stood in the book, so nothing of it has to stay."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules import Status
from pemakaman.laporan.sisipan import SEBELUM_DIBUANG


def discard_draft(session: Session, laporan_id: UUID, *, actor: Actor) -> None:
    """Delete one's own draft with its persons and proofs; raises Conflict once it stands in the book."""
    require(actor, Izin.LAPORAN_TULIS)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    if laporan.status != Status.DRAF:
        raise Conflict(f"Laporan ini sekarang: {label_status(laporan.status)}. Yang dapat dibuang hanya draf.")
    for let_go in SEBELUM_DIBUANG:
        let_go(session, laporan, actor)
    record(session, "laporan.dibuang", "laporan", laporan_id, actor=actor, wilayah=laporan.kab_kode)
    session.flush()
    session.execute(delete(Laporan).where(Laporan.id == laporan_id))
