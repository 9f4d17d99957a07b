"""What waits at the desks, and how fast it is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, cast, func, or_, select, union_all
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import PERAN_LABEL, Actor, Peran
from pemakaman.laporan.models import CatatanKembali, Laporan
from pemakaman.laporan.rules import Status
from pemakaman.nilai.tanggal import zone_of
from pemakaman.pantau.models import Fakta, Jeda
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.langkah import quantile
from pemakaman.pantau.rules.layanan import LANGKAH_MEJA, Lama, sees_himself, sees_officers, sum_up
from pemakaman.verifikasi.jam import DI_KANTOR
from pemakaman.verifikasi.models import Keputusan
from pemakaman.verifikasi.queries.waktu import read_clocks, read_decided

# What an office is measured by: no rows of old books, nor burials older than this, which are decided from old papers.
SETAHUN = timedelta(days=365)


def _fresh(sejak: date) -> ColumnElement[bool]:
    return and_(~Fakta.kertas, Fakta.dimakamkan >= sejak - SETAHUN)


@dataclass(frozen=True)
class Menunggu:
    """Reports at one step of one office, the oldest by the office's own clock (None: the clock stands still)."""

    jumlah: int = 0
    tertua: datetime | None = None
    hari_kerja: int | None = None


Antrean = dict[Status, Menunggu]


def read_waiting(session: Session, kab: Sequence[str]) -> dict[str, Antrean]:
    """Kab/kota → step → what waits there now; every kab/kota and step is named."""
    counted = (
        select(Laporan.kab_kode, Laporan.status, func.count().label("jumlah"), func.min(Laporan.diajukan_pada))
        .where(Laporan.kab_kode.in_(kab), Laporan.status.in_(LANGKAH_MEJA))
        .group_by(Laporan.kab_kode, Laporan.status)
    )
    found: dict[str, Antrean] = {kode: {step: Menunggu() for step in LANGKAH_MEJA} for kode in kab}
    rows = session.execute(counted).all()
    days = _oldest_days(session, [(row.kab_kode, row.status) for row in rows if row.status in DI_KANTOR])
    for kode, status, jumlah, tertua in rows:
        found[kode][Status(status)] = Menunggu(jumlah, tertua, days.get((kode, status)))
    return found


