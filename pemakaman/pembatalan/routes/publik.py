"""The door without a sign-in. Its answer is the same whether or not a report was found, in words and in time."""

from time import monotonic, sleep

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pemakaman.akun import throttle
from pemakaman.akun.sessions import client_address
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, TooMany
from pemakaman.pembatalan import rules, services
from pemakaman.pembatalan.forms import PublikForm, StatusForm
from pemakaman.pembatalan.queries import find_status
from pemakaman.pembatalan.routes.dasar import aduan_values, bp
from pemakaman.pembatalan.rules import LAPOR_PALING, SEMENTARA, STATUS_PALING, StatusKasus, public_step
from pemakaman.web import public, show_page

NOMOR = "nomor_kasus"
TERLALU_SERING = "Dari jaringan ini sudah terlalu banyak laporan. Datang ke Disdukcapil, atau coba lagi nanti."
TERLALU_TANYA = "Dari jaringan ini sudah terlalu sering ditanyakan."
TIDAK_ADA = "Nomor kasus ini tidak ditemukan. Periksa lagi huruf dan angkanya."


@bp.route("/masih-hidup", methods=["GET", "POST"])
@public
def raise_public() -> ResponseReturnValue:
    """Tell that somebody recorded as dead is alive."""
    begun, form = monotonic(), PublikForm()
    if request.method != "POST" or form.kab.asks_more:
        return _show(form)
    if not form.validate():
        return _show(form, 422)
    try:
        nomor = _raise(form)
    except Invalid as error:
        form.form_errors += form.put_errors(error.galat)
        return _show(form, 422)
    except TooMany as error:
        return _show(form, 429, pesan=error.pesan)
    session[NOMOR] = nomor
    _even_out(begun)
    return redirect(url_for("pembatalan.raised"), 303)


def _raise(form: PublikForm) -> str:
    kunci = throttle.address_key("masih-hidup", client_address())
    with transaction() as database:
        throttle.check_rate(database, kunci, allowed=LAPOR_PALING, window=SEMENTARA, pesan=TERLALU_SERING)
        throttle.count_try(database, kunci)
        aduan = services.Aduan(kab_kode=form.kab.data, **aduan_values(form))
        return services.raise_public(database, aduan).nomor


def _even_out(begun: float) -> None:
    """Freezing takes a little longer than finding nothing; nobody may read that off the clock."""
    sleep(max(0.0, rules.JEDA_SAMA - (monotonic() - begun)))


def _show(form: PublikForm, status: int = 200, pesan: str = "") -> ResponseReturnValue:
    with reading() as database:
        form.kab.load(database)
    return show_page("pembatalan/publik.html", status, form=form, pesan=pesan)


@bp.get("/masih-hidup/terkirim")
@public
def raised() -> ResponseReturnValue:
    """The case number, and what happens next; also for an account that sees no cases."""
    nomor = session.get(NOMOR)
    if nomor is None:
        return redirect(url_for("pembatalan.raise_public"), 303)
    return show_page("pembatalan/terkirim.html", nomor=nomor)


@bp.route("/masih-hidup/status", methods=["GET", "POST"])
@public
def status() -> ResponseReturnValue:
    """The step of a case, and nothing else."""
    form, langkah, kode = StatusForm(), None, 200
    if request.method == "POST":
        kode = 422
        if form.validate():
            try:
                langkah = _find_step(form.baca())
            except TooMany as error:
                form.nomor.add_error(error.pesan)
                kode = error.status
            else:
                kode = 200 if langkah else 422
                if langkah is None:
                    form.nomor.add_error(TIDAK_ADA)
    return show_page("pembatalan/status.html", kode, form=form, langkah=langkah)


def _find_step(nomor: str | None) -> str | None:
    kunci = throttle.address_key("masih-hidup-status", client_address())
    with transaction() as database:
        throttle.check_rate(database, kunci, allowed=STATUS_PALING, window=SEMENTARA, pesan=TERLALU_TANYA)
        throttle.count_try(database, kunci)
        found = find_status(database, nomor) if nomor else None
    return None if found is None else public_step(StatusKasus(found))
