"""The lock of one item: everything that is said about it, by whichever phone, happens one after the other."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session


def lock_item(session: Session, kiriman_id: UUID) -> None:
    """Wait for every other transaction about this item; held until this one ends."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:kunci, 46))"), {"kunci": str(kiriman_id)})
