"""Settings of the monthly report."""

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.pantau.forms import SetelanForm
from pemakaman.pantau.models import SetelanBulanan
from pemakaman.pantau.queries.bulanan import check_region, settings_of
from pemakaman.pantau.routes.dasar import bp, posted_versi
from pemakaman.pantau.rules.bulan import Tingkat, tingkat_of
from pemakaman.pantau.services.setelan import save_settings
from pemakaman.web import redirect_with, requires, show_page


@bp.route("/bulanan/setelan", methods=["GET", "POST"])
@requires(Izin.BULANAN_BUAT)
def monthly_settings() -> ResponseReturnValue:
    """Deadlines, letterhead and signature of the own office."""
    actor = current_actor()
    with reading() as session:
        check_region(session, actor.wilayah_kode, actor=actor)
        setelan = settings_of(session, actor.wilayah_kode)
    is_kab = tingkat_of(actor.wilayah_kode) is Tingkat.KAB
    form = SetelanForm() if request.method == "POST" else SetelanForm(formdata=None, data=_shown(setelan))
    if not is_kab:
        del form.hari_ingat
    versi = request.form.get("versi", str(setelan.versi or 0))
    if form.validate_on_submit():
        with transaction() as session:
            save_settings(session, form.isian(), versi=posted_versi(), actor=actor)
        return redirect_with("Setelan laporan bulanan disimpan.", "pantau.monthly_settings")
    return show_page("pantau/setelan.html", 422 if form.errors else 200, form=form, versi=versi, is_kab=is_kab)


def _shown(setelan: SetelanBulanan) -> dict[str, object]:
    names = ("hari_lapor", "hari_ingat", "tujuan", "tempat", "jabatan", "nama_pejabat", "nip")
    return {name: getattr(setelan, name) or "" for name in names} | {"kop": "\n".join(map(str, setelan.kop))}
