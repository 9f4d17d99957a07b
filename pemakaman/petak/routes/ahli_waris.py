"""HTTP of a grave: its person in charge, and the page that gathers what belongs to it."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record_read
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.routes.dasar import book_number, called
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.petak.forms.ahli_waris import AhliWarisForm, GantiForm
from pemakaman.petak.models import AhliWaris
from pemakaman.petak.queries.ahli_waris import current_heir, list_heirs, offered_heir
from pemakaman.petak.queries.iptm import acuan_of, list_of_grave
from pemakaman.petak.routes.dasar import bp
from pemakaman.petak.rules_ahli_waris import mark_of
from pemakaman.petak.rules_iptm import KEADAAN_LABEL, KeadaanIzin
from pemakaman.petak.services import ahli_waris as services
from pemakaman.petak.services.cari import may_object
from pemakaman.web import redirect_with, requires, show_page


@bp.get("/laporan/<uuid:laporan_id>/kubur")
@requires(Izin.LAPORAN_LIHAT)
def grave(laporan_id: UUID) -> ResponseReturnValue:
    """Who answers for a grave, its permits, and whether strangers may find it."""
    actor = current_actor()
    with transaction() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        record_read(session, "kubur.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
        izin = list_of_grave(session, laporan_id, acuan_of(session, laporan.kab_kode))
        values: dict[str, Any] = {
            "laporan": laporan,
            "sebutan": called(laporan),
            "nomor": book_number(laporan),
            "makam": session.get_one(Makam, laporan.makam_id).nama,
            "waris": list_heirs(session, laporan_id),
            "izin": izin,
        }
    return show_page(
        "petak/kubur.html",
        keadaan_label=KEADAAN_LABEL,
        boleh=actor.may(Izin.PETAK_KELOLA) and laporan.status != Status.DRAF,
        boleh_keberatan=may_object(actor) and laporan.status != Status.DRAF,
        dapat_baru=all(state in {KeadaanIzin.DICABUT, KeadaanIzin.DIGANTI} for _, state in izin),
        **values,
    )


@bp.route("/laporan/<uuid:laporan_id>/ahli-waris/ganti", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def change_heir(laporan_id: UUID) -> ResponseReturnValue:
    """The first person in charge, offered from the reporter, or the next one."""
    actor = current_actor()
    with transaction() as session:
        laporan, lama = _open(session, laporan_id, actor)
        offered = offered_heir(session, laporan_id) if lama is None else {}
    form = GantiForm(data={**offered, "sejak": laporan.dimakamkan_tanggal if lama is None else None})
    form.keep_stored(offered.get("hubungan"))
    bentrok = ""
    if form.validate_on_submit():
        try:
            with transaction() as session:
                services.change_heir(session, laporan_id, form.isian(), tanda=_posted_mark(), actor=actor)
            return redirect_with("Penanggung jawab makam dicatat.", "petak.grave", laporan_id=laporan_id)
        except Invalid as error:
            form.put_errors(error.galat)
        except Conflict as error:
            bentrok = error.pesan
    return _show("petak/ahli_waris_ganti.html", form, bentrok, laporan=laporan, lama=lama)


@bp.route("/laporan/<uuid:laporan_id>/ahli-waris/betulkan", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def edit_heir(laporan_id: UUID) -> ResponseReturnValue:
    """Correct what is known of the present one."""
    actor = current_actor()
    with transaction() as session:
        laporan, lama = _open(session, laporan_id, actor)
    if lama is None:
        pesan = "Penanggung jawab makam ini belum dicatat."
        return redirect_with(pesan, "petak.grave", kategori="peringatan", laporan_id=laporan_id)
    form, bentrok = AhliWarisForm(obj=lama), ""
    form.keep_stored(lama.hubungan)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                services.update_heir(session, laporan_id, form.isian(), tanda=_posted_mark(), actor=actor)
            return redirect_with("Data penanggung jawab disimpan.", "petak.grave", laporan_id=laporan_id)
        except Invalid as error:
            form.put_errors(error.galat)
        except Conflict as error:
            bentrok = error.pesan
    return _show("petak/ahli_waris_betulkan.html", form, bentrok, laporan=laporan, lama=lama)


def _open(session: Any, laporan_id: UUID, actor: Actor) -> tuple[Laporan, AhliWaris | None]:
    laporan = get_laporan(session, laporan_id, actor=actor)
    record_read(session, "kubur.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
    return laporan, current_heir(session, laporan_id)


def _posted_mark() -> str:
    return request.form.get("tanda", "")


def _show(
    template: str, form: AhliWarisForm, bentrok: str, *, laporan: Laporan, lama: AhliWaris | None
) -> ResponseReturnValue:
    """A form that came too late keeps what was typed, and shows who is in charge now."""
    status = 409 if bentrok else 422 if form.errors else 200
    tanda = mark_of(lama) if bentrok or request.method != "POST" else _posted_mark()
    values = {"laporan": laporan, "sebutan": called(laporan), "lama": lama, "tanda": tanda, "bentrok": bentrok}
    return show_page(template, status, form=form, **values)
