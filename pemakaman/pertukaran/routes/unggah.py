"""The list of batches, and sending a file."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.arsip import OLE_MARK
from pemakaman.db import reading, transaction
from pemakaman.makam.queries import list_recording
from pemakaman.pertukaran import queries, services
from pemakaman.pertukaran.buku import find_heads
from pemakaman.pertukaran.forms import UnggahForm
from pemakaman.pertukaran.models import Impor
from pemakaman.pertukaran.routes.dasar import bp
from pemakaman.pertukaran.rules import STATUS_LABEL
from pemakaman.pertukaran.services.unggah import Tables
from pemakaman.ruas.berkas import file_size
from pemakaman.tabel import ZIP_MARK, TableError
from pemakaman.web import Page, redirect_with, requires, show_page

# A workbook is read whole before its first row is known; a larger one is opened by a worker.
QUICK_BYTES = 3 * 1024 * 1024


@bp.get("")
@requires(Izin.BUKU_IMPOR)
def list_() -> ResponseReturnValue:
    """Files brought in or tried so far."""
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
    actor, form = current_actor(), UnggahForm()
    with reading() as session:
        rows = list_recording(session, actor=actor)
    form.makam_id.choices = [(str(row.id), f"{row.nama} ({row.kode}, {row.desa})") for row in rows]
    if not form.is_submitted():
        form.makam_id.data = request.args.get("makam", "") or (str(rows[0].id) if len(rows) == 1 else "")
        return show_page("pertukaran/unggah.html", form=form, ada_makam=bool(rows))
    if form.validate():
        try:
            impor = _take_in(form, actor)
        except TableError as error:
            form.berkas.add_error(error.pesan)
        else:
            page = "pertukaran.columns" if impor.pemetaan else "pertukaran.show"
            return redirect_with("Berkas diterima. Belum ada yang disimpan di buku.", page, impor_id=impor.id)
    return show_page("pertukaran/unggah.html", 422, form=form, ada_makam=bool(rows))


def _take_in(form: UnggahForm, actor: Actor) -> Impor:
    file = form.berkas.data[0]
    ukuran = file_size(file)
    sha256 = store.put_stream(file.stream)
    tabel = _look_now(file, sha256, ukuran)
    with transaction() as session:
        return services.register_impor(
            session,
            makam_id=UUID(form.makam_id.data),
            nama_berkas=file.filename or "buku",
            sha256=sha256,
            tabel=tabel,
            actor=actor,
        )


def _look_now(file: FileStorage, sha256: str, ukuran: int) -> Tables | None:
    """The tables of the file, or None when a worker has to open it."""
    file.stream.seek(0)
    is_workbook = file.stream.read(4) in {ZIP_MARK, OLE_MARK}
    return None if is_workbook and ukuran > QUICK_BYTES else find_heads(store.path_of(sha256))
