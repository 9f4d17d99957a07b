"""The calendar of continuous updating: per kab/kota and quarter, what was brought in, handed over and receipted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.db import today_in
from pemakaman.nilai.tanggal import zone_of
from pemakaman.nilai.triwulan import Triwulan, find_quarter, quarter_of
from pemakaman.pemilih.models import DaftarPemilih, Paket, PaketUsul, TandaTerima
from pemakaman.pemilih.queries import inside
from pemakaman.pemilih.tanda_terima import is_overdue
from pemakaman.wilayah.models import Wilayah


@dataclass
class Petak:
    """One kab/kota in one quarter."""

    daftar: int = 0
    paket: int = 0
    nama: int = 0
    menunggu: int = 0
    diterima: int = 0
    terlambat: int = 0

    @property
    def is_complete(self) -> bool:
        """Has KPU's receipt come for every package? Packages made before receipts were asked have none."""
        return 0 < self.paket == self.diterima

    @property
    def is_empty(self) -> bool:
        """Did nothing happen at all?"""
        return not (self.daftar or self.paket)


@dataclass(frozen=True)
class Kalender:
    """The quarters, the latest first, and a row of cells for each kab/kota."""

    triwulan: Sequence[Triwulan]
    baris: Sequence[tuple[str, dict[Triwulan, Petak]]]
    kini: Triwulan
    # Quarters after which a province sums up its kab/kota: twice a year.
    provinsi: frozenset[Triwulan] = field(default_factory=frozenset)


def get_kalender(session: Session, *, actor: Actor) -> Kalender:
    """The quarters of this year up to now and of the year before, for every kab/kota the actor sees."""
    today = today_in(actor.wilayah_kode)
    current = quarter_of(today)
    quarters = [current.next(-back) for back in range(current.nomor + 4)]
    cells: dict[str, dict[Triwulan, Petak]] = {
        kode: {one: Petak() for one in quarters} for kode, _ in _list_kab(session, actor)
    }
    _count_packages(session, cells, actor, today)
    _count_names(session, cells, actor)
    _count_lists(session, cells, actor)
    rows = [(nama, cells[kode]) for kode, nama in _list_kab(session, actor)]
    return Kalender(quarters, rows, current, frozenset(one for one in quarters if one.nomor in {2, 4}))


def _list_kab(session: Session, actor: Actor) -> list[tuple[str, str]]:
    query = select(Wilayah.kode, Wilayah.nama).where(
        inside(Wilayah.kode, actor.wilayah_kode), Wilayah.tingkat == 2, Wilayah.berlaku_sampai.is_(None)
    )
    return [(kode, nama) for kode, nama in session.execute(query.order_by(Wilayah.nama, Wilayah.kode))]


def _period(actor: Actor) -> ColumnElement[str]:
    """Of a package made before periods were asked, the quarter it was made in."""
    local = func.timezone(str(zone_of(actor.wilayah_kode)), Paket.dibuat_pada)
    return func.coalesce(Paket.periode, func.to_char(local, 'YYYY"-T"Q'))


def _cell(cells: dict[str, dict[Triwulan, Petak]], kab: str, periode: str) -> Petak | None:
    quarter = find_quarter(periode)
    return cells.get(kab, {}).get(quarter) if quarter else None


def _count_packages(session: Session, cells: dict[str, dict[Triwulan, Petak]], actor: Actor, today: date) -> None:
    periode = _period(actor).label("periode")
    given = TandaTerima.paket_id.is_not(None)
    query = (
        select(Paket.kab_kode, periode, func.count())
        .add_columns(func.count().filter(Paket.tenggat.is_not(None), ~given))
        .add_columns(func.count(case((is_overdue(today), 1))), func.count().filter(given))
        .outerjoin(TandaTerima, TandaTerima.paket_id == Paket.id)
        .where(inside(Paket.kab_kode, actor.wilayah_kode), Paket.jenis != "penarikan")
        .group_by(Paket.kab_kode, periode)
    )
    for kab, period, count, waiting, late, received in session.execute(query):
        if (cell := _cell(cells, kab, period)) is not None:
            cell.paket, cell.menunggu, cell.terlambat, cell.diterima = count, waiting, late, received


def _count_names(session: Session, cells: dict[str, dict[Triwulan, Petak]], actor: Actor) -> None:
    """Each proposal once, in however many packages of the quarter it went."""
    periode = _period(actor).label("periode")
    query = (
        select(Paket.kab_kode, periode, func.count(PaketUsul.usul_id.distinct()))
        .join(PaketUsul, PaketUsul.paket_id == Paket.id)
        .where(inside(Paket.kab_kode, actor.wilayah_kode))
        .group_by(Paket.kab_kode, periode)
    )
    for kab, period, count in session.execute(query):
        if (cell := _cell(cells, kab, period)) is not None:
            cell.nama = count


def _count_lists(session: Session, cells: dict[str, dict[Triwulan, Petak]], actor: Actor) -> None:
    query = select(
        DaftarPemilih.wilayah_kode, DaftarPemilih.periode, DaftarPemilih.tanggal, DaftarPemilih.dibuat_pada
    ).where(inside(DaftarPemilih.wilayah_kode, actor.wilayah_kode), DaftarPemilih.status == "jadi")
    found: defaultdict[tuple[str, Triwulan], int] = defaultdict(int)
    for kode, periode, tanggal, dibuat in session.execute(query):
        day = tanggal or dibuat.astimezone(zone_of(kode)).date()
        found[kode[:5], find_quarter(periode) or quarter_of(day)] += 1
    for (kab, quarter), count in found.items():
        if (cell := cells.get(kab, {}).get(quarter)) is not None:
            cell.daftar = count
