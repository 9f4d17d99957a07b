"""Cemeteries that fell silent, whose book was never opened, or that close late; read from what the worker keeps."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from pemakaman.makam.models import Makam
from pemakaman.pantau.models import NilaiMakam
from pemakaman.pantau.queries.tempat import Tempat
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.rules.sunyi import KELAS_ALARM, KELAS_DIAM, Kelas, Sunyi, streak_words
from pemakaman.wilayah.models import Wilayah

_SILENT = NilaiMakam.kelas.in_(KELAS_DIAM)
_ALARM = NilaiMakam.kelas.in_(KELAS_ALARM)
_UNOPENED = NilaiMakam.kelas == Kelas.BELUM_BUKA
_LATE = or_(NilaiMakam.terlambat > 0, NilaiMakam.belum_ditutup > 0)


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
    berbuku: bool
    berpengelola: bool


@dataclass(frozen=True)
class Lambat:
    """How many of its closed months of the last twelve a cemetery closed late, and how many it did not close."""

    id: UUID
    kode: str
    nama: str
    kab_kode: str
    kecamatan: str
    desa: str
    terlambat: int
    ditutup: int
    paling_lama: int
    belum_ditutup: int
    lambat_beruntun: int
    tepat_beruntun: int

    @property
    def beruntun(self) -> str:
        """The streak in words, where there is one."""
        return streak_words(self.lambat_beruntun, self.tepat_beruntun)


@dataclass(frozen=True)
class Hitungan:
    """How many cemeteries of a kab/kota are silent beyond chance, silent at all, unopened, late."""

    alarm: int = 0
    diam: int = 0
    belum_buka: int = 0
    terlambat: int = 0


def list_quiet(session: Session, tempat: Tempat) -> list[Diam]:
    """Cemeteries with a sign once, and none in this month and the one before; the most telling first."""
    return [_make(row) for row in session.execute(_worst_first(_listed(tempat).where(_SILENT)))]


def list_alarms(session: Session, tempat: Tempat, batas: int) -> list[Diam]:
    """The most telling of those whose silence is hardly chance."""
    return [_make(row) for row in session.execute(_worst_first(_listed(tempat).where(_ALARM)).limit(batas))]


def list_unopened(session: Session, tempat: Tempat) -> list[Diam]:
    """Cemeteries in use that never recorded a burial and never closed a month, by kecamatan and name."""
    query = _listed(tempat).where(_UNOPENED)
    return [_make(row) for row in session.execute(query.order_by("kecamatan", Makam.nama, Makam.id))]


def list_late(session: Session, tempat: Tempat) -> list[Lambat]:
    """Cemeteries that close months after the deadline of their kab/kota or not at all; the most often so first."""
    n = NilaiMakam
    columns = (n.terlambat, n.ditutup, n.paling_lama, n.belum_ditutup, n.lambat_beruntun, n.tepat_beruntun)
    worst = ((n.terlambat + n.belum_ditutup).desc(), n.paling_lama.desc(), Makam.nama, Makam.id)
    query = _placed(tempat, *columns).where(_LATE).order_by(*worst)
    return [Lambat(**row._asdict()) for row in session.execute(query)]


def count_by_kab(session: Session, tempat: Tempat) -> dict[str, Hitungan]:
    """Kab/kota → how many of each kind; those without a cemetery are left out."""
    kinds = {"alarm": _ALARM, "diam": _SILENT, "belum_buka": _UNOPENED, "terlambat": _LATE}
    columns = (func.count().filter(condition).label(name) for name, condition in kinds.items())
    query = select(NilaiMakam.kab_kode, *columns).where(within(tempat)).group_by(NilaiMakam.kab_kode)
    return {kode: Hitungan(*counts) for kode, *counts in session.execute(query)}


def count_unreported(session: Session, tempat: Tempat) -> int:
    """Cemeteries that said nothing of the month before, as the worker judged last."""
    query = select(func.count()).select_from(NilaiMakam).where(within(tempat), NilaiMakam.belum_lapor)
    return session.scalar(query) or 0


def within(tempat: Tempat) -> ColumnElement[bool]:
    """Judgements of a place of any level."""
    if tempat.tingkat == 1:
        return NilaiMakam.kab_kode.startswith(f"{tempat.kode}.", autoescape=True)
    columns = {2: NilaiMakam.kab_kode, 3: NilaiMakam.kec_kode, 4: NilaiMakam.desa_kode}
    return columns[tempat.tingkat] == tempat.kode


def _listed(tempat: Tempat) -> Select[Any]:
    kept = (NilaiMakam.terakhir, NilaiMakam.sejak, NilaiMakam.lama, NilaiMakam.harapan)
    return _placed(tempat, Makam.desa_kode, *kept, NilaiMakam.berbuku, NilaiMakam.berpengelola)


def _placed(tempat: Tempat, *columns: Any) -> Select[Any]:
    """Cemeteries of a place with their names and those of kecamatan and village."""
    desa, kecamatan = aliased(Wilayah), aliased(Wilayah)
    return (
        select(Makam.id, Makam.kode, Makam.nama, Makam.kab_kode)
        .add_columns(kecamatan.nama.label("kecamatan"), desa.nama.label("desa"), *columns)
        .select_from(NilaiMakam)
        .join(Makam, Makam.id == NilaiMakam.makam_id)
        .join(desa, desa.kode == Makam.desa_kode)
        .join(kecamatan, kecamatan.kode == Makam.kec_kode)
        .where(within(tempat))
    )


def _worst_first(query: Select[Any]) -> Select[Any]:
    telling = func.coalesce(NilaiMakam.harapan, -1)
    return query.order_by(telling.desc(), NilaiMakam.lama.desc(), Makam.nama, Makam.id)


def _make(row: Row[Any]) -> Diam:
    return Diam(
        id=row.id,
        kode=row.kode,
        nama=row.nama,
        kab_kode=row.kab_kode,
        desa_kode=row.desa_kode,
        kecamatan=row.kecamatan,
        desa=row.desa,
        terakhir=month_of(row.terakhir) if row.terakhir else None,
        sejak=month_of(row.sejak),
        sunyi=Sunyi(row.lama, row.harapan),
        berbuku=row.berbuku,
        berpengelola=row.berpengelola,
    )
