"""Looking service on holidays and polling days up: which days there are and what each kab/kota says of them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.db import today_in
from pemakaman.desk.models import LayananHari
from pemakaman.desk.queries.lingkup import visible_desk
from pemakaman.desk.queries.pemilihan import list_pemungutan
from pemakaman.desk.rules.layanan import service_days, why_service
from pemakaman.errors import NotFound
from pemakaman.verifikasi.queries.libur import list_days
from pemakaman.wilayah.models import Wilayah


def calendar_of(session: Session, wilayah_kode: str, since: date) -> tuple[dict[date, str], dict[date, str]]:
    """(holidays, polling days) of a kab/kota or province from the year of a day on, with their names.

    A polling day that is over stays one when its election is set inactive.
    """
    libur = {one.tanggal: one.nama for one in list_days(session, wilayah_kode, since=since) if one.libur}
    today, votes = today_in(wilayah_kode), list_pemungutan(session, wilayah_kode)
    polls = {one.hari_h: one.nama for one in votes if one.counts_on(one.hari_h, today)}
    return libur, polls


def list_service_days(session: Session, wilayah_kode: str, dari: date, sampai: date) -> list[tuple[date, str]]:
    """(day, why) of the holidays and polling days of a stretch."""
    libur, polls = calendar_of(session, wilayah_kode, dari)
    return service_days(dari, sampai, libur=libur, hari_h=polls)


def list_asked(session: Session, places: Sequence[tuple[str, str]], wilayah_kode: str, tanggal: date) -> set[str]:
    """Codes of the kab/kota that should say of a day whether they are open: of a mere polling day those that vote."""
    libur, polls = calendar_of(session, wilayah_kode, tanggal)
    if tanggal not in polls or why_service(tanggal, libur=libur, hari_h={}):
        return {kode for kode, _ in places}
    votes = [one for one in list_pemungutan(session, wilayah_kode) if one.hari_h == tanggal]
    return {kode for kode, _ in places if any(one.votes_in(kode) for one in votes)}


def why_day(session: Session, wilayah_kode: str, tanggal: date) -> str | None:
    """Why service on a day is worth a record; None on an ordinary one."""
    libur, polls = calendar_of(session, wilayah_kode, tanggal)
    return why_service(tanggal, libur=libur, hari_h=polls)


def get_layanan(session: Session, layanan_id: UUID, *, actor: Actor, for_update: bool = False) -> LayananHari:
    """One service point on one day; raises NotFound outside the jurisdiction."""
    query = select(LayananHari).where(LayananHari.id == layanan_id, visible_desk(actor, LayananHari.kab_kode))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound()
    return found


def list_layanan(session: Session, tanggal: date, *, actor: Actor) -> Sequence[LayananHari]:
    """All service points of a day, those that are open first."""
    query = select(LayananHari).where(LayananHari.tanggal == tanggal, visible_desk(actor, LayananHari.kab_kode))
    return session.scalars(query.order_by(LayananHari.kab_kode, LayananHari.buka.desc(), LayananHari.tempat)).all()


def list_said(session: Session, kab_kode: str, dari: date, sampai: date) -> Sequence[LayananHari]:
    """What a kab/kota said of its service points in a stretch of days, by day; the caller asked whether it may."""
    query = select(LayananHari).where(LayananHari.kab_kode == kab_kode, LayananHari.tanggal.between(dari, sampai))
    return session.scalars(query.order_by(LayananHari.tanggal, LayananHari.tempat)).all()


def count_said(session: Session, dari: date, sampai: date, *, actor: Actor) -> dict[date, Row[date, int, int, int]]:
    """Day → (day, kab/kota that said anything, points open, points closed)."""
    opened = func.count().filter(LayananHari.buka)
    query = (
        select(LayananHari.tanggal, func.count(LayananHari.kab_kode.distinct()), opened, func.count() - opened)
        .where(LayananHari.tanggal.between(dari, sampai), visible_desk(actor, LayananHari.kab_kode))
        .group_by(LayananHari.tanggal)
    )
    return {row[0]: row for row in session.execute(query)}


def list_places(session: Session, kab_kode: str) -> list[str]:
    """Names of service points a kab/kota used before, the latest first."""
    newest = func.max(LayananHari.tanggal)
    query = select(LayananHari.tempat).where(LayananHari.kab_kode == kab_kode).group_by(LayananHari.tempat)
    return list(session.scalars(query.order_by(newest.desc()).limit(10)))


def names_of(session: Session, kodes: Sequence[str]) -> dict[str, str]:
    """Code → name of some regions."""
    query = select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(kodes))
    return {row.kode: row.nama for row in session.execute(query)}
