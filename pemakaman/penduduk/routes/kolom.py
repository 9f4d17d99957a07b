"""Choosing which column of a file holds what."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.services import record_read
from pemakaman.penduduk import queries, services
from pemakaman.penduduk.forms import chosen_columns, make_kolom_form
from pemakaman.penduduk.kolom import fingerprint, suggest
from pemakaman.penduduk.models import ImporPenduduk
from pemakaman.penduduk.routes.dasar import bp
from pemakaman.web import redirect_with, requires, show_page


@bp.route("/impor/<uuid:ekstrak_id>/kolom", methods=["GET", "POST"])
@requires(Izin.PENDUDUK_IMPOR)
def columns(ekstrak_id: UUID) -> ResponseReturnValue:
    """The headings of the file beside our fields, with a few rows; saved when the file is sent on to its trial."""
    actor = current_actor()
    tabel = request.values.get("tabel", 0, int)
    with transaction() as session:
        impor = queries.get_impor(session, ekstrak_id, actor=actor)
        heads = impor.pemetaan.get("kepala", [])
        if impor.status != "diunggah" or not heads:
            return redirect_with(
                "Kolom berkas ini sudah dipilih, atau berkasnya masih dibuka.",
                "penduduk.show",
                kategori="info",
                ekstrak_id=ekstrak_id,
            )
        head = heads[tabel if 0 <= tabel < len(heads) else 0]
        known = queries.find_pemetaan(session, impor.kab_kode, fingerprint(head["judul"]))
        record_read(session, "penduduk.contoh", actor=actor, objek="impor_penduduk", objek_id=ekstrak_id)
    place = {"tabel": heads.index(head), "heads": heads, "head": head, "dikenal": known is not None}
    pilihan = known["kolom"] if known else suggest(head["judul"])
    form = make_kolom_form(head["judul"], head["contoh"], pilihan)
    if request.method != "POST":
        return _show(impor, form, place)
    if not form.validate():
        return _show(impor, form, place, 422)
    try:
        with transaction() as session:
            kolom = chosen_columns(form)
            services.choose_columns(session, ekstrak_id, tabel=place["tabel"], kolom=kolom, actor=actor)
    except Invalid as error:
        for field, texts in error.galat.items():
            form[field].add_error(texts[0])
        return _show(impor, form, place, 422)
    return redirect_with("Berkas sedang dicoba. Belum ada yang disimpan.", "penduduk.show", ekstrak_id=ekstrak_id)


def _show(impor: ImporPenduduk, form: Any, place: dict[str, Any], status: int = 200) -> ResponseReturnValue:
    return show_page("penduduk/kolom.html", status, impor=impor, form=form, **place)
