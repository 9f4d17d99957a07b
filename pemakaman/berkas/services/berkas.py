"""Files of reports: ordered, printed, handed out, annulled."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.berkas import queries
from pemakaman.berkas.isi import compose
from pemakaman.berkas.kode import check_values, describe
from pemakaman.berkas.models import Berkas
from pemakaman.berkas.rules import WITH_DOCUMENT, why_closed
from pemakaman.berkas.services.dokumen import keep_bytes, new_dokumen, refuse_bytes, set_keadaan
from pemakaman.berkas.services.pesanan import Cetakan, Order, Pesanan
from pemakaman.berkas.setelan import Setelan
from pemakaman.db import now, today_in
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Conflict, Forbidden, NotFound
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.nilai.inisial import initials

JOB = "berkas.buat"


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
    row, setelan = queries.settings_of(session, laporan.kab_kode)
    # An annulled report that was approved anew has old versions, none of them in force.
    number = queries.last_number(session, laporan_id) + 1
    if current is not None:
        _replace(session, current, actor)
    formulir = setelan.formulir_pada(today_in(laporan.kab_kode))
    fresh = Berkas(
        id=uuid4(),
        laporan_id=laporan_id,
        versi_dokumen=number,
        formulir=formulir,
        setelan_id=row.id if row else None,
        sebab_versi=sebab,
    )
    session.add(fresh)
    session.flush()
    _order_dokumen(session, fresh, laporan, setelan, actor)
    rincian: dict[str, Any] = {"versi_dokumen": number, "formulir": formulir}
    rincian |= {"sebab": sebab} if sebab else {}
    rincian |= {"diminta_oleh": peminta} if peminta else {}
    _tell(session, "laporan.berkas_diminta", laporan, actor, rincian)
    return fresh


def _replace(session: Session, current: Berkas, actor: Pelaku) -> None:
    current.berlaku = False
    for dokumen in queries.list_dokumen(session, current.id):
        set_keadaan(session, dokumen, "diganti", actor=actor)
    session.flush()


def _order_dokumen(session: Session, berkas: Berkas, laporan: Laporan, setelan: Setelan, actor: Actor) -> None:
    """The documents of a file, in print order."""
    makam = session.get_one(Makam, laporan.makam_id)
    nomor = f"{makam.kode} {laporan.buku_nomor}/{laporan.buku_tahun} v{berkas.versi_dokumen}"
    new_dokumen(
        session,
        Jenis(berkas.formulir),
        kab_kode=laporan.kab_kode,
        nomor=nomor,
        actor=actor,
        laporan_id=laporan.id,
        berkas_id=berkas.id,
        setelan_id=berkas.setelan_id,
        kertas=setelan.kertas,
        inisial=initials(laporan.nama),
    )
    session.flush()


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
    """What the worker has to print; None when the version in force is finished already."""
    berkas = ensure_berkas(session, laporan_id)
    if berkas.status == "jadi":
        return None
    laporan = _lock_laporan(session, laporan_id)
    setelan = queries.settings_by_id(session, laporan.kab_kode, berkas.setelan_id)
    berkas.percobaan, berkas.status, berkas.galat = berkas.percobaan + 1, "antre", None
    _tell(session, "laporan.berkas_dikerjakan", laporan, SISTEM, {"percobaan": berkas.percobaan})
    moment = berkas.dibuat_pada or now()
    isian = compose(session, laporan, setelan, moment)
    varian = setelan.varian(store.get(setelan.logo) if setelan.logo else None)
    waiting = [one for one in queries.list_dokumen(session, berkas.id) if one.status != "jadi"]
    pesanan = (
        Pesanan(
            one.id,
            Jenis(one.jenis),
            isian,
            varian,
            describe(one, isian),
            {**{f"masukan.{name}": str(value) for name, value in one.masukan.items()}, **check_values(one)},
        )
        for one in waiting
    )
    return Order(berkas.id, tuple(pesanan))


def finish_order(session: Session, order: Order, cetakan: Sequence[Cetakan]) -> None:
    """Keep the printed bytes. A version that was replaced meanwhile keeps them too, still marked as replaced."""
    berkas = session.get_one(Berkas, order.berkas_id, with_for_update=True)
    if berkas.status == "jadi":
        return
    for one in cetakan:
        keep_bytes(session, one)
    berkas.status, berkas.galat, berkas.jadi_pada = "jadi", None, now()
    laporan = session.get_one(Laporan, berkas.laporan_id)
    halaman = sum(one.halaman or 0 for one in queries.list_dokumen(session, berkas.id))
    rincian = {"versi_dokumen": berkas.versi_dokumen, "dokumen": len(cetakan), "halaman": halaman}
    _tell(session, "laporan.berkas_dibuat", laporan, SISTEM, rincian)


def fail_order(session: Session, order: Order, galat: str) -> None:
    """Say on the file why it failed; it never counts as finished."""
    berkas = session.get_one(Berkas, order.berkas_id, with_for_update=True)
    if berkas.status == "jadi":
        return
    berkas.status, berkas.galat = "gagal", galat
    for pesanan in order.pesanan:
        refuse_bytes(session, pesanan.dokumen_id, galat)
    laporan = session.get_one(Laporan, berkas.laporan_id)
    _tell(session, "laporan.berkas_gagal", laporan, SISTEM, {"versi_dokumen": berkas.versi_dokumen, "galat": galat})


def read_berkas(session: Session, found: Sequence[Berkas], *, actor: Actor) -> list[list[bytes]]:
    """The stored bytes of each finished file's documents; every download is an event of its report.

    Raises Forbidden when a report was frozen or annulled: nobody may carry its papers to the counter.
    """
    require(actor, Izin.BERKAS_LIHAT)
    contents = []
    for berkas in found:
        if berkas.status != "jadi":
            raise Conflict("Berkas ini belum selesai dibuat. Tunggu sebentar, lalu coba lagi.")
        laporan = session.get_one(Laporan, berkas.laporan_id)
        if laporan.status not in WITH_DOCUMENT:
            raise Forbidden(why_closed(Status(laporan.status)))
        dokumen = queries.list_dokumen(session, berkas.id)
        contents.append([store.get(one.sha256) for one in dokumen if one.sha256])
        berkas.diunduh_pada, berkas.jumlah_cetak = now(), berkas.jumlah_cetak + 1
        rincian = {"versi_dokumen": berkas.versi_dokumen, "cetak_ke": berkas.jumlah_cetak}
        _tell(session, "laporan.berkas_diunduh", laporan, actor, rincian)
    return contents


def annul_berkas(session: Session, laporan: Laporan, *, sebab: str, actor: Pelaku) -> None:
    """No version counts any longer; the bytes stay as evidence. The caller holds the report's lock."""
    moment, versions = now(), queries.list_berkas(session, laporan.id)
    for berkas in versions:
        berkas.berlaku, berkas.dibatalkan_pada = False, berkas.dibatalkan_pada or moment
        for dokumen in queries.list_dokumen(session, berkas.id):
            set_keadaan(session, dokumen, "dibatalkan", actor=actor)
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
