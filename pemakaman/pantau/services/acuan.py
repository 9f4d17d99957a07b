"""The only writer of reference figures. Every change leaves old and new in the trail, also a removal."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, is_within, require
from pemakaman.errors import Invalid, NotFound, StaleVersion
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import record
from pemakaman.pantau.models import Acuan
from pemakaman.pantau.queries.acuan import get_acuan, known_regions, may_change
from pemakaman.pantau.rules.acuan import JENIS_LABEL, IsiAcuan, check_isi, show_bilangan

KOLOM = ("jenis", "wilayah_kode", "tahun", "kelamin", "umur", "nilai", "rendah", "tinggi", "sumber", "catatan")
BILANGAN = ("nilai", "rendah", "tinggi")
SUDAH_ADA = (
    "Angka ini sudah ada untuk wilayah, tahun, jenis kelamin, dan umur itu. Buka angkanya, lalu perbaiki di sana."
)

MILIK_LAIN = (
    "Angka nasional ini sudah dicatat provinsi lain dan dipakai bersama; hanya provinsi itu yang dapat memperbaikinya. "
    "Minta mereka memperbaikinya bila keliru."
)


def add_acuan(session: Session, isi: IsiAcuan, *, actor: Actor) -> Acuan:
    """Store a new figure; raises Invalid, also when there is one of the same kind, region, year, sex and age."""
    _check(session, isi, actor=actor)
    wait_alone(session, "acuan")
    same = find_same(session, isi)
    if same is not None:
        raise Invalid({"nilai": [SUDAH_ADA if may_change(same, actor) else MILIK_LAIN]})
    return _insert(session, isi, actor=actor)


def change_acuan(session: Session, acuan_id: UUID, isi: IsiAcuan, *, versi: int, actor: Actor) -> bool:
    """Correct a figure; False when nothing differs."""
    _check(session, isi, actor=actor)
    wait_alone(session, "acuan")
    acuan = _open(session, acuan_id, versi=versi, actor=actor)
    same = find_same(session, isi)
    if same is not None and same.id != acuan.id:
        raise Invalid({"nilai": [SUDAH_ADA if may_change(same, actor) else MILIK_LAIN]})
    return _update(session, acuan, isi, actor=actor)


def remove_acuan(session: Session, acuan_id: UUID, *, alasan: str, versi: int, actor: Actor) -> None:
    """Take a figure away; the trail keeps all of it, with the reason."""
    require(actor, Izin.ACUAN_ATUR)
    wait_alone(session, "acuan")
    acuan = _open(session, acuan_id, versi=versi, actor=actor)
    rincian = {name: [value, None] for name, value in _shown(acuan).items()} | {"alasan": alasan}
    record(session, "acuan.dihapus", "acuan", acuan.id, actor=actor, wilayah=acuan.wilayah_kode, rincian=rincian)
    session.delete(acuan)
    session.flush()


def store_acuan(session: Session, isi: IsiAcuan, *, actor: Actor) -> str:
    """One row of a file: 'baru', 'diperbaiki' or 'sama'. The caller holds 'acuan' alone."""
    _check(session, isi, actor=actor)
    acuan = find_same(session, isi)
    if acuan is None:
        _insert(session, isi, actor=actor)
        return "baru"
    if not may_change(acuan, actor):
        if any(getattr(acuan, name) != value for name, value in asdict(isi).items()):
            raise Invalid({"nilai": [MILIK_LAIN]})
        return "sama"
    return "diperbaiki" if _update(session, acuan, isi, actor=actor) else "sama"


def find_same(session: Session, isi: IsiAcuan) -> Acuan | None:
    """The stored figure about the same thing."""
    jenis, kode, tahun, kelamin, umur = isi.kunci
    query = select(Acuan).where(
        Acuan.jenis == jenis,
        func.coalesce(Acuan.wilayah_kode, "") == kode,
        Acuan.tahun == tahun,
        Acuan.kelamin == kelamin,
        Acuan.umur == umur,
    )
    return session.scalars(query).one_or_none()


def _check(session: Session, isi: IsiAcuan, *, actor: Actor) -> None:
    require(actor, Izin.ACUAN_ATUR)
    galat = check_isi(isi)
    kode = isi.wilayah_kode
    if kode is not None and not is_within(kode, actor.wilayah_kode):
        galat["wilayah_kode"] = ["Wilayah ini di luar wilayah tugas Anda."]
    elif kode is not None and not known_regions(session, [kode]):
        galat["wilayah_kode"] = [f"Kode wilayah {kode[:20]} tidak ada di daftar wilayah."]
    if galat:
        raise Invalid(galat)


def _open(session: Session, acuan_id: UUID, *, versi: int, actor: Actor) -> Acuan:
    acuan = get_acuan(session, acuan_id, actor=actor)
    if not may_change(acuan, actor):
        raise NotFound()
    session.refresh(acuan)
    if acuan.versi != versi:
        now = f"Sekarang tersimpan: {show_bilangan(acuan.nilai, acuan.jenis)}, sumber {acuan.sumber}."
        raise StaleVersion("Angka ini baru saja diubah orang lain, jadi isian Anda belum disimpan.", [now])
    return acuan


def _insert(session: Session, isi: IsiAcuan, *, actor: Actor) -> Acuan:
    acuan = Acuan(**asdict(isi), provinsi_kode=actor.wilayah_kode, dibuat_oleh=actor.id)
    session.add(acuan)
    session.flush()
    rincian = {name: value for name, value in _shown(acuan).items() if value}
    record(session, "acuan.dibuat", "acuan", acuan.id, actor=actor, wilayah=acuan.wilayah_kode, rincian=rincian)
    session.flush()
    return acuan


def _update(session: Session, acuan: Acuan, isi: IsiAcuan, *, actor: Actor) -> bool:
    before = _shown(acuan)
    for name, value in asdict(isi).items():
        setattr(acuan, name, value)
    after = _shown(acuan)
    rincian = {name: [before[name], after[name]] for name in _differing(before, after)}
    if not rincian:
        session.expire(acuan)
        return False
    record(session, "acuan.diperbaiki", "acuan", acuan.id, actor=actor, wilayah=acuan.wilayah_kode, rincian=rincian)
    session.flush()
    return True


def _differing(before: dict[str, Any], after: dict[str, Any]) -> Iterable[str]:
    return (name for name in before if before[name] != after[name])


def _shown(acuan: Acuan) -> dict[str, Any]:
    """The columns as the trail keeps them: numbers and kinds as people read them."""
    found = {name: getattr(acuan, name) for name in KOLOM}
    found |= {name: show_bilangan(found[name], acuan.jenis) for name in BILANGAN}
    return found | {"jenis": JENIS_LABEL[acuan.jenis], "catatan": acuan.catatan or None}
