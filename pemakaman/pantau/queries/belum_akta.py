"""Buried but without akta: the work list, the oldest first, with the open task of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select, tuple_
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import SET_ASIDE, Status
from pemakaman.pantau.models import Corong, TugasAkta
from pemakaman.pantau.queries.baris import Kunci, fact_rows, next_key
from pemakaman.pantau.queries.corong import Letak, fakta
from pemakaman.pantau.rules.belum_akta import Buku, Menunggu, StatusTugas
from pemakaman.pantau.rules.langkah import Sumbu

PAGE = 25
MOST_IN_FILE = 50_000


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
    """All of them, for a file."""
    query = _rows(letak, saring, actor).limit(MOST_IN_FILE).execution_options(yield_per=1000)
    yield from session.execute(query)


def count_by_need(session: Session, letak: Letak, saring: Saring) -> dict[str, int]:
    """How many there are, and how many of them by the step that is missing; who decides is told by the list only."""
    need = case(
        (fakta.diajukan.is_(None), "belum_diajukan"),
        (fakta.disetujui.is_(None), "diajukan"),
        (fakta.diunduh.is_(None), "berkas"),
        else_="akta",
    )
    query = select(need, func.count()).where(*_open(letak, saring)).group_by(need)
    found = {row[0]: row[1] for row in session.execute(query)}
    counts = {name: found.get(name, 0) for name in ("belum_diajukan", "diajukan", "berkas", "akta")}
    return {"semua": sum(counts.values()), **counts}


def count_by_kab(session: Session, kab: list[str]) -> dict[str, dict[str, int]]:
    """kab/kota → how many of all time lack the application, the approval, the akta; those of old books too."""
    columns = (func.sum(getattr(Corong, name)) for name in ("dimakamkan", "diajukan", "disetujui", "akta"))
    query = select(Corong.tempat, *columns).where(Corong.tempat.in_(kab), Corong.sumbu == Sumbu.DIMAKAMKAN.value)
    return {
        row[0]: {
            "belum_diajukan": row[1] - row[2],
            "diajukan": row[2] - row[3],
            "disetujui": row[3] - row[4],
            "semua": row[1] - row[4],
        }
        for row in session.execute(query.group_by(Corong.tempat))
    }


def _rows(letak: Letak, saring: Saring, actor: Actor) -> Select[*tuple[Any, ...]]:
    opened = and_(TugasAkta.laporan_id == fakta.laporan_id, TugasAkta.status == StatusTugas.TERBUKA)
    query = (
        fact_rows(actor)
        .add_columns(TugasAkta.untuk.label("tugas_untuk"), TugasAkta.tenggat.label("tugas_tenggat"))
        .outerjoin(TugasAkta, opened)
        .where(*_open(letak, saring))
        .order_by(fakta.dimakamkan, fakta.laporan_id)
    )
    return query.where(_waiting(Menunggu(saring.menunggu))) if saring.menunggu else query


def _open(letak: Letak, saring: Saring) -> list[ColumnElement[bool]]:
    # The kab/kota once more, so that the index of what lacks its akta serves smaller places too.
    found: list[Any] = [letak.where, fakta.akta.is_(None), fakta.lahir_mati.is_(False)]
    if letak.tempat.tingkat >= 2:
        found.append(fakta.kab_kode == letak.tempat.kode[:5])
    if saring.buku != Buku.SEMUA:
        found.append(fakta.kertas.is_(saring.buku == Buku.LAMA))
    if saring.dari is not None:
        found.append(fakta.dimakamkan >= saring.dari)
    if saring.sampai is not None:
        found.append(fakta.dimakamkan <= saring.sampai)
    return found


def _waiting(menunggu: Menunggu) -> ColumnElement[bool]:
    aside = Laporan.status.in_(sorted(SET_ASIDE))
    if menunggu is Menunggu.DISISIHKAN:
        return aside
    sent = fakta.diajukan.is_not(None)
    undecided = and_(sent, fakta.disetujui.is_(None))
    approved = and_(sent, fakta.disetujui.is_not(None))
    conditions: dict[Menunggu, ColumnElement[bool]] = {
        Menunggu.PENGELOLA: fakta.diajukan.is_(None),
        Menunggu.PERBAIKAN: and_(undecided, Laporan.status == Status.DIKEMBALIKAN),
        Menunggu.MEJA: and_(undecided, Laporan.status != Status.DIKEMBALIKAN),
        Menunggu.BERKAS: and_(approved, fakta.diunduh.is_(None)),
        Menunggu.AKTA: and_(approved, fakta.diunduh.is_not(None)),
    }
    return and_(conditions[menunggu], ~aside)
