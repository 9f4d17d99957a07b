"""What folders above show on the pages of a report, and what they do before a draft goes; `create_app` fills both."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.laporan.models import Laporan

SISIPAN: list[Callable[[Session, Laporan, Actor], Mapping[str, Any]]] = []
"""Each gives values for the template of the page; the caller has checked that the actor may see the report."""

SEBELUM_DIBUANG: list[Callable[[Session, Laporan, Actor], None]] = []
"""Each lets go of a draft that is about to be deleted; the caller holds its lock."""


def read_sisipan(session: Session, laporan: Laporan, actor: Actor) -> dict[str, Any]:
    """All of them together."""
    return {name: value for read in SISIPAN for name, value in read(session, laporan, actor).items()}
