"""The proof of the kept figures: made anew from the reports and laid beside what is kept."""

from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from pemakaman.pantau.models import Fakta, Tanda
from pemakaman.pantau.queries.fakta import facts_query
from pemakaman.pantau.queries.jumlah import JUMLAH, Jumlah


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
    return [_compare_facts(session), *(_compare_sums(session, jumlah) for jumlah in JUMLAH)]


def count_waiting(session: Session) -> int:
    """Reports whose change is not counted yet."""
    return session.scalar(select(func.count(Tanda.laporan_id.distinct()))) or 0


def _compare_facts(session: Session) -> Selisih:
    fresh = facts_query().subquery()
    waiting = select(Tanda.laporan_id)
    kept = select(*Fakta.__table__.columns).where(Fakta.laporan_id.not_in(waiting))
    new = select(*(fresh.c[column.name] for column in Fakta.__table__.columns)).where(
        fresh.c.laporan_id.not_in(waiting)
    )
    sides = (kept.except_all(new).subquery(), new.except_all(kept).subquery())
    beda = max(session.scalar(select(func.count()).select_from(side)) or 0 for side in sides)
    return Selisih("pantau_fakta", beda, session.scalar(select(func.count()).select_from(Fakta)) or 0)


def _compare_sums(session: Session, jumlah: Jumlah) -> Selisih:
    """Rows that stand on one side only; a row that differs stands on both and counts once. Zeros say nothing."""
    columns = ", ".join((*jumlah.kunci, *jumlah.nilai))
    anything = " OR ".join(f"{name} <> 0" for name in jumlah.nilai)
    kept = f"SELECT {columns} FROM {jumlah.tabel} WHERE {anything}"
    fresh = jumlah.query("(SELECT *, 1 AS tanda FROM pantau_fakta)")
    new = f"SELECT {columns} FROM ({fresh}) baru WHERE {anything}"
    pairs = ((kept, new), (new, kept))
    beda = max(
        session.scalar(text(f"SELECT count(*) FROM (({one}) EXCEPT ALL ({other})) t")) or 0 for one, other in pairs
    )
    baris = session.scalar(text(f"SELECT count(*) FROM {jumlah.tabel}"))
    return Selisih(jumlah.tabel, beda, baris or 0)
