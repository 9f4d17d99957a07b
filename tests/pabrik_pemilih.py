"""Voter lists and approved reports for tests."""

from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.rules import Status
from pemakaman.pemilih import services
from pemakaman.pemilih.models import DaftarPemilih, Pemilih, Usul
from tests.pabrik import BANDAR_LAMPUNG, make_actor
from tests.pabrik_verifikasi import make_waiting

_serial = count(1)
PERIODE = "2026-T3"


def make_approved(**isian: Any) -> UUID:
    """A committed report that the office has approved."""
    values = {"nama": "Siti Aminah", "jenis_kelamin": "P", "lahir_tahun": 1950, "lahir_bulan": 3, "lahir_hari": 4}
    values |= {"surat_nomor": None, "surat_penerbit": None}
    return make_waiting(**{"status": Status.DISETUJUI, **values, **isian})


def make_daftar(kab: str = BANDAR_LAMPUNG, *, status: str = "jadi") -> UUID:
    """A committed list without voters."""
    admin = make_actor(Peran.ADMIN_KAB, kab)
    with transaction() as session:
        daftar = DaftarPemilih(
            wilayah_kode=kab,
            jenis="DPB",
            periode=PERIODE,
            nama_berkas="dpb.csv",
            sha256=f"{next(_serial):064}",
            ukuran=1,
            status=status,
            dibuat_oleh=admin.id,
        )
        session.add(daftar)
        session.flush()
        record(session, "daftar_pemilih.uji", "daftar_pemilih", daftar.id, actor=SISTEM)
    return daftar.id


def make_pemilih(daftar_id: UUID, nik: str | None, **isian: Any) -> int:
    """A committed voter; by default the same person as `make_approved`."""
    values: dict[str, Any] = {
        "kecamatan": "Kedaton",
        "desa": "Kedaton",
        "kec_kode": "18.71.01",
        "desa_kode": "18.71.01.1003",
        "nama": "SITI AMINAH",
        "jenis_kelamin": "P",
        "tanggal_lahir": date(1950, 3, 4),
        "tps": "003",
    }
    with transaction() as session:
        pemilih = Pemilih(daftar_id=daftar_id, nik=nik, **{**values, **isian})
        session.add(pemilih)
    return pemilih.id


def register(path: Path, admin: Actor, *, wilayah: str = BANDAR_LAMPUNG, defer: bool = False) -> UUID:
    """Store a file as a waiting list."""
    with transaction() as session:
        return services.register_daftar(
            session,
            wilayah_kode=wilayah,
            jenis="DPB",
            periode=PERIODE,
            nama_berkas=path.name,
            sha256=store.put_file(path),
            ukuran=path.stat().st_size,
            actor=admin,
            defer=defer,
        ).id


class Kantor:
    """One kab/kota office with an approved report and its voter in a list."""

    def __init__(self, **isian: Any) -> None:
        self.verifikator, self.pejabat = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
        self.nik = f"1871{next(_serial):012}"
        self.laporan_id = make_approved(nik=self.nik, **isian)
        self.daftar_id = make_daftar()
        self.pemilih_id = make_pemilih(self.daftar_id, self.nik)

    def propose(self, actor: Actor | None = None, catatan: str = "KK keluarga sudah dilihat") -> Usul:
        with transaction() as session:
            return services.propose(
                session,
                laporan_id=self.laporan_id,
                daftar_id=self.daftar_id,
                pemilih_id=self.pemilih_id,
                actor=actor or self.verifikator,
                catatan=catatan,
            )

    def confirm(self, usul: Usul, actor: Actor | None = None) -> Usul:
        with transaction() as session:
            return services.confirm(session, usul.id, versi=usul.versi, actor=actor or self.pejabat)

    def cancel(self, usul: Usul, alasan: str = "Ternyata masih hidup") -> Usul:
        with transaction() as session:
            return services.cancel(session, usul.id, versi=usul.versi, alasan=alasan, actor=self.verifikator)

    def add_more(self, **voter: Any) -> Usul:
        """Another death and voter, confirmed."""
        nik = f"1871{next(_serial):012}"
        laporan_id, pemilih_id = make_approved(nik=nik), make_pemilih(self.daftar_id, nik, **voter)
        with transaction() as session:
            usul = services.propose(
                session,
                laporan_id=laporan_id,
                daftar_id=self.daftar_id,
                pemilih_id=pemilih_id,
                actor=self.verifikator,
            )
        return self.confirm(usul)
