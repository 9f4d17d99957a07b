"""Planned burials, and the sheet of today and tomorrow."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, false, select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.makam.models import Blok, Makam, Petak
from pemakaman.makam.queries import visible_filter
from pemakaman.makam.rules import StatusPetak
from pemakaman.petak.models import RencanaMakam
from pemakaman.petak.queries.ahli_waris import heirs_of
from pemakaman.petak.rules_cari import TAMPAK
from pemakaman.petak.rules_rencana import StatusRencana

MOST_PLANS = 200
MOST_PLOTS = 500


@dataclass(frozen=True)
class Baris:
    """One burial of the sheet. `laporan_id` once it stands in the book, `rencana_id` before."""

    makam: str
    tanggal: date
    pukul: time | None
    letak: str
    nama: str
    kontak: str
    telepon: str | None
    catatan: str | None
    rencana_id: UUID | None = None
    laporan_id: UUID | None = None


def recording_filter(actor: Actor) -> ColumnElement[bool]:
    """SQL of the cemeteries where this account keeps the graves."""
    return visible_filter(actor) if actor.may(Izin.PETAK_KELOLA) else false()


def get_rencana(session: Session, rencana_id: UUID, *, actor: Actor, for_update: bool = False) -> RencanaMakam:
    """One plan; raises NotFound outside the cemeteries that the actor sees."""
    query = select(RencanaMakam).join(Makam, Makam.id == RencanaMakam.makam_id)
    query = query.where(RencanaMakam.id == rencana_id, visible_filter(actor))
    if for_update:
        query = query.with_for_update(of=RencanaMakam).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound("Rencana pemakaman ini tidak ada, atau di luar wilayah tugas Anda.")
    return found


def list_rencana(
    session: Session, *, actor: Actor, sejak: date, makam_id: UUID | None = None
) -> Sequence[Row[RencanaMakam, str]]:
    """Plans from a day on with the cemetery's name, the next first."""
    query = (
        select(RencanaMakam, Makam.nama.label("makam"))
        .join(Makam, Makam.id == RencanaMakam.makam_id)
        .where(recording_filter(actor), RencanaMakam.tanggal >= sejak)
        .order_by(RencanaMakam.tanggal, RencanaMakam.pukul.nulls_last(), RencanaMakam.id)
        .limit(MOST_PLANS)
    )
    if makam_id is not None:
        query = query.where(RencanaMakam.makam_id == makam_id)
    return session.execute(query).all()


def list_overdue(session: Session, *, actor: Actor, sebelum: date) -> Sequence[Row[RencanaMakam, str]]:
    """Plans of days gone by that were neither recorded nor cancelled."""
    query = (
        select(RencanaMakam, Makam.nama.label("makam"))
        .join(Makam, Makam.id == RencanaMakam.makam_id)
        .where(recording_filter(actor), RencanaMakam.tanggal < sebelum)
        .where(RencanaMakam.status == StatusRencana.DIRENCANAKAN)
        .order_by(RencanaMakam.tanggal.desc(), RencanaMakam.id)
        .limit(MOST_PLANS)
    )
    return session.execute(query).all()


def list_makam(session: Session, *, actor: Actor) -> list[tuple[str, str]]:
    """(id, nama) of the cemeteries where the actor keeps the graves."""
    query = select(Makam.id, Makam.nama, Makam.kode).where(recording_filter(actor)).order_by(Makam.nama, Makam.kode)
    return [(str(id_), f"{nama} ({kode})") for id_, nama, kode in session.execute(query)]


def list_free_plots(session: Session, makam_id: UUID, *, juga: UUID | None = None) -> list[tuple[str, str]]:
    """(id, place) of the empty plots of a cemetery, and of the one that a plan holds already."""
    free = Petak.status == StatusPetak.KOSONG
    query = (
        select(Petak.id, Blok.nama, Petak.baris, Petak.nomor)
        .join(Blok, Blok.id == Petak.blok_id)
        .where(Petak.makam_id == makam_id, free if juga is None else free | (Petak.id == juga))
        .order_by(Blok.nama, Petak.baris, Petak.urutan)
        .limit(MOST_PLOTS)
    )
    return [(str(row.id), place_of(row.nama, row.baris, row.nomor)) for row in session.execute(query)]


