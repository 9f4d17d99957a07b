"""The funnel of a place: from the kept sums down to a kecamatan, from the facts below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Integer, Select, Text, cast, column, func, literal_column, select, text
from sqlalchemy.orm import Session, aliased

from pemakaman.akun.rules import Actor
from pemakaman.pantau.models import Corong, Fakta, Jeda
from pemakaman.pantau.queries.jumlah import STEPS, step_conditions, wait_values
from pemakaman.pantau.queries.tempat import Tempat, get_makam, get_tempat
from pemakaman.pantau.rules.langkah import Sumbu, add_up
from pemakaman.pantau.rules.periode import Periode

# The conditions of the sums call the facts `f`.
fakta = aliased(Fakta, name="f")
# By the level of the place.
_COLUMN: dict[int, Any] = {1: func.left(fakta.kab_kode, 2), 2: fakta.kab_kode, 3: fakta.kec_kode, 4: fakta.desa_kode}
_CHILD: dict[int, Any] = {3: fakta.desa_kode, 4: cast(fakta.makam_id, Text)}
Angka = dict[str, int]


@dataclass(frozen=True)
class Letak:
    """A place of a page: a region, or one cemetery in its village."""

    tempat: Tempat
    makam_id: UUID | None = None
    makam: str = ""

    @property
    def nama(self) -> str:
        """What the page is called after."""
        return self.makam or self.tempat.nama

    @property
    def is_kept(self) -> bool:
        """Do the kept sums know this place?"""
        return self.makam_id is None and self.tempat.tingkat <= 3

    @property
    def alamat(self) -> dict[str, str]:
        """As an address carries it."""
        makam = {"makam": str(self.makam_id)} if self.makam_id else {}
        return {"wilayah": self.tempat.kode, **makam}

    @property
    def where(self) -> ColumnElement[bool]:
        """SQL that finds its facts."""
        if self.makam_id is not None:
            return fakta.makam_id == self.makam_id
        column: ColumnElement[str] = _COLUMN[self.tempat.tingkat]
        return column == self.tempat.kode


def get_letak(session: Session, wilayah: str, makam: str, *, actor: Actor) -> Letak:
    """The place of an address; a cemetery goes before a region. Raises NotFound outside the jurisdiction."""
    if not makam:
        return Letak(get_tempat(session, wilayah, actor=actor))
    try:
        makam_id = UUID(makam)
    except ValueError:
        makam_id = UUID(int=0)
    found = get_makam(session, makam_id, actor=actor)
    return Letak(get_tempat(session, found.desa_kode, actor=actor), found.id, found.nama)


def count_by_month(session: Session, letak: Letak, sumbu: Sumbu, periode: Periode) -> dict[date, Angka]:
    """First day of each month that has deaths → its figures."""
    if letak.is_kept:
        query = _sums(Corong.bulan, sumbu, periode).where(Corong.tempat == letak.tempat.kode)
        return _figures(session.execute(query.group_by(Corong.bulan)))
    return _figures(session.execute(_facts(month_column(sumbu), letak, sumbu, periode)))


def total(months: Iterable[Angka]) -> Angka:
    """The figures of several months together."""
    summed = dict.fromkeys(STEPS, 0)
    for month in months:
        for name, count in month.items():
            summed[name] += count
    return summed


def count_by_child(
    session: Session, letak: Letak, anak: Iterable[str], sumbu: Sumbu, periode: Periode
) -> dict[str, Angka]:
    """Code of each place one level below (id of a cemetery) → its figures; only those that have some."""
    if letak.tempat.tingkat <= 2:
        query = _sums(Corong.tempat, sumbu, periode).where(Corong.tempat.in_(list(anak)))
        return _figures(session.execute(query.group_by(Corong.tempat)))
    return _figures(session.execute(_facts(_CHILD[letak.tempat.tingkat], letak, sumbu, periode)))


def days_by_step(session: Session, letak: Letak, periode: Periode) -> dict[str, dict[int, int]]:
    """Step → days → how many took so long, of those buried in the period; not from paper."""
    if letak.is_kept and letak.tempat.tingkat <= 2:
        query = (
            select(Jeda.langkah, Jeda.hari, func.sum(Jeda.jumlah))
            .where(Jeda.tempat == letak.tempat.kode, Jeda.bulan.between(periode.dari.awal, periode.sampai.awal))
            .group_by(Jeda.langkah, Jeda.hari)
        )
        return add_up((langkah, hari, jumlah) for langkah, hari, jumlah in session.execute(query))
    waits: Select[*tuple[Any, ...]] = select(column("langkah"), column("hari", Integer)).select_from(
        text(f"(VALUES {wait_values()}) w(langkah, hari)")
    )
    waited = waits.lateral("j")
    langkah, hari = waited.c.langkah, func.greatest(waited.c.hari, 0)
    facts = (
        select(langkah, hari, func.count())
        .select_from(fakta)
        .join(waited, waited.c.hari.is_not(None))
        .where(letak.where, _within(Sumbu.DIMAKAMKAN, periode))
        .where(fakta.kertas.is_(False), fakta.lahir_mati.is_(False))
        .group_by(langkah, hari)
    )
    return add_up((row[0], row[1], row[2]) for row in session.execute(facts))


def fact_condition(langkah: str, sumbu: Sumbu) -> ColumnElement[bool]:
    """Does a fact count in a figure of the funnel?"""
    by_entry = sumbu is Sumbu.MASUK
    # Said only where it says something: the planner takes a share away for every condition.
    tepat = " AND f.bulan_masuk <= f.bulan_meninggal" if by_entry else ""
    milik = "f.bulan_meninggal" if by_entry else f"f.bulan_{sumbu.value}"
    return literal_column(f"({step_conditions(tepat, milik)[langkah]})", Boolean)


def month_column(sumbu: Sumbu) -> Any:
    """The month in which a fact counts."""
    return getattr(fakta, f"bulan_{sumbu.value}")


def _sums(kunci: Any, sumbu: Sumbu, periode: Periode) -> Any:
    columns = [func.coalesce(func.sum(getattr(Corong, name)), 0).label(name) for name in STEPS]
    between = Corong.bulan.between(periode.dari.awal, periode.sampai.awal)
    return select(kunci, *columns).where(Corong.sumbu == sumbu.value, between)


def _facts(kunci: Any, letak: Letak, sumbu: Sumbu, periode: Periode) -> Any:
    counts = (func.count().filter(fact_condition(name, sumbu)) for name in STEPS)
    return select(kunci, *counts).where(letak.where, _within(sumbu, periode)).group_by(kunci)


def _within(sumbu: Sumbu, periode: Periode) -> ColumnElement[bool]:
    month: ColumnElement[date] = month_column(sumbu)
    return month.between(periode.dari.awal, periode.sampai.awal)


def _figures(rows: Iterable[Any]) -> dict[Any, Angka]:
    return {row[0]: dict(zip(STEPS, map(int, row[1:]), strict=True)) for row in rows}
