"""Many files printed together: the list with its ticks, one print and its progress, its bytes."""

from typing import Any
from uuid import UUID

from flask import request, send_file
from flask.typing import ResponseReturnValue

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import queries, queries_kumpulan
from pemakaman.berkas.forms_kumpulan import KumpulanForm
from pemakaman.berkas.routes.dasar import PDF, ZIP, bp
from pemakaman.berkas.rules import BENTUK_LABEL, MOST_TOGETHER, STATUS_KUMPULAN_LABEL, kumpulan_name
from pemakaman.berkas.services import kumpulan as services
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.nilai.tanggal import zone_of
from pemakaman.web import redirect_with, requires, show_page


@bp.get("/berkas")
@requires(Izin.BERKAS_LIHAT)
def list_() -> ResponseReturnValue:
    """Finished files, to print several at once."""
    return _show_list(KumpulanForm(formdata=None))


def _show_list(form: KumpulanForm, chosen: frozenset[str] | None = None, *, pesan: str = "") -> ResponseReturnValue:
    """Where a reason is asked for, what was printed before must be in sight."""
    baru, actor = request.args.get("saring") != "semua" and not form.errors, current_actor()
    with reading() as session:
        page = queries.list_ready(session, actor=actor, baru=baru, sesudah=request.args.get("sesudah"))
        values: dict[str, Any] = {
            "menunggu": queries_kumpulan.count_new(session, actor=actor),
            "cetakan": queries_kumpulan.list_kumpulan(session, actor=actor),
            "nama_status": STATUS_KUMPULAN_LABEL,
            "terbanyak": MOST_TOGETHER,
            "dipilih": chosen,
            "pesan": pesan,
        }
        return show_page(
            "berkas/daftar.html", 422 if form.errors or pesan else 200, halaman=page, baru=baru, form=form, **values
        )


@bp.post("/berkas")
@requires(Izin.BERKAS_LIHAT)
def order_together() -> ResponseReturnValue:
    """Order a print of the ticked files, or of all that nobody has printed yet."""
    actor, form = current_actor(), KumpulanForm()
    ticked = frozenset(request.form.getlist("berkas"))
    bentuk = request.form.get("bentuk", "")
    if not form.validate():
        return _show_list(form, ticked)
    try:
        with transaction() as session:
            is_all = request.form.get("pilih") == "semua"
            ids = queries_kumpulan.pick_new(session, actor=actor) if is_all else _read_ids(ticked)
            kumpulan = services.order_kumpulan(session, ids, bentuk=bentuk, sebab=form.sebab.data, actor=actor)
    except Invalid as error:
        return _show_list(form, ticked, pesan=" ".join(form.put_errors(error.galat)))
    return redirect_with("Cetakan dipesan.", "berkas.show_together", kumpulan_id=kumpulan.id)


def _read_ids(ticked: frozenset[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in ticked]
    except ValueError:
        raise NotFound() from None


@bp.get("/berkas/kumpulan/<uuid:kumpulan_id>")
@requires(Izin.BERKAS_LIHAT)
def show_together(kumpulan_id: UUID) -> ResponseReturnValue:
    """One print; the page renews itself while it is being made."""
    with reading() as session:
        kumpulan = queries_kumpulan.get_kumpulan(session, kumpulan_id, actor=current_actor())
        butir = queries_kumpulan.list_butir(session, kumpulan_id, actor=current_actor())
    page = show_page(
        "berkas/kumpulan.html",
        kumpulan=kumpulan,
        butir=[one for one in butir if one.terlihat],
        bentuk=BENTUK_LABEL[kumpulan.bentuk],
        nama_status=STATUS_KUMPULAN_LABEL,
    )
    if kumpulan.status == "antre":
        page.headers["Refresh"] = "1"
    return page


@bp.post("/berkas/kumpulan/<uuid:kumpulan_id>/ulangi")
@requires(Izin.BERKAS_LIHAT)
def retry_together(kumpulan_id: UUID) -> ResponseReturnValue:
    """Try a failed print again."""
    with transaction() as session:
        services.retry_kumpulan(session, kumpulan_id, actor=current_actor())
    return redirect_with("Cetakan dibuat lagi.", "berkas.show_together", kumpulan_id=kumpulan_id)


@bp.get("/berkas/kumpulan/<uuid:kumpulan_id>/unduh")
@requires(Izin.BERKAS_LIHAT)
def download_together(kumpulan_id: UUID) -> ResponseReturnValue:
    """The PDF or the ZIP; taking it is an event."""
    actor = current_actor()
    with transaction() as session:
        kumpulan = services.read_kumpulan(session, kumpulan_id, actor=actor)
        record_read(
            session,
            "berkas.kumpulan",
            actor=actor,
            objek="cetak_kumpulan",
            objek_id=kumpulan.id,
            jumlah=kumpulan.jumlah,
        )
    day = kumpulan.dibuat_pada.astimezone(zone_of(kumpulan.kab_kode)).date()
    return send_file(
        store.path_of(kumpulan.sha256 or ""),
        mimetype=PDF if kumpulan.bentuk == "pdf" else ZIP,
        as_attachment=True,
        download_name=kumpulan_name(day, kumpulan.bentuk),
    )
