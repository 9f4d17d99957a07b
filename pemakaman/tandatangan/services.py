"""A signature from the first word to the last: sent, answered, kept. The call itself lies between two transactions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.berkas.models import Dokumen
from pemakaman.berkas.queries import list_closed
from pemakaman.berkas.rules import TANDA_ELEKTRONIK
from pemakaman.berkas.services.dokumen import remember
from pemakaman.db import now
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Conflict, NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.tandatangan import queries
from pemakaman.tandatangan.models import Penandatanganan
from pemakaman.tandatangan.periksa import Bukti
from pemakaman.tandatangan.rules import PATIENCE_SECONDS, why_not

BUSY = "Dokumen ini sedang ditandatangani. Tunggu dua menit, lalu lihat lagi."
COVERS_CLOSED = "Surat pengantar ini memuat berkas yang dibekukan atau dibatalkan, jadi tidak ditandatangani."
CHANGED = "Cara tanda tangan dokumen ini berubah di setelan. Buka lagi daftarnya."


@dataclass(frozen=True)
class Mulai:
    """What to sign. `nomor` is what the provider called the document in an earlier attempt without a good end."""

    percobaan_id: UUID
    dokumen_id: UUID
    jenis: str
    judul: str
    kab_kode: str
    sha256: str
    nomor: str | None


@dataclass(frozen=True)
class Hasil:
    """Verified signed bytes, already in the store."""

    sha256: str
    ukuran: int
    nomor: str | None
    bukti: Bukti


def start(session: Session, dokumen_id: UUID, *, cara: str, actor: Actor) -> Mulai:
    """Write down that a document is about to be sent; the caller commits before it sends.

    An earlier attempt without an answer is left behind: signing begins again from the bytes without a signature.
    Raises Conflict while another attempt may still be running, or when the document may not be signed.
    """
    require(actor, Izin.DOKUMEN_TANDATANGANI)
    dokumen, sebab = _lock(session, dokumen_id, actor)
    if sebab:
        raise Conflict(sebab)
    if queries.cara_by_jenis(session, dokumen.kab_kode).get(Jenis(dokumen.jenis)) != cara:
        raise Conflict(CHANGED)
    before = queries.list_attempts(session, dokumen.id)[:1]
    nomor = _leave(session, before[0], dokumen, actor) if before else None
    fresh = Penandatanganan(
        id=uuid4(), dokumen_id=dokumen.id, cara=cara, status="dikirim", oleh=actor.id, sha256_asal=dokumen.sha256
    )
    session.add(fresh)
    _tell(session, "dokumen.tanda_dikirim", dokumen, actor, {"cara": cara})
    session.flush()
    return Mulai(
        percobaan_id=fresh.id,
        dokumen_id=dokumen.id,
        jenis=dokumen.jenis,
        judul=dokumen.judul,
        kab_kode=dokumen.kab_kode,
        sha256=dokumen.sha256 or "",
        nomor=nomor,
    )


def _leave(session: Session, before: Penandatanganan, dokumen: Dokumen, actor: Actor) -> str | None:
    """The provider's number in the attempt before, whose bytes may still be had."""
    if before.status == "dikirim":
        is_over = before.selesai_pada is not None
        if not is_over and before.dibuat_pada > now() - timedelta(seconds=PATIENCE_SECONDS):
            raise Conflict(BUSY)
        before.status, before.selesai_pada = "ditinggalkan", before.selesai_pada or now()
        _tell(session, "dokumen.tanda_ditinggalkan", dokumen, actor, {"cara": before.cara})
        session.flush()
    return before.nomor_penyedia if before.sha256_asal == dokumen.sha256 else None


def finish(session: Session, percobaan_id: UUID, hasil: Hasil, *, actor: Actor) -> str | None:
    """Put the signed bytes in the place of the old ones, all at once; else say why not, which is kept too.

    A document that was replaced, annulled or frozen during the call keeps its bytes without a signature.
    """
    percobaan = session.get_one(Penandatanganan, percobaan_id)
    dokumen, sebab = _lock(session, percobaan.dokumen_id, actor)
    session.refresh(percobaan, with_for_update=True)
    if percobaan.status != "dikirim":
        return "Percobaan ini sudah ditinggalkan dan diulang. Lihat keadaan dokumennya."
    if sebab is None and dokumen.sha256 != percobaan.sha256_asal:
        sebab = "Isi dokumen ini berubah selama ditandatangani, jadi tanda tangannya tidak dipakai."
    if sebab is not None:
        fail(session, percobaan_id, sebab, nomor=hasil.nomor, actor=actor)
        return sebab
    percobaan.status, percobaan.selesai_pada, percobaan.pesan = "selesai", now(), None
    percobaan.sha256_hasil, percobaan.nomor_penyedia = hasil.sha256, hasil.nomor
    percobaan.penanda_tangan = hasil.bukti.penanda_tangan
    dokumen.sha256_asal, dokumen.sha256, dokumen.ukuran = dokumen.sha256, hasil.sha256, hasil.ukuran
    dokumen.tanda_tangan = "ditandatangani"
    remember(session, percobaan.sha256_asal, dokumen_id=dokumen.id, berkas_id=dokumen.berkas_id)
    remember(session, hasil.sha256, dokumen_id=dokumen.id, berkas_id=dokumen.berkas_id)
    rincian = {
        "cara": percobaan.cara,
        "penanda_tangan": hasil.bukti.penanda_tangan,
        "sha256": [dokumen.sha256_asal, hasil.sha256],
        "byte_asal_utuh": hasil.bukti.utuh,
        "stempel_waktu": hasil.bukti.stempel,
        "tetap_pdf_a": hasil.bukti.arsip,
    }
    _tell(session, "dokumen.ditandatangani", dokumen, actor, rincian)
    return None