def place_of(blok: str | None, baris: str | None, nomor: str | None) -> str:
    """A place in words: 'Blok A, baris 2, petak 014'."""
    parts = (("Blok", blok), ("baris", baris), ("petak", nomor))
    text = ", ".join(f"{kata} {isi}" for kata, isi in parts if isi)
    return text[:1].upper() + text[1:]


def places_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Plot → its place in words."""
    query = select(Petak.id, Blok.nama, Petak.baris, Petak.nomor).join(Blok, Blok.id == Petak.blok_id)
    return {row.id: place_of(row.nama, row.baris, row.nomor) for row in session.execute(query.where(Petak.id.in_(ids)))}


def day_sheet(
    session: Session, hari: Collection[date], *, actor: Actor, makam_id: UUID | None = None
) -> dict[date, list[Baris]]:
    """Day → what is planned and what stands in the book already, by cemetery and hour."""
    rows = [*_planned(session, hari, actor, makam_id), *_recorded(session, hari, actor, makam_id)]
    rows.sort(key=lambda row: (row.makam, row.pukul is None, row.pukul or time(), row.nama))
    return {day: [row for row in rows if row.tanggal == day] for day in hari}


def _planned(session: Session, hari: Collection[date], actor: Actor, makam_id: UUID | None) -> list[Baris]:
    query = select(RencanaMakam, Makam.nama).join(Makam, Makam.id == RencanaMakam.makam_id)
    query = query.where(recording_filter(actor), RencanaMakam.tanggal.in_(hari))
    query = query.where(RencanaMakam.status == StatusRencana.DIRENCANAKAN)
    if makam_id is not None:
        query = query.where(RencanaMakam.makam_id == makam_id)
    rows = session.execute(query).all()
    places = places_of(session, {row.petak_id for row, _ in rows if row.petak_id})
    return [
        Baris(
            makam=makam,
            tanggal=row.tanggal,
            pukul=row.pukul,
            letak=places.get(row.petak_id, "") if row.petak_id else "",
            nama=row.nama,
            kontak=row.kontak_nama,
            telepon=row.kontak_telepon,
            catatan=row.catatan,
            rencana_id=row.id,
        )
        for row, makam in rows
    ]


def _recorded(session: Session, hari: Collection[date], actor: Actor, makam_id: UUID | None) -> list[Baris]:
    query = (
        select(Laporan, Makam.nama, LaporanOrang.nama, LaporanOrang.telepon)
        .join(Makam, Makam.id == Laporan.makam_id)
        .outerjoin(LaporanOrang, (LaporanOrang.laporan_id == Laporan.id) & (LaporanOrang.peran == "pelapor"))
        .where(recording_filter(actor), Laporan.dimakamkan_tanggal.in_(hari), Laporan.status.in_(TAMPAK))
    )
    if makam_id is not None:
        query = query.where(Laporan.makam_id == makam_id)
    rows = session.execute(query).all()
    heirs = heirs_of(session, {row[0].id for row in rows})
    return [_of_report(*row, heir=heirs.get(row[0].id)) for row in rows]


def _of_report(laporan: Laporan, makam: str, pelapor: str | None, telepon: str | None, *, heir: Any) -> Baris:
    letak = place_of(laporan.blok, None, laporan.petak)
    return Baris(
        makam=makam,
        tanggal=laporan.dimakamkan_tanggal or date.min,
        pukul=laporan.dimakamkan_pukul,
        letak=", ".join(part for part in (letak, laporan.nomor_makam and f"nomor {laporan.nomor_makam}") if part),
        nama=laporan.nama or "Tanpa nama",
        kontak=(heir.nama if heir else pelapor) or "–",
        telepon=heir.telepon if heir else telepon,
        catatan=laporan.keterangan,
        laporan_id=laporan.id,
    )


def find_author(session: Session, laporan_id: UUID) -> tuple[Laporan, str] | None:
    """The report that was begun from a plan and the name of who began it."""
    query = select(Laporan, Akun.nama).join(Akun, Akun.id == Laporan.dibuat_oleh).where(Laporan.id == laporan_id)
    found = session.execute(query).first()
    return None if found is None else (found[0], found[1])
