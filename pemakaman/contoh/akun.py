"""The accounts of the demonstration: every role in every kab/kota, and those of the province."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import PERAN_LABEL, SISTEM, Actor, Peran
from pemakaman.akun.sandi import hash_sandi
from pemakaman.akun.services import create_akun
from pemakaman.akun.sessions import actor_of, revoke_all
from pemakaman.contoh.orang import Pencipta
from pemakaman.contoh.sandi import Baris
from pemakaman.contoh.tempat import KAB, PROVINSI, TEMPAT, slug
from pemakaman.db import now
from pemakaman.jejak.services import record

BENIH = 1964
ADMIN_SISTEM = "admin.sistem"
_PER_KAB = (
    (Peran.VERIFIKATOR, "verif"),
    (Peran.PEJABAT, "pejabat"),
    (Peran.ADMIN_KAB, "admin"),
    (Peran.PETUGAS_KPU, "kpu"),
)


@dataclass(frozen=True)
class Rencana:
    """One account to be made."""

    nama_pengguna: str
    peran: Peran
    wilayah_kode: str | None


def planned(kab_nama: Mapping[str, str]) -> Iterator[Rencana]:
    """All accounts; `kab_nama` names the kab/kota by code."""
    yield Rencana(ADMIN_SISTEM, Peran.ADMIN_SISTEM, None)
    yield Rencana("provinsi.lampung", Peran.PETUGAS_PROVINSI, PROVINSI)
    yield Rencana("auditor.lampung", Peran.AUDITOR, PROVINSI)
    yield Rencana("kpu.lampung", Peran.PETUGAS_KPU, PROVINSI)
    for kab in KAB:
        for peran, word in _PER_KAB:
            yield Rencana(f"{word}.{slug(kab_nama[kab])}", peran, kab)
        here = [tempat for tempat in TEMPAT if tempat.kab_kode == kab]
        for tempat in here:
            yield Rencana(f"pengelola.{tempat.akun}", Peran.PENGELOLA_MAKAM, kab)
        # The desa of the last cemetery, in most kab/kota a family's grave that only the desa reports for.
        yield Rencana(f"operator.{here[-1].akun}", Peran.OPERATOR_DESA, here[-1].desa_kode)


def hash_all(sandi: Mapping[Peran, str]) -> dict[Peran, str]:
    """Hash each role's password once; all accounts of the role share the hash."""
    return {peran: hash_sandi(text) for peran, text in sandi.items()}


def make_akun(session: Session, kab_nama: Mapping[str, str], hashes: Mapping[Peran, str]) -> dict[str, Actor]:
    """Make every account; returns the actors by user name."""
    pencipta, actors = Pencipta(BENIH), {}
    for rencana in planned(kab_nama):
        suku = pencipta.suku((rencana.wilayah_kode or "18.71")[:5])
        kelamin = pencipta.rng.choice("LP")
        akun = create_akun(
            session,
            actor=SISTEM,
            nama_pengguna=rencana.nama_pengguna,
            nama=pencipta.nama(suku, kelamin, umur=35),
            peran=rencana.peran,
            wilayah_kode=rencana.wilayah_kode,
        )
        _set_hash(session, akun, hashes[rencana.peran])
        actors[akun.nama_pengguna] = actor_of(akun)
    session.flush()
    return actors


def renew_sandi(session: Session, kab_nama: Mapping[str, str], hashes: Mapping[Peran, str]) -> None:
    """Give every account of the demonstration the new password of its role, and end its sessions."""
    names = {rencana.nama_pengguna for rencana in planned(kab_nama)}
    for akun in session.scalars(select(Akun).where(Akun.nama_pengguna.in_(names))).all():
        _set_hash(session, akun, hashes[Peran(akun.peran)])
        revoke_all(session, akun.id)
    session.flush()


def rows(kab_nama: Mapping[str, str], sandi: Mapping[Peran, str]) -> list[Baris]:
    """What is written into the file of accounts."""
    tempat_of = {f"{word}.{tempat.akun}": tempat for tempat in TEMPAT for word in ("pengelola", "operator")}
    found = []
    for rencana in planned(kab_nama):
        kode = rencana.wilayah_kode
        wilayah = "Lampung" if kode == PROVINSI else kab_nama[kode[:5]] if kode else "semua"
        if rencana.nama_pengguna in tempat_of:
            wilayah = f"{tempat_of[rencana.nama_pengguna].nama}, {wilayah}"
        found.append(Baris(PERAN_LABEL[rencana.peran], rencana.nama_pengguna, sandi[rencana.peran], wilayah))
    return found


def _set_hash(session: Session, akun: Akun, hashed: str) -> None:
    akun.sandi, akun.sandi_diubah_pada = hashed, now()
    record(session, "akun.sandi_ditetapkan", "akun", akun.id, actor=SISTEM, wilayah=akun.wilayah_kode)
