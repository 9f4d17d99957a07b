"""Blocks of a cemetery with what is left in them."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.makam.queries import get_makam
from pemakaman.petak.forms.petak import BlokForm
from pemakaman.petak.queries import petak as queries
from pemakaman.petak.routes.dasar import bp
from pemakaman.petak.services import blok as services
from pemakaman.web import redirect_with, requires, show_page


@bp.get("/makam/<uuid:makam_id>/blok")
@requires(Izin.MAKAM_LIHAT)
def blocks(makam_id: UUID) -> ResponseReturnValue:
    """Every block with its plots by state, and the sum of the cemetery."""
    actor = current_actor()
    with reading() as session:
        makam = get_makam(session, makam_id, actor=actor)
        rows = queries.count_by_blok(session, makam_id)
        kelola = actor.may(Izin.PETAK_KELOLA) and queries.may_record(session, makam_id, actor=actor)
    semua = queries.total([isi for _, isi in rows])
    return show_page("petak/blok.html", makam=makam, rows=rows, semua=semua, kelola=kelola)


@bp.route("/makam/<uuid:makam_id>/blok/baru", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def add_block(makam_id: UUID) -> ResponseReturnValue:
    """Add a block."""
    actor, form = current_actor(), BlokForm()
    with reading() as session:
        makam = get_makam(session, makam_id, actor=actor)
        queries.check_recording(session, makam_id, actor=actor)
    values: dict[str, Any] = {"makam": makam, "blok": None}
    if not form.validate_on_submit():
        return _form_page(form, **values)
    try:
        with transaction() as session:
            blok = services.create_blok(session, makam_id, _isian(form), actor=actor)
    except Invalid as error:
        form.put_errors(error.galat)
        return _form_page(form, **values)
    return redirect_with(f"Blok {blok.nama} ditambahkan. Sekarang buat petaknya.", "petak.add_plots", blok_id=blok.id)


@bp.route("/blok/<uuid:blok_id>/ubah", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def edit_block(blok_id: UUID) -> ResponseReturnValue:
    """Change a block's name, group or note."""
    actor = current_actor()
    with reading() as session:
        blok = queries.get_blok(session, blok_id, actor=actor)
        makam = get_makam(session, blok.makam_id, actor=actor)
        queries.check_recording(session, makam.id, actor=actor)
    form = BlokForm(obj=blok)
    values: dict[str, Any] = {"makam": makam, "blok": blok}
    if not form.validate_on_submit():
        return _form_page(form, **values)
    try:
        with transaction() as session:
            services.update_blok(session, blok_id, _isian(form), versi=form.versi.data or 0, actor=actor)
    except Invalid as error:
        form.put_errors(error.galat)
        return _form_page(form, **values)
    return redirect_with("Perubahan tersimpan.", "petak.plan", blok_id=blok_id)


@bp.post("/blok/<uuid:blok_id>/hapus")
@requires(Izin.PETAK_KELOLA)
def remove_block(blok_id: UUID) -> ResponseReturnValue:
    """Take an empty block away."""
    try:
        with transaction() as session:
            makam_id = services.delete_blok(session, blok_id, actor=current_actor())
    except Conflict as error:
        return redirect_with(error.pesan, "petak.plan", kategori="peringatan", blok_id=blok_id)
    return redirect_with("Blok dihapus.", "petak.blocks", makam_id=makam_id)


def _isian(form: BlokForm) -> dict[str, Any]:
    return {name: form[name].data for name in services.ISIAN}


def _form_page(form: BlokForm, **values: Any) -> ResponseReturnValue:
    return show_page("petak/blok_ubah.html", 422 if form.errors else 200, form=form, **values)
