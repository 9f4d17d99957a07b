"""Heirs, permits, plans and an open search for the demonstration, through the services."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor
from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.tempat import slug
from pemakaman.contoh.usul import get_actor
from pemakaman.db import transaction
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import RencanaMakam
from pemakaman.makam.models import Makam
from pemakaman.makam.rules import SETELAN, JenisMakam, StatusMakam
from pemakaman.makam.services import save_setelan
from pemakaman.makam.setelan import setelan_of
from pemakaman.petak.queries.ahli_waris import offered_heir
from pemakaman.petak.rules_ahli_waris import mark_of
from pemakaman.petak.rules_cari import TAMPAK
from pemakaman.petak.rules_iptm import begin_of_renewal, end_of_term
from pemakaman.petak.services import ahli_waris, iptm, rencana

KAB = ("18.71", "18.72")
TERBUKA = "18.71"
PENGGANTI = ("Rohani", "Made Wirawan", "Suparman", "Nurhayati")
RENCANA = (
    ("Sukirman", 0, time(10, 0), "Wati Lestari", "Bawa papan dan tenda."),
    ("Ni Ketut Rai", 0, time(15, 30), "Wayan Sudarma", None),
    ("Legimin", 1, time(9, 0), "Tuti Handayani", "Keluarga dari Jawa, mungkin mundur satu jam."),
)
TELEPON = "+6281270002000"


def fill(kab_nama: Mapping[str, str]) -> None:
    """Graves of two kab/kota, unless that was done before; the search is open in the first."""
    for kab in KAB:
        with transaction() as session:
            follow_clock(session)
            there = select(RencanaMakam.id).join(Makam, Makam.id == RencanaMakam.makam_id)
            if session.scalar(there.where(Makam.kab_kode == kab).limit(1)) is None:
                _plant(session, kab, get_actor(session, f"admin.{slug(kab_nama[kab])}"))


def _plant(session: Session, kab: str, admin: Actor) -> None:
    setelan = setelan_of(session, kab)
    isian = {name: getattr(setelan, name) for name in SETELAN} | {"cari_umum": kab == TERBUKA}
    save_setelan(session, isian, versi=setelan.versi, actor=admin)
    today = db.today_in(kab)
    makam = session.scalars(select(Makam).where(Makam.kab_kode == kab).order_by(Makam.kode)).all()
    open_ones = [one for one in makam if one.status == StatusMakam.AKTIF and one.jenis != JenisMakam.KREMATORIUM]
    for one in open_ones[:2]:
        _graves(session, one, today, admin)
        _plans(session, one, today, admin)


def _graves(session: Session, makam: Makam, today: date, admin: Actor) -> None:
    """A person in charge for ten graves, for some the second one; permits old, ending, renewed and ended."""
    query = select(Laporan).where(Laporan.makam_id == makam.id, Laporan.status.in_(TAMPAK))
    found = session.scalars(query.order_by(Laporan.dimakamkan_tanggal, Laporan.id).limit(10)).all()
    ends = (30, -20, 12, 400, -3, 55, 200)
    for number, laporan in enumerate(found):
        _heirs(session, laporan, number, admin)
    for number, (laporan, days) in enumerate(zip(found, ends, strict=False)):
        _permit(session, laporan, number, today + timedelta(days=days), admin)


def _heirs(session: Session, laporan: Laporan, number: int, admin: Actor) -> None:
    offered = offered_heir(session, laporan.id)
    if not offered.get("nama") or laporan.dimakamkan_tanggal is None:
        return
    first = {**offered, "sejak": laporan.dimakamkan_tanggal}
    heir = ahli_waris.change_heir(session, laporan.id, first, tanda="", actor=admin)
    if number % 3 == 1:
        isian: dict[str, Any] = {
            "nama": PENGGANTI[number % len(PENGGANTI)],
            "hubungan": "Anak",
            "telepon": f"{TELEPON[:-2]}{number:02}",
        }
        isian |= {"sejak": laporan.dimakamkan_tanggal, "sebab_ganti": "Yang lama pindah ke luar kota."}
        ahli_waris.change_heir(session, laporan.id, isian, tanda=mark_of(heir), actor=admin)


def _permit(session: Session, laporan: Laporan, number: int, sampai: date, admin: Actor) -> None:
    offered = offered_heir(session, laporan.id)
    isian = {
        "nomor": f"IPTM/{sampai.year - 3}/{number + 1:03}",
        "pemegang": offered.get("nama") or "Keluarga almarhum",
        "telepon": offered.get("telepon"),
        "berlaku_dari": sampai - timedelta(days=3 * 365),
        "berlaku_sampai": sampai,
    }
    first = iptm.issue_iptm(session, laporan.id, isian, actor=admin)
    if number == 4:
        dari = begin_of_renewal(sampai)
        baru = {"nomor": f"IPTM/{dari.year}/P01", "berlaku_dari": dari, "berlaku_sampai": end_of_term(dari, 3)}
        iptm.renew_iptm(session, first.id, {**isian, **baru}, actor=admin)
    if number == 1:
        iptm.remind(session, first.id, actor=admin)


def _plans(session: Session, makam: Makam, today: date, admin: Actor) -> None:
    for nama, days, pukul, kontak, catatan in _of(RENCANA, makam):
        isian = {"nama": nama, "tanggal": today + timedelta(days=days), "pukul": pukul}
        isian |= {"kontak_nama": kontak, "kontak_telepon": TELEPON, "catatan": catatan}
        rencana.plan_burial(session, makam.id, isian, petak_id=None, actor=admin)


def _of(
    plans: Sequence[tuple[str, int, time, str, str | None]], makam: Makam
) -> Sequence[tuple[str, int, time, str, str | None]]:
    """The first cemetery has all of them, another one the last only."""
    return plans if makam.kode.endswith("1") else plans[-1:]
