"""How each cemetery stands, read from the books themselves: what `pantau_makam` keeps."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Row,
    Uuid,
    and_,
    bindparam,
    cast,
    extract,
    func,
    not_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from pemakaman.db import today_in
from pemakaman.makam.models import Makam, MakamPengelola, TutupBuku
from pemakaman.nilai.tanggal import zone_of
from pemakaman.pantau.models import MakamBulan, NilaiMakam, SetelanBulanan
from pemakaman.pantau.queries.angka import has_book, is_closed, last_reopened, was_in_use
from pemakaman.pantau.rules.bulan import HARI_MAKAM, Bulan, closing_deadline, month_of
from pemakaman.pantau.rules.sunyi import PALING_LAMA, SETAHUN, Kelas, Riwayat, classify, judge_closings

Nilai = dict[str, Any]


def judge_cemeteries(session: Session, makam_id: Sequence[UUID] | None = None) -> list[Nilai]:
    """The columns of `NilaiMakam` of all cemeteries or of some, in the present month of their region."""
    found: list[Nilai] = []
    for provinsi, kini in list_months(session):
        place = Makam.kab_kode.startswith(f"{provinsi}.", autoescape=True)
        chosen = place if makam_id is None else and_(place, Makam.id == func.any(_ids(makam_id)))
        closed, hari_ini = _read_closed(session, chosen, zone_of(provinsi).key, kini), today_in(provinsi)
        for row in session.execute(_states(chosen, provinsi, kini)):
            judged = _judge(row, kini)
            found.append(judged | _judge_closings(row, judged["kelas"], closed.get(row.id, {}), kini, hari_ini))
    return found


def list_months(session: Session) -> Iterator[tuple[str, Bulan]]:
    """Provinces with cemeteries, and the month each of them lives in."""
    provinsi = func.left(Makam.kab_kode, 2)
    for kode in session.scalars(select(provinsi).distinct().order_by(provinsi)).all():
        yield kode, month_of(today_in(kode))


def list_stale(session: Session) -> set[UUID]:
    """Cemeteries never judged, in another month, or before a closing day that has passed; and those no more there."""
    found: set[UUID] = set()
    for provinsi, kini in list_months(session):
        here = Makam.kab_kode.startswith(f"{provinsi}.", autoescape=True)
        query = (
            select(Makam.id)
            .outerjoin(NilaiMakam, and_(NilaiMakam.makam_id == Makam.id, NilaiMakam.bulan == kini.awal))
            .where(here, NilaiMakam.makam_id.is_(None))
        )
        passed = (
            select(NilaiMakam.makam_id)
            .join(Makam, Makam.id == NilaiMakam.makam_id)
            .outerjoin(SetelanBulanan, SetelanBulanan.wilayah_kode == Makam.kab_kode)
            .where(here, NilaiMakam.lewat_tenggat != (_closing_day() < today_in(provinsi).day))
        )
        found.update(session.scalars(query), session.scalars(passed))
    gone = select(NilaiMakam.makam_id).where(~select(Makam.id).where(Makam.id == NilaiMakam.makam_id).exists())
    return found.union(session.scalars(gone))


def _ids(makam_id: Sequence[UUID]) -> Any:
    return bindparam("makam_id", list(makam_id), type_=ARRAY(Uuid))


def _judge(row: Row[Any], kini: Bulan) -> Nilai:
    terakhir = month_of(row.terakhir).nomor if row.terakhir else None
    past = dict(zip(row.bulan or (), row.jumlah or (), strict=True))
    used = (row.dipakai, row.dipakai_lalu)
    kelas, sunyi = classify(Riwayat(terakhir, month_of(row.sejak).nomor, used, past), kini.nomor)
    return {
        "makam_id": row.id,
        "kab_kode": row.kab_kode,
        "kec_kode": row.kec_kode,
        "desa_kode": row.desa_kode,
        "bulan": kini.awal,
        "kelas": kelas.value,
        "terakhir": row.terakhir,
        "sejak": row.sejak,
        "lama": sunyi.lama,
        "harapan": sunyi.harapan,
        "belum_lapor": row.tanpa_tanda and row.berbuku and row.dipakai_lalu,
        "berbuku": row.berbuku,
        "berpengelola": row.berpengelola,
    }


def _judge_closings(row: Row[Any], kelas: str, telat: dict[int, int], kini: Bulan, hari_ini: date) -> Nilai:
    """Months are due from the one in which it was registered or taken into use again.

    A cemetery that is closed, or whose book was never opened, has none to close.
    """
    passed = hari_ini > closing_deadline(kini.next(-1), row.hari_tutup)
    first = max(kini.nomor - SETAHUN, month_of(row.mulai).nomor)
    due = range(first, kini.nomor if passed else kini.nomor - 1)
    bound = row.dipakai and row.berbuku and kelas != Kelas.BELUM_BUKA
    return asdict(judge_closings(telat, due if bound else range(0))) | {"lewat_tenggat": passed}


def _closing_day() -> ColumnElement[int]:
    return func.coalesce(SetelanBulanan.hari_ingat, HARI_MAKAM)


def _states(chosen: ColumnElement[bool], provinsi: str, kini: Bulan) -> Any:
    """One row a cemetery. The past is read of those alone that gave no sign in this month and the one before."""
    zona, lalu = zone_of(provinsi).key, kini.next(-1)
    signs = _signs(chosen, zona, kini)
    since = func.greatest(
        cast(signs.c.terakhir + func.make_interval(0, 1), Date),
        signs.c.mulai,
    )
    past = _past(signs, lalu)
    buried = select(MakamBulan.makam_id).where(
        MakamBulan.makam_id == Makam.id, MakamBulan.bulan == lalu.awal, MakamBulan.jumlah > 0
    )
    managed = select(MakamPengelola.makam_id).where(MakamPengelola.makam_id == Makam.id)
    return (
        select(Makam.id, Makam.kab_kode, Makam.kec_kode, Makam.desa_kode, signs.c.terakhir, since.label("sejak"))
        .add_columns(was_in_use(kini).label("dipakai"), was_in_use(lalu).label("dipakai_lalu"))
        .add_columns(and_(not_(is_closed(lalu)), ~buried.exists()).label("tanpa_tanda"))
        .add_columns(has_book().label("berbuku"), managed.exists().label("berpengelola"))
        .add_columns(past.c.bulan, past.c.jumlah, signs.c.mulai, _closing_day().label("hari_tutup"))
        .select_from(signs)
        .join(Makam, Makam.id == signs.c.id)
        .outerjoin(SetelanBulanan, SetelanBulanan.wilayah_kode == Makam.kab_kode)
        .join(past, true())
    )


def _signs(chosen: ColumnElement[bool], zona: str, kini: Bulan) -> CTE:
    """id, month of the last burial or closing, and the month it was registered or taken into use again in.

    Materialized, else the planner asks for the last sign again wherever it is compared.
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
    begun = func.greatest(_month(Makam.dibuat_pada, zona), _month(last_reopened(Makam.id), zona))
    query = select(Makam.id, last.label("terakhir"), begun.label("mulai"))
    return query.where(chosen).cte("tanda").prefix_with("MATERIALIZED", dialect="postgresql")


