"""Forgetting photos whose report never came."""

from collections.abc import Collection

from sqlalchemy import delete, exists, or_, text
from sqlalchemy.orm import Session

from pemakaman import db, store
from pemakaman.lapangan.models import FotoHp, KirimanHp
from pemakaman.lapangan.rules import SIMPAN_FOTO, SIMPAN_SISA


def forget_photos(session: Session) -> set[str]:
    """Delete what waited too long, and what a delivered item left behind; returns the fingerprints of their bytes."""
    delivered = exists().where(KirimanHp.id == FotoHp.kiriman_id)
    too_old = FotoHp.dibuat_pada < db.now() - SIMPAN_FOTO
    left_over = delivered & (FotoHp.dibuat_pada < db.now() - SIMPAN_SISA)
    return set(session.scalars(delete(FotoHp).where(or_(too_old, left_over)).returning(FotoHp.sha256)))


def free_bytes(session: Session, sha256: Collection[str]) -> int:
    """Delete the bytes of these fingerprints where no row of any table names them; returns how many were."""
    before = db.now() - SIMPAN_SISA
    return sum(store.forget(satu, before=before) for satu in set(sha256) - _named(session, sha256))


def _named(session: Session, sha256: Collection[str]) -> set[str]:
    """Those that some column still names; the database itself says which columns there are."""
    columns = session.execute(
        text(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND column_name LIKE 'sha256%'"
        )
    ).all()
    found = set[str]()
    for tabel, kolom in columns:
        # Names out of the catalogue, never from outside.
        query = text(f'SELECT DISTINCT "{kolom}" FROM "{tabel}" WHERE "{kolom}" = ANY(:sidik)')  # noqa: S608
        found |= set(session.scalars(query, {"sidik": list(sha256)}))
    return found
