"""Files of reports: ordered, printed, handed out, annulled."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.berkas import queries
from pemakaman.berkas.isi import compose, local_day
from pemakaman.berkas.kebutuhan import Pilihan
from pemakaman.berkas.models import Berkas
from pemakaman.berkas.rules import WITH_DOCUMENT
from pemakaman.berkas.services.dokumen import keep_bytes, refuse_bytes, set_keadaan
from pemakaman.berkas.services.pesanan import Cetakan, Order, order_paper
from pemakaman.berkas.services.susun import choice_of, order_file, read_pilihan, store_pilihan
from pemakaman.db import now
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Conflict, Forbidden, NotFound
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan

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
    pilihan: Pilihan | None = None,
    actor: Actor = SISTEM,
) -> Berkas:
    """The version in force; a first one, or with `sebab` a new one that marks the old as replaced.

    `pilihan` is what an officer adds and leaves out; without one a new version is chosen like the one before it. The
    first one is ordered by the approval: the settings of that moment count, also when the worker comes later.
    """
    laporan = _lock_laporan(session, laporan_id)
    if laporan.status not in WITH_DOCUMENT:
        raise Conflict("Berkas permohonan baru dibuat setelah laporan disetujui.")
    current = queries.find_current(session, laporan_id)
    if current is not None and sebab is None:
        return current
    moment = now() if sebab else queries.find_approval(session, laporan_id) or now()
    row, setelan = queries.settings_of(session, laporan.kab_kode, pada=moment)
    if current is not None:
        _replace(session, current, actor)
    fresh = Berkas(
        id=uuid4(),
        laporan_id=laporan_id,
        # An annulled report that was approved anew has old versions, none of them in force.
        versi_dokumen=queries.last_number(session, laporan_id) + 1,
        formulir=setelan.formulir_pada(local_day(laporan.kab_kode, moment)),
        setelan_id=row.id if row else None,
        sebab_versi=sebab,
        pilihan=store_pilihan(pilihan) if pilihan else dict(current.pilihan) if current else {},
    )
    session.add(fresh)
    session.flush()
    order_file(session, fresh, laporan, setelan, actor)
    told = {"sebab": sebab, "diminta_oleh": peminta, **(fresh.pilihan if pilihan else {})}
    _tell_order(session, fresh, laporan, actor, told)
    return fresh


def _tell_order(session: Session, fresh: Berkas, laporan: Laporan, actor: Actor, told: Mapping[str, Any]) -> None:
    rincian = {"versi_dokumen": fresh.versi_dokumen, "formulir": fresh.formulir}
    rincian |= {name: value for name, value in told.items() if value}
    _tell(session, "laporan.berkas_diminta", laporan, actor, rincian)


def _replace(session: Session, current: Berkas, actor: Pelaku) -> None:
    current.berlaku = False
    for dokumen in queries.list_dokumen(session, current.id):
        set_keadaan(session, dokumen, "diganti", actor=actor)
    session.flush()


def renew_berkas(
    session: Session,
    laporan_id: UUID,
    *,
    sebab: str,
    peminta: str | None = None,
    pilihan: Pilihan | None = None,
    actor: Actor,
) -> Berkas:
    """A new version, with its job in the same transaction; the old one stays, marked as replaced.

    `peminta` is the name of who asked for it when somebody else (`actor`) agreed; `pilihan` as in `ensure_berkas`.
    """
    if not (actor.may(Izin.LAPORAN_PERIKSA) or actor.may(Izin.PERBAIKAN_PUTUS)):
        raise Forbidden()
    get_laporan(session, laporan_id, actor=actor)
    fresh = ensure_berkas(session, laporan_id, sebab=sebab, peminta=peminta, pilihan=pilihan, actor=actor)
    session.flush()
    defer(session, JOB, laporan_id=str(laporan_id))
    return fresh


def choose_papers(session: Session, laporan_id: UUID, ticked: frozenset[Jenis], *, alasan: str, actor: Actor) -> Berkas:
    """Make the file anew with these companions besides what is obligatory; raises Conflict when nothing changes."""
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    current = queries.find_current(session, laporan_id)
    if laporan.status not in WITH_DOCUMENT or current is None:
        raise Conflict("Isi berkas dipilih setelah laporan disetujui dan berkasnya dibuat.")
    pilihan = choice_of(session, laporan, ticked)
    if pilihan == read_pilihan(current.pilihan) and current.status != "gagal":
        raise Conflict("Isi berkas sudah seperti itu, jadi tidak dibuat ulang.")
    return renew_berkas(session, laporan_id, sebab=alasan, pilihan=pilihan, actor=actor)


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
    return Order(berkas.id, tuple(order_paper(one, isian, varian) for one in waiting))


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


def fail_order(session: Session, order: Order, galat: str, *, dokumen_id: UUID | None = None) -> None:
    """Say on the file why it failed, and on the document that it was; the file never counts as finished.

    The others of the file have no bytes either: a file is whole or it is not there.
    """
    berkas = session.get_one(Berkas, order.berkas_id, with_for_update=True)
    if berkas.status == "jadi":
        return
    berkas.status, berkas.galat = "gagal", galat
    for failed in [dokumen_id] if dokumen_id else [one.dokumen_id for one in order.pesanan]:
        refuse_bytes(session, failed, galat)
    laporan = session.get_one(Laporan, berkas.laporan_id)
    _tell(session, "laporan.berkas_gagal", laporan, SISTEM, {"versi_dokumen": berkas.versi_dokumen, "galat": galat})


def fail_current(session: Session, laporan_id: UUID, galat: str) -> bool:
    """The version in force could not even be begun: say so on it. False when there is no report or no version."""
    try:
        berkas = ensure_berkas(session, laporan_id)
    except (NotFound, Conflict):
        return False
    if berkas.status != "jadi":
        berkas.status, berkas.galat, berkas.percobaan = "gagal", galat, berkas.percobaan + 1
        laporan = session.get_one(Laporan, laporan_id)
        _tell(session, "laporan.berkas_gagal", laporan, SISTEM, {"versi_dokumen": berkas.versi_dokumen, "galat": galat})
    return True


def annul_berkas(session: Session, laporan: Laporan, *, sebab: str, actor: Pelaku) -> None:
    """No version and no other paper of the report counts any longer; the bytes stay as evidence.

    What asks for the annulment of the certificate is needed all the more. The caller holds the report's lock.
    """
    moment, versions = now(), queries.list_berkas(session, laporan.id)
    for berkas in versions:
        berkas.berlaku, berkas.dibatalkan_pada = False, berkas.dibatalkan_pada or moment
    for dokumen in queries.list_all_dokumen(session, laporan.id):
        if queries.asks_annulment(dokumen):
            continue
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
