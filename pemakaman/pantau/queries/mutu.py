"""Counting the quality of entries: by cemetery, officer or kab/kota, never beyond what the actor may see."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import PERAN_LABEL, Actor, Peran
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam
from pemakaman.pantau.models import Corong, Fakta, MakamBulan
from pemakaman.pantau.queries.tempat import Tempat
from pemakaman.pantau.rules.bulan import month_of
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.mutu import HARI_LAMBAT, UKURAN, BarisMutu, Hitung, Pandang, pandang_of
from pemakaman.pantau.rules.periode import Periode
from pemakaman.wilayah.queries import children

Kedua = tuple[Hitung, Hitung]


def count_own(session: Session, periode: Periode, *, actor: Actor) -> BarisMutu:
    """What the account entered itself."""
    found = _count(session, None, lambda table: table.dibuat_oleh == actor.id, periode, 0)
    kini, dulu = found.get("", (Hitung(), Hitung()))
    return BarisMutu(str(actor.id), "Yang Anda catat sendiri", kini, dulu)


def count_by_makam(session: Session, tempat: Tempat, periode: Periode, *, actor: Actor) -> list[BarisMutu]:
    """By the name of the cemetery. Of a manager only what he entered himself."""

    def seen(table: Any) -> ColumnElement[bool]:
        return _seen(table, tempat, actor)

    if pandang_of(actor) is Pandang.SENDIRI:
        found = _count(session, "makam_id", seen, periode, tempat.tingkat)
    else:
        start, end = _bounds(periode)
        found = _gather(session, _kept_makam(tempat, periode), _merged("makam_id", seen, periode, start, end))
    query = select(Makam.id, Makam.nama, Makam.kode).where(Makam.id.in_(found)).order_by(Makam.nama, Makam.id)
    return [BarisMutu(str(row.id), row.nama, *found[row.id], row.kode) for row in session.execute(query)]


def count_by_petugas(session: Session, tempat: Tempat, periode: Periode, *, actor: Actor) -> list[BarisMutu]:
    """By the name of the officer, for the office of the kab/kota; nothing for anybody else."""
    if pandang_of(actor) is not Pandang.KANTOR:
        return []
    found = _count(session, "dibuat_oleh", lambda table: _seen(table, tempat, actor), periode, tempat.tingkat)
    query = select(Akun.id, Akun.nama, Akun.peran).where(Akun.id.in_(found)).order_by(Akun.nama, Akun.id)
    return [
        BarisMutu(str(row.id), row.nama, *found[row.id], PERAN_LABEL[Peran(row.peran)])
        for row in session.execute(query)
    ]


def count_by_kab(session: Session, tempat: Tempat, periode: Periode, *, actor: Actor) -> list[BarisMutu]:
    """By the name of the kab/kota of a province."""
    kab = children(session, tempat.kode)
    start, end = _bounds(periode)
    kept = _kept([kode for kode, _ in kab], periode, start, end)
    merged = _merged("kab_kode", lambda table: _seen(table, tempat, actor), periode, start, end)
    found = _gather(session, kept, merged)
    none = (Hitung(), Hitung())
    return [BarisMutu(kode, nama, *found.get(kode, none)) for kode, nama in kab]


def _seen(table: Any, tempat: Tempat, actor: Actor) -> ColumnElement[bool]:
    """Rows of `Fakta` or `Laporan` in a place, as far as the actor sees."""
    place = _place_of(table, tempat)
    return and_(place, table.dibuat_oleh == actor.id) if pandang_of(actor) is Pandang.SENDIRI else place


def _place_of(table: Any, tempat: Tempat) -> ColumnElement[bool]:
    """Rows of a table that lie in a place."""
    columns = {2: table.kab_kode, 3: table.kec_kode, 4: table.desa_kode}
    if tempat.tingkat in columns:
        return cast("ColumnElement[bool]", columns[tempat.tingkat] == tempat.kode)
    return cast("ColumnElement[bool]", table.kab_kode.startswith(f"{tempat.kode}.", autoescape=True))


def _count(session: Session, kunci: str | None, seen: Any, periode: Periode, tingkat: int) -> dict[Any, Kedua]:
    """Key → figures of the period, and of as many months before it; '' where nothing is told apart.

    `tingkat` is the level of the place that `seen` names, 0 where it names an account.
    """
    start, end = _bounds(periode)
    facts = _facts(kunci, and_(seen(Fakta), _within(tingkat, start, end)), periode)
    return _gather(session, facts, _merged(kunci, seen, periode, start, end))


def _within(tingkat: int, start: date, end: date) -> ColumnElement[bool]:
    """The same burials in the words of the index that will be read, said once: the planner multiplies."""
    if tingkat > 2:
        return Fakta.bulan_dimakamkan.between(start, end)
    days = Fakta.dimakamkan.between(start, end)
    # What an account entered is found by the month of entry; a row is there a month before the burial at most.
    return days if tingkat else and_(days, Fakta.bulan_masuk >= month_of(start).next(-1).awal)


def _bounds(periode: Periode) -> tuple[date, date]:
    return periode.dari.next(-len(periode.bulan)).awal, periode.sampai.akhir


def _gather(session: Session, *queries: Any) -> dict[Any, Kedua]:
    found: dict[Any, dict[bool, dict[str, int]]] = {}
    for query in queries:
        for row in session.execute(query).mappings():
            figures = found.setdefault(row.get("kunci", ""), {}).setdefault(row["kini"], {})
            figures |= {name: value for name, value in row.items() if name not in ("kunci", "kini")}
    return {key: (_make(both.get(True, {})), _make(both.get(False, {}))) for key, both in found.items()}


def _make(figures: Mapping[str, int]) -> Hitung:
    return Hitung(figures.get("baris", 0), {name: figures.get(name, 0) for name in UKURAN}, figures.get("kali", 0))


def _kept(kab: Sequence[str], periode: Periode, start: date, end: date) -> Any:
    """The same of whole kab/kota, as it is kept."""
    kini = (Corong.bulan >= periode.dari.awal).label("kini")
    names = (*(name for name in UKURAN if name != "ganda"), "kali")
    columns = (func.sum(getattr(Corong, name)).label(name) for name in names)
    return (
        select(Corong.tempat.label("kunci"), kini, func.sum(Corong.dimakamkan - Corong.kertas).label("baris"), *columns)
        .where(Corong.tempat.in_(kab), Corong.sumbu == Sumbu.DIMAKAMKAN, Corong.bulan.between(start, end))
        .group_by(Corong.tempat, kini)
    )


def _kept_makam(tempat: Tempat, periode: Periode) -> Any:
    """The same of the cemeteries of a place, as it is kept; one without a burial in these months has no row."""
    start, end = _bounds(periode)
    kini = (MakamBulan.bulan >= periode.dari.awal).label("kini")
    names = ("baris", *(name for name in UKURAN if name != "ganda"), "kali")
    columns = (func.sum(getattr(MakamBulan, name)).label(name) for name in names)
    return (
        select(Makam.id.label("kunci"), kini, *columns)
        .join(MakamBulan, MakamBulan.makam_id == Makam.id)
        .where(_place_of(Makam, tempat), MakamBulan.bulan.between(start, end), MakamBulan.baris > 0)
        .group_by(Makam.id, kini)
    )


def _facts(kunci: str | None, seen: ColumnElement[bool], periode: Periode) -> Any:
    """Of burials not from old books, without stillbirths."""
    kini = (Fakta.dimakamkan >= periode.dari.awal).label("kini")
    keys = [kini] if kunci is None else [kini, getattr(Fakta, kunci).label("kunci")]

    def how_many(condition: ColumnElement[bool], name: str) -> Any:
        return func.count().filter(condition).label(name)

    columns = (
        func.count().label("baris"),
        how_many(~Fakta.ada_nik, "tanpa_nik"),
        how_many(Fakta.kelamin == "", "tanpa_kelamin"),
        how_many(Fakta.umur == "umur_tidak_diketahui", "tanpa_umur"),
        how_many(Fakta.dikembalikan > 0, "dikembalikan"),
        how_many(Fakta.diperbaiki > 0, "diperbaiki"),
        how_many(Fakta.masuk > Fakta.dimakamkan + HARI_LAMBAT, "terlambat"),
        func.coalesce(func.sum(Fakta.dikembalikan), 0).label("kali"),
    )
    return select(*keys, *columns).where(seen, ~Fakta.kertas, ~Fakta.lahir_mati).group_by(*keys)


def _merged(kunci: str | None, seen: Any, periode: Periode, start: date, end: date) -> Any:
    """Rows that turned out to be one death told twice, and went into another."""
    kini = (Laporan.dimakamkan_tanggal >= periode.dari.awal).label("kini")
    keys = [kini] if kunci is None else [kini, getattr(Laporan, kunci).label("kunci")]
    paper = func.split_part(Laporan.asal, ":", 1) == "impor"
    return (
        select(*keys, func.count().label("ganda"))
        .where(Laporan.digabung_ke.is_not(None), Laporan.dimakamkan_tanggal.between(start, end), ~paper, seen(Laporan))
        .group_by(*keys)
    )
