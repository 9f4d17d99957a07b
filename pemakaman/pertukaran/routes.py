"""HTTP of `pertukaran`: bringing in sheets of paper burial books."""

import io
from pathlib import PurePath
from uuid import UUID

from flask import Blueprint, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.makam.queries import list_recording
from pemakaman.pertukaran import queries, services
from pemakaman.pertukaran.buku import SUSUNAN
from pemakaman.pertukaran.forms import ImporForm
from pemakaman.pertukaran.lembar import LembarError, is_xlsx
from pemakaman.pertukaran.rules import STATUS_LABEL, UNFINISHED
from pemakaman.web import Page, redirect_with, requires, show_page

bp = Blueprint("pertukaran", __name__, url_prefix="/impor-buku")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("")
@requires(Izin.BUKU_IMPOR)
def list_() -> ResponseReturnValue:
    """Sheets brought in or tried so far."""
    with reading() as session:
        sesudah = request.args.get("sesudah", type=UUID)
        rows = list(queries.list_impor(session, actor=current_actor(), sesudah=sesudah))
    size = queries.PAGE_SIZE
    page = Page(rows[:size], str(rows[size - 1].id) if len(rows) > size else None)
    return show_page("pertukaran/daftar.html", halaman=page, nama_status=STATUS_LABEL)


@bp.route("/baru", methods=["GET", "POST"])
@requires(Izin.BUKU_IMPOR)
def upload() -> ResponseReturnValue:
    """Choose a cemetery and a file."""
    actor, form = current_actor(), ImporForm()
    with reading() as session:
        rows = list_recording(session, actor=actor)
    form.makam_id.choices = [(str(row.id), f"{row.nama} ({row.kode}, {row.desa})") for row in rows]
    if not form.is_submitted():
        chosen = request.args.get("makam", "") or (str(rows[0].id) if len(rows) == 1 else "")
        form.makam_id.data = chosen
        return show_page("pertukaran/unggah.html", form=form, ada_makam=bool(rows))
    if form.validate():
        try:
            return _start(form, actor)
        except LembarError as error:
            form.berkas.add_error(error.pesan)
    return show_page("pertukaran/unggah.html", 422, form=form, ada_makam=bool(rows))


@bp.get("/<uuid:impor_id>")
@requires(Izin.BUKU_IMPOR)
def show(impor_id: UUID) -> ResponseReturnValue:
    """Progress and outcome; the page renews itself while rows are being read."""
    with reading() as session:
        impor = queries.get_impor(session, impor_id, actor=current_actor())
        makam = queries.get_makam_of(session, impor)
    if impor.jenis == "salinan":
        return redirect(url_for("salinan.show", impor_id=impor_id), 303)
    page = show_page(
        "pertukaran/lihat.html",
        impor=impor,
        makam=makam,
        nama_status=STATUS_LABEL,
        susunan=SUSUNAN[impor.susunan],
        berjalan=impor.status in UNFINISHED,
    )
    if impor.status in UNFINISHED:
        page.headers["Refresh"] = "2"
    return page


@bp.get("/<uuid:impor_id>/kesalahan")
@requires(Izin.BUKU_IMPOR)
def errors(impor_id: UUID) -> ResponseReturnValue:
    """The rows that did not get in, with the reasons."""
    actor = current_actor()
    with transaction() as session:
        impor = queries.get_impor(session, impor_id, actor=actor)
        if impor.sha256_salah is None:
            raise NotFound("Impor ini tidak punya baris yang salah.")
        record_read(session, "impor.kesalahan_diunduh", actor=actor, objek="impor", objek_id=impor_id)
    content = store.get(impor.sha256_salah)
    mime, suffix = (XLSX, "xlsx") if is_xlsx(content) else ("text/csv; charset=utf-8", "csv")
    name = f"kesalahan-{PurePath(impor.nama_berkas).stem}.{suffix}"
    return send_file(io.BytesIO(content), mimetype=mime, as_attachment=True, download_name=name)


@bp.post("/<uuid:impor_id>/masukkan")
@requires(Izin.BUKU_IMPOR)
def import_for_real(impor_id: UUID) -> ResponseReturnValue:
    """After a trial: bring the same file in."""
    actor = current_actor()
    with transaction() as session:
        trial = queries.get_impor(session, impor_id, actor=actor, for_update=True)
        if not trial.uji or trial.status != "jadi":
            raise Conflict("Hanya percobaan yang sudah selesai yang dapat dimasukkan.")
        impor = services.repeat_for_real(session, trial, actor=actor)
        services.enqueue_impor(session, impor)
    return redirect_with("Baris yang baik sedang dimasukkan.", "pertukaran.show", impor_id=impor.id)


def _start(form: ImporForm, actor: Actor) -> ResponseReturnValue:
    file = form.berkas.data[0]
    with transaction() as session:
        impor = services.start_impor(
            session,
            makam_id=UUID(form.makam_id.data),
            nama_berkas=file.filename or "buku",
            content=file.stream.read(),
            uji=form.uji.data,
            tanggal_makam_sama=form.tanggal_makam_sama.data,
            actor=actor,
            susunan=form.susunan.data,
        )
        services.enqueue_impor(session, impor)
    return redirect_with("Berkas diterima dan sedang dibaca.", "pertukaran.show", impor_id=impor.id)
