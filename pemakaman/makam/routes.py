"""HTTP of `makam`."""

from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import now, reading, transaction
from pemakaman.errors import Invalid, StaleVersion
from pemakaman.makam import queries, services
from pemakaman.makam.forms import MakamForm, NomorAwalForm, PengelolaForm, SetelanForm, StatusForm
from pemakaman.makam.queries import Saring
from pemakaman.makam.rules import STATUS_MAKAM_LABEL, StatusMakam
from pemakaman.makam.setelan import setelan_of
from pemakaman.menu import forget_public
from pemakaman.web import Page, redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names

bp = Blueprint("makam", __name__, url_prefix="/makam")


@bp.get("")
@requires(Izin.MAKAM_LIHAT)
def list_() -> ResponseReturnValue:
    """Cemeteries of the jurisdiction."""
    actor, args = current_actor(), request.args
    saring = Saring(args.get("kecamatan", "")[:8], args.get("status", "")[:10], args.get("nama", "")[:100])
    sesudah = args.get("sesudah", type=UUID)
    with reading() as session:
        rows = list(queries.list_makam(session, saring, actor=actor, sesudah=sesudah))
        kecamatan = queries.list_kecamatan(session, actor=actor)
    size = queries.PAGE_SIZE
    page = Page(rows[:size], str(rows[size - 1].id) if len(rows) > size else None)
    values: dict[str, Any] = {"saring": saring, "kecamatan": kecamatan, "nama_status": STATUS_MAKAM_LABEL}
    return show_page("makam/daftar.html", halaman=page, **values)


@bp.get("/<uuid:makam_id>")
@requires(Izin.MAKAM_LIHAT)
def show(makam_id: UUID) -> ResponseReturnValue:
    """One cemetery with its managers and books."""
    actor = current_actor()
    with reading() as session:
        makam = queries.get_makam(session, makam_id, actor=actor)
        values: dict[str, Any] = {
            "makam": makam,
            "letak": full_names(session, makam.desa_kode),
            "pengelola": queries.list_pengelola(session, makam_id),
            "buku": queries.list_buku(session, makam_id),
            "boleh_catat": any(row.id == makam_id for row in queries.list_recording(session, actor=actor)),
        }
        form = PengelolaForm(formdata=None)
        if actor.may(Izin.MAKAM_KELOLA):
            form.akun_id.choices = queries.list_candidates(session, makam)
    return show_page("makam/lihat.html", form=form, **values)


@bp.route("/baru", methods=["GET", "POST"])
@requires(Izin.MAKAM_KELOLA)
def create() -> ResponseReturnValue:
    """Register a cemetery."""
    actor, form = current_actor(), MakamForm()
    _load_choices(form)
    if not _is_ready(form):
        return _form_page(form, judul="Daftarkan makam")
    try:
        with transaction() as session:
            makam = services.create_makam(session, _isian(form), actor=actor)
    except Invalid as error:
        return _form_page(form, error, judul="Daftarkan makam")
    return redirect_with(f"{makam.nama} terdaftar dengan kode {makam.kode}.", "makam.show", makam_id=makam.id)


@bp.route("/<uuid:makam_id>/ubah", methods=["GET", "POST"])
@requires(Izin.MAKAM_KELOLA)
def edit(makam_id: UUID) -> ResponseReturnValue:
    """Change what is known of a cemetery."""
    actor = current_actor()
    with reading() as session:
        makam = queries.get_makam(session, makam_id, actor=actor)
    form = MakamForm(obj=makam)
    _load_choices(form)
    values: dict[str, Any] = {"judul": f"Ubah {makam.nama}", "makam": makam}
    if not _is_ready(form):
        return _form_page(form, **values)
    try:
        with transaction() as session:
            versi = form.versi.data or 0
            services.update_makam(session, makam_id, _isian(form), versi=versi, actor=actor)
    except Invalid as error:
        return _form_page(form, error, **values)
    return redirect_with("Perubahan tersimpan.", "makam.show", makam_id=makam_id)


