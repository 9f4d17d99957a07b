"""The figures of a wall screen: sums only, read along indexes."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman.pantau.models import Corong, Fakta
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.langkah import LANGKAH, Sumbu
from pemakaman.pantau.rules.periode import Periode


def count_today(session: Session, kab: Sequence[str], hari_ini: date) -> int:
    """Buried on this day, as far as it is in the books by now."""
    query = select(func.count()).where(Fakta.kab_kode.in_(kab), Fakta.dimakamkan == hari_ini, ~Fakta.lahir_mati)
    return session.scalar(query) or 0


def count_akta(session: Session, kab: Sequence[str], bulan: Bulan) -> int:
    """Certificates of a month."""
    query = select(func.count()).where(Fakta.kab_kode.in_(kab), Fakta.akta.between(bulan.awal, bulan.akhir))
    return session.scalar(query) or 0


def sum_funnel(session: Session, tempat: Sequence[str], periode: Periode) -> dict[str, dict[str, int]]:
    """Place → step → how many, by month of burial; every place is named."""
    sums = (func.sum(getattr(Corong, step)).label(step) for step in LANGKAH)
    query = (
        select(Corong.tempat, *sums)
        .where(Corong.tempat.in_(tempat), Corong.sumbu == Sumbu.DIMAKAMKAN)
        .where(Corong.bulan.between(periode.dari.awal, periode.sampai.awal))
        .group_by(Corong.tempat)
    )
    found = {kode: dict.fromkeys(LANGKAH, 0) for kode in tempat}
    for row in session.execute(query).mappings():
        found[row["tempat"]] = {step: int(row[step]) for step in LANGKAH}
    return found
