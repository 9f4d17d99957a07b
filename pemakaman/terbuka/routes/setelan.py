"""A province decides whether its figures are open."""

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman import menu
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.pantau.routes.dasar import posted_versi
from pemakaman.terbuka.forms import SetelanForm
from pemakaman.terbuka.queries import settings_of
from pemakaman.terbuka.routes.dasar import bp
from pemakaman.terbuka.services import ISIAN, save_settings
from pemakaman.web import redirect_with, requires, show_page


@bp.route("/setelan/angka-terbuka", methods=["GET", "POST"])
@requires(Izin.ACUAN_ATUR)
def settings() -> ResponseReturnValue:
    """Publish or not, licence, and who answers."""
    actor = current_actor()
    with reading() as session:
        setelan = settings_of(session, actor.wilayah_kode)
    stored = {name: getattr(setelan, name) for name in ISIAN}
    form = SetelanForm() if request.method == "POST" else SetelanForm(formdata=None, data=stored)
    versi = request.form.get("versi", str(setelan.versi))
    if form.validate_on_submit():
        with transaction() as session:
            save_settings(session, form.isian(), versi=posted_versi(), actor=actor)
        menu.forget_public()
        return redirect_with("Setelan angka terbuka disimpan.", "terbuka.settings")
    status = 422 if form.errors else 200
    return show_page("terbuka/setelan.html", status, form=form, versi=versi, setelan=setelan)
