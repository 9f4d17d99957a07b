"""Recorded deaths beside those to be expected, for a place and what lies one level below."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman.pantau.models import Acuan as AcuanRow
from pemakaman.pantau.models import Corong
from pemakaman.pantau.queries.acuan import figures_of
from pemakaman.pantau.queries.corong import Letak
from pemakaman.pantau.queries.kematian import count_kinds
from pemakaman.pantau.queries.tempat import Tempat, list_anak
from pemakaman.pantau.rules.angka import UMUR_LABEL
from pemakaman.pantau.rules.bulan import month_of
from pemakaman.pantau.rules.kelengkapan import Kelengkapan, Rentang, judge, year_shares
from pemakaman.pantau.rules.kematian import by_age_and_sex
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode
from pemakaman.pantau.rules.perkiraan import Acuan, Angka, Perkiraan, add_expected

TERENDAH = 3
"""The lowest level that is judged: a village has too few deaths."""


@dataclass(frozen=True)
class Baris:
    """One place. `nilai` is None where a reference figure is missing."""

    kode: str
    nama: str
    tercatat: int
    perkiraan: Perkiraan
    nilai: Kelengkapan | None


@dataclass(frozen=True)
class Hasil:
    """A place, the places below, and the line to beat."""

    sendiri: Baris
    anak: list[Baris]
    garis: Angka | None

    @property
    def dipakai(self) -> list[Angka]:
        """The reference figures behind the page: one of each kind, year, source and note."""
        rows = [angka for baris in (self.sendiri, *self.anak) for angka in baris.perkiraan.dari]
        found = {(one.jenis, one.tahun, one.sumber, one.catatan): one for one in rows}
        return list(found.values())


def read_kelengkapan(session: Session, tempat: Tempat, periode: Periode, hari_ini: date) -> Hasil:
    """Completeness of a place down to kecamatan; a kab/kota shows its kecamatan once their population is known."""
    below = list_anak(session, tempat) if tempat.tingkat < TERENDAH else []
    codes = [tempat.kode, *(kode for kode, _ in below)]
    acuan = Acuan(_angka(row) for row in figures_of(session, codes))
    if tempat.tingkat > 1 and not acuan.has_population(codes[1:]):
        below, codes = [], codes[:1]
    counted = _count(session, codes, periode, hari_ini)
    bagian = year_shares(periode.bulan, hari_ini)
    anak = [_baris(kode, nama, counted.get(kode, 0), acuan.expect(kode, bagian)) for kode, nama in below]
    own = acuan.expect(tempat.kode, bagian)
    if own.rentang is None:
        own = _added_up(own, anak)
    sendiri = _baris(tempat.kode, tempat.nama, counted.get(tempat.kode, 0), own)
    return Hasil(sendiri, anak, acuan.line(periode.sampai.tahun))


def read_umur(
    session: Session, letak: Letak, perkiraan: Perkiraan, periode: Periode, hari_ini: date
) -> list[tuple[str, int, Kelengkapan | None]]:
    """Age, recorded deaths, and their completeness, where it is reckoned by age; deaths of unknown age come last."""
    if not perkiraan.umur:
        return []
    until = Periode(periode.dari, max(periode.dari, min(periode.sampai, month_of(hari_ini))))
    counted = by_age_and_sex(count_kinds(session, letak, Sumbu.MENINGGAL, until)["umur"])
    found = []
    for kode, label in UMUR_LABEL.items():
        tercatat, expected = sum(counted[kode].values()), perkiraan.umur.get(kode)
        found.append((label, tercatat, judge(tercatat, expected) if expected else None))
    return found


def _added_up(own: Perkiraan, anak: Collection[Baris]) -> Perkiraan:
    """What is not known of a place as a whole is the sum of its parts, when all of them are known."""
    if not anak or any(one.perkiraan.rentang is None for one in anak):
        return own
    return add_expected(one.perkiraan for one in anak)


def _baris(kode: str, nama: str, tercatat: int, perkiraan: Perkiraan) -> Baris:
    nilai = judge(tercatat, perkiraan.rentang) if perkiraan.rentang is not None else None
    return Baris(kode, nama, tercatat, perkiraan, nilai)


def _count(session: Session, kode: Iterable[str], periode: Periode, hari_ini: date) -> dict[str, int]:
    last = min(periode.sampai, month_of(hari_ini))
    query = (
        select(Corong.tempat, func.sum(Corong.dimakamkan).label("jumlah"))
        .where(Corong.tempat.in_(list(kode)), Corong.sumbu == Sumbu.MENINGGAL)
        .where(Corong.bulan.between(periode.dari.awal, last.awal))
        .group_by(Corong.tempat)
    )
    return {row.tempat: row.jumlah for row in session.execute(query)}


def _angka(row: AcuanRow) -> Angka:
    nilai = float(row.nilai)
    low = nilai if row.rendah is None else float(row.rendah)
    high = nilai if row.tinggi is None else float(row.tinggi)
    place = row.wilayah_kode or ""
    return Angka(
        row.jenis, place, row.tahun, row.kelamin, row.umur, Rentang(low, nilai, high), row.sumber, row.catatan or ""
    )
