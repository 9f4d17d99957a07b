"""The only writers of documents and of their settings."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.berkas import queries
from pemakaman.berkas.isi import compose
from pemakaman.berkas.models import Berkas, SetelanBerkas
from pemakaman.berkas.rules import WITH_DOCUMENT, why_closed
from pemakaman.db import now
from pemakaman.dokumen.isian import IsianPermohonan
from pemakaman.errors import Conflict, Forbidden, NotFound
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import changes, record
from pemakaman.jobs import defer
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Status

logger = logging.getLogger(__name__)
JOB = "berkas.buat"


@dataclass(frozen=True)
class Order:
    """One document to render, taken out of the database whole."""

    berkas_id: UUID
    isian: IsianPermohonan
    formulir: str
    kertas: str
    kotak_nama: int
    tanggal: datetime


def _lock_laporan(session: Session, laporan_id: UUID) -> Laporan:
    found = session.scalar(select(Laporan).where(Laporan.id == laporan_id).with_for_update(key_share=True))
    if found is None:
        raise NotFound()
    return found


def ensure_berkas(
    session: Session,
    laporan_id: UUID,
    *,
    sebab: str | None = None,
    peminta: str | None = None,
    actor: Actor = SISTEM,
) -> Berkas:
    """The version in force; a first one, or with `sebab` a new one that marks the old as replaced."""
    laporan = _lock_laporan(session, laporan_id)
    if laporan.status not in WITH_DOCUMENT:
        raise Conflict("Berkas permohonan baru dibuat setelah laporan disetujui.")
    current = queries.find_current(session, laporan_id)
    if current is not None and sebab is None:
        return current
    setelan = queries.settings_of(session, laporan.kab_kode)
    # An annulled report that was approved anew has old versions, none of them in force.
    number = queries.last_number(session, laporan_id) + 1
    if current is not None:
        current.berlaku = False
        session.flush()
    fresh = Berkas(
        id=uuid4(),
        laporan_id=laporan_id,
        versi_dokumen=number,
        formulir=setelan.formulir,
        kertas=setelan.kertas,
        sebab_versi=sebab,
    )
    session.add(fresh)
    rincian: dict[str, Any] = {"versi_dokumen": number, "formulir": setelan.formulir}
    rincian |= {"sebab": sebab} if sebab else {}
    rincian |= {"diminta_oleh": peminta} if peminta else {}
    _tell(session, "laporan.berkas_diminta", laporan, actor, rincian)
    return fresh


def renew_berkas(session: Session, laporan_id: UUID, *, sebab: str, peminta: str | None = None, actor: Actor) -> Berkas:
    """A new version, with its job in the same transaction; the old one stays, marked as replaced.

    `peminta` is the name of who asked for it when somebody else (`actor`) agreed.
    """
    if not (actor.may(Izin.LAPORAN_PERIKSA) or actor.may(Izin.PERBAIKAN_PUTUS)):
        raise Forbidden()
    get_laporan(session, laporan_id, actor=actor)
    fresh = ensure_berkas(session, laporan_id, sebab=sebab, peminta=peminta, actor=actor)
    session.flush()
    defer(session, JOB, laporan_id=str(laporan_id))
    return fresh


def retry_berkas(session: Session, laporan_id: UUID, *, actor: Actor) -> None:
    """Put a failed document into the queue again."""
    require(actor, Izin.BERKAS_LIHAT)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    current = queries.find_current(session, laporan_id)
    if laporan.status not in WITH_DOCUMENT or current is None or current.status != "gagal":
        raise Conflict("Berkas ini tidak sedang gagal.")
    current.status, current.galat = "antre", None
    _tell(session, "laporan.berkas_diminta", laporan, actor, {"versi_dokumen": current.versi_dokumen})
    defer(session, JOB, laporan_id=str(laporan_id))


def take_order(session: Session, laporan_id: UUID) -> Order | None:
    """What the worker has to render; None when the version in force is finished already."""
    berkas = ensure_berkas(session, laporan_id)
    if berkas.status == "jadi":
        return None
    laporan = _lock_laporan(session, laporan_id)
    setelan = queries.settings_of(session, laporan.kab_kode)
    berkas.percobaan, berkas.status, berkas.galat = berkas.percobaan + 1, "antre", None
    _tell(session, "laporan.berkas_dikerjakan", laporan, SISTEM, {"percobaan": berkas.percobaan})
    moment = berkas.dibuat_pada or now()
    isian = compose(session, laporan, setelan, moment)
    return Order(berkas.id, isian, berkas.formulir, berkas.kertas, setelan.kotak_nama, moment)


def finish_order(session: Session, order: Order, content: bytes, halaman: int) -> None:
    """Keep the rendered bytes. A version that was replaced meanwhile keeps them too, still marked as replaced."""
    berkas = session.get_one(Berkas, order.berkas_id, with_for_update=True)
    if berkas.status == "jadi":
        return
    berkas.sha256, berkas.ukuran, berkas.halaman = store.put(content), len(content), halaman
    berkas.status, berkas.galat, berkas.jadi_pada = "jadi", None, now()
    laporan = session.get_one(Laporan, berkas.laporan_id)
    rincian = {"versi_dokumen": berkas.versi_dokumen, "sha256": berkas.sha256, "halaman": halaman}
    _tell(session, "laporan.berkas_dibuat", laporan, SISTEM, rincian)


def fail_order(session: Session, order: Order, galat: str) -> None:
    """Say on the document why it failed; it never counts as finished."""
    berkas = session.get_one(Berkas, order.berkas_id, with_for_update=True)
    if berkas.status == "jadi":
        return
    berkas.status, berkas.galat = "gagal", galat
    laporan = session.get_one(Laporan, berkas.laporan_id)
    _tell(session, "laporan.berkas_gagal", laporan, SISTEM, {"versi_dokumen": berkas.versi_dokumen, "galat": galat})


def read_berkas(session: Session, found: Sequence[Berkas], *, actor: Actor) -> list[bytes]:
    """The stored bytes of finished documents; every download is an event of its report.

    Raises Forbidden when a report was frozen or annulled: nobody may carry its papers to the counter.
    """
    require(actor, Izin.BERKAS_LIHAT)
    contents = []
    for berkas in found:
        if berkas.sha256 is None:
            raise Conflict("Berkas ini belum selesai dibuat. Tunggu sebentar, lalu coba lagi.")
        laporan = session.get_one(Laporan, berkas.laporan_id)
        if laporan.status not in WITH_DOCUMENT:
            raise Forbidden(why_closed(Status(laporan.status)))
        contents.append(store.get(berkas.sha256))
        berkas.diunduh_pada = now()
        _tell(session, "laporan.berkas_diunduh", laporan, actor, {"versi_dokumen": berkas.versi_dokumen})
    return contents


def annul_berkas(session: Session, laporan: Laporan, *, sebab: str, actor: Pelaku) -> None:
    """No version counts any longer; the bytes stay as evidence. The caller holds the report's lock."""
    moment, versions = now(), queries.list_berkas(session, laporan.id)
    for berkas in versions:
        berkas.berlaku, berkas.dibatalkan_pada = False, berkas.dibatalkan_pada or moment
    if versions:
        rincian = {"versi_dokumen": versions[0].versi_dokumen, "alasan": sebab}
        _tell(session, "laporan.berkas_dibatalkan", laporan, actor, rincian)
    session.flush()


