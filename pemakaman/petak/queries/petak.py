"""Reading blocks and plots: all of them start from the cemeteries that the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.errors import Forbidden, NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import Penempatan, RencanaMakam
from pemakaman.laporan.queries import visible_filter as visible_laporan
from pemakaman.makam.models import Blok, Makam, Petak, PetakFoto
from pemakaman.makam.queries import list_recording, visible_filter
from pemakaman.makam.rules import StatusPetak
from pemakaman.petak.models import Pemindahan

PER_HALAMAN = 200
TIDAK_ADA = "Petak ini tidak ada, atau di luar wilayah tugas Anda."


@dataclass(frozen=True)
class Isi:
    """How many plots stand in each state."""

    kosong: int = 0
    dipesan: int = 0
    terisi: int = 0
    tidak_dipakai: int = 0

    @property
    def semua(self) -> int:
        """All plots."""
        return self.kosong + self.dipesan + self.terisi + self.tidak_dipakai


def get_blok(session: Session, blok_id: UUID, *, actor: Actor, for_update: bool = False) -> Blok:
    """One block; raises NotFound outside what the actor may see."""
    query = select(Blok).join(Makam, Makam.id == Blok.makam_id).where(Blok.id == blok_id, visible_filter(actor))
    if for_update:
        query = query.with_for_update(of=Blok, key_share=True).execution_options(populate_existing=True)
    blok = session.scalar(query)
    if blok is None:
        raise NotFound("Blok ini tidak ada, atau di luar wilayah tugas Anda.")
    return blok


def get_petak(session: Session, petak_id: UUID, *, actor: Actor, for_update: bool = False) -> Petak:
    """One plot; raises NotFound outside what the actor may see."""
    query = select(Petak).join(Makam, Makam.id == Petak.makam_id).where(Petak.id == petak_id, visible_filter(actor))
    if for_update:
        query = query.with_for_update(of=Petak, key_share=True).execution_options(populate_existing=True)
    petak = session.scalar(query)
    if petak is None:
        raise NotFound(TIDAK_ADA)
    return petak


def get_foto(session: Session, foto_id: UUID, *, actor: Actor) -> PetakFoto:
    """One photo of a grave; raises NotFound outside what the actor may see."""
    foto = session.get(PetakFoto, foto_id)
    if foto is None:
        raise NotFound("Foto ini tidak ada, atau di luar wilayah tugas Anda.")
    get_petak(session, foto.petak_id, actor=actor)
    return foto


def may_record(session: Session, makam_id: UUID, *, actor: Actor) -> bool:
    """Does this account record burials of the cemetery?"""
    return any(row.id == makam_id for row in list_recording(session, actor=actor))


def check_recording(session: Session, makam_id: UUID, *, actor: Actor) -> None:
    """Raise Forbidden unless the account records there."""
    if not may_record(session, makam_id, actor=actor):
        raise Forbidden("Petak hanya diubah oleh yang mencatat pemakaman di makam ini.")


def count_by_blok(session: Session, makam_id: UUID) -> list[tuple[Blok, Isi]]:
    """Blocks of a cemetery by name, each with its plots by state."""
    query = select(Petak.blok_id, Petak.status, func.count()).where(Petak.makam_id == makam_id)
    counted: dict[UUID, dict[str, int]] = {}
    for blok_id, status, count in session.execute(query.group_by(Petak.blok_id, Petak.status)):
        counted.setdefault(blok_id, {})[status] = count
    blok = session.scalars(select(Blok).where(Blok.makam_id == makam_id).order_by(Blok.nama))
    return [(one, Isi(**counted.get(one.id, {}))) for one in blok]


def total(isi: Sequence[Isi]) -> Isi:
    """All blocks together."""
    return Isi(**{name.value: sum(getattr(one, name.value) for one in isi) for name in StatusPetak})


def list_petak(session: Session, blok_id: UUID, *, mulai: int = 0, batas: int = PER_HALAMAN) -> Sequence[Row[Any]]:
    """Plots of a block in the order of the plan: id, baris, nomor, status, jenis, panjang_cm, lebar_cm, jenazah."""
    lying = (
        select(func.count())
        .select_from(Penempatan)
        .where(Penempatan.petak_id == Petak.id, Penempatan.sampai.is_(None))
        .scalar_subquery()
    )
    query = (
        select(
            Petak.id,
            Petak.baris,
            Petak.nomor,
            Petak.status,
            Petak.jenis,
            Petak.panjang_cm,
            Petak.lebar_cm,
            lying.label("jenazah"),
        )
        .where(Petak.blok_id == blok_id)
        .order_by(Petak.baris, Petak.urutan, Petak.nomor)
    )
    return session.execute(query.offset(mulai).limit(batas)).all()


def list_numbers(session: Session, blok_id: UUID, baris: str) -> list[str]:
    """Numbers that a row of a block has already."""
    query = select(Petak.nomor).where(Petak.blok_id == blok_id, func.lower(Petak.baris) == baris.lower())
    return list(session.scalars(query))


def list_stays(session: Session, petak_id: UUID, *, actor: Actor) -> Sequence[Any]:
    """Who lies or lay in a plot, the first one first: the stay, and of the report what the actor may see."""
    seen = visible_laporan(actor)
    query = (
        select(Penempatan, Laporan.nama, Laporan.status, Laporan.buku_nomor, Laporan.buku_tahun, seen.label("terlihat"))
        .join(Laporan, Laporan.id == Penempatan.laporan_id)
        .where(Penempatan.petak_id == petak_id)
        .order_by(Penempatan.sejak, Penempatan.id)
    )
    return session.execute(query).all()


def list_foto(session: Session, petak_id: UUID) -> Sequence[PetakFoto]:
    """Photos of a grave, the newest first."""
    query = select(PetakFoto).where(PetakFoto.petak_id == petak_id)
    return session.scalars(query.order_by(PetakFoto.dibuat_pada.desc(), PetakFoto.id)).all()


def was_used(session: Session, petak_id: UUID) -> bool:
    """Did anybody ever lie here, or does a report, a plan or a move name the plot, also one that was taken back?"""
    stay = select(Penempatan.id).where(Penempatan.petak_id == petak_id).limit(1)
    named = select(Laporan.id).where(Laporan.petak_id == petak_id).limit(1)
    planned = select(RencanaMakam.id).where(RencanaMakam.petak_id == petak_id).limit(1)
    touching = or_(Pemindahan.dari_petak_id == petak_id, Pemindahan.ke_petak_id == petak_id)
    moved = select(Pemindahan.id).where(touching).limit(1)
    return any(session.scalar(query) is not None for query in (stay, named, planned, moved))