def fail(session: Session, percobaan_id: UUID, pesan: str, *, nomor: str | None = None, actor: Actor) -> None:
    """The attempt ended and nothing was signed, as far as the document goes."""
    _end(session, percobaan_id, pesan, nomor, status="gagal", actor=actor)


def leave_open(session: Session, percobaan_id: UUID, pesan: str, *, nomor: str | None = None, actor: Actor) -> None:
    """The call is over, its outcome not known: the attempt stays in sight until somebody tries again."""
    _end(session, percobaan_id, pesan, nomor, status="dikirim", actor=actor)


def _end(session: Session, percobaan_id: UUID, pesan: str, nomor: str | None, *, status: str, actor: Actor) -> None:
    percobaan = session.get_one(Penandatanganan, percobaan_id, with_for_update=True)
    if percobaan.status != "dikirim":
        return
    percobaan.status, percobaan.pesan, percobaan.selesai_pada = status, pesan, now()
    percobaan.nomor_penyedia = nomor or percobaan.nomor_penyedia
    dokumen = session.get_one(Dokumen, percobaan.dokumen_id)
    peristiwa = "dokumen.tanda_gagal" if status == "gagal" else "dokumen.tanda_tak_terjawab"
    _tell(session, peristiwa, dokumen, actor, {"cara": percobaan.cara, "pesan": pesan})


def sign_on_paper(session: Session, dokumen_id: UUID, *, actor: Actor) -> None:
    """The document is signed with ink after all: certificate ended, provider gone, or just printed already."""
    require(actor, Izin.DOKUMEN_TANDATANGANI)
    dokumen, sebab = _lock(session, dokumen_id, actor)
    if sebab:
        raise Conflict(sebab)
    before = queries.list_attempts(session, dokumen.id)[:1]
    if before:
        _leave(session, before[0], dokumen, actor)
    dokumen.tanda_tangan = "basah"
    _tell(session, "dokumen.tanda_basah", dokumen, actor, {})


def check_open(session: Session, dokumen: Dokumen) -> None:
    """Raise Conflict when the paper of a frozen or annulled report would leave through the back door.

    Kinds that carry ink are handed out, and counted, with their file: NotFound.
    """
    if dokumen.jenis not in TANDA_ELEKTRONIK:
        raise NotFound()
    laporan = session.get(Laporan, dokumen.laporan_id) if dokumen.laporan_id else None
    if dokumen.keadaan == "dibatalkan" or (laporan and laporan.status in (Status.DIBEKUKAN, Status.DIBATALKAN)):
        raise Conflict("Dokumen ini dibatalkan, atau laporannya dibekukan, jadi tidak dapat dibuka.")


def _lock(session: Session, dokumen_id: UUID, actor: Actor) -> tuple[Dokumen, str | None]:
    """The document, held, and why it may not be signed now. Its report is held first, as everywhere."""
    dokumen = queries.get_dokumen(session, dokumen_id, actor=actor)
    laporan = (
        session.get_one(Laporan, dokumen.laporan_id, with_for_update={"read": True}) if dokumen.laporan_id else None
    )
    session.refresh(dokumen, with_for_update=True)
    sebab = why_not(
        status=dokumen.status,
        keadaan=dokumen.keadaan,
        tanda_tangan=dokumen.tanda_tangan,
        laporan=Status(laporan.status) if laporan else None,
        dalam_berkas=dokumen.berkas_id is not None,
    )
    if sebab is None and list_closed(session, dokumen):
        sebab = COVERS_CLOSED
    return dokumen, sebab


def _tell(session: Session, peristiwa: str, dokumen: Dokumen, actor: Actor, rincian: Mapping[str, Any]) -> None:
    about = {"laporan_id": str(dokumen.laporan_id)} if dokumen.laporan_id else {}
    record(
        session, peristiwa, "dokumen", dokumen.id, actor=actor, wilayah=dokumen.kab_kode, rincian={**about, **rincian}
    )
