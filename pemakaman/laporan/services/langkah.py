"""One step of a report along the table of states, and the guard against overwriting."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.errors import Invalid, StaleVersion
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import changes, record
from pemakaman.laporan.isian import RUAS
from pemakaman.laporan.models import CatatanKembali, Laporan
from pemakaman.laporan.pesan_batasan import flush
from pemakaman.laporan.queries import events_since
from pemakaman.laporan.ruas import tell_events
from pemakaman.laporan.rules import PERISTIWA, SET_ASIDE, Action, Status, next_status, origin_of
from pemakaman.laporan.services.bulan import write_corrections
from pemakaman.laporan.services.ganda import check_ganda, is_identity_touched, put_ganda_keys
from pemakaman.laporan.services.petak import settle_plot, watch_plot

RUAS_CATATAN = frozenset(RUAS) | {"bukti", "umum"}


def change_status(
    session: Session,
    laporan: Laporan,
    action: Action,
    *,
    actor: Pelaku,
    rincian: Mapping[str, Any] | None = None,
    peristiwa: str | None = None,
    later: bool = False,
) -> None:
    """Take one step of the table and tell the trail; raises Conflict when the table does not list it.

    `peristiwa` names the event where the step's own name would mislead. The caller holds the row's lock
    (`get_laporan(for_update=True)`) and has asked the permission. Other changes pending on the row go into the
    same event. `later` as in `record_change`.
    """
    status = Status(laporan.status)
    sebelum = Status(laporan.status_sebelum) if laporan.status_sebelum else None
    with session.no_autoflush:
        laporan.status = next_status(status, action, sebelum)
        laporan.status_sebelum = origin_of(status, sebelum) if laporan.status in SET_ASIDE else None
        record_change(session, laporan, peristiwa or PERISTIWA[action], actor=actor, rincian=rincian, later=later)


def record_change(
    session: Session,
    laporan: Laporan,
    peristiwa: str,
    *,
    actor: Pelaku,
    rincian: Mapping[str, Any] | None = None,
    later: bool = False,
) -> None:
    """Write what is pending on a report with its event; `versi` in it is the version that was changed.

    When it says something else of who died, doubles are looked for in the same transaction; when it says something
    else of where he lies, his place in the plots follows; a change of what a closed month printed becomes a
    correction of the book. With `later` the caller writes the row together with others, and looks for its place and
    its doubles himself when all are written.
    """
    touched, plot = is_identity_touched(session, laporan), watch_plot(laporan)
    if touched:
        put_ganda_keys(session, laporan)
    laporan.diubah_pada = db.now()
    details = {**changes(laporan), **(rincian or {}), "versi": laporan.versi}
    if numbers := write_corrections(session, laporan, peristiwa, details, actor=actor):
        details["koreksi_buku"] = ", ".join(numbers)
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=details)
    if later:
        return
    flush(session)
    if plot is not None:
        settle_plot(session, laporan, plot, actor=actor)
    if touched and laporan.status != Status.DRAF:
        check_ganda(session, laporan, actor)


def check_versi(session: Session, laporan: Laporan, versi: int) -> None:
    """Raise StaleVersion, telling who changed what, when the report is no longer at this version."""
    if laporan.versi == versi:
        return
    events = events_since(session, laporan.id, versi)
    told = tell_events((event.pelaku, event.rincian) for event in events)
    raise StaleVersion(
        "Laporan ini sudah berubah sejak Anda membukanya, jadi isian Anda belum disimpan. "
        "Lihat apa yang berubah, lalu buka lagi halamannya dan ulangi perubahan Anda.",
        told or ["Laporan ini disimpan lagi dari tempat lain."],
    )


def return_with_notes(session: Session, laporan: Laporan, notes: Mapping[str, str], *, actor: Pelaku) -> None:
    """Send a report back with a reason for each field; 'umum' is for the report as a whole."""
    if unknown := set(notes) - RUAS_CATATAN:
        raise ValueError(f"bukan ruas laporan: {sorted(unknown)}")
    reasons = {ruas: alasan.strip() for ruas, alasan in notes.items()}
    galat = {ruas: ["Tulis apa yang perlu diperbaiki."] for ruas, alasan in reasons.items() if not alasan}
    if not reasons:
        galat = {"catatan": ["Pilih sedikitnya satu isian yang perlu diperbaiki, dan tulis alasannya."]}
    if galat:
        raise Invalid(galat)
    change_status(session, laporan, Action.RETURN, actor=actor, rincian={"catatan": reasons})
    session.add_all(
        CatatanKembali(laporan_id=laporan.id, ruas=ruas, alasan=alasan, dibuat_oleh=actor.id)
        for ruas, alasan in reasons.items()
    )
    session.flush()
