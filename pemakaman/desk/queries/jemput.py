"""Looking visits up."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.desk.models import JemputBola, JemputBolaSasaran
from pemakaman.desk.queries.halaman import read_page
from pemakaman.desk.queries.lingkup import visible_desk
from pemakaman.desk.rules.istilah import AsalJemput
from pemakaman.desk.rules.jemput import Terlayani
from pemakaman.errors import NotFound
from pemakaman.wilayah.models import Wilayah


def get_jemput(session: Session, jemput_id: UUID, *, actor: Actor, for_update: bool = False) -> JemputBola:
    """One visit; raises NotFound outside the jurisdiction."""
    query = select(JemputBola).where(JemputBola.id == jemput_id, visible_desk(actor, JemputBola.kab_kode))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound()
    return found


def list_jemput(
    session: Session, *, dari: date, sampai: date, actor: Actor, sesudah: UUID | None = None
) -> tuple[list[Row[JemputBola, str, str, int]], str | None]:
    """A page of (visit, village, kab/kota, people on its plan) of some days, by day, and the key of the next."""
    kab, people = Wilayah.__table__.alias("kab"), func.count(JemputBolaSasaran.id)
    seen = visible_desk(actor, JemputBola.kab_kode)
    counted = select(people).where(JemputBolaSasaran.jemput_id == JemputBola.id).correlate(JemputBola)
    query = (
        select(JemputBola, Wilayah.nama, kab.c.nama, counted.scalar_subquery())
        .join(Wilayah, Wilayah.kode == JemputBola.desa_kode)
        .join(kab, kab.c.kode == JemputBola.kab_kode)
        .where(seen, JemputBola.tanggal.between(dari, sampai))
    )
    order = (JemputBola.tanggal, JemputBola.kab_kode, JemputBola.lokasi, JemputBola.id)
    return read_page(session, query, order, sesudah=sesudah, terlihat=seen)


def list_unfinished(session: Session, *, sebelum: date, actor: Actor, batas: int | None = None) -> Sequence[JemputBola]:
    """Visits whose day is over and whose result is not told, the oldest first."""
    query = select(JemputBola).where(_unfinished(sebelum, actor)).order_by(JemputBola.tanggal, JemputBola.id)
    return session.scalars(query.limit(batas)).all()


def count_unfinished(session: Session, *, sebelum: date, actor: Actor) -> int:
    """How many of them there are."""
    return session.scalar(select(func.count()).select_from(JemputBola).where(_unfinished(sebelum, actor))) or 0


def _unfinished(sebelum: date, actor: Actor) -> ColumnElement[bool]:
    return and_(visible_desk(actor, JemputBola.kab_kode), JemputBola.status == "rencana", JemputBola.tanggal < sebelum)


def count_served(rows: Sequence[JemputBolaSasaran], asal: str | None) -> Terlayani:
    """How many of the people on a plan are marked as served, by what they were visited for."""
    served = [row for row in rows if row.tercapai]
    voters = [row for row in served if row.pemilih_id is not None]
    dead = sum(row.laporan_id is not None for row in served)
    if asal == AsalJemput.TINDAK_TMS:
        return Terlayani(dead + len(voters), 0, len(served) - dead - len(voters))
    return Terlayani(dead, len(voters), len(served) - dead - len(voters))


def list_waiting_result(session: Session, hari_ini: date, *, actor: Actor) -> Sequence[JemputBola]:
    """Visits up to today whose result is not told."""
    return list_unfinished(session, sebelum=hari_ini + timedelta(days=1), actor=actor)


def list_coming(session: Session, hari_ini: date, *, actor: Actor) -> Sequence[JemputBola]:
    """Plans of the days after today, by day."""
    query = select(JemputBola).where(
        visible_desk(actor, JemputBola.kab_kode), JemputBola.status == "rencana", JemputBola.tanggal > hari_ini
    )
    return session.scalars(query.order_by(JemputBola.tanggal, JemputBola.lokasi)).all()


def find_same_plan(
    session: Session, kab_kode: str, tanggal: date, *, desa_kode: str, lokasi: str, jenis: str
) -> JemputBola | None:
    """A visit of that day to that place for the same people that was not called off."""
    query = select(JemputBola).where(
        JemputBola.kab_kode == kab_kode,
        JemputBola.tanggal == tanggal,
        JemputBola.desa_kode == desa_kode,
        JemputBola.lokasi == lokasi.strip(),
        JemputBola.jenis_sasaran == jenis,
        JemputBola.status != "batal",
    )
    return session.scalar(query.order_by(JemputBola.dibuat_pada).limit(1))
