"""Deleting bytes of the store that no row of any table names any more."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from pemakaman import store

# Remembers which bytes left the program, also after they were deleted here.
INGATAN = "sidik_keluaran"
# Fingerprints inside a column of another kind: emblems of letterheads, pages of previews.
DI_DALAM = (
    "SELECT isi ->> 'logo' FROM setelan_berkas WHERE isi ->> 'logo' = ANY(:sidik)",
    "SELECT isi ->> 'logo' FROM pratinjau WHERE isi ->> 'logo' = ANY(:sidik)",
    "SELECT satu FROM pratinjau, jsonb_array_elements_text(gambar) satu WHERE satu = ANY(:sidik)",
)


def free_bytes(session: Session, sha256: Collection[str], *, before: datetime) -> int:
    """Delete the bytes of these fingerprints where nothing names them; returns how many were.

    Those stored after `before` stay: somebody may be about to name them.
    """
    return sum(store.forget(satu, before=before) for satu in set(sha256) - _named(session, sha256))


def _named(session: Session, sha256: Collection[str]) -> set[str]:
    """Those that some column still names; the database itself says which columns there are."""
    columns = session.execute(
        text(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND column_name LIKE 'sha256%' AND table_name <> :ingatan"
        ),
        {"ingatan": INGATAN},
    ).all()
    found = set[str]()
    for tabel, kolom in columns:
        # Names out of the catalogue, never from outside.
        query = text(f'SELECT DISTINCT "{kolom}" FROM "{tabel}" WHERE "{kolom}" = ANY(:sidik)')  # noqa: S608
        found |= set(session.scalars(query, {"sidik": list(sha256)}))
    for inside in DI_DALAM:
        found |= set(session.scalars(text(inside), {"sidik": list(sha256)}))
    return found
