"""The person in charge of a grave: the first, the next one, and what is known of him. The former ones stay."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.db import today_in
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import changes, record
from pemakaman.laporan.models import Laporan
from pemakaman.petak.models import AhliWaris
from pemakaman.petak.queries.ahli_waris import current_heir
from pemakaman.petak.rules_ahli_waris import ISIAN, check_ganti, mark_of
from pemakaman.petak.services.dasar import get_grave

_FASTER = "Penanggung jawab makam ini baru saja diubah orang lain. Lihat yang sekarang, lalu ulangi bila masih perlu."


def change_heir(session: Session, laporan_id: UUID, isian: Mapping[str, Any], *, tanda: str, actor: Actor) -> AhliWaris:
    """Record the first person in charge or the next one, with `sejak` and, after a former one, `sebab_ganti`.

    `tanda` is `mark_of` the one whom the form showed; raises Conflict when there is another by now.
    """
    laporan = get_grave(session, laporan_id, actor=actor)
    lama = _expect(session, laporan_id, tanda)
    galat = check_ganti(
        isian,
        sejak_lama=lama.sejak if lama else None,
        dimakamkan=laporan.dimakamkan_tanggal,
        hari_ini=today_in(laporan.kab_kode),
    )
    if galat:
        raise Invalid(galat)
    if lama is not None:
        with session.no_autoflush:
            lama.sampai, lama.sebab_ganti = isian["sejak"], isian["sebab_ganti"].strip()
        session.flush()  # the old one ends before the new one begins: only one is the present one
    baru = AhliWaris(id=uuid4(), laporan_id=laporan_id, sejak=isian["sejak"], dibuat_oleh=actor.id, **_values(isian))
    session.add(baru)
    rincian: dict[str, Any] = {"nama": [lama.nama if lama else None, baru.nama], "sejak": baru.sejak}
    if lama is not None:
        rincian["alasan"] = lama.sebab_ganti
    _tell(session, "laporan.ahli_waris_diganti" if lama else "laporan.ahli_waris_dicatat", laporan, actor, rincian)
    session.flush()
    return baru


def update_heir(session: Session, laporan_id: UUID, isian: Mapping[str, Any], *, tanda: str, actor: Actor) -> None:
    """Correct what is known of the present person in charge; it stays the same person."""
    laporan = get_grave(session, laporan_id, actor=actor)
    row = _expect(session, laporan_id, tanda)
    if row is None:
        raise Conflict("Penanggung jawab makam ini belum dicatat.")
    values = _values(isian)
    if not values["nama"]:
        raise Invalid({"nama": ["Tulis nama penanggung jawab makam."]})
    with session.no_autoflush:
        for name, value in values.items():
            setattr(row, name, value)
        if told := changes(row):
            _tell(session, "laporan.ahli_waris_dibetulkan", laporan, actor, told)
    session.flush()


def _expect(session: Session, laporan_id: UUID, tanda: str) -> AhliWaris | None:
    row = current_heir(session, laporan_id)
    if mark_of(row) != tanda:
        raise Conflict(_FASTER)
    return row


def _values(isian: Mapping[str, Any]) -> dict[str, Any]:
    return {name: (str(isian.get(name) or "").strip() or None) for name in ISIAN}


def _tell(session: Session, peristiwa: str, laporan: Laporan, actor: Actor, rincian: Mapping[str, Any]) -> None:
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian)
