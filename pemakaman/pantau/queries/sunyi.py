"""Cemeteries that fell silent, or whose book was never opened."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Date, Integer, Row, Select, cast, extract, func, select, true
from sqlalchemy.orm import Session, aliased

from pemakaman.makam.models import Makam, MakamPengelola, TutupBuku
from pemakaman.nilai.tanggal import zone_of
from pemakaman.pantau.models import MakamBulan
from pemakaman.pantau.queries.angka import has_book, last_reopened, was_in_use
from pemakaman.pantau.queries.tempat import Tempat
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.rules.sunyi import PALING_LAMA, Sunyi, judge, read_past
from pemakaman.wilayah.models import Wilayah


@dataclass(frozen=True)
class Diam:
    """One cemetery without a sign of life since `sejak`. `terakhir` is the month of the last sign, None: never any."""

    id: UUID
    kode: str
    nama: str
    kab_kode: str
    desa_kode: str
    kecamatan: str
    desa: str
    terakhir: Bulan | None
    sejak: Bulan
    sunyi: Sunyi
    # Of those that never gave a sign: has it a book or a row in one, and anybody who records?
    berbuku: bool = True
    berpengelola: bool = True


def within(tempat: Tempat) -> ColumnElement[bool]:
    """Cemeteries of a place of any level."""
    if tempat.tingkat == 1:
        return Makam.kab_kode.startswith(f"{tempat.kode}.", autoescape=True)
    columns = {2: Makam.kab_kode, 3: Makam.kec_kode, 4: Makam.desa_kode}
    return columns[tempat.tingkat] == tempat.kode


def list_quiet(session: Session, tempat: Tempat, kini: Bulan) -> list[Diam]:
    """Cemeteries with a sign once, and none in this month and the one before; the most telling first."""
    signs, past = _signs(tempat, kini), _past()
    query = (
        select(*_names(), signs.c.terakhir, signs.c.sejak, past.c.bulan, past.c.jumlah)
        .select_from(signs)
        .join(Makam, Makam.id == signs.c.id)
        .join(past, true())
        .where(signs.c.sejak < kini.awal, was_in_use(kini.next(-1)))
    )
    found = [_judge(row, kini) for row in session.execute(_placed(query.where(signs.c.terakhir.is_not(None))))]
    return sorted(found, key=_worst_first)


def _worst_first(one: Diam) -> tuple[float, int, str, str]:
    harapan = -1.0 if one.sunyi.harapan is None else one.sunyi.harapan
    return (-harapan, -one.sunyi.lama, one.nama, str(one.id))


def list_unopened(session: Session, tempat: Tempat, kini: Bulan) -> list[Diam]:
    """Cemeteries in use that never recorded a burial and never closed a month, by kecamatan and name."""
    signs = _signs(tempat, kini)
    managed = select(MakamPengelola.makam_id).where(MakamPengelola.makam_id == Makam.id).exists()
    query = (
        select(*_names(), signs.c.terakhir, signs.c.sejak, has_book().label("berbuku"), managed.label("berpengelola"))
        .select_from(signs)
        .join(Makam, Makam.id == signs.c.id)
        .where(signs.c.terakhir.is_(None), was_in_use(kini))
    )
    found = [
        _make(row, kini, None, berbuku=row.berbuku, berpengelola=row.berpengelola)
        for row in session.execute(_placed(query))
    ]
    return sorted(found, key=lambda one: (one.kecamatan, one.nama, str(one.id)))


def _names() -> tuple[Any, ...]:
    return (Makam.id, Makam.kode, Makam.nama, Makam.kab_kode, Makam.desa_kode)


def _placed(query: Select[Any]) -> Select[Any]:
    """With the names of kecamatan and village."""
    desa, kecamatan = aliased(Wilayah), aliased(Wilayah)
    return (
        query.add_columns(desa.nama.label("desa"), kecamatan.nama.label("kecamatan"))
        .join(desa, desa.kode == Makam.desa_kode)
        .join(kecamatan, kecamatan.kode == Makam.kec_kode)
    )


def _judge(row: Row[Any], kini: Bulan) -> Diam:
    terakhir, sejak = month_of(row.terakhir), month_of(row.sejak)
    past = dict(zip(row.bulan or (), row.jumlah or (), strict=True))
    return _make(row, kini, judge(kini.nomor - sejak.nomor, read_past(past, terakhir.nomor, sejak.nomor, kini.nomor)))


def _make(row: Row[Any], kini: Bulan, sunyi: Sunyi | None, **extra: bool) -> Diam:
    sejak = month_of(row.sejak)
    return Diam(
        id=row.id,
        kode=row.kode,
        nama=row.nama,
        kab_kode=row.kab_kode,
        desa_kode=row.desa_kode,
        kecamatan=row.kecamatan,
        desa=row.desa,
        terakhir=month_of(row.terakhir) if row.terakhir else None,
        sejak=sejak,
        sunyi=sunyi or Sunyi(kini.nomor - sejak.nomor, None),
        **extra,
    )


def _signs(tempat: Tempat, kini: Bulan) -> CTE:
    """id, month of the last burial or closing, first month without any since then, since it was registered or reopened.

    The bounds are materialized, else the planner asks for every cemetery what is wanted of the few silent ones.
    """
    burial = select(func.max(MakamBulan.bulan)).where(
        MakamBulan.makam_id == Makam.id, MakamBulan.jumlah > 0, MakamBulan.bulan <= kini.awal
    )
    closing = (
        select(func.make_date(TutupBuku.tahun, TutupBuku.bulan, 1))
        .where(TutupBuku.makam_id == Makam.id, TutupBuku.dibuka_pada.is_(None))
        .order_by(TutupBuku.tahun.desc(), TutupBuku.bulan.desc())
        .limit(1)
    )
    last = func.greatest(burial.scalar_subquery(), closing.scalar_subquery())
    given = select(Makam.id, last.label("terakhir"), _month(Makam.dibuat_pada, tempat).label("terdaftar"))
    bare = given.where(within(tempat)).cte("tanda").prefix_with("MATERIALIZED", dialect="postgresql")
    old = func.coalesce(bare.c.terakhir < kini.next(-1).awal, true())
    after = cast(bare.c.terakhir + func.make_interval(0, 1), Date)
    since = func.greatest(after, bare.c.terdaftar, _month(last_reopened(bare.c.id), tempat))
    query = select(bare.c.id, bare.c.terakhir, since.label("sejak")).where(old)
    return query.cte("diam").prefix_with("MATERIALIZED", dialect="postgresql")


def _month(moment: Any, tempat: Tempat) -> ColumnElement[date]:
    return cast(func.date_trunc("month", func.timezone(zone_of(tempat.kode).key, moment)), Date)


def _past() -> Any:
    """Months with burials and how many, of the cemetery's last years on record; months as `Bulan.nomor` counts them."""
    number = cast(extract("year", MakamBulan.bulan) * 12 + extract("month", MakamBulan.bulan), Integer)
    some = (
        select(number.label("bulan"), MakamBulan.jumlah)
        .where(MakamBulan.makam_id == Makam.id, MakamBulan.jumlah > 0)
        .order_by(MakamBulan.bulan.desc())
        .limit(PALING_LAMA + 2)
        .correlate(Makam)
        .subquery()
    )
    return select(func.array_agg(some.c.bulan).label("bulan"), func.array_agg(some.c.jumlah).label("jumlah")).lateral(
        "lampau"
    )
