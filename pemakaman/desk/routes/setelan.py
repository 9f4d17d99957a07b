"""Settings of the desk: what holds for the province and where a kab/kota has its own."""

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin, is_within
from pemakaman.db import reading, transaction
from pemakaman.desk.forms.atur import SetelanForm, shown_limits
from pemakaman.desk.queries.lingkup import list_kab
from pemakaman.desk.queries.setelan import find_setelan, setelan_of
from pemakaman.desk.routes.dasar import bp, posted_versi
from pemakaman.desk.services.setelan import save_setelan
from pemakaman.errors import Invalid, NotFound
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import get_wilayah


@bp.get("/desk/setelan")
@requires(Izin.DESK_ATUR)
def settings() -> ResponseReturnValue:
    """What holds where."""
    actor = current_actor()
    with reading() as session:
        province = get_wilayah(session, actor.wilayah_kode)
        places = [(province.kode, province.nama), *list_kab(session, actor=actor)]
        rows = [(kode, nama, setelan_of(session, kode), find_setelan(session, kode)) for kode, nama in places]
    return show_page("desk/setelan.html", baris=rows)


@bp.route("/desk/setelan/<desk_kab>", methods=["GET", "POST"])
@requires(Izin.DESK_ATUR)
def setting(desk_kab: str) -> ResponseReturnValue:
    """Settings of the province or of one kab/kota."""
    actor = current_actor()
    if not is_within(desk_kab, actor.wilayah_kode):
        raise NotFound()
    with reading() as session:
        place = get_wilayah(session, desk_kab)
        own, kept = find_setelan(session, desk_kab), setelan_of(session, desk_kab)
    if place.tingkat > 2:
        raise NotFound()
    data = {"alarm_hari": kept.alarm_hari, "jam_tenggat": kept.jam_tenggat, **shown_limits(kept.batas)}
    form = SetelanForm() if request.method == "POST" else SetelanForm(formdata=None, data=data)
    versi = request.form.get("versi") or (own.versi if own else 0)
    lepas: list[str] = []
    if form.validate_on_submit():
        said = {"alarm_hari": form.alarm_hari.data, "jam_tenggat": form.jam_tenggat.data, "batas": form.batas()}
        try:
            with transaction() as session:
                save_setelan(session, desk_kab, **said, versi=posted_versi(), actor=actor)
            return redirect_with(f"Setelan {place.nama} disimpan.", "desk.settings")
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    status = 422 if form.errors or lepas else 200
    return show_page("desk/setelan_isi.html", status, form=form, tempat=place, versi=versi, lepas=lepas)
