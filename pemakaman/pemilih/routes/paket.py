"""Packages for KPU: building one, the list, the download."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Forbidden, Invalid
from pemakaman.jejak.queries import timeline
from pemakaman.jejak.services import record_read
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode, parent
from pemakaman.pemilih import paket, penarikan, serah, tanda_terima
from pemakaman.pemilih.forms import PaketForm
from pemakaman.pemilih.routes.dasar import STATUS_PESANAN, bp, put_errors
from pemakaman.tabel import MIME as MIME_TABEL
from pemakaman.unduh import attachment
from pemakaman.web import Page, redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names

MIME = {**MIME_TABEL, "zip": "application/zip"}


@bp.get("/paket")
@requires(Izin.PAKET_UNDUH)
def packages() -> ResponseReturnValue:
    """The packages of this area: first those whose receipt is late, then all, the newest first."""
    actor = current_actor()
    with reading() as session:
        page = Page(*paket.list_paket(session, actor=actor, sesudah=request.args.get("sesudah")))
        values: dict[str, Any] = {
            "jumlah": penarikan.count_open(session, actor=actor),
            "terlambat": tanda_terima.list_overdue(session, actor=actor),
            "terima": tanda_terima.list_receipts(session, [row.Paket.id for row in page.rows]),
            "pesanan": serah.list_open_orders(session, actor=actor) if actor.may(Izin.PAKET_BUAT) else [],
            "hari_ini": today_in(actor.wilayah_kode),
        }
    return show_page("pemilih/paket.html", halaman=page, status_pesanan=STATUS_PESANAN, **values)


@bp.get("/paket/<uuid:paket_id>")
@requires(Izin.PAKET_UNDUH)
def show_paket(paket_id: UUID) -> ResponseReturnValue:
    """One package: its files and fingerprints, KPU's receipt, and what must be taken back."""
    actor = current_actor()
    with transaction() as session:
        found = paket.get_paket(session, paket_id, actor=actor)
        withdrawn = paket.list_withdrawn(session, paket_id)
        terima = tanda_terima.find_receipt(session, paket_id)
        refused = tanda_terima.list_rows(session, paket_id, ditolak=True)
        for cara, rows in (("paket.ditarik", withdrawn), ("paket.ditolak", refused)):
            if rows:
                record_read(session, cara, actor=actor, objek="paket", objek_id=paket_id, jumlah=len(rows))
        values: dict[str, Any] = {
            "nama": full_names(session, found.wilayah_kode),
            "selisih": tanda_terima.compare(session, found, terima) if terima else [],
            "riwayat": timeline(session, "paket", paket_id),
            "hari_ini": today_in(found.kab_kode),
        }
    return show_page(
        "pemilih/paket_satu.html", paket=found, ditarik=withdrawn, terima=terima, ditolak=refused, **values
    )


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
    """Choose an area step by step, then order the package."""
    wilayah_kode, tps = _area()
    form = PaketForm()
    form.periode.choices = [(one, one) for one in serah.list_periods(wilayah_kode[:5])]
    if request.method != "POST":
        form.periode.process_data(form.periode.choices[0][0])
        return _show(form, wilayah_kode, tps)
    if not form.validate():
        return _show(form, wilayah_kode, tps, 422)
    try:
        with transaction() as session:
            pesanan = serah.order_paket(
                session,
                wilayah_kode=wilayah_kode,
                tps=tps,
                baru=form.isi.data == "baru",
                periode=form.periode.data,
                actor=current_actor(),
            )
    except Invalid as error:
        form.form_errors += put_errors(form, error)
        return _show(form, wilayah_kode, tps, 422)
    return redirect_with("Paket sedang dibuat.", "pemilih.show_pesanan", pesanan_id=pesanan.id)


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
