"""The queue, and the search of the register."""

from urllib.parse import urlencode

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.jejak.services import record_read
from pemakaman.verifikasi.forms import FilterForm, SearchForm
from pemakaman.verifikasi.pilih import make_bulk
from pemakaman.verifikasi.queries import antrean
from pemakaman.verifikasi.queries.cari import Hasil, Pertanyaan, search
from pemakaman.verifikasi.queries.petugas import list_verifikator
from pemakaman.verifikasi.queries.waktu import read_clocks
from pemakaman.verifikasi.routes.dasar import bp
from pemakaman.verifikasi.rules import (
    SEARCH_LIMIT,
    TAB_KOSONG,
    TAB_LABEL,
    deadline_badge,
    read_kursor,
    read_tab,
    shown_count,
)
from pemakaman.web import requires, show_page


@bp.get("/meja")
@requires(Izin.MEJA_LIHAT)
def queue() -> ResponseReturnValue:
    """The piles of the office."""
    actor = current_actor()
    tab = read_tab(request.args.get("tab"), actor.peran)
    sesudah = read_kursor(request.args.get("sesudah"))
    form = FilterForm(request.args, meta={"csrf": False})
    with reading() as session:
        form.makam.choices = antrean.list_makam_choices(session, actor=actor)
        form.wilayah.choices = antrean.list_wilayah_choices(session, actor=actor)
        form.petugas.choices = list_verifikator(session, actor=actor)
        form.validate()
        saring = form.saring()
        page = antrean.list_queue(session, tab, actor=actor, saring=saring, sesudah=sesudah)
        counts = antrean.count_tabs(session, antrean.shown_tabs(actor), actor=actor)
        jam = read_clocks(session, page.rows)
        massal = make_bulk(session, tab, page.rows, saring, pertama=sesudah is None, actor=actor)
    if actor.kab_kode is None:
        form.wilayah.label.text = "Kabupaten/kota"
    return show_page(
        "verifikasi/antrean.html",
        tab=tab,
        tabs=[(satu, TAB_LABEL[satu], shown_count(jumlah)) for satu, jumlah in counts.items()],
        kosong=TAB_KOSONG[tab],
        page=page,
        form=form,
        tersaring=saring != antrean.Saring(),
        lanjutan=sesudah is not None,
        jam=jam,
        massal=massal,
        bersih_url=f"{url_for('verifikasi.clean')}?{urlencode(_narrowed())}",
        lencana=lambda row: deadline_badge(row.meninggal_tanggal, today_in(actor.wilayah_kode)),
    )


def _narrowed() -> dict[str, str]:
    """The filters of this address, for a page about the same reports."""
    return {name: text for name, text in request.args.items() if name not in {"tab", "sesudah"} and text}


@bp.route("/meja/cari", methods=["GET", "POST"])
@requires(Izin.MEJA_LIHAT)
def find() -> ResponseReturnValue:
    """Search; what is searched for never stands in the address."""
    actor, form, hasil, status = current_actor(), SearchForm(), None, 200
    with transaction() as session:
        form.makam.choices = antrean.list_makam_choices(session, actor=actor)
        if form.is_submitted():
            if form.validate():
                hasil = _search(session, form.pertanyaan())
            else:
                status = 422
    return show_page("verifikasi/cari.html", status, form=form, hasil=hasil, batas=SEARCH_LIMIT)


def _search(session: Session, tanya: Pertanyaan) -> Hasil:
    actor = current_actor()
    hasil = search(session, tanya, actor=actor)
    jumlah = len(hasil.baris)
    if tanya.nik:
        record_read(session, "cari.nik", actor=actor, rahasia=tanya.nik, jumlah=jumlah)
    if tanya.nama:
        record_read(session, "cari.nama", actor=actor, kata_cari=tanya.nama, jumlah=jumlah)
    if not (tanya.nik or tanya.nama):
        nomor = "/".join(map(str, tanya.nomor_buku)) if tanya.nomor_buku else None
        days = [day.isoformat() for day in (tanya.meninggal, tanya.dimakamkan) if day]
        kata = ", ".join(filter(None, [nomor, *days]))
        record_read(session, "cari.buku", actor=actor, kata_cari=kata, jumlah=jumlah)
    return hasil
