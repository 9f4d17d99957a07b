"""The only writer of service on holidays and polling days."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.desk.models import LayananHari
from pemakaman.desk.queries.layanan import get_layanan, why_day
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.rules.istilah import Jaringan
from pemakaman.desk.rules.layanan import IsianLayanan, find_galat_layanan
from pemakaman.desk.rules.periksa import Galat
from pemakaman.desk.rules.teks import KENDALA_TERPANJANG, find_galat_teks
from pemakaman.desk.services.riwayat import Objek, changed, check_alasan, keep_history
from pemakaman.errors import Invalid, StaleVersion
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import record

_ORANG = ("petugas", "hp")


def create_layanan(session: Session, kab_kode: str, tanggal: date, isian: IsianLayanan, *, actor: Actor) -> LayananHari:
    """Say of one service point whether it is open on a day, and what was done there."""
    require(actor, Izin.DESK_ISI)
    get_kab(session, kab_kode, actor=actor)
    wait_alone(session, f"desk:layanan:{kab_kode}")
    values = _checked(session, kab_kode, tanggal, isian, own=None)
    layanan = LayananHari(
        id=uuid4(), kab_kode=kab_kode, tanggal=tanggal, dibuat_oleh=actor.id, dibuat_pada=now(), **values
    )
    session.add(layanan)
    _tell(session, layanan, "dibuat", {"tempat": layanan.tempat, "buka": layanan.buka}, actor)
    session.flush()
    return layanan


def update_layanan(
    session: Session, layanan_id: UUID, isian: IsianLayanan, *, versi: int, actor: Actor, alasan: str = ""
) -> tuple[LayananHari, bool]:
    """Change what was said; a day that is over is corrected with a reason. Returns whether anything changed."""
    get_layanan(session, layanan_id, actor=actor)
    require(actor, Izin.DESK_ISI)
    layanan = get_layanan(session, layanan_id, actor=actor, for_update=True)
    if layanan.versi != versi:
        raise StaleVersion("Catatan ini diubah orang lain sejak Anda membukanya. Buka lagi.", [layanan.tempat])
    wait_alone(session, f"desk:layanan:{layanan.kab_kode}")
    values = _checked(session, layanan.kab_kode, layanan.tanggal, isian, own=layanan_id)
    ubahan = changed(layanan, values)
    if not ubahan:
        return layanan, False
    over = layanan.tanggal < today_in(layanan.kab_kode)
    reason = check_alasan(alasan, needed=over)
    objek = Objek("layanan_hari", layanan.id, layanan.kab_kode, layanan.tanggal)
    # Who was on duty and under which number does not belong into what can never be deleted: only that it changed.
    kept = {name: [None, "diganti"] if name in _ORANG else pair for name, pair in ubahan.items()}
    keep_history(session, objek, kept, alasan=reason, actor=actor, late=over)
    for name, value in values.items():
        setattr(layanan, name, value)
    layanan.diubah_oleh, layanan.diubah_pada = actor.id, now()
    told = {name: pair for name, pair in ubahan.items() if name not in _ORANG}
    _tell(session, layanan, "diperbaiki", {"alasan": reason, **told}, actor)
    session.flush()
    return layanan, True


def _checked(
    session: Session, kab_kode: str, tanggal: date, isian: IsianLayanan, *, own: UUID | None
) -> dict[str, Any]:
    # A record that is there is corrected whatever became of its holiday or election.
    why = why_day(session, kab_kode, tanggal) if own is None else "sudah tercatat"
    galat: Galat = find_galat_layanan(isian, tanggal, today_in(kab_kode), why)
    galat |= find_galat_teks({"tempat": isian.tempat}, 200) | find_galat_teks({"petugas": isian.petugas}, 400)
    more = {"kendala": isian.kendala, "tindak_lanjut": isian.tindak_lanjut}
    galat |= find_galat_teks(more, KENDALA_TERPANJANG)
    if isian.jaringan and isian.jaringan not in list(Jaringan):
        galat["jaringan"] = ["Pilih keadaan jaringannya."]
    tempat = isian.tempat.strip()
    same = select(LayananHari.id).where(
        LayananHari.kab_kode == kab_kode, LayananHari.tanggal == tanggal, LayananHari.tempat == tempat
    )
    if session.scalar(same) not in (None, own):
        galat["tempat"] = [f"{tempat[:80]} sudah dicatat untuk hari itu. Buka catatannya, lalu perbaiki."]
    if galat:
        raise Invalid(galat)
    values = {name: value.strip() or None if isinstance(value, str) else value for name, value in asdict(isian).items()}
    if not isian.buka:
        values |= {"jam_buka": None, "jam_tutup": None}
    return values


def _tell(session: Session, layanan: LayananHari, what: str, rincian: dict[str, Any], actor: Actor) -> None:
    facts = {"tanggal": layanan.tanggal, **rincian}
    name = f"layanan_hari.{what}"
    record(session, name, "layanan_hari", layanan.id, actor=actor, wilayah=layanan.kab_kode, rincian=facts)
