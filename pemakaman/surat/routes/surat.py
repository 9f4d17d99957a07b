"""Letters of a report."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record_read
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Status
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.surat import queries, services
from pemakaman.surat.forms import letter_form, shown_values
from pemakaman.surat.naskah import render_body
from pemakaman.surat.routes.dasar import bp
from pemakaman.surat.rules import PESAN_TERTUTUP, RUAS, TERTUTUP
from pemakaman.surat.services.surat import letter_values
from pemakaman.web import redirect_with, requires, show_page


@bp.get("/laporan/<uuid:laporan_id>/surat")
@requires(Izin.SURAT_TULIS)
def of_laporan(laporan_id: UUID) -> ResponseReturnValue:
    """The letters of a report, and the templates to make another from; asks again while one is being printed."""
    actor = current_actor()
    with reading() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        surat = queries.list_surat(session, laporan_id)
        templat = queries.list_templat(session, actor=actor, dipakai=True)
    tertutup = PESAN_TERTUTUP if Status(laporan.status) in TERTUTUP else ""
    page = show_page("surat/daftar.html", laporan=laporan, surat=surat, templat=templat, tertutup=tertutup)
    if any(one.status == "antre" for one, _ in surat):
        page.headers["Refresh"] = "2"
    return page


@bp.route("/laporan/<uuid:laporan_id>/surat/<uuid:seri>", methods=["GET", "POST"])
@requires(Izin.SURAT_TULIS)
def write(laporan_id: UUID, seri: UUID) -> ResponseReturnValue:
    """Number, date and the template's own questions; first the text is shown, then the letter is made."""
    actor = current_actor()
    with transaction() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        templat = queries.get_templat(session, seri, actor=actor)
        if Status(laporan.status) in TERTUTUP:
            raise Conflict(PESAN_TERTUTUP)
        kind = letter_form(templat.isi)
        form = kind() if request.method == "POST" else kind(formdata=None, data={"tanggal": today_in(laporan.kab_kode)})
        typed = {**form.isian(), "nomor_surat": form.nomor.data or ""}
        typed["tanggal_surat"] = format_tanggal(form.tanggal.data) if form.tanggal.data else ""
        nilai = letter_values(session, laporan, templat, typed, actor=actor)
        record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
    if form.validate_on_submit() and request.form.get("aksi") == "buat":
        try:
            with transaction() as session:
                services.make_letter(
                    session,
                    laporan_id,
                    seri,
                    nomor=form.nomor.data,
                    tanggal=form.tanggal.data,
                    isian=form.isian(),
                    actor=actor,
                )
            return redirect_with("Surat sedang dibuat.", "surat.of_laporan", laporan_id=laporan_id)
        except Invalid as error:
            form.put_errors(error.galat)
    return show_page(
        "surat/tulis.html",
        422 if form.errors else 200,
        laporan=laporan,
        templat=templat,
        form=form,
        teks=Markup(render_body(templat.isi, nilai)),  # noqa: S704
        kurang=[RUAS[nama].arti for nama in shown_values(nilai) if nama in RUAS],
    )
