"""Judging cemeteries anew: those whose rows changed, and all of them when a month begins."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from pemakaman.pantau.models import NilaiMakam, TandaMakam
from pemakaman.pantau.queries.nilai_makam import Nilai, judge_cemeteries, list_stale

_TOUCHED = text(
    "INSERT INTO pantau_tanda_makam (makam_id) SELECT makam_id FROM laporan WHERE id = ANY(:some) "
    "UNION SELECT makam_id FROM pantau_selisih"
)
_NAMES = tuple(column.name for column in NilaiMakam.__table__.columns)


def mark_cemeteries(session: Session, laporan_id: Sequence[UUID]) -> None:
    """Mark the cemeteries of reports that are being counted, where they lie and where they lay."""
    session.execute(_TOUCHED, {"some": list(laporan_id)})


def judge_marked(session: Session) -> int:
    """Work off all marks of cemeteries, and judge those not judged in this month yet; how many that was."""
    marked = set(session.scalars(delete(TandaMakam).returning(TandaMakam.makam_id)))
    due = sorted(marked | list_stale(session))
    if due:
        _keep(session, due, judge_cemeteries(session, due))
    return len(due)


def judge_all(session: Session) -> None:
    """Forget every judgement and make it anew."""
    session.execute(delete(TandaMakam))
    session.execute(delete(NilaiMakam))
    if rows := judge_cemeteries(session):
        session.execute(insert(NilaiMakam), rows)


def _keep(session: Session, due: Sequence[UUID], rows: Sequence[Nilai]) -> None:
    """Most judgements stay as they are, and are not written."""
    query = select(*(getattr(NilaiMakam, name) for name in _NAMES)).where(NilaiMakam.makam_id.in_(due))
    old = {row["makam_id"]: dict(row) for row in session.execute(query).mappings()}
    new = {row["makam_id"]: row for row in rows}
    if gone := [one for one, row in old.items() if new.get(one) != row]:
        session.execute(delete(NilaiMakam).where(NilaiMakam.makam_id.in_(gone)))
    if changed := [row for one, row in new.items() if old.get(one) != row]:
        session.execute(insert(NilaiMakam), changed)
