"""Voter lists: bringing one in, its progress, its bad rows; and the code a kab/kota sends."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.pemilih import queries, services
from pemakaman.pemilih.forms import ImporForm, KodeForm
from pemakaman.pemilih.routes.dasar import STATUS_DAFTAR, bp, put_errors
from pemakaman.pemilih.versi import AsalDaftar
from pemakaman.ruas.berkas import file_size
from pemakaman.tabel import CSV
from pemakaman.unduh import attachment
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import children, full_names

WORKING = ("antre", "berjalan")


@bp.route("/pemilih/impor", methods=["GET", "POST"])
@requires(Izin.PEMILIH_IMPOR)
def new_import() -> ResponseReturnValue:
    """Send a voter list."""
    actor = current_actor()
    form = ImporForm(data={"sumber": "KPU"})
    form.wilayah.choices = _areas(actor)
    if request.method != "POST":
        return show_page("pemilih/impor.html", form=form)
    if not form.validate():
        return show_page("pemilih/impor.html", 422, form=form)
    try:
        daftar_id = _register(form, actor)
    except Invalid as error:
        put_errors(form, error)
        return show_page("pemilih/impor.html", 422, form=form)
    except Conflict as error:
        form.berkas.add_error(error.pesan)
        return show_page("pemilih/impor.html", 409, form=form)
    return redirect_with("Berkas diterima. Impor berjalan.", "pemilih.show_import", daftar_id=daftar_id)


def _areas(actor: Actor) -> list[tuple[str, str]]:
    kab_kode = actor.kab_kode
    if kab_kode is None:
        raise Forbidden("Daftar pemilih diimpor oleh admin kabupaten/kota.")
    with reading() as session:
        whole = full_names(session, kab_kode)["kab_kota"]
        parts = [(kode, f"Kecamatan {nama}") for kode, nama in children(session, kab_kode)]
    return [(kab_kode, f"Seluruh {whole}"), *parts]


def _register(form: ImporForm, actor: Actor) -> UUID:
    file = form.berkas.data[0]
    ukuran = file_size(file)
    sha256 = store.put_stream(file.stream)
    with transaction() as session:
        daftar = services.register_daftar(
            session,
            wilayah_kode=form.wilayah.data,
            jenis=form.jenis.data,
            periode=form.periode.data,
            nama_berkas=file.filename or "daftar",
            sha256=sha256,
            ukuran=ukuran,
            actor=actor,
            asal=AsalDaftar(form.tanggal.data, form.sumber.data or "KPU", form.jumlah_disebut.data),
        )
    return daftar.id


@bp.get("/pemilih/impor/<uuid:daftar_id>")
@requires(Izin.PEMILIH_LIHAT)
def show_import(daftar_id: UUID) -> ResponseReturnValue:
    """How far an import is; the page asks again by itself until it is done."""
    with reading() as session:
        daftar = queries.get_daftar(session, daftar_id, actor=current_actor())
        names = full_names(session, daftar.wilayah_kode)
    page = show_page("pemilih/kemajuan.html", daftar=daftar, nama=names, status_daftar=STATUS_DAFTAR)
    if daftar.status in WORKING:
        # A header, not a <meta>: axe holds the element against a page, and both work without a script.
        page.headers["Refresh"] = "3"
    return page


@bp.get("/pemilih/impor/<uuid:daftar_id>/kesalahan")
@requires(Izin.PEMILIH_IMPOR)
def import_errors(daftar_id: UUID) -> ResponseReturnValue:
    """The rows that were refused, with the reason of each."""
    actor = current_actor()
    with transaction() as session:
        daftar = queries.get_daftar(session, daftar_id, actor=actor)
        if daftar.sha256_salah is None:
            raise NotFound("Impor ini tidak punya baris yang salah.")
        record_read(session, "daftar_pemilih.kesalahan", actor=actor, objek="daftar_pemilih", objek_id=daftar_id)
    return attachment(store.get(daftar.sha256_salah), CSV, "pemilih-kesalahan.csv")


@bp.route("/pemilih/setelan", methods=["GET", "POST"])
@requires(Izin.PEMILIH_IMPOR)
def settings() -> ResponseReturnValue:
    """Code 1 or 91, and the days of a receipt."""
    actor = current_actor()
    with reading() as session:
        kab_kode = actor.kab_kode or ""
        kode, hari = queries.get_kode(session, kab_kode), queries.receipt_days(session, kab_kode)
    form = KodeForm(data={"kode": kode, "hari_tanda_terima": hari})
    if request.method != "POST":
        return show_page("pemilih/setelan.html", form=form)
    if not form.validate():
        return show_page("pemilih/setelan.html", 422, form=form)
    with transaction() as session:
        hari = form.hari_tanda_terima.data
        services.set_kode(session, form.kode.data, hari_tanda_terima=hari, actor=actor)
    pesan = f"Kode {form.kode.data} dipakai untuk usul berikutnya; tanda terima KPU ditunggu {hari} hari."
    return redirect_with(pesan, "pemilih.list_")
