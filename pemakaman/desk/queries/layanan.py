"""Looking service on holidays and polling days up: which days there are and what each kab/kota says of them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.desk.models import LayananHari
from pemakaman.desk.queries.lingkup import visible_desk
from pemakaman.desk.queries.pemilihan import polls_of
from pemakaman.desk.rules.layanan import HariLayanan, merge_days, service_days, why_service
from pemakaman.errors import NotFound
from pemakaman.verifikasi.queries.libur import holidays_of
from pemakaman.wilayah.models import Wilayah


def list_service_days(session: Session, kab: Sequence[tuple[str, str]], dari: date, sampai: date) -> list[HariLayanan]:
    """The holidays and polling days of a stretch of days for some kab/kota (code, name), each with whom it is for."""
    kodes = [kode for kode, _ in kab]
    libur, polls = holidays_of(session, kodes, since=dari), polls_of(session, kodes)
    own = {kode: service_days(dari, sampai, libur=libur[kode], hari_h=polls[kode]) for kode in kodes}
    return merge_days(own, dict(kab))


def why_days(session: Session, kab: Sequence[str], tanggal: date) -> dict[str, str]:
    """Kab/kota → why service on a day is worth a record there; those where it is not are left out."""
    libur, polls = holidays_of(session, kab, since=tanggal), polls_of(session, kab)
    found = {kode: why_service(tanggal, libur=libur[kode], hari_h=polls[kode]) for kode in kab}
    return {kode: why for kode, why in found.items() if why is not None}


def why_day(session: Session, kab_kode: str, tanggal: date) -> str | None:
    """The same of one kab/kota; None on an ordinary day."""
    return why_days(session, [kab_kode], tanggal).get(kab_kode)


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


def count_said(
    session: Session, dari: date, sampai: date, *, actor: Actor
) -> dict[date, Row[date, Sequence[str], int, int]]:
    """Day → (day, kab/kota that said anything, points open, points closed)."""
    opened = func.count().filter(LayananHari.buka)
    query = (
        select(LayananHari.tanggal, func.array_agg(LayananHari.kab_kode.distinct()), opened, func.count() - opened)
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
