"""Reading the office's clock: settings, calendar and the steps of several reports at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from pemakaman.db import now
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.laporan.setelan import BAWAAN, list_setelan
from pemakaman.nilai.hari_kerja import Kalender
from pemakaman.nilai.tanggal import zone_of
from pemakaman.verifikasi.jam import DI_KANTOR, DIPUTUS, Jam, Langkah, read_clock
from pemakaman.verifikasi.models import HariLibur


class Berjam(Protocol):
    """What a row must have for its clock to be read."""

    id: Any
    kab_kode: Any
    status: Any
    diajukan_pada: Any


class Diputus(Protocol):
    """What a row must have for its clock to be read at its decision."""

    id: Any
    kab_kode: Any
    diajukan_pada: Any
    diputus_pada: Any


@dataclass(frozen=True)
class Kantor:
    """The service time of one office, and its calendar."""

    hari_layanan: int
    kalender: Kalender


def kantor_of(session: Session, kab: Collection[str]) -> dict[str, Kantor]:
    """Kab/kota → its service time and calendar; the days of its province hold unless it says otherwise itself."""
    setelan = list_setelan(session, kab)
    regions = {*kab, *(kode[:2] for kode in kab)}
    rows = session.execute(
        select(HariLibur.wilayah_kode, HariLibur.tanggal, HariLibur.libur).where(HariLibur.wilayah_kode.in_(regions))
    ).all()
    days: dict[str, dict[date, bool]] = {}
    for row in rows:
        days.setdefault(row.wilayah_kode, {})[row.tanggal] = row.libur
    return {
        kode: Kantor(setelan.get(kode, BAWAAN).hari_layanan, Kalender({**days.get(kode[:2], {}), **days.get(kode, {})}))
        for kode in kab
    }


def read_clocks(session: Session, rows: Iterable[Berjam]) -> dict[UUID, Jam]:
    """The clocks of those of the rows that lie with the office."""
    waiting = [row for row in rows if row.diajukan_pada is not None and Status(row.status) in DI_KANTOR]
    if not waiting:
        return {}
    kantor = kantor_of(session, {row.kab_kode for row in waiting})
    langkah = _steps(session, [row.id for row in waiting])
    moment = now()
    return {
        row.id: read_clock(
            row.diajukan_pada,
            langkah.get(str(row.id), []),
            moment,
            hari_layanan=kantor[row.kab_kode].hari_layanan,
            kalender=kantor[row.kab_kode].kalender,
            zona=zone_of(row.kab_kode),
        )
        for row in waiting
    }


def read_decided(session: Session, rows: Iterable[Diputus]) -> dict[UUID, Jam]:
    """The clocks of decided reports as they stood at the decision; the days back with the author are out of them."""
    decided = [row for row in rows if row.diajukan_pada is not None and row.diputus_pada is not None]
    if not decided:
        return {}
    kantor = kantor_of(session, {row.kab_kode for row in decided})
    # Most never left the office before they were decided: their clock ran from the first day to the last.
    left = _steps(session, [row.id for row in decided], outside=True)
    langkah = _steps(session, [row.id for row in decided if _left(row, left.get(str(row.id), []))])
    return {
        row.id: read_clock(
            row.diajukan_pada,
            [one for one in langkah.get(str(row.id), []) if one.kapan < row.diputus_pada],
            row.diputus_pada,
            hari_layanan=kantor[row.kab_kode].hari_layanan,
            kalender=kantor[row.kab_kode].kalender,
            zona=zone_of(row.kab_kode),
        )
        for row in decided
    }


def _left(row: Diputus, langkah: Iterable[Langkah]) -> bool:
    return any(
        one.kapan < row.diputus_pada and (one.kapan > row.diajukan_pada or one.status in DIPUTUS) for one in langkah
    )


def _steps(session: Session, ids: Collection[UUID], *, outside: bool = False) -> dict[str, list[Langkah]]:
    """The states that reports came into, from the trail, in the order of time; `outside` the office only."""
    if not ids:
        return {}
    status = Jejak.rincian["status"][1].as_string()
    query = select(Jejak.objek_id, Jejak.kapan, status.label("status")).where(
        Jejak.objek == "laporan", Jejak.objek_id.in_([str(one) for one in ids]), status.is_not(None)
    )
    if outside:
        query = query.where(status.not_in(DI_KANTOR))
    found: dict[str, list[Langkah]] = {}
    for row in session.execute(query.order_by(Jejak.id)):
        if row.status in set(Status):
            found.setdefault(row.objek_id, []).append(Langkah(row.kapan, Status(row.status)))
    return found


def may_be_late(session: Session, kab_kode: str) -> ColumnElement[bool]:
    """Reports sent so long ago that, without any pause, the service time has passed."""
    kantor, zona = kantor_of(session, [kab_kode])[kab_kode], zone_of(kab_kode)
    today = now().astimezone(zona).date()
    last = kantor.kalender.latest_start(today, kantor.hari_layanan + 1)
    end_of_day = datetime(last.year, last.month, last.day, tzinfo=zona) + timedelta(days=1)
    return Laporan.diajukan_pada < end_of_day


def offices_at_work(session: Session) -> list[str]:
    """The kab/kota where something lies on the desk."""
    query = select(Laporan.kab_kode).where(Laporan.status.in_(DI_KANTOR)).group_by(Laporan.kab_kode)
    return list(session.scalars(query.order_by(Laporan.kab_kode)))


def count_overdue(session: Session, kab_kode: str, *, batas: int) -> int:
    """How many reports of an office stand with its head because their time has passed; counting stops at `batas`."""
    some = select(Laporan.id).where(
        Laporan.kab_kode == kab_kode, Laporan.status.in_(DI_KANTOR), Laporan.dieskalasi_pada.is_not(None)
    )
    return session.scalar(select(func.count()).select_from(some.limit(batas).subquery())) or 0
