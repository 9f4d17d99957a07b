"""Reading copies of paper books: a batch, its pages, the rows typed from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import list_recording
from pemakaman.pertukaran.models import Impor, SalinanBaris, SalinanHalaman
from pemakaman.pertukaran.queries import get_impor
from pemakaman.pertukaran.salinan_rules import DI_BUKU, JENIS, MASUK, MENUNGGU, SALAH, name_place

HALAMAN_SELAYAR = 50
SALINAN_SELAYAR = 50
_NO_PAGE = "Halaman ini tidak ada, atau makamnya di luar tugas Anda."


@dataclass(frozen=True)
class Kemajuan:
    """How far a batch, or one page of it, is."""

    halaman: int = 0
    halaman_selesai: int = 0
    baris: int = 0
    di_buku: int = 0
    masuk: int = 0
    menunggu: int = 0
    salah: int = 0


def state_now() -> ColumnElement[str]:
    """The state that counts, as `salinan_rules.status_of` says it."""
    taken_out = and_(SalinanBaris.status.in_(DI_BUKU), SalinanBaris.laporan_id.is_(None))
    return case((taken_out, MENUNGGU), else_=SalinanBaris.status)


def get_salinan(session: Session, impor_id: UUID, *, actor: Actor, for_update: bool = False) -> Impor:
    """One batch of pictures; raises NotFound outside the actor's cemeteries, also for an import of a file."""
    impor = get_impor(session, impor_id, actor=actor, for_update=for_update)
    if impor.jenis != JENIS:
        raise NotFound("Salinan ini tidak ada, atau makamnya di luar tugas Anda.")
    return impor


def get_halaman(
    session: Session, halaman_id: UUID, *, actor: Actor, for_update: bool = False
) -> tuple[SalinanHalaman, Impor]:
    """One page with its batch; raises NotFound outside the actor's cemeteries."""
    query = select(SalinanHalaman).where(SalinanHalaman.id == halaman_id)
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    halaman = session.scalar(query)
    if halaman is None:
        raise NotFound(_NO_PAGE)
    return halaman, get_salinan(session, halaman.impor_id, actor=actor)


def get_baris(session: Session, baris_id: UUID, *, actor: Actor) -> tuple[SalinanBaris, SalinanHalaman, Impor]:
    """One typed row with its page and batch; raises NotFound outside the actor's cemeteries."""
    baris = session.get(SalinanBaris, baris_id)
    if baris is None:
        raise NotFound(_NO_PAGE)
    return baris, *get_halaman(session, baris.halaman_id, actor=actor)


def list_halaman(session: Session, impor_id: UUID, *, sesudah: int = 0) -> Sequence[Any]:
    """Pages of a batch with the counts of their rows; one more than a screen, if there is."""
    state = state_now()
    query = (
        select(
            SalinanHalaman.id,
            SalinanHalaman.urutan,
            SalinanHalaman.nama_berkas,
            SalinanHalaman.selesai,
            func.count(SalinanBaris.id).label("baris"),
            func.count(SalinanBaris.id).filter(state.in_(DI_BUKU)).label("di_buku"),
            func.count(SalinanBaris.id).filter(state == MENUNGGU).label("menunggu"),
            func.count(SalinanBaris.id).filter(state == SALAH).label("salah"),
        )
        .outerjoin(SalinanBaris, SalinanBaris.halaman_id == SalinanHalaman.id)
        .where(SalinanHalaman.impor_id == impor_id, SalinanHalaman.urutan > sesudah)
        .group_by(SalinanHalaman.id)
        .order_by(SalinanHalaman.urutan)
        .limit(HALAMAN_SELAYAR + 1)
    )
    return session.execute(query).all()


def neighbours(session: Session, halaman: SalinanHalaman) -> tuple[UUID | None, UUID | None]:
    """The page before and the page after."""
    own = select(SalinanHalaman.id).where(SalinanHalaman.impor_id == halaman.impor_id)
    before = own.where(SalinanHalaman.urutan < halaman.urutan).order_by(SalinanHalaman.urutan.desc())
    after = own.where(SalinanHalaman.urutan > halaman.urutan).order_by(SalinanHalaman.urutan)
    return session.scalar(before.limit(1)), session.scalar(after.limit(1))


