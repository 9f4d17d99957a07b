"""The manager's answers: words to a question, a file to a proof asked for."""

from uuid import UUID

from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid, PemakamanError
from pemakaman.laporan import services
from pemakaman.laporan.models import Permintaan
from pemakaman.laporan.permintaan import get_permintaan
from pemakaman.laporan.routes.dasar import bp
from pemakaman.laporan.routes.lihat import show_report
from pemakaman.laporan.routes.permintaan import make_form
from pemakaman.laporan.services.permintaan import answer_question
from pemakaman.web import redirect_with, requires
from pemakaman.widgets import BaseForm


def _get(permintaan_id: int, jenis: str) -> Permintaan:
    with reading() as session:
        permintaan = get_permintaan(session, permintaan_id, actor=current_actor())
    if permintaan.jenis != jenis:
        raise Conflict("Permintaan ini dijawab dengan cara lain. Buka lagi laporannya.")
    return permintaan


@bp.post("/permintaan/<int:permintaan_id>/jawab")
@requires(Izin.LAPORAN_TULIS)
def answer(permintaan_id: int) -> ResponseReturnValue:
    """Answer a question of the office."""
    actor, permintaan = current_actor(), _get(permintaan_id, "tanya")
    form = make_form("tanya", permintaan_id)
    if not form.validate():
        return _refused(permintaan, form, 422)
    try:
        with transaction() as session:
            answer_question(session, permintaan_id, jawaban=form.jawaban.data, actor=actor)
    except Invalid as error:
        for pesan in error.galat.get("jawaban", []):
            form.jawaban.add_error(pesan)
        return _refused(permintaan, form, 422)
    except Conflict as error:
        return _refused(permintaan, form, 409, error.pesan)
    return redirect_with("Jawaban dikirim kepada petugas.", "laporan.show", laporan_id=permintaan.laporan_id)


@bp.post("/permintaan/<int:permintaan_id>/unggah")
@requires(Izin.LAPORAN_TULIS)
def upload(permintaan_id: int) -> ResponseReturnValue:
    """Add the proof that the office asked for."""
    permintaan = _get(permintaan_id, "lampiran")
    form = make_form("lampiran", permintaan_id)
    if not form.validate():
        return _refused(permintaan, form, 422)
    jenis = permintaan.bukti_jenis or ""
    gagal = [pesan for berkas in form.berkas.data for pesan in _add(permintaan.laporan_id, jenis, berkas)]
    for pesan in gagal:
        form.berkas.add_error(pesan)
    if gagal:
        return _refused(permintaan, form, 422)
    with reading() as session:
        left = get_permintaan(session, permintaan_id, actor=current_actor()).selesai_pada is None
    if left:
        form.berkas.add_error("Berkas yang sama sudah dilampirkan. Pilih berkas lain.")
        return _refused(permintaan, form, 422)
    return redirect_with("Lampiran dikirim kepada petugas.", "laporan.show", laporan_id=permintaan.laporan_id)


def _add(laporan_id: UUID, jenis: str, berkas: FileStorage) -> list[str]:
    """Add one file in its own transaction; returns why it was refused, if it was."""
    nama = berkas.filename or "berkas"
    actor = current_actor()
    try:
        with transaction() as session:
            services.add_bukti(session, laporan_id, jenis=jenis, nama_berkas=nama, content=berkas.read(), actor=actor)
    except Invalid as error:
        return [f"{nama}: {' '.join(pesan for semua in error.galat.values() for pesan in semua)}"]
    except PemakamanError as error:
        return [f"{nama}: {error.pesan}"]
    return []


def _refused(permintaan: Permintaan, form: BaseForm, status: int, pesan: str = "") -> ResponseReturnValue:
    return show_report(permintaan.laporan_id, status, terisi={permintaan.id: form}, pesan=pesan)
