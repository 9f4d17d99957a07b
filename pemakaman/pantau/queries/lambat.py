"""Cemeteries that close their months after the deadline of their kab/kota."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, and_, cast, func, select
from sqlalchemy.orm import Session, aliased

from pemakaman.makam.models import Makam, TutupBuku
from pemakaman.pantau.models import SetelanBulanan
from pemakaman.pantau.queries.angka import local_zone
from pemakaman.pantau.queries.sunyi import within
from pemakaman.pantau.queries.tempat import Tempat
from pemakaman.pantau.rules.bulan import HARI_MAKAM, Bulan
from pemakaman.pantau.rules.sunyi import SETAHUN
from pemakaman.wilayah.models import Wilayah


@dataclass(frozen=True)
class Lambat:
    """How many of its closed months a cemetery closed late, and by how many days at most."""

    id: UUID
    kode: str
    nama: str
    kab_kode: str
    kecamatan: str
    desa: str
    terlambat: int
    ditutup: int
    paling_lama: int


def list_late(session: Session, tempat: Tempat, kini: Bulan) -> list[Lambat]:
    """Of the last twelve full months; a month that was opened and closed again counts by its first closing."""
    closings = _closings(tempat, kini)
    late = cast(closings.c.ditutup - closings.c.tenggat, Integer)
    per_makam = (
        select(
            closings.c.makam_id,
            func.count().label("ditutup"),
            func.count().filter(late > 0).label("terlambat"),
            func.max(late).label("paling_lama"),
        )
        .group_by(closings.c.makam_id)
        .having(func.count().filter(late > 0) > 0)
        .subquery()
    )
    desa, kecamatan = aliased(Wilayah), aliased(Wilayah)
    query = (
        select(Makam.id, Makam.kode, Makam.nama, Makam.kab_kode, per_makam.c.terlambat, per_makam.c.ditutup)
        .add_columns(per_makam.c.paling_lama, desa.nama.label("desa"), kecamatan.nama.label("kecamatan"))
        .join(per_makam, per_makam.c.makam_id == Makam.id)
        .join(desa, desa.kode == Makam.desa_kode)
        .join(kecamatan, kecamatan.kode == Makam.kec_kode)
        .order_by(per_makam.c.terlambat.desc(), per_makam.c.paling_lama.desc(), Makam.nama, Makam.id)
    )
    return [Lambat(**row._asdict()) for row in session.execute(query)]


def _closings(tempat: Tempat, kini: Bulan) -> Any:
    """makam_id, day of the first closing and deadline of each closed month."""
    first = kini.next(-SETAHUN)
    number = TutupBuku.tahun * 12 + TutupBuku.bulan
    months = and_(TutupBuku.tahun >= first.tahun, number >= first.nomor, number < kini.nomor)
    closed = cast(func.timezone(local_zone(Makam.kab_kode), func.min(TutupBuku.ditutup_pada)), Date)
    day = func.coalesce(SetelanBulanan.hari_ingat, HARI_MAKAM)
    deadline = cast(func.make_date(TutupBuku.tahun, TutupBuku.bulan, day) + func.make_interval(0, 1), Date)
    return (
        select(TutupBuku.makam_id, closed.label("ditutup"), deadline.label("tenggat"))
        .join(Makam, Makam.id == TutupBuku.makam_id)
        .outerjoin(SetelanBulanan, SetelanBulanan.wilayah_kode == Makam.kab_kode)
        .where(within(tempat), months)
        .group_by(TutupBuku.makam_id, TutupBuku.tahun, TutupBuku.bulan, Makam.kab_kode, SetelanBulanan.hari_ingat)
        .subquery()
    )
