"""Permits to use a grave's ground: those of one grave, and those that wait to be renewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from pemakaman import db
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import visible_filter
from pemakaman.makam.setelan import setelan_of
from pemakaman.petak.models import Iptm
from pemakaman.petak.queries.letak import with_place
from pemakaman.petak.rules_iptm import KeadaanIzin, state_of

PAGE_SIZE = 50
MOST_ROWS = 20_000
COUNT_LIMIT = 1000
DIINGATKAN = ("belum", "sudah")


@dataclass(frozen=True)
class Acuan:
    """The day and the days of warning by which the state of a permit is told."""

    hari_ini: date
    ingat_hari: int

    def state(self, iptm: Iptm, *, diperpanjang: bool) -> KeadaanIzin:
        """Where a permit stands."""
        return state_of(
            iptm.berlaku_sampai,
            hari_ini=self.hari_ini,
            ingat_hari=self.ingat_hari,
            dicabut=iptm.dicabut_pada is not None,
            diperpanjang=diperpanjang,
        )


@dataclass(frozen=True)
class Saring:
    """Filters of the list; '' and None mean all. `keadaan` "menunggu" is what is about to end or has ended."""

    keadaan: str = "menunggu"
    makam_id: UUID | None = None
    diingatkan: str = ""


def acuan_of(session: Session, kab_kode: str) -> Acuan:
    """Today and the days of warning of a kab/kota."""
    hari_ini = db.today_in(kab_kode)
    return Acuan(hari_ini, setelan_of(session, kab_kode).iptm_ingat_hari)


def is_renewed() -> ColumnElement[bool]:
    """SQL of a permit that another one renews; after a revoked renewal a new permit is written, not another renewal."""
    later = aliased(Iptm)
    return select(later.id).where(later.menggantikan_id == Iptm.id).exists()


def state_filter(keadaan: str, acuan: Acuan) -> list[ColumnElement[bool]]:
    """SQL of `state_of`; an unknown word means all."""
    valid, ends = Iptm.dicabut_pada.is_(None), Iptm.berlaku_sampai
    waiting, soon = and_(valid, ~is_renewed()), acuan.hari_ini + timedelta(days=acuan.ingat_hari)
    known = {
        "menunggu": and_(waiting, ends <= soon),
        KeadaanIzin.SEGERA: and_(waiting, ends <= soon, ends >= acuan.hari_ini),
        KeadaanIzin.HABIS: and_(waiting, ends < acuan.hari_ini),
        KeadaanIzin.BERLAKU: and_(waiting, ends > soon),
        KeadaanIzin.DIGANTI: and_(valid, is_renewed()),
        KeadaanIzin.DICABUT: Iptm.dicabut_pada.is_not(None),
    }
    found = known.get(keadaan)
    return [] if found is None else [found]


def get_iptm(session: Session, iptm_id: UUID, *, actor: Actor, for_update: bool = False) -> Iptm:
    """One permit; raises NotFound outside the cemeteries that the actor sees."""
    query = select(Iptm).join(Makam, Makam.id == Iptm.makam_id).where(Iptm.id == iptm_id, visible_filter(actor))
    if for_update:
        query = query.with_for_update(of=Iptm).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound("Izin makam ini tidak ada, atau di luar wilayah tugas Anda.")
    return found


def find_renewal(session: Session, iptm_id: UUID) -> Iptm | None:
    """The permit that renews this one, revoked or not."""
    return session.scalar(select(Iptm).where(Iptm.menggantikan_id == iptm_id))


def list_of_grave(session: Session, laporan_id: UUID, acuan: Acuan) -> list[tuple[Iptm, KeadaanIzin]]:
    """The permits of one grave, the newest term first, each with its state."""
    query = select(Iptm, is_renewed()).where(Iptm.laporan_id == laporan_id)
    rows = session.execute(query.order_by(Iptm.berlaku_dari.desc(), Iptm.dibuat_pada.desc()))
    return [(row, acuan.state(row, diperpanjang=renewed)) for row, renewed in rows]


def list_iptm(
    session: Session,
    saring: Saring,
    acuan: Acuan,
    *,
    actor: Actor,
    sesudah: UUID | None = None,
    most: int | None = None,
) -> Sequence[Row[Any]]:
    """Permits of the cemeteries where the actor records, those that end first; one more than a page, if there is.

    Rows: Iptm, diperpanjang, almarhum, makam, buku_nomor, buku_tahun, pengingat, and what `tell_place` reads.
    """
    query = _rows(saring, acuan, actor).order_by(Iptm.berlaku_sampai, Iptm.id).limit(most or PAGE_SIZE + 1)
    if sesudah is not None:
        key = select(Iptm.berlaku_sampai, Iptm.id).where(Iptm.id == sesudah).subquery()
        after = select(key.c.berlaku_sampai, key.c.id).scalar_subquery()
        query = query.where(tuple_(Iptm.berlaku_sampai, Iptm.id) > after)
    return session.execute(query).all()


def _rows(saring: Saring, acuan: Acuan, actor: Actor) -> Select[*tuple[Any, ...]]:
    seen = visible_filter(actor) if actor.may(Izin.PETAK_KELOLA) else false()
    query = (
        select(
            Iptm,
            is_renewed().label("diperpanjang"),
            Laporan.nama.label("almarhum"),
            *(Laporan.buku_nomor, Laporan.buku_tahun),
            Makam.nama.label("makam"),
            Akun.nama.label("pengingat"),
        )
        .join(Laporan, Laporan.id == Iptm.laporan_id)
        .join(Makam, Makam.id == Iptm.makam_id)
        .outerjoin(Akun, Akun.id == Iptm.diingatkan_oleh)
        .where(seen, *state_filter(saring.keadaan, acuan))
    )
    if saring.makam_id is not None:
        query = query.where(Iptm.makam_id == saring.makam_id)
    if saring.diingatkan in DIINGATKAN:
        told = Iptm.diingatkan_pada.is_not(None)
        query = query.where(told if saring.diingatkan == "sudah" else ~told)
    return with_place(query)


def count_expiring(session: Session, *, actor: Actor) -> tuple[int, int]:
    """How many permits end within the days of warning, and those days; for the home page of who records there."""
    if actor.kab_kode is None or not actor.may(Izin.PETAK_KELOLA):
        return 0, 0
    acuan = acuan_of(session, actor.kab_kode)
    some = select(Iptm.id).join(Makam, Makam.id == Iptm.makam_id).where(visible_filter(actor))
    some = some.where(*state_filter(KeadaanIzin.SEGERA, acuan)).limit(COUNT_LIMIT)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0, acuan.ingat_hari
