"""Buried but without akta: the work list, the oldest first, with the open task of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, tuple_
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.errors import PemakamanError
from pemakaman.pantau.models import TugasAkta
from pemakaman.pantau.queries.baris import Kunci, fact_rows, next_key
from pemakaman.pantau.queries.corong import Letak, count_by_child, count_by_month, fakta, total
from pemakaman.pantau.rules.belum_akta import Buku, StatusTugas, missing
from pemakaman.pantau.rules.bulan import month_of
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode

PAGE = 25
MOST_IN_FILE = 50_000
TERLALU_BANYAK = (
    "Daftar ini lebih dari 50.000 laporan, terlalu banyak untuk satu berkas. Persempit dulu: pilih kecamatan, desa, "
    "yang ditunggu, atau rentang bulan, lalu unduh lagi."
)
# No burial of a book lies outside.
EARLIEST, LATEST = date(1800, 1, 1), date(2199, 12, 1)


@dataclass(frozen=True)
class Saring:
    """Filters of the list; '' of `menunggu` means all, no days mean all time."""

    menunggu: str = ""
    buku: str = Buku.BARU
    dari: date | None = None
    sampai: date | None = None


def list_without_akta(
    session: Session, letak: Letak, saring: Saring, *, actor: Actor, sesudah: Kunci | None = None
) -> tuple[list[Any], str | None]:
    """A page of them and the key of the next; columns `tugas_untuk`, `tugas_tenggat` of the open task."""
    query = _rows(letak, saring, actor).limit(PAGE + 1)
    if sesudah is not None:
        query = query.where(tuple_(fakta.dimakamkan, fakta.laporan_id) > tuple_(*sesudah))
    rows = list(session.execute(query))
    return rows[:PAGE], next_key(rows, PAGE)


def iter_without_akta(session: Session, letak: Letak, saring: Saring, *, actor: Actor) -> Iterator[Any]:
    """All of them, for a file; raises PemakamanError where a file cannot hold them: no list is cut in silence."""
    query = _rows(letak, saring, actor)
    one_more = query.with_only_columns(fakta.laporan_id, maintain_column_froms=True).offset(MOST_IN_FILE).limit(1)
    if session.execute(one_more).first() is not None:
        raise PemakamanError(TERLALU_BANYAK)
    yield from session.execute(query.execution_options(yield_per=1000))


def count_by_need(session: Session, letak: Letak, saring: Saring) -> dict[str, int]:
    """How many lack the application, the approval, the akta; by the kept sums, so with those of old books."""
    dari, sampai = saring.dari or EARLIEST, saring.sampai or LATEST
    periode = Periode(month_of(dari), month_of(sampai))
    return missing(total(count_by_month(session, letak, Sumbu.DIMAKAMKAN, periode).values()))


def count_by_kab(session: Session, letak: Letak, kab: list[str]) -> dict[str, dict[str, int]]:
    """The same of all time for each kab/kota of a province."""
    periode = Periode(month_of(EARLIEST), month_of(LATEST))
    found = count_by_child(session, letak, kab, Sumbu.DIMAKAMKAN, periode)
    nothing = total([])
    return {kode: missing(found.get(kode, nothing)) for kode in kab}


def _rows(letak: Letak, saring: Saring, actor: Actor) -> Select[*tuple[Any, ...]]:
    opened = and_(TugasAkta.laporan_id == fakta.laporan_id, TugasAkta.status == StatusTugas.TERBUKA)
    return (
        fact_rows(actor)
        .add_columns(TugasAkta.untuk.label("tugas_untuk"), TugasAkta.tenggat.label("tugas_tenggat"))
        .outerjoin(TugasAkta, opened)
        .where(*_open(letak, saring))
        .order_by(fakta.dimakamkan, fakta.laporan_id)
    )


def _open(letak: Letak, saring: Saring) -> list[ColumnElement[bool]]:
    # In the words of the indexes of what lacks its akta.
    found: list[Any] = [letak.where, fakta.akta.is_(None), ~fakta.lahir_mati]
    if saring.buku != Buku.SEMUA:
        found.append(fakta.kertas.is_(saring.buku == Buku.LAMA))
    if saring.menunggu:
        found.append(fakta.menunggu == saring.menunggu)
    if saring.dari is not None:
        found.append(fakta.dimakamkan >= saring.dari)
    if saring.sampai is not None:
        found.append(fakta.dimakamkan <= saring.sampai)
    return found
