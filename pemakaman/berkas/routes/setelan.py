"""The settings of a kab/kota's documents: choices, preview, versions."""

from uuid import UUID

from flask import Response, make_response, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.berkas import bingkai, queries, services
from pemakaman.berkas.beda_setelan import changes, describe
from pemakaman.berkas.forms import SettingsForm, printable, shown_settings
from pemakaman.berkas.logo import clean_logo
from pemakaman.berkas.models import SetelanBerkas
from pemakaman.berkas.routes.dasar import bp
from pemakaman.berkas.rules import read_versi
from pemakaman.berkas.services.pratinjau import keep_logo, known_logo, order_preview
from pemakaman.berkas.setelan import Setelan, from_json, to_json
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, NotFound
from pemakaman.web import redirect_with, requires, show_page, wants_json
from pemakaman.widgets import BaseForm

FRAME = "berkas.settings_frame"
LOGO_HILANG = "Logo yang diunggah tadi sudah dihapus. Unggah sekali lagi."


def _kab(actor: Actor) -> str:
    return actor.kab_kode or ""


def _read_logo(form: SettingsForm, actor: Actor, *, is_good: bool) -> tuple[str | None, bool]:
    """(emblem, is all well): the uploaded one, the one that the page carries, or none.

    An upload is kept also when something else is wrong, so that it need not be chosen again.
    """
    carried = request.form.get("logo") or None
    if form.logo_berkas.data and not form.logo_berkas.errors:
        try:
            content = clean_logo(form.logo_berkas.data[0].read())
        except ValueError as error:
            form.logo_berkas.add_error(str(error))
            return carried, False
        with transaction() as session:
            return keep_logo(session, content, actor=actor), is_good
    if form.logo_hapus.data or carried is None:
        return None, is_good
    with reading() as session:
        if known_logo(session, carried, actor=actor) and store.SHA256.fullmatch(carried):
            return carried, is_good
    form.logo_berkas.add_error(LOGO_HILANG)
    return None, False


@bp.route("/setelan/berkas", methods=["GET", "POST"])
@requires(Izin.BERKAS_ATUR)
def settings() -> ResponseReturnValue:
    """Everything an office chooses for its papers; saving makes a new version."""
    actor = current_actor()
    with reading() as session:
        row, setelan = queries.settings_of(session, _kab(actor))
    versi = row.versi if row else 0
    if request.method == "GET":
        form = SettingsForm(formdata=None, data=shown_settings(setelan))
        return show_page("berkas/setelan.html", form=form, versi=versi, logo=setelan.logo, bentrok=None)
    form = SettingsForm()
    is_good = form.validate()
    logo, is_good = _read_logo(form, actor, is_good=is_good)
    typed = read_versi(request.form.get("versi", ""))
    if not is_good:
        return show_page("berkas/setelan.html", 422, form=form, versi=typed, logo=logo, bentrok=None)
    try:
        with transaction() as session:
            services.save_settings(session, _kab(actor), form.setelan(logo), versi=typed, actor=actor)
    except Conflict:
        beda = _changed_meanwhile(typed, setelan, actor)
        return show_page("berkas/setelan.html", 409, form=form, versi=versi, logo=logo, bentrok=beda)
    return redirect_with("Setelan berkas disimpan. Berlaku untuk berkas berikutnya.", "berkas.settings")


def _changed_meanwhile(typed: int, newest: Setelan, actor: Actor) -> list[str]:
    """What somebody else changed since the page was opened, in words."""
    with reading() as session:
        row = queries.find_version(session, _kab(actor), typed)
        base = from_json(row.isi) if row else queries.default_settings(session, _kab(actor))
    return [f"{one.label}: dari {one.lama} menjadi {one.baru}" for one in changes(base, newest)]


@bp.get("/setelan/berkas/pratinjau")
@requires(Izin.BERKAS_ATUR)
def settings_no_preview() -> ResponseReturnValue:
    """The frame before anything was ordered."""
    return bingkai.may_be_framed(show_page("berkas/pratinjau.html", pratinjau=None, dasar="", galat=()))


