"""Reading templates and letters."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, text
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.berkas.rules import WITH_DOCUMENT
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.makam.models import Makam
from pemakaman.surat.models import TemplatSurat

MOST_SHOWN = 100
MOST_COVERED = 500


def list_templat(session: Session, *, actor: Actor, dipakai: bool = False) -> list[TemplatSurat]:
    """The newest version of each letter of the own office, by title; `dipakai` leaves out those switched off."""
    later = aliased(TemplatSurat)
    newer = select(later.id).where(later.seri == TemplatSurat.seri, later.versi > TemplatSurat.versi).exists()
    query = select(TemplatSurat).where(TemplatSurat.kab_kode == actor.kab_kode, ~newer)
    if dipakai:
        query = query.where(TemplatSurat.dipakai)
    return list(session.scalars(query.order_by(func.lower(TemplatSurat.judul), TemplatSurat.id)))


def list_versions(session: Session, seri: UUID, *, actor: Actor) -> list[tuple[TemplatSurat, str]]:
    """(version, who made it), newest first; raises NotFound for a letter of another office."""
    query = select(TemplatSurat, Akun.nama).join(Akun, Akun.id == TemplatSurat.dibuat_oleh)
    query = query.where(TemplatSurat.seri == seri, TemplatSurat.kab_kode == actor.kab_kode)
    found = [(row[0], str(row[1])) for row in session.execute(query.order_by(TemplatSurat.versi.desc()))]
    if not found:
        raise NotFound("Templat surat ini tidak ada.")
    return found


def get_templat(session: Session, seri: UUID, *, actor: Actor) -> TemplatSurat:
    """The newest version of a letter of the own office."""
    query = select(TemplatSurat).where(TemplatSurat.seri == seri, TemplatSurat.kab_kode == actor.kab_kode)
    found = session.scalar(query.order_by(TemplatSurat.versi.desc()).limit(1))
    if found is None:
        raise NotFound("Templat surat ini tidak ada.")
    return found


def find_numbered(session: Session, kab_kode: str, nomor: str) -> Dokumen | None:
    """The letter in force of an office that has this number; who asks next waits until this transaction ends."""
    key = {"kunci": kab_kode}
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:kunci, 48))"), key)
    query = select(Dokumen).where(Dokumen.kab_kode == kab_kode, Dokumen.nomor == nomor, Dokumen.keadaan == "berlaku")
    return session.scalar(query.where(Dokumen.jenis.in_((Jenis.SURAT, Jenis.PENGANTAR))).limit(1))


def list_surat(session: Session, laporan_id: UUID) -> list[tuple[Dokumen, str | None]]:
    """(letter, who made it) of a report, newest first; the caller has checked the report."""
    query = select(Dokumen, Akun.nama).outerjoin(Akun, Akun.id == Dokumen.dibuat_oleh)
    query = query.where(Dokumen.laporan_id == laporan_id, Dokumen.jenis == Jenis.SURAT)
    rows = session.execute(query.order_by(Dokumen.dibuat_pada.desc(), Dokumen.id).limit(MOST_SHOWN))
    return [(row[0], row[1]) for row in rows]


def list_pengantar(session: Session, *, actor: Actor) -> list[tuple[Dokumen, str | None]]:
    """(covering letter, who made it) of the own office, newest first."""
    query = select(Dokumen, Akun.nama).outerjoin(Akun, Akun.id == Dokumen.dibuat_oleh)
    query = query.where(Dokumen.kab_kode == actor.kab_kode, Dokumen.jenis == Jenis.PENGANTAR)
    rows = session.execute(query.order_by(Dokumen.dibuat_pada.desc(), Dokumen.id).limit(MOST_SHOWN))
    return [(row[0], row[1]) for row in rows]


def get_surat(session: Session, dokumen_id: UUID, *, actor: Actor) -> Dokumen:
    """One letter; its report must be in the jurisdiction, a covering letter of the own office."""
    query = select(Dokumen).outerjoin(Laporan, Laporan.id == Dokumen.laporan_id)
    own = (Dokumen.jenis == Jenis.PENGANTAR) & (Dokumen.kab_kode == actor.kab_kode)
    of_report = (Dokumen.jenis == Jenis.SURAT) & visible_filter(actor)
    found = session.scalar(query.where(Dokumen.id == dokumen_id, own | of_report))
    if found is None:
        raise NotFound("Surat ini tidak ada, atau di luar wilayah tugas Anda.")
    return found


def list_covered(session: Session, ids: Collection[UUID], *, actor: Actor) -> list[Row[Any]]:
    """The finished files in force among `ids` that the actor's own office made, in book order."""
    pages = select(func.coalesce(func.sum(Dokumen.halaman), 0)).where(Dokumen.berkas_id == Berkas.id).scalar_subquery()
    query = (
        select(
            Berkas.id, Berkas.formulir, Laporan.kab_kode, Laporan.nama, Laporan.buku_nomor, Laporan.buku_tahun,
            Makam.nama.label("makam"), pages.label("halaman"),
        )
        .join(Laporan, Laporan.id == Berkas.laporan_id)
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(Berkas.id.in_(list(ids)[:MOST_COVERED]), Berkas.berlaku, Berkas.status == "jadi")
        .where(Laporan.status.in_(WITH_DOCUMENT), Laporan.kab_kode == actor.kab_kode, visible_filter(actor))
        .order_by(Makam.kode, Laporan.buku_tahun, Laporan.buku_nomor)
    )  # fmt: skip
    return list(session.execute(query))


def list_to_cover(session: Session, *, actor: Actor) -> list[Row[Any]]:
    """The newest finished files of the own office, to choose from."""
    newest = (
        select(Berkas.id)
        .join(Laporan, Laporan.id == Berkas.laporan_id)
        .where(Berkas.berlaku, Berkas.status == "jadi", Laporan.kab_kode == actor.kab_kode)
        .where(Laporan.status.in_(WITH_DOCUMENT), visible_filter(actor))
        .order_by(Berkas.jadi_pada.desc())
        .limit(MOST_SHOWN)
    )
    return list_covered(session, list(session.scalars(newest)), actor=actor)