def resume_berkas(session: Session, laporan: Laporan) -> None:
    """A report that left the frozen state gets the document that its job could not make meanwhile."""
    if laporan.status not in WITH_DOCUMENT:
        return
    current = queries.find_current(session, laporan.id)
    if current is None or current.status != "jadi":
        defer(session, JOB, laporan_id=str(laporan.id))


def _tell(session: Session, peristiwa: str, laporan: Laporan, actor: Pelaku, rincian: Mapping[str, Any]) -> None:
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian)


def save_settings(
    session: Session, kab_kode: str, isian: Mapping[str, Any], *, versi: int, actor: Actor
) -> SetelanBerkas:
    """Store a kab/kota's choices; documents already made keep theirs."""
    require(actor, Izin.BERKAS_ATUR)
    if actor.kab_kode != kab_kode:
        raise NotFound()
    setelan = session.get(SetelanBerkas, kab_kode, with_for_update=True)
    if setelan is None:
        setelan = queries.default_settings(session, kab_kode)
        setelan.versi = 1
        session.add(setelan)
        versi = 1 if versi == 0 else versi
    if setelan.versi != versi:
        raise Conflict("Setelan baru saja diubah orang lain, jadi isian Anda belum disimpan. Buka lagi halamannya.")
    with session.no_autoflush:
        for name, value in isian.items():
            setattr(setelan, name, value)
        record(session, "setelan_berkas.diubah", "setelan_berkas", kab_kode, actor=actor, rincian=changes(setelan))
    session.flush()
    return setelan
