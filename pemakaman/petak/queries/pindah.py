"""Reading moves and exhumations."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.petak.models import Pemindahan


def get_pemindahan(session: Session, pindah_id: UUID, *, actor: Actor) -> Pemindahan:
    """One event; raises NotFound unless its report is visible to the actor."""
    query = select(Pemindahan).join(Laporan, Laporan.id == Pemindahan.laporan_id)
    found = session.scalar(query.where(Pemindahan.id == pindah_id, visible_filter(actor)))
    if found is None:
        raise NotFound("Catatan pemindahan ini tidak ada, atau di luar wilayah tugas Anda.")
    return found


def list_pemindahan(session: Session, laporan_id: UUID) -> Sequence[Pemindahan]:
    """All events of one report, the cancelled ones too, the first one first."""
    query = select(Pemindahan).where(Pemindahan.laporan_id == laporan_id)
    return session.scalars(query.order_by(Pemindahan.tanggal, Pemindahan.dibuat_pada, Pemindahan.id)).all()


def find_last(session: Session, laporan_id: UUID) -> Pemindahan | None:
    """The event that holds now."""
    standing = [one for one in list_pemindahan(session, laporan_id) if one.dibatalkan_pada is None]
    return standing[-1] if standing else None


def list_of_petak(session: Session, petak_id: UUID, *, actor: Actor) -> Sequence[Pemindahan]:
    """Events that brought somebody to this plot or took him away, the newest first."""
    query = select(Pemindahan).join(Laporan, Laporan.id == Pemindahan.laporan_id)
    touching = or_(Pemindahan.dari_petak_id == petak_id, Pemindahan.ke_petak_id == petak_id)
    return session.scalars(
        query.where(touching, visible_filter(actor)).order_by(Pemindahan.tanggal.desc(), Pemindahan.dibuat_pada.desc())
    ).all()
