"""Pages of copying paper books: batches, and the pictures of their pages."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from PIL import Image
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid, PemakamanError
from pemakaman.jejak.services import record_read
from pemakaman.laporan.routes.dasar import url_if_any
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import list_recording
from pemakaman.pertukaran import salinan_masuk as masuk
from pemakaman.pertukaran import salinan_queries as queries
from pemakaman.pertukaran import salinan_services as services
from pemakaman.pertukaran.models import SalinanHalaman
from pemakaman.pertukaran.rules import UNFINISHED
from pemakaman.pertukaran.salinan_forms import FotoForm, SalinanForm
from pemakaman.pertukaran.salinan_rules import PALING_HALAMAN, SEKALIGUS
from pemakaman.web import Page, redirect_with, requires, show_page

bp = Blueprint("salinan", __name__, url_prefix="/impor-buku/salinan")

KECIL = (200, 200)
# A picture is somebody else's file: nothing in it may run.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"


@bp.get("")
@requires(Izin.BUKU_IMPOR)
def list_() -> ResponseReturnValue:
    """Copies begun so far, each with how far it is."""
    with reading() as session:
        rows = queries.list_salinan(session, actor=current_actor(), sesudah=request.args.get("sesudah", type=UUID))
    size = queries.SALINAN_SELAYAR
    page = Page(rows[:size], str(rows[size - 1][0].id) if len(rows) > size else None)
    return show_page("pertukaran/salinan_daftar.html", halaman=page)


@bp.route("/baru", methods=["GET", "POST"])
@requires(Izin.BUKU_IMPOR)
def begin() -> ResponseReturnValue:
    """Name the book and its cemetery."""
    actor, form = current_actor(), SalinanForm()
    with reading() as session:
        rows = list_recording(session, actor=actor)
    form.makam_id.choices = [(str(row.id), f"{row.nama} ({row.kode}, {row.desa})") for row in rows]
    if not form.is_submitted():
        form.makam_id.data = request.args.get("makam", "") or (str(rows[0].id) if len(rows) == 1 else "")
    elif form.validate():
        with transaction() as session:
            impor = services.begin_salinan(
                session, makam_id=UUID(form.makam_id.data), nama=form.nama.data, tahun=form.tahun.data, actor=actor
            )
        return redirect_with("Salinan dimulai. Sekarang tambahkan foto halamannya.", "salinan.show", impor_id=impor.id)
    status = 422 if form.is_submitted() else 200
    return show_page("pertukaran/salinan_baru.html", status, form=form, ada_makam=bool(rows))


@bp.get("/<uuid:impor_id>")
@requires(Izin.BUKU_IMPOR)
def show(impor_id: UUID) -> ResponseReturnValue:
    """Progress, pictures and what waits to be brought in."""
    return _show(impor_id, FotoForm(), 200, [])


def _show(impor_id: UUID, form: FotoForm, status: int, gagal: list[str]) -> ResponseReturnValue:
    sesudah = max(request.args.get("sesudah", 0, type=int), 0)
    with reading() as session:
        impor = queries.get_salinan(session, impor_id, actor=current_actor())
        rows = list(queries.list_halaman(session, impor_id, sesudah=min(sesudah, PALING_HALAMAN)))
        kemajuan = queries.count_progress(session, impor_id)
        makam = session.get_one(Makam, impor.makam_id)
    size = queries.HALAMAN_SELAYAR
    page = Page(rows[:size], str(rows[size - 1].urutan) if len(rows) > size else None)
    berjalan = impor.status in UNFINISHED
    answer = show_page(
        "pertukaran/salinan_lihat.html",
        status,
        impor=impor,
        makam=makam,
        halaman=page,
        kemajuan=kemajuan,
        form=form,
        gagal=gagal,
        berjalan=berjalan,
        ditutup=impor.status == services.DIBATALKAN,
        batal_url=url_if_any("pertukaran.undo", impor_id=impor_id) if impor.status == "jadi" else None,
    )
    if berjalan:
        answer.headers["Refresh"] = "3"
    return answer


@bp.post("/<uuid:impor_id>/halaman")
@requires(Izin.BUKU_IMPOR)
def add_pages(impor_id: UUID) -> ResponseReturnValue:
    """Add pictures; a bad one is told by name, the good ones are kept."""
    with transaction() as session:
        services.open_salinan(session, impor_id, actor=current_actor())
    form = FotoForm()
    if not form.validate():
        return _show(impor_id, form, 422, [])
    files = [*form.berkas.data, *form.kamera.data]
    if not files:
        form.berkas.add_error("Pilih foto halaman dulu.")
        return _show(impor_id, form, 422, [])
    gagal = [pesan for file in files for pesan in _add(impor_id, file)]
    if gagal:
        return _show(impor_id, FotoForm(), 422, gagal)
    return redirect_with(f"{len(files)} foto diterima.", "salinan.show", impor_id=impor_id)


def _add(impor_id: UUID, file: FileStorage) -> list[str]:
    """Add one picture in its own transaction; why it was refused, if it was."""
    nama = file.filename or "foto"
    try:
        with transaction() as session:
            services.add_halaman(session, impor_id, nama_berkas=nama, content=file.read(), actor=current_actor())
    except Invalid as error:
        return [f"{nama}: {' '.join(pesan for semua in error.galat.values() for pesan in semua)}"]
    except PemakamanError as error:
        return [f"{nama}: {error.pesan}"]
    return []


@bp.post("/<uuid:impor_id>/urutan")
@requires(Izin.BUKU_IMPOR)
def arrange(impor_id: UUID) -> ResponseReturnValue:
    """Move a page up or down, or take it out: the button pressed says which."""
    arah, _, number = request.form.get("aksi", "").partition(":")
    actor = current_actor()
    with transaction() as session:
        services.open_salinan(session, impor_id, actor=actor)
        if arah not in {services.NAIK, services.TURUN, services.HAPUS}:
            raise Conflict("Tombol ini tidak dikenal. Muat ulang halamannya.")
        try:
            halaman_id = UUID(number)
        except ValueError:
            raise Conflict("Halaman ini tidak dikenal. Muat ulang halamannya.") from None
        if arah == services.HAPUS:
            services.remove_halaman(session, impor_id, halaman_id, actor=actor)
        else:
            services.move_halaman(session, impor_id, halaman_id, arah, actor=actor)
    sesudah = request.args.get("sesudah", type=int)
    return redirect(url_for("salinan.show", impor_id=impor_id, sesudah=sesudah), 303)


@bp.post("/<uuid:impor_id>/masukkan")
@requires(Izin.BUKU_IMPOR)
def bring_in(impor_id: UUID) -> ResponseReturnValue:
    """Bring every waiting row of the batch in."""
    return redirect_with(bring_in_now(impor_id, None), "salinan.show", impor_id=impor_id)


def bring_in_now(impor_id: UUID, halaman_id: UUID | None) -> str:
    """Bring a few rows in at once, many by a worker; says what happened."""
    actor = current_actor()
    with transaction() as session:
        services.open_salinan(session, impor_id, actor=actor)
        waiting = len(queries.list_waiting(session, impor_id, halaman_id))
        if waiting > SEKALIGUS:
            masuk.enqueue(session, impor_id, halaman_id, actor=actor)
            return f"{waiting} baris sedang dimasukkan. Halaman ini boleh ditinggalkan."
    hasil = masuk.bring_in(impor_id, halaman_id, actor=actor, unit=transaction)
    told = [f"{hasil.masuk} baris masuk buku"]
    if hasil.sudah_ada:
        told.append(f"{hasil.sudah_ada} sudah ada sebelumnya")
    if hasil.salah:
        told.append(f"{hasil.salah} perlu diperbaiki")
    return f"{', '.join(told)}."


@bp.post("/<uuid:impor_id>/buka")
@requires(Izin.BUKU_IMPOR)
def reopen(impor_id: UUID) -> ResponseReturnValue:
    """Go on with a batch that was taken out of the book again."""
    with transaction() as session:
        services.reopen_salinan(session, impor_id, actor=current_actor())
    return redirect_with("Salinan dibuka lagi. Yang diketik masih ada.", "salinan.show", impor_id=impor_id)


@bp.get("/halaman/<uuid:halaman_id>/gambar")
@requires(Izin.BUKU_IMPOR)
def picture(halaman_id: UUID) -> ResponseReturnValue:
    """The picture of a page; each look at it is logged."""
    with transaction() as session:
        halaman = _seen(session, halaman_id)
        record_read(session, "salinan.halaman_dibuka", actor=current_actor(), objek="impor", objek_id=halaman.impor_id)
    return _file(store.get(halaman.sha256), halaman.mime, halaman.nama_berkas, halaman.sha256)


@bp.get("/halaman/<uuid:halaman_id>/kecil")
@requires(Izin.BUKU_IMPOR)
def thumbnail(halaman_id: UUID) -> ResponseReturnValue:
    """A picture too small to be read, for the list."""
    with reading() as session:
        halaman = _seen(session, halaman_id)
    small = BytesIO()
    with Image.open(BytesIO(store.get(halaman.sha256)), formats=["JPEG", "PNG"]) as opened:
        opened.draft("RGB", KECIL)
        shrunk = opened.convert("RGB")
    shrunk.thumbnail(KECIL)
    shrunk.save(small, "JPEG", quality=60)
    return _file(small.getvalue(), "image/jpeg", f"kecil-{halaman.id}.jpg", f"kecil-{halaman.sha256}")


def _seen(session: Session, halaman_id: UUID) -> SalinanHalaman:
    return queries.get_halaman(session, halaman_id, actor=current_actor())[0]


def _file(content: bytes, mime: str, nama: str, sidik: str) -> Response:
    """A picture that the browser may keep, but asks for each time: a page is opened again for every row typed."""
    response = send_file(BytesIO(content), mimetype=mime, download_name=nama, etag=sidik, conditional=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
