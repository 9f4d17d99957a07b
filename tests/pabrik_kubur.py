"""Graves for tests: a burial in the book, plots, permits and plans, through the services."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Blok, Makam, Petak
from pemakaman.makam.services import save_setelan
from pemakaman.makam.setelan import setelan_of
from pemakaman.petak.models import AhliWaris, Iptm, RencanaMakam
from pemakaman.petak.queries.ahli_waris import current_heir
from pemakaman.petak.rules_ahli_waris import mark_of
from pemakaman.petak.services import ahli_waris, iptm, rencana
from tests.pabrik import make_actor, make_makam
from tests.pabrik_laporan import hari_ini, make_laporan

_serial = count(1)


class Kubur:
    """A manager, his cemetery, and one burial in its book."""

    def __init__(self, **isian: Any) -> None:
        self.pengelola = make_actor(Peran.PENGELOLA_MAKAM)
        self.makam: Makam = make_makam(pengelola=[self.pengelola])
        self.laporan: Laporan = make_laporan(self.pengelola, self.makam, status=Status.LAPOR_AWAL, **isian)

    @property
    def id(self) -> UUID:
        """Of the burial."""
        return self.laporan.id


def set_heir(actor: Actor, laporan_id: UUID, *, tanda: str | None = None, **isian: Any) -> AhliWaris:
    """Record a person in charge, at the present mark unless one is named."""
    values = {"nama": "Siti Aminah", "sejak": hari_ini(), "sebab_ganti": "Pindah ke Metro", **isian}
    with transaction() as session:
        mark = mark_of(current_heir(session, laporan_id)) if tanda is None else tanda
        return ahli_waris.change_heir(session, laporan_id, values, tanda=mark, actor=actor)


def permit_isian(sampai: date | None = None, **isian: Any) -> dict[str, Any]:
    """A permit that ends in a month, under a number of its own."""
    sampai = sampai or hari_ini() + timedelta(days=30)
    values = {"nomor": f"IPTM/{next(_serial):04}", "pemegang": "Siti Aminah", "telepon": "+6281234567890"}
    return {**values, "berlaku_dari": sampai - timedelta(days=1000), "berlaku_sampai": sampai, **isian}


def make_iptm(actor: Actor, laporan_id: UUID, sampai: date | None = None, **isian: Any) -> Iptm:
    """A committed permit."""
    with transaction() as session:
        return iptm.issue_iptm(session, laporan_id, permit_isian(sampai, **isian), actor=actor)


def make_petak(makam: Makam, nomor: str = "A-001", *, status: str = "kosong") -> Petak:
    """A committed plot in block A."""
    with transaction() as session:
        blok = Blok(id=uuid4(), makam_id=makam.id, nama=f"A{next(_serial)}")
        session.add(blok)
        session.flush()
        petak = Petak(id=uuid4(), makam_id=makam.id, blok_id=blok.id, nomor=nomor, urutan=1, status=status)
        session.add(petak)
        record(session, "makam.diubah", "makam", makam.id, actor=SISTEM)
    return petak


def plan_isian(**isian: Any) -> dict[str, Any]:
    """A burial of today."""
    return {
        "nama": "Sukirman",
        "tanggal": hari_ini(),
        "kontak_nama": "Wati",
        "kontak_telepon": "+6281298765432",
        **isian,
    }


def make_rencana(actor: Actor, makam: Makam, petak: Petak | None = None, **isian: Any) -> RencanaMakam:
    """A committed plan."""
    with transaction() as session:
        petak_id = petak.id if petak else None
        return rencana.plan_burial(session, makam.id, plan_isian(**isian), petak_id=petak_id, actor=actor)


def petak_status(petak: Petak) -> str:
    """The state of a plot as it stands in the database."""
    with transaction() as session:
        return session.get_one(Petak, petak.id).status


def set_setelan(kab: str = "18.71", **isian: Any) -> None:
    """Settle something for a kab/kota."""
    admin = make_actor(Peran.ADMIN_KAB, kab)
    with transaction() as session:
        now = setelan_of(session, kab)
        values = {name: getattr(now, name) for name in now.__dataclass_fields__ if name != "versi"}
        save_setelan(session, {**values, **isian}, versi=now.versi, actor=admin)
