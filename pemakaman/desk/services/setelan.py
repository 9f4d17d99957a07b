"""The only writer of the settings of the desk."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, is_within, require
from pemakaman.desk.models import SetelanDesk
from pemakaman.desk.queries.setelan import find_setelan
from pemakaman.desk.rules.laju import BATAS
from pemakaman.errors import Invalid, NotFound, StaleVersion
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import changes, record
from pemakaman.wilayah.queries import find_wilayah


def save_setelan(
    session: Session,
    wilayah_kode: str,
    *,
    alarm_hari: int,
    jam_tenggat: time,
    batas: Mapping[str, Mapping[str, float]],
    versi: int,
    actor: Actor,
) -> SetelanDesk:
    """What holds for a province or one of its kab/kota; `versi` 0 where nobody chose before."""
    require(actor, Izin.DESK_ATUR)
    wilayah = find_wilayah(session, wilayah_kode)
    if wilayah is None or wilayah.tingkat > 2 or not is_within(wilayah_kode, actor.wilayah_kode):
        raise NotFound()
    wait_alone(session, f"desk:setelan:{wilayah_kode}")
    setelan = find_setelan(session, wilayah_kode)
    if (setelan.versi if setelan else 0) != versi:
        raise StaleVersion("Setelan ini diubah orang lain sejak Anda membukanya. Buka lagi.", [])
    kept = _check(alarm_hari, batas)
    if setelan is None:
        setelan = SetelanDesk(wilayah_kode=wilayah_kode)
        session.add(setelan)
    with session.no_autoflush:
        setelan.alarm_hari, setelan.jam_tenggat, setelan.batas = alarm_hari, jam_tenggat, kept
        rincian = changes(setelan)
    name = "setelan_desk.diubah"
    record(session, name, "setelan_desk", wilayah_kode, actor=actor, wilayah=wilayah_kode, rincian=rincian)
    session.flush()
    return setelan


def _check(alarm_hari: int, batas: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    galat: dict[str, list[str]] = {}
    if not 1 <= alarm_hari <= 90:
        galat["alarm_hari"] = ["Batas alarm antara 1 dan 90 hari."]
    kept: dict[str, Any] = {}
    for kode, rule in BATAS.items():
        own = batas.get(kode, {})
        kuning, merah = own.get("kuning", rule.kuning), own.get("merah", rule.merah)
        if (kuning < merah) if rule.turun else (kuning > merah):
            side = "lebih kecil" if rule.turun else "lebih besar"
            galat[f"{kode}_kuning"] = [
                f"{rule.label}: batas kuning {kuning:g} tidak boleh {side} daripada merah {merah:g}."
            ]
        if (kuning, merah) != (rule.kuning, rule.merah):
            kept[kode] = {"kuning": kuning, "merah": merah}
    if galat:
        raise Invalid(galat)
    return kept