def list_baris(session: Session, halaman_id: UUID) -> Sequence[Any]:
    """Rows typed from a page, in their order: row, state, who typed it, number in the book, place of the report."""
    query = (
        select(
            SalinanBaris,
            state_now().label("keadaan"),
            Akun.nama.label("oleh"),
            Laporan.buku_nomor,
            Laporan.buku_tahun,
        )
        .join(Akun, Akun.id == SalinanBaris.dibuat_oleh)
        .outerjoin(Laporan, Laporan.id == SalinanBaris.laporan_id)
        .where(SalinanBaris.halaman_id == halaman_id)
        .order_by(SalinanBaris.urutan, SalinanBaris.id)
    )
    return session.execute(query).all()


def last_typed(session: Session, impor_id: UUID, halaman: SalinanHalaman) -> SalinanBaris | None:
    """The row above the next one to be typed on this page: on the page itself, or the last one before it."""
    query = (
        select(SalinanBaris)
        .join(SalinanHalaman, SalinanHalaman.id == SalinanBaris.halaman_id)
        .where(SalinanHalaman.impor_id == impor_id, SalinanHalaman.urutan <= halaman.urutan)
        .order_by(SalinanHalaman.urutan.desc(), SalinanBaris.urutan.desc())
    )
    return session.scalars(query.limit(1)).first()


def list_waiting(session: Session, impor_id: UUID, halaman_id: UUID | None = None) -> list[UUID]:
    """Rows that wait to be brought in, in the order of the book."""
    query = (
        select(SalinanBaris.id)
        .join(SalinanHalaman, SalinanHalaman.id == SalinanBaris.halaman_id)
        .where(SalinanHalaman.impor_id == impor_id, state_now() == MENUNGGU)
        .order_by(SalinanHalaman.urutan, SalinanBaris.urutan, SalinanBaris.id)
    )
    if halaman_id is not None:
        query = query.where(SalinanHalaman.id == halaman_id)
    return list(session.scalars(query))


def find_copied(session: Session, laporan_id: UUID, *, besides: UUID) -> str | None:
    """Where another typed row with this very content stands, or None."""
    query = (
        select(SalinanHalaman.urutan, SalinanBaris.urutan, Impor.nama_berkas)
        .join(SalinanHalaman, SalinanHalaman.id == SalinanBaris.halaman_id)
        .join(Impor, Impor.id == SalinanHalaman.impor_id)
        .where(SalinanBaris.laporan_id == laporan_id, SalinanBaris.id != besides)
    )
    found = session.execute(query).first()
    return None if found is None else f"{name_place(found[0], found[1])} di salinan “{found[2]}”"


def count_progress(session: Session, impor_id: UUID) -> Kemajuan:
    """Pages and rows of a batch."""
    pages = session.execute(
        select(func.count(), func.count().filter(SalinanHalaman.selesai)).where(SalinanHalaman.impor_id == impor_id)
    ).one()
    rows = session.execute(
        select(
            func.count(),
            func.count().filter(state_now().in_(DI_BUKU)),
            func.count().filter(state_now() == MASUK),
            func.count().filter(state_now() == MENUNGGU),
            func.count().filter(state_now() == SALAH),
        )
        .select_from(SalinanBaris)
        .join(SalinanHalaman, SalinanHalaman.id == SalinanBaris.halaman_id)
        .where(SalinanHalaman.impor_id == impor_id)
    ).one()
    return Kemajuan(*pages, *rows)


def list_salinan(session: Session, *, actor: Actor, sesudah: UUID | None = None) -> list[tuple[Impor, str, Kemajuan]]:
    """Batches of the actor's cemeteries, newest first, each with its cemetery and progress; one more than a page."""
    own = [row.id for row in list_recording(session, actor=actor)]
    query = select(Impor, Makam.nama).join(Makam, Makam.id == Impor.makam_id)
    query = query.where(Impor.jenis == JENIS, Impor.makam_id.in_(own))
    if sesudah is not None:
        key = select(Impor.dibuat_pada).where(Impor.id == sesudah, Impor.makam_id.in_(own)).scalar_subquery()
        query = query.where(Impor.dibuat_pada < key)
    rows = session.execute(query.order_by(Impor.dibuat_pada.desc(), Impor.id.desc()).limit(SALINAN_SELAYAR + 1))
    return [(impor, makam, count_progress(session, impor.id)) for impor, makam in rows]
