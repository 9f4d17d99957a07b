"""What every writer of a case starts with: the locks in their one order, and the trail."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, NotFound, StaleVersion
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.queries import get_kasus
from pemakaman.pembatalan.rules import KASUS_LABEL, StatusKasus, check_open


def locked(
    session: Session, kasus_id: UUID, izin: Izin, *, versi: int, actor: Actor, status: StatusKasus
) -> tuple[KasusHidup, Laporan | None]:
    """The case and its report, the report locked first; raises NotFound, Forbidden, StaleVersion or Conflict."""
    seen = get_kasus(session, kasus_id, actor=actor)
    require(actor, izin)
    laporan = None
    if seen.laporan_id is not None:
        laporan = get_laporan(session, seen.laporan_id, actor=actor, for_update=True)
    kasus = get_kasus(session, kasus_id, actor=actor, for_update=True)
    if kasus.laporan_id is not None and laporan is None:
        raise Conflict("Kasus ini baru saja ditautkan ke sebuah laporan. Buka lagi halamannya.")
    check_open(StatusKasus(kasus.status), status)
    if kasus.versi != versi:
        label = KASUS_LABEL[StatusKasus(kasus.status)].lower()
        raise StaleVersion("Kasus ini berubah sejak Anda membukanya. Buka lagi halamannya.", [f"Sekarang: {label}."])
    return kasus, laporan


def locked_open(
    session: Session, kasus_id: UUID, izin: Izin, *, versi: int, actor: Actor
) -> tuple[KasusHidup, Laporan]:
    """An open case with the frozen report it is about."""
    kasus, laporan = locked(session, kasus_id, izin, versi=versi, actor=actor, status=StatusKasus.TERBUKA)
    if laporan is None:
        raise NotFound()
    return kasus, laporan


def link(session: Session, kasus: KasusHidup, laporan: Laporan, actor: Pelaku) -> None:
    """Name the report that a waiting case is about; the case is then its office's."""
    kasus.laporan_id, kasus.kab_kode, kasus.status = laporan.id, laporan.kab_kode, StatusKasus.TERBUKA
    rincian = {"buku": f"{laporan.buku_nomor}/{laporan.buku_tahun}"}
    tell(session, "kasus_hidup.ditautkan", kasus, actor, rincian)


def tell(
    session: Session, peristiwa: str, kasus: KasusHidup, actor: Pelaku, rincian: Mapping[str, object] | None = None
) -> None:
    """One event of a case; names, numbers of persons and what was told never stand in it."""
    record(session, peristiwa, "kasus_hidup", kasus.id, actor=actor, wilayah=kasus.kab_kode, rincian=rincian)
    session.flush()
