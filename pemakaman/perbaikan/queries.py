"""Reading corrections; jurisdiction comes through the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.laporan import kabar
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.queries import list_bukti, visible_filter
from pemakaman.makam.models import Makam
from pemakaman.pemilih.models import Pemilih, Usul
from pemakaman.pemilih.queries import live_usul
from pemakaman.perbaikan.models import Perbaikan, PerbaikanBukti
from pemakaman.perbaikan.rules import StatusPerbaikan
from pemakaman.web import Page

PAGE_SIZE = 50
COUNT_LIMIT = 1000


@dataclass(frozen=True)
class Nama:
    """Who asked, and who decided if somebody did."""

    peminta: str
    pemutus: str | None


def get_perbaikan(session: Session, perbaikan_id: UUID, *, actor: Actor) -> tuple[Perbaikan, Laporan]:
    """One correction and its report; raises NotFound outside what the actor may see."""
    query = select(Perbaikan, Laporan).join(Laporan, Laporan.id == Perbaikan.laporan_id)
    found = session.execute(query.where(Perbaikan.id == perbaikan_id, visible_filter(actor))).one_or_none()
    if found is None:
        raise NotFound("Permintaan perbaikan ini tidak ada, atau di luar wilayah tugas Anda.")
    return found[0], found[1]


def find_open(session: Session, laporan_id: UUID, bagian: str) -> Perbaikan | None:
    """The correction of this page group that waits, or None."""
    waits = Perbaikan.status == StatusPerbaikan.DIUSULKAN
    query = select(Perbaikan).where(Perbaikan.laporan_id == laporan_id, Perbaikan.bagian == bagian, waits)
    return session.scalar(query)


def list_of_laporan(session: Session, laporan_id: UUID) -> Sequence[Any]:
    """All corrections of one report, newest first; the caller has checked the report."""
    query = _rows().where(Perbaikan.laporan_id == laporan_id)
    return session.execute(query.order_by(Perbaikan.diminta_pada.desc(), Perbaikan.id)).all()


def list_waiting(session: Session, *, actor: Actor, sesudah: str | None) -> Page[Row[Any]]:
    """Corrections that wait for a second person, oldest first."""
    query = (
        _rows()
        .where(visible_filter(actor), Perbaikan.status == StatusPerbaikan.DIUSULKAN)
        .order_by(Perbaikan.diminta_pada, Perbaikan.id)
        .limit(PAGE_SIZE + 1)
    )
    key = _read_key(sesudah)
    if key is not None:
        query = query.where(tuple_(Perbaikan.diminta_pada, Perbaikan.id) > tuple_(*key))
    rows: list[Row[Any]] = list(session.execute(query))
    last = rows[PAGE_SIZE - 1] if len(rows) > PAGE_SIZE else None
    return Page(rows[:PAGE_SIZE], f"{last.diminta_pada.isoformat()}_{last.id}" if last else None)


def count_waiting(session: Session, *, actor: Actor) -> int:
    """How many wait; counting stops at COUNT_LIMIT."""
    query = select(Perbaikan.id).join(Laporan, Laporan.id == Perbaikan.laporan_id)
    some = query.where(visible_filter(actor), Perbaikan.status == StatusPerbaikan.DIUSULKAN).limit(COUNT_LIMIT)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def _rows() -> Select[*tuple[Any, ...]]:
    first, second = aliased(Akun), aliased(Akun)
    return (
        select(
            Perbaikan.id, Perbaikan.laporan_id, Perbaikan.bagian, Perbaikan.status, Perbaikan.diminta_pada,
            Perbaikan.diputus_pada, Perbaikan.alasan_putusan, first.nama.label("peminta"),
            second.nama.label("pemutus"), Laporan.nama, Laporan.status.label("status_laporan"), Laporan.buku_nomor,
            Laporan.buku_tahun, Makam.nama.label("makam"),
        )
        .join(Laporan, Laporan.id == Perbaikan.laporan_id)
        .join(Makam, Makam.id == Laporan.makam_id)
        .join(first, first.id == Perbaikan.diminta_oleh)
        .outerjoin(second, second.id == Perbaikan.diputus_oleh)
    )  # fmt: skip


def names_of(session: Session, perbaikan: Perbaikan) -> Nama:
    """The names behind a correction."""
    wanted = {akun for akun in (perbaikan.diminta_oleh, perbaikan.diputus_oleh) if akun}
    found = {row.id: row.nama for row in session.execute(select(Akun.id, Akun.nama).where(Akun.id.in_(wanted)))}
    return Nama(found[perbaikan.diminta_oleh], found.get(perbaikan.diputus_oleh) if perbaikan.diputus_oleh else None)


def bukti_of(session: Session, perbaikan_id: UUID) -> Sequence[Bukti]:
    """The proofs that a correction rests on."""
    query = select(Bukti).join(PerbaikanBukti, PerbaikanBukti.bukti_id == Bukti.id)
    return session.scalars(query.where(PerbaikanBukti.perbaikan_id == perbaikan_id).order_by(Bukti.dibuat_pada)).all()


def list_pointable(session: Session, laporan_id: UUID, *, actor: Actor) -> list[Bukti]:
    """Proofs one may point at: those of the death, and one's own uploads for a correction not yet sent."""
    used = select(PerbaikanBukti.bukti_id).where(PerbaikanBukti.bukti_id == Bukti.id)
    own = select(Bukti).where(
        Bukti.laporan_id == laporan_id, Bukti.untuk == "perbaikan", Bukti.dibuat_oleh == actor.id, ~used.exists()
    )
    return [*session.scalars(own.order_by(Bukti.dibuat_pada)), *list_bukti(session, laporan_id)]


def list_living_usul(session: Session, laporan_id: UUID) -> Sequence[Any]:
    """Proposals to strike a voter that rest on the report: id, status, nik of the voter."""
    query = select(Usul.id, Usul.status, Pemilih.nik).join(Pemilih, Pemilih.id == Usul.pemilih_id)
    return session.execute(query.where(Usul.laporan_id == laporan_id, live_usul()).order_by(Usul.id)).all()


def list_directed(session: Session, laporan_id: UUID) -> Sequence[Any]:
    """When somebody was told to have the certificate itself mended: kapan, pelaku, keperluan. Newest first."""
    keperluan = Jejak.rincian["keperluan"].as_string().label("keperluan")
    query = select(Jejak.kapan, Jejak.pelaku, keperluan).where(
        Jejak.objek == "laporan", Jejak.objek_id == str(laporan_id), Jejak.peristiwa == kabar.AKTA
    )
    return session.execute(query.order_by(Jejak.id.desc())).all()


def _read_key(sesudah: str | None) -> tuple[datetime, UUID] | None:
    moment, _, key = (sesudah or "").partition("_")
    try:
        found = datetime.fromisoformat(moment.replace(" ", "+")), UUID(key)
    except ValueError:
        return None
    return found if found[0].tzinfo is not None else None
