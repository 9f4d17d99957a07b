"""The daily letter of a province to its governor: the list, one letter, its steps and its files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.desk.forms.surat import SuratHarianForm
from pemakaman.desk.queries.surat import get_surat, list_surat
from pemakaman.desk.routes.dasar import bp, posted_versi, read_hari, read_sesudah, shown_versi
from pemakaman.desk.services import surat as services
from pemakaman.errors import Invalid
from pemakaman.jejak.queries import timeline
from pemakaman.pantau.forms import TertandaForm
from pemakaman.unduh import attachment
from pemakaman.web import Page, redirect_with, requires, show_page
from pemakaman.widgets import BaseForm

# Printing takes about a second: who comes from a step sees the waiting page so many times, a second each. After that
# the forms come back, so that nothing typed is lost to a page that loads itself again while the worker is down.
PALING_LAMA = 8


@bp.get("/desk/surat")
@requires(Izin.DESK_LIHAT)
def letters() -> ResponseReturnValue:
    """The letters of the province, the newest day first."""
    actor = current_actor()
    with reading() as session:
        page = Page(*list_surat(session, actor=actor, sesudah=read_sesudah()))
        return show_page("desk/surat.html", halaman=page, hari_ini=today_in(actor.wilayah_kode))


@bp.post("/desk/surat/buat")
@requires(Izin.DESK_ATUR)
def make_letter() -> ResponseReturnValue:
    """Count a day and keep it as a draft; the draft of that day when there is one."""
    day = read_hari(request.form.get("tanggal", ""))
    with transaction() as session:
        surat_id = services.make_surat(session, day, actor=current_actor()).id
    return redirect_with("Surat harian disiapkan.", "desk.letter", surat_desk_id=surat_id, tunggu=1)


@bp.get("/desk/surat/<uuid:surat_desk_id>")
@requires(Izin.DESK_LIHAT)
def letter(surat_desk_id: UUID) -> ResponseReturnValue:
    """One letter and its next step; while it is printed the page of who just ordered it asks again by itself."""
    times = request.args.get("tunggu", 0, type=int)
    return _page(surat_desk_id, times=times if 0 < times <= PALING_LAMA else 0)


@bp.post("/desk/surat/<uuid:surat_desk_id>/isi")
@requires(Izin.DESK_ATUR)
def word_letter(surat_desk_id: UUID) -> ResponseReturnValue:
    """Number, date, address and who signs."""
    form, versi, actor = SuratHarianForm(), posted_versi(), current_actor()
    return _step(
        surat_desk_id,
        lambda session: services.save_surat(session, surat_desk_id, form.isian(), versi=versi, actor=actor),
        "Nomor dan tanggal surat disimpan.",
        form,
    )


@bp.post("/desk/surat/<uuid:surat_desk_id>/hitung")
@requires(Izin.DESK_ATUR)
def recount_letter(surat_desk_id: UUID) -> ResponseReturnValue:
    """Count the day of a draft again."""
    versi, actor = posted_versi(), current_actor()
    return _step(
        surat_desk_id,
        lambda session: services.recount_surat(session, surat_desk_id, versi=versi, actor=actor),
        "Surat dihitung ulang.",
    )


@bp.post("/desk/surat/<uuid:surat_desk_id>/tertanda")
@requires(Izin.DESK_ATUR)
def sign_letter(surat_desk_id: UUID) -> ResponseReturnValue:
    """Upload the signed copy."""
    form, versi, actor = TertandaForm(), posted_versi(), current_actor()

    def work(session: Session) -> None:
        file = form.berkas.data[0]
        content, name = file.stream.read(), file.filename or ""
        services.sign_surat(session, surat_desk_id, nama_berkas=name, content=content, versi=versi, actor=actor)

    return _step(surat_desk_id, work, "Salinan tertanda disimpan. Surat ini sekarang tetap.", form)


@bp.get("/desk/surat/<uuid:surat_desk_id>/<bentuk>/unduh")
@requires(Izin.DESK_LIHAT)
def letter_file(surat_desk_id: UUID, bentuk: str) -> ResponseReturnValue:
    """The print or the signed copy. They hold figures, no person."""
    with reading() as session:
        return attachment(*services.read_surat(session, surat_desk_id, bentuk, actor=current_actor()))


def _step(
    surat_id: UUID, work: Callable[[Session], Any], pesan: str, form: BaseForm | None = None
) -> ResponseReturnValue:
    """Take one step; when a field is refused show the letter again with what was typed."""
    with reading() as session:
        get_surat(session, surat_id, actor=current_actor())
    if form is not None and not form.validate_on_submit():
        return _page(surat_id, form)
    try:
        with transaction() as session:
            work(session)
    except Invalid as error:
        if form is None:
            raise
        return _page(surat_id, form, form.put_errors(error.galat))
    return redirect_with(pesan, "desk.letter", surat_desk_id=surat_id, tunggu=1)


def _page(
    surat_id: UUID, sent: BaseForm | None = None, lepas: list[str] | None = None, *, times: int = 0
) -> ResponseReturnValue:
    actor = current_actor()
    with reading() as session:
        surat = get_surat(session, surat_id, actor=actor)
        riwayat = timeline(session, "surat_desk", surat.id)
    forms: dict[str, BaseForm] = {}
    waits = bool(times) and surat.status_cetak == "antre"
    if not waits and surat.status == services.DRAF and actor.may(Izin.DESK_ATUR):
        names = ("nomor_surat", "tanggal_surat", "kepada", "jabatan", "nama_pejabat", "nip")
        kept = {name: getattr(surat, name) or (None if name == "tanggal_surat" else "") for name in names}
        blank = {"isi": SuratHarianForm(formdata=None, data=kept), "tertanda": TertandaForm(formdata=None)}
        forms = {name: sent if sent and type(sent) is type(one) else one for name, one in blank.items()}
    values: dict[str, Any] = {"surat": surat, "form": forms, "form_salah": sent, "lepas": lepas or [], "tunggu": waits}
    values |= {"riwayat": riwayat, "versi": shown_versi(surat.versi)}
    page = show_page("desk/surat_satu.html", 422 if sent is not None else 200, **values)
    if waits:
        again = url_for("desk.letter", surat_desk_id=surat_id, tunggu=times + 1)
        page.headers["Refresh"] = f"1; url={again}"
    return page