@bp.route("/<uuid:makam_id>/status", methods=["GET", "POST"])
@requires(Izin.MAKAM_KELOLA)
def status(makam_id: UUID) -> ResponseReturnValue:
    """Say that a cemetery is active, full or closed."""
    actor = current_actor()
    with reading() as session:
        makam = queries.get_makam(session, makam_id, actor=actor)
    form = StatusForm(obj=makam)
    error = None
    if form.validate_on_submit():
        try:
            with transaction() as session:
                new, versi = StatusMakam(form.status.data), form.versi.data or 0
                services.change_status(session, makam_id, new, form.alasan.data, versi=versi, actor=actor)
            return redirect_with("Status makam diubah.", "makam.show", makam_id=makam_id)
        except Invalid as refused:
            error = refused
    return _page("makam/status.html", form, error, makam=makam)


@bp.post("/<uuid:makam_id>/pengelola")
@requires(Izin.MAKAM_KELOLA)
def assign(makam_id: UUID) -> ResponseReturnValue:
    """Add a manager."""
    akun_id = request.form.get("akun_id", type=UUID)
    if akun_id is None:
        return redirect_with("Pilih akun dulu.", "makam.show", kategori="peringatan", makam_id=makam_id)
    with transaction() as session:
        services.assign_manager(session, makam_id, akun_id, actor=current_actor())
    return redirect_with("Pengelola ditambahkan.", "makam.show", makam_id=makam_id)


@bp.post("/<uuid:makam_id>/pengelola/<uuid:akun_id>/lepas")
@requires(Izin.MAKAM_KELOLA)
def unassign(makam_id: UUID, akun_id: UUID) -> ResponseReturnValue:
    """Take a manager off."""
    with transaction() as session:
        services.unassign_manager(session, makam_id, akun_id, actor=current_actor())
    return redirect_with("Pengelola dilepas dari makam ini.", "makam.show", makam_id=makam_id)


@bp.route("/<uuid:makam_id>/nomor-awal", methods=["GET", "POST"])
@requires(Izin.MAKAM_KELOLA)
def starting_number(makam_id: UUID) -> ResponseReturnValue:
    """Set where a book from paper goes on."""
    actor = current_actor()
    with reading() as session:
        makam = queries.get_makam(session, makam_id, actor=actor)
    form = NomorAwalForm(data={"tahun": now().year})
    error = None
    if form.validate_on_submit():
        tahun, nomor = form.tahun.data, form.nomor_awal.data
        try:
            with transaction() as session:
                services.set_starting_number(session, makam_id, tahun, nomor, actor=actor)
            pesan = f"Buku tahun {tahun} akan mulai dari nomor {nomor}."
            return redirect_with(pesan, "makam.show", makam_id=makam_id)
        except Invalid as refused:
            error = refused
    return _page("makam/nomor_awal.html", form, error, makam=makam)


@bp.route("/setelan", methods=["GET", "POST"])
@requires(Izin.BUKU_ATUR)
def settings() -> ResponseReturnValue:
    """What the own kab/kota settles for its books and graves."""
    actor, bentrok = current_actor(), ""
    with reading() as session:
        setelan = setelan_of(session, actor.kab_kode or "")
    form = SetelanForm(obj=setelan)
    versi = request.form.get("versi", str(setelan.versi))
    if form.validate_on_submit():
        try:
            with transaction() as session:
                services.save_setelan(session, form.isian(), versi=_number(versi), actor=actor)
            forget_public()
            return redirect_with("Setelan buku dan makam disimpan.", "makam.settings")
        except Invalid as error:
            form.put_errors(error.galat)
        except StaleVersion as error:
            bentrok = error.pesan
    status = 409 if bentrok else 422 if form.errors else 200
    return show_page("makam/setelan.html", status, form=form, versi=versi, bentrok=bentrok, tersimpan=setelan)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1


def _load_choices(form: MakamForm) -> None:
    form.desa_kode.akar = current_actor().wilayah_kode
    with reading() as session:
        form.desa_kode.load(session)


def _is_ready(form: MakamForm) -> bool:
    return form.is_submitted() and not form.desa_kode.asks_more and form.validate()


def _isian(form: MakamForm) -> dict[str, Any]:
    return {name: form[name].data for name in services.ISIAN}


def _form_page(form: MakamForm, error: Invalid | None = None, **values: Any) -> ResponseReturnValue:
    return _page("makam/ubah.html", form, error, **{"makam": None, **values})


def _page(template: str, form: Any, error: Invalid | None, **values: Any) -> ResponseReturnValue:
    for name, texts in (error.galat if error else {}).items():
        form[name].errors = texts
    return show_page(template, 422 if form.errors else 200, form=form, **values)