def _oldest_days(session: Session, steps: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """(kab/kota, step) → working days of the report that was sent first."""
    if not steps:
        return {}
    firsts = [
        select(Laporan.id, Laporan.kab_kode, Laporan.status, Laporan.diajukan_pada)
        .where(Laporan.kab_kode == kode, Laporan.status == status)
        .order_by(Laporan.diajukan_pada, Laporan.id)
        .limit(1)
        .subquery()
        for kode, status in steps
    ]
    rows = session.execute(union_all(*(select(first) for first in firsts))).all()
    clocks = read_clocks(session, rows)
    return {(row.kab_kode, row.status): clocks[row.id].terpakai for row in rows if row.id in clocks}


def count_weeks(session: Session, kab: Sequence[str], minggu: Sequence[date]) -> dict[str, dict[date, int]]:
    """Kab/kota → Monday → how many were approved in that week."""
    week = cast(func.date_trunc("week", cast(Fakta.disetujui, TIMESTAMP)), Date).label("minggu")
    query = (
        select(Fakta.kab_kode, week, func.count().label("jumlah"))
        .where(Fakta.kab_kode.in_(kab), Fakta.disetujui >= minggu[0], _fresh(minggu[0]))
        .group_by(Fakta.kab_kode, week)
    )
    found: dict[str, dict[date, int]] = {kode: dict.fromkeys(minggu, 0) for kode in kab}
    for row in session.execute(query):
        found[row.kab_kode][row.minggu] = row.jumlah
    return found


def read_service(session: Session, kab_kode: str, sejak: date, sampai: date) -> Lama:
    """How fast the office decided what it approved from a day until before another, in working days of its clock."""
    query = (
        select(Laporan.id, Laporan.kab_kode, Laporan.diajukan_pada, Keputusan.disetujui_pada.label("diputus_pada"))
        .join(Fakta, Fakta.laporan_id == Laporan.id)
        .join(Keputusan, Keputusan.laporan_id == Laporan.id)
        .where(Fakta.kab_kode == kab_kode, Fakta.disetujui >= sejak, Fakta.disetujui < sampai, _fresh(sejak))
    )
    return sum_up(jam.terpakai for jam in read_decided(session, session.execute(query).all()).values())


def read_service_by_kab(session: Session, kab: Sequence[str], dari: Bulan, sampai: Bulan) -> dict[str, Lama]:
    """Kab/kota → calendar days from sending to approval, of burials of these months, as the funnel counts them."""
    query = (
        select(Jeda.tempat, Jeda.hari, func.sum(Jeda.jumlah).label("jumlah"))
        .where(Jeda.tempat.in_(kab), Jeda.langkah == "disetujui", Jeda.bulan.between(dari.awal, sampai.awal))
        .group_by(Jeda.tempat, Jeda.hari)
    )
    days: dict[str, dict[int, int]] = {kode: {} for kode in kab}
    for row in session.execute(query):
        days[row.tempat][row.hari] = row.jumlah
    return {
        kode: Lama(sum(counted.values()), quantile(counted, 0.5), quantile(counted, 0.9))
        for kode, counted in days.items()
    }


@dataclass(frozen=True)
class Kerja:
    """What one person, or the whole office, did since a day."""

    nama: str
    peran: str
    diperiksa: int = 0
    disetujui: int = 0
    dikembalikan: int = 0


def read_officers(session: Session, kab_kode: str, sejak: date, *, actor: Actor) -> list[Kerja]:
    """Who did what, by name, as far as the actor may know: every officer, only himself, or nobody."""
    whole = sees_officers(actor, kab_kode)
    if not (whole or sees_himself(actor, kab_kode)):
        return []
    done = _count_work(session, kab_kode, sejak)
    if not whole:
        mine = done.get(actor.id, {}) if actor.id else {}
        return [Kerja("Anda", actor.peran_label, **mine)]
    query = select(Akun.id, Akun.nama, Akun.peran).where(Akun.id.in_(done)).order_by(Akun.nama, Akun.id)
    return [Kerja(row.nama, PERAN_LABEL[Peran(row.peran)], **done[row.id]) for row in session.execute(query)]


def read_office(session: Session, kab_kode: str, sejak: date) -> Kerja:
    """All of the office together."""
    done: Mapping[UUID, Mapping[str, int]] = _count_work(session, kab_kode, sejak)
    steps = ("diperiksa", "disetujui", "dikembalikan")
    return Kerja("Seluruh kantor", "", **{step: sum(one.get(step, 0) for one in done.values()) for step in steps})


def _count_work(session: Session, kab_kode: str, sejak: date) -> dict[UUID, dict[str, int]]:
    start = datetime.combine(sejak, time(), zone_of(kab_kode))
    approved = Fakta.disetujui >= sejak

    def per_person(akun: Any, moment: Any, count: Any, *, among: ColumnElement[bool]) -> Any:
        """`among` says which facts can have any, so that not a whole year of them is looked through."""
        query = select(akun, count).select_from(Fakta).join(akun.class_, akun.class_.laporan_id == Fakta.laporan_id)
        query = query.where(Fakta.kab_kode == kab_kode, _fresh(sejak), among)
        return query.where(moment >= start, akun.is_not(None)).group_by(akun)

    returned = func.count(CatatanKembali.dibuat_pada.distinct())
    # What was recommended since then was approved since then, or waits for it.
    recommended = or_(approved, Fakta.disetujui.is_(None))
    queries = {
        "diperiksa": per_person(Keputusan.disarankan_oleh, Keputusan.disarankan_pada, func.count(), among=recommended),
        "disetujui": per_person(Keputusan.disetujui_oleh, Keputusan.disetujui_pada, func.count(), among=approved),
        "dikembalikan": per_person(
            CatatanKembali.dibuat_oleh, CatatanKembali.dibuat_pada, returned, among=Fakta.dikembalikan > 0
        ),
    }
    found: dict[UUID, dict[str, int]] = {}
    for step, query in queries.items():
        for akun_id, jumlah in session.execute(query):
            found.setdefault(akun_id, {})[step] = jumlah
    return found
