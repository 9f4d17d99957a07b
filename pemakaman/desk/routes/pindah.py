"""Transfers of blank cards: the list, one transfer, and what each side does with it."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.desk.forms.pindah import KembaliForm, KirimForm, TerimaForm
from pemakaman.desk.models import PindahBlangko
from pemakaman.desk.queries.harian import nama_akun
from pemakaman.desk.queries.keadaan import stok_of
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.pindah import get_pindah, list_pindah
from pemakaman.desk.routes.dasar import bp, posted_versi, read_sesudah
from pemakaman.desk.rules.istilah import STATUS_PINDAH_LABEL, StatusPindah
from pemakaman.desk.services.pindah import (
    Dipindah,
    cancel_blangko,
    receive_blangko,
    refuse_blangko,
    send_blangko,
)
from pemakaman.errors import Invalid
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.ruas.form import BaseForm
from pemakaman.web import Page, redirect_with, requires, show_page
from pemakaman.wilayah.queries import children, get_wilayah

WARNA = {"dikirim": "menunggu", "diterima": "selesai", "ditolak": "gagal", "batal": "terlambat"}
LABELS: dict[str, Any] = {"label": STATUS_PINDAH_LABEL, "warna": WARNA}


@bp.get("/desk/pindah")
@requires(Izin.DESK_LIHAT)
def transfers() -> ResponseReturnValue:
    """Transfers that touch the account's area, those on the way first."""
    actor = current_actor()
    with reading() as session:
        page = Page(*list_pindah(session, actor=actor, sesudah=read_sesudah()))
    return show_page("desk/pindah.html", halaman=page, boleh_isi=actor.may(Izin.DESK_ISI), **LABELS)


@bp.route("/desk/pindah/kirim", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def send() -> ResponseReturnValue:
    """Send blank cards to another kab/kota."""
    actor = current_actor()
    own = actor.wilayah_kode
    with reading() as session:
        get_kab(session, own, actor=actor)
        others = [one for one in children(session, own[:2]) if one[0] != own]
        stok = stok_of(session, own, today_in(own))
    form = KirimForm() if request.method == "POST" else KirimForm(formdata=None, data={"tanggal": today_in(own)})
    form.ke_kab.choices = others
    if not form.validate_on_submit():
        return show_page("desk/kirim.html", 422 if form.errors else 200, form=form, stok=stok, lepas=[])
    said = {"tanggal": form.tanggal.data, "catatan": form.catatan.data, "actor": actor}
    try:
        with transaction() as session:
            sent = send_blangko(session, own, form.ke_kab.data, form.jumlah.data, **said)
    except Invalid as error:
        return show_page("desk/kirim.html", 422, form=form, stok=stok, lepas=form.put_errors(error.galat))
    return _done(sent, f"Kiriman nomor {sent.pindah.nomor} dicatat. Penerima mencatat bila sudah sampai.")


@bp.get("/desk/pindah/<uuid:blangko_id>")
@requires(Izin.DESK_LIHAT)
def transfer(blangko_id: UUID) -> ResponseReturnValue:
    """One transfer with both its sides."""
    return _show(blangko_id, {})


def _show(
    blangko_id: UUID, forms: dict[str, BaseForm], lepas: list[str] | None = None, *, status: int = 200
) -> ResponseReturnValue:
    actor = current_actor()
    with reading() as session:
        pindah = get_pindah(session, blangko_id, actor=actor)
        names = {kode: get_wilayah(session, kode).nama for kode in (pindah.dari_kab, pindah.ke_kab)}
        people = {name: nama_akun(session, getattr(pindah, name)) for name in ("dikirim_oleh", "selesai_oleh")}
    first = {"jumlah": pindah.jumlah, "tanggal": today_in(pindah.ke_kab)}
    shown: dict[str, BaseForm] = {
        "terima": TerimaForm(formdata=None, data=first, prefix="terima-"),
        "kembali": KembaliForm(formdata=None, data=first, prefix="kembali-"),
        **forms,
    }
    open_ = pindah.status == StatusPindah.DIKIRIM and actor.may(Izin.DESK_ISI)
    return show_page(
        "desk/pindah_satu.html",
        status,
        pindah=pindah,
        nama=names,
        orang=people,
        penerima=open_ and actor.wilayah_kode == pindah.ke_kab,
        pengirim=open_ and actor.wilayah_kode == pindah.dari_kab,
        form=next(iter(forms.values()), None),
        lepas=lepas or [],
        **shown,
        **LABELS,
    )


@bp.post("/desk/pindah/<uuid:blangko_id>/terima")
@requires(Izin.DESK_ISI)
def receive(blangko_id: UUID) -> ResponseReturnValue:
    """Take a transfer in."""
    _open(blangko_id)
    form = TerimaForm(prefix="terima-")
    if not form.validate():
        return _show(blangko_id, {"terima": form}, status=422)
    said = {"tanggal": form.tanggal.data, "selisih_alasan": form.selisih_alasan.data, "versi": posted_versi()}
    try:
        with transaction() as session:
            taken = receive_blangko(session, blangko_id, form.jumlah.data, **said, actor=current_actor())
    except Invalid as error:
        return _show(blangko_id, {"terima": form}, form.put_errors(error.galat), status=422)
    return _done(taken, f"Kiriman nomor {taken.pindah.nomor} diterima.")


@bp.post("/desk/pindah/<uuid:blangko_id>/kembali")
@requires(Izin.DESK_ISI)
def give_back(blangko_id: UUID) -> ResponseReturnValue:
    """The receiver refuses a transfer, or the sender calls it off."""
    pindah = _open(blangko_id)
    form = KembaliForm(prefix="kembali-")
    if not form.validate():
        return _show(blangko_id, {"kembali": form}, status=422)
    actor = current_actor()
    step = refuse_blangko if actor.wilayah_kode == pindah.ke_kab else cancel_blangko
    said = {"tanggal": form.tanggal.data, "versi": posted_versi(), "actor": actor}
    try:
        with transaction() as session:
            given = step(session, blangko_id, form.alasan.data, **said)
    except Invalid as error:
        return _show(blangko_id, {"kembali": form}, form.put_errors(error.galat), status=422)
    return _done(given, f"Kiriman nomor {given.pindah.nomor} kembali ke pengirim.")


def _open(blangko_id: UUID) -> PindahBlangko:
    with reading() as session:
        return get_pindah(session, blangko_id, actor=current_actor())


def _done(step: Dipindah, pesan: str) -> ResponseReturnValue:
    if not step.patah:
        return redirect_with(pesan, "desk.transfer", blangko_id=step.pindah.id)
    days = ", ".join(format_tanggal(one.tanggal) for one in step.patah[:3])
    more = f"{pesan} Laporan blangko yang perlu diperbaiki: {days}."
    return redirect_with(more, "desk.transfer", kategori="peringatan", blangko_id=step.pindah.id)
