"""Withdrawals at KPU: what is open, for how long, and KPU's receipt."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.pemilih import penarikan
from pemakaman.pemilih.forms import TerimaForm
from pemakaman.pemilih.routes.dasar import bp, put_errors
from pemakaman.pemilih.rules import PENARIKAN_LABEL
from pemakaman.web import redirect_with, requires, show_page

BELUM_DICENTANG = "Centang dulu nama yang tanda terimanya akan dicatat."


@bp.get("/paket/penarikan")
@requires(Izin.PAKET_UNDUH)
def withdrawals() -> ResponseReturnValue:
    """Names that must be put back and are not confirmed yet, the oldest first."""
    return _show(TerimaForm(None))


def _show(form: TerimaForm, status: int = 200, pesan: str = "") -> ResponseReturnValue:
    actor = current_actor()
    with transaction() as session:
        rows = penarikan.list_open(session, actor=actor)
        counts = penarikan.count_open(session, actor=actor)
        record_read(session, "paket.ditarik", actor=actor, jumlah=len(rows))
    chosen = set(request.form.getlist("penarikan"))
    return show_page(
        "pemilih/penarikan.html",
        status,
        rows=rows,
        jumlah=counts,
        form=form,
        pesan=pesan,
        terpilih=chosen,
        penarikan_label=PENARIKAN_LABEL,
    )


@bp.post("/paket/penarikan/terima")
@requires(Izin.PENARIKAN_TERIMA)
def receive() -> ResponseReturnValue:
    """Record KPU's receipt for the ticked names."""
    form, ids = TerimaForm(), _chosen_ids()
    if not form.validate() or not ids:
        return _show(form, 422, "" if ids else BELUM_DICENTANG)
    try:
        with transaction() as session:
            count = penarikan.receive(
                session,
                ids,
                tanda_terima=form.tanda_terima.data,
                tanggal=form.tanggal.data,
                actor=current_actor(),
            )
    except Invalid as error:
        form.form_errors += put_errors(form, error)
        return _show(form, 422)
    except Conflict as error:
        return _show(form, error.status, error.pesan)
    return redirect_with(f"Tanda terima dicatat untuk {count} nama.", "pemilih.withdrawals")


def _chosen_ids() -> set[UUID]:
    try:
        return {UUID(text) for text in request.form.getlist("penarikan")}
    except ValueError:
        raise NotFound("Penarikan ini tidak ada. Buka lagi halamannya.") from None
