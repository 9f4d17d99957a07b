"""The decision of two persons, and all that follows from it, in one transaction."""

from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akta.services import cancel_akta
from pemakaman.akun.rules import Actor, Izin
from pemakaman.berkas.services import annul_berkas, resume_berkas
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Action
from pemakaman.laporan.services import change_status
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.queries import lock_others
from pemakaman.pembatalan.rules import HASIL, PERISTIWA, Putusan, StatusKasus, sentence_of
from pemakaman.pembatalan.services.dasar import locked_open, tell
from pemakaman.pemilih.pembekuan import annul_usul, restore_usul
from pemakaman.verifikasi.services.dasar import own_id

SENDIRI = "Anda sendiri yang mengusulkan putusan ini. Yang memutus harus akun lain."


def decide(session: Session, kasus_id: UUID, *, versi: int, catatan: str | None = None, actor: Actor) -> KasusHidup:
    """The second person agrees with the proposal; every other open case of the report ends the same way."""
    kasus, laporan = locked_open(session, kasus_id, Izin.HIDUP_PUTUS, versi=versi, actor=actor)
    if kasus.usul_putusan is None:
        raise Conflict("Belum ada putusan yang diusulkan untuk kasus ini.")
    if kasus.diusulkan_oleh == actor.id:
        raise Forbidden(SENDIRI)
    putusan = Putusan(kasus.usul_putusan)
    sebab = sentence_of(putusan, kasus.nomor)
    if putusan is Putusan.KABULKAN:
        _annul(session, laporan, kasus, sebab, actor=actor)
    else:
        _restore(session, laporan, kasus, sebab, actor=actor)
    _finish(session, kasus, putusan, catatan=catatan, actor=actor)
    for other in lock_others(session, kasus, StatusKasus.TERBUKA):
        _follow(session, other, kasus, putusan, actor=actor)
    return kasus


def _annul(session: Session, laporan: Laporan, kasus: KasusHidup, sebab: str, *, actor: Actor) -> None:
    """He is alive: the report says of nobody that he died, and nothing made of it counts."""
    rincian = {"kasus": kasus.nomor, "alasan": kasus.usul_alasan}
    change_status(session, laporan, Action.ANNUL, actor=actor, rincian=rincian)
    annul_usul(session, laporan.id, sebab=sebab, actor=actor)
    annul_berkas(session, laporan, sebab=sebab, actor=actor)
    cancel_akta(session, laporan, sebab=sebab, actor=actor)


def _restore(session: Session, laporan: Laporan, kasus: KasusHidup, sebab: str, *, actor: Actor) -> None:
    """The alarm was false: everything stands again where it stood."""
    rincian = {"kasus": kasus.nomor, "alasan": kasus.usul_alasan}
    change_status(session, laporan, Action.RESTORE, actor=actor, rincian=rincian)
    restore_usul(session, laporan.id, sebab=sebab, actor=actor)
    resume_berkas(session, laporan)


def _finish(session: Session, kasus: KasusHidup, putusan: Putusan, *, catatan: str | None, actor: Actor) -> None:
    kasus.status = HASIL[putusan]
    kasus.diputus_oleh, kasus.diputus_pada = own_id(actor), now()
    kasus.alasan_putusan = (catatan or "").strip() or None
    rincian = {"catatan": kasus.alasan_putusan} if kasus.alasan_putusan else {}
    tell(session, PERISTIWA[putusan], kasus, actor, rincian)


def _follow(session: Session, other: KasusHidup, kasus: KasusHidup, putusan: Putusan, *, actor: Actor) -> None:
    other.usul_putusan, other.usul_alasan = putusan, f"Ikut putusan kasus {kasus.nomor}: {kasus.usul_alasan}"
    other.diusulkan_oleh, other.diusulkan_pada = kasus.diusulkan_oleh, kasus.diusulkan_pada
    other.status = HASIL[putusan]
    other.diputus_oleh, other.diputus_pada = kasus.diputus_oleh, kasus.diputus_pada
    tell(session, PERISTIWA[putusan], other, actor, {"kasus": kasus.nomor})
