"""The state of the population data, and sending a file."""

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Forbidden, Invalid
from pemakaman.penduduk import queries, services
from pemakaman.penduduk.forms import UnggahForm
from pemakaman.penduduk.judul import Kepala, find_heads
from pemakaman.penduduk.models import ImporPenduduk
from pemakaman.penduduk.routes.dasar import bp
from pemakaman.penduduk.rules import STATUS_IMPOR
from pemakaman.ruas.berkas import file_size
from pemakaman.tabel import ZIP_MARK, TableError
from pemakaman.web import Page, redirect_with, requires, show_page
from pemakaman.wilayah.queries import children, full_names

# A workbook is read whole before its first row is known; a larger one is opened by a worker.
QUICK_BYTES = 3 * 1024 * 1024


@bp.get("")
@requires(Izin.PENDUDUK_IMPOR)
def list_() -> ResponseReturnValue:
    """How many residents are known where, as at when, and the imports they came from."""
    actor = current_actor()
    induk = request.args.get("induk", "").strip() or _kab(actor)
    with reading() as session:
        keadaan = queries.list_keadaan(session, induk, actor=actor)
        halaman = Page(*queries.list_impor(session, actor=actor, sesudah=request.args.get("sesudah")))
        names = full_names(session, induk)
    return show_page(
        "penduduk/daftar.html",
        keadaan=keadaan,
        halaman=halaman,
        nama=names,
        is_kab=induk == actor.kab_kode,
        nama_status=STATUS_IMPOR,
    )


@bp.route("/impor/baru", methods=["GET", "POST"])
@requires(Izin.PENDUDUK_IMPOR)
def upload() -> ResponseReturnValue:
    """Send a population extract."""
    actor, form = current_actor(), UnggahForm()
    form.wilayah.choices = _areas(actor)
    if request.method != "POST":
        return show_page("penduduk/unggah.html", form=form)
    if form.validate():
        try:
            impor = _take_in(form, actor)
        except TableError as error:
            form.berkas.add_error(error.pesan)
        except Invalid as error:
            for field, texts in error.galat.items():
                form[field].add_error(texts[0])
        else:
            return redirect_with("Berkas diterima.", "penduduk.show", ekstrak_id=impor.id)
    return show_page("penduduk/unggah.html", 422, form=form)


def _kab(actor: Actor) -> str:
    if actor.kab_kode is None:
        raise Forbidden("Data penduduk diimpor oleh admin kabupaten/kota.")
    return actor.kab_kode


def _areas(actor: Actor) -> list[tuple[str, str]]:
    kab = _kab(actor)
    with reading() as session:
        found = [(kab, f"Seluruh {full_names(session, kab)['kab_kota']}")]
        for kec, nama in children(session, kab):
            found.append((kec, f"Kecamatan {nama}"))
            found += [(desa, f"{nama_desa}, Kec. {nama}") for desa, nama_desa in children(session, kec)]
    return found


def _take_in(form: UnggahForm, actor: Actor) -> ImporPenduduk:
    file = form.berkas.data[0]
    ukuran = file_size(file)
    sha256 = store.put_stream(file.stream)
    kepala = _look_now(file, sha256, ukuran)
    with transaction() as session:
        return services.register_impor(
            session,
            wilayah_kode=form.wilayah.data,
            lengkap=form.lengkap.data,
            tanggal_data=form.tanggal_data.data,
            nama_berkas=file.filename or "penduduk",
            sha256=sha256,
            ukuran=ukuran,
            kepala=kepala,
            actor=actor,
        )


def _look_now(file: FileStorage, sha256: str, ukuran: int) -> list[Kepala] | None:
    """The tables of the file, or None when a worker has to open it."""
    file.stream.seek(0)
    is_workbook = file.stream.read(4) == ZIP_MARK
    if is_workbook and ukuran > QUICK_BYTES:
        return None
    return find_heads(store.path_of(sha256))
