"""What an alarm, its decision and a correction do to a report's proposals. The caller holds the report's lock."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import changes, record
from pemakaman.laporan.models import Laporan
from pemakaman.pemilih.cocok import defer_match, drop_matches
from pemakaman.pemilih.models import Pemilih, Usul
from pemakaman.pemilih.penarikan import ensure_notice, lock_packages, revoke_waiting
from pemakaman.pemilih.pencari import is_one_person
from pemakaman.pemilih.queries import LIVE
from pemakaman.pemilih.rules import AksiUsul, StatusUsul, next_usul

_OPEN = (StatusUsul.DIUSULKAN, StatusUsul.DIKONFIRMASI)
PERISTIWA = {
    AksiUsul.BEKUKAN: "usul.dibekukan",
    AksiUsul.PULIHKAN: "usul.dipulihkan",
    AksiUsul.BATALKAN: "usul.dibatalkan",
}


def freeze_usul(session: Session, laporan_id: UUID, *, sebab: str, actor: Pelaku) -> None:
    """Freeze the open proposals, and make a notice for every name of this report that KPU holds."""
    drop_matches(session, laporan_id)
    for usul in _lock_all(session, laporan_id):
        if usul.status in _OPEN:
            _move(session, usul, AksiUsul.BEKUKAN, sebab=sebab, actor=actor)
        # Also of one undone before notices were made: KPU still holds it.
        ensure_notice(session, usul, sebab=sebab, actor=actor)


def restore_usul(session: Session, laporan_id: UUID, *, sebab: str, actor: Pelaku) -> None:
    """Put frozen proposals back where they stood; what was withdrawn at KPU meanwhile counts as new again."""
    defer_match(session, laporan_id)
    for usul in _lock_all(session, laporan_id, lambda usul: usul.status == StatusUsul.DIBEKUKAN):
        _move(session, usul, AksiUsul.PULIHKAN, sebab=sebab, actor=actor)
        revoke_waiting(session, usul, actor=actor)


def annul_usul(session: Session, laporan_id: UUID, *, sebab: str, actor: Pelaku) -> None:
    """Undo every open proposal for good; notices to KPU stay until their receipt."""
    drop_matches(session, laporan_id)
    for usul in _lock_all(session, laporan_id, lambda usul: usul.status in LIVE):
        _move(session, usul, AksiUsul.BATALKAN, sebab=sebab, actor=actor)


def withdraw_unlike(session: Session, laporan: Laporan, *, sebab: str, actor: Pelaku) -> None:
    """Undo the proposals of voters who are not the dead person by the report's corrected data; KPU gives them back."""
    session.refresh(laporan, ["nik_identitas"])
    defer_match(session, laporan.id)
    for usul in _lock_all(session, laporan.id, lambda usul: usul.status in LIVE):
        if not is_one_person(laporan, session.get_one(Pemilih, usul.pemilih_id), usul):
            _move(session, usul, AksiUsul.BATALKAN, sebab=sebab, actor=actor)
            ensure_notice(session, usul, sebab=sebab, actor=actor)


def _lock_all(session: Session, laporan_id: UUID, wanted: Callable[[Usul], bool] = lambda _: True) -> Sequence[Usul]:
    kab_kode = session.scalar(select(Usul.kab_kode).where(Usul.laporan_id == laporan_id).limit(1))
    if kab_kode is None:
        return []
    # A package that is being built is finished first: what it took is then seen as handed over.
    lock_packages(session, kab_kode)
    query = select(Usul).where(Usul.laporan_id == laporan_id).order_by(Usul.id).with_for_update()
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    return [usul for usul in rows if wanted(usul)]


def _move(session: Session, usul: Usul, aksi: AksiUsul, *, sebab: str, actor: Pelaku) -> None:
    old = StatusUsul(usul.status)
    sebelum = StatusUsul(usul.status_sebelum) if usul.status_sebelum else None
    with session.no_autoflush:
        usul.status = next_usul(old, aksi, sebelum)
        usul.status_sebelum = old if usul.status == StatusUsul.DIBEKUKAN else None
        if usul.status == StatusUsul.DIBATALKAN:
            usul.alasan = sebab
        rincian = {**changes(usul), "alasan": sebab}
        record(session, PERISTIWA[aksi], "usul", usul.id, actor=actor, wilayah=usul.kab_kode, rincian=rincian)
    session.flush()
