"""HTTP of the trail, for auditors. This folder lies below `akun`, so it knows the account only as a `Pelaku`."""

import re
from typing import cast

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pemakaman.db import now, reading, transaction
from pemakaman.jejak import queries
from pemakaman.jejak.ekspor import to_csv
from pemakaman.jejak.forms import FilterForm, NikForm, ReadFilterForm
from pemakaman.jejak.queries import Baris, Saring
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import fingerprint, record, record_read
from pemakaman.tabel import CSV
from pemakaman.unduh import attachment
from pemakaman.web import Page, requires, show_page

bp = Blueprint("jejak", __name__)
READ_TRAIL = "jejak:baca"
SIDIK = re.compile(r"[0-9a-f]{64}")


def _actor() -> Pelaku:
    return cast(Pelaku, current_user.actor)


@bp.get("/jejak")
@requires(READ_TRAIL)
def list_() -> ResponseReturnValue:
    """What was changed, by whom, when."""
    form = FilterForm(formdata=request.args)
    right = form.validate()
    with reading() as session:
        rows = queries.list_jejak(session, _changes_filter(form), actor=_actor(), sesudah=_sesudah()) if right else []
    status = 200 if right else 422
    return show_page("jejak/daftar.html", status, form=form, page=_page(rows), kueri=_query())


@bp.get("/jejak/baca")
@requires(READ_TRAIL)
def reads() -> ResponseReturnValue:
    """Who opened or searched whom."""
    return _show_reads(NikForm(formdata=None))


def _show_reads(nik_form: NikForm, status: int = 200) -> Response:
    form, sidik = ReadFilterForm(formdata=request.args), request.args.get("sidik", "")
    sidik = sidik if SIDIK.fullmatch(sidik) else ""
    right = form.validate()
    with reading() as session:
        saring = Saring(form.dari.data, form.sampai.data, form.pelaku.data, "", form.objek_id.data, sidik)
        rows = queries.list_baca(session, saring, actor=_actor(), sesudah=_sesudah()) if right else []
    values = {"form": form, "nik_form": nik_form, "page": _page(rows), "sidik": sidik}
    return show_page("jejak/baca.html", status if right else 422, **values)


@bp.post("/jejak/baca/nik")
@requires(READ_TRAIL)
def search_nik() -> ResponseReturnValue:
    """Who looked for a NIK: it becomes its fingerprint here, and only that goes into the address."""
    form = NikForm()
    if not form.validate():
        return _show_reads(form, 422)
    with transaction() as session:
        record_read(session, "jejak.cari_nik", actor=_actor(), rahasia=form.nik.data)
    return redirect(url_for("jejak.reads", sidik=fingerprint(form.nik.data)), 303)


@bp.post("/jejak/ekspor")
@requires(READ_TRAIL)
def export() -> ResponseReturnValue:
    """The narrowed trail as CSV; that it was taken is itself recorded."""
    form = FilterForm(formdata=request.args)
    if not form.validate():
        return show_page("jejak/daftar.html", 422, form=form, page=_page([]), kueri=_query())
    actor = _actor()
    with transaction() as session:
        saring = _changes_filter(form)
        rows = queries.list_jejak(session, saring, actor=actor, batas=queries.LARGEST_EXPORT)
        rincian = {**_query(), "baris": len(rows)}
        record(session, "jejak.diekspor", "jejak", actor.id, actor=actor, rincian=rincian)
    return attachment(to_csv(rows), CSV, f"jejak-{now():%Y%m%d-%H%M}.csv")


def _changes_filter(form: FilterForm) -> Saring:
    return Saring(form.dari.data, form.sampai.data, form.pelaku.data, form.peristiwa.data, form.objek_id.data)


def _sesudah() -> int | None:
    text = request.args.get("sesudah", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _query() -> dict[str, str]:
    """The filters of this page and nothing else that may stand in its address."""
    known = set(FilterForm(formdata=None).data)
    return {name: value for name, value in request.args.items() if name.partition("-")[0] in known}


def _page(rows: list[Baris]) -> Page[Baris]:
    shown = rows[: queries.PER_PAGE]
    return Page(shown, str(shown[-1].id) if len(rows) > queries.PER_PAGE else None)
