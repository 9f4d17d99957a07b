"""Proofs: which ones the case needs, adding and removing them, and serving them through the permission check."""

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from flask import Response, request, send_file
from flask.typing import ResponseReturnValue
from PIL import Image, ImageOps
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, PemakamanError
from pemakaman.jejak.services import record_read
from pemakaman.laporan import queries, services
from pemakaman.laporan.bukti_tangga import read_ladder
from pemakaman.laporan.forms.mulai import BuktiForm
from pemakaman.laporan.kelengkapan import DIANJURKAN, PENJELASAN, missing_proofs, required_proofs
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.routes.dasar import bp, open_to_edit
from pemakaman.laporan.routes.isi import Halaman, make_page
from pemakaman.laporan.rules import BUKTI_LABEL, Kasus
from pemakaman.web import redirect_with, requires, show_page

KECIL = (240, 240)
# A proof is somebody else's file: nothing in it may run, and no proxy may keep it.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"
PRIVATE = "private, no-store"


@dataclass(frozen=True)
class Kebutuhan:
    """What the case needs: each requirement with whether it is there."""

    syarat: list[tuple[str, str, bool]]
    anjuran: list[str]
    penjelasan: str
    saran: tuple[str, ...] = ()


def needs_of(laporan: Laporan, ada: set[str]) -> Kebutuhan:
    """The requirements of the report's case, told before sending."""
    kasus = Kasus(laporan.kasus)
    missing = missing_proofs(kasus, ada)
    return Kebutuhan(
        syarat=[(syarat.teks, syarat.catatan, syarat not in missing) for syarat in required_proofs(kasus)],
        anjuran=[BUKTI_LABEL[jenis] for jenis in DIANJURKAN.get(kasus, ())],
        penjelasan=PENJELASAN.get(kasus, ""),
        saran=_advice(laporan, ada),
    )


def _advice(laporan: Laporan, ada: set[str]) -> tuple[str, ...]:
    """Why the office will ask for the family's declaration; nothing is said before the first proof is there."""
    tangga = read_ladder(laporan, ada)
    return tangga.kelemahan if ada and tangga.kurang_sptjm else ()


def _open(session: Session, laporan_id: UUID) -> tuple[Halaman, list[Bukti], Kebutuhan]:
    laporan = open_to_edit(session, laporan_id, current_actor())
    bukti = list(queries.list_bukti(session, laporan_id))
    hal = make_page(session, laporan, "bukti", [])
    return hal, bukti, needs_of(laporan, {satu.jenis for satu in bukti})


def _show(laporan_id: UUID, form: BuktiForm, status: int, gagal: list[str]) -> ResponseReturnValue:
    with transaction() as session:
        hal, bukti, kebutuhan = _open(session, laporan_id)
    if not form.jenis.data:
        form.jenis.data = _first_missing(kebutuhan, bukti)
    return show_page("laporan/bukti.html", status, hal=hal, bukti=bukti, kebutuhan=kebutuhan, form=form, gagal=gagal)


def _first_missing(kebutuhan: Kebutuhan, bukti: list[Bukti]) -> str:
    missing = [teks for teks, _, ada in kebutuhan.syarat if not ada]
    return next((jenis.value for jenis, teks in BUKTI_LABEL.items() if missing and missing[0].startswith(teks)), "")


@bp.get("/laporan/<uuid:laporan_id>/isi/bukti")
@requires(Izin.LAPORAN_TULIS)
def proofs(laporan_id: UUID) -> ResponseReturnValue:
    """The proofs given and those still missing."""
    return _show(laporan_id, BuktiForm(), 200, [])


@bp.post("/laporan/<uuid:laporan_id>/isi/bukti")
@requires(Izin.LAPORAN_TULIS)
def add_proofs(laporan_id: UUID) -> ResponseReturnValue:
    """Add files of one kind; a bad one is told by name, the good ones are kept."""
    form = BuktiForm()
    with transaction() as session:
        open_to_edit(session, laporan_id, current_actor())
    if not form.validate():
        return _show(laporan_id, form, 422, [])
    if not form.berkas.data:
        form.berkas.add_error("Pilih foto atau berkas dulu.")
        return _show(laporan_id, form, 422, [])
    gagal = [pesan for berkas in form.berkas.data for pesan in _add(laporan_id, form.jenis.data, berkas)]
    jumlah = len(form.berkas.data) - len(gagal)
    if gagal:
        return _show(laporan_id, form, 422, gagal)
    return redirect_with(f"{jumlah} bukti ditambahkan.", "laporan.proofs", laporan_id=laporan_id)


def _add(laporan_id: UUID, jenis: str, berkas: FileStorage) -> list[str]:
    """Add one file in its own transaction; returns why it was refused, if it was."""
    nama = berkas.filename or "berkas"
    try:
        with transaction() as session:
            services.add_bukti(
                session,
                laporan_id,
                jenis=jenis,
                nama_berkas=nama,
                content=berkas.read(),
                actor=current_actor(),
            )
    except Invalid as error:
        return [f"{nama}: {' '.join(pesan for semua in error.galat.values() for pesan in semua)}"]
    except PemakamanError as error:
        return [f"{nama}: {error.pesan}"]
    return []


@bp.post("/bukti/<uuid:bukti_id>/hapus")
@requires(Izin.LAPORAN_TULIS)
def remove_proof(bukti_id: UUID) -> ResponseReturnValue:
    """Take one proof out of a report that may still be changed."""
    actor = current_actor()
    with transaction() as session:
        laporan_id = queries.get_bukti(session, bukti_id, actor=actor).laporan_id
        services.remove_bukti(session, bukti_id, actor=actor)
    return redirect_with("Bukti dihapus.", "laporan.proofs", laporan_id=laporan_id)


@bp.get("/bukti/<uuid:bukti_id>")
@requires(Izin.LAPORAN_LIHAT)
def proof(bukti_id: UUID) -> ResponseReturnValue:
    """The file itself; the look at it is logged."""
    actor = current_actor()
    with transaction() as session:
        bukti = queries.get_bukti(session, bukti_id, actor=actor)
        record_read(session, "bukti.dibuka", actor=actor, objek="laporan", objek_id=bukti.laporan_id)
    # A browser's own PDF viewer does not open inside the sandbox: a PDF is given to be kept.
    download = "unduh" in request.args or bukti.mime == "application/pdf"
    return _file(store.get(bukti.sha256), bukti.mime, bukti.nama_berkas, download=download)


@bp.get("/bukti/<uuid:bukti_id>/kecil")
@requires(Izin.LAPORAN_LIHAT)
def thumbnail(bukti_id: UUID) -> ResponseReturnValue:
    """A picture too small to be read, for the list."""
    with reading() as session:
        bukti = queries.get_bukti(session, bukti_id, actor=current_actor())
    if not bukti.mime.startswith("image/"):
        raise Invalid({"bukti": ["Berkas ini bukan gambar."]})
    picture = ImageOps.exif_transpose(Image.open(BytesIO(store.get(bukti.sha256)))).convert("RGB")
    picture.thumbnail(KECIL)
    small = BytesIO()
    picture.save(small, "JPEG", quality=70)
    return _file(small.getvalue(), "image/jpeg", f"kecil-{bukti.id}.jpg", download=False)


def _file(content: bytes, mime: str, nama: str, *, download: bool) -> Response:
    response = send_file(BytesIO(content), mimetype=mime, as_attachment=download, download_name=nama)
    response.headers["Cache-Control"] = PRIVATE
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
