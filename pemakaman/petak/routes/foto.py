"""Photos of a grave and its stone."""

from io import BytesIO
from uuid import UUID

from flask import Response, send_file
from flask.typing import ResponseReturnValue
from PIL import Image, ImageOps

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.services import record_read
from pemakaman.petak.forms.petak import FotoForm
from pemakaman.petak.queries import petak as queries
from pemakaman.petak.routes.dasar import bp
from pemakaman.petak.routes.petak import show_plot
from pemakaman.petak.services import foto as services
from pemakaman.web import redirect_with, requires

KECIL = (320, 320)
# Somebody else's file: nothing in it may run, and no proxy may keep it.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"


@bp.post("/petak/<uuid:petak_id>/foto")
@requires(Izin.PETAK_KELOLA)
def add_photo(petak_id: UUID) -> ResponseReturnValue:
    """Keep one photo."""
    actor, form = current_actor(), FotoForm()
    with reading() as session:
        queries.get_petak(session, petak_id, actor=actor)
    sound = form.validate()
    if not form.berkas.data:
        form.berkas.add_error("Pilih foto dulu.")
        sound = False
    if not sound:
        return show_plot(petak_id, form, 422)
    berkas = form.berkas.data[0]
    try:
        with transaction() as session:
            services.add_foto(
                session,
                petak_id,
                jenis=form.jenis.data,
                nama_berkas=berkas.filename or "foto",
                content=berkas.read(),
                actor=actor,
            )
    except Invalid as error:
        form.put_errors(error.galat)
        return show_plot(petak_id, form, 422)
    return redirect_with("Foto ditambahkan.", "petak.show", petak_id=petak_id)


@bp.get("/petak/foto/<uuid:foto_id>")
@requires(Izin.MAKAM_LIHAT)
def photo(foto_id: UUID) -> ResponseReturnValue:
    """The photo itself; the look at it is logged, for a stone bears a name."""
    actor = current_actor()
    with transaction() as session:
        foto = queries.get_foto(session, foto_id, actor=actor)
        record_read(session, "petak.foto_dibuka", actor=actor, objek="petak", objek_id=foto.petak_id)
    return private_file(store.get(foto.sha256), foto.mime, f"{foto.jenis}-{foto.id}")


@bp.get("/petak/foto/<uuid:foto_id>/kecil")
@requires(Izin.MAKAM_LIHAT)
def photo_small(foto_id: UUID) -> ResponseReturnValue:
    """The photo small, for the page of the plot."""
    with reading() as session:
        foto = queries.get_foto(session, foto_id, actor=current_actor())
    picture = ImageOps.exif_transpose(Image.open(BytesIO(store.get(foto.sha256)))).convert("RGB")
    picture.thumbnail(KECIL)
    small = BytesIO()
    picture.save(small, "JPEG", quality=70)
    return private_file(small.getvalue(), "image/jpeg", f"kecil-{foto.id}.jpg")


@bp.post("/petak/foto/<uuid:foto_id>/hapus")
@requires(Izin.PETAK_KELOLA)
def remove_photo(foto_id: UUID) -> ResponseReturnValue:
    """Take a photo off."""
    with transaction() as session:
        petak_id = services.remove_foto(session, foto_id, actor=current_actor())
    return redirect_with("Foto dihapus.", "petak.show", petak_id=petak_id)


def private_file(content: bytes, mime: str, nama: str, *, download: bool = False) -> Response:
    """Bytes that somebody uploaded, for this account only."""
    response = send_file(BytesIO(content), mimetype=mime, as_attachment=download, download_name=nama)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
