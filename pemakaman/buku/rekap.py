"""How many are buried, level by level: kab/kota, kecamatan, desa, dusun; by cemetery or by home. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, null, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Peran, is_within
from pemakaman.db import today_in
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import in_register, visible_filter
from pemakaman.makam.models import Makam
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.queries import children

MAKAM, ALAMAT = "makam", "alamat"
MENURUT_LABEL = {MAKAM: "Letak makam", ALAMAT: "Alamat almarhum"}
ISI_LABEL = {1: "Kabupaten/kota", 2: "Kecamatan", 3: "Desa/kelurahan", 4: "Dusun"}
TIGA_PULUH = timedelta(days=29)
_LEVELS = {1: Laporan.kab_kode, 2: Laporan.kec_kode, 3: Laporan.desa_kode}
_LENGTHS = {1: 5, 2: 8, 3: 13}
_LUAR, _TANPA = "luar", "tanpa"


@dataclass(frozen=True)
class SaringRekap:
    """What is counted by (`menurut`), where (`di`, a region's code) and in which year."""

    menurut: str
    di: str
    tahun: int

    @property
    def tingkat(self) -> int:
        """Level of the region: 1 province to 4 desa; its parts are one level below."""
        return self.di.count(".") + 1


@dataclass(frozen=True)
class BarisRekap:
    """Counts of one part. `kode` is that of a region one may look into, '' where there is none."""

    kode: str
    nama: str
    laki: int = 0
    perempuan: int = 0
    tidak_diketahui: int = 0
    tahun: int = 0
    hari: int = 0
    tiga_puluh: int = 0
    seluruh: int = 0

    @property
    def angka(self) -> tuple[int, ...]:
        """The counts in the order of the columns."""
        sexes = (self.laki, self.perempuan, self.tidak_diketahui)
        return (*sexes, self.tahun, self.hari, self.tiga_puluh, self.seluruh)


@dataclass(frozen=True)
class Rekap:
    """The parts by name, their sum, and the first year that holds anything."""

    baris: list[BarisRekap]
    jumlah: BarisRekap
    tahun_pertama: int


def start_of(actor: Actor) -> str:
    """The region where an account begins to look; raises NotFound for one without a region."""
    if not actor.wilayah_kode:
        raise NotFound()
    return actor.wilayah_kode


def check_place(session: Session, di: str, *, actor: Actor) -> str:
    """The region to look into, '' meaning one's own; raises NotFound outside it."""
    own = start_of(actor)
    if not di:
        return own
    if not is_within(di, own) or session.get(Wilayah, di) is None:
        raise NotFound("Wilayah ini tidak ada, atau di luar wilayah tugas Anda.")
    return di


def count_burials(session: Session, saring: SaringRekap, *, actor: Actor) -> Rekap:
    """Rows of the register that the actor sees, by day of burial; today is that of his region."""
    hari_ini = today_in(saring.di)
    key = _key(saring)
    query = (
        select(key.label("kunci"), func.min(_name(saring)).label("nama"), *_counts(saring.tahun, hari_ini))
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(visible_filter(actor), in_register(), *_place(saring, whole=saring.di == start_of(actor)))
        .group_by("kunci")
    )
    rows = session.execute(query).all()
    parts = _parts(session, saring, rows, actor)
    first = min((row.pertama for row in rows if row.pertama is not None), default=hari_ini)
    return Rekap(parts, _sum(parts), first.year)


def _key(saring: SaringRekap) -> ColumnElement[Any]:
    """A region's code, or for the parts of a desa the dusun however it is written."""
    part = _dusun(saring) if saring.tingkat == 4 else None
    if saring.menurut == MAKAM:
        return _folded(part) if part is not None else _LEVELS[saring.tingkat]  # type: ignore[return-value]
    home = Laporan.alamat_desa_kode
    within = _folded(part) if part is not None else func.left(home, _LENGTHS[saring.tingkat])
    return case((home.is_(None), literal(_TANPA)), (_lives_in(saring.di), within), else_=literal(_LUAR))


def _dusun(saring: SaringRekap) -> ColumnElement[Any]:
    return Makam.dusun if saring.menurut == MAKAM else Laporan.dusun  # type: ignore[return-value]


def _folded(dusun: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.upper(func.btrim(dusun)), "")


def _name(saring: SaringRekap) -> ColumnElement[Any]:
    return func.btrim(_dusun(saring)) if saring.tingkat == 4 else null()


def _lives_in(di: str) -> ColumnElement[bool]:
    home = Laporan.alamat_desa_kode
    return (home == di) | home.startswith(f"{di}.", autoescape=True)


def _place(saring: SaringRekap, *, whole: bool) -> list[ColumnElement[bool]]:
    """At one's own region all visible rows are told, also of people who lived elsewhere."""
    if saring.menurut == ALAMAT:
        return [] if whole else [_lives_in(saring.di)]
    place = Laporan.desa_kode
    return [(place == saring.di) | place.startswith(f"{saring.di}.", autoescape=True)]


def _counts(tahun: int, hari_ini: date) -> list[ColumnElement[Any]]:
    day, sex = Laporan.dimakamkan_tanggal, Laporan.jenis_kelamin
    in_year = day.between(date(tahun, 1, 1), date(tahun, 12, 31))

    def number(label: str, condition: ColumnElement[bool]) -> ColumnElement[Any]:
        return func.count().filter(condition).label(label)

    return [
        number("laki", and_(in_year, sex == "L")),
        number("perempuan", and_(in_year, sex == "P")),
        number("tidak_diketahui", and_(in_year, sex.is_(None))),
        number("tahun", in_year),
        number("hari", day == hari_ini),
        number("tiga_puluh", day.between(hari_ini - TIGA_PULUH, hari_ini)),
        func.count().label("seluruh"),
        func.min(day).label("pertama"),
    ]


def _parts(session: Session, saring: SaringRekap, rows: Iterable[Any], actor: Actor) -> list[BarisRekap]:
    found = {row.kunci: row for row in rows}
    special = {_LUAR: "Di luar wilayah ini", _TANPA: "Alamat tidak diketahui", "": "Dusun tidak diisi"}
    last = [_line("", special[kode], found.pop(kode)) for kode in ("", _LUAR, _TANPA) if kode in found]
    if saring.tingkat == 4:
        named = [_line("", row.nama, row) for row in found.values()]
    else:
        names = _names(session, saring.di, found, all_parts=actor.peran is not Peran.PENGELOLA_MAKAM)
        named = [_line(kode, nama, found.get(kode)) for kode, nama in names.items()]
    return [*sorted(named, key=lambda one: (one.nama.lower(), one.kode)), *last]


def _names(session: Session, di: str, found: Iterable[str], *, all_parts: bool) -> dict[str, str]:
    """Names of the parts: those with burials, also under an old code, and those without any."""
    names = dict(children(session, di)) if all_parts else {}
    query = select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(set(found) - set(names)))
    return names | {row.kode: row.nama for row in session.execute(query)}


