"""Elections: the list that all see, and the form of the province."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.desk.forms.atur import PemilihanForm
from pemakaman.desk.models import Pemilihan
from pemakaman.desk.queries.pemilihan import get_pemilihan, list_pemilihan, list_wilayah
from pemakaman.desk.routes.dasar import bp, posted_versi
from pemakaman.desk.rules.istilah import JENIS_PEMILIHAN_LABEL
from pemakaman.desk.rules.waktu import countdown, suket_starts
from pemakaman.desk.services.pemilihan import create_pemilihan, update_pemilihan
from pemakaman.errors import Invalid
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import children


@bp.get("/desk/pemilihan")
@requires(Izin.DESK_LIHAT)
def elections() -> ResponseReturnValue:
    """Elections that touch the account's area."""
    actor = current_actor()
    with reading() as session:
        rows = list_pemilihan(session, actor=actor)
        areas = {one.id: list_wilayah(session, one.id) for one in rows}
    today = today_in(actor.wilayah_kode)
    facts = {one.id: (countdown(one.hari_h, today), suket_starts(one.hari_h, one.hari_suket)) for one in rows}
    return show_page(
        "desk/pemilihan.html",
        pemilihan=rows,
        wilayah=areas,
        fakta=facts,
        label=JENIS_PEMILIHAN_LABEL,
        boleh_atur=actor.may(Izin.DESK_ATUR),
    )


@bp.route("/desk/pemilihan/baru", methods=["GET", "POST"])
@requires(Izin.DESK_ATUR)
def new_election() -> ResponseReturnValue:
    """Add an election."""
    first = {"hari_suket": 14, "target_rekam": 100, "target_ikd": 25, "aktif": True}
    form = PemilihanForm() if request.method == "POST" else PemilihanForm(formdata=None, data=first)
    return _handle(form, None)


@bp.route("/desk/pemilihan/<uuid:pemilihan_id>", methods=["GET", "POST"])
@requires(Izin.DESK_ATUR)
def election(pemilihan_id: UUID) -> ResponseReturnValue:
    """Change an election."""
    with reading() as session:
        pemilihan = get_pemilihan(session, pemilihan_id, actor=current_actor())
        areas = [kode for kode, _ in list_wilayah(session, pemilihan_id)]
    form = PemilihanForm() if request.method == "POST" else PemilihanForm(formdata=None, data=_shown(pemilihan, areas))
    return _handle(form, pemilihan)


def _shown(pemilihan: Pemilihan, areas: list[str]) -> dict[str, Any]:
    names = ("nama", "jenis", "hari_h", "hari_suket", "target_rekam", "target_ikd", "aktif")
    found: dict[str, Any] = {name: getattr(pemilihan, name) for name in names}
    found["catatan"] = pemilihan.catatan or ""
    found["wilayah"] = [kode for kode in areas if kode.count(".") < 2]
    return found | {"kode_lain": "\n".join(kode for kode in areas if kode.count(".") >= 2)}


def _handle(form: PemilihanForm, pemilihan: Pemilihan | None) -> ResponseReturnValue:
    actor = current_actor()
    with reading() as session:
        whole = (actor.wilayah_kode, "Seluruh provinsi")
        form.wilayah.choices = [whole, *children(session, actor.wilayah_kode)]
    if not form.validate_on_submit():
        return _show(form, pemilihan, [], status=422 if form.errors else 200)
    try:
        with transaction() as session:
            if pemilihan is None:
                create_pemilihan(session, form.isian(), actor=actor)
            else:
                update_pemilihan(session, pemilihan.id, form.isian(), versi=posted_versi(), actor=actor)
    except Invalid as error:
        return _show(form, pemilihan, form.put_errors(error.galat), status=422)
    return redirect_with("Pemilihan disimpan.", "desk.elections")


def _show(form: PemilihanForm, pemilihan: Pemilihan | None, lepas: list[str], *, status: int) -> ResponseReturnValue:
    versi = request.form.get("versi") or (pemilihan.versi if pemilihan else 0)
    return show_page("desk/pemilihan_isi.html", status, form=form, pemilihan=pemilihan, lepas=lepas, versi=versi)
