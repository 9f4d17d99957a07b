"""The page on which a family follows its report: no sign-in, no cookie, nothing kept by anybody on the way."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.sessions import client_address
from pemakaman.db import transaction
from pemakaman.errors import TooMany
from pemakaman.lacak import queries, rules, services
from pemakaman.lacak.forms import LacakForm
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.nilai.inisial import initials
from pemakaman.nilai.nomor_acak import read_nomor
from pemakaman.web import public, show_page

bp = Blueprint("lacak", __name__)


@bp.get("/lacak")
@public
def look() -> ResponseReturnValue:
    """Ask for number and date; the link of the receipt brings the number."""
    nomor = read_nomor(request.args.get("n", "")[:60]) or ""
    return show_page("lacak/cari.html", form=LacakForm(formdata=None, data={"nomor": nomor}), pesan="")


@bp.post("/lacak")
@public
def find() -> ResponseReturnValue:
    """Show the step and what is missing; wrong number and wrong date get one answer.

    Answers at once instead of redirecting: there is no session to carry number and date, and an address must not.
    """
    form = LacakForm()
    nomor = read_nomor(form.nomor.data or "")
    if not form.validate() or nomor is None:
        return show_page("lacak/cari.html", 422, form=form, pesan="")
    try:
        with transaction() as session:
            laporan = services.look_up(session, nomor, form.tanggal.data, alamat=client_address())
            if laporan is not None:
                return _show(session, laporan, nomor)
    except TooMany as refusal:
        return show_page("lacak/cari.html", 429, form=form, pesan=refusal.pesan)
    return show_page("lacak/cari.html", 422, form=form, pesan=rules.TIDAK_COCOK)


def _show(session: Session, laporan: Laporan, nomor: str) -> Response:
    own, heir = Status(laporan.status), queries.find_heir(session, laporan)
    status = Status(heir.status)
    sebelum = Status(heir.status_sebelum) if heir.status_sebelum else None
    return show_page(
        "lacak/lihat.html",
        nomor=nomor,
        inisial=initials(laporan.nama),
        tanggal_makam=laporan.dimakamkan_tanggal,
        keadaan=rules.state_of(own, laporan.kasus),
        penerus=rules.state_of(status, heir.kasus) if heir is not laporan else None,
        langkah=rules.steps_of(status, sebelum),
        kurang=queries.find_missing(session, heir),
        kontak=queries.get_contact(session, heir),
        di_meja=status in rules.ON_DESK,
        diajukan=heir.diajukan_pada,
        di_makam=status in rules.AT_CEMETERY,
    )


@bp.after_request
def _keep_private(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
