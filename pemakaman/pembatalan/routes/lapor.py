"""The alarm of an account: at a report's own page, or in words where the role sees no reports."""

from uuid import UUID

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.services import record_read
from pemakaman.laporan.queries import get_laporan
from pemakaman.pembatalan import services
from pemakaman.pembatalan.forms import AduanForm, LaporanHidupForm
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.routes.dasar import aduan_values, bp
from pemakaman.pembatalan.routes.publik import NOMOR
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names

DIBEKUKAN = "Laporan dibekukan sekarang juga. Nomor kasus: {nomor}."


@bp.route("/masih-hidup/lapor", methods=["GET", "POST"])
@requires(Izin.HIDUP_LAPOR)
def raise_by_account() -> ResponseReturnValue:
    """Describe who is alive."""
    actor, form = current_actor(), AduanForm()
    form.kab.akar = None if actor.kab_kode else actor.wilayah_kode or None
    if actor.kab_kode:
        form.kab.validators = ()
    if request.method != "POST" or form.kab.asks_more:
        return _show(form, actor)
    if not form.validate():
        return _show(form, actor, 422)
    try:
        with transaction() as database:
            aduan = services.Aduan(kab_kode=actor.kab_kode or form.kab.data, **aduan_values(form))
            kasus = services.raise_by_account(database, aduan, actor=actor)
    except Invalid as error:
        form.form_errors += form.put_errors(error.galat)
        return _show(form, actor, 422)
    return _after(kasus, actor)


def _after(kasus: KasusHidup, actor: Actor) -> ResponseReturnValue:
    """Who sees cases goes to the case; everybody else reads what a stranger reads."""
    if actor.may(Izin.HIDUP_LIHAT) and (kasus.kab_kode == actor.kab_kode or actor.kab_kode is None):
        pesan = "Kasus dicatat." if kasus.laporan_id is None else DIBEKUKAN.format(nomor=kasus.nomor)
        return redirect_with(pesan, "pembatalan.show", kasus_id=kasus.id)
    session[NOMOR] = kasus.nomor
    return redirect(url_for("pembatalan.raised"), 303)


def _show(form: AduanForm, actor: Actor, status: int = 200) -> ResponseReturnValue:
    with reading() as database:
        form.kab.load(database)
        names = full_names(database, actor.kab_kode)
    return show_page("pembatalan/lapor.html", status, form=form, kab=names["kab_kota"])


@bp.route("/laporan/<uuid:laporan_id>/masih-hidup", methods=["GET", "POST"])
@requires(Izin.HIDUP_LAPOR)
def raise_for_laporan(laporan_id: UUID) -> ResponseReturnValue:
    """The alarm about one report."""
    actor, form = current_actor(), LaporanHidupForm()
    with transaction() as database:
        laporan = get_laporan(database, laporan_id, actor=actor)
        record_read(database, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
    if form.validate_on_submit():
        with transaction() as database:
            kasus = services.raise_for_laporan(database, laporan_id, keterangan=form.keterangan.data or "", actor=actor)
        if actor.may(Izin.HIDUP_LIHAT):
            return _after(kasus, actor)
        return redirect_with(DIBEKUKAN.format(nomor=kasus.nomor), "laporan.show", laporan_id=laporan_id)
    status = 422 if form.is_submitted() else 200
    return show_page("pembatalan/lapor_satu.html", status, form=form, laporan=laporan)
