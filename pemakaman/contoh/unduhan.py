"""Papers of the demonstration that were taken to the counter: those of every akta, and of some that wait for it.

Their bytes are printed by the worker after the start; that they went out is written here, at its likely day.
"""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.sessions import actor_of
from pemakaman.berkas.models import Berkas
from pemakaman.berkas.services.berkas import ensure_berkas
from pemakaman.berkas.services.unduh import count_print
from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.tempat import KAB
from pemakaman.db import clock_at, now, transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.verifikasi.models import Keputusan

SETIAP = 3
SELANG = timedelta(hours=20)


def fill() -> None:
    """Each kab/kota in one transaction, unless it has a file that went out."""
    for kab in KAB:
        with transaction() as session:
            follow_clock(session)
            _fill_kab(session, kab)


def _fill_kab(session: Session, kab: str) -> None:
    out = select(Berkas.id).join(Laporan, Laporan.id == Berkas.laporan_id)
    if session.scalar(out.where(Laporan.kab_kode == kab, Berkas.diunduh_pada.is_not(None)).limit(1)) is not None:
        return
    query = (
        select(Laporan, Keputusan)
        .join(Keputusan, Keputusan.laporan_id == Laporan.id)
        .where(Laporan.kab_kode == kab, Laporan.status.in_((Status.DISETUJUI, Status.AKTA_TERBIT)))
        .order_by(Keputusan.disetujui_pada, Laporan.id)
    )
    for nomor, (laporan, keputusan) in enumerate(session.execute(query).all()):
        approved = keputusan.disetujui_pada or now()
        moment = approved + SELANG
        if moment > now() or (laporan.status == Status.DISETUJUI and nomor % SETIAP):
            continue
        actor = actor_of(session.get_one(Akun, keputusan.disarankan_oleh))
        with clock_at(approved):
            berkas = ensure_berkas(session, laporan.id)
        with clock_at(moment):
            count_print(berkas, moment)
            rincian = {"versi_dokumen": berkas.versi_dokumen, "cetak_ke": berkas.jumlah_cetak}
            record(
                session, "laporan.berkas_diunduh", "laporan", laporan.id, actor=actor, wilayah=kab, rincian=rincian
            )  # fmt: skip
            session.flush()
