"""Settings of the desk: times, office holidays, ready sentences."""

from typing import Any
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.laporan.setelan import setelan_of
from pemakaman.verifikasi.alasan_bawaan import UNTUK_LABEL
from pemakaman.verifikasi.forms_kerja import HolidayForm, SentenceForm, TimesForm
from pemakaman.verifikasi.queries.alasan import Kalimat, list_kalimat
from pemakaman.verifikasi.queries.libur import list_days
from pemakaman.verifikasi.routes.dasar import bp
from pemakaman.verifikasi.ruas import RUAS_LABEL
from pemakaman.verifikasi.services import setelan as services
from pemakaman.web import redirect_with, requires, show_page


def _kab(actor: Actor) -> str:
    return actor.kab_kode or ""


@bp.route("/meja/setelan", methods=["GET", "POST"])
@requires(Izin.MEJA_ATUR)
def settings() -> ResponseReturnValue:
    """The times of the own kab/kota."""
    actor = current_actor()
    with reading() as session:
        setelan = setelan_of(session, _kab(actor))
    form, bentrok = TimesForm(obj=setelan), ""
    versi = request.form.get("versi", str(setelan.versi))
    if form.validate_on_submit():
        try:
            with transaction() as session:
                services.save_setelan(session, form.isian(), versi=_number(versi), actor=actor)
            return redirect_with("Setelan meja disimpan.", "verifikasi.settings")
        except Invalid as error:
            form.put_errors(error.galat)
        except Conflict as error:
            bentrok = error.pesan
    status = 409 if bentrok else 422 if form.errors else 200
    return show_page("verifikasi/setelan.html", status, form=form, versi=versi, bentrok=bentrok)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1


@bp.route("/meja/setelan/libur", methods=["GET", "POST"])
@requires(Izin.MEJA_ATUR)
def holidays() -> ResponseReturnValue:
    """Days on which the office differs from the calendar of the country, and that calendar."""
    actor, form = current_actor(), HolidayForm()
    if form.validate_on_submit():
        isian: dict[str, Any] = {"tanggal": form.tanggal.data, "nama": form.nama.data or ""}
        try:
            with transaction() as session:
                services.add_libur(session, **isian, libur=form.libur.data != "0", actor=actor)
            return redirect_with("Hari disimpan.", "verifikasi.holidays")
        except Invalid as error:
            form.put_errors(error.galat)
    today = today_in(_kab(actor))
    with reading() as session:
        hari = list_days(session, _kab(actor), since=today)
    return show_page("verifikasi/libur.html", 422 if form.errors else 200, form=form, hari=hari, tahun=today.year)


@bp.post("/meja/setelan/libur/<uuid:libur_id>/hapus")
@requires(Izin.MEJA_ATUR)
def remove_holiday(libur_id: UUID) -> ResponseReturnValue:
    """Take a day off the list."""
    with transaction() as session:
        services.remove_libur(session, libur_id, actor=current_actor())
    return redirect_with("Hari dihapus dari daftar.", "verifikasi.holidays")


@bp.get("/meja/setelan/alasan")
@requires(Izin.MEJA_ATUR)
def sentences_() -> ResponseReturnValue:
    """All ready sentences, by their use."""
    with reading() as session:
        kalimat = list_kalimat(session, _kab(current_actor()))
    groups = [(teks, [one for one in kalimat if one.untuk == untuk]) for untuk, teks in UNTUK_LABEL.items()]
    return show_page("verifikasi/kalimat.html", kelompok=groups, ruas_label=RUAS_LABEL)


@bp.route("/meja/setelan/alasan/baru", methods=["GET", "POST"])
@requires(Izin.MEJA_ATUR)
def add_sentence() -> ResponseReturnValue:
    """A new ready sentence."""
    return _edit(SentenceForm(data={"urutan": 10, "aktif": True}), None, None)


@bp.route("/meja/setelan/alasan/<uuid:alasan_id>", methods=["GET", "POST"])
@requires(Izin.MEJA_ATUR)
def edit_sentence(alasan_id: UUID) -> ResponseReturnValue:
    """Change one of the own sentences."""
    with reading() as session:
        row = services.get_alasan(session, alasan_id, actor=current_actor())
    return _edit(SentenceForm(obj=row), alasan_id, None)


@bp.route("/meja/setelan/alasan/bawaan/<bawaan>", methods=["GET", "POST"])
@requires(Izin.MEJA_ATUR)
def edit_national(bawaan: str) -> ResponseReturnValue:
    """Reword or switch off a national sentence for the own kab/kota."""
    with reading() as session:
        kalimat = _find(list_kalimat(session, _kab(current_actor())), bawaan)
    return _edit(SentenceForm(obj=kalimat), kalimat.id, bawaan)


def _find(kalimat: list[Kalimat], bawaan: str) -> Kalimat:
    found = next((one for one in kalimat if one.bawaan == bawaan), None)
    if found is None:
        raise NotFound("Kalimat ini tidak ada.")
    return found


def _edit(form: SentenceForm, alasan_id: UUID | None, bawaan: str | None) -> Response | ResponseReturnValue:
    if form.validate_on_submit():
        isian = {**form.isian(), "bawaan": bawaan}
        try:
            with transaction() as session:
                services.save_alasan(session, alasan_id, isian, actor=current_actor())
            return redirect_with("Kalimat disimpan.", "verifikasi.sentences_")
        except Invalid as error:
            form.put_errors(error.galat)
    status = 422 if form.errors else 200
    is_new = alasan_id is None and bawaan is None
    return show_page("verifikasi/kalimat_ubah.html", status, form=form, baru=is_new, bawaan=bawaan)
