"""Covering letters."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.surat import queries, services
from pemakaman.surat.forms import PengantarForm
from pemakaman.surat.queries import MOST_COVERED
from pemakaman.surat.routes.dasar import bp
from pemakaman.surat.services.pengantar import HILANG
from pemakaman.web import redirect_with, requires, show_page

KEPERLUAN = "berkas permohonan akta kematian"


def _chosen() -> list[UUID]:
    try:
        chosen = list(dict.fromkeys(UUID(one) for one in request.form.getlist("berkas")))
    except ValueError:
        raise NotFound(HILANG) from None
    if len(chosen) > MOST_COVERED:
        raise Invalid({"berkas": [f"Paling banyak {MOST_COVERED} berkas dalam satu surat pengantar."]})
    return chosen


@bp.get("/surat/pengantar")
@requires(Izin.SURAT_TULIS)
def list_pengantar() -> ResponseReturnValue:
    """Covering letters that were made, and files to make another for."""
    actor = current_actor()
    with reading() as session:
        surat = queries.list_pengantar(session, actor=actor)
        berkas = queries.list_to_cover(session, actor=actor)
    page = show_page("surat/daftar_pengantar.html", surat=surat, berkas=berkas)
    if any(one.status == "antre" for one, _ in surat):
        page.headers["Refresh"] = "2"
    return page


@bp.post("/surat/pengantar")
@requires(Izin.SURAT_TULIS)
def write_pengantar() -> ResponseReturnValue:
    """From a selection of files: ask number and addressee, then make the letter."""
    actor, chosen = current_actor(), _chosen()
    with reading() as session:
        rows = queries.list_covered(session, chosen, actor=actor)
    if not chosen:
        return redirect_with("Centang dulu berkas yang diserahkan.", "surat.list_pengantar", kategori="peringatan")
    if len(rows) != len(chosen):
        raise NotFound(HILANG)
    is_sent = request.form.get("aksi") == "buat"
    form = PengantarForm() if is_sent else PengantarForm(formdata=None, data=_first(actor.kab_kode or ""))
    if is_sent and form.validate():
        try:
            with transaction() as session:
                services.make_pengantar(
                    session,
                    chosen,
                    nomor=form.nomor.data,
                    tanggal=form.tanggal.data,
                    tujuan=form.lines(),
                    keperluan=form.keperluan.data,
                    actor=actor,
                )
            return redirect_with("Surat pengantar sedang dibuat.", "surat.list_pengantar")
        except Invalid as error:
            form.put_errors(error.galat)
    return show_page("surat/tulis_pengantar.html", 422 if form.errors else 200, form=form, berkas=rows)


def _first(kab_kode: str) -> dict[str, object]:
    return {"tanggal": today_in(kab_kode), "keperluan": KEPERLUAN}
