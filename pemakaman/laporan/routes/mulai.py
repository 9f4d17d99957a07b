"""Beginning a report: the cemetery and the case, then the short road or the long one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.laporan import queries, services
from pemakaman.laporan.forms.mulai import LaporAwalForm, MulaiForm
from pemakaman.laporan.forms.pilihan import FOTO
from pemakaman.laporan.routes.dasar import bp, step_url
from pemakaman.laporan.rules import EDITABLE, Kasus, Status
from pemakaman.makam import queries as makam_queries
from pemakaman.makam.rules import StatusMakam
from pemakaman.web import requires, show_page


def _makam_choices(session: Session, actor: Actor) -> list[tuple[str, str]]:
    rows: Sequence[Any] = makam_queries.list_recording(session, actor=actor)
    return [(str(row.id), f"{row.nama}, {row.desa}") for row in rows if row.status != StatusMakam.DITUTUP.value]


def _client_id() -> UUID:
    """The id the page was shown with; a new one when it is missing or no id."""
    try:
        return UUID(request.values.get("laporan_id", ""))
    except ValueError:
        return uuid4()


def _start_form(actor: Actor) -> MulaiForm:
    form = MulaiForm(data={"makam_id": request.args.get("makam"), "kasus": Kasus.RUMAH.value})
    _set_makam(form, actor)
    return form


def _set_makam(form: MulaiForm | LaporAwalForm, actor: Actor) -> None:
    with reading() as session:
        form.makam_id.choices = _makam_choices(session, actor)
        if form.is_submitted() or form.makam_id.data:
            return
        known = [value for value, _, _ in form.makam_id.options()]
        last = str(queries.last_makam(session, actor)) if len(known) > 1 else ""
        form.makam_id.data = known[0] if len(known) == 1 else last if last in known else ""


@bp.route("/laporan/baru", methods=["GET", "POST"])
@requires(Izin.LAPORAN_TULIS)
def start() -> ResponseReturnValue:
    """Choose the cemetery, the case and the road."""
    actor = current_actor()
    form = _start_form(actor)
    laporan_id, galat_lain = _client_id(), []
    if form.is_submitted() and form.validate():
        if request.form.get("jalan") == "singkat":
            chosen = {"makam_id": form.makam_id.data, "kasus": form.kasus.data, "petak": _wanted_plot()}
            return redirect(url_for("laporan.quick", laporan_id=laporan_id, **chosen), 303)
        try:
            return _begin(laporan_id, form, actor)
        except Invalid as error:
            galat_lain = [pesan for semua in error.galat.values() for pesan in semua]
    status = 422 if form.is_submitted() else 200
    return show_page(
        "laporan/mulai.html", status, form=form, laporan_id=laporan_id, galat_lain=galat_lain, petak_id=_wanted_plot()
    )


def _begin(laporan_id: UUID, form: MulaiForm, actor: Actor) -> ResponseReturnValue:
    with transaction() as session:
        makam_id = UUID(form.makam_id.data)
        laporan = services.start_laporan(session, actor=actor, laporan_id=laporan_id, makam_id=makam_id)
        if laporan.status == Status.DRAF and laporan.kasus != form.kasus.data:
            services.save_bagian(
                session, laporan_id, "almarhum", {"kasus": form.kasus.data}, versi=laporan.versi, actor=actor
            )
        petak_id = _wanted_plot()
        if laporan.status == Status.DRAF and petak_id and laporan.petak_id is None:
            services.save_bagian(
                session, laporan_id, "pemakaman", {"petak_id": petak_id}, versi=laporan.versi, actor=actor
            )
        editable = Status(laporan.status) in EDITABLE
    target = step_url(laporan_id, "almarhum") if editable else url_for("laporan.show", laporan_id=laporan_id)
    return redirect(target, 303)


def _quick_form(actor: Actor) -> LaporAwalForm:
    chosen = {"makam_id": request.args.get("makam_id"), "kasus": request.args.get("kasus") or Kasus.RUMAH.value}
    form = LaporAwalForm(data={**chosen, "petak_id": _wanted_plot()})
    _set_makam(form, actor)
    with reading() as session:
        known = {value for value, _, _ in form.makam_id.options()}
        form.set_petak(session, UUID(form.makam_id.data) if form.makam_id.data in known else None)
    return form


def _wanted_plot() -> UUID | None:
    """The plot from whose page the report was begun."""
    try:
        return UUID(request.values.get("petak", ""))
    except ValueError:
        return None


@bp.route("/laporan/baru/singkat", methods=["GET", "POST"])
@requires(Izin.LAPORAN_TULIS)
def quick() -> ResponseReturnValue:
    """The short report, which gets its number at once."""
    actor = current_actor()
    form = _quick_form(actor)
    laporan_id, galat_lain = _client_id(), []
    if form.is_submitted() and form.validate():
        try:
            with transaction() as session:
                services.quick_with_photos(
                    session,
                    actor=actor,
                    laporan_id=laporan_id,
                    makam_id=UUID(form.makam_id.data),
                    isian=form.isian(),
                    foto=_photos(form),
                )
        except Invalid as error:
            galat_lain = form.put_errors(error.galat)
        else:
            return redirect(url_for("laporan.receipt", laporan_id=laporan_id), 303)
    if form.is_submitted():
        form.tell_lost_photos()
    status = 422 if form.is_submitted() else 200
    return show_page("laporan/singkat.html", status, form=form, laporan_id=laporan_id, galat_lain=galat_lain)


def _photos(form: LaporAwalForm) -> list[tuple[str, services.Unggahan]]:
    """Each photo with the field that took it."""
    return [
        (name, services.Unggahan(jenis.value, file.filename or "foto", file.read()))
        for name, (jenis, _) in FOTO.items()
        for file in form[name].data
    ]
