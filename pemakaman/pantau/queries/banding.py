"""The proof of the kept figures: made anew from the reports and laid beside what is kept."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, literal_column, select, text, union, union_all
from sqlalchemy.orm import Session

from pemakaman.laporan.models import Laporan
from pemakaman.pantau.models import Fakta, NilaiMakam, Tanda, TandaMakam
from pemakaman.pantau.queries.fakta import facts_query
from pemakaman.pantau.queries.jumlah import JUMLAH, Jumlah
from pemakaman.pantau.queries.nilai_makam import judge_cemeteries


@dataclass(frozen=True)
class Selisih:
    """How many rows of a table differ from a new count, of how many."""

    tabel: str
    beda: int
    baris: int


def compare(session: Session) -> list[Selisih]:
    """Every kept table beside a new count. Wants a snapshot of its own (REPEATABLE READ).

    Reports that are marked in that snapshot are on their way and are left out; sums are compared with the facts.
    """
    sums = (_compare_sums(session, jumlah) for jumlah in JUMLAH)
    return [_compare_facts(session), *sums, _compare_cemeteries(session)]


def count_waiting(session: Session) -> int:
    """Reports whose change is not counted yet."""
    return session.scalar(select(func.count(Tanda.laporan_id.distinct()))) or 0


def _compare_facts(session: Session) -> Selisih:
    names = [column.name for column in Fakta.__table__.columns]
    fresh = facts_query().subquery()
    sides = (
        select(*(side.c[name] for name in names), literal_column(sign).label("tanda")).where(_is_settled(side))
        for side, sign in ((Fakta.__table__, "1"), (fresh, "-1"))
    )
    both = union_all(*sides).subquery()
    surplus = func.sum(both.c.tanda)
    rows = select(surplus.label("lebih")).group_by(*(both.c[name] for name in names)).having(surplus != 0).subquery()
    beda = session.scalar(select(func.greatest(*_one_sided(rows.c.lebih))))
    return Selisih("pantau_fakta", beda or 0, session.scalar(select(func.count()).select_from(Fakta)) or 0)


def _compare_cemeteries(session: Session) -> Selisih:
    """Judgements; cemeteries that are marked, or whose reports are, are on their way too."""
    waiting = set(
        session.scalars(
            union(
                select(TandaMakam.makam_id),
                select(Laporan.makam_id).join(Tanda, Tanda.laporan_id == Laporan.id),
                select(Fakta.makam_id).join(Tanda, Tanda.laporan_id == Fakta.laporan_id),
            )
        )
    )
    kept = {row["makam_id"]: dict(row) for row in session.execute(select(*NilaiMakam.__table__.columns)).mappings()}
    fresh = {row["makam_id"]: row for row in judge_cemeteries(session)}
    beda = sum(1 for one in (kept.keys() | fresh.keys()) - waiting if kept.get(one) != fresh.get(one))
    return Selisih(NilaiMakam.__tablename__, beda, len(kept))


def _is_settled(side: Any) -> ColumnElement[bool]:
    return ~exists().where(Tanda.laporan_id == side.c.laporan_id)


def _one_sided(surplus: ColumnElement[int]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    return func.sum(surplus).filter(surplus > 0), -func.sum(surplus).filter(surplus < 0)


def _compare_sums(session: Session, jumlah: Jumlah) -> Selisih:
    """Rows that stand on one side only; a row that differs stands on both and counts once. Zeros say nothing."""
    columns = ", ".join((*jumlah.kunci, *jumlah.nilai))
    anything = " OR ".join(f"{name} <> 0" for name in jumlah.nilai)
    fresh = jumlah.query("(SELECT *, 1 AS tanda FROM pantau_fakta)")
    both = f"SELECT {columns}, 1 AS sisi FROM {jumlah.tabel} UNION ALL SELECT {columns}, -1 FROM ({fresh}) baru"
    rows = f"SELECT sum(sisi) AS lebih FROM ({both}) dua WHERE {anything} GROUP BY {columns} HAVING sum(sisi) <> 0"
    worst = "greatest(sum(lebih) FILTER (WHERE lebih > 0), -sum(lebih) FILTER (WHERE lebih < 0))"
    beda = session.scalar(text(f"SELECT {worst} FROM ({rows}) t"))
    baris = session.scalar(text(f"SELECT count(*) FROM {jumlah.tabel}"))
    return Selisih(jumlah.tabel, int(beda or 0), baris or 0)
