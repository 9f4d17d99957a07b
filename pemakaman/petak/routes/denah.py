"""The plan of a block: drawn, as a table beneath, and several plots changed at once."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.makam.queries import get_makam
from pemakaman.petak.denah import draw
from pemakaman.petak.forms.petak import MassalForm
from pemakaman.petak.queries import petak as queries
from pemakaman.petak.routes.dasar import bp
from pemakaman.petak.rules import size_warning
from pemakaman.petak.services import petak as services
from pemakaman.web import redirect_with, requires, show_page


@bp.get("/blok/<uuid:blok_id>")
@requires(Izin.MAKAM_LIHAT)
def plan(blok_id: UUID) -> ResponseReturnValue:
    """The block as a sheet and as a table."""
    return _show(blok_id, MassalForm(formdata=None))


@bp.post("/blok/<uuid:blok_id>/petak")
@requires(Izin.PETAK_KELOLA)
def change_many(blok_id: UUID) -> ResponseReturnValue:
    """Change the ticked plots alike."""
    actor, form = current_actor(), MassalForm()
    mulai = _start()
    with reading() as session:
        queries.get_blok(session, blok_id, actor=actor)
        rows = queries.list_petak(session, blok_id, mulai=mulai)
    form.petak.choices = [(str(row.id), row.nomor) for row in rows]
    if not form.validate():
        return _show(blok_id, form, 422)
    isian = {name: form[name].data for name in services.MASSAL}
    try:
        with transaction() as session:
            ids = [UUID(one) for one in form.petak.data]
            count = services.update_many(session, blok_id, ids, isian, actor=actor)
    except Invalid as error:
        return _show(blok_id, form, 422, galat_lain=form.put_errors(error.galat))
    warning = size_warning(isian["jenis"] or "tunggal", isian["panjang_cm"], isian["lebar_cm"])
    pesan = f"{count} petak diubah. {warning or ''}".strip()
    kategori = "peringatan" if warning else "sukses"
    return redirect_with(pesan, "petak.plan", kategori=kategori, blok_id=blok_id, mulai=mulai or None)


def _start() -> int:
    return min(max(request.values.get("mulai", 0, type=int), 0), 1_000_000)


def _show(
    blok_id: UUID, form: MassalForm, status: int = 200, *, galat_lain: list[str] | None = None
) -> ResponseReturnValue:
    actor, mulai = current_actor(), _start()
    with reading() as session:
        blok = queries.get_blok(session, blok_id, actor=actor)
        makam = get_makam(session, blok.makam_id, actor=actor)
        rows = queries.list_petak(session, blok_id, mulai=mulai)
        isi = next(isi for one, isi in queries.count_by_blok(session, makam.id) if one.id == blok_id)
        kelola = actor.may(Izin.PETAK_KELOLA) and queries.may_record(session, makam.id, actor=actor)
    return show_page(
        "petak/denah.html",
        status,
        blok=blok,
        makam=makam,
        rows=rows,
        isi=isi,
        denah=draw(rows),
        mulai=mulai,
        lembar=queries.PER_HALAMAN,
        form=form,
        kelola=kelola,
        galat_lain=galat_lain or [],
    )
