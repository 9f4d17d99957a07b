"""The only writer of the settings of monthly reports."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, Peran, require
from pemakaman.errors import NotFound, StaleVersion
from pemakaman.jejak.services import changes, record
from pemakaman.laporan.queries import OFFICE
from pemakaman.pantau.models import SetelanBulanan
from pemakaman.pantau.queries.bulanan import default_settings

ISIAN = ("hari_lapor", "hari_ingat", "kop", "tujuan", "tempat", "jabatan", "nama_pejabat", "nip")


def save_settings(session: Session, isian: Mapping[str, Any], *, versi: int, actor: Actor) -> SetelanBulanan:
    """Store the choices of the actor's own office; letters already made keep theirs. `versi` 0: none stored yet."""
    require(actor, Izin.BULANAN_BUAT)
    kode = actor.wilayah_kode
    if not kode or not (actor.peran in OFFICE or actor.peran is Peran.PETUGAS_PROVINSI):
        raise NotFound()
    setelan = session.get(SetelanBulanan, kode, with_for_update=True)
    stored = setelan.versi if setelan is not None else 0
    if stored != versi:
        raise StaleVersion(
            "Setelan baru saja diubah orang lain, jadi isian Anda belum disimpan. Buka lagi halamannya.",
            [f"Sekarang tersimpan: {setelan.jabatan}, {setelan.tempat}."] if setelan is not None else [],
        )
    if setelan is None:
        setelan = default_settings(session, kode)
        setelan.versi = 1
        session.add(setelan)
    with session.no_autoflush:
        for name in ISIAN:
            if name in isian:
                setattr(setelan, name, isian[name])
        rincian = changes(setelan)
        record(session, "setelan_bulanan.diubah", "setelan_bulanan", kode, actor=actor, wilayah=kode, rincian=rincian)
    session.flush()
    return setelan
