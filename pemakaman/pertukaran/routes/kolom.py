"""Choosing what each column of a file holds."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.services import record_read
from pemakaman.pertukaran import queries, services
from pemakaman.pertukaran.forms import chosen_columns, make_kolom_form
from pemakaman.pertukaran.kolom import fingerprint
from pemakaman.pertukaran.models import Impor
from pemakaman.pertukaran.routes.dasar import bp
from pemakaman.web import redirect_with, requires, show_page


@bp.route("/<uuid:impor_id>/kolom", methods=["GET", "POST"])
@requires(Izin.BUKU_IMPOR)
def columns(impor_id: UUID) -> ResponseReturnValue:
    """The columns of the file with a few of their cells; the file is tried when the choice is sent."""
    actor = current_actor()
    tabel = request.values.get("tabel", 0, int)
    with transaction() as session:
        impor = queries.get_impor(session, impor_id, actor=actor)
        tables = impor.pemetaan.get("tabel", [])
        if impor.status != "diunggah" or not tables:
            pesan = "Kolom berkas ini sudah dipilih, atau berkasnya masih dibuka."
            return redirect_with(pesan, "pertukaran.show", kategori="info", impor_id=impor_id)
        tabel = tabel if 0 <= tabel < len(tables) else 0
        known = queries.find_pemetaan(session, actor.id, fingerprint(tables[tabel][0]["judul"]))
        record_read(session, "impor.contoh", actor=actor, objek="impor", objek_id=impor_id)
    form = make_kolom_form(tables[tabel], known)
    place = {"tabel": tabel, "tables": tables, "head": tables[tabel][0], "dikenal": known is not None}
    if request.method != "POST":
        return _show(impor, form, place)
    if not form.validate():
        return _show(impor, form, place, 422)
    try:
        _choose(impor_id, form, place)
    except Invalid as error:
        return _show(impor, form, {**place, "galat": _tell(form, error)}, 422)
    return redirect_with("Berkas sedang dicoba. Belum ada yang disimpan di buku.", "pertukaran.show", impor_id=impor_id)


def _choose(impor_id: UUID, form: Any, place: Mapping[str, Any]) -> None:
    heads = place["tables"][place["tabel"]]
    with transaction() as session:
        services.choose_columns(
            session,
            impor_id,
            tabel=place["tabel"],
            lembar=form.lembar.data if "lembar" in form else [head["lembar"] for head in heads],
            kolom=chosen_columns(form),
            tanggal_makam_sama=form.tanggal_makam_sama.data,
            terima_sebagian=form.terima_sebagian.data,
            actor=current_actor(),
        )


def _tell(form: Any, error: Invalid) -> list[str]:
    """Put each sentence at its field; what concerns the columns as a whole is returned."""
    whole = []
    for name, texts in error.galat.items():
        field = name.replace("-", "_")
        if field in form:
            form[field].add_error(texts[0])
        else:
            whole.append(texts[0])
    return whole


def _show(impor: Impor, form: Any, place: Mapping[str, Any], status: int = 200) -> ResponseReturnValue:
    return show_page("pertukaran/kolom.html", status, impor=impor, form=form, **{"galat": [], **place})
