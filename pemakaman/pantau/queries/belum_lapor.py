"""Cemeteries that said nothing of a month, with whom to call."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.makam.models import Makam, MakamPengelola
from pemakaman.makam.queries import visible_filter
from pemakaman.makam.rules import StatusMakam
from pemakaman.pantau.queries.angka import has_book, is_closed, is_silent
from pemakaman.pantau.queries.bulanan import inside
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.wilayah.models import Wilayah

PAGE_SIZE = 100


def list_silent(
    session: Session, wilayah_kode: str, bulan: Bulan, *, actor: Actor, sesudah: UUID | None = None, semua: bool = False
) -> list[Row[Any]]:
    """Silent cemeteries by kecamatan: id, kode, nama, telepon, kab_kode, kecamatan, desa, pengelola (names or None).

    One more than a page, if there is, unless `semua`.
    """
    desa, kecamatan = aliased(Wilayah), aliased(Wilayah)
    managers = (
        select(func.string_agg(Akun.nama, ", "))
        .join(MakamPengelola, MakamPengelola.akun_id == Akun.id)
        .where(MakamPengelola.makam_id == Makam.id, Akun.aktif)
        .scalar_subquery()
    )
    key = tuple_(Makam.kec_kode, Makam.nama, Makam.id)
    query = (
        select(Makam.id, Makam.kode, Makam.nama, Makam.telepon, Makam.kab_kode)
        .add_columns(kecamatan.nama.label("kecamatan"), desa.nama.label("desa"), managers.label("pengelola"))
        .join(desa, desa.kode == Makam.desa_kode)
        .join(kecamatan, kecamatan.kode == Makam.kec_kode)
        .where(inside(wilayah_kode), visible_filter(actor), is_silent(bulan))
        .order_by(Makam.kec_kode, Makam.nama, Makam.id)
    )
    if sesudah is not None:
        start = select(Makam.kec_kode, Makam.nama, Makam.id).where(Makam.id == sesudah).subquery()
        query = query.where(key > select(start.c.kec_kode, start.c.nama, start.c.id).scalar_subquery())
    return list(session.execute(query if semua else query.limit(PAGE_SIZE + 1)))


def count_by_kab(session: Session, provinsi: str, bulan: Bulan) -> dict[str, int]:
    """Kab/kota → silent cemeteries; those without any are left out."""
    query = select(Makam.kab_kode, func.count().label("jumlah")).group_by(Makam.kab_kode)
    found = session.execute(query.where(inside(provinsi), is_silent(bulan)))
    return {row.kab_kode: row.jumlah for row in found}


def list_open(session: Session, bulan: Bulan, *, actor: Actor, batas: int) -> list[Row[Any]]:
    """(id, nama, kab_kode) of the cemeteries this account records for, whose month is not closed yet.

    `bulan` is over; cemeteries that take no burials any more, or have no book, are left out.
    """
    query = select(Makam.id, Makam.nama, Makam.kab_kode).where(_is_open(bulan), visible_filter(actor))
    return list(session.execute(query.order_by(Makam.nama, Makam.id).limit(batas)))


def count_open(session: Session, bulan: Bulan, *, actor: Actor) -> int:
    """How many there are in all."""
    query = select(func.count()).select_from(Makam).where(_is_open(bulan), visible_filter(actor))
    return session.scalar(query) or 0


def _is_open(bulan: Bulan) -> ColumnElement[bool]:
    return and_(Makam.status != StatusMakam.DITUTUP, ~is_closed(bulan), has_book())
