"""Packages for KPU: building one, the list, the download."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Forbidden, Invalid
from pemakaman.jejak.services import record_read
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode, parent
from pemakaman.pemilih import paket, penarikan
from pemakaman.pemilih.forms import PaketForm
from pemakaman.pemilih.routes.dasar import attachment, bp, put_errors
from pemakaman.web import Page, redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names

MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.get("/paket")
@requires(Izin.PAKET_UNDUH)
def packages() -> ResponseReturnValue:
    """The packages of this area."""
    with reading() as session:
        found = paket.list_paket(session, actor=current_actor(), sesudah=request.args.get("sesudah"))
        counts = penarikan.count_open(session, actor=current_actor())
    return show_page("pemilih/paket.html", halaman=Page(*found), jumlah=counts)


@bp.get("/paket/<uuid:paket_id>")
@requires(Izin.PAKET_UNDUH)
def show_paket(paket_id: UUID) -> ResponseReturnValue:
    """One package, its fingerprint, and what must be taken back."""
    actor = current_actor()
    with transaction() as session:
        found = paket.get_paket(session, paket_id, actor=actor)
        withdrawn = paket.list_withdrawn(session, paket_id)
        if withdrawn:
            record_read(session, "paket.ditarik", actor=actor, objek="paket", objek_id=paket_id, jumlah=len(withdrawn))
        names = full_names(session, found.wilayah_kode)
    return show_page("pemilih/paket_satu.html", paket=found, ditarik=withdrawn, nama=names)


@bp.get("/paket/<uuid:paket_id>/unduh")
@requires(Izin.PAKET_UNDUH)
def download(paket_id: UUID) -> ResponseReturnValue:
    """The file."""
    with transaction() as session:
        found, content = paket.take_paket(session, paket_id, actor=current_actor())
    return attachment(content, MIME[found.format], paket.file_name(found))


@bp.route("/paket/baru", methods=["GET", "POST"])
@requires(Izin.PAKET_BUAT)
def new_paket() -> ResponseReturnValue:
    """Choose an area step by step, then build."""
    form = PaketForm()
    wilayah_kode, tps = _area()
    if request.method != "POST":
        return _show(form, wilayah_kode, tps)
    if not form.validate():
        return _show(form, wilayah_kode, tps, 422)
    try:
        with transaction() as session:
            paket.build_paket(
                session,
                wilayah_kode=wilayah_kode,
                tps=tps,
                formats=form.format.data,
                baru=form.isi.data == "baru",
                actor=current_actor(),
            )
    except Invalid as error:
        form.form_errors += put_errors(form, error)
        return _show(form, wilayah_kode, tps, 422)
    return redirect_with("Paket selesai dibuat dan dapat diunduh KPU.", "pemilih.packages")


def _area() -> tuple[str, str | None]:
    kab_kode = current_actor().kab_kode
    if kab_kode is None:
        raise Forbidden("Paket dibuat oleh kabupaten/kota.")
    try:
        kode = check_kode(request.values.get("wilayah") or kab_kode)
    except NilaiError:
        kode = kab_kode
    return kode, (request.values.get("tps") or "").strip()[:20] or None


def _show(form: PaketForm, wilayah_kode: str, tps: str | None, status: int = 200) -> ResponseReturnValue:
    with reading() as session:
        paket.check_area(session, wilayah_kode, actor=current_actor())
        values = {
            "nama": full_names(session, wilayah_kode),
            "baru": paket.count_proposals(session, wilayah_kode, tps, baru=True),
            "semua": paket.count_proposals(session, wilayah_kode, tps, baru=False),
            "penarikan": penarikan.count_waiting(session, wilayah_kode[:5]),
            "bawah": [] if tps else paket.count_below(session, wilayah_kode, baru=False),
        }
    is_top = wilayah_kode == current_actor().kab_kode and not tps
    atas = None if is_top else (wilayah_kode if tps else parent(wilayah_kode))
    return show_page(
        "pemilih/paket_baru.html", status, form=form, wilayah_kode=wilayah_kode, tps=tps, atas=atas, **values
    )
