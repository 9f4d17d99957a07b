"""Templates of letters: list, wording with preview, versions."""

from uuid import UUID

from flask import Response, make_response, request, url_for
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import bingkai
from pemakaman.berkas.queries import settings_of
from pemakaman.berkas.rules import read_versi
from pemakaman.berkas.services.pratinjau import order_preview
from pemakaman.berkas.setelan import to_json
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, NotFound
from pemakaman.surat import awal, queries, services
from pemakaman.surat.forms import TemplatForm
from pemakaman.surat.routes.dasar import bp
from pemakaman.surat.rules import RUAS
from pemakaman.web import redirect_with, requires, show_page, wants_json

FRAME = "surat.templat_frame"


@bp.get("/surat/templat")
@requires(Izin.SURAT_ATUR)
def list_templat() -> ResponseReturnValue:
    """The letters of the own office."""
    with reading() as session:
        return show_page("surat/daftar_templat.html", templat=queries.list_templat(session, actor=current_actor()))


@bp.route("/surat/templat/baru", methods=["GET", "POST"])
@requires(Izin.SURAT_ATUR)
def new_templat() -> ResponseReturnValue:
    """A new letter; the page starts with a wording that may be changed."""
    form = (
        TemplatForm()
        if request.method == "POST"
        else TemplatForm(formdata=None, data={"judul": awal.JUDUL, "isi": awal.ISI})
    )
    if form.validate_on_submit():
        with transaction() as session:
            made = services.save_templat(session, None, form.judul.data, form.isi.data, versi=0, actor=current_actor())
        return redirect_with("Templat surat disimpan.", "surat.edit_templat", seri=made.seri)
    return show_page(
        "surat/templat.html", 422 if form.errors else 200, form=form, templat=None, versi=0, bentrok="", ruas=RUAS
    )


@bp.route("/surat/templat/<uuid:seri>", methods=["GET", "POST"])
@requires(Izin.SURAT_ATUR)
def edit_templat(seri: UUID) -> ResponseReturnValue:
    """The wording of a letter; saving makes a new version."""
    actor, bentrok = current_actor(), ""
    with reading() as session:
        templat = queries.get_templat(session, seri, actor=actor)
    form = TemplatForm() if request.method == "POST" else TemplatForm(formdata=None, obj=templat)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                typed = read_versi(request.form.get("versi", ""))
                services.save_templat(session, seri, form.judul.data, form.isi.data, versi=typed, actor=actor)
            return redirect_with("Templat surat disimpan sebagai versi baru.", "surat.edit_templat", seri=seri)
        except Conflict as error:
            bentrok = error.pesan
    status = 409 if bentrok else 422 if form.errors else 200
    versi = templat.versi if bentrok or request.method == "GET" else read_versi(request.form.get("versi", ""))
    return show_page("surat/templat.html", status, form=form, templat=templat, versi=versi, bentrok=bentrok, ruas=RUAS)


@bp.post("/surat/templat/<uuid:seri>/pakai")
@requires(Izin.SURAT_ATUR)
def switch_templat(seri: UUID) -> ResponseReturnValue:
    """Offer a letter to the office, or no longer."""
    dipakai = request.form.get("dipakai") == "1"
    with transaction() as session:
        versi = read_versi(request.form.get("versi", ""))
        services.switch_templat(session, seri, dipakai=dipakai, versi=versi, actor=current_actor())
    return redirect_with("Templat dipakai lagi." if dipakai else "Templat tidak dipakai lagi.", "surat.list_templat")


@bp.get("/surat/templat/<uuid:seri>/riwayat")
@requires(Izin.SURAT_ATUR)
def templat_history(seri: UUID) -> ResponseReturnValue:
    """All versions with their wording."""
    with reading() as session:
        versi = queries.list_versions(session, seri, actor=current_actor())
    return show_page("surat/riwayat_templat.html", versi=versi)


@bp.post("/surat/templat/<uuid:seri>/versi/<int:nomor>/pakai")
@requires(Izin.SURAT_ATUR)
def use_version_again(seri: UUID, nomor: int) -> ResponseReturnValue:
    """A new version with the wording of an old one."""
    actor = current_actor()
    with transaction() as session:
        rows = [row for row, _ in queries.list_versions(session, seri, actor=actor) if row.versi == nomor]
        if not rows:
            raise NotFound("Versi templat ini tidak ada.")
        typed = read_versi(request.form.get("versi", ""))
        services.save_templat(session, seri, rows[0].judul, rows[0].isi, versi=typed, actor=actor)
    return redirect_with(f"Templat versi {nomor} dipakai lagi.", "surat.edit_templat", seri=seri)


@bp.get("/surat/templat/pratinjau")
@requires(Izin.SURAT_ATUR)
def no_preview() -> ResponseReturnValue:
    """The frame before anything was ordered."""
    return bingkai.may_be_framed(show_page("berkas/pratinjau.html", pratinjau=None, dasar="", galat=()))


@bp.post("/surat/templat/pratinjau")
@requires(Izin.SURAT_ATUR)
def preview_templat() -> ResponseReturnValue:
    """Order the letter as the page stands, with sample data."""
    actor, form = current_actor(), TemplatForm()
    if not form.validate():
        return bingkai.show_refusal([pesan for field in form for pesan in field.errors])
    with transaction() as session:
        _, setelan = settings_of(session, actor.kab_kode or "")
        isi = {"judul": form.judul.data, "isi": form.isi.data, "setelan": to_json(setelan), "logo": setelan.logo}
        row = order_preview(session, "surat", isi, actor=actor)
    url = url_for(FRAME, pratinjau_id=row.id)
    return make_response({"url": url}) if wants_json() else Response(status=303, headers={"Location": url})


@bp.get("/surat/templat/pratinjau/<uuid:pratinjau_id>")
@requires(Izin.SURAT_ATUR)
def templat_frame(pratinjau_id: UUID) -> ResponseReturnValue:
    """The preview inside the page."""
    return bingkai.show_frame(pratinjau_id, "surat", dasar=FRAME, actor=current_actor())


@bp.get("/surat/templat/pratinjau/<uuid:pratinjau_id>/<int:halaman>.png")
@requires(Izin.SURAT_ATUR)
def templat_frame_page(pratinjau_id: UUID, halaman: int) -> ResponseReturnValue:
    """One page as a picture."""
    return bingkai.send_page(pratinjau_id, "surat", halaman, actor=current_actor())


@bp.get("/surat/templat/pratinjau/<uuid:pratinjau_id>/contoh.pdf")
@requires(Izin.SURAT_ATUR)
def templat_frame_pdf(pratinjau_id: UUID) -> ResponseReturnValue:
    """The test print."""
    return bingkai.send_test_print(pratinjau_id, "surat", actor=current_actor())
