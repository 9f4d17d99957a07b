"""Everything said about a report at the desk, in one list: internal notes, questions and proofs asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin
from pemakaman.laporan.permintaan import Pembicaraan, list_permintaan
from pemakaman.verifikasi.models import CatatanMeja


@dataclass(frozen=True)
class Ucapan:
    """One line of the conversation; `permintaan` is None for an internal note."""

    kapan: datetime
    oleh: str
    teks: str | None
    permintaan: Pembicaraan | None = None


def list_percakapan(session: Session, laporan_id: UUID, *, actor: Actor) -> list[Ucapan]:
    """Oldest first. Notes are for the office only."""
    said: list[Ucapan] = [
        Ucapan(one.dibuat_pada, one.penanya, one.teks, one) for one in list_permintaan(session, laporan_id)
    ]
    if actor.may(Izin.MEJA_BAGI):
        said += _notes(session, laporan_id)
    return sorted(said, key=lambda one: one.kapan)


def _notes(session: Session, laporan_id: UUID) -> Iterable[Ucapan]:
    query = (
        select(CatatanMeja.dibuat_pada, Akun.nama, CatatanMeja.teks)
        .join(Akun, Akun.id == CatatanMeja.dibuat_oleh)
        .where(CatatanMeja.laporan_id == laporan_id)
        .order_by(CatatanMeja.id)
    )
    return [Ucapan(*row) for row in session.execute(query)]
