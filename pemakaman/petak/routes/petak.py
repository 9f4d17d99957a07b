"""One plot, and making many."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak import queries as jejak
from pemakaman.jejak.services import record_read
from pemakaman.makam.models import Blok, Petak
from pemakaman.makam.petak import names_of, plot_name
from pemakaman.makam.queries import get_makam
from pemakaman.makam.rules import JenisPetak, StatusMakam, StatusPetak
from pemakaman.petak.forms.petak import FotoForm, PetakUbahForm, RentangForm
from pemakaman.petak.queries import petak as queries
from pemakaman.petak.queries.pindah import list_of_petak
from pemakaman.petak.rentang import Rencana
from pemakaman.petak.routes.dasar import bp, timeline_items
from pemakaman.petak.rules import PINDAH_LABEL, size_warning
from pemakaman.petak.services import petak as services
from pemakaman.web import redirect_with, requires, show_page


@bp.route("/blok/<uuid:blok_id>/petak/baru", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def add_plots(blok_id: UUID) -> ResponseReturnValue:
    """Make plots: first see how many and which, then make them."""
    actor = current_actor()
    with reading() as session:
        blok = queries.get_blok(session, blok_id, actor=actor)
        makam = get_makam(session, blok.makam_id, actor=actor)
        queries.check_recording(session, makam.id, actor=actor)
    form = RentangForm(data={"jenis": JenisPetak.TUNGGAL, "status": StatusPetak.KOSONG})
    form.jenis.kosong = form.status.kosong = None
    rencana: Rencana | None = None
    if form.validate_on_submit():
        try:
            if request.form.get("aksi") == "buat":
                return _make(blok_id, form)
            with reading() as session:
                rencana = services.plan_petak(
                    session, blok_id, rentang=form.rentang.data, baris=_row(form), actor=actor
                )
        except Invalid as error:
            form.put_errors(error.galat)
    status = 422 if form.errors or any(field.errors for field in form) else 200
    return show_page("petak/baru.html", status, blok=blok, makam=makam, form=form, rencana=rencana)


def _row(form: RentangForm) -> str:
    return " ".join(str(form.baris.data or "").split())


def _make(blok_id: UUID, form: RentangForm) -> ResponseReturnValue:
    isian = {name: form[name].data for name in services.MASSAL}
    with transaction() as session:
        rencana = services.add_petak(
            session, blok_id, rentang=form.rentang.data, baris=_row(form), isian=isian, actor=current_actor()
        )
    skipped = f" {len(rencana.sudah_ada)} nomor sudah ada dan dilewati." if rencana.sudah_ada else ""
    warning = size_warning(isian["jenis"], isian["panjang_cm"], isian["lebar_cm"])
    pesan = f"{len(rencana.baru)} petak dibuat.{skipped} {warning or ''}".strip()
    return redirect_with(pesan, "petak.plan", kategori="peringatan" if warning else "sukses", blok_id=blok_id)


@bp.get("/petak/<uuid:petak_id>")
@requires(Izin.MAKAM_LIHAT)
def show(petak_id: UUID) -> ResponseReturnValue:
    """Who lies there, size, place and photos; the look at it is logged."""
    return show_plot(petak_id, FotoForm(formdata=None))


def show_plot(petak_id: UUID, form: FotoForm, status: int = 200) -> ResponseReturnValue:
    """The page, also when a photo was refused."""
    actor = current_actor()
    with transaction() as session:
        petak, blok = _read(session, petak_id)
        makam = get_makam(session, petak.makam_id, actor=actor)
        stays = queries.list_stays(session, petak_id, actor=actor)
        if stays:
            record_read(session, "petak.dibuka", actor=actor, objek="petak", objek_id=petak_id)
        events = list_of_petak(session, petak_id, actor=actor)
        ids = {one for event in events for one in (event.dari_petak_id, event.ke_petak_id) if one}
        values: dict[str, Any] = {
            "stays": stays,
            "kini": [row for row in stays if row[0].sampai is None],
            "pindah": events,
            "nama_petak": names_of(session, ids),
            "foto": queries.list_foto(session, petak_id),
            "kelola": actor.may(Izin.PETAK_KELOLA) and queries.may_record(session, makam.id, actor=actor),
            "dipakai": bool(stays) or queries.was_used(session, petak_id),
            "linimasa": timeline_items(jejak.timeline(session, "petak", petak_id)),
        }
    return show_page(
        "petak/lihat.html",
        status,
        petak=petak,
        blok=blok,
        makam=makam,
        nama=plot_name(blok.nama, petak.baris, petak.nomor),
        ditutup=makam.status == StatusMakam.DITUTUP,
        label_pindah=PINDAH_LABEL,
        peringatan=size_warning(petak.jenis, petak.panjang_cm, petak.lebar_cm),
        form=form,
        **values,
    )


@bp.route("/petak/<uuid:petak_id>/ubah", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def edit_plot(petak_id: UUID) -> ResponseReturnValue:
    """Change state, kind, size, place and note."""
    actor = current_actor()
    with reading() as session:
        petak, blok = _read(session, petak_id)
        queries.check_recording(session, petak.makam_id, actor=actor)
    form = PetakUbahForm(obj=petak)
    if form.validate_on_submit():
        isian = {name: form[name].data for name in services.ISIAN}
        try:
            with transaction() as session:
                services.update_petak(session, petak_id, isian, versi=form.versi.data or 0, actor=actor)
            return redirect_with("Perubahan tersimpan.", "petak.show", petak_id=petak_id)
        except Invalid as error:
            form.put_errors(error.galat)
    status = 422 if form.is_submitted() else 200
    nama = plot_name(blok.nama, petak.baris, petak.nomor)
    return show_page("petak/ubah.html", status, petak=petak, blok=blok, nama=nama, form=form)


@bp.post("/petak/<uuid:petak_id>/hapus")
@requires(Izin.PETAK_KELOLA)
def remove_plot(petak_id: UUID) -> ResponseReturnValue:
    """Take a plot away in which nobody ever lay."""
    try:
        with transaction() as session:
            blok_id = services.delete_petak(session, petak_id, actor=current_actor())
    except Conflict as error:
        return redirect_with(error.pesan, "petak.show", kategori="peringatan", petak_id=petak_id)
    return redirect_with("Petak dihapus.", "petak.plan", blok_id=blok_id)


def _read(session: Any, petak_id: UUID) -> tuple[Petak, Blok]:
    petak = queries.get_petak(session, petak_id, actor=current_actor())
    return petak, session.get_one(Blok, petak.blok_id)
