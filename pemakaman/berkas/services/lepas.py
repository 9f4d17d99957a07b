"""Single papers of a report, before its approval or after: ordered, printed, handed out. A new one replaces the old."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.berkas import queries
from pemakaman.berkas.isi import compose
from pemakaman.berkas.models import Dokumen
from pemakaman.berkas.rules import RESMI_SAJA, is_printable, lepas_number, sees_residents, why_not_lepas
from pemakaman.berkas.services.dokumen import keep_bytes, new_dokumen, refuse_bytes, set_keadaan
from pemakaman.berkas.services.pesanan import Cetakan, Pesanan, order_paper
from pemakaman.dokumen.jenis import JENIS_LABEL, Jenis
from pemakaman.errors import Conflict, Forbidden, NotFound
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.nilai.inisial import initials

JOB = "berkas.lembar"


def order_lepas(
    session: Session, laporan_id: UUID, jenis: Jenis, masukan: Mapping[str, str], *, actor: Actor
) -> Dokumen:
    """Order one paper, with its job in the same transaction; the one before it of the same kind is replaced.

    `masukan` is what the report does not hold. Raises Conflict where the report's state asks for no such paper.
    """
    require(actor, Izin.DOKUMEN_BUAT)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    refused = why_not_lepas(jenis, Status(laporan.status), actor)
    if refused:
        raise Conflict(refused)
    if not is_printable(jenis):
        raise NotFound()
    for old in queries.list_lepas(session, laporan_id):
        if old.jenis == jenis:
            set_keadaan(session, old, "diganti", actor=actor)
    makam = session.get_one(Makam, laporan.makam_id)
    row, setelan = queries.settings_of(session, laporan.kab_kode)
    fresh = new_dokumen(
        session,
        jenis,
        kab_kode=laporan.kab_kode,
        nomor=masukan.get("nomor_surat") or lepas_number(makam.kode, laporan.buku_nomor, laporan.buku_tahun),
        actor=actor,
        laporan_id=laporan.id,
        setelan_id=row.id if row else None,
        kertas=setelan.kertas,
        inisial=initials(laporan.nama),
        masukan={name: text for name, text in masukan.items() if text},
        dibuat_oleh=actor.id,
        resmi=sees_residents(actor),
    )
    session.flush()
    defer(session, JOB, dokumen_id=str(fresh.id))
    return fresh


def take_lepas(session: Session, dokumen_id: UUID) -> Pesanan | None:
    """What the worker has to print; None when it is printed already or was replaced meanwhile."""
    dokumen = session.get(Dokumen, dokumen_id)
    if dokumen is None or dokumen.status == "jadi" or dokumen.keadaan != "berlaku" or dokumen.laporan_id is None:
        return None
    laporan = session.get_one(Laporan, dokumen.laporan_id)
    setelan = queries.settings_by_id(session, laporan.kab_kode, dokumen.setelan_id)
    isian = compose(session, laporan, setelan, dokumen.dibuat_pada, resmi=dokumen.resmi)
    varian = setelan.varian(store.get(setelan.logo) if setelan.logo else None)
    return order_paper(dokumen, isian, varian)


def finish_lepas(session: Session, cetakan: Cetakan) -> None:
    """Keep the printed paper."""
    keep_bytes(session, cetakan)


def fail_lepas(session: Session, dokumen_id: UUID, galat: str) -> None:
    """Say on the paper why it failed."""
    refuse_bytes(session, dokumen_id, galat)


def retry_lepas(session: Session, dokumen_id: UUID, *, actor: Actor) -> Dokumen:
    """Put a failed paper into the queue again."""
    require(actor, Izin.DOKUMEN_BUAT)
    dokumen, _ = queries.get_dokumen(session, dokumen_id, actor=actor)
    session.refresh(dokumen, with_for_update=True)
    if dokumen.berkas_id is not None or dokumen.status != "gagal" or dokumen.keadaan != "berlaku":
        raise Conflict("Lembar ini tidak sedang gagal.")
    dokumen.status, dokumen.galat = "antre", None
    _tell(session, "dokumen.diminta", dokumen, actor, {"jenis": dokumen.jenis})
    defer(session, JOB, dokumen_id=str(dokumen.id))
    return dokumen


def let_go_papers(session: Session, laporan: Laporan, actor: Actor) -> None:
    """A draft is thrown away: its papers count no longer and forget what was typed for them.

    The code on the paper stays known, so that the check page says that it is annulled.
    """
    for dokumen in queries.list_all_dokumen(session, laporan.id):
        set_keadaan(session, dokumen, "dibatalkan", actor=actor)
        if dokumen.laporan_id is not None:
            _tell(session, "dokumen.dilepas", dokumen, actor, {})
        dokumen.laporan_id, dokumen.masukan = None, {}
    session.flush()


def read_lepas(session: Session, dokumen_id: UUID, *, actor: Actor) -> tuple[Dokumen, bytes]:
    """The bytes of a single paper; the download is an event.

    Raises Conflict while there are none, or when replaced; Forbidden when the population data stand on it and the
    actor may not read them.
    """
    require(actor, Izin.DOKUMEN_BUAT)
    dokumen, laporan = queries.get_dokumen(session, dokumen_id, actor=actor)
    if dokumen.berkas_id is not None:
        raise NotFound()
    if dokumen.resmi and not sees_residents(actor):
        raise Forbidden(RESMI_SAJA)
    if dokumen.status != "jadi" or not dokumen.sha256:
        raise Conflict("Lembar ini belum selesai dibuat. Tunggu sebentar, lalu coba lagi.")
    refused = why_not_lepas(Jenis(dokumen.jenis), Status(laporan.status), actor)
    if refused:
        raise Conflict(refused)
    if dokumen.keadaan != "berlaku":
        raise Conflict(f"Lembar ini sudah diganti. Unduh {JENIS_LABEL[Jenis(dokumen.jenis)]} yang baru.")
    _tell(session, "dokumen.diunduh", dokumen, actor, {"jenis": dokumen.jenis})
    return dokumen, store.get(dokumen.sha256)


def _tell(session: Session, peristiwa: str, dokumen: Dokumen, actor: Actor, rincian: Mapping[str, Any]) -> None:
    about = {"laporan_id": str(dokumen.laporan_id), **rincian}
    record(session, peristiwa, "dokumen", dokumen.id, actor=actor, wilayah=dokumen.kab_kode, rincian=about)
