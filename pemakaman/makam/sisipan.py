"""What folders above do when a cemetery changes; `create_app` fills it."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.makam.models import Makam

SESUDAH_PINDAH_DESA: list[Callable[[Session, Makam, Actor], None]] = []
"""Each takes its copies of the codes of a cemetery along to another village; the caller holds the cemetery's lock."""
