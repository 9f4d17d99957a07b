"""Undoing a batch as a whole, with a reason; or the rows that have moved on."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict
from pemakaman.pertukaran import queries, services
from pemakaman.pertukaran.forms import BatalForm
from pemakaman.pertukaran.routes.dasar import bp
from pemakaman.web import redirect_with, requires, show_page


@bp.route("/<uuid:impor_id>/batalkan", methods=["GET", "POST"])
@requires(Izin.BUKU_IMPOR)
def undo(impor_id: UUID) -> ResponseReturnValue:
    """Ask for the reason, then take all rows of the batch out of the book again."""
    actor, form = current_actor(), BatalForm()
    with reading() as session:
        impor = queries.get_impor(session, impor_id, actor=actor)
        halangan = services.check_undo(session, impor_id, actor=actor)
        page: dict[str, Any] = {
            "impor": impor,
            "makam": queries.get_makam_of(session, impor),
            "jumlah": services.count_rows(session, impor),
            "halangan": halangan,
            "form": form,
            "didahului": "",
        }
    if not form.is_submitted():
        return show_page("pertukaran/batal.html", **page)
    if halangan.jumlah or not form.validate():
        return show_page("pertukaran/batal.html", 409 if halangan.jumlah else 422, **page)
    try:
        with transaction() as session:
            done = services.ask_undo(session, impor_id, form.alasan.data, actor=actor)
    except Conflict as error:
        return show_page("pertukaran/batal.html", 409, **{**page, "didahului": error.pesan})
    pesan = "Impor dibatalkan. Semua barisnya keluar dari buku." if done else "Impor sedang dibatalkan."
    return redirect_with(pesan, "pertukaran.show", impor_id=impor_id)
