"""Lists for the field: where one is needed, those that run, one of them, its print, its end."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.cek import queries, services
from pemakaman.cek.forms import BatalForm, SelesaiForm
from pemakaman.cek.routes.dasar import bp
from pemakaman.cek.rules import CEK_LABEL, MOST_ROWS, StatusCek
from pemakaman.cek.services import cetak
from pemakaman.cek.services.dasar import may_check
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode, level, parent
from pemakaman.pemilih.paket import check_area
from pemakaman.pemilih.rules import LAPANGAN_LABEL
from pemakaman.unduh import attachment
from pemakaman.web import Page, redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names


@bp.get("/pemilih/lapangan")
@requires(Izin.PEMILIH_LIHAT)
def list_() -> ResponseReturnValue:
    """Lists of one state; among those that run, also the places that need a new one."""
    return _show_lists()


def _show_lists(status: int = 200, galat: str = "") -> ResponseReturnValue:
    actor = current_actor()
    try:
        state = StatusCek(request.args.get("status") or StatusCek.BERJALAN)
    except ValueError:
        raise NotFound("Keadaan daftar ini tidak dikenal.") from None
    with reading() as session:
        page = Page(*queries.list_cek(session, state, actor=actor, sesudah=request.args.get("sesudah")))
    tempat = _places(actor) if state is StatusCek.BERJALAN and actor.kab_kode and may_check(actor) else None
    values = {"halaman": page, "keadaan": state, "tempat": tempat, "galat": galat, "terbanyak": MOST_ROWS}
    return show_page("cek/daftar.html", status, **values, cek_label=CEK_LABEL)


def _places(actor: Actor) -> dict[str, object]:
    """The area chosen so far, what waits in it, and the choices one level down."""
    kab_kode = actor.kab_kode or ""
    try:
        kode = check_kode(request.values.get("wilayah") or kab_kode)
    except NilaiError:
        kode = kab_kode
    with reading() as session:
        check_area(session, kode, actor=actor)
        return {
            "kode": kode,
            "atas": None if kode == kab_kode else parent(kode),
            "desa": level(kode) == 4,
            "nama": full_names(session, kode),
            "jumlah": queries.count_open(session, kode),
            "bawah": queries.count_below(session, kode),
        }


@bp.post("/pemilih/lapangan")
@requires(Izin.PEMILIH_LIHAT)
def make() -> ResponseReturnValue:
    """A new list; the service asks who may."""
    try:
        kode = check_kode(request.form.get("wilayah", ""))
    except NilaiError:
        raise NotFound("Desa/kelurahan ini tidak ada.") from None
    tps = request.form.get("tps", "").strip()[:20] or None
    try:
        with transaction() as session:
            cek = services.make_cek(session, kode, tps, actor=current_actor())
    except Invalid as error:
        return _show_lists(422, error.galat["wilayah"][0])
    return redirect_with("Daftar dibuat. Cetakannya sedang disiapkan.", "cek.show", cek_id=cek.id)


@bp.get("/pemilih/lapangan/<uuid:cek_id>")
@requires(Izin.PEMILIH_LIHAT)
def show(cek_id: UUID) -> ResponseReturnValue:
    """One list: how far it is, its print, its end."""
    return _show(cek_id)


def _show(
    cek_id: UUID, status: int = 200, selesai: SelesaiForm | None = None, batal: BatalForm | None = None
) -> ResponseReturnValue:
    actor = current_actor()
    with reading() as session:
        cek = queries.get_cek(session, cek_id, actor=actor)
        names = full_names(session, cek.desa_kode)
        counts = queries.count_answers(session, cek_id)
    page = show_page(
        "cek/satu.html",
        status,
        cek=cek,
        nama=names,
        jumlah=counts,
        semua=sum(counts.values()),
        dapat=may_check(actor),
        form_selesai=selesai or SelesaiForm(formdata=None, prefix="selesai-"),
        form_batal=batal or BatalForm(formdata=None, prefix="batal-"),
        cek_label=CEK_LABEL,
        hasil_label=LAPANGAN_LABEL,
    )
    if cek.status_cetak == "antre":
        page.headers["Refresh"] = "3"
    return page


@bp.get("/pemilih/lapangan/<uuid:cek_id>/unduh")
@requires(Izin.PEMILIH_LIHAT)
def download(cek_id: UUID) -> ResponseReturnValue:
    """The printed list."""
    with transaction() as session:
        cek, content = cetak.read_print(session, cek_id, actor=current_actor())
    return attachment(content, "application/pdf", f"cek-lapangan-{cek.nomor:05}.pdf")


@bp.post("/pemilih/lapangan/<uuid:cek_id>/cetak")
@requires(Izin.PEMILIH_LIHAT)
def print_again(cek_id: UUID) -> ResponseReturnValue:
    """Order a failed print again."""
    with transaction() as session:
        cetak.retry_print(session, cek_id, actor=current_actor())
    return redirect_with("Cetakan sedang disiapkan lagi.", "cek.show", cek_id=cek_id)


@bp.post("/pemilih/lapangan/<uuid:cek_id>/selesai")
@requires(Izin.PEMILIH_LIHAT)
def finish(cek_id: UUID) -> ResponseReturnValue:
    """The list is done."""
    form = SelesaiForm(prefix="selesai-")
    belum = form.validate() and bool(form.belum.data)
    try:
        with transaction() as session:
            services.finish_cek(session, cek_id, versi=form.seen, belum=belum, actor=current_actor())
    except Invalid as error:
        form.put_errors(error.galat)
        return _show(cek_id, 422, selesai=form)
    return redirect_with("Daftar selesai.", "cek.show", cek_id=cek_id)


@bp.post("/pemilih/lapangan/<uuid:cek_id>/batal")
@requires(Izin.PEMILIH_LIHAT)
def cancel(cek_id: UUID) -> ResponseReturnValue:
    """The list is given up."""
    form = BatalForm(prefix="batal-")
    if not form.validate():
        return _show(cek_id, 422, batal=form)
    try:
        with transaction() as session:
            services.cancel_cek(session, cek_id, versi=form.seen, alasan=form.alasan.data or "", actor=current_actor())
    except Invalid as error:
        form.put_errors(error.galat)
        return _show(cek_id, 422, batal=form)
    return redirect_with("Daftar dibatalkan.", "cek.show", cek_id=cek_id)
