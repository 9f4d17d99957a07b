"""Prisons and visits of the board: by kab/kota, for a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.rules import Actor
from pemakaman.desk.models import JemputBola, Lapas, LaporanLapas
from pemakaman.desk.queries.lingkup import visible_desk
from pemakaman.desk.rules.istilah import StatusJemput
from pemakaman.desk.rules.lapangan import Lapangan, must_report, week_of


def lapangan_of(session: Session, tanggal: date, kab: Sequence[str], *, actor: Actor) -> dict[str, Lapangan]:
    """Kab/kota → its prisons and visits of a day."""
    visits = _visits(session, tanggal, actor)
    places: dict[str, list[Any]] = {}
    for row in _places(session, tanggal, actor):
        places.setdefault(row.kab_kode, []).append(row)
    return {kode: _row(places.get(kode, ()), visits.get(kode, {}), tanggal) for kode in kab}


def _places(session: Session, tanggal: date, actor: Actor) -> Sequence[Any]:
    """(kab/kota, place, day of its last report up to then, who is left) of the places in use."""
    left = (LaporanLapas.wajib_ktp - LaporanLapas.sudah_rekam).label("sisa")
    last = select(LaporanLapas.lapas_id, LaporanLapas.tanggal, left).where(LaporanLapas.tanggal <= tanggal)
    last = last.ext(distinct_on(LaporanLapas.lapas_id))
    newest = last.order_by(LaporanLapas.lapas_id, LaporanLapas.tanggal.desc()).subquery()
    other = aliased(LaporanLapas)
    # Where the first report came later, nobody knew the place on that day.
    began_later = exists().where(other.lapas_id == Lapas.id, other.tanggal > tanggal)
    query = (
        select(Lapas.kab_kode, Lapas.nama, newest.c.tanggal, newest.c.sisa)
        .outerjoin(newest, newest.c.lapas_id == Lapas.id)
        .where(Lapas.aktif, visible_desk(actor, Lapas.kab_kode), or_(newest.c.tanggal.is_not(None), ~began_later))
        .order_by(Lapas.kab_kode, Lapas.nama)
    )
    return session.execute(query).all()


def _row(rows: Sequence[Any], kunjungan: dict[str, Any], tanggal: date) -> Lapangan:
    return Lapangan(
        lapas=len(rows),
        lapas_lapor=sum(row.tanggal == tanggal for row in rows),
        lapas_sisa=sum(row.sisa or 0 for row in rows),
        lapas_diam=tuple(row.nama for row in rows if must_report(row.sisa, is_told=row.tanggal == tanggal)),
        lapas_terakhir=max((row.tanggal for row in rows if row.tanggal), default=None),
        **kunjungan,
    )


def _visits(session: Session, tanggal: date, actor: Actor) -> dict[str, dict[str, int]]:
    monday, sunday = week_of(tanggal)
    # As with the reports of a day: what was told later counts as told.
    told = JemputBola.status == StatusJemput.SELESAI
    day, week = JemputBola.tanggal == tanggal, JemputBola.tanggal.between(monday, sunday)
    counts = {
        "jemput_hari": day,
        "jemput_hari_hasil": and_(day, told),
        "jemput_pekan": week,
        "jemput_pekan_hasil": and_(week, told),
        "jemput_lewat": and_(JemputBola.tanggal < tanggal, ~told),
    }
    query = (
        select(JemputBola.kab_kode, *(func.count().filter(test).label(name) for name, test in counts.items()))
        .where(JemputBola.status != StatusJemput.BATAL, JemputBola.tanggal <= sunday)
        .where(visible_desk(actor, JemputBola.kab_kode))
        .group_by(JemputBola.kab_kode)
    )
    return {row.kab_kode: {name: getattr(row, name) for name in counts} for row in session.execute(query)}
