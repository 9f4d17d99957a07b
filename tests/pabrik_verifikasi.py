"""Reports in the states of the review desk. A waiting report is a row with its event; later states come by services."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import now, today_in, transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Bukti, Laporan, LaporanOrang
from pemakaman.laporan.rules import SET_ASIDE, JenisBukti, Status
from pemakaman.makam.models import Makam
from pemakaman.nilai.nama import search_key, sound_key_tokens
from pemakaman.verifikasi import services
from pemakaman.verifikasi.models import Klaim
from tests.pabrik import make_actor, make_makam

_nomor = count(1)


def birth_of(number: int) -> dict[str, int]:
    """A day of birth that no report near it in number shares, so that equal names are no suspicion."""
    day = date(1930, 1, 1) + timedelta(days=number * 397 % 25_000)
    return {"lahir_tahun": day.year, "lahir_bulan": day.month, "lahir_hari": day.day}


def make_waiting(makam: Makam | None = None, *, nama: str = "Siti Aminah", **isian: Any) -> UUID:
    """A committed report that waits for a verifikator."""
    makam = makam or make_makam()
    pembuat = make_actor(Peran.PENGELOLA_MAKAM, makam.kab_kode)
    values: dict[str, Any] = {
        "status": Status.DIAJUKAN,
        "buku_nomor": next(_nomor),
        "buku_tahun": 2026,
        "nik": f"1871{next(_nomor):012}",
        "jenis_kelamin": "P",
        **({} if "umur" in isian else birth_of(next(_nomor))),
        "menerangkan": 2,
        "surat_nomor": "474.3/012/2026",
        "surat_penerbit": "Kelurahan Kedaton",
        "meninggal_tanggal": today_in("18") - timedelta(days=3),
        "dimakamkan_tanggal": today_in("18") - timedelta(days=2),
        "diajukan_pada": now(),
    }
    with transaction() as session:
        laporan = Laporan(
            id=uuid4(),
            makam_id=makam.id,
            kab_kode=makam.kab_kode,
            kec_kode=makam.kec_kode,
            desa_kode=makam.desa_kode,
            dibuat_oleh=pembuat.id,
            nama=nama,
            nama_cari=search_key(nama),
            nama_bunyi=sound_key_tokens(nama),
            **{**values, **isian},
        )
        session.add(laporan)
        record(session, "laporan.diajukan", "laporan", laporan.id, actor=SISTEM, wilayah=makam.kab_kode)
        session.flush()
        session.add(LaporanOrang(laporan_id=laporan.id, peran="pelapor", nama="Budi Santoso"))
    return laporan.id


def act(service: Callable[..., object], laporan_id: UUID, **values: Any) -> None:
    """Run one service in its own transaction, on the version that is there."""
    with transaction() as session:
        if "versi" in values and values["versi"] is None:
            values["versi"] = session.get_one(Laporan, laporan_id).versi
        service(session, laporan_id, **values)


def make_claimed(petugas: Actor, makam: Makam | None = None, **isian: Any) -> UUID:
    """A report in the hands of an officer."""
    laporan_id = make_waiting(makam, **isian)
    act(services.claim, laporan_id, actor=petugas)
    return laporan_id


def check_identity(laporan_id: UUID, petugas: Actor) -> None:
    """The officer saw the person in SIAK today."""
    act(services.record_check, laporan_id, cara="siak", tanggal_cek=today_in("18"), alasan=None, actor=petugas)


def make_recommended(petugas: Actor, makam: Makam | None = None, **isian: Any) -> UUID:
    """A report that waits for the pejabat."""
    laporan_id = make_claimed(petugas, makam, **isian)
    check_identity(laporan_id, petugas)
    act(services.recommend, laporan_id, actor=petugas, versi=None)
    return laporan_id


def make_in(status: Status, petugas: Actor, pejabat: Actor, makam: Makam | None = None) -> UUID:
    """A report in any state that the office sees."""
    if status is Status.DIGABUNG:
        return make_waiting(makam, status=status, status_sebelum=Status.DIAJUKAN, digabung_ke=make_waiting(makam))
    if status in SET_ASIDE:
        return make_waiting(makam, status=status, status_sebelum=Status.LAPOR_AWAL)
    if status in {
        Status.LAPOR_AWAL,
        Status.DIBATALKAN,
        Status.DIAJUKAN,
        Status.DISETUJUI,
        Status.AKTA_TERBIT,
        Status.DITOLAK,
    }:
        return make_waiting(makam, status=status)
    if status is Status.DIPERIKSA:
        return make_claimed(petugas, makam)
    if status is Status.DISARANKAN:
        return make_recommended(petugas, makam)
    laporan_id = make_claimed(petugas, makam)
    act(services.return_laporan, laporan_id, actor=petugas, versi=None, notes={"nik": "NIK salah"})
    return laporan_id


def add_sptjm(laporan_id: UUID) -> None:
    """The family's stamped declaration lies with the report."""
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
        session.add(
            Bukti(
                laporan_id=laporan_id,
                jenis=JenisBukti.SPTJM,
                nama_berkas="sptjm.png",
                mime="image/png",
                ukuran=1,
                sha256="5" * 64,
                sha256_asli="5" * 64,
                dibuat_oleh=laporan.dibuat_oleh,
            )
        )
        record(session, "laporan.bukti_ditambah", "laporan", laporan_id, actor=SISTEM)


def status_of(laporan_id: UUID) -> str:
    """The state in the database."""
    with transaction() as session:
        return session.get_one(Laporan, laporan_id).status


def version_of(laporan_id: UUID) -> int:
    """The version in the database."""
    with transaction() as session:
        return session.get_one(Laporan, laporan_id).versi


def long_ago(days: int) -> datetime:
    """A moment some days back."""
    return now() - timedelta(days=days)


def expire_claim(session: Session, laporan_id: UUID) -> None:
    """Let the claim's time run out."""
    session.get_one(Klaim, laporan_id).sampai = now() - timedelta(minutes=1)
    record(session, "laporan.uji", "laporan", laporan_id, actor=SISTEM)
