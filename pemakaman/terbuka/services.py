"""The only writer of what a province decided about its open figures."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, Peran, require
from pemakaman.errors import NotFound, StaleVersion
from pemakaman.jejak.services import changes, record
from pemakaman.terbuka.models import SetelanTerbuka
from pemakaman.terbuka.queries import settings_of
from pemakaman.terbuka.rules.lisensi import LISENSI

ISIAN = ("terbit", "lisensi", "kontak")


def save_settings(session: Session, isian: Mapping[str, Any], *, versi: int, actor: Actor) -> SetelanTerbuka:
    """Store the choices of the actor's province. `versi` 0: none stored yet."""
    require(actor, Izin.ACUAN_ATUR)
    kode = actor.wilayah_kode
    if not kode or actor.peran is not Peran.PETUGAS_PROVINSI:
        raise NotFound()
    setelan = session.get(SetelanTerbuka, kode, with_for_update=True)
    if (setelan.versi if setelan is not None else 0) != versi:
        raise StaleVersion(
            "Setelan baru saja diubah orang lain, jadi isian Anda belum disimpan. Buka lagi halamannya.",
            [f"Sekarang tersimpan: {_in_words(setelan)}."] if setelan is not None else [],
        )
    if setelan is None:
        setelan = settings_of(session, kode)
        setelan.versi = 1
        session.add(setelan)
    with session.no_autoflush:
        for name in ISIAN:
            setattr(setelan, name, isian[name])
        rincian = changes(setelan)
        record(session, "setelan_terbuka.diubah", "setelan_terbuka", kode, actor=actor, wilayah=kode, rincian=rincian)
    session.flush()
    return setelan


def _in_words(setelan: SetelanTerbuka) -> str:
    return f"{'dibuka' if setelan.terbit else 'tidak dibuka'}, {LISENSI[setelan.lisensi].nama}, {setelan.kontak}"
