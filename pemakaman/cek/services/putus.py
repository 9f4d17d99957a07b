"""Another person decides that a proposal may go on although the field did not find the voter dead."""

from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.cek import queries
from pemakaman.cek.rules import clean
from pemakaman.cek.services.dasar import require_checker, tell
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid, StaleVersion
from pemakaman.laporan.rules import Status
from pemakaman.pembatalan.queries import lock_target
from pemakaman.pemilih.models import ButirLapangan, CekLapangan, Usul
from pemakaman.pemilih.penarikan import lock_packages
from pemakaman.pemilih.rules import HASIL_MENAHAN, USUL_LABEL, StatusUsul

OPEN = (StatusUsul.DIUSULKAN, StatusUsul.DIKONFIRMASI)
KASUS = (
    "Laporannya dibekukan karena orangnya mungkin masih hidup. Putuskan dulu kasus masih hidupnya; "
    "sesudah itu usul ini dapat dilanjutkan di sini."
)


def decide_answer(session: Session, butir_id: UUID, *, versi: int, alasan: str, actor: Actor) -> Usul:
    """Let the proposal go on, with a reason; its confirmation and its package ask for nothing less than before.

    Of one found alive only after its case was decided. Who recorded the answer does not decide on it.
    """
    seen = queries.get_butir(session, butir_id, actor=actor)
    require_checker(actor)
    usul = session.get_one(Usul, seen.usul_id)
    laporan = lock_target(session, usul.laporan_id)
    lock_packages(session, usul.kab_kode)
    butir = queries.get_butir(session, butir_id, actor=actor, for_update=True)
    session.refresh(usul)
    _check(butir, usul, versi, actor)
    if laporan.status == Status.DIBEKUKAN:
        raise Conflict(KASUS)
    text = clean(alasan[:1000], 1000)
    if text is None:
        raise Invalid({"alasan": ["Tulis alasannya."]})
    cek = session.get_one(CekLapangan, butir.cek_id)
    with session.no_autoflush:
        butir.putusan_alasan, butir.diputus_oleh, butir.diputus_pada = text, actor.id, now()
        rincian = {"nomor": cek.nomor, "baris": butir.urutan, "hasil_cek": butir.hasil, "alasan": text}
        tell(session, "cek_lapangan.diputus", cek, actor, rincian)
    return usul


def _check(butir: ButirLapangan, usul: Usul, versi: int, actor: Actor) -> None:
    if butir.versi != versi:
        raise StaleVersion("Hasil cek lapangan ini berubah sejak Anda membukanya. Buka lagi usulnya.", [])
    if butir.hasil not in HASIL_MENAHAN or butir.diputus_pada is not None:
        raise Conflict("Hasil cek lapangan ini tidak menahan usul, atau sudah diputus.")
    if butir.dicatat_oleh == actor.id:
        raise Forbidden("Hasil cek lapangan harus diputus orang lain, bukan yang mencatatnya.")
    if usul.status == StatusUsul.DIBEKUKAN:
        raise Conflict(KASUS)
    if usul.status not in OPEN:
        raise Conflict(f"Usul ini tidak berjalan lagi. Keadaannya: {USUL_LABEL[StatusUsul(usul.status)].lower()}.")