def _month(moment: Any, zona: str) -> ColumnElement[date]:
    return cast(func.date_trunc("month", func.timezone(zona, moment)), Date)


def _past(signs: CTE, lalu: Bulan) -> Any:
    """Months with burials and how many, of the cemetery's last years on record; months as `Bulan.nomor` counts them."""
    number = cast(extract("year", MakamBulan.bulan) * 12 + extract("month", MakamBulan.bulan), Integer)
    some = (
        select(number.label("bulan"), MakamBulan.jumlah)
        .where(signs.c.terakhir < lalu.awal, MakamBulan.makam_id == signs.c.id, MakamBulan.jumlah > 0)
        .order_by(MakamBulan.bulan.desc())
        .limit(PALING_LAMA + 2)
        .correlate(signs)
        .subquery()
    )
    return select(func.array_agg(some.c.bulan).label("bulan"), func.array_agg(some.c.jumlah).label("jumlah")).lateral(
        "lampau"
    )


def _read_closed(session: Session, chosen: ColumnElement[bool], zona: str, kini: Bulan) -> dict[UUID, dict[int, int]]:
    """Month → days after its closing day, of the last twelve full months that were closed.

    A month that was opened and closed again counts by its first closing.
    """
    closings = _closings(chosen, zona, kini)
    days = cast(closings.c.ditutup - closings.c.tenggat, Integer)
    query = select(
        closings.c.makam_id, func.array_agg(closings.c.nomor).label("nomor"), func.array_agg(days).label("hari")
    ).group_by(closings.c.makam_id)
    return {row.makam_id: dict(zip(row.nomor, row.hari, strict=True)) for row in session.execute(query)}


def _closings(chosen: ColumnElement[bool], zona: str, kini: Bulan) -> Any:
    """makam_id, number of the month, day of the first closing and deadline of each closed month."""
    first = kini.next(-SETAHUN)
    number = TutupBuku.tahun * 12 + TutupBuku.bulan
    months = and_(TutupBuku.tahun >= first.tahun, number >= first.nomor, number < kini.nomor)
    closed = cast(func.timezone(zona, func.min(TutupBuku.ditutup_pada)), Date)
    deadline = cast(func.make_date(TutupBuku.tahun, TutupBuku.bulan, _closing_day()) + func.make_interval(0, 1), Date)
    return (
        select(TutupBuku.makam_id, number.label("nomor"), closed.label("ditutup"), deadline.label("tenggat"))
        .join(Makam, Makam.id == TutupBuku.makam_id)
        .outerjoin(SetelanBulanan, SetelanBulanan.wilayah_kode == Makam.kab_kode)
        .where(chosen, months)
        .group_by(TutupBuku.makam_id, TutupBuku.tahun, TutupBuku.bulan, Makam.kab_kode, SetelanBulanan.hari_ingat)
        .subquery()
    )
