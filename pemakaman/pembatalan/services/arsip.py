"""The archive, and the way back of a report that was annulled wrongly."""

from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Action, Status, next_status
from pemakaman.laporan.services import change_status, check_versi
from pemakaman.pembatalan.rules import reason
from pemakaman.verifikasi.models import Keputusan, Klaim
from pemakaman.verifikasi.services.dasar import end_claim, flush, locked


def archive(session: Session, laporan_id: UUID, *, alasan: str, versi: int, actor: Actor) -> Laporan:
    """Set a report aside that nobody will work on; its row in the book and all it holds stay."""
    return _step(session, laporan_id, Action.ARCHIVE, Izin.LAPORAN_ARSIPKAN, alasan=alasan, versi=versi, actor=actor)


def unarchive(session: Session, laporan_id: UUID, *, alasan: str, versi: int, actor: Actor) -> Laporan:
    """Put an archived report back where it stood."""
    return _step(session, laporan_id, Action.UNARCHIVE, Izin.LAPORAN_ARSIPKAN, alasan=alasan, versi=versi, actor=actor)


def reinstate(session: Session, laporan_id: UUID, *, alasan: str, versi: int, actor: Actor) -> Laporan:
    """Send an annulled report to the desk, to be checked and decided by two persons from the beginning."""
    laporan = _step(session, laporan_id, Action.REINSTATE, Izin.HIDUP_PUTUS, alasan=alasan, versi=versi, actor=actor)
    keputusan, klaim = session.get(Keputusan, laporan.id), session.get(Klaim, laporan.id)
    if keputusan is not None:
        session.delete(keputusan)
    if klaim is not None:
        end_claim(session, klaim)
    flush(session)
    return laporan


def _step(
    session: Session, laporan_id: UUID, action: Action, izin: Izin, *, alasan: str, versi: int, actor: Actor
) -> Laporan:
    laporan = locked(session, laporan_id, izin, actor)
    sebelum = Status(laporan.status_sebelum) if laporan.status_sebelum else None
    next_status(Status(laporan.status), action, sebelum)
    check_versi(session, laporan, versi)
    change_status(session, laporan, action, actor=actor, rincian={"alasan": reason(alasan, "Tulis alasannya.")})
    return laporan
