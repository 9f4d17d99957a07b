"""Transfers of blank cards: the list, one transfer, and what each side does with it."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.desk.forms.pindah import KembaliForm, KirimForm, PerbaikiForm, TerimaForm
from pemakaman.desk.models import PindahBlangko
from pemakaman.desk.queries.harian import list_riwayat, nama_akun
from pemakaman.desk.queries.keadaan import stok_of
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.pindah import get_pindah, list_pindah
from pemakaman.desk.routes.dasar import bp, posted_versi, read_sesudah, shown_versi
from pemakaman.desk.rules.istilah import STATUS_PINDAH_LABEL, StatusPindah
from pemakaman.desk.rules.periksa import ribuan
from pemakaman.desk.services.pindah import (
    Dipindah,
    cancel_blangko,
    correct_received,
    receive_blangko,
    refuse_blangko,
    send_blangko,
)
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.ruas.form import BaseForm
from pemakaman.web import Page, redirect_with, requires, show_page
from pemakaman.wilayah.queries import children, get_wilayah

WARNA = {"dikirim": "menunggu", "diterima": "selesai", "ditolak": "gagal", "batal": "terlambat"}
RIWAYAT = {"jumlah_diterima": "Jumlah diterima", "selesai_tanggal": "Diterima", "selisih_alasan": "Sebab kurang"}
# Field of the form → column.
TERSIMPAN = {"jumlah": "jumlah_diterima", "tanggal": "selesai_tanggal", "selisih_alasan": "selisih_alasan"}
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
        history = list_riwayat(session, "pindah_blangko", blangko_id)
        people = {name: nama_akun(session, getattr(pindah, name)) for name in ("dikirim_oleh", "selesai_oleh")}
    first = {"jumlah": pindah.jumlah, "tanggal": today_in(pindah.ke_kab)}
    shown: dict[str, BaseForm] = {
        "terima": TerimaForm(formdata=None, data=first, prefix="terima-"),
        "kembali": KembaliForm(formdata=None, data=first, prefix="kembali-"),
        **forms,
    }
    may = actor.may(Izin.DESK_ISI)
    open_ = may and pindah.status == StatusPindah.DIKIRIM
    received = may and pindah.status == StatusPindah.DITERIMA
    return show_page(
        "desk/pindah_satu.html",
        status,
        pindah=pindah,
        versi=shown_versi(pindah.versi),
        nama=names,
        orang=people,
        penerima=open_ and actor.wilayah_kode == pindah.ke_kab,
        pengirim=open_ and actor.wilayah_kode == pindah.dari_kab,
        boleh_perbaiki=received and actor.wilayah_kode == pindah.ke_kab,
        riwayat=[(row, name, _changes(row)) for row, name in history],
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


def _changes(row: Any) -> list[tuple[str, str, str]]:
    return [(RIWAYAT[kode], _words(row.lama[kode]), _words(value)) for kode, value in row.baru.items()]


def _words(value: Any) -> str:
    """A number, a day as JSON keeps it, a sentence, or nothing."""
    if isinstance(value, int):
        return ribuan(value)
    try:
        return format_tanggal(date.fromisoformat(value))
    except (TypeError, ValueError):
        return value or "–"


@bp.route("/desk/pindah/<uuid:blangko_id>/perbaiki", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def correct(blangko_id: UUID) -> ResponseReturnValue:
    """The receiver mends what he took in."""
    pindah = _open(blangko_id)
    if current_actor().wilayah_kode != pindah.ke_kab:
        raise Forbidden("Hanya penerima yang boleh memperbaiki penerimaan.")
    if pindah.status != StatusPindah.DITERIMA:
        state = STATUS_PINDAH_LABEL[StatusPindah(pindah.status)].lower()
        raise Conflict(f"Kiriman nomor {pindah.nomor} {state}: tidak ada penerimaan yang dapat diperbaiki.")
    data = {name: getattr(pindah, column) for name, column in TERSIMPAN.items()}
    form = PerbaikiForm() if request.method == "POST" else PerbaikiForm(formdata=None, data=data)
    lepas: list[str] = []
    if form.validate_on_submit():
        said = {"tanggal": form.tanggal.data, "selisih_alasan": form.selisih_alasan.data, "alasan": form.alasan.data}
        said |= {"versi": posted_versi(), "actor": current_actor()}
        try:
            with transaction() as session:
                mended = correct_received(session, blangko_id, form.jumlah.data, **said)
            same = "Sama dengan yang tersimpan. Tidak ada yang berubah."
            return _done(mended, f"Penerimaan kiriman nomor {pindah.nomor} diperbaiki." if mended.berubah else same)
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    status = 422 if form.errors or lepas else 200
    versi = request.form.get("versi") or pindah.versi
    return show_page("desk/pindah_perbaiki.html", status, pindah=pindah, form=form, versi=versi, lepas=lepas)


def _open(blangko_id: UUID) -> PindahBlangko:
    with reading() as session:
        return get_pindah(session, blangko_id, actor=current_actor())


def _done(step: Dipindah, pesan: str) -> ResponseReturnValue:
    if not step.patah:
        return redirect_with(pesan, "desk.transfer", blangko_id=step.pindah.id)
    days = ", ".join(format_tanggal(one.tanggal) for one in step.patah[:3])
    more = f"{pesan} Laporan blangko yang perlu diperbaiki: {days}."
    return redirect_with(more, "desk.transfer", kategori="peringatan", blangko_id=step.pindah.id)
