"""Versions of a kab/kota's settings."""

from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.berkas import queries
from pemakaman.berkas.models import SetelanBerkas
from pemakaman.berkas.rules import CARA, TANDA_ELEKTRONIK
from pemakaman.berkas.setelan import Setelan, to_json
from pemakaman.db import now
from pemakaman.dokumen.jenis import JENIS_LABEL
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.services import record


def save_settings(session: Session, kab_kode: str, setelan: Setelan, *, versi: int, actor: Actor) -> SetelanBerkas:
    """Store a kab/kota's choices as a new version; documents already ordered keep theirs.

    `versi` is the version that the choices were made from, 0 for none. Raises Conflict when it is not the newest.
    """
    require(actor, Izin.BERKAS_ATUR)
    if actor.kab_kode != kab_kode:
        raise NotFound()
    _check_signatures(setelan)
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:kunci, 47))"), {"kunci": kab_kode})
    newest = queries.find_settings(session, kab_kode)
    if (newest.versi if newest else 0) != versi:
        raise Conflict("Setelan baru saja diubah orang lain, jadi isian Anda belum disimpan. Buka lagi halamannya.")
    before, after = newest.isi if newest else {}, to_json(setelan)
    fresh = SetelanBerkas(
        id=uuid4(), kab_kode=kab_kode, versi=versi + 1, isi=after, dibuat_oleh=actor.id, dibuat_pada=now()
    )
    session.add(fresh)
    changed = {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}
    rincian = {"versi": fresh.versi, **changed}
    record(session, "setelan_berkas.diubah", "setelan_berkas", kab_kode, actor=actor, wilayah=kab_kode, rincian=rincian)
    session.flush()
    return fresh


def _check_signatures(setelan: Setelan) -> None:
    wrong = [jenis for jenis, cara in setelan.tanda_tangan.items() if jenis not in TANDA_ELEKTRONIK or cara not in CARA]
    if wrong:
        names = ", ".join(JENIS_LABEL[jenis] for jenis in wrong)
        raise Invalid({"tanda_tangan": [f"Dokumen ini ditandatangani di kertas, tidak elektronik: {names}."]})
