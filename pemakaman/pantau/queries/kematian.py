"""Deaths of a place by month and by what is known of the dead: kept sums where they stand, facts below."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from pemakaman.pantau.models import Corong, Fakta, Sebaran
from pemakaman.pantau.queries.corong import Letak
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.rules.kematian import Bulanan
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode
from pemakaman.wilayah.queries import children

SEBARAN_TERENDAH = 2
"""The lowest level whose sums by kind are kept."""
_BULAN: dict[Sumbu, InstrumentedAttribute[date]] = {
    Sumbu.MENINGGAL: Fakta.bulan_meninggal,
    Sumbu.DIMAKAMKAN: Fakta.bulan_dimakamkan,
    Sumbu.MASUK: Fakta.bulan_masuk,
}


# One look into the index for each kab/kota and month of entry, however many were entered.
_FIRST_OF_EACH = text(
    "SELECT min(p.bulan_meninggal) FROM unnest(CAST(:kab AS text[])) k(kode) "
    "CROSS JOIN unnest(CAST(:bulan AS date[])) b(bulan) CROSS JOIN LATERAL (SELECT f.bulan_meninggal "
    "FROM pantau_fakta f WHERE f.kab_kode = k.kode AND f.bulan_masuk = b.bulan AND NOT f.lahir_mati "
    "ORDER BY f.bulan_meninggal LIMIT 1) p"
)


def count_months(session: Session, letak: Letak, sumbu: Sumbu, periode: Periode) -> dict[Bulan, Bulanan]:
    """Every month of the period, also the empty ones."""
    if letak.is_kept:
        found = _kept(session, letak.tempat.kode, sumbu, periode)
    else:
        found = _counted(session, letak, sumbu, periode)
    return {bulan: found.get(bulan, Bulanan()) for bulan in periode.bulan}


def count_kinds(session: Session, letak: Letak, sumbu: Sumbu, periode: Periode) -> dict[str, dict[str, int]]:
    """'umur', 'sebab' and 'tempat' → value → how many."""
    found: dict[str, dict[str, int]] = {"umur": {}, "sebab": {}, "tempat": {}}
    if _has_kinds(letak):
        query = (
            select(Sebaran.ukuran, Sebaran.nilai, func.sum(Sebaran.jumlah).label("jumlah"))
            .where(Sebaran.tempat == letak.tempat.kode, Sebaran.sumbu == sumbu, _within(Sebaran.bulan, periode))
            .group_by(Sebaran.ukuran, Sebaran.nilai)
        )
        for row in session.execute(query):
            found[row.ukuran][row.nilai] = row.jumlah
        return found
    attributes = (Fakta.kelamin, Fakta.umur, Fakta.sebab, Fakta.tempat)
    counted = select(*attributes, func.count().label("jumlah")).where(*_facts_of(letak, sumbu, periode))
    for kelamin, umur, sebab, where, jumlah in session.execute(counted.group_by(*attributes)):
        for ukuran, nilai in (("umur", f"{kelamin}|{umur}"), ("sebab", str(sebab)), ("tempat", where)):
            found[ukuran][nilai] = found[ukuran].get(nilai, 0) + jumlah
    return found


def oldest_entered(session: Session, letak: Letak, masuk: Sequence[Bulan]) -> Bulan | None:
    """The earliest month of death among those entered in these months."""
    if not masuk:
        return None
    tempat = letak.tempat
    if not _has_kinds(letak):
        query = select(func.min(Fakta.bulan_meninggal)).where(_inside(letak), ~Fakta.lahir_mati)
        first = session.scalar(query.where(Fakta.bulan_masuk.in_([bulan.awal for bulan in masuk])))
    else:
        codes = [tempat.kode] if tempat.tingkat == SEBARAN_TERENDAH else [k for k, _ in children(session, tempat.kode)]
        asked = {"kab": codes, "bulan": [bulan.awal for bulan in masuk]}
        first = session.scalar(_FIRST_OF_EACH, asked)
    return month_of(first) if first else None


def _kept(session: Session, kode: str, sumbu: Sumbu, periode: Periode) -> dict[Bulan, Bulanan]:
    # By month of entry the funnel leaves out what was added later.
    all_of_them = Corong.dimakamkan + Corong.susulan if sumbu is Sumbu.MASUK else Corong.dimakamkan
    query = select(Corong.bulan, all_of_them.label("jumlah"), Corong.susulan).where(
        Corong.tempat == kode, Corong.sumbu == sumbu, _within(Corong.bulan, periode)
    )
    return {month_of(row.bulan): Bulanan(row.jumlah, row.susulan) for row in session.execute(query)}


def _counted(session: Session, letak: Letak, sumbu: Sumbu, periode: Periode) -> dict[Bulan, Bulanan]:
    month = _BULAN[sumbu]
    belongs = Fakta.bulan_meninggal if sumbu is Sumbu.MASUK else month
    late = func.count().filter(Fakta.bulan_masuk > belongs)
    query = select(month.label("bulan"), func.count().label("jumlah"), late.label("susulan"))
    query = query.where(*_facts_of(letak, sumbu, periode)).group_by(month)
    return {month_of(row.bulan): Bulanan(row.jumlah, row.susulan) for row in session.execute(query)}


def _has_kinds(letak: Letak) -> bool:
    return letak.makam_id is None and letak.tempat.tingkat <= SEBARAN_TERENDAH


def _facts_of(letak: Letak, sumbu: Sumbu, periode: Periode) -> tuple[ColumnElement[bool], ...]:
    return _inside(letak), _within(_BULAN[sumbu], periode), ~Fakta.lahir_mati


def _inside(letak: Letak) -> ColumnElement[bool]:
    if letak.makam_id is not None:
        return Fakta.makam_id == letak.makam_id
    return (Fakta.desa_kode if letak.tempat.tingkat > SEBARAN_TERENDAH + 1 else Fakta.kec_kode) == letak.tempat.kode


def _within(month: InstrumentedAttribute[date], periode: Periode) -> ColumnElement[bool]:
    return month.between(periode.dari.awal, periode.sampai.awal)
