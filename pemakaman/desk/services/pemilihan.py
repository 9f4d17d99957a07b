"""The only writer of elections."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from pemakaman.akun.rules import Actor, Izin, is_within, require
from pemakaman.desk.models import Pemilihan, PemilihanWilayah
from pemakaman.desk.queries.pemilihan import get_pemilihan, list_wilayah
from pemakaman.desk.rules.istilah import JenisPemilihan
from pemakaman.desk.rules.teks import CATATAN_TERPANJANG, find_galat_teks
from pemakaman.errors import Invalid, StaleVersion
from pemakaman.jejak.services import changes, record
from pemakaman.wilayah.models import Wilayah

WILAYAH_TERBANYAK = 300


@dataclass(frozen=True)
class IsianPemilihan:
    """What an officer fills in."""

    nama: str
    jenis: str
    hari_h: date
    wilayah: Collection[str]
    hari_suket: int = 14
    target_rekam: int = 100
    target_ikd: int = 25
    catatan: str = ""
    aktif: bool = True


def create_pemilihan(session: Session, isian: IsianPemilihan, *, actor: Actor) -> Pemilihan:
    """A new election in areas of the account's province."""
    require(actor, Izin.DESK_ATUR)
    kodes = _check(session, isian, actor)
    pemilihan = Pemilihan(id=uuid4(), dibuat_oleh=actor.id)
    _fill(pemilihan, isian)
    session.add(pemilihan)
    rincian = {"nama": pemilihan.nama, "hari_h": pemilihan.hari_h, "wilayah": kodes}
    record(session, "pemilihan.dibuat", "pemilihan", pemilihan.id, actor=actor, rincian=rincian)
    session.flush()
    session.add_all(PemilihanWilayah(pemilihan_id=pemilihan.id, wilayah_kode=kode) for kode in kodes)
    session.flush()
    return pemilihan


def update_pemilihan(
    session: Session, pemilihan_id: UUID, isian: IsianPemilihan, *, versi: int, actor: Actor
) -> Pemilihan:
    """Change an election; one that is over is set inactive, never deleted. Raises StaleVersion."""
    require(actor, Izin.DESK_ATUR)
    pemilihan = get_pemilihan(session, pemilihan_id, actor=actor, for_update=True)
    if pemilihan.versi != versi:
        raise StaleVersion("Pemilihan ini diubah orang lain sejak Anda membukanya. Buka lagi.", [pemilihan.nama])
    old = [kode for kode, _ in list_wilayah(session, pemilihan_id)]
    kodes = _check(session, isian, actor, kept=old)
    with session.no_autoflush:
        _fill(pemilihan, isian)
        rincian: dict[str, Any] = dict(changes(pemilihan))
    if kodes != old:
        rincian["wilayah"] = [old, kodes]
        gone = delete(PemilihanWilayah).where(PemilihanWilayah.pemilihan_id == pemilihan_id)
        session.execute(gone)
        session.add_all(PemilihanWilayah(pemilihan_id=pemilihan_id, wilayah_kode=kode) for kode in kodes)
        # Areas are rows of their own; the version moves all the same, so that two who change them see each other.
        flag_modified(pemilihan, "nama")
    if rincian:
        record(session, "pemilihan.diubah", "pemilihan", pemilihan_id, actor=actor, rincian=rincian)
    session.flush()
    return pemilihan


def _fill(pemilihan: Pemilihan, isian: IsianPemilihan) -> None:
    pemilihan.nama, pemilihan.jenis, pemilihan.hari_h = isian.nama.strip(), isian.jenis, isian.hari_h
    pemilihan.hari_suket, pemilihan.aktif = isian.hari_suket, isian.aktif
    pemilihan.target_rekam, pemilihan.target_ikd = isian.target_rekam, isian.target_ikd
    pemilihan.catatan = isian.catatan.strip() or None


def _check(session: Session, isian: IsianPemilihan, actor: Actor, *, kept: Collection[str] = ()) -> list[str]:
    """The areas, each once and in order; those that lay there before may lie outside the account's province."""
    galat = find_galat_teks({"nama": isian.nama}, 200) | find_galat_teks({"catatan": isian.catatan}, CATATAN_TERPANJANG)
    if not isian.nama.strip():
        galat["nama"] = ["Tulis nama pemilihan."]
    if isian.jenis not in list(JenisPemilihan):
        galat["jenis"] = ["Pilih jenis pemilihan."]
    if not 0 <= isian.hari_suket <= 60:
        galat["hari_suket"] = ["Hari sebelum hari H antara 0 dan 60."]
    for name in ("target_rekam", "target_ikd"):
        if not 0 <= getattr(isian, name) <= 100:
            galat[name] = ["Target antara 0 dan 100 persen."]
    kodes = sorted(set(isian.wilayah))
    galat |= _wrong_areas(session, kodes, actor, kept)
    if galat:
        raise Invalid(galat)
    return kodes


def _wrong_areas(session: Session, kodes: list[str], actor: Actor, kept: Collection[str]) -> dict[str, list[str]]:
    if not 1 <= len(kodes) <= WILAYAH_TERBANYAK:
        return {"wilayah": [f"Sebut 1 sampai {WILAYAH_TERBANYAK} wilayah yang memilih."]}
    asked = [kode for kode in kodes if kode not in kept]
    query = select(Wilayah.kode).where(Wilayah.kode.in_(asked), Wilayah.berlaku_sampai.is_(None))
    known = {kode for kode in session.scalars(query) if is_within(kode, actor.wilayah_kode)}
    wrong = [kode for kode in asked if kode not in known]
    if wrong:
        return {"wilayah": [f"Kode wilayah {wrong[0][:20]} tidak ada di provinsi Anda. Periksa kodenya."]}
    return {}
