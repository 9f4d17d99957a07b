"""Reading reports: every query starts from what the actor may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, Peran
from pemakaman.errors import NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import Bukti, CatatanKembali, Laporan, LaporanOrang
from pemakaman.laporan.rules import NOT_IN_REGISTER, Status
from pemakaman.makam.models import Makam, MakamPengelola

OFFICE = frozenset({Peran.VERIFIKATOR, Peran.PEJABAT, Peran.ADMIN_KAB})
SHOWN_SAME = 5
# What a report says of who died and when.
WHO = (
    *(Laporan.nik, Laporan.nik_pilihan, Laporan.nama, Laporan.bin_binti, Laporan.jenis_kelamin, Laporan.kasus),
    *(Laporan.lahir_tahun, Laporan.lahir_bulan, Laporan.lahir_hari, Laporan.umur),
    *(Laporan.meninggal_tanggal, Laporan.dimakamkan_tanggal),
)


def visible_filter(actor: Actor) -> ColumnElement[bool]:
    """Which reports exist for this actor; a draft exists for its author only."""
    if not actor.wilayah_kode:
        return false()
    shown = or_(Laporan.status != Status.DRAF, Laporan.dibuat_oleh == actor.id)
    if actor.peran is Peran.PENGELOLA_MAKAM:
        managed = select(MakamPengelola.makam_id).where(MakamPengelola.akun_id == actor.id)
        return and_(Laporan.makam_id.in_(managed), shown)
    if actor.peran is Peran.OPERATOR_DESA:
        return and_(Laporan.desa_kode == actor.wilayah_kode, shown)
    if actor.peran in OFFICE:
        return and_(Laporan.kab_kode == actor.wilayah_kode, Laporan.status != Status.DRAF)
    if actor.peran is Peran.PETUGAS_PROVINSI:
        return and_(Laporan.kab_kode.startswith(f"{actor.wilayah_kode}."), Laporan.status != Status.DRAF)
    return false()


def get_laporan(session: Session, laporan_id: UUID, *, actor: Actor, for_update: bool = False) -> Laporan:
    """One report; raises NotFound outside what the actor may see.

    `for_update` locks the row and reads it anew, so that a decision rests on what is true now. Rows that only
    point to it may still be written meanwhile (the key never changes), so two suspicions never wait in a ring.
    """
    query = select(Laporan).where(Laporan.id == laporan_id, visible_filter(actor))
    if for_update:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    laporan = session.scalar(query)
    if laporan is None:
        raise NotFound("Laporan ini tidak ada, atau di luar wilayah tugas Anda.")
    return laporan


def get_orang(session: Session, laporan_id: UUID) -> dict[str, LaporanOrang]:
    """The persons named in a report, by role."""
    rows = session.scalars(select(LaporanOrang).where(LaporanOrang.laporan_id == laporan_id))
    return {row.peran: row for row in rows}


def last_makam(session: Session, actor: Actor) -> UUID | None:
    """The cemetery of the report that the actor made last, looked for among those touched last (index)."""
    own = select(Laporan.makam_id, Laporan.dibuat_pada).where(Laporan.dibuat_oleh == actor.id)
    recent = own.order_by(Laporan.diubah_pada.desc(), Laporan.id.desc()).limit(50).subquery()
    return session.scalar(select(recent.c.makam_id).order_by(recent.c.dibuat_pada.desc()).limit(1))


def list_bukti(session: Session, laporan_id: UUID) -> Sequence[Bukti]:
    """The proofs of a death, in the order they came; those of a correction or a case are not among them."""
    query = select(Bukti).where(Bukti.laporan_id == laporan_id, Bukti.untuk == "kematian")
    return session.scalars(query.order_by(Bukti.dibuat_pada, Bukti.id)).all()


def get_bukti(session: Session, bukti_id: UUID, *, actor: Actor) -> Bukti:
    """One proof; raises NotFound unless its report, or the one it was merged into, is visible to the actor.

    A proof that somebody is alive is for those who may see his case.
    """
    bukti = session.get(Bukti, bukti_id)
    if bukti is not None and bukti.untuk == "hidup" and not actor.may(Izin.HIDUP_LIHAT):
        bukti = None
    if bukti is None or not _sees_proofs(session, bukti.laporan_id, actor):
        raise NotFound("Bukti ini tidak ada, atau di luar wilayah tugas Anda.")
    return bukti


def _sees_proofs(session: Session, laporan_id: UUID, actor: Actor) -> bool:
    """An office decides with the proofs of what was merged into its report, wherever they came in."""
    ids = {laporan_id}
    if actor.peran in OFFICE:
        ids |= set(session.scalars(select(Laporan.digabung_ke).where(Laporan.id == laporan_id)))
    return session.scalar(select(Laporan.id).where(Laporan.id.in_(ids), visible_filter(actor)).limit(1)) is not None


def open_notes(session: Session, laporan_id: UUID) -> list[CatatanKembali]:
    """The reasons of the last return that wait for an answer."""
    query = select(CatatanKembali).where(CatatanKembali.laporan_id == laporan_id, CatatanKembali.selesai_pada.is_(None))
    return list(session.scalars(query.order_by(CatatanKembali.id)))


@dataclass(frozen=True)
class NikSama:
    """Other reports with the same NIK: how many there are, and those the actor may see.

    `terlihat` rows: id, status, buku_nomor, buku_tahun, makam, and the columns that say who died.
    """

    jumlah: int
    terlihat: Sequence[Any]


def same_nik(session: Session, nik: str | None, *, exclude: UUID | None, actor: Actor) -> NikSama:
    """Other reports of the register with this NIK, as it was written there or as an officer recognised it."""
    if nik is None:
        return NikSama(0, [])
    same = _in_register(exclude, or_(Laporan.nik == nik, Laporan.nik_identitas == nik))
    jumlah = session.scalar(select(func.count()).select_from(Laporan).where(same)) or 0
    if not jumlah:
        return NikSama(0, [])
    query = (
        select(
            Laporan.id,
            Laporan.status,
            Laporan.buku_nomor,
            Laporan.buku_tahun,
            *WHO,
            Makam.nama.label("makam"),
        )
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(same, visible_filter(actor))
        .order_by(Laporan.dibuat_pada)
        .limit(SHOWN_SAME)
    )
    return NikSama(jumlah, session.execute(query).all())


def recorded_dead(session: Session, nik: Collection[str], *, exclude: UUID | None) -> frozenset[str]:
    """Those of the NIK under which somebody stands in the register as dead, anywhere in the country.

    The identity counts: a reporter whose own NIK was written by mistake and recognised as his is not dead.
    """
    if not nik:
        return frozenset()
    query = select(Laporan.nik_identitas).where(_in_register(exclude, Laporan.nik_identitas.in_(nik)))
    return frozenset(found for found in session.scalars(query) if found)


def in_register() -> ColumnElement[bool]:
    """Reports that say of somebody that he died; one in the archive counts by the state it came from."""
    standing = func.coalesce(Laporan.status_sebelum, Laporan.status)
    return and_(Laporan.status.not_in(NOT_IN_REGISTER), standing.not_in(NOT_IN_REGISTER))


def was_annulled(laporan: type[Laporan]) -> ColumnElement[bool]:
    """Reports about somebody who turned out to be alive, also those in the archive by now."""
    return func.coalesce(laporan.status_sebelum, laporan.status) == Status.DIBATALKAN


def _in_register(exclude: UUID | None, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    found = and_(condition, in_register())
    return found if exclude is None else and_(found, Laporan.id != exclude)


def find_send(session: Session, laporan_id: UUID, peristiwa: str, *, actor: Actor, versi: int | None) -> bool:
    """Did this actor already send exactly this (an event made on the same version)?"""
    query = select(Jejak.id).where(
        Jejak.objek == "laporan",
        Jejak.objek_id == str(laporan_id),
        Jejak.peristiwa == peristiwa,
        Jejak.akun_id == actor.id,
    )
    if versi is not None:
        query = query.where(Jejak.rincian["versi"].as_integer() == versi)
    return session.scalar(query.limit(1)) is not None


def events_since(session: Session, laporan_id: UUID, versi: int) -> Sequence[Row[Any]]:
    """Events made on this version or a later one: pelaku, kapan, peristiwa, rincian."""
    query = select(Jejak.pelaku, Jejak.kapan, Jejak.peristiwa, Jejak.rincian).where(
        Jejak.objek == "laporan",
        Jejak.objek_id == str(laporan_id),
        Jejak.rincian["versi"].as_integer() >= versi,
    )
    return session.execute(query.order_by(Jejak.id)).all()
