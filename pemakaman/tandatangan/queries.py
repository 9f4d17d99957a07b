"""Documents that wait for a signature, and the attempts at them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.berkas.models import Dokumen
from pemakaman.berkas.queries import find_settings
from pemakaman.berkas.rules import CARA, TANDA_ELEKTRONIK
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.tandatangan.models import Penandatanganan
from pemakaman.tandatangan.rules import CLOSED
from pemakaman.web import Page

PAGE_SIZE = 50
WAITING = (Dokumen.tanda_tangan == "menunggu", Dokumen.keadaan == "berlaku", Dokumen.status == "jadi")


def visible_dokumen(actor: Actor) -> ColumnElement[bool]:
    """The documents of the actor's kab/kota; nobody signs those of another."""
    return Dokumen.kab_kode == (actor.kab_kode or "")


def get_dokumen(session: Session, dokumen_id: UUID, *, actor: Actor) -> Dokumen:
    """One document; raises NotFound outside the jurisdiction."""
    found = session.scalar(select(Dokumen).where(Dokumen.id == dokumen_id, visible_dokumen(actor)))
    if found is None:
        raise NotFound()
    return found


def list_dokumen(session: Session, ids: Collection[UUID], *, actor: Actor) -> list[Dokumen]:
    """Those of `ids` that the actor may see."""
    return list(session.scalars(select(Dokumen).where(Dokumen.id.in_(ids), visible_dokumen(actor))))


def cara_by_jenis(session: Session, kab_kode: str) -> dict[Jenis, str]:
    """How each kind is signed by the newest settings; kinds signed on paper are left out."""
    row = find_settings(session, kab_kode)
    chosen: Mapping[str, str] = row.isi.get("tanda_tangan", {}) if row else {}
    return {jenis: chosen[jenis.value] for jenis in TANDA_ELEKTRONIK if chosen.get(jenis.value) in CARA}


def _waiting(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    closed = select(Laporan.id).where(Laporan.id == Dokumen.laporan_id, Laporan.status.in_(CLOSED))
    return (*WAITING, visible_dokumen(actor), ~closed.correlate(Dokumen).exists())


def count_waiting(session: Session, *, actor: Actor) -> dict[Jenis, int]:
    """How many documents of each kind wait."""
    query = select(Dokumen.jenis, func.count()).where(*_waiting(actor)).group_by(Dokumen.jenis)
    return {Jenis(jenis): count for jenis, count in session.execute(query)}


def list_waiting(
    session: Session, jenis: Sequence[Jenis], *, actor: Actor, sesudah: str | None
) -> Page[Row[Dokumen, str | None]]:
    """(Document, name of the deceased or None) of these kinds that wait, oldest first."""
    query = (
        select(Dokumen, Laporan.nama)
        .outerjoin(Laporan, Laporan.id == Dokumen.laporan_id)
        .where(*_waiting(actor), Dokumen.jenis.in_(jenis))
        .order_by(Dokumen.jadi_pada, Dokumen.id)
        .limit(PAGE_SIZE + 1)
    )
    key = _read_key(sesudah)
    if key is not None:
        query = query.where(tuple_(Dokumen.jadi_pada, Dokumen.id) > tuple_(*key))
    rows = list(session.execute(query))
    more = rows[PAGE_SIZE - 1][0] if len(rows) > PAGE_SIZE else None
    return Page(rows[:PAGE_SIZE], f"{more.jadi_pada:%Y%m%dT%H%M%S.%f}_{more.id}" if more else None)


def _read_key(sesudah: str | None) -> tuple[datetime, UUID] | None:
    moment, _, key = (sesudah or "").partition("_")
    try:
        return datetime.strptime(f"{moment}+0000", "%Y%m%dT%H%M%S.%f%z"), UUID(key)
    except ValueError:
        return None


def list_attempts(session: Session, dokumen_id: UUID) -> list[Penandatanganan]:
    """All attempts at a document, newest first; the caller has checked the document."""
    query = select(Penandatanganan).where(Penandatanganan.dokumen_id == dokumen_id)
    return list(session.scalars(query.order_by(Penandatanganan.dibuat_pada.desc(), Penandatanganan.id)))


def last_attempts(session: Session, ids: Collection[UUID]) -> dict[UUID, Penandatanganan]:
    """The newest attempt at each document; the caller has checked the documents."""
    query = (
        select(Penandatanganan)
        .where(Penandatanganan.dokumen_id.in_(ids))
        .ext(distinct_on(Penandatanganan.dokumen_id))
        .order_by(Penandatanganan.dokumen_id, Penandatanganan.dibuat_pada.desc())
    )
    return {one.dokumen_id: one for one in session.scalars(query)}
