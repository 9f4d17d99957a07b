"""The office behind the phones: accounts that record, and their cemeteries."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.akun.services import create_akun
from pemakaman.akun.sessions import actor_of
from pemakaman.db import transaction
from pemakaman.makam.services import assign_manager, create_makam

KAB, DESA = "18.71", "18.71.01.1003"
SANDI = "perahu kuning di dermaga"


@dataclass(frozen=True)
class Petugas:
    """One account, and where it may record."""

    nama_pengguna: str
    akun: UUID
    makam: tuple[UUID, ...]


def make_petugas(perangkat: int, awalan: str = "petugas") -> list[Petugas]:
    """One for each phone: the first two share an account, and accounts share cemeteries with their neighbours."""
    banyak = max(1, perangkat - 1)
    with transaction() as session:
        admin = _make_akun(session, f"{awalan}.admin", Peran.ADMIN_KAB)
        makam = [_make_makam(session, f"TPU {awalan.title()} {nomor + 1}", admin) for nomor in range(banyak)]
        petugas = []
        for nomor in range(banyak):
            actor = _make_akun(session, f"{awalan}{nomor + 1}", Peran.PENGELOLA_MAKAM)
            own = tuple(dict.fromkeys((makam[nomor], makam[(nomor + 1) % banyak])))
            for satu in own:
                assign_manager(session, satu, _id(actor), actor=admin)
            petugas.append(Petugas(f"{awalan}{nomor + 1}", _id(actor), own))
    return [petugas[max(0, nomor - 1)] for nomor in range(perangkat)]


def _make_akun(session: Session, nama: str, peran: Peran) -> Actor:
    akun = create_akun(
        session, actor=SISTEM, nama_pengguna=nama, nama=nama.title(), peran=peran, wilayah_kode=KAB, sandi=SANDI
    )
    session.flush()
    return actor_of(akun)


def _make_makam(session: Session, nama: str, admin: Actor) -> UUID:
    isian = {"nama": nama, "jenis": "tpu", "pengelolaan": "pemda", "desa_kode": DESA}
    return create_makam(session, isian, actor=admin).id


def _id(actor: Actor) -> UUID:
    return actor.id or UUID(int=0)
