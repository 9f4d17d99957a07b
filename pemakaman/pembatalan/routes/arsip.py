"""Archive, un-archive, and the way back of a report that was annulled wrongly: each a page that asks the reason."""

from collections.abc import Callable
from uuid import UUID

from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record_read
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import STATUS_LABEL, Action, Status, available_actions
from pemakaman.pembatalan import services
from pemakaman.pembatalan.routes.dasar import bp
from pemakaman.verifikasi.forms import ReasonForm
from pemakaman.web import redirect_with, requires, show_page

Service = Callable[..., object]


@bp.route("/laporan/<uuid:laporan_id>/arsipkan", methods=["GET", "POST"])
@requires(Izin.LAPORAN_ARSIPKAN)
def archive(laporan_id: UUID) -> ResponseReturnValue:
    """Set a report aside, with the reason."""
    return _ask(laporan_id, services.archive, Action.ARCHIVE, "Laporan diarsipkan.")


@bp.route("/laporan/<uuid:laporan_id>/keluarkan-dari-arsip", methods=["GET", "POST"])
@requires(Izin.LAPORAN_ARSIPKAN)
def unarchive(laporan_id: UUID) -> ResponseReturnValue:
    """Back to where it stood, with the reason."""
    return _ask(laporan_id, services.unarchive, Action.UNARCHIVE, "Laporan keluar dari arsip.")


@bp.route("/laporan/<uuid:laporan_id>/pulihkan-ke-meja", methods=["GET", "POST"])
@requires(Izin.HIDUP_PUTUS)
def reinstate(laporan_id: UUID) -> ResponseReturnValue:
    """An annulled report begins at the desk again, with the reason."""
    pesan = "Laporan kembali ke meja dan diperiksa dari awal oleh dua orang."
    return _ask(laporan_id, services.reinstate, Action.REINSTATE, pesan)


def _ask(laporan_id: UUID, service: Service, action: Action, pesan: str) -> ResponseReturnValue:
    actor, form = current_actor(), ReasonForm()
    form.alasan.label.text = "Alasan"
    with transaction() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
    if action not in available_actions(Status(laporan.status)):
        label = STATUS_LABEL[Status(laporan.status)].lower()
        raise Conflict(f"Tindakan ini tidak dapat dilakukan karena laporan sekarang: {label}.")
    if form.validate_on_submit():
        try:
            with transaction() as session:
                service(session, laporan_id, alasan=form.alasan.data or "", versi=form.seen, actor=actor)
        except Invalid as error:
            form.put_errors(error.galat)
        else:
            return redirect_with(pesan, "laporan.show", laporan_id=laporan_id)
    status = 422 if form.is_submitted() else 200
    return show_page("pembatalan/alasan.html", status, form=form, laporan=laporan, aksi=action.value)
