"""What an account may see of the desk: its kab/kota, its province, or nothing."""

from typing import Any

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.errors import NotFound
from pemakaman.wilayah.models import Wilayah


def visible_desk(actor: Actor, kolom: Any) -> ColumnElement[bool]:
    """SQL of the rows whose region code (a column of any level) lies in the account's jurisdiction."""
    if not actor.wilayah_kode or not actor.may(Izin.DESK_LIHAT):
        return false()
    inside = kolom.startswith(f"{actor.wilayah_kode}.", autoescape=True)
    return or_(kolom == actor.wilayah_kode, inside)


def list_kab(session: Session, *, actor: Actor) -> list[tuple[str, str]]:
    """(kode, nama) of the kab/kota the account sees, by code."""
    query = select(Wilayah.kode, Wilayah.nama).where(
        Wilayah.tingkat == 2, Wilayah.berlaku_sampai.is_(None), visible_desk(actor, Wilayah.kode)
    )
    return [(kode, nama) for kode, nama in session.execute(query.order_by(Wilayah.kode))]


def get_kab(session: Session, kode: str, *, actor: Actor) -> Wilayah:
    """One kab/kota; raises NotFound outside the jurisdiction."""
    query = select(Wilayah).where(Wilayah.kode == kode, Wilayah.tingkat == 2, visible_desk(actor, Wilayah.kode))
    kab = session.scalar(query)
    if kab is None:
        raise NotFound()
    return kab
