"""The only writer of GISA and of what proves it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import Actor, Izin, is_within, require
from pemakaman.db import today_in
from pemakaman.desk.models import Gisa, GisaBukti
from pemakaman.desk.queries.gisa import get_bukti, get_gisa, list_bukti
from pemakaman.desk.rules.gisa import BUKTI_TERBANYAK, INDIKATOR, find_galat_gisa
from pemakaman.desk.rules.periksa import Galat
from pemakaman.desk.rules.teks import CATATAN_TERPANJANG, find_galat_teks
from pemakaman.desk.services.riwayat import Objek, changed, check_alasan, keep_history
from pemakaman.errors import Invalid, NotFound, StaleVersion
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import record
from pemakaman.laporan.berkas_bukti import BuktiBersih
from pemakaman.wilayah.queries import find_wilayah


@dataclass(frozen=True)
class IsianGisa:
    """What an officer fills in."""

    sk_nomor: str
    sk_tanggal: date
    nilai: Mapping[str, int | None]
    kegiatan: str = ""


def create_gisa(
    session: Session, wilayah_kode: str, isian: IsianGisa, bukti: Sequence[BuktiBersih] = (), *, actor: Actor
) -> Gisa:
    """Record GISA of a region in the account's kab/kota, with what proves it."""
    require(actor, Izin.DESK_ISI)
    wilayah = find_wilayah(session, wilayah_kode)
    if wilayah is None or not is_within(wilayah_kode, actor.wilayah_kode):
        raise NotFound()
    wait_alone(session, f"desk:gisa:{wilayah_kode[:5]}")
    _check(session, wilayah_kode, isian, None)
    gisa = Gisa(id=uuid4(), wilayah_kode=wilayah_kode, dibuat_oleh=actor.id, **_values(isian))
    session.add(gisa)
    _tell(session, gisa, "dibuat", {"sk_nomor": gisa.sk_nomor}, actor)
    session.flush()
    _add(session, gisa, bukti, actor)
    return gisa


def update_gisa(
    session: Session,
    gisa_id: UUID,
    isian: IsianGisa,
    bukti: Sequence[BuktiBersih] = (),
    *,
    versi: int,
    actor: Actor,
    alasan: str = "",
) -> Gisa:
    """Change it and add proofs; the values before are kept with the reason."""
    get_gisa(session, gisa_id, actor=actor)
    require(actor, Izin.DESK_ISI)
    gisa = get_gisa(session, gisa_id, actor=actor, for_update=True)
    if gisa.versi != versi:
        raise StaleVersion("GISA ini diubah orang lain sejak Anda membukanya. Buka lagi.", [gisa.sk_nomor])
    _check(session, gisa.wilayah_kode, isian, gisa_id)
    values = _values(isian)
    ubahan = changed(gisa, values)
    if ubahan:
        reason = check_alasan(alasan, needed=True)
        objek = Objek("gisa", gisa.id, gisa.wilayah_kode[:5], gisa.sk_tanggal)
        keep_history(session, objek, ubahan, alasan=reason, actor=actor)
        for name, value in values.items():
            setattr(gisa, name, value)
        _tell(session, gisa, "diubah", {"alasan": reason, **ubahan}, actor)
    session.flush()
    _add(session, gisa, bukti, actor)
    return gisa


def remove_bukti(session: Session, bukti_id: UUID, *, actor: Actor) -> UUID:
    """Take a proof away; its file stays in the store as long as its time runs. Returns the id of the GISA."""
    bukti = get_bukti(session, bukti_id, actor=actor)
    require(actor, Izin.DESK_ISI)
    gisa = get_gisa(session, bukti.gisa_id, actor=actor, for_update=True)
    _tell(session, gisa, "bukti_dihapus", {"nama_berkas": bukti.nama_berkas, "sha256": bukti.sha256}, actor)
    session.delete(bukti)
    session.flush()
    return gisa.id


def _add(session: Session, gisa: Gisa, bukti: Sequence[BuktiBersih], actor: Actor) -> None:
    kept = {one.sha256 for one in list_bukti(session, gisa.id)}
    if len(kept) + len(bukti) > BUKTI_TERBANYAK:
        raise Invalid({"bukti": [f"Paling banyak {BUKTI_TERBANYAK} berkas bukti; sudah ada {len(kept)}."]})
    for one in bukti:
        sha256 = store.put(one.content)
        if sha256 in kept:
            continue
        kept.add(sha256)
        size = len(one.content)
        facts = {"nama_berkas": one.nama_berkas, "mime": one.mime, "ukuran": size, "sha256": sha256}
        session.add(GisaBukti(gisa_id=gisa.id, dibuat_oleh=actor.id, **facts))
        _tell(session, gisa, "bukti_ditambah", facts, actor)
    session.flush()


def _values(isian: IsianGisa) -> dict[str, Any]:
    nilai = {kode: isian.nilai[kode] for kode in INDIKATOR}
    kegiatan = isian.kegiatan.strip() or None
    return {"sk_nomor": isian.sk_nomor.strip(), "sk_tanggal": isian.sk_tanggal, "kegiatan": kegiatan, **nilai}


def _check(session: Session, wilayah_kode: str, isian: IsianGisa, own: UUID | None) -> None:
    galat: Galat = find_galat_gisa(isian.nilai) | find_galat_teks({"kegiatan": isian.kegiatan}, CATATAN_TERPANJANG)
    galat |= find_galat_teks({"sk_nomor": isian.sk_nomor}, 100)
    nomor = isian.sk_nomor.strip()
    same = select(Gisa.id).where(Gisa.wilayah_kode == wilayah_kode, Gisa.sk_nomor == nomor)
    if not nomor:
        galat["sk_nomor"] = ["Tulis nomor SK."]
    elif session.scalar(same) not in (None, own):
        galat["sk_nomor"] = ["SK dengan nomor ini sudah dicatat untuk wilayah itu."]
    if isian.sk_tanggal > today_in(wilayah_kode):
        galat["sk_tanggal"] = ["Tanggal SK belum tiba. Periksa tanggalnya."]
    if galat:
        raise Invalid(galat)


def _tell(session: Session, gisa: Gisa, what: str, rincian: Mapping[str, Any], actor: Actor) -> None:
    record(session, f"gisa.{what}", "gisa", gisa.id, actor=actor, wilayah=gisa.wilayah_kode, rincian=rincian)
