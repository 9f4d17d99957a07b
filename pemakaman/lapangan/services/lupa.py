"""Forgetting photos whose report never came."""

from sqlalchemy import delete, exists, or_
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.lapangan.models import FotoHp, KirimanHp
from pemakaman.lapangan.rules import SIMPAN_FOTO, SIMPAN_SISA


def forget_photos(session: Session) -> set[str]:
    """Delete what waited too long, and what a delivered item left behind; returns the fingerprints of their bytes."""
    delivered = exists().where(KirimanHp.id == FotoHp.kiriman_id)
    too_old = FotoHp.dibuat_pada < db.now() - SIMPAN_FOTO
    left_over = delivered & (FotoHp.dibuat_pada < db.now() - SIMPAN_SISA)
    return set(session.scalars(delete(FotoHp).where(or_(too_old, left_over)).returning(FotoHp.sha256)))
