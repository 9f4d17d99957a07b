"""The gate of a closed month: who may touch the book at once, what is closed, the next number of a correction.

Whoever changes a row of a book holds the cemetery's lock together with others; whoever closes or opens a month holds
it alone. So a row is either among what was closed or a correction of it, never neither and never both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pemakaman.db import knowing
from pemakaman.makam.models import Buku, TutupBuku

_SPACE = 45
_HELD = "buku_dipegang"
# Two servers' clocks may differ a little around midnight.
_SLACK = timedelta(days=1)


def shared_lock(makam_id: UUID) -> ColumnElement[Any]:
    """The lock of `hold_book` as an expression, to ride along with a query that is asked anyhow."""
    return func.pg_advisory_xact_lock_shared(_key(makam_id))


def hold_book(session: Session, makam_id: UUID) -> None:
    """Keep months of this cemetery from being closed or opened until the transaction ends.

    Take it before the lock of a book's counter, else one who closes may stand between the two.
    """
    if _closings_held(session, makam_id) is None:
        session.execute(select(shared_lock(makam_id)))


@contextmanager
def holding_book(session: Session, makam_id: UUID) -> Iterator[None]:
    """Hold the book for many changes at once; as nobody closes or opens a month meanwhile, those are read once."""
    hold_book(session, makam_id)
    query = select(TutupBuku.tahun, TutupBuku.bulan).where(TutupBuku.makam_id == makam_id)
    rows = session.execute(query.where(TutupBuku.dibuka_pada.is_(None)))
    with knowing(session, _HELD, (makam_id, {(row.tahun, row.bulan) for row in rows})):
        yield


def _closings_held(session: Session, makam_id: UUID) -> set[tuple[int, int]] | None:
    """The closed months of a book that is held for many changes; None for any other."""
    held: tuple[UUID, set[tuple[int, int]]] | None = session.info.get(_HELD)
    return held[1] if held is not None and held[0] == makam_id else None


def hold_book_alone(session: Session, makam_id: UUID) -> None:
    """Wait until nobody changes a row of this book, and keep everybody from it until the transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(_key(makam_id))))


def _key(makam_id: UUID) -> ColumnElement[Any]:
    return func.hashtextextended(str(makam_id), _SPACE)


def is_over(tahun: int, bulan: int, hari_ini: date) -> bool:
    """Has the month ended?"""
    return (tahun, bulan) < (hari_ini.year, hari_ini.month)


def may_be_closed(tanggal: date, hari_ini: date) -> bool:
    """Could somebody have closed the month of this day by now? Spares a question for burials of this month."""
    return is_over(tanggal.year, tanggal.month, hari_ini + _SLACK)


def is_closed(session: Session, makam_id: UUID, tanggal: date) -> bool:
    """Is the month of this day closed? Lasting only for the holder of the book's lock."""
    held = _closings_held(session, makam_id)
    if held is not None:
        return (tanggal.year, tanggal.month) in held
    query = select(TutupBuku.id).where(*_in_force(makam_id, tanggal.year, tanggal.month))
    return session.scalar(query) is not None


def find_closing(session: Session, makam_id: UUID, tahun: int, bulan: int) -> TutupBuku | None:
    """The closing in force of a month, or None while it is open."""
    query = select(TutupBuku).where(*_in_force(makam_id, tahun, bulan))
    return session.scalar(query.execution_options(populate_existing=True))


def _in_force(makam_id: UUID, tahun: int, bulan: int) -> tuple[ColumnElement[bool], ...]:
    of_month = (TutupBuku.makam_id == makam_id, TutupBuku.tahun == tahun, TutupBuku.bulan == bulan)
    return (*of_month, TutupBuku.dibuka_pada.is_(None))


def next_correction(session: Session, makam_id: UUID, tahun: int) -> int:
    """The next number of a correction in a book; its row stays locked until the transaction ends, so no gap."""
    first = insert(Buku).values(makam_id=makam_id, tahun=tahun, nomor_awal=1, nomor_terakhir=0, koreksi_terakhir=1)
    taken = first.on_conflict_do_update(
        index_elements=[Buku.makam_id, Buku.tahun], set_={"koreksi_terakhir": Buku.koreksi_terakhir + 1}
    ).returning(Buku.koreksi_terakhir)
    return session.execute(taken).scalar_one()
