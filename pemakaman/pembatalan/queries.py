"""Reading cases; every query starts from what the actor may see, but for the two that a stranger's alarm needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.queries import in_register
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.pembatalan.models import KasusBukti, KasusHidup
from pemakaman.pembatalan.rules import OPEN, StatusKasus
from pemakaman.pemilih.models import DaftarPemilih, Paket, PaketUsul, Pemilih, Usul
from pemakaman.wilayah.models import Wilayah

PAGE = 25
MOST_WAITING = 500
MOST_HEIRS = 10


def visible_filter(actor: Actor) -> ColumnElement[bool]:
    """Which cases exist for this actor: those of the office, for the province those of all its kab/kota."""
    if not actor.may(Izin.HIDUP_LIHAT) or not actor.wilayah_kode:
        return false()
    kode = actor.wilayah_kode
    return or_(KasusHidup.kab_kode == kode, KasusHidup.kab_kode.startswith(f"{kode}.", autoescape=True))


def get_kasus(session: Session, kasus_id: UUID, *, actor: Actor, for_update: bool = False) -> KasusHidup:
    """One case; raises NotFound outside what the actor may see. `for_update` locks it and reads it anew."""
    query = select(KasusHidup).where(KasusHidup.id == kasus_id, visible_filter(actor))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    kasus = session.scalar(query)
    if kasus is None:
        raise NotFound("Kasus ini tidak ada, atau di luar wilayah tugas Anda.")
    return kasus


def count_open(session: Session, *, actor: Actor) -> int:
    """How many cases wait for a decision."""
    query = select(func.count()).select_from(KasusHidup).where(visible_filter(actor), KasusHidup.status.in_(OPEN))
    return session.scalar(query) or 0


def list_kasus(
    session: Session, *, actor: Actor, terbuka: bool, sesudah: tuple[datetime, UUID] | None = None
) -> tuple[list[Any], str | None]:
    """Open cases, the oldest first, or decided ones, the newest first; and the key of the next page."""
    query = (
        select(KasusHidup.id, KasusHidup.nomor, KasusHidup.status, KasusHidup.dibuat_pada, KasusHidup.usul_putusan)
        .add_columns(func.coalesce(Laporan.nama, KasusHidup.nama).label("nama"), KasusHidup.sumber)
        .add_columns(Wilayah.nama.label("kab"), _was_approved().label("disetujui"))
        .join(Wilayah, Wilayah.kode == KasusHidup.kab_kode)
        .outerjoin(Laporan, Laporan.id == KasusHidup.laporan_id)
        .where(visible_filter(actor))
        .limit(PAGE + 1)
    )
    key = tuple_(KasusHidup.dibuat_pada, KasusHidup.id)
    if terbuka:
        query = query.where(KasusHidup.status.in_(OPEN)).order_by(KasusHidup.dibuat_pada, KasusHidup.id)
        query = query if sesudah is None else query.where(key > tuple_(*sesudah))
    else:
        query = query.where(KasusHidup.status.not_in(OPEN))
        query = query.order_by(KasusHidup.dibuat_pada.desc(), KasusHidup.id.desc())
        query = query if sesudah is None else query.where(key < tuple_(*sesudah))
    rows = list(session.execute(query))
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    return rows[:PAGE], f"{last.dibuat_pada.isoformat()}_{last.id}"


def _was_approved() -> ColumnElement[bool]:
    """A case whose report was approved weighs most: bank, vote and pension may be gone already."""
    approved = (Status.DISETUJUI, Status.AKTA_TERBIT)
    return case((Laporan.id.is_(None), False), else_=func.coalesce(Laporan.status_sebelum, "").in_(approved))


def find_of_laporan(session: Session, laporan_id: UUID, *, actor: Actor) -> KasusHidup | None:
    """The newest case of a report."""
    query = select(KasusHidup).where(KasusHidup.laporan_id == laporan_id, visible_filter(actor))
    return session.scalar(query.order_by(KasusHidup.dibuat_pada.desc(), KasusHidup.id).limit(1))


def lock_others(session: Session, kasus: KasusHidup, status: str) -> Sequence[KasusHidup]:
    """The other cases of the same report in this state, locked."""
    query = select(KasusHidup).where(KasusHidup.laporan_id == kasus.laporan_id, KasusHidup.status == status)
    return session.scalars(query.where(KasusHidup.id != kasus.id).order_by(KasusHidup.id).with_for_update()).all()


def find_status(session: Session, nomor: str) -> str | None:
    """The state of a case by its number, which only who raised it and the office know."""
    return session.scalar(select(KasusHidup.status).where(KasusHidup.nomor == nomor))


def list_bukti(session: Session, kasus_id: UUID) -> Sequence[Bukti]:
    """The proofs that a case is decided by; the caller has asked whether the case may be seen."""
    query = select(Bukti).join(KasusBukti, KasusBukti.bukti_id == Bukti.id).where(KasusBukti.kasus_id == kasus_id)
    return session.scalars(query.order_by(Bukti.dibuat_pada, Bukti.id)).all()


def find_targets(session: Session, *, nik: str | None, nomor_terima: str | None) -> list[UUID]:
    """Reports anywhere in the country that say of this NIK, or of this receipt's person, that he died.

    A merged report stands for its heir. The approved and the newest come first. For the alarm only: it asks no
    jurisdiction, and nothing of what it finds is shown to who raised it.
    """
    wanted = [Laporan.nik == nik, Laporan.nik_pilihan == nik] if nik else []
    if nomor_terima:
        wanted.append(Laporan.nomor_terima == nomor_terima)
    if not wanted:
        return []
    merged = select(Laporan.digabung_ke).where(or_(*wanted), Laporan.status == Status.DIGABUNG)
    heirs = _last_heirs(session, session.scalars(merged).all())
    standing = func.coalesce(Laporan.status_sebelum, Laporan.status)
    is_approved = case((standing.in_((Status.DISETUJUI, Status.AKTA_TERBIT)), 0), else_=1)
    query = select(Laporan.id).where(or_(*wanted, Laporan.id.in_(heirs)), in_register())
    return list(session.scalars(query.order_by(is_approved, Laporan.dibuat_pada.desc(), Laporan.id)))


def list_waiting(session: Session) -> Sequence[UUID]:
    """Cases without a report that name a NIK or a receipt, the oldest first."""
    named = or_(KasusHidup.nik.is_not(None), KasusHidup.nomor_terima.is_not(None))
    query = select(KasusHidup.id).where(KasusHidup.status == StatusKasus.BARU, named)
    return session.scalars(query.order_by(KasusHidup.dibuat_pada).limit(MOST_WAITING)).all()


def _last_heirs(session: Session, ids: Collection[UUID | None]) -> list[UUID]:
    found = {one for one in ids if one is not None}
    for _ in range(MOST_HEIRS):
        query = select(Laporan.digabung_ke).where(Laporan.id.in_(found), Laporan.digabung_ke.is_not(None))
        further = {one for one in session.scalars(query) if one is not None} - found
        if not further:
            break
        found |= further
    return list(found)


def lock_target(session: Session, laporan_id: UUID) -> Laporan:
    """A report that an alarm names, locked as `get_laporan` does and read anew, whatever its jurisdiction."""
    query = select(Laporan).where(Laporan.id == laporan_id).with_for_update(key_share=True)
    laporan = session.scalar(query.execution_options(populate_existing=True))
    if laporan is None:
        raise NotFound()
    return laporan


@dataclass(frozen=True)
class Akibat:
    """A proposal of the case's report: its voter, its list, its state, and the packages that carry it."""

    usul: Usul
    pemilih: Pemilih
    daftar: str
    paket: str | None


