"""The people of one office, with passwords, for the journeys; and one cemetery with its manager."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import update

from pemakaman.akun.models import Sesi
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.akun.services import create_akun
from pemakaman.akun.sessions import IDLE, actor_of
from pemakaman.db import now, transaction
from pemakaman.makam.services import assign_manager, create_makam
from tests.perjalanan.peramban import Peramban

KAB, DESA = "18.71", "18.71.01.1003"
SANDI = "perahu kuning di dermaga"
AKUN = {
    "pengelola.kedaton": ("Sukirman", Peran.PENGELOLA_MAKAM, KAB),
    "operator.kedaton": ("Dewi Anggraini", Peran.OPERATOR_DESA, DESA),
    "verif.bandarlampung": ("Ratna Komala", Peran.VERIFIKATOR, KAB),
    "verif.dua": ("Agus Setiawan", Peran.VERIFIKATOR, KAB),
    "pejabat.bandarlampung": ("Hendri Saputra", Peran.PEJABAT, KAB),
    "admin.bandarlampung": ("Yuliana Putri", Peran.ADMIN_KAB, KAB),
    "kpu.bandarlampung": ("Rahmat Hidayat", Peran.PETUGAS_KPU, KAB),
    "provinsi.lampung": ("Nurhayati", Peran.PETUGAS_PROVINSI, "18"),
    "auditor.lampung": ("Suparman", Peran.AUDITOR, "18"),
    "admin.sistem": ("Joko Widianto", Peran.ADMIN_SISTEM, None),
}


@dataclass
class Kantor:
    """Actors by user name, and the cemetery."""

    actors: dict[str, Actor]
    makam_id: UUID
    makam: str = "TPU Kedaton"

    def enter(self, peramban: Peramban, nama_pengguna: str) -> None:
        """Sign a person of this office in."""
        peramban.sign_in(nama_pengguna, SANDI)

    def end_sessions(self, nama_pengguna: str) -> None:
        """As if nobody had touched the browser for half an hour: no session of the account is valid any more."""
        with transaction() as session:
            own = Sesi.akun_id == self.actors[nama_pengguna].id
            session.execute(update(Sesi).where(own).values(terakhir_pada=now() - IDLE))


def make_kantor() -> Kantor:
    """Accounts of every role and an active cemetery, committed."""
    with transaction() as session:
        actors = {
            nama_pengguna: actor_of(
                create_akun(
                    session,
                    actor=SISTEM,
                    nama_pengguna=nama_pengguna,
                    nama=nama,
                    peran=peran,
                    wilayah_kode=wilayah,
                    sandi=SANDI,
                )
            )
            for nama_pengguna, (nama, peran, wilayah) in AKUN.items()
        }
        admin, pengelola = actors["admin.bandarlampung"], actors["pengelola.kedaton"]
        isian = {"nama": "TPU Kedaton", "jenis": "tpu", "pengelolaan": "pemda", "desa_kode": DESA}
        makam = create_makam(session, isian, actor=admin)
        assign_manager(session, makam.id, pengelola.id or UUID(int=0), actor=admin)
    return Kantor(actors, makam.id)
