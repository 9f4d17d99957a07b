"""Looking elections up: those an account sees, and those that a kab/kota votes in."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.desk.models import Pemilihan, PemilihanWilayah
from pemakaman.desk.queries.lingkup import visible_desk
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


def polls_of(session: Session, kab: Sequence[str]) -> dict[str, dict[date, str]]:
    """Kab/kota → polling days of the active elections in which it, or a part of it, votes, with their names."""
    query = select(PemilihanWilayah.wilayah_kode, Pemilihan.hari_h, Pemilihan.nama)
    query = query.join(Pemilihan, Pemilihan.id == PemilihanWilayah.pemilihan_id).where(Pemilihan.aktif)
    areas = session.execute(query).all()
    return {
        kode: {
            row.hari_h: row.nama
            for row in areas
            if f"{kode}.".startswith(f"{row.wilayah_kode}.") or row.wilayah_kode.startswith(f"{kode}.")
        }
        for kode in kab
    }


def list_aktif(session: Session, kab_kode: str) -> Sequence[Pemilihan]:
    """Active elections in which the kab/kota, or a part of it, votes; the nearest polling day first."""
    voting = select(PemilihanWilayah.pemilihan_id).where(_touches(kab_kode))
    query = select(Pemilihan).where(Pemilihan.aktif, Pemilihan.id.in_(voting))
    return session.scalars(query.order_by(Pemilihan.hari_h, Pemilihan.nama)).all()
