"""What waits to be matched, and forgetting what was found. The matching itself runs only in a worker."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import Session

from pemakaman import jobs
from pemakaman.akun.rules import Actor
from pemakaman.errors import Conflict
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import APPROVED
from pemakaman.pemilih.models import Cocok, CocokLaporan, DaftarPemilih
from pemakaman.pemilih.queries import TANPA_PEMILIH, get_daftar, inside
from pemakaman.pemilih.versi import TMS, check_whole, list_berlaku

JOB, JOB_DAFTAR = "pemilih.cocok", "pemilih.cocok_daftar"
PORTION = 50


def defer_match(session: Session, laporan_id: UUID) -> None:
    """Have a report matched against the lists in force, by a worker, once this transaction is through."""
    jobs.defer(session, JOB, laporan_id=str(laporan_id))


def request_match(session: Session, daftar_id: UUID, *, actor: Actor) -> bool:
    """Have every report that waits matched against a list, by a worker; False when that is ordered already."""
    daftar = get_daftar(session, daftar_id, actor=actor)
    check_whole(daftar)
    if daftar.jenis == TMS:
        raise Conflict("Daftar TMS memuat orang yang sudah dinyatakan meninggal oleh KPU, jadi tidak dicocokkan.")
    return defer_daftar(session, daftar)


def defer_daftar(session: Session, daftar: DaftarPemilih) -> bool:
    """The same for a list that is known to be finished."""
    try:
        with session.begin_nested():
            jobs.defer(session, JOB_DAFTAR, queueing_lock=f"cocok:{daftar.id}", daftar_id=str(daftar.id))
    except AlreadyEnqueued:
        return False
    return True


def lists_in_force(session: Session, kab_kode: str) -> Sequence[DaftarPemilih]:
    """The lists that reports of a kab/kota are matched against."""
    return list_berlaku(session, inside(DaftarPemilih.wilayah_kode, kab_kode))


def is_matchable(laporan: Laporan) -> bool:
    """Approved, and somebody who can have been a voter."""
    return laporan.status in APPROVED and not laporan.tidak_dikenal and laporan.kasus not in TANPA_PEMILIH


def drop_matches(session: Session, laporan_id: UUID) -> None:
    """Forget every candidate of a report; the caller holds its lock."""
    session.execute(delete(Cocok).where(Cocok.laporan_id == laporan_id))
    session.execute(delete(CocokLaporan).where(CocokLaporan.laporan_id == laporan_id))


def waiting(kab_kode: str, daftar_id: UUID, *, model: str | None = None) -> Select[Any]:
    """Approved reports not yet matched against a list, changed since, or (`model`) matched by another model."""
    other = [CocokLaporan.model != model] if model else []
    done = CocokLaporan.daftar_id == daftar_id
    return (
        select(Laporan.id)
        .outerjoin(CocokLaporan, (CocokLaporan.laporan_id == Laporan.id) & done)
        .where(Laporan.kab_kode == kab_kode, Laporan.status.in_(APPROVED))
        .where(~Laporan.tidak_dikenal, Laporan.kasus.not_in(TANPA_PEMILIH))
        .where(
            or_(
                CocokLaporan.laporan_id.is_(None),
                *other,
                Laporan.diubah_pada > CocokLaporan.dibuat_pada,
            )
        )
    )


def count_waiting(session: Session, daftar: DaftarPemilih) -> int:
    """How many reports wait to be matched against a list."""
    query = select(func.count()).select_from(waiting(daftar.wilayah_kode[:5], daftar.id).subquery())
    return session.scalar(query) or 0


def list_waiting(session: Session, daftar: DaftarPemilih, *, model: str, sesudah: UUID | None = None) -> Sequence[UUID]:
    """The next portion of them, in the order of their ids."""
    query = waiting(daftar.wilayah_kode[:5], daftar.id, model=model).order_by(Laporan.id).limit(PORTION)
    return session.scalars(query.where(Laporan.id > sesudah) if sesudah else query).all()


def list_all_waiting(session: Session, daftar: DaftarPemilih, *, model: str) -> Sequence[UUID]:
    """All of them, in the order of their ids."""
    query = waiting(daftar.wilayah_kode[:5], daftar.id, model=model)
    return session.scalars(query.order_by(Laporan.id)).all()
