"""Handing a file over at the counter."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import queries, queries_kumpulan
from pemakaman.berkas.forms_kumpulan import AmbilForm, BatalAmbilForm
from pemakaman.berkas.routes.dasar import bp
from pemakaman.berkas.services import ambil as services
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.laporan.queries import get_laporan
from pemakaman.web import redirect_with, requires, show_page


@bp.route("/berkas/<uuid:berkas_id>/ambil", methods=["GET", "POST"])
@requires(Izin.BERKAS_SERAHKAN)
def hand_over(berkas_id: UUID) -> ResponseReturnValue:
    """Note who collected the file, once somebody looked at his identity."""
    form = AmbilForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                made = services.note_pengambilan(session, berkas_id, form.isian(), actor=current_actor())
            return redirect_with("Pengambilan dicatat.", "berkas.show", laporan_id=made.laporan_id)
        except Invalid as error:
            form.put_errors(error.galat)
    return _show(berkas_id, "berkas/ambil.html", form)


@bp.route("/berkas/<uuid:berkas_id>/ambil/batal", methods=["GET", "POST"])
@requires(Izin.BERKAS_SERAHKAN)
def undo_hand_over(berkas_id: UUID) -> ResponseReturnValue:
    """Undo a note of collection that was wrong."""
    form = BatalAmbilForm()
    if form.validate_on_submit():
        with transaction() as session:
            services.undo_pengambilan(session, berkas_id, sebab=form.sebab.data, actor=current_actor())
            laporan_id = queries.get_berkas(session, berkas_id, actor=current_actor()).laporan_id
        return redirect_with("Catatan pengambilan dibatalkan.", "berkas.show", laporan_id=laporan_id)
    return _show(berkas_id, "berkas/ambil_batal.html", form)


def _show(berkas_id: UUID, template: str, form: AmbilForm | BatalAmbilForm) -> ResponseReturnValue:
    with reading() as session:
        berkas = queries.get_berkas(session, berkas_id, actor=current_actor())
        laporan = get_laporan(session, berkas.laporan_id, actor=current_actor())
        found = queries_kumpulan.find_pengambilan(session, berkas_id)
    return show_page(
        template, 422 if form.errors else 200, berkas=berkas, laporan=laporan, form=form, pengambilan=found
    )
