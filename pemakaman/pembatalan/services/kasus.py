"""What the office does with a case before it is decided: find its report, close it, collect proofs, propose."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import STATUS_LABEL, Status
from pemakaman.laporan.services import attach_bukti
from pemakaman.pembatalan.models import KasusBukti, KasusHidup
from pemakaman.pembatalan.queries import get_kasus, list_bukti
from pemakaman.pembatalan.rules import BUKTI_KASUS, Putusan, StatusKasus, check_open, check_proof, reason
from pemakaman.pembatalan.services.bekukan import freeze
from pemakaman.pembatalan.services.dasar import link, locked, locked_open, tell
from pemakaman.pembatalan.services.lapor import can_freeze
from pemakaman.verifikasi.services.dasar import own_id


def link_kasus(session: Session, kasus_id: UUID, laporan_id: UUID, *, versi: int, actor: Actor) -> KasusHidup:
    """Name the report that a case is about; it is frozen in this moment."""
    get_kasus(session, kasus_id, actor=actor)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    kasus, _ = locked(session, kasus_id, Izin.HIDUP_PERIKSA, versi=versi, actor=actor, status=StatusKasus.BARU)
    if not can_freeze(laporan):
        label = STATUS_LABEL[Status(laporan.status)].lower()
        raise Conflict(f"Laporan itu sekarang: {label}. Ia tidak menyatakan siapa pun meninggal; pilih laporan lain.")
    link(session, kasus, laporan, actor)
    freeze(session, laporan, nomor=kasus.nomor, actor=actor)
    return kasus


def close_kasus(session: Session, kasus_id: UUID, *, alasan: str, versi: int, actor: Actor) -> KasusHidup:
    """End a case for which there is no report; nothing was frozen by it."""
    kasus, _ = locked(session, kasus_id, Izin.HIDUP_PERIKSA, versi=versi, actor=actor, status=StatusKasus.BARU)
    kasus.alasan_putusan = reason(alasan, "Tulis mengapa kasus ini ditutup.")
    kasus.status, kasus.diputus_oleh, kasus.diputus_pada = StatusKasus.DITUTUP, own_id(actor), now()
    tell(session, "kasus_hidup.ditutup", kasus, actor, {"alasan": kasus.alasan_putusan})
    return kasus


def add_kasus_bukti(
    session: Session, kasus_id: UUID, *, jenis: str, nama_berkas: str, content: bytes, actor: Actor
) -> Bukti:
    """Add one proof to an open case; it is no proof of the report's death."""
    kasus = get_kasus(session, kasus_id, actor=actor)
    require(actor, Izin.HIDUP_PERIKSA)
    check_open(StatusKasus(kasus.status), StatusKasus.TERBUKA)
    if kasus.laporan_id is None:
        raise NotFound()
    if jenis not in BUKTI_KASUS:
        raise Invalid({"jenis": ["Pilih jenis bukti dulu."]})
    bukti = attach_bukti(
        session,
        kasus.laporan_id,
        untuk="hidup",
        jenis=jenis,
        nama_berkas=nama_berkas,
        content=content,
        actor=actor,
        check=_check_frozen,
    )
    _check_waiting(get_kasus(session, kasus_id, actor=actor, for_update=True))
    _attach(session, kasus.id, [bukti.id])
    return bukti


def _check_frozen(laporan: Laporan) -> None:
    if laporan.status != Status.DIBEKUKAN:
        raise Conflict("Kasus ini sudah diputus, jadi buktinya tidak dapat ditambah lagi.")


def _check_waiting(kasus: KasusHidup) -> None:
    check_open(StatusKasus(kasus.status), StatusKasus.TERBUKA)
    if kasus.usul_putusan is not None:
        raise Conflict("Putusan kasus ini sudah diusulkan dan menunggu pejabat.")


def _attach(session: Session, kasus_id: UUID, ids: Collection[UUID]) -> None:
    there = set(session.scalars(select(KasusBukti.bukti_id).where(KasusBukti.kasus_id == kasus_id)))
    session.add_all(KasusBukti(kasus_id=kasus_id, bukti_id=one) for one in sorted(set(ids) - there))
    session.flush()


def propose_putusan(
    session: Session,
    kasus_id: UUID,
    *,
    putusan: str,
    alasan: str,
    bukti: Collection[UUID] = (),
    versi: int,
    actor: Actor,
) -> KasusHidup:
    """The first person's judgement with its proofs; `bukti` are the report's proofs of death he compared again."""
    kasus, laporan = locked_open(session, kasus_id, Izin.HIDUP_PERIKSA, versi=versi, actor=actor)
    _check_waiting(kasus)
    if putusan not in set(Putusan):
        raise Invalid({"putusan": ["Pilih putusan yang Anda usulkan."]})
    alasan = reason(alasan, "Tulis alasan, misalnya siapa yang datang dan apa yang dicocokkan.")
    if putusan == Putusan.TOLAK:
        _attach(session, kasus.id, _of_death(session, laporan, bukti))
    check_proof(Putusan(putusan), {one.jenis for one in list_bukti(session, kasus.id)})
    kasus.usul_putusan, kasus.usul_alasan = putusan, alasan
    kasus.diusulkan_oleh, kasus.diusulkan_pada = own_id(actor), now()
    tell(session, "kasus_hidup.diusulkan", kasus, actor, {"putusan": putusan, "alasan": alasan})
    return kasus


def _of_death(session: Session, laporan: Laporan, ids: Collection[UUID]) -> set[UUID]:
    query = select(Bukti.id).where(Bukti.laporan_id == laporan.id, Bukti.untuk == "kematian", Bukti.id.in_(ids))
    return set(session.scalars(query))


def send_back(session: Session, kasus_id: UUID, *, alasan: str, versi: int, actor: Actor) -> KasusHidup:
    """The second person's no, for now: the proposal is gone, the report stays frozen."""
    kasus, _ = locked_open(session, kasus_id, Izin.HIDUP_PUTUS, versi=versi, actor=actor)
    if kasus.usul_putusan is None:
        raise Conflict("Belum ada putusan yang diusulkan untuk kasus ini.")
    alasan = reason(alasan, "Tulis apa yang harus diperiksa lagi.")
    rincian = {"putusan": kasus.usul_putusan, "alasan": alasan}
    kasus.usul_putusan = kasus.usul_alasan = kasus.diusulkan_oleh = kasus.diusulkan_pada = None
    tell(session, "kasus_hidup.usul_ditolak", kasus, actor, rincian)
    return kasus
