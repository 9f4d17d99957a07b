"""What every writer of a list starts with."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.cek.rules import CEK_LABEL, StatusCek
from pemakaman.errors import Conflict, Forbidden, StaleVersion
from pemakaman.jejak.services import record
from pemakaman.pemilih.models import CekLapangan


def may_check(actor: Actor) -> bool:
    """Do lists, answers and decisions belong to this role? Those who propose and those who confirm."""
    return actor.may(Izin.USUL_BUAT) or actor.may(Izin.USUL_KONFIRMASI)


def require_checker(actor: Actor) -> None:
    """Raise Forbidden unless the role makes lists and records answers."""
    if not may_check(actor):
        raise Forbidden("Cek lapangan dikerjakan verifikator dan pejabat.")


def check_running(cek: CekLapangan, versi: int | None = None) -> None:
    """Raise Conflict unless the list runs, StaleVersion when it changed since it was read."""
    status = CEK_LABEL[StatusCek(cek.status)].lower()
    if cek.status != StatusCek.BERJALAN:
        raise Conflict(f"Daftar ini sudah {status}. Muat ulang halamannya.")
    if versi is not None and cek.versi != versi:
        raise StaleVersion("Daftar ini berubah sejak Anda membukanya. Buka lagi halamannya.", [f"Sekarang: {status}."])


def tell(
    session: Session, peristiwa: str, cek: CekLapangan, actor: Actor, rincian: Mapping[str, object] | None = None
) -> None:
    """One event of a list."""
    record(session, peristiwa, "cek_lapangan", cek.id, actor=actor, wilayah=cek.desa_kode, rincian=rincian)
    session.flush()