def list_akibat(session: Session, laporan_id: UUID) -> list[Akibat]:
    """What was proposed to KPU because of a report, the newest first."""
    numbers = (
        select(func.array_agg(Paket.nomor))
        .join(PaketUsul, PaketUsul.paket_id == Paket.id)
        .where(PaketUsul.usul_id == Usul.id)
        .correlate(Usul)
        .scalar_subquery()
    )
    query = (
        select(Usul, Pemilih, DaftarPemilih.jenis, DaftarPemilih.periode, numbers)
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        .join(DaftarPemilih, DaftarPemilih.id == Usul.daftar_id)
        .where(Usul.laporan_id == laporan_id)
        .order_by(Usul.diusulkan_pada.desc(), Usul.id)
    )
    return [
        Akibat(usul, pemilih, f"{jenis} {periode}", ", ".join(map(str, sorted(paket))) if paket else None)
        for usul, pemilih, jenis, periode, paket in session.execute(query)
    ]


def names_of(session: Session, kasus: KasusHidup) -> dict[UUID, str]:
    """Names of the accounts behind a case."""
    wanted = {one for one in (kasus.dibuat_oleh, kasus.diusulkan_oleh, kasus.diputus_oleh) if one}
    return {row.id: row.nama for row in session.execute(select(Akun.id, Akun.nama).where(Akun.id.in_(wanted)))}


def makam_of(session: Session, laporan: Laporan) -> str:
    """The name of a report's cemetery."""
    return session.scalar(select(Makam.nama).where(Makam.id == laporan.makam_id)) or ""


def list_siblings(session: Session, kasus: KasusHidup) -> Sequence[KasusHidup]:
    """Other open cases about the same report, or raised with the same NIK in the same office."""
    other = aliased(KasusHidup)
    same = [other.laporan_id == kasus.laporan_id] if kasus.laporan_id else []
    if kasus.nik:
        same.append(and_(other.nik == kasus.nik, other.kab_kode == kasus.kab_kode))
    if not same:
        return []
    query = select(other).where(or_(*same), other.id != kasus.id, other.status.in_(OPEN))
    return session.scalars(query.order_by(other.dibuat_pada, other.id)).all()
