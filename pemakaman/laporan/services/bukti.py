"""Proofs of a report: what is uploaded is written anew, stored by its fingerprint, and listed under the lock."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from pemakaman import db, store
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record
from pemakaman.laporan.berkas_bukti import PALING_BANYAK, clean_bukti, refuse
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.pesan_batasan import flush
from pemakaman.laporan.queries import get_bukti, get_laporan
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules import EDITABLE, JenisBukti, Status


def add_bukti(
    session: Session, laporan_id: UUID, *, jenis: str, nama_berkas: str, content: bytes, actor: Actor
) -> Bukti:
    """Add one proof; the same file again as the same kind returns the one that is there.

    One scan of several papers may stand as several kinds. Does not change the report's version.
    """
    require(actor, Izin.LAPORAN_TULIS)
    _check_editable(get_laporan(session, laporan_id, actor=actor))
    return keep_bukti(
        session,
        laporan_id,
        untuk="kematian",
        jenis=jenis,
        nama_berkas=nama_berkas,
        content=content,
        actor=actor,
        check=_check_editable,
    )


def keep_bukti(
    session: Session,
    laporan_id: UUID,
    *,
    untuk: str,
    jenis: str,
    nama_berkas: str,
    content: bytes,
    actor: Actor,
    check: Callable[[Laporan], None],
) -> Bukti:
    """Store one proof for a purpose; the caller has asked the permission, `check` refuses the locked report.

    Each purpose (of the death, of a correction, of a living person) has its own proofs and its own limit.
    """
    if jenis not in set(JenisBukti):
        raise Invalid({"jenis": ["Pilih jenis bukti dulu."]})
    # Decoding takes a while; the row is locked only after it.
    bersih = clean_bukti(nama_berkas, content)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    check(laporan)
    asli, sha256 = hashlib.sha256(content).hexdigest(), hashlib.sha256(bersih.content).hexdigest()
    found = _find_same(session, laporan_id, untuk, jenis, (asli, sha256))
    if found is not None:
        return found
    bukti = Bukti(
        laporan_id=laporan_id,
        untuk=untuk,
        jenis=jenis,
        nama_berkas=bersih.nama_berkas,
        mime=bersih.mime,
        ukuran=len(bersih.content),
        sha256=store.put(bersih.content),
        sha256_asli=asli,
        dibuat_oleh=actor.id,
    )
    session.add(bukti)
    _tell(session, laporan, "laporan.bukti_ditambah", bukti, actor)
    return bukti


def _find_same(session: Session, laporan_id: UUID, untuk: str, jenis: str, sidik: tuple[str, str]) -> Bukti | None:
    """The same file given before for the same purpose; raises Invalid when there is no room for another."""
    of_purpose = (Bukti.laporan_id == laporan_id, Bukti.untuk == untuk)
    same = or_(Bukti.sha256_asli == sidik[0], Bukti.sha256 == sidik[1])
    found = session.scalars(select(Bukti).where(*of_purpose, Bukti.jenis == jenis, same)).first()
    count = session.scalar(select(func.count()).select_from(Bukti).where(*of_purpose)) or 0
    if found is None and count >= PALING_BANYAK:
        raise refuse(f"Sudah ada {PALING_BANYAK} bukti. Hapus yang tidak perlu, lalu unggah lagi.")
    return found


def remove_bukti(session: Session, bukti_id: UUID, *, actor: Actor) -> None:
    """Take a proof off a report that may still be edited; the stored bytes and the event stay."""
    require(actor, Izin.LAPORAN_TULIS)
    bukti = get_bukti(session, bukti_id, actor=actor)
    laporan = get_laporan(session, bukti.laporan_id, actor=actor, for_update=True)
    _check_editable(laporan)
    session.delete(bukti)
    _tell(session, laporan, "laporan.bukti_dihapus", bukti, actor)


def _check_editable(laporan: Laporan) -> None:
    if Status(laporan.status) not in EDITABLE:
        raise Conflict(f"Laporan ini sekarang: {label_status(laporan.status)}, jadi buktinya tidak dapat diubah.")


def _tell(session: Session, laporan: Laporan, peristiwa: str, bukti: Bukti, actor: Actor) -> None:
    rincian = {"jenis": bukti.jenis, "nama_berkas": bukti.nama_berkas, "sha256": bukti.sha256}
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian)
    flush(session)
    # Past the mapper: a proof overwrites nothing, so forms that are open elsewhere stay valid.
    session.execute(
        update(Laporan.__table__).where(Laporan.__table__.c.id == laporan.id).values(diubah_pada=db.now())  # type: ignore[arg-type]
    )
