"""The settings page of a kab/kota's documents."""

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import queries, services
from pemakaman.berkas.forms import SettingsForm
from pemakaman.berkas.routes.dasar import bp
from pemakaman.berkas.rules import read_versi
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict
from pemakaman.web import redirect_with, requires, show_page


@bp.route("/setelan/berkas", methods=["GET", "POST"])
@requires(Izin.BERKAS_ATUR)
def settings() -> ResponseReturnValue:
    """Form version, paper, letterhead of the own kab/kota."""
    actor = current_actor()
    kab = actor.kab_kode or ""
    with reading() as session:
        row, setelan = queries.settings_of(session, kab)
    form = SettingsForm()
    if request.method == "GET":
        form = SettingsForm(
            data={
                "formulir": setelan.formulir[-1][1].value,
                "kertas": setelan.kertas,
                "kotak_nama": str(setelan.kotak_nama),
                "kop": "\n".join(setelan.kop),
                "tempat_tanda_tangan": setelan.tempat_tanda_tangan,
                "pejabat_jabatan": setelan.mengetahui.jabatan,
                "pejabat_nama": setelan.mengetahui.nama or "",
            }
        )
    versi = request.form.get("versi", str(row.versi if row else 0))
    bentrok = ""
    if form.validate_on_submit():
        try:
            with transaction() as session:
                services.save_settings(session, kab, form.setelan(setelan), versi=read_versi(versi), actor=actor)
            return redirect_with("Setelan berkas disimpan. Berlaku untuk berkas berikutnya.", "berkas.settings")
        except Conflict as error:
            bentrok = error.pesan
    status = 409 if bentrok else 422 if form.errors else 200
    return show_page("berkas/setelan.html", status, form=form, versi=versi, bentrok=bentrok)
