"""What is done about a struck name that came back: proposed again, told to KPU, settled."""

from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now
from pemakaman.errors import Forbidden, Invalid, StaleVersion
from pemakaman.jejak.services import changes, record
from pemakaman.pemilih.models import MunculLagi, Usul
from pemakaman.pemilih.queries_kembali import get_muncul
from pemakaman.pemilih.rules_kembali import MUNCUL_LABEL, StatusMuncul, check_step
from pemakaman.pemilih.services import propose

PANJANG_CATATAN = 1000


def may_settle(actor: Actor) -> bool:
    """The office that struck the name: who proposes, who confirms, who makes packages."""
    return any(actor.may(izin) for izin in (Izin.USUL_BUAT, Izin.USUL_KONFIRMASI, Izin.PAKET_BUAT))


def propose_again(session: Session, muncul_id: UUID, *, dilihat: str, actor: Actor) -> Usul:
    """Propose the voter of the new list for the same death, by the ordinary way and its rules."""
    muncul = _take(session, muncul_id, StatusMuncul.DIUSULKAN, dilihat, actor)
    require(actor, Izin.USUL_BUAT)
    laporan_id = session.get_one(Usul, muncul.usul_id).laporan_id
    usul = propose(
        session, laporan_id=laporan_id, daftar_id=muncul.daftar_id, pemilih_id=muncul.pemilih_id, actor=actor
    )
    _move(session, muncul, StatusMuncul.DIUSULKAN, None, actor)
    return usul


def settle(
    session: Session, muncul_id: UUID, status: StatusMuncul, *, catatan: str, dilihat: str, actor: Actor
) -> MunculLagi:
    """Note that KPU was told, or that nothing is left to do, and how."""
    muncul = _take(session, muncul_id, status, dilihat, actor)
    if not may_settle(actor):
        raise Forbidden()
    text = catatan.strip()
    if not text:
        raise Invalid({"catatan": ["Tulis apa yang dilakukan, misalnya nomor surat ke KPU."]})
    if status not in (StatusMuncul.DISAMPAIKAN, StatusMuncul.SELESAI):
        raise Invalid({"status": ["Pilih disampaikan ke KPU, atau selesai."]})
    _move(session, muncul, status, text[:PANJANG_CATATAN], actor)
    return muncul


def _take(session: Session, muncul_id: UUID, ke: StatusMuncul, dilihat: str, actor: Actor) -> MunculLagi:
    muncul = get_muncul(session, muncul_id, actor=actor, for_update=True)
    if muncul.status != dilihat:
        label = MUNCUL_LABEL[StatusMuncul(muncul.status)].lower()
        pesan = "Peringatan ini berubah sejak Anda membukanya. Buka lagi halamannya."
        raise StaleVersion(pesan, [f"Sekarang: {label}."])
    check_step(StatusMuncul(muncul.status), ke)
    return muncul


def _move(session: Session, muncul: MunculLagi, status: StatusMuncul, catatan: str | None, actor: Actor) -> None:
    with session.no_autoflush:
        muncul.status, muncul.ditindak_oleh, muncul.ditindak_pada = status, actor.id, now()
        if catatan is not None:
            muncul.catatan = catatan
        event = f"muncul_lagi.{status.value}"
        rincian = changes(muncul)
        record(session, event, "muncul_lagi", muncul.id, actor=actor, wilayah=muncul.kab_kode, rincian=rincian)
    session.flush()
