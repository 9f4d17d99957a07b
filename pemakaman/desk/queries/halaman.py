"""Long lists of the desk, page by page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.orm import Session

PAGE = 50


def read_page(
    session: Session,
    query: Select[*tuple[Any, ...]],
    urutan: Sequence[Any],
    *,
    sesudah: UUID | None,
    terlihat: ColumnElement[bool],
    menurun: bool = False,
) -> tuple[list[Any], str | None]:
    """A page of rows whose first member has an `id`, and the key of the next page.

    `urutan` orders them and tells every two apart, all of it backwards with `menurun`. A page begins after the row
    `sesudah`; one that is not `terlihat`, or is not there, gives the first page.
    """
    place = tuple_(*urutan)
    if sesudah is not None:
        model = query.column_descriptions[0]["entity"]
        last = session.execute(select(*urutan).where(model.id == sesudah, terlihat)).one_or_none()
        # A row that changed its list meanwhile may have no place in this one.
        if last is not None and None not in last:
            query = query.where(place < tuple_(*last) if menurun else place > tuple_(*last))
    ordered = query.order_by(*(one.desc() if menurun else one for one in urutan))
    rows = list(session.execute(ordered.limit(PAGE + 1)))
    return rows[:PAGE], str(rows[PAGE - 1][0].id) if len(rows) > PAGE else None
