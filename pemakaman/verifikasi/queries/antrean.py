"""The queue: every pile is read along `ix_laporan_antrean`, one state of one kab/kota at a time, oldest first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, tuple_, union_all
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin, Peran
from pemakaman.db import today_in
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.permintaan import waits_for_answer, was_answered
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.queries_ganda import open_ganda_filter
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import visible_filter as visible_makam
from pemakaman.verifikasi.models import Klaim
from pemakaman.verifikasi.queries.bendera import clean_for_approval
from pemakaman.verifikasi.rules import COUNT_LIMIT, LATE_AFTER, TAB_STATUS, Kursor, Tab
from pemakaman.web import Page
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.queries import children

PAGE_SIZE = 25
MOST_CHOICES = 400


@dataclass(frozen=True)
class Saring:
    """What the officer narrowed the queue to; dates are those of sending."""

    makam_id: UUID | None = None
    kab_kode: str | None = None
    kec_kode: str | None = None
    dari: date | None = None
    sampai: date | None = None
    pemegang: UUID | None = None
    bersih: bool = False


def list_queue(
    session: Session, tab: Tab, *, actor: Actor, saring: Saring, sesudah: Kursor | None, size: int = PAGE_SIZE
) -> Page[Row[*tuple[Any, ...]]]:
    """One page of a pile, with everything a row shows."""
    branches = _branches(session, tab, actor=actor, saring=saring, sesudah=sesudah, limit=size + 1)
    rows = list(session.execute(_with_details(branches, size + 1)).all())
    if len(rows) <= size:
        return Page(rows, None)
    last = rows[size - 1]
    return Page(rows[:size], Kursor(last.diajukan_pada, last.id).text())


def count_tabs(session: Session, tabs: Sequence[Tab], *, actor: Actor) -> dict[Tab, int]:
    """How many lie on each pile; counting stops just above the number that is shown."""
    counts = [_bounded_count(session, tab, actor).label(tab.name.lower()) for tab in tabs]
    row = session.execute(select(*counts)).one()
    return dict(zip(tabs, row, strict=True))


def list_clean(session: Session, *, actor: Actor, saring: Saring, batas: int) -> list[UUID]:
    """The recommended reports that the actor may approve without opening them, the longest waiting first."""
    clean = replace(saring, bersih=True)
    branches = _branches(session, Tab.PERSETUJUAN, actor=actor, saring=clean, sesudah=None, limit=batas)
    found = union_all(*(branch.subquery().select() for branch in branches)).subquery()
    return list(session.scalars(select(found.c.id).order_by(found.c.diajukan_pada, found.c.id).limit(batas)))


def select_clean(session: Session, ids: Collection[UUID], *, actor: Actor) -> set[UUID]:
    """Those of the reports that the actor may approve without opening them."""
    return set(session.scalars(select(Laporan.id).where(Laporan.id.in_(ids), clean_for_approval(actor))))


def shown_tabs(actor: Actor) -> list[Tab]:
    """The piles of a role: only who claims has one of his own; who assigns sees what others hold."""
    hidden = {Tab.DIPEGANG} if actor.may(Izin.LAPORAN_PERIKSA) else {Tab.MILIK_SAYA}
    return [tab for tab in Tab if tab not in hidden]


def list_makam_choices(session: Session, *, actor: Actor) -> list[tuple[str, str]]:
    """Cemeteries of the office, for the filter; none above the kab/kota."""
    if actor.kab_kode is None:
        return []
    query = select(Makam.id, Makam.nama).where(visible_makam(actor)).order_by(Makam.nama, Makam.id)
    return [(str(row.id), row.nama) for row in session.execute(query.limit(MOST_CHOICES))]


def list_wilayah_choices(session: Session, *, actor: Actor) -> list[tuple[str, str]]:
    """Kecamatan of the office, or the kab/kota of a province."""
    return children(session, actor.wilayah_kode)


def _branches(
    session: Session, tab: Tab, *, actor: Actor, saring: Saring, sesudah: Kursor | None, limit: int
) -> list[Select[*tuple[Any, ...]]]:
    conditions = [*_tab_conditions(tab, actor), *_filter_conditions(saring, actor), visible_filter(actor)]
    if sesudah is not None:
        conditions.append(
            tuple_(Laporan.diajukan_pada, Laporan.id)
            > tuple_(literal(sesudah.diajukan_pada), literal(sesudah.laporan_id))
        )
    narrow = select(Laporan.id, Laporan.diajukan_pada).where(*conditions)
    narrow = narrow.order_by(Laporan.diajukan_pada, Laporan.id).limit(limit)
    if tab is Tab.MILIK_SAYA:
        return [narrow.join(Klaim, Klaim.laporan_id == Laporan.id).where(Klaim.akun_id == actor.id)]
    kabs = [saring.kab_kode] if saring.kab_kode else _offices(session, actor)
    return [
        narrow.where(Laporan.kab_kode == kab, Laporan.status == status) for kab in kabs for status in TAB_STATUS[tab]
    ]


def _offices(session: Session, actor: Actor) -> list[str]:
    if actor.peran is not Peran.PETUGAS_PROVINSI:
        return [actor.wilayah_kode]
    query = select(Wilayah.kode).where(Wilayah.induk == actor.wilayah_kode).order_by(Wilayah.kode)
    return list(session.scalars(query)) or [actor.wilayah_kode]


def _tab_conditions(tab: Tab, actor: Actor) -> list[ColumnElement[bool]]:
    if tab is Tab.TERLAMBAT:
        today = today_in(actor.wilayah_kode)
        return [Laporan.meninggal_tanggal < today - LATE_AFTER]
    if tab is Tab.TANPA_NIK:
        return [Laporan.nik.is_(None)]
    if tab is Tab.LEWAT:
        return [Laporan.dieskalasi_pada.is_not(None)]
    fixed = {
        Tab.MILIK_SAYA: Laporan.status == Status.DIPERIKSA,
        Tab.GANDA: open_ganda_filter(),
        Tab.TUNGGU_JAWABAN: waits_for_answer(),
        Tab.DIJAWAB: was_answered(),
    }
    return [fixed[tab]] if tab in fixed else []


def _filter_conditions(saring: Saring, actor: Actor) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [clean_for_approval(actor)] if saring.bersih else []
    if saring.pemegang is not None:
        held = select(Klaim.laporan_id).where(Klaim.laporan_id == Laporan.id, Klaim.akun_id == saring.pemegang)
        found.append(held.exists())
    if saring.makam_id is not None:
        found.append(Laporan.makam_id == saring.makam_id)
    if saring.kec_kode:
        found.append(Laporan.kec_kode == saring.kec_kode)
    if saring.dari is not None:
        found.append(Laporan.diajukan_pada >= _midnight(saring.dari))
    if saring.sampai is not None:
        found.append(Laporan.diajukan_pada < _midnight(saring.sampai) + timedelta(days=1))
    return found


def _midnight(day: date) -> datetime:
    """Where the day starts in western Indonesia; a filter by day needs no finer clock."""
    return datetime.combine(day, time(), UTC) - timedelta(hours=7)


def _with_details(branches: list[Select[*tuple[Any, ...]]], limit: int) -> Select[*tuple[Any, ...]]:
    candidates = union_all(*(branch.subquery().select() for branch in branches)).subquery()
    page = select(candidates).order_by(candidates.c.diajukan_pada, candidates.c.id).limit(limit).subquery()
    return (
        select(
            Laporan.id,
            Laporan.nama,
            Laporan.tidak_dikenal,
            Laporan.nik.is_(None).label("tanpa_nik"),
            open_ganda_filter().label("ganda"),
            Laporan.kasus,
            Laporan.status,
            Laporan.kab_kode,
            Laporan.versi,
            Laporan.buku_nomor,
            Laporan.buku_tahun,
            Laporan.meninggal_tanggal,
            Laporan.diajukan_pada,
            Makam.nama.label("makam"),
            Wilayah.nama.label("kecamatan"),
            Akun.nama.label("pemegang"),
            (Klaim.sampai < func.now()).label("klaim_habis"),
            waits_for_answer().label("ditunggu"),
            was_answered().label("dijawab"),
        )
        .join(page, page.c.id == Laporan.id)
        .join(Makam, Makam.id == Laporan.makam_id)
        .join(Wilayah, Wilayah.kode == Laporan.kec_kode)
        .outerjoin(Klaim, Klaim.laporan_id == Laporan.id)
        .outerjoin(Akun, Akun.id == Klaim.akun_id)
        .order_by(page.c.diajukan_pada, page.c.id)
    )


def _bounded_count(session: Session, tab: Tab, actor: Actor) -> Any:
    limit = COUNT_LIMIT + 1
    branches = _branches(session, tab, actor=actor, saring=Saring(), sesudah=None, limit=limit)
    found = union_all(*(branch.subquery().select() for branch in branches)).subquery()
    capped = select(literal(1)).select_from(found).limit(limit).subquery()
    return select(func.count()).select_from(capped).scalar_subquery()
