"""Incidents: what is open, one of them, and what is done with it."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import now, reading, today_in, transaction
from pemakaman.desk.forms.insiden import BukaForm, CatatanForm, InsidenForm, SelesaiForm
from pemakaman.desk.models import Insiden
from pemakaman.desk.queries.harian import list_riwayat
from pemakaman.desk.queries.insiden import get_insiden, get_names, list_insiden, list_owners
from pemakaman.desk.queries.lingkup import get_kab, list_kab
from pemakaman.desk.routes.dasar import bp, posted_versi, read_sesudah, shown_versi
from pemakaman.desk.rules.istilah import STATUS_INSIDEN_LABEL, TINGKAT_INSIDEN_LABEL
from pemakaman.desk.services.insiden import (
    create_insiden,
    finish_insiden,
    may_handle,
    note_insiden,
    reopen_insiden,
    take_insiden,
    update_insiden,
)
from pemakaman.errors import Forbidden, Invalid
from pemakaman.nilai.tanggal import zone_of
from pemakaman.ruas.form import BaseForm
from pemakaman.web import Page, redirect_with, requires, show_page

WARNA = {"terbuka": "menunggu", "ditangani": "aktif", "selesai": "selesai"}
LABELS: dict[str, Any] = {"label": STATUS_INSIDEN_LABEL, "tingkat": TINGKAT_INSIDEN_LABEL, "warna": WARNA}


@bp.get("/desk/insiden")
@requires(Izin.DESK_LIHAT)
def incidents() -> ResponseReturnValue:
    """Those that are not done, overdue first; or those that are."""
    actor, done = current_actor(), request.args.get("status") == "selesai"
    with reading() as session:
        page = Page(*list_insiden(session, actor=actor, selesai=done, sesudah=read_sesudah()))
    facts: dict[str, Any] = {"halaman": page, "selesai": done, "kini": now(), "kab_terlihat": not actor.kab_kode}
    return show_page("desk/insiden.html", boleh=may_handle(actor), **facts, **LABELS)


@bp.get("/desk/insiden/baru")
@requires(Izin.DESK_LIHAT)
def choose_incident_place() -> ResponseReturnValue:
    """Where the incident is: a kab/kota goes straight to its form, a province chooses."""
    actor = current_actor()
    if not may_handle(actor):
        raise Forbidden()
    with reading() as session:
        places = list_kab(session, actor=actor)
    return show_page("desk/insiden_tempat.html", kab=places)


@bp.route("/desk/insiden/baru/<desk_kab>", methods=["GET", "POST"])
@requires(Izin.DESK_LIHAT)
def new_incident(desk_kab: str) -> ResponseReturnValue:
    """Raise an incident."""
    actor = current_actor()
    with reading() as session:
        kab = get_kab(session, desk_kab, actor=actor)
        owners = list_owners(session, kab.kode)
    if not may_handle(actor):
        raise Forbidden()
    tomorrow = today_in(kab.kode) + timedelta(days=1)
    first = {"pemilik": str(actor.id), "tenggat": tomorrow, "pukul": time(16)}
    form = InsidenForm() if request.method == "POST" else InsidenForm(formdata=None, data=first)
    form.pemilik.choices = owners
    lepas: list[str] = []
    if form.validate_on_submit():
        try:
            with transaction() as session:
                made = create_insiden(session, kab.kode, form.isian(kab.kode), actor=actor)
            return redirect_with(f"Insiden nomor {made.nomor} dicatat.", "desk.incident", insiden_id=made.id)
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    return _show_form(form, None, kab.nama, lepas)


@bp.route("/desk/insiden/<uuid:insiden_id>/ubah", methods=["GET", "POST"])
@requires(Izin.DESK_LIHAT)
def change_incident(insiden_id: UUID) -> ResponseReturnValue:
    """Another owner, another due time."""
    insiden, owners, kab = _load(insiden_id)
    due = insiden.tenggat.astimezone(zone_of(insiden.kab_kode))
    data = {"judul": insiden.judul, "uraian": insiden.uraian, "tingkat": insiden.tingkat}
    data |= {"pemilik": str(insiden.pemilik_id)}
    when = {"tenggat": due.date(), "pukul": due.time().replace(second=0, microsecond=0)}
    form = InsidenForm() if request.method == "POST" else InsidenForm(formdata=None, data={**data, **when})
    form.pemilik.choices = owners
    lepas: list[str] = []
    if form.validate_on_submit():
        try:
            with transaction() as session:
                said: dict[str, Any] = {"versi": posted_versi(), "alasan": form.alasan.data or ""}
                isian = form.isian(insiden.kab_kode)
                update_insiden(session, insiden_id, isian, actor=current_actor(), **said)
            return redirect_with("Insiden disimpan.", "desk.incident", insiden_id=insiden_id)
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    return _show_form(form, insiden, kab, lepas)


def _load(insiden_id: UUID) -> tuple[Insiden, list[tuple[str, str]], str]:
    actor = current_actor()
    with reading() as session:
        insiden = get_insiden(session, insiden_id, actor=actor)
        owners = list_owners(session, insiden.kab_kode)
        kab = get_kab(session, insiden.kab_kode, actor=actor)
    if not _may(actor, insiden):
        raise Forbidden()
    return insiden, owners, kab.nama


def _may(actor: Actor, insiden: Insiden) -> bool:
    return may_handle(actor) or insiden.pemilik_id == actor.id


def _show_form(form: InsidenForm, insiden: Insiden | None, kab: str, lepas: list[str]) -> ResponseReturnValue:
    versi = request.form.get("versi") or (insiden.versi if insiden else 0)
    status = 422 if form.errors or lepas else 200
    return show_page("desk/insiden_isi.html", status, form=form, insiden=insiden, kab=kab, versi=versi, lepas=lepas)


@bp.get("/desk/insiden/<uuid:insiden_id>")
@requires(Izin.DESK_LIHAT)
def incident(insiden_id: UUID) -> ResponseReturnValue:
    """One incident with all that was done."""
    return _show(insiden_id, {})


def _show(insiden_id: UUID, forms: dict[str, BaseForm], *, status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    with reading() as session:
        insiden = get_insiden(session, insiden_id, actor=actor)
        pemilik, pelapor, kab = get_names(session, insiden)
        history = list_riwayat(session, "insiden", insiden_id)
    shown: dict[str, BaseForm] = {
        "catatan": CatatanForm(formdata=None),
        "selesai": SelesaiForm(formdata=None),
        "buka": BukaForm(formdata=None),
        **forms,
    }
    facts: dict[str, Any] = {"insiden": insiden, "pemilik": pemilik, "pelapor": pelapor, "kab": kab, "riwayat": history}
    facts |= {"versi": shown_versi(insiden.versi)}
    facts |= {"kini": now(), "boleh": _may(actor, insiden), "form": next(iter(forms.values()), None)}
    return show_page("desk/insiden_satu.html", status, **facts, **shown, **LABELS)


@bp.post("/desk/insiden/<uuid:insiden_id>/tangani")
@requires(Izin.DESK_LIHAT)
def take_incident(insiden_id: UUID) -> ResponseReturnValue:
    """Take it up."""
    with transaction() as session:
        take_insiden(session, insiden_id, versi=posted_versi(), actor=current_actor())
    return redirect_with("Insiden ini Anda tangani.", "desk.incident", insiden_id=insiden_id)


@bp.post("/desk/insiden/<uuid:insiden_id>/catat")
@requires(Izin.DESK_LIHAT)
def note_incident(insiden_id: UUID) -> ResponseReturnValue:
    """Write down what was done so far."""
    return _step(insiden_id, CatatanForm, "catatan", note_insiden, "Catatan disimpan.")


@bp.post("/desk/insiden/<uuid:insiden_id>/selesai")
@requires(Izin.DESK_LIHAT)
def finish_incident(insiden_id: UUID) -> ResponseReturnValue:
    """It is solved."""
    return _step(insiden_id, SelesaiForm, "selesai", finish_insiden, "Insiden selesai.")


@bp.post("/desk/insiden/<uuid:insiden_id>/buka")
@requires(Izin.DESK_LIHAT)
def reopen_incident(insiden_id: UUID) -> ResponseReturnValue:
    """It was not solved after all."""
    return _step(insiden_id, BukaForm, "buka", reopen_insiden, "Insiden dibuka lagi.")


def _step(
    insiden_id: UUID, kind: type[BaseForm], name: str, act: Callable[..., Insiden], pesan: str
) -> ResponseReturnValue:
    """One form of a single text, handed to its service."""
    _load(insiden_id)
    form = kind()
    if not form.validate():
        return _show(insiden_id, {name: form}, status=422)
    text = next(field.data for field in form if field.name != "csrf_token")
    try:
        with transaction() as session:
            _do(session, act, insiden_id, text)
    except Invalid as error:
        form.put_errors(error.galat)
        return _show(insiden_id, {name: form}, status=422)
    return redirect_with(pesan, "desk.incident", insiden_id=insiden_id)


def _do(session: Session, act: Callable[..., Insiden], insiden_id: UUID, text: str) -> None:
    act(session, insiden_id, text, versi=posted_versi(), actor=current_actor())
