"""Tasks about burials without akta: what an account was asked, and what an office gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import OFFICE, visible_filter
from pemakaman.makam.models import Makam, MakamPengelola
from pemakaman.pantau.models import Fakta, TugasAkta
from pemakaman.pantau.rules.belum_akta import LEWAT, StatusTugas, Untuk

PAGE = 25
COUNT_LIMIT = 1000


@dataclass(frozen=True)
class SaringTugas:
    """Filters of the list: a state or 'lewat', and who was asked; '' means all."""

    status: str = StatusTugas.TERBUKA
    untuk: str = ""


def mine_filter(actor: Actor) -> ColumnElement[bool]:
    """Tasks that exist for this account: a manager's cemeteries, a village's own, all an office gave."""
    kode = actor.wilayah_kode
    if not kode:
        return false()
    if actor.peran is Peran.PENGELOLA_MAKAM:
        managed = select(MakamPengelola.makam_id).where(MakamPengelola.akun_id == actor.id)
        return and_(TugasAkta.untuk == Untuk.MAKAM, TugasAkta.makam_id.in_(managed))
    if actor.peran is Peran.OPERATOR_DESA:
        return and_(TugasAkta.untuk == Untuk.DESA, TugasAkta.desa_kode == kode)
    if actor.peran in OFFICE:
        return TugasAkta.kab_kode == kode
    if actor.peran is Peran.PETUGAS_PROVINSI:
        return TugasAkta.kab_kode.startswith(f"{kode}.", autoescape=True)
    return false()


def list_tasks(
    session: Session, saring: SaringTugas, *, actor: Actor, hari_ini: date, sesudah: UUID | None = None
) -> tuple[list[Any], str | None]:
    """A page of tasks, the oldest first (closed ones: the newest), and the key of the next."""
    closed = saring.status in {StatusTugas.SELESAI, StatusTugas.BATAL}
    when = TugasAkta.selesai_pada if closed else TugasAkta.dibuat_pada
    query = task_rows(actor).where(*_filters(saring, hari_ini))
    if sesudah is not None:
        query = query.where(_after(sesudah, when, closed=closed, actor=actor))
    order = (when.desc(), TugasAkta.id.desc()) if closed else (when, TugasAkta.id)
    rows = list(session.execute(query.order_by(*order).limit(PAGE + 1)))
    return rows[:PAGE], str(rows[PAGE - 1].id) if len(rows) > PAGE else None


def task_rows(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Tasks of this account with what their pages show of the report; nothing that the actor may not see."""
    return (
        select(TugasAkta.id, TugasAkta.laporan_id, TugasAkta.untuk, TugasAkta.catatan, TugasAkta.tenggat)
        .add_columns(TugasAkta.status.label("status_tugas"), TugasAkta.hasil, TugasAkta.dibuat_pada)
        .add_columns(TugasAkta.selesai_pada, TugasAkta.versi, TugasAkta.kab_kode, TugasAkta.desa_kode)
        .add_columns(Laporan.nama, Laporan.tidak_dikenal, Laporan.status, Laporan.buku_nomor, Laporan.buku_tahun)
        .add_columns(
            Laporan.dimakamkan_tanggal.label("dimakamkan"), Makam.nama.label("makam"), Makam.id.label("makam_id")
        )
        .add_columns(Fakta.diajukan, Fakta.disetujui, Fakta.diunduh, Fakta.akta)
        .select_from(TugasAkta)
        .join(Laporan, and_(Laporan.id == TugasAkta.laporan_id, visible_filter(actor)))
        .join(Makam, Makam.id == TugasAkta.makam_id)
        .outerjoin(Fakta, Fakta.laporan_id == TugasAkta.laporan_id)
        .where(mine_filter(actor))
    )


def count_tasks(session: Session, *, actor: Actor, hari_ini: date) -> tuple[int, int]:
    """(open tasks of this account, those past their day); counting stops at COUNT_LIMIT."""
    some = select(TugasAkta.tenggat).where(mine_filter(actor), TugasAkta.status == StatusTugas.TERBUKA)
    rows = some.limit(COUNT_LIMIT).subquery()
    late = func.count().filter(rows.c.tenggat < hari_ini)
    found = session.execute(select(func.count(), late).select_from(rows)).one()
    return found[0], found[1]


def get_task(session: Session, tugas_id: UUID, *, actor: Actor) -> TugasAkta:
    """One task, locked and read anew; raises NotFound outside what the actor was asked or gave."""
    query = select(TugasAkta).where(TugasAkta.id == tugas_id, mine_filter(actor))
    tugas = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if tugas is None:
        raise NotFound("Tugas ini tidak ada, atau di luar wilayah tugas Anda.")
    return tugas


def with_operator(session: Session, desa: Sequence[str]) -> set[str]:
    """Those of the villages whose operator has an account in use."""
    query = select(Akun.wilayah_kode).where(
        Akun.peran == Peran.OPERATOR_DESA, Akun.aktif.is_(True), Akun.wilayah_kode.in_(desa)
    )
    return {kode for kode in session.scalars(query) if kode}


def with_pengelola(session: Session, makam_id: Sequence[UUID]) -> set[UUID]:
    """Those of the cemeteries whose manager has an account in use."""
    query = (
        select(MakamPengelola.makam_id)
        .join(Akun, Akun.id == MakamPengelola.akun_id)
        .where(MakamPengelola.makam_id.in_(makam_id), Akun.aktif.is_(True))
    )
    return set(session.scalars(query))


def _filters(saring: SaringTugas, hari_ini: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if saring.status == LEWAT:
        found += [TugasAkta.status == StatusTugas.TERBUKA, TugasAkta.tenggat < hari_ini]
    elif saring.status:
        found.append(TugasAkta.status == saring.status)
    if saring.untuk:
        found.append(TugasAkta.untuk == saring.untuk)
    return found


def _after(sesudah: UUID, when: Any, *, closed: bool, actor: Actor) -> ColumnElement[bool]:
    key = select(when.label("kapan"), TugasAkta.id).where(TugasAkta.id == sesudah, mine_filter(actor)).subquery()
    moment = select(key.c.kapan).scalar_subquery()
    later = when < moment if closed else when > moment
    same = TugasAkta.id < sesudah if closed else TugasAkta.id > sesudah
    return or_(later, and_(when == moment, same))
