"""Blocks and plots of two cemeteries for the demonstration: old graves, reserved plots, burials, and one move."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor
from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.tempat import TEMPAT
from pemakaman.contoh.usul import get_actor
from pemakaman.db import transaction
from pemakaman.errors import PemakamanError
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services import save_bagian
from pemakaman.makam.models import Blok, Makam, Petak
from pemakaman.makam.rules import GolonganBlok, JenisPetak, StatusPetak
from pemakaman.petak.rules import JenisPindah, PenerbitIzin
from pemakaman.petak.services.blok import create_blok
from pemakaman.petak.services.petak import add_petak, update_many
from pemakaman.petak.services.pindah import record_move

KAB = ("18.71", "18.72")
BLOK = (("A", GolonganBlok.ISLAM, "A-001 … A-060"), ("B", GolonganBlok.UMUM, "B-01 … B-24"))
PALING_BANYAK = 18


def fill() -> None:
    """Lay out the first cemetery of each of two kab/kota, unless it has blocks already."""
    for kab in KAB:
        tempat = next(one for one in TEMPAT if one.kab_kode == kab)
        with transaction() as session:
            follow_clock(session)
            makam = session.scalars(select(Makam).where(Makam.kab_kode == kab, Makam.nama == tempat.nama)).one()
            if session.scalar(select(Blok.id).where(Blok.makam_id == makam.id).limit(1)) is None:
                _lay_out(session, makam, get_actor(session, f"pengelola.{tempat.akun}"))


def _lay_out(session: Session, makam: Makam, pengelola: Actor) -> None:
    isian = {"jenis": JenisPetak.TUNGGAL, "status": StatusPetak.KOSONG, "panjang_cm": 220, "lebar_cm": 120}
    plots: list[UUID] = []
    for nama, golongan, rentang in BLOK:
        given = {"nama": nama, "golongan": golongan, "keterangan": None}
        blok = create_blok(session, makam.id, given, actor=pengelola)
        add_petak(session, blok.id, rentang=rentang, baris="", isian=isian, actor=pengelola)
        query = select(Petak.id).where(Petak.blok_id == blok.id).order_by(Petak.urutan)
        found = list(session.scalars(query))
        update_many(session, blok.id, found[:6], {"status": StatusPetak.TERISI}, actor=pengelola)
        update_many(session, blok.id, found[-2:], {"status": StatusPetak.DIPESAN}, actor=pengelola)
        update_many(session, blok.id, found[-4:-3], {"status": StatusPetak.TIDAK_DIPAKAI}, actor=pengelola)
        plots += found[6:-4]
    buried = _bury(session, makam, plots, pengelola)
    if buried:
        _move(session, makam, buried[0], plots[-1], pengelola)


def _bury(session: Session, makam: Makam, plots: list[UUID], pengelola: Actor) -> list[UUID]:
    """Give plots to burials that may still be completed; one that the checks refuse stays without."""
    query = select(Laporan).where(Laporan.makam_id == makam.id, Laporan.status == Status.LAPOR_AWAL)
    query = query.order_by(Laporan.dimakamkan_tanggal, Laporan.id).limit(PALING_BANYAK)
    found: list[UUID] = []
    for laporan, petak_id in zip(session.scalars(query).all(), plots, strict=False):
        try:
            with session.begin_nested():
                chosen = {"petak_id": petak_id, "tumpang": False}
                save_bagian(session, laporan.id, "pemakaman", chosen, versi=laporan.versi, actor=pengelola)
            found.append(laporan.id)
        except PemakamanError:
            session.expire_all()
    return found


def _move(session: Session, makam: Makam, laporan_id: UUID, petak_id: UUID, pengelola: Actor) -> None:
    """The family plot was on the other side; the court agreed."""
    today = db.today_in(makam.kab_kode)
    isian = {
        "jenis": JenisPindah.PINDAH_PETAK,
        "petak_id": petak_id,
        "tanggal": today,
        "izin_tanggal": today - timedelta(days=3),
        "izin_nomor": "12/Pdt.P/2026",
        "izin_penerbit": "Pengadilan Negeri",
        "penerbit_jenis": PenerbitIzin.PENGADILAN,
        "alasan": "Disatukan dengan makam keluarga menurut penetapan pengadilan.",
    }
    record_move(session, laporan_id, isian, surat=None, actor=pengelola)
