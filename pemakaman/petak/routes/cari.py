"""HTTP of the public search of graves, of the family's objection, and what crawlers are told."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.akun.sessions import client_address
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, TooMany
from pemakaman.jejak.services import record_read
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.routes.dasar import called
from pemakaman.petak.forms.cari import CariMakamForm, KeberatanForm
from pemakaman.petak.queries.cari import Hasil, list_kab
from pemakaman.petak.routes.dasar import bp
from pemakaman.petak.rules_cari import Tanya
from pemakaman.petak.services import cari as services
from pemakaman.web import public, redirect_with, requires, show_page

ROBOTS = "User-agent: *\nDisallow: /cari-makam\nDisallow: /lacak\n"


@bp.get("/cari-makam")
@public
def search_public() -> ResponseReturnValue:
    """Ask for a name."""
    form = CariMakamForm(formdata=None)
    return _show(form, _load(form))


@bp.post("/cari-makam")
@public
def find_public() -> ResponseReturnValue:
    """Show what was found. The answer has no address of its own, so that nothing can list it."""
    form = CariMakamForm()
    kab = _load(form)
    if not kab or not form.validate():
        return _show(form, kab, 422)
    tanya = Tanya(form.nama.data, form.tahun.data, form.makam.data or "", form.kab_kode.data or "")
    try:
        with transaction() as session:
            hasil = services.search_public(session, tanya, alamat=client_address())
    except TooMany as refusal:
        return _show(form, kab, 429, pesan=refusal.pesan)
    return _show(form, kab, hasil=hasil)


def _load(form: CariMakamForm) -> list[tuple[str, str]]:
    with reading() as session:
        kab = list_kab(session)
    form.kab_kode.choices = kab
    return kab


def _show(
    form: CariMakamForm,
    kab: list[tuple[str, str]],
    status: int = 200,
    *,
    hasil: Hasil | None = None,
    pesan: str = "",
) -> Response:
    response = show_page("petak/cari.html", status, form=form, kab=kab, hasil=hasil, pesan=pesan)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """Nothing about the dead is for crawlers."""
    return Response(ROBOTS, mimetype="text/plain")


@bp.route("/laporan/<uuid:laporan_id>/keberatan-cari", methods=["GET", "POST"])
@requires(Izin.LAPORAN_LIHAT)
def object_to_search(laporan_id: UUID) -> ResponseReturnValue:
    """The family does not want strangers to find this grave, or does not mind any more."""
    actor = current_actor()
    with transaction() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        record_read(session, "kubur.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
    services.require_objection(actor)
    form = KeberatanForm(data={"keberatan": "ya" if laporan.keberatan_cari else "tidak"})
    if form.validate_on_submit():
        chosen: dict[str, Any] = {"keberatan": form.keberatan.data == "ya", "keterangan": form.keterangan.data or ""}
        try:
            with transaction() as session:
                services.set_objection(session, laporan_id, actor=actor, **chosen)
            return redirect_with("Pilihan keluarga disimpan.", "petak.grave", laporan_id=laporan_id)
        except Invalid as error:
            form.put_errors(error.galat)
    status = 422 if form.errors else 200
    return show_page("petak/keberatan.html", status, form=form, laporan=laporan, sebutan=called(laporan))
