"""HTTP of permits: of one grave, the list of those to renew, and the reminder of their end."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import today_in, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record_read
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.routes.dasar import called
from pemakaman.makam.setelan import setelan_of
from pemakaman.petak.forms.iptm import AlasanForm, IptmForm
from pemakaman.petak.models import Iptm
from pemakaman.petak.queries.ahli_waris import current_heir
from pemakaman.petak.queries.iptm import get_iptm
from pemakaman.petak.routes.dasar import bp
from pemakaman.petak.rules_iptm import begin_of_renewal, end_of_term
from pemakaman.petak.services import iptm as services
from pemakaman.web import redirect_with, requires, show_page


@bp.route("/laporan/<uuid:laporan_id>/iptm/baru", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def issue_permit(laporan_id: UUID) -> ResponseReturnValue:
    """The first permit of a grave, for its person in charge."""
    actor = current_actor()
    with transaction() as session:
        laporan, tahun = _open_grave(session, laporan_id, actor)
        heir = current_heir(session, laporan_id)
    dari = laporan.dimakamkan_tanggal or today_in(laporan.kab_kode)
    form = IptmForm(data=_offer(dari, tahun, heir.nama if heir else None, heir.telepon if heir else None))

    def work(session: Session, isian: Mapping[str, Any]) -> None:
        services.issue_iptm(session, laporan_id, isian, actor=actor)

    return _permit_page(form, tahun, work, laporan, judul="Catat izin makam", pesan="Izin makam dicatat.")


@bp.route("/iptm/<uuid:iptm_id>/perpanjang", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def renew_permit(iptm_id: UUID) -> ResponseReturnValue:
    """The next term, as a permit of its own."""
    actor = current_actor()
    with transaction() as session:
        lama = get_iptm(session, iptm_id, actor=actor)
        laporan, tahun = _open_grave(session, lama.laporan_id, actor)
    form = IptmForm(data=_offer(begin_of_renewal(lama.berlaku_sampai), tahun, lama.pemegang, lama.telepon))

    def work(session: Session, isian: Mapping[str, Any]) -> None:
        services.renew_iptm(session, iptm_id, isian, actor=actor)

    return _permit_page(
        form, tahun, work, laporan, judul="Perpanjang izin makam", pesan="Izin makam diperpanjang.", lama=lama
    )


@bp.route("/iptm/<uuid:iptm_id>/betulkan", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def correct_permit(iptm_id: UUID) -> ResponseReturnValue:
    """Correct what was written wrong."""
    actor = current_actor()
    with transaction() as session:
        row = get_iptm(session, iptm_id, actor=actor)
        laporan, tahun = _open_grave(session, row.laporan_id, actor)
    tanda = request.form.get("tanda", services.mark_of(row))

    def work(session: Session, isian: Mapping[str, Any]) -> None:
        services.correct_iptm(session, iptm_id, isian, tanda=tanda, actor=actor)

    pesan = "Izin makam dibetulkan."
    return _permit_page(
        IptmForm(obj=row), tahun, work, laporan, judul="Betulkan izin makam", pesan=pesan, tanda=tanda, sekarang=row
    )


@bp.route("/iptm/<uuid:iptm_id>/cabut", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def revoke_permit(iptm_id: UUID) -> ResponseReturnValue:
    """End a permit before its term."""
    actor, form = current_actor(), AlasanForm()
    with transaction() as session:
        row = get_iptm(session, iptm_id, actor=actor)
        laporan, _ = _open_grave(session, row.laporan_id, actor)
    if form.validate_on_submit():
        with transaction() as session:
            services.revoke_iptm(session, iptm_id, form.alasan.data, actor=actor)
        return redirect_with("Izin makam dicabut.", "petak.grave", laporan_id=laporan.id)
    status = 422 if form.errors else 200
    return show_page("petak/iptm_cabut.html", status, form=form, iptm=row, laporan=laporan, sebutan=called(laporan))


def _open_grave(session: Session, laporan_id: UUID, actor: Actor) -> tuple[Laporan, int]:
    """The burial, and the years of a term in its kab/kota."""
    laporan = get_laporan(session, laporan_id, actor=actor)
    record_read(session, "kubur.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
    return laporan, setelan_of(session, laporan.kab_kode).iptm_tahun


def _offer(dari: date, tahun: int, pemegang: str | None, telepon: str | None) -> dict[str, Any]:
    found = {"pemegang": pemegang, "telepon": telepon, "berlaku_dari": dari}
    return {**found, "berlaku_sampai": end_of_term(dari, tahun)}


def _permit_page(
    form: IptmForm,
    tahun: int,
    work: Callable[[Session, Mapping[str, Any]], None],
    laporan: Laporan,
    *,
    judul: str,
    pesan: str,
    lama: Iptm | None = None,
    sekarang: Iptm | None = None,
    tanda: str = "",
) -> ResponseReturnValue:
    """One form for the three ways to write a permit; an end left open is counted from the years of a term."""
    bentrok = ""
    if form.validate_on_submit():
        isian = form.isian()
        if form.berlaku_sampai.is_empty():
            isian["berlaku_sampai"] = end_of_term(isian["berlaku_dari"], tahun)
        try:
            with transaction() as session:
                work(session, isian)
            return redirect_with(pesan, "petak.grave", laporan_id=laporan.id)
        except Invalid as error:
            form.put_errors(error.galat)
        except Conflict as error:
            bentrok = error.pesan
            tanda = services.mark_of(sekarang) if sekarang is not None else tanda
    status = 409 if bentrok else 422 if form.errors else 200
    values = {"judul": judul, "lama": lama, "tanda": tanda, "bentrok": bentrok, "tahun": tahun}
    return show_page("petak/iptm_ubah.html", status, form=form, laporan=laporan, sebutan=called(laporan), **values)
