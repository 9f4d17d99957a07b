"""What folders above have to do in the transaction in which a report enters the burial book."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.laporan.models import Laporan

Kait = Callable[[Session, Laporan, Actor], None]
_KAIT: dict[str, Kait] = {}


def before_book(nama: str, kait: Kait) -> None:
    """Let `kait` run before a report gets its number; named, so that a second start registers it once."""
    _KAIT[nama] = kait


def run_before_book(session: Session, laporan: Laporan, actor: Actor) -> None:
    """Run what was registered."""
    for kait in _KAIT.values():
        kait(session, laporan, actor)