def _line(kode: str, nama: str, row: Any) -> BarisRekap:
    if row is None:
        return BarisRekap(kode, nama)
    sexes = (row.laki, row.perempuan, row.tidak_diketahui)
    return BarisRekap(kode, nama, *sexes, row.tahun, row.hari, row.tiga_puluh, row.seluruh)


def _sum(parts: list[BarisRekap]) -> BarisRekap:
    columns = zip(*(one.angka for one in parts), strict=True) if parts else ()
    return BarisRekap("", "Jumlah", *(sum(column) for column in columns))


def table(saring: SaringRekap, rekap: Rekap) -> tuple[list[str], list[list[str]]]:
    """Head and rows as text, for a spreadsheet."""
    head = ["No", ISI_LABEL[saring.tingkat], "Kode", *column_names(saring.tahun)]
    rows = [[str(number), one.nama, one.kode, *map(str, one.angka)] for number, one in enumerate(rekap.baris, start=1)]
    return head, [*rows, ["", rekap.jumlah.nama, "", *map(str, rekap.jumlah.angka)]]


def column_names(tahun: int) -> list[str]:
    """Headings of the counts."""
    of_year = [f"{word} {tahun}" for word in ("Laki-laki", "Perempuan", "Tidak diketahui", "Jumlah")]
    return [*of_year, "Hari ini", "30 hari", "Semua tahun"]
