"""GISA: the regions, one of them, and its proofs."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.desk.forms.gisa import GisaBaruForm, GisaForm
from pemakaman.desk.models import Gisa
from pemakaman.desk.queries.gisa import get_bukti, get_gisa, list_bukti, list_cakupan, list_gisa, list_places
from pemakaman.desk.queries.harian import list_riwayat
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.routes.dasar import bp, posted_versi
from pemakaman.desk.rules.gisa import INDIKATOR, rata_rata
from pemakaman.desk.services.gisa import create_gisa, remove_bukti, update_gisa
from pemakaman.errors import Invalid
from pemakaman.laporan.berkas_bukti import BuktiBersih, clean_bukti
from pemakaman.unduh import attachment
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import get_wilayah


@bp.get("/desk/gisa")
@requires(Izin.DESK_LIHAT)
def awareness() -> ResponseReturnValue:
    """Every region that took GISA up, and how far each kab/kota is covered."""
    actor = current_actor()
    with reading() as session:
        rows = list_gisa(session, actor=actor)
        covered = list_cakupan(session, actor=actor)
    means = {row[0].id: rata_rata({kode: getattr(row[0], kode) for kode in INDIKATOR}) for row in rows}
    facts: dict[str, Any] = {"gisa": rows, "rata": means, "cakupan": covered, "indikator": INDIKATOR}
    return show_page("desk/gisa.html", boleh_isi=actor.may(Izin.DESK_ISI), **facts)


@bp.route("/desk/gisa/baru", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def new_awareness() -> ResponseReturnValue:
    """Record GISA of a region."""
    actor = current_actor()
    with reading() as session:
        get_kab(session, actor.wilayah_kode, actor=actor)
        places = list_places(session, actor.wilayah_kode)
    form = GisaBaruForm()
    form.wilayah_kode.choices = places
    lepas: list[str] = []
    if form.validate_on_submit():
        try:
            proofs = _proofs(form)
            with transaction() as session:
                made = create_gisa(session, form.wilayah_kode.data, form.isian(), proofs, actor=actor)
            return redirect_with("GISA disimpan.", "desk.awareness_of", gisa_id=made.id)
        except Invalid as error:
            lepas = form.put_errors(error.galat, [("berkas", "bukti")])
    return _show(form, None, lepas)


@bp.route("/desk/gisa/<uuid:gisa_id>/ubah", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def change_awareness(gisa_id: UUID) -> ResponseReturnValue:
    """Change it, add proofs."""
    actor = current_actor()
    with reading() as session:
        gisa = get_gisa(session, gisa_id, actor=actor)
    data = {name: getattr(gisa, name) for name in ("sk_nomor", "sk_tanggal", "kegiatan", *INDIKATOR)}
    form = GisaForm() if request.method == "POST" else GisaForm(formdata=None, data=data)
    lepas: list[str] = []
    if form.validate_on_submit():
        try:
            proofs = _proofs(form)
            with transaction() as session:
                said: dict[str, Any] = {"versi": posted_versi(), "alasan": form.alasan.data or ""}
                update_gisa(session, gisa_id, form.isian(), proofs, actor=actor, **said)
            return redirect_with("GISA disimpan.", "desk.awareness_of", gisa_id=gisa_id)
        except Invalid as error:
            lepas = form.put_errors(error.galat, [("berkas", "bukti")])
    return _show(form, gisa, lepas)


def _proofs(form: GisaForm) -> list[BuktiBersih]:
    return [clean_bukti(one.filename or "", one.stream.read()) for one in form.bukti.data]


def _show(form: GisaForm, gisa: Gisa | None, lepas: list[str]) -> ResponseReturnValue:
    versi = request.form.get("versi") or (gisa.versi if gisa else 0)
    status = 422 if form.errors or lepas else 200
    return show_page("desk/gisa_isi.html", status, form=form, gisa=gisa, versi=versi, lepas=lepas, indikator=INDIKATOR)


@bp.get("/desk/gisa/<uuid:gisa_id>")
@requires(Izin.DESK_LIHAT)
def awareness_of(gisa_id: UUID) -> ResponseReturnValue:
    """One region: its figures, its proofs, and what they were before."""
    actor = current_actor()
    with reading() as session:
        gisa = get_gisa(session, gisa_id, actor=actor)
        place = get_wilayah(session, gisa.wilayah_kode)
        proofs = list_bukti(session, gisa_id)
        history = list_riwayat(session, "gisa", gisa_id)
    facts: dict[str, Any] = {"gisa": gisa, "tempat": place, "bukti": proofs, "riwayat": history}
    return show_page("desk/gisa_satu.html", indikator=INDIKATOR, boleh_isi=actor.may(Izin.DESK_ISI), **facts)


@bp.get("/desk/gisa/bukti/<uuid:gisa_bukti_id>")
@requires(Izin.DESK_LIHAT)
def proof(gisa_bukti_id: UUID) -> ResponseReturnValue:
    """One proof as a file."""
    with reading() as session:
        bukti = get_bukti(session, gisa_bukti_id, actor=current_actor())
    return attachment(store.get(bukti.sha256), bukti.mime, f"bukti-gisa{bukti.nama_berkas[-4:]}")


@bp.post("/desk/gisa/bukti/<uuid:gisa_bukti_id>/hapus")
@requires(Izin.DESK_ISI)
def drop_proof(gisa_bukti_id: UUID) -> ResponseReturnValue:
    """Take a proof away."""
    with transaction() as session:
        gisa_id = remove_bukti(session, gisa_bukti_id, actor=current_actor())
    return redirect_with("Bukti dihapus.", "desk.awareness_of", gisa_id=gisa_id)
