"""Candidates that matching found, report by report, the surest first; and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from pemakaman.akta.models import Akta
from pemakaman.akta.queries import living_akta
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import APPROVED
from pemakaman.pemilih.models import Cocok, CocokLaporan, DaftarPemilih, KeputusanCocok, Pemilih, Usul
from pemakaman.pemilih.pencari import Calon, calon_of
from pemakaman.pemilih.queries import live_usul
from pemakaman.pemilih.rules_cocok import Tab

PAGE = 10
AnySelect = Select[*tuple[Any, ...]]
_USUL, _PERIKSA = (func.bool_or(Cocok.pita == pita) for pita in ("usul", "periksa"))
_OF_TAB: dict[Tab, ColumnElement[bool]] = {
    Tab.USUL: _USUL,
    Tab.PERIKSA: and_(~_USUL, _PERIKSA),
    Tab.TOLAK: ~or_(_USUL, _PERIKSA),
}


@dataclass(frozen=True)
class Kelompok:
    """One report with the voters it may mean."""

    laporan: Laporan
    calon: list[Calon]


def list_groups(
    session: Session, daftar: DaftarPemilih, tab: Tab, *, sesudah: str | None = None
) -> tuple[list[Kelompok], str | None]:
    """A page of reports with their candidates, and the key of the next."""
    query = _groups(daftar, refused=tab is Tab.BUKAN)
    if tab in _OF_TAB:
        query = query.having(_OF_TAB[tab])
    best, key = func.max(Cocok.skor), _read_key(sesudah)
    query = query.order_by(best.desc(), Cocok.laporan_id.desc()).limit(PAGE + 1)
    if key is not None:
        query = query.having(tuple_(best, Cocok.laporan_id) < tuple_(*key))
    found = session.execute(query).all()
    rows = found[:PAGE]
    groups = _candidates(session, daftar, [row.laporan_id for row in rows], refused=tab is Tab.BUKAN)
    berikut = f"{rows[-1].skor!r}_{rows[-1].laporan_id}" if len(found) > PAGE else None
    return groups, berikut


def count_tabs(session: Session, daftar: DaftarPemilih) -> dict[Tab, int]:
    """How many reports each part of the page holds."""
    kind = case((_USUL, Tab.USUL.value), (_PERIKSA, Tab.PERIKSA.value), else_=Tab.TOLAK.value).label("tab")
    kinds = _groups(daftar, refused=False).with_only_columns(kind).subquery()
    found: dict[str, int] = {
        row[0]: row[1] for row in session.execute(select(kinds.c.tab, func.count()).group_by(kinds.c.tab))
    }
    refused = _groups(daftar, refused=True).subquery()
    found[Tab.BUKAN] = session.scalar(select(func.count()).select_from(refused)) or 0
    return {Tab(tab): number for tab, number in found.items()}


def is_refused() -> ColumnElement[bool]:
    """Did an officer say of this pair that it is not the same person, with the report as it stands?"""
    said = select(KeputusanCocok.id).where(
        KeputusanCocok.laporan_id == Cocok.laporan_id,
        KeputusanCocok.pemilih_id == Cocok.pemilih_id,
        KeputusanCocok.asal == "calon",
        ~KeputusanCocok.sama,
        KeputusanCocok.sidik == CocokLaporan.jati,
    )
    return said.correlate(Cocok, CocokLaporan).exists()


def _shown(daftar: DaftarPemilih, *, refused: bool) -> list[ColumnElement[bool]]:
    usul = aliased(Usul)
    taken = or_(
        usul.pemilih_id == Cocok.pemilih_id, and_(usul.laporan_id == Cocok.laporan_id, usul.daftar_id == daftar.id)
    )
    return [
        Cocok.daftar_id == daftar.id,
        Laporan.status.in_(APPROVED),
        is_refused() if refused else ~is_refused(),
        ~select(usul.id).where(live_usul(usul), taken).correlate(Cocok).exists(),
    ]


def _groups(daftar: DaftarPemilih, *, refused: bool) -> AnySelect:
    matched = and_(CocokLaporan.laporan_id == Cocok.laporan_id, CocokLaporan.daftar_id == Cocok.daftar_id)
    query: AnySelect = (
        select(Cocok.laporan_id, func.max(Cocok.skor).label("skor"))
        .join(Laporan, Laporan.id == Cocok.laporan_id)
        .join(CocokLaporan, matched)
        .where(*_shown(daftar, refused=refused))
        .group_by(Cocok.laporan_id)
    )
    return query


def _candidates(
    session: Session, daftar: DaftarPemilih, laporan_ids: Sequence[UUID], *, refused: bool
) -> list[Kelompok]:
    matched = and_(CocokLaporan.laporan_id == Cocok.laporan_id, CocokLaporan.daftar_id == Cocok.daftar_id)
    query = (
        select(Cocok, Laporan, Pemilih, Akta)
        .join(Laporan, Laporan.id == Cocok.laporan_id)
        .join(CocokLaporan, matched)
        .join(Pemilih, Pemilih.id == Cocok.pemilih_id)
        .outerjoin(Akta, living_akta())
        .where(*_shown(daftar, refused=refused), Cocok.laporan_id.in_(laporan_ids))
        .order_by(Cocok.skor.desc(), Cocok.urutan)
    )
    found: dict[UUID, Kelompok] = {}
    for cocok, laporan, pemilih, akta in session.execute(query) if laporan_ids else ():
        group = found.setdefault(laporan.id, Kelompok(laporan, []))
        group.calon.append(calon_of(session, laporan, pemilih, akta, cocok))
    return [found[one] for one in laporan_ids if one in found]


def _read_key(text: str | None) -> tuple[float, UUID] | None:
    if not text:
        return None
    skor, _, laporan_id = text.partition("_")
    try:
        return float(skor), UUID(laporan_id)
    except ValueError:
        raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.") from None
