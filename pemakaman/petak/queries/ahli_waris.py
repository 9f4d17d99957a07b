"""Who answers for a grave, now and before."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.laporan.queries import get_orang
from pemakaman.petak.models import AhliWaris


def current_heir(session: Session, laporan_id: UUID) -> AhliWaris | None:
    """The present person in charge, if one was ever recorded."""
    query = select(AhliWaris).where(AhliWaris.laporan_id == laporan_id, AhliWaris.sampai.is_(None))
    return session.scalar(query.execution_options(populate_existing=True))


def list_heirs(session: Session, laporan_id: UUID) -> Sequence[AhliWaris]:
    """All of them, the present one first."""
    query = select(AhliWaris).where(AhliWaris.laporan_id == laporan_id)
    return session.scalars(query.order_by(AhliWaris.sampai.desc().nulls_first(), AhliWaris.dibuat_pada.desc())).all()


def heirs_of(session: Session, ids: Collection[UUID]) -> dict[UUID, AhliWaris]:
    """Report → its present person in charge."""
    query = select(AhliWaris).where(AhliWaris.laporan_id.in_(ids), AhliWaris.sampai.is_(None))
    return {row.laporan_id: row for row in session.scalars(query)}


def offered_heir(session: Session, laporan_id: UUID) -> dict[str, Any]:
    """Who reported the death is the first one to be offered; a grave without a reporter offers nobody."""
    pelapor = get_orang(session, laporan_id).get("pelapor")
    if pelapor is None:
        return {}
    return {name: getattr(pelapor, name) for name in ("nama", "hubungan", "telepon", "alamat")}
