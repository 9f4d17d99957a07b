"""HTTP of planned burials and of the gravediggers' sheet."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Invalid, StaleVersion
from pemakaman.jejak.services import record_read
from pemakaman.laporan.models_penempatan import RencanaMakam
from pemakaman.laporan.routes.dasar import posted_versi, step_url
from pemakaman.laporan.rules import EDITABLE, Status
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import get_makam
from pemakaman.makam.rules import STATUS_RENCANA_LABEL, StatusRencana
from pemakaman.nilai.tanggal import format_hari_tanggal
from pemakaman.petak.forms.rencana import BatalForm, PilihMakamForm, RencanaForm
from pemakaman.petak.queries import rencana as queries
from pemakaman.petak.routes.dasar import bp
from pemakaman.petak.rules_rencana import days_of_sheet
from pemakaman.petak.services import rencana as services
from pemakaman.web import redirect_with, requires, show_page


def _today(actor: Actor) -> date:
    return today_in(actor.wilayah_kode)


@bp.get("/rencana")
@requires(Izin.PETAK_KELOLA)
def plans() -> ResponseReturnValue:
    """Plans from today on, and those of days gone by that nobody closed."""
    actor, makam_id = current_actor(), request.args.get("makam", type=UUID)
    today = _today(actor)
    with transaction() as session:
        rows = queries.list_rencana(session, actor=actor, sejak=today, makam_id=makam_id)
        lewat = queries.list_overdue(session, actor=actor, sebelum=today)
        places = queries.places_of(session, {row.petak_id for row, _ in [*rows, *lewat] if row.petak_id})
        record_read(session, "rencana.dibuka", actor=actor, jumlah=len(rows) + len(lewat))
        makam = queries.list_makam(session, actor=actor)
    form = PilihMakamForm(formdata=None, data={"makam": makam_id or (makam[0][0] if len(makam) == 1 else "")})
    form.makam.choices = makam
    values: dict[str, Any] = {"rencana": rows, "lewat": lewat, "letak": places, "status_label": STATUS_RENCANA_LABEL}
    return show_page("petak/rencana.html", form=form, **values)


@bp.get("/rencana/baru")
@requires(Izin.PETAK_KELOLA)
def choose_makam() -> ResponseReturnValue:
    """From the list of cemeteries to the form of one."""
    makam_id = request.args.get("makam", type=UUID)
    if makam_id is None:
        return redirect_with("Pilih makam dulu.", "petak.plans", kategori="peringatan")
    return redirect(url_for("petak.plan_burial", makam_id=makam_id), 303)


@bp.route("/makam/<uuid:makam_id>/rencana", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def plan_burial(makam_id: UUID) -> ResponseReturnValue:
    """Plan a burial at one cemetery."""
    actor = current_actor()
    with reading() as session:
        makam = get_makam(session, makam_id, actor=actor)
        plots = queries.list_free_plots(session, makam_id)
    form = RencanaForm(data={"tanggal": today_in(makam.kab_kode)})
    form.petak_id.choices = plots
    if form.validate_on_submit():
        try:
            with transaction() as session:
                services.plan_burial(session, makam_id, form.isian(), petak_id=_petak_id(form), actor=actor)
            return redirect_with("Rencana pemakaman disimpan.", "petak.plans")
        except Invalid as error:
            _put_errors(form, error)
    return _plan_page(form, makam, judul="Rencanakan pemakaman")


@bp.route("/rencana/<uuid:rencana_id>/ubah", methods=["GET", "POST"])
@requires(Izin.PETAK_KELOLA)
def change_plan(rencana_id: UUID) -> ResponseReturnValue:
    """Change a plan that has not taken place."""
    actor, bentrok = current_actor(), ""
    with transaction() as session:
        row, makam = _open(session, rencana_id, actor)
        plots = queries.list_free_plots(session, row.makam_id, juga=row.petak_id)
    if row.status != StatusRencana.DIRENCANAKAN:
        return redirect(url_for("petak.show_plan", rencana_id=rencana_id), 303)
    form = RencanaForm(obj=row)
    form.petak_id.choices = plots
    if form.validate_on_submit():
        try:
            with transaction() as session:
                services.change_plan(
                    session, rencana_id, form.isian(), petak_id=_petak_id(form), versi=posted_versi(), actor=actor
                )
            return redirect_with("Rencana pemakaman disimpan.", "petak.show_plan", rencana_id=rencana_id)
        except Invalid as error:
            _put_errors(form, error)
        except StaleVersion as error:
            bentrok = error.pesan
    versi = row.versi if request.method != "POST" or bentrok else posted_versi()
    return _plan_page(form, makam, judul="Ubah rencana pemakaman", rencana=row, versi=versi, bentrok=bentrok)


@bp.get("/rencana/<uuid:rencana_id>")
@requires(Izin.PETAK_KELOLA)
def show_plan(rencana_id: UUID) -> ResponseReturnValue:
    """One plan, and what can be done with it."""
    return _show_plan(rencana_id, BatalForm(formdata=None))


@bp.post("/rencana/<uuid:rencana_id>/batal")
@requires(Izin.PETAK_KELOLA)
def cancel_plan(rencana_id: UUID) -> ResponseReturnValue:
    """The burial does not take place here."""
    actor, form = current_actor(), BatalForm()
    if not form.validate():
        return _show_plan(rencana_id, form, 422)
    with transaction() as session:
        services.cancel_plan(session, rencana_id, form.alasan.data, actor=actor)
    return redirect_with("Rencana dibatalkan.", "petak.plans")


@bp.post("/rencana/<uuid:rencana_id>/catat")
@requires(Izin.PETAK_KELOLA)
def record_plan(rencana_id: UUID) -> ResponseReturnValue:
    """Begin the report of a plan; what the plan knows is filled in already."""
    with transaction() as session:
        queries.get_rencana(session, rencana_id, actor=current_actor())
        laporan = services.begin_report(session, rencana_id, actor=current_actor())
        editable = Status(laporan.status) in EDITABLE
    if editable:
        return redirect(step_url(laporan.id, "almarhum"), 303)
    return redirect(url_for("laporan.show", laporan_id=laporan.id), 303)


@bp.get("/rencana/lembar-hari")
@requires(Izin.PETAK_KELOLA)
def day_sheet() -> ResponseReturnValue:
    """Today and tomorrow, to read at the grave or to print."""
    actor, makam_id = current_actor(), request.args.get("makam", type=UUID)
    days = days_of_sheet(_today(actor))
    with transaction() as session:
        sheet = queries.day_sheet(session, days, actor=actor, makam_id=makam_id)
        record_read(session, "rencana.dibuka", actor=actor, jumlah=sum(len(rows) for rows in sheet.values()))
        makam = queries.list_makam(session, actor=actor)
    form = PilihMakamForm(formdata=None, data={"makam": makam_id})
    form.makam.choices = makam
    form.makam.kosong = "Semua makam"
    chosen = next((nama for id_, nama in makam if id_ == str(makam_id)), "Semua makam yang Anda kelola")
    hari = [(word, format_hari_tanggal(day), sheet[day]) for word, day in zip(("Hari ini", "Besok"), days, strict=True)]
    return show_page("petak/lembar_hari.html", form=form, hari=hari, makam=chosen)


def _petak_id(form: RencanaForm) -> UUID | None:
    return UUID(form.petak_id.data) if form.petak_id.data else None


def _put_errors(form: RencanaForm, error: Invalid) -> None:
    form.form_errors += form.put_errors(error.galat)


def _open(session: Any, rencana_id: UUID, actor: Actor) -> tuple[RencanaMakam, Makam]:
    row = queries.get_rencana(session, rencana_id, actor=actor)
    record_read(session, "rencana.dibuka", actor=actor, objek="makam", objek_id=row.makam_id, jumlah=1)
    return row, session.get_one(Makam, row.makam_id)


def _show_plan(rencana_id: UUID, form: BatalForm, status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    with transaction() as session:
        row, makam = _open(session, rencana_id, actor)
        begun = queries.find_author(session, rencana_id)
        places = queries.places_of(session, [row.petak_id] if row.petak_id else [])
    values: dict[str, Any] = {"rencana": row, "makam": makam, "letak": places.get(row.petak_id) if row.petak_id else ""}
    values |= {"status_label": STATUS_RENCANA_LABEL, "dimulai": begun, "boleh_catat": actor.may(Izin.LAPORAN_TULIS)}
    return show_page("petak/rencana_lihat.html", status, form=form, **values)


def _plan_page(
    form: RencanaForm,
    makam: Makam,
    *,
    judul: str,
    rencana: RencanaMakam | None = None,
    versi: int = 0,
    bentrok: str = "",
) -> ResponseReturnValue:
    status = 409 if bentrok else 422 if form.errors else 200
    values = {"makam": makam, "judul": judul, "rencana": rencana, "versi": versi, "bentrok": bentrok}
    return show_page("petak/rencana_ubah.html", status, form=form, **values)
