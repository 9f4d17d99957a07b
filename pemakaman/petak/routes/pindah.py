"""Moves and exhumations of one burial."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.laporan.letak import read_letak
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.makam.models import Makam
from pemakaman.makam.petak import names_of
from pemakaman.petak.forms.pindah import BatalForm, PindahForm
from pemakaman.petak.queries import petak as petak_queries
from pemakaman.petak.queries import pindah as queries
from pemakaman.petak.routes.dasar import bp
from pemakaman.petak.routes.foto import private_file
from pemakaman.petak.rules import PENERBIT_LABEL, PINDAH_LABEL, JenisPindah
from pemakaman.petak.services import pindah as services
from pemakaman.web import redirect_with, requires, show_page


def _read(session: Session, laporan_id: UUID) -> dict[str, Any]:
    """What every page here shows of the report; the look at it is logged."""
    actor = current_actor()
    laporan: Laporan = get_laporan(session, laporan_id, actor=actor)
    record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
    return {
        "laporan": laporan,
        "sebutan": laporan.nama or "Tanpa nama",
        "makam": session.get_one(Makam, laporan.makam_id),
        "letak": read_letak(session, laporan, actor=actor),
    }


@bp.get("/laporan/<uuid:laporan_id>/pindah")
@requires(Izin.LAPORAN_LIHAT)
def moves(laporan_id: UUID) -> ResponseReturnValue:
    """All events of one burial, the cancelled ones too."""
    actor = current_actor()
    with transaction() as session:
        values = _read(session, laporan_id)
        events = queries.list_pemindahan(session, laporan_id)
        last = queries.find_last(session, laporan_id)
        ids = {one for event in events for one in (event.dari_petak_id, event.ke_petak_id) if one}
        names = names_of(session, ids)
        record = petak_queries.may_record(session, values["laporan"].makam_id, actor=actor)
    return show_page(
        "petak/pindah.html",
        events=events,
        terakhir=last.id if last else None,
        nama_petak=names,
        kelola=actor.may(Izin.PETAK_KELOLA) and record,
        label_pindah=PINDAH_LABEL,
        label_penerbit=PENERBIT_LABEL,
        **values,
    )


@bp.route("/laporan/<uuid:laporan_id>/pindah/baru", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def move(laporan_id: UUID) -> ResponseReturnValue:
    """Write one event with its permit."""
    form = PindahForm()
    with transaction() as session:
        values = _read(session, laporan_id)
        form.set_petak(session, values["laporan"].makam_id)
    galat_lain: list[str] = []
    if form.is_submitted() and form.validate() and _plot_named(form):
        try:
            return _record(laporan_id, form)
        except Invalid as error:
            galat_lain = form.put_errors(error.galat)
        except Conflict as error:
            galat_lain = [error.pesan]
    status = 422 if form.is_submitted() else 200
    return show_page("petak/pindah_baru.html", status, form=form, galat_lain=galat_lain, **values)


def _plot_named(form: PindahForm) -> bool:
    if form.jenis.data != JenisPindah.PINDAH_PETAK or form.terpilih is not None:
        return True
    form.petak_id.add_error("Pilih blok dan tulis nomor petak tujuannya.")
    return False


def _record(laporan_id: UUID, form: PindahForm) -> ResponseReturnValue:
    berkas = form.berkas.data[0] if form.berkas.data else None
    surat = services.SuratIzin(berkas.filename or "izin", berkas.read()) if berkas else None
    with transaction() as session:
        services.record_move(session, laporan_id, form.isian(), surat=surat, actor=current_actor())
    return redirect_with("Pemindahan dicatat.", "petak.moves", laporan_id=laporan_id)


@bp.route("/pindah/<uuid:pindah_id>/batal", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def undo(pindah_id: UUID) -> ResponseReturnValue:
    """Take a wrong entry back, with a reason."""
    form, galat_lain = BatalForm(), list[str]()
    with transaction() as session:
        event = queries.get_pemindahan(session, pindah_id, actor=current_actor())
        values = _read(session, event.laporan_id)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                services.undo_move(session, pindah_id, alasan=form.alasan.data, actor=current_actor())
            return redirect_with("Catatan dibatalkan.", "petak.moves", laporan_id=event.laporan_id)
        except Invalid as error:
            galat_lain = form.put_errors(error.galat)
        except Conflict as error:
            galat_lain = [error.pesan]
    status = 422 if form.is_submitted() else 200
    label = PINDAH_LABEL[JenisPindah(event.jenis)]
    return show_page(
        "petak/pindah_batal.html", status, form=form, event=event, label=label, galat_lain=galat_lain, **values
    )


@bp.get("/pindah/<uuid:pindah_id>/izin")
@requires(Izin.LAPORAN_LIHAT)
def permit(pindah_id: UUID) -> ResponseReturnValue:
    """The scan of the permit; the look at it is logged."""
    actor = current_actor()
    with transaction() as session:
        event = queries.get_pemindahan(session, pindah_id, actor=actor)
        record_read(session, "pemindahan.izin_dibuka", actor=actor, objek="laporan", objek_id=event.laporan_id)
    if event.sha256_izin is None or event.mime_izin is None:
        raise NotFound("Surat izin ini tidak dilampirkan.")
    ending = {"image/jpeg": ".jpg", "image/png": ".png"}.get(event.mime_izin, ".pdf")
    content = store.get(event.sha256_izin)
    return private_file(content, event.mime_izin, f"izin-pindah{ending}", download=ending == ".pdf")
