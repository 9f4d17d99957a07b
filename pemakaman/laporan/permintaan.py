"""Reading what the office asked back about a report: questions, and proofs by their name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, select
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan, Permintaan
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam

# While a report stands elsewhere, nobody has to answer anything about it.
DAPAT_DIJAWAB = frozenset({Status.DIAJUKAN, Status.DIPERIKSA, Status.DIKEMBALIKAN, Status.DISARANKAN})
SHOWN = 20
COUNT_LIMIT = 1000


@dataclass(frozen=True)
class Pembicaraan:
    """One request as both sides read it; `bukti_jenis` where a proof was asked for."""

    id: int
    jenis: str
    bukti_jenis: str | None
    teks: str | None
    penanya: str
    dibuat_pada: datetime
    jawaban: str | None
    penjawab: str | None
    selesai_pada: datetime | None
    dicabut: bool

    @property
    def is_open(self) -> bool:
        """Does it still wait?"""
        return self.selesai_pada is None


def list_permintaan(session: Session, laporan_id: UUID) -> list[Pembicaraan]:
    """All requests of a report, oldest first. The caller has checked that the report may be seen."""
    asker, other = aliased(Akun), aliased(Akun)
    query = (
        select(
            Permintaan.id,
            Permintaan.jenis,
            Permintaan.bukti_jenis,
            Permintaan.teks,
            asker.nama.label("penanya"),
            Permintaan.dibuat_pada,
            Permintaan.jawaban,
            other.nama.label("penjawab"),
            Permintaan.selesai_pada,
            Permintaan.dicabut,
        )
        .join(asker, asker.id == Permintaan.dibuat_oleh)
        .outerjoin(other, other.id == Permintaan.selesai_oleh)
        .where(Permintaan.laporan_id == laporan_id)
        .order_by(Permintaan.id)
    )
    return [Pembicaraan(**row._mapping) for row in session.execute(query)]


def get_permintaan(session: Session, permintaan_id: int, *, actor: Actor) -> Permintaan:
    """One request; raises NotFound unless its report is visible to the actor."""
    query = select(Permintaan).join(Laporan, Laporan.id == Permintaan.laporan_id)
    found = session.scalar(query.where(Permintaan.id == permintaan_id, visible_filter(actor)))
    if found is None:
        raise NotFound("Permintaan ini tidak ada, atau di luar wilayah tugas Anda.")
    return found


def open_requests(session: Session, laporan_id: UUID) -> Sequence[Permintaan]:
    """The requests that wait for an answer, oldest first."""
    query = select(Permintaan).where(Permintaan.laporan_id == laporan_id, Permintaan.selesai_pada.is_(None))
    return session.scalars(query.order_by(Permintaan.id)).all()


def asked_proofs(session: Session, laporan: Laporan) -> Collection[str]:
    """The kinds of proof that the office waits for; none while the report is not on its way."""
    if Status(laporan.status) not in DAPAT_DIJAWAB:
        return frozenset()
    return frozenset(row.bukti_jenis for row in open_requests(session, laporan.id) if row.bukti_jenis)


def waits_for_answer() -> ColumnElement[bool]:
    """Reports about which something is still asked."""
    return select(Permintaan.id).where(Permintaan.laporan_id == Laporan.id, Permintaan.selesai_pada.is_(None)).exists()


def was_answered() -> ColumnElement[bool]:
    """Reports about which something was answered, and nothing is asked any more."""
    answered = select(Permintaan.id).where(
        Permintaan.laporan_id == Laporan.id, Permintaan.selesai_pada.is_not(None), ~Permintaan.dicabut
    )
    return and_(answered.exists(), ~waits_for_answer())


def _asked(actor: Actor) -> ColumnElement[bool]:
    return and_(visible_filter(actor), Laporan.status.in_(DAPAT_DIJAWAB), Permintaan.selesai_pada.is_(None))


def list_asked(session: Session, *, actor: Actor) -> Sequence[Row[*tuple[Any, ...]]]:
    """Reports of this account about which the office waits, the longest first: id, nama, …, jumlah, sejak."""
    query = (
        select(
            Laporan.id,
            Laporan.nama,
            Laporan.tidak_dikenal,
            Laporan.status,
            Laporan.buku_nomor,
            Laporan.buku_tahun,
            Laporan.dimakamkan_tanggal,
            Laporan.digabung_ke,
            Makam.nama.label("makam"),
            func.count().label("jumlah"),
            func.min(Permintaan.dibuat_pada).label("sejak"),
        )
        .join(Permintaan, Permintaan.laporan_id == Laporan.id)
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(_asked(actor))
        .group_by(Laporan.id, Makam.nama)
        .order_by(func.min(Permintaan.dibuat_pada), Laporan.id)
        .limit(SHOWN)
    )
    return session.execute(query).all()


def count_asked(session: Session, *, actor: Actor) -> int:
    """How many questions and proofs the office waits for from this account; counting stops at COUNT_LIMIT."""
    some = select(Permintaan.id).join(Laporan, Laporan.id == Permintaan.laporan_id).where(_asked(actor))
    return session.scalar(select(func.count()).select_from(some.limit(COUNT_LIMIT).subquery())) or 0
