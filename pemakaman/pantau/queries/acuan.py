"""Reference figures within the jurisdiction: to be listed, corrected, and put beside our own."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, is_within
from pemakaman.errors import NotFound
from pemakaman.pantau.models import Acuan
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.queries import children
from pemakaman.wilayah.rules import heads

PAGE_SIZE = 60
_KUNCI = (Acuan.jenis, func.coalesce(Acuan.wilayah_kode, ""), Acuan.tahun, Acuan.kelamin, Acuan.umur)

_NO_VILLAGE = or_(Acuan.wilayah_kode.is_(None), func.length(Acuan.wilayah_kode) < len("18.71.01.1001"))


@dataclass(frozen=True)
class Saring:
    """What the list is narrowed to; empty means everything."""

    jenis: str = ""
    tahun: int | None = None
    wilayah: str = ""


def visible_filter(actor: Actor) -> ColumnElement[bool]:
    """Figures of the own region and what lies in it, of what it lies in, and of the country."""
    kode = actor.wilayah_kode
    if not kode:
        return Acuan.id.is_(None)
    return or_(Acuan.wilayah_kode.is_(None), Acuan.wilayah_kode.in_(heads(kode)), _within(kode))


def _within(kode: str) -> ColumnElement[bool]:
    return or_(Acuan.wilayah_kode == kode, Acuan.wilayah_kode.startswith(f"{kode}.", autoescape=True))


def get_acuan(session: Session, acuan_id: UUID, *, actor: Actor) -> Acuan:
    """One figure within sight; raises NotFound."""
    query = select(Acuan).where(Acuan.id == acuan_id, visible_filter(actor))
    acuan = session.scalars(query).one_or_none()
    if acuan is None:
        raise NotFound()
    return acuan


def may_change(acuan: Acuan, actor: Actor) -> bool:
    """A province keeps its own figures and those of the country that it entered, never those of another one."""
    kode = acuan.wilayah_kode or acuan.provinsi_kode
    return kode is not None and is_within(kode, actor.wilayah_kode)


def list_acuan(
    session: Session, saring: Saring, *, actor: Actor, sesudah: UUID | None = None
) -> list[tuple[Acuan, str | None]]:
    """Figures with the name of their region, in the order of kind, region and year; one more than a page."""
    query = select(Acuan, Wilayah.nama).outerjoin(Wilayah, Wilayah.kode == Acuan.wilayah_kode)
    query = query.where(visible_filter(actor))
    if saring.jenis:
        query = query.where(Acuan.jenis == saring.jenis)
    if saring.tahun is not None:
        query = query.where(Acuan.tahun == saring.tahun)
    # A province has thousands of villages: they are listed with their kab/kota.
    shown = _within(saring.wilayah) if saring.wilayah.count(".") else _NO_VILLAGE
    query = query.where(shown)
    if saring.wilayah and not saring.wilayah.count("."):
        query = query.where(Acuan.wilayah_kode == saring.wilayah)
    last = session.get(Acuan, sesudah) if sesudah else None
    if last is not None:
        key = (last.jenis, last.wilayah_kode or "", last.tahun, last.kelamin, last.umur)
        query = query.where(tuple_(*_KUNCI) > tuple_(*key))
    rows = session.execute(query.order_by(*_KUNCI).limit(PAGE_SIZE + 1))
    return [(acuan, nama) for acuan, nama in rows]


def list_tahun(session: Session, *, actor: Actor) -> list[int]:
    """Years that have a figure, the newest first."""
    query = select(Acuan.tahun).distinct().where(visible_filter(actor)).order_by(Acuan.tahun.desc())
    return list(session.scalars(query))


def list_pilihan(session: Session, *, actor: Actor) -> list[tuple[str, str]]:
    """(code, name) of the regions a figure may be about: the actor's own, and one level below."""
    own = session.get(Wilayah, actor.wilayah_kode)
    return [*([(own.kode, f"Provinsi {own.nama}")] if own else []), *children(session, actor.wilayah_kode)]


def figures_of(session: Session, kode: Collection[str]) -> list[Acuan]:
    """All figures of these regions, of what they lie in, and of the country."""
    wanted = {head for one in kode for head in heads(one)}
    query = select(Acuan).where(or_(Acuan.wilayah_kode.is_(None), Acuan.wilayah_kode.in_(sorted(wanted))))
    return list(session.scalars(query))


def known_regions(session: Session, kode: Collection[str]) -> dict[str, str]:
    """Code → name of those that exist."""
    query = select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(sorted(kode)))
    return {row.kode: row.nama for row in session.execute(query)}
