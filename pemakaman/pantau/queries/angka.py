"""Counting a month from the rows of the books: a few passes a kab/kota, each along an index."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Text, and_, case, cast, exists, extract, func, literal, or_, select
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import ScalarSelect

from pemakaman.akta.models import Akta
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import in_register
from pemakaman.laporan.rules import Kasus
from pemakaman.makam.models import Buku, Makam, MakamPengelola, TutupBuku
from pemakaman.makam.rules import StatusMakam
from pemakaman.nilai.tanggal import TENGGAT_LAPOR, ZONA, zone_of
from pemakaman.pantau.rules.angka import UMUR_LABEL, UMUR_MULAI, Baris, LetakMakam, judge_makam
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.wilayah.models import Wilayah


def count_makam(session: Session, kab_kode: Sequence[str], bulan: Bulan) -> dict[str, list[Baris]]:
    """Kab/kota → the annex of a month, one row a cemetery in the order of kecamatan and name; without a row: []."""
    found: dict[str, list[Baris]] = {kode: [] for kode in kab_kode}
    if not found:
        return found
    counted = _count_burials(session, kab_kode, bulan)
    for makam_id, number in _count_added_later(session, kab_kode, bulan).items():
        counted.setdefault(makam_id, {})["disusulkan"] = number
    for row in session.execute(_makam_query(kab_kode, bulan)):
        letak = LetakMakam(berbuku=row.berbuku, dipakai=row.dipakai, nihil=row.nihil)
        keadaan, angka = judge_makam(letak, counted.get(row.id, {}))
        names = {"kode": row.kode, "nama": row.nama, "kecamatan": row.kecamatan, "desa": row.desa}
        found[row.kab_kode].append({**names, "keadaan": keadaan, **angka})
    return found


def has_book() -> ColumnElement[bool]:
    """Cemeteries with a book, a numbered row or a manager; to be used where `Makam` is selected."""
    # With a limit the planner asks the index for each cemetery and never reads all reports.
    row = select(Laporan.id).where(Laporan.makam_id == Makam.id, Laporan.buku_tahun.is_not(None)).limit(1)
    booked = row.scalar_subquery().is_not(None)
    managed = exists().where(MakamPengelola.makam_id == Makam.id)
    return or_(exists().where(Buku.makam_id == Makam.id), managed, booked)


def has_burial(bulan: Bulan) -> ColumnElement[bool]:
    """Cemeteries with a burial in the month."""
    inside = Laporan.dimakamkan_tanggal.between(bulan.awal, bulan.akhir)
    return exists().where(Laporan.makam_id == Makam.id, inside, in_register())


def is_closed(bulan: Bulan) -> ColumnElement[bool]:
    """Cemeteries whose month is closed; a closing that was opened again counts for nothing."""
    return exists().where(_closing(TutupBuku, bulan))


def is_silent(bulan: Bulan) -> ColumnElement[bool]:
    """Cemeteries in use in that month with a book, and neither a burial nor a closing in it."""
    return and_(~is_closed(bulan), ~has_burial(bulan), has_book(), was_in_use(bulan))


def was_in_use(bulan: Bulan) -> ColumnElement[bool]:
    """Cemeteries that could bury on some day of the month, as the trail of their status says; without one, as today.

    One that was closed in its course was in use; one that was reopened in its course too.
    """
    start, end = _midnight(bulan.awal), _midnight(bulan.sesudah)
    later = _status_changes(Makam.id).where(Jejak.kapan >= start).add_columns(Jejak.rincian["status"][0].as_string())
    at_start = func.coalesce(_only_value(later.order_by(Jejak.id).limit(1)), Makam.status)
    within = _status_changes(Makam.id).where(Jejak.kapan >= start, Jejak.kapan < end)
    reopened = within.where(Jejak.rincian["status"][1].as_string() != StatusMakam.DITUTUP)
    return or_(at_start != StatusMakam.DITUTUP, reopened.add_columns(Jejak.id).exists())


def last_reopened(makam_id: Any) -> ScalarSelect[datetime]:
    """When a cemetery was last taken into use again after it had been closed; None where it never was."""
    changes = _status_changes(makam_id).where(Jejak.rincian["status"][0].as_string() == StatusMakam.DITUTUP)
    return _only_value(changes.add_columns(func.max(Jejak.kapan)))


def _status_changes(makam_id: Any) -> Any:
    query = select().where(Jejak.objek == "makam", Jejak.objek_id == cast(makam_id, Text))
    return query.where(Jejak.peristiwa == "makam.status")


def _only_value(query: Any) -> ScalarSelect[Any]:
    found: ScalarSelect[Any] = query.scalar_subquery()
    return found


def local_zone(kab_kode: Any) -> ColumnElement[str]:
    """The name of the clock by which a kab/kota lives."""
    others = {zone: [kode for kode, label in ZONA.items() if label == zone] for zone in ("WITA", "WIT")}
    names = ((func.left(kab_kode, 2).in_(codes), literal(zone_of(codes[0]).key)) for codes in others.values())
    return case(*names, else_=literal(zone_of("18").key))


def _midnight(day: date) -> ColumnElement[datetime]:
    """The first moment of a day where the cemetery lies."""
    return func.timezone(local_zone(Makam.kab_kode), cast(day, TIMESTAMP))


def _closing(tutup: type[TutupBuku], bulan: Bulan) -> ColumnElement[bool]:
    in_force = and_(tutup.makam_id == Makam.id, tutup.dibuka_pada.is_(None))
    return and_(in_force, tutup.tahun == bulan.tahun, tutup.bulan == bulan.bulan)


def _makam_query(kab_kode: Sequence[str], bulan: Bulan) -> Any:
    desa, kecamatan = aliased(Wilayah), aliased(Wilayah)
    return (
        select(Makam.id, Makam.kab_kode, Makam.kode, Makam.nama, was_in_use(bulan).label("dipakai"))
        .add_columns(desa.nama.label("desa"), kecamatan.nama.label("kecamatan"))
        .add_columns(has_book().label("berbuku"), TutupBuku.nihil.label("nihil"))
        .join(desa, desa.kode == Makam.desa_kode)
        .join(kecamatan, kecamatan.kode == Makam.kec_kode)
        .outerjoin(TutupBuku, _closing(TutupBuku, bulan))
        .where(Makam.kab_kode.in_(kab_kode))
        .order_by(Makam.kab_kode, kecamatan.nama, Makam.nama, Makam.kode)
    )


def _count_burials(session: Session, kab_kode: Sequence[str], bulan: Bulan) -> dict[UUID, dict[str, int]]:
    columns = {**_kinds(), **_ages(), **_progress(zone_of(kab_kode[0]).key)}
    query = (
        select(Laporan.makam_id, *(value.label(name) for name, value in columns.items()))
        .outerjoin(Akta, and_(Akta.laporan_id == Laporan.id, Akta.dibatalkan_pada.is_(None)))
        .where(Laporan.kab_kode.in_(kab_kode), Laporan.dimakamkan_tanggal.between(bulan.awal, bulan.akhir))
        .where(in_register())
        .group_by(Laporan.makam_id)
    )
    return {row.makam_id: {name: getattr(row, name) for name in columns} for row in session.execute(query)}


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


def _kinds() -> dict[str, ColumnElement[int]]:
    return {
        "pemakaman": func.count(),
        "laki": _how_many(Laporan.jenis_kelamin == "L"),
        "perempuan": _how_many(Laporan.jenis_kelamin == "P"),
        "kelamin_tidak_diketahui": _how_many(Laporan.jenis_kelamin.is_(None)),
        "lahir_mati": _how_many(Laporan.kasus == Kasus.LAHIR_MATI),
    }


def _progress(zona: str) -> dict[str, ColumnElement[int]]:
    """A death was reported when the report was sent in, or, before that, when its row entered the book."""
    told: FunctionElement[datetime] = func.coalesce(Laporan.diajukan_pada, Laporan.masuk_buku_pada)
    day = cast(func.timezone(zona, told), Date)
    return {
        "dengan_nik": _how_many(Laporan.nik_identitas.is_not(None)),
        "diajukan": _how_many(Laporan.diajukan_pada.is_not(None)),
        "akta": _how_many(Akta.id.is_not(None)),
        "terlambat": _how_many(day > Laporan.meninggal_tanggal + TENGGAT_LAPOR.days),
    }


def _ages() -> dict[str, ColumnElement[int]]:
    group = age_group()
    return {name: _how_many(group == name) for name in UMUR_LABEL}


def age_group() -> ColumnElement[str]:
    """The group of age of a report, as `UMUR_LABEL` names it."""
    age = _age()
    *names, last, unknown = UMUR_LABEL
    return case(
        (age.is_(None), unknown), *((age < end, name) for name, end in zip(names, UMUR_MULAI, strict=True)), else_=last
    )


def _age() -> ColumnElement[int | None]:
    """Age at death in full years, by the rule of a closed book.

    The age that was written counts where the dates allow it; a birth known in part is taken at its middle, 1 July
    of the year or day 15 of the month. Where nobody knows the day of death, the day of burial stands for it.
    """
    least = func.greatest(_years_since(12, 31, 31), 0)
    most = _years_since(1, 1, 1)
    return case(
        (or_(Laporan.lahir_tahun.is_(None), _died().is_(None)), Laporan.umur),
        (most < 0, None),  # born after the death
        (Laporan.umur.between(least, most), Laporan.umur),
        else_=func.greatest(_years_since(7, 1, 15), 0),
    )


def _died() -> ColumnElement[date]:
    return func.coalesce(Laporan.meninggal_tanggal, Laporan.dimakamkan_tanggal)


def _years_since(bulan: int, hari_setahun: int, hari_sebulan: int) -> ColumnElement[int]:
    """Full years between birth and death; what is not known of the birth is put in as named.

    `hari_setahun` is the day when only the year is known, `hari_sebulan` when the month is known too.
    """
    died_month, died_day = extract("month", _died()), extract("day", _died())
    month = func.coalesce(Laporan.lahir_bulan, bulan)
    unknown_day = case((Laporan.lahir_bulan.is_(None), hari_setahun), else_=hari_sebulan)
    day = func.coalesce(Laporan.lahir_hari, unknown_day)
    before_birthday = or_(died_month < month, and_(died_month == month, died_day < day))
    years = cast(extract("year", _died()), Integer) - Laporan.lahir_tahun
    return years - case((before_birthday, 1), else_=0)


def _count_added_later(session: Session, kab_kode: Sequence[str], bulan: Bulan) -> dict[UUID, int]:
    """Cemetery → rows that entered its book in the month for a burial of an earlier one."""
    zone = zone_of(kab_kode[0])

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(), zone)

    query = (
        select(Laporan.makam_id, func.count().label("jumlah"))
        .where(Laporan.kab_kode.in_(kab_kode), Laporan.dimakamkan_tanggal < bulan.awal)
        .where(Laporan.masuk_buku_pada >= midnight(bulan.awal), Laporan.masuk_buku_pada < midnight(bulan.sesudah))
        .where(in_register())
        .group_by(Laporan.makam_id)
    )
    return {row.makam_id: row.jumlah for row in session.execute(query)}
