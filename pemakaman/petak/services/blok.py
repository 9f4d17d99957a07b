"""Blocks of a cemetery: making, changing, and taking an empty one away again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Invalid, StaleVersion
from pemakaman.jejak.services import changes, record
from pemakaman.makam.models import Blok, Makam, Petak
from pemakaman.makam.queries import get_makam
from pemakaman.makam.rules import GolonganBlok
from pemakaman.petak.queries.petak import check_recording, get_blok

ISIAN = ("nama", "golongan", "keterangan")


def create_blok(session: Session, makam_id: UUID, isian: Mapping[str, Any], *, actor: Actor) -> Blok:
    """A new block; raises Invalid when its name is taken in this cemetery."""
    makam = get_makam(session, makam_id, actor=actor, for_update=True)
    _check_may(session, makam_id, actor)
    blok = Blok(id=uuid4(), makam_id=makam.id)
    _fill(session, blok, isian)
    _tell(session, blok, "blok.dibuat", actor, {"nama": blok.nama, "golongan": blok.golongan})
    session.add(blok)
    session.flush()
    return blok


def update_blok(session: Session, blok_id: UUID, isian: Mapping[str, Any], *, versi: int, actor: Actor) -> Blok:
    """Change name, group or note; raises StaleVersion when another was faster."""
    blok = _get_for_change(session, blok_id, actor)
    if blok.versi != versi:
        pesan = "Blok ini diubah orang lain sejak Anda membukanya. Buka lagi, lalu ulangi perubahan Anda."
        raise StaleVersion(pesan, [f"Sekarang tersimpan: {blok.nama}."])
    with session.no_autoflush:
        _fill(session, blok, isian)
        if rincian := changes(blok):
            _tell(session, blok, "blok.diubah", actor, {"blok": blok.nama, **rincian})
    session.flush()
    return blok


def delete_blok(session: Session, blok_id: UUID, *, actor: Actor) -> UUID:
    """Take a block without plots away, and return its cemetery."""
    blok = _get_for_change(session, blok_id, actor)
    if session.scalar(select(Petak.id).where(Petak.blok_id == blok_id).limit(1)) is not None:
        raise Conflict("Blok ini masih berisi petak. Hapus dulu petak-petaknya, atau tandai tidak dipakai.")
    _tell(session, blok, "blok.dihapus", actor, {"nama": blok.nama})
    session.delete(blok)
    session.flush()
    return blok.makam_id


def _get_for_change(session: Session, blok_id: UUID, actor: Actor) -> Blok:
    blok = get_blok(session, blok_id, actor=actor, for_update=True)
    _check_may(session, blok.makam_id, actor)
    return blok


def _check_may(session: Session, makam_id: UUID, actor: Actor) -> None:
    require(actor, Izin.PETAK_KELOLA)
    check_recording(session, makam_id, actor=actor)


def _fill(session: Session, blok: Blok, isian: Mapping[str, Any]) -> None:
    nama, keterangan = str(isian.get("nama") or "").strip(), str(isian.get("keterangan") or "").strip()
    galat: dict[str, list[str]] = {}
    if not 1 <= len(nama) <= 40:
        galat["nama"] = ["Tulis nama blok, misalnya A atau Melati, paling panjang 40 huruf."]
    elif _is_taken(session, blok, nama):
        galat["nama"] = [f"Blok {nama} sudah ada di makam ini. Pakai nama lain."]
    if isian.get("golongan") not in set(GolonganBlok):
        galat["golongan"] = ["Pilih untuk siapa blok ini."]
    if galat:
        raise Invalid(galat)
    blok.nama, blok.golongan, blok.keterangan = nama, GolonganBlok(isian["golongan"]).value, keterangan or None


def _is_taken(session: Session, blok: Blok, nama: str) -> bool:
    query = select(Blok.id).where(Blok.makam_id == blok.makam_id, func.lower(Blok.nama) == nama.lower())
    return session.scalar(query.where(Blok.id != blok.id)) is not None


def _tell(session: Session, blok: Blok, peristiwa: str, actor: Actor, rincian: Mapping[str, Any]) -> None:
    kab = session.get_one(Makam, blok.makam_id).kab_kode
    record(session, peristiwa, "makam", blok.makam_id, actor=actor, wilayah=kab, rincian=rincian)