@bp.post("/setelan/berkas/pratinjau")
@requires(Izin.BERKAS_ATUR)
def preview_settings() -> ResponseReturnValue:
    """Order the form as the page stands, saved or not; with `nomor` as a stored version has it."""
    actor = current_actor()
    jenis = request.form.get("tampil_jenis", "")
    if jenis not in dict(printable()):
        return bingkai.show_refusal(["Pilih lembar yang ditampilkan."])
    with transaction() as session:
        found = _stored(session, actor)
    if found is None:
        form = SettingsForm()
        is_good = form.validate()
        logo, is_good = _read_logo(form, actor, is_good=is_good)
        if not is_good:
            return bingkai.show_refusal([pesan for field in form for pesan in field.errors])
        found = form.setelan(logo)
    isi = {
        "setelan": to_json(found),
        "jenis": jenis,
        "kosong": request.form.get("tampil_isi") == "kosong",
        "logo": found.logo,
    }
    with transaction() as session:
        row = order_preview(session, "setelan", isi, actor=actor)
    url = url_for(FRAME, pratinjau_id=row.id)
    return make_response({"url": url}) if wants_json() else Response(status=303, headers={"Location": url})


def _stored(session: Session, actor: Actor) -> Setelan | None:
    nomor = request.form.get("nomor")
    if nomor is None:
        return None
    row = queries.find_version(session, _kab(actor), read_versi(nomor))
    if row is None or not BaseForm().validate():
        raise NotFound()
    return from_json(row.isi)


@bp.get("/setelan/berkas/pratinjau/<uuid:pratinjau_id>")
@requires(Izin.BERKAS_ATUR)
def settings_frame(pratinjau_id: UUID) -> ResponseReturnValue:
    """The preview inside the page."""
    return bingkai.show_frame(pratinjau_id, "setelan", dasar=FRAME, actor=current_actor())


@bp.get("/setelan/berkas/pratinjau/<uuid:pratinjau_id>/<int:halaman>.png")
@requires(Izin.BERKAS_ATUR)
def settings_frame_page(pratinjau_id: UUID, halaman: int) -> ResponseReturnValue:
    """One page as a picture."""
    return bingkai.send_page(pratinjau_id, "setelan", halaman, actor=current_actor())


@bp.get("/setelan/berkas/pratinjau/<uuid:pratinjau_id>/contoh.pdf")
@requires(Izin.BERKAS_ATUR)
def settings_frame_pdf(pratinjau_id: UUID) -> ResponseReturnValue:
    """The test print."""
    return bingkai.send_test_print(pratinjau_id, "setelan", actor=current_actor())


@bp.get("/setelan/berkas/logo/<sidik>")
@requires(Izin.BERKAS_ATUR)
def settings_logo(sidik: str) -> ResponseReturnValue:
    """The emblem of the own office."""
    with reading() as session:
        if not known_logo(session, sidik, actor=current_actor()):
            raise NotFound()
    response = make_response(store.get(sidik))
    response.mimetype = "image/png"
    return response


@bp.get("/setelan/berkas/riwayat")
@requires(Izin.BERKAS_ATUR)
def settings_history() -> ResponseReturnValue:
    """All versions: who, when, what changed."""
    kab = _kab(current_actor())
    with reading() as session:
        rows = queries.list_versions(session, kab)
        before = queries.default_settings(session, kab)
    told = []
    for row, nama in reversed(rows):
        setelan = from_json(row.isi)
        told.append((row, nama, changes(before, setelan)))
        before = setelan
    return show_page("berkas/setelan_riwayat.html", versi=told[::-1])


@bp.get("/setelan/berkas/versi/<int:nomor>")
@requires(Izin.BERKAS_ATUR)
def settings_version(nomor: int) -> ResponseReturnValue:
    """An old version with its preview."""
    with reading() as session:
        row, newest, setelan = _version(session, nomor)
    form = SettingsForm(formdata=None, data=shown_settings(setelan))
    return show_page("berkas/setelan_versi.html", versi=row, terbaru=newest, form=form, isi=describe(setelan))


@bp.post("/setelan/berkas/versi/<int:nomor>/pakai")
@requires(Izin.BERKAS_ATUR)
def settings_use_again(nomor: int) -> ResponseReturnValue:
    """A new version with the choices of an old one."""
    actor = current_actor()
    with transaction() as session:
        _, _, setelan = _version(session, nomor)
        typed = read_versi(request.form.get("versi", ""))
        services.save_settings(session, _kab(actor), setelan, versi=typed, actor=actor)
    return redirect_with(f"Setelan versi {nomor} dipakai lagi.", "berkas.settings")


def _version(session: Session, nomor: int) -> tuple[SetelanBerkas, int, Setelan]:
    kab = _kab(current_actor())
    row, newest = queries.find_version(session, kab, nomor), queries.find_settings(session, kab)
    if row is None or newest is None:
        raise NotFound("Versi setelan ini tidak ada.")
    return row, newest.versi, from_json(row.isi)
