"""An ordered package on its way, and the password of a made one."""

from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.pemilih import kalender, serah
from pemakaman.pemilih.routes.dasar import STATUS_PESANAN, bp
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names

WORKING = ("antre", "berjalan")


@bp.get("/paket/pesanan/<uuid:pesanan_id>")
@requires(Izin.PAKET_BUAT)
def show_pesanan(pesanan_id: UUID) -> ResponseReturnValue:
    """How far a package is; the page asks again by itself and ends at the package."""
    with reading() as session:
        pesanan = serah.get_pesanan(session, pesanan_id, actor=current_actor())
        names = full_names(session, pesanan.wilayah_kode)
    if pesanan.paket_id is not None:
        return redirect(url_for("pemilih.show_paket", paket_id=pesanan.paket_id), 303)
    page = show_page("pemilih/paket_pesanan.html", pesanan=pesanan, nama=names, status_pesanan=STATUS_PESANAN)
    if pesanan.status in WORKING:
        page.headers["Refresh"] = "3"
    return page


@bp.post("/paket/pesanan/<uuid:pesanan_id>/ulang")
@requires(Izin.PAKET_BUAT)
def retry_pesanan(pesanan_id: UUID) -> ResponseReturnValue:
    """Try a failed one again."""
    with transaction() as session:
        serah.retry_pesanan(session, pesanan_id, actor=current_actor())
    return redirect_with("Paket dibuat lagi.", "pemilih.show_pesanan", pesanan_id=pesanan_id)


@bp.post("/paket/<uuid:paket_id>/sandi")
@requires(Izin.PAKET_BUAT)
def password(paket_id: UUID) -> ResponseReturnValue:
    """The password, to be told to KPU by another way; asked for by a button, because each look is in the trail."""
    with transaction() as session:
        paket, sandi = serah.show_password(session, paket_id, actor=current_actor())
    page = show_page("pemilih/paket_sandi.html", paket=paket, sandi=sandi)
    page.headers["Cache-Control"] = "no-store"
    return page


@bp.get("/paket/kalender")
@requires(Izin.PAKET_UNDUH)
def calendar() -> ResponseReturnValue:
    """The quarters of this year and the last."""
    return _calendar()


@bp.get("/pemilih/kalender")
@requires(Izin.PEMILIH_LIHAT)
def calendar_of_office() -> ResponseReturnValue:
    """The same page for who sees voter lists and no packages, as the province does."""
    return _calendar()


def _calendar() -> ResponseReturnValue:
    actor = current_actor()
    with reading() as session:
        found = kalender.get_kalender(session, actor=actor)
    return show_page("pemilih/kalender.html", kalender=found, melihat_paket=actor.may(Izin.PAKET_UNDUH))
