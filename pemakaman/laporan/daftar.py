"""Lists of reports: what waits for the recorder, and all that an account may see, newest first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select, tuple_
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.rules import PERISTIWA, Action, Status
from pemakaman.makam import queries as makam_queries
from pemakaman.makam.models import Makam
from pemakaman.web import Page

PAGE_SIZE = 25
WAITING_SHOWN = 20
MOST_MAKAM = 200


@dataclass(frozen=True)
class Saring:
    """Filters of the list; None means all. `tanpa` leaves out what the page already shows above."""

    status: str | None = None
    makam_id: UUID | None = None
    tanpa: tuple[Status, ...] = ()


def read_sesudah(text: str | None) -> tuple[datetime, UUID] | None:
    """The key of an address; anything that is not one means the first page."""
    moment, _, laporan_id = (text or "").rpartition("_")
    try:
        found = datetime.fromisoformat(moment.replace(" ", "+")), UUID(laporan_id)
    except ValueError:
        return None
    return found if found[0].tzinfo is not None else None


def _rows(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Laporan.id,
            Laporan.nama,
            Laporan.tidak_dikenal,
            Laporan.status,
            Laporan.buku_nomor,
            Laporan.buku_tahun,
            Laporan.meninggal_tanggal,
            Laporan.dimakamkan_tanggal,
            Laporan.diubah_pada,
            Laporan.digabung_ke,
            Makam.nama.label("makam"),
        )
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(visible_filter(actor))
        .order_by(Laporan.diubah_pada.desc(), Laporan.id.desc())
    )


def list_waiting(session: Session, status: Status, *, actor: Actor) -> Sequence[Row[Any]]:
    """What the recorder has to do something about: returned reports, or his own drafts."""
    return session.execute(_rows(actor).where(Laporan.status == status).limit(WAITING_SHOWN)).all()


def list_laporan(
    session: Session, saring: Saring, *, actor: Actor, sesudah: tuple[datetime, UUID] | None = None
) -> Page[Row[Any]]:
    """One page of the visible reports, the last changed first."""
    query = _rows(actor).limit(PAGE_SIZE + 1)
    if saring.status is not None:
        query = query.where(Laporan.status == saring.status)
    if saring.tanpa:
        query = query.where(Laporan.status.not_in(saring.tanpa))
    if saring.makam_id is not None:
        query = query.where(Laporan.makam_id == saring.makam_id)
    if sesudah is not None:
        query = query.where(tuple_(Laporan.diubah_pada, Laporan.id) < tuple_(*sesudah))
    rows = list(session.execute(query).all())
    if len(rows) <= PAGE_SIZE:
        return Page(rows, None)
    last = rows[PAGE_SIZE - 1]
    return Page(rows[:PAGE_SIZE], f"{last.diubah_pada.isoformat()}_{last.id}")


@dataclass(frozen=True)
class Pengarsipan:
    """Who archived a report, when and why."""

    oleh: str
    kapan: datetime
    alasan: str


def archive_notes(session: Session, ids: Collection[UUID]) -> dict[UUID, Pengarsipan]:
    """The last archiving of each of these visible reports."""
    query = (
        select(Jejak.objek_id, Jejak.pelaku, Jejak.kapan, Jejak.rincian)
        .where(Jejak.objek == "laporan", Jejak.objek_id.in_([str(one) for one in ids]))
        .where(Jejak.peristiwa == PERISTIWA[Action.ARCHIVE])
        .order_by(Jejak.id)
    )
    return {
        UUID(row.objek_id): Pengarsipan(row.pelaku, row.kapan, str(row.rincian.get("alasan", "")))
        for row in session.execute(query)
    }


def list_makam(session: Session, *, actor: Actor) -> list[tuple[str, str]]:
    """(id, nama) of the visible cemeteries for the filter; none where there are too many for a list."""
    query = select(Makam.id, Makam.nama).where(makam_queries.visible_filter(actor))
    rows = session.execute(query.order_by(Makam.nama).limit(MOST_MAKAM + 1)).all()
    return [] if len(rows) > MOST_MAKAM else [(str(id_), nama) for id_, nama in rows]
