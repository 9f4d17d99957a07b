"""Looking elections up: those an account sees, and those that a kab/kota votes in."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.db import today_in
from pemakaman.desk.models import Pemilihan, PemilihanWilayah
from pemakaman.desk.queries.lingkup import visible_desk
from pemakaman.desk.rules.pemilihan import Pemungutan
from pemakaman.errors import NotFound
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.rules import heads


def _touches(kode: str) -> ColumnElement[bool]:
    """SQL of areas that lie in a region, or that the region lies in."""
    column = PemilihanWilayah.wilayah_kode
    return or_(column.in_(heads(kode)), column.startswith(f"{kode}.", autoescape=True))


def _visible(actor: Actor) -> ColumnElement[bool]:
    kept = select(PemilihanWilayah.pemilihan_id)
    if not actor.wilayah_kode:
        return Pemilihan.id.in_(kept.where(visible_desk(actor, PemilihanWilayah.wilayah_kode)))
    return Pemilihan.id.in_(kept.where(_touches(actor.wilayah_kode)))


def list_pemilihan(session: Session, *, actor: Actor) -> Sequence[Pemilihan]:
    """Elections that touch the account's area, the next one first."""
    query = select(Pemilihan).where(_visible(actor))
    return session.scalars(query.order_by(Pemilihan.aktif.desc(), Pemilihan.hari_h, Pemilihan.nama)).all()


def get_pemilihan(session: Session, pemilihan_id: UUID, *, actor: Actor, for_update: bool = False) -> Pemilihan:
    """One election; raises NotFound when it does not touch the account's area."""
    query = select(Pemilihan).where(Pemilihan.id == pemilihan_id, _visible(actor))
    found = session.scalar(query.with_for_update() if for_update else query)
    if found is None:
        raise NotFound()
    return found


def list_wilayah(session: Session, pemilihan_id: UUID) -> list[tuple[str, str]]:
    """(kode, nama) of the areas that vote."""
    query = (
        select(Wilayah.kode, Wilayah.nama)
        .join(PemilihanWilayah, PemilihanWilayah.wilayah_kode == Wilayah.kode)
        .where(PemilihanWilayah.pemilihan_id == pemilihan_id)
    )
    return [(kode, nama) for kode, nama in session.execute(query.order_by(Wilayah.kode))]


def list_pemungutan(session: Session, kode: str) -> list[Pemungutan]:
    """Elections, active or not, in which a region or a part of it votes, with all their areas; the earliest first."""
    voting = select(PemilihanWilayah.pemilihan_id).where(_touches(kode))
    query = (
        select(Pemilihan, PemilihanWilayah.wilayah_kode)
        .join(PemilihanWilayah, PemilihanWilayah.pemilihan_id == Pemilihan.id)
        .where(Pemilihan.id.in_(voting))
    )
    found: dict[UUID, tuple[Pemilihan, list[str]]] = {}
    for one, area in session.execute(query.order_by(Pemilihan.hari_h, Pemilihan.nama, PemilihanWilayah.wilayah_kode)):
        found.setdefault(one.id, (one, []))[1].append(area)
    names = ("nama", "hari_h", "hari_suket", "aktif", "target_rekam", "target_ikd")
    return [
        Pemungutan(**{name: getattr(one, name) for name in names}, wilayah=tuple(areas))
        for one, areas in found.values()
    ]


def polls_of(session: Session, kab: Sequence[str]) -> dict[str, dict[date, str]]:
    """Kab/kota → polling days of the elections in which it, or a part of it, votes, with their names.

    A polling day that is over stays one when its election is set inactive.
    """
    votes = {area: list_pemungutan(session, area) for area in {kode[:2] for kode in kab}}
    return {
        kode: {
            one.hari_h: one.nama
            for one in votes[kode[:2]]
            if one.votes_in(kode) and one.counts_on(one.hari_h, today_in(kode))
        }
        for kode in kab
    }
