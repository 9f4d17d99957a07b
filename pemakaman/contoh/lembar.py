"""Single papers for the demonstration: a power of attorney for who acts for a family, letters of a cemetery,
and a letter that the office words itself.

Its worker prints them, and the files of the approved reports, after the start.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin
from pemakaman.akun.sessions import actor_of
from pemakaman.berkas.fakta import BUKAN_KELUARGA
from pemakaman.berkas.models import Dokumen
from pemakaman.berkas.rules import is_printable
from pemakaman.berkas.services.lepas import order_lepas
from pemakaman.contoh.tempat import slug
from pemakaman.contoh.usul import get_actor
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.rules import Status
from pemakaman.surat import awal
from pemakaman.surat.queries import list_templat
from pemakaman.surat.services import save_templat

KAB = ("18.71", "18.72")
BANYAK = 3


def fill(kab_nama: Mapping[str, str]) -> None:
    """A few papers in each of two kab/kota, unless there are some already."""
    for kab in KAB:
        with transaction() as session:
            _fill_templat(session, get_actor(session, f"admin.{slug(kab_nama[kab])}"))
            single = select(Dokumen.id).where(Dokumen.kab_kode == kab, Dokumen.berkas_id.is_(None))
            if session.scalar(single.limit(1)) is None:
                _fill_kab(session, kab, get_actor(session, f"verif.{slug(kab_nama[kab])}"))


def _fill_templat(session: Session, admin: Actor) -> None:
    """A letter that the office writes itself, unless it has one."""
    if not list_templat(session, actor=admin):
        save_templat(session, None, awal.JUDUL, awal.ISI, versi=0, actor=admin)


def _keeper(session: Session, laporan: Laporan, officer: Actor) -> Actor:
    """Who wrote the report prints its papers; the officer where that account may print none."""
    writer = actor_of(session.get_one(Akun, laporan.dibuat_oleh))
    return writer if writer.may(Izin.DOKUMEN_BUAT) else officer


def _fill_kab(session: Session, kab: str, actor: Actor) -> None:
    query = (
        select(Laporan, LaporanOrang)
        .join(LaporanOrang, (LaporanOrang.laporan_id == Laporan.id) & (LaporanOrang.peran == "pelapor"))
        .where(Laporan.kab_kode == kab, Laporan.status.in_([Status.DIAJUKAN, Status.DISETUJUI]))
        .order_by(LaporanOrang.hubungan.in_(BUKAN_KELUARGA).desc().nulls_last(), Laporan.id)
        .limit(BANYAK)
    )
    for laporan, pelapor in session.execute(query).all():
        kuasa = {"kuasa_nama": pelapor.nama or "", "kuasa_nik": pelapor.nik or "", "alasan": "sakit"}
        surat = {"nomor_surat": f"470/{laporan.buku_nomor:03}/TPU/{laporan.buku_tahun}"}
        for jenis, masukan in ((Jenis.F_1_07, kuasa), (Jenis.SK_PEMAKAMAN, surat)):
            if is_printable(jenis):
                order_lepas(session, laporan.id, jenis, masukan, actor=_keeper(session, laporan, actor))
