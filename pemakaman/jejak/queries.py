"""Reading the trail: one object's timeline, and what an auditor may see."""

from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import Session

from pemakaman.jejak import kalimat, words
from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.jejak.rules import Pelaku

Entry = TypeVar("Entry", Jejak, JejakBaca)
PER_PAGE = 50
LONGEST_TIMELINE = 500
LARGEST_EXPORT = 100_000


@dataclass(frozen=True)
class Baris:
    """One event in words. `waktu_perangkat` only where the device's clock differed."""

    kapan: datetime
    pelaku: str
    peran: str
    kalimat: str
    rincian: list[str]
    id: int = 0
    objek: str = ""
    objek_id: str = ""
    asal: str = ""
    wilayah: str = ""
    waktu_perangkat: datetime | None = None


@dataclass(frozen=True)
class Saring:
    """What an auditor narrows the trail to; empty means everything."""

    dari: date | None = None
    sampai: date | None = None
    pelaku: str = ""
    peristiwa: str = ""
    objek_id: str = ""
    sidik: str = ""


def timeline(session: Session, objek: str, objek_id: object, *, tanpa: Collection[str] = ()) -> list[Baris]:
    """What happened to one object, newest first, without the events of `tanpa`.

    The caller has checked that the object may be seen.
    """
    rows = session.scalars(
        select(Jejak)
        .where(Jejak.objek == objek, Jejak.objek_id == str(objek_id), Jejak.peristiwa.not_in(tanpa))
        .order_by(Jejak.id.desc())
        .limit(LONGEST_TIMELINE)
    )
    return [_baris(row, tanpa=words.TEKNIS) for row in rows]


def list_of_kind(session: Session, objek: str, *, actor: Pelaku, batas: int = LONGEST_TIMELINE) -> list[Baris]:
    """What happened to all objects of a kind within the jurisdiction, newest first: also to those that are gone.

    For kinds without personal data that few people change.
    """
    query = select(Jejak).where(Jejak.objek == objek, _in_jurisdiction(Jejak, actor))
    return [_baris(row, tanpa=words.TEKNIS) for row in session.scalars(query.order_by(Jejak.id.desc()).limit(batas))]


def list_jejak(
    session: Session, saring: Saring, *, actor: Pelaku, sesudah: int | None = None, batas: int = PER_PAGE + 1
) -> list[Baris]:
    """Events within the auditor's jurisdiction, newest first, `batas` at most."""
    statement = select(Jejak).where(_in_jurisdiction(Jejak, actor), *_common(Jejak, saring))
    if saring.peristiwa:
        statement = statement.where(Jejak.peristiwa == saring.peristiwa)
    return [_baris(row) for row in session.scalars(_paged(statement, Jejak, sesudah, batas))]


def list_baca(
    session: Session, saring: Saring, *, actor: Pelaku, sesudah: int | None = None, batas: int = PER_PAGE + 1
) -> list[Baris]:
    """Who opened or searched what within the auditor's jurisdiction, newest first."""
    statement = select(JejakBaca).where(_in_jurisdiction(JejakBaca, actor), *_common(JejakBaca, saring))
    if saring.sidik:
        statement = statement.where(JejakBaca.sidik == saring.sidik)
    return [_baris_baca(row) for row in session.scalars(_paged(statement, JejakBaca, sesudah, batas))]


def _in_jurisdiction(table: type[Jejak] | type[JejakBaca], actor: Pelaku) -> ColumnElement[bool]:
    """An auditor without a region reads everything."""
    if not actor.wilayah_kode:
        return true() if str(actor.peran) == "auditor" else false()
    return or_(
        table.wilayah == actor.wilayah_kode,
        table.wilayah.startswith(f"{actor.wilayah_kode}.", autoescape=True),
    )


def _common(table: type[Jejak] | type[JejakBaca], saring: Saring) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if saring.dari:
        conditions.append(table.kapan >= _midnight(saring.dari))
    if saring.sampai:
        conditions.append(table.kapan < _midnight(saring.sampai) + timedelta(days=1))
    if saring.pelaku:
        akun_id = _uuid(saring.pelaku)
        by_name = table.pelaku.icontains(saring.pelaku, autoescape=True)
        conditions.append(table.akun_id == akun_id if akun_id else by_name)
    if saring.objek_id:
        conditions.append(table.objek_id == saring.objek_id)
    return conditions


def _paged(statement: Select[Entry], table: type[Entry], sesudah: int | None, batas: int) -> Select[Entry]:
    if sesudah is not None:
        statement = statement.where(table.id < sesudah)
    return statement.order_by(table.id.desc()).limit(batas)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=words.WIB)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _baris(row: Jejak, tanpa: Container[str] = ()) -> Baris:
    return Baris(
        kapan=row.kapan,
        pelaku=row.pelaku,
        peran=row.peran,
        kalimat=words.sentence(row.peristiwa),
        rincian=words.details(row.rincian, tanpa=tanpa),
        id=row.id,
        objek=kalimat.OBJEK_LABEL.get(row.objek, row.objek),
        objek_id=row.objek_id,
        asal=row.asal or "",
        wilayah=row.wilayah or "",
        waktu_perangkat=row.waktu_perangkat,
    )


def _baris_baca(row: JejakBaca) -> Baris:
    rincian = [f"Kata yang dicari: {words.mask(row.kata_cari)}"] if row.kata_cari else []
    if row.jumlah is not None:
        rincian.append(f"Yang ditemukan: {row.jumlah}")
    return Baris(
        kapan=row.kapan,
        pelaku=row.pelaku,
        peran=row.peran,
        kalimat=words.sentence(row.cara),
        rincian=rincian,
        id=row.id,
        objek=kalimat.OBJEK_LABEL.get(row.objek or "", row.objek or ""),
        objek_id=row.objek_id or "",
        asal=row.asal or "",
        wilayah=row.wilayah or "",
    )
