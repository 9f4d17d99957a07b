"""Suspected doubles: the comparison, and what is decided there."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record_read
from pemakaman.laporan.rules import STATUS_LABEL, Status
from pemakaman.verifikasi import services
from pemakaman.verifikasi.banding import compare_rows
from pemakaman.verifikasi.forms import ReasonForm
from pemakaman.verifikasi.forms_ganda import MergeForm, PairForm
from pemakaman.verifikasi.lembar import proof_label
from pemakaman.verifikasi.queries.ganda import Banding, Muka, get_banding, tell_reasons
from pemakaman.verifikasi.routes.dasar import bp, get_seen, is_sent, show_desk
from pemakaman.verifikasi.services.ganda import BERUBAH, SUDAH
from pemakaman.web import redirect_with, requires, show_page


@bp.get("/meja/ganda/<uuid:dugaan_id>")
@requires(Izin.MEJA_LIHAT)
def compare(dugaan_id: UUID) -> ResponseReturnValue:
    """Both reports side by side."""
    return _show(dugaan_id)


@bp.route("/meja/ganda/<uuid:dugaan_id>/gabungkan", methods=["GET", "POST"])
@requires(Izin.LAPORAN_PERIKSA)
def merge(dugaan_id: UUID) -> ResponseReturnValue:
    """Let one of the two go into the other."""
    actor, form = current_actor(), MergeForm()
    banding = _read(dugaan_id, actor)
    form.alasan.label.text = "Mengapa keduanya satu kematian?"
    form.tetap.choices = [(str(face.id), _called(face), _standing(face)) for face in banding.boleh_tetap]

    def work(session: Session) -> object:
        tetap_id = UUID(form.tetap.data)
        return services.merge_laporan(
            session, dugaan_id, tetap_id=tetap_id, alasan=form.alasan.data or "", sidik=form.compared, actor=actor
        )

    pesan = "Kedua laporan digabung. Nomor buku dan buktinya tetap ada."
    return _judge(banding, form, work, "verifikasi/gabungkan.html", pesan)


@bp.route("/meja/ganda/<uuid:dugaan_id>/bukan-sama", methods=["GET", "POST"])
@requires(Izin.LAPORAN_PERIKSA)
def not_same(dugaan_id: UUID) -> ResponseReturnValue:
    """Two persons."""
    actor, form = current_actor(), PairForm()
    banding = _read(dugaan_id, actor)
    form.alasan.label.text = "Mengapa orangnya berbeda?"

    def work(session: Session) -> object:
        return services.mark_not_same(
            session, dugaan_id, alasan=form.alasan.data or "", sidik=form.compared, actor=actor
        )

    pesan = "Dinyatakan bukan orang yang sama. Tidak ditanyakan lagi kecuali datanya berubah."
    return _judge(banding, form, work, "verifikasi/bukan_sama.html", pesan)


@bp.route("/meja/<uuid:laporan_id>/pisahkan", methods=["GET", "POST"])
@requires(Izin.LAPORAN_PERIKSA)
def split(laporan_id: UUID) -> ResponseReturnValue:
    """Take a merge back."""
    actor, form = current_actor(), ReasonForm()
    form.alasan.label.text = "Mengapa penggabungannya dibatalkan?"
    if is_sent(form):
        try:
            with transaction() as session:
                services.split_laporan(session, laporan_id, actor=actor, versi=form.seen, alasan=form.alasan.data or "")
        except Invalid as error:
            form.put_errors(error.galat)
        except Conflict as error:
            perubahan = list(getattr(error, "perubahan", []))
            return show_desk(laporan_id, error.status, pesan=error.pesan, perubahan=perubahan)
        else:
            return redirect_with("Laporan dipisahkan lagi.", "verifikasi.desk", laporan_id=laporan_id)
    meja = get_seen(laporan_id)
    return show_page("verifikasi/pisahkan.html", _status(form), laporan=meja.laporan, form=form)


def _show(dugaan_id: UUID, status: int = 200, pesan: str = "", form: PairForm | None = None) -> Response:
    actor = current_actor()
    banding = _read(dugaan_id, actor)
    hide = not (actor.may(Izin.LAPORAN_PERIKSA) or actor.may(Izin.LAPORAN_SETUJUI))
    return show_page(
        "verifikasi/banding.html",
        status,
        banding=banding,
        baris=compare_rows(banding, hide=hide),
        sebab=tell_reasons(banding.hasil),
        proof_label=proof_label,
        pesan=pesan,
        ketikan=[f"Alasan yang Anda ketik: {form.alasan.data}"] if form is not None and form.alasan.data else [],
    )


def _read(dugaan_id: UUID, actor: Actor) -> Banding:
    """The pair, with the look at each visible report in the read log."""
    with transaction() as session:
        banding = get_banding(session, dugaan_id, actor=actor)
        for face in (banding.kiri, banding.kanan):
            if face.laporan is not None:
                record_read(session, "ganda.dibuka", actor=actor, objek="laporan", objek_id=face.id)
    return banding


def _refuse_stale(banding: Banding, form: PairForm) -> Response | None:
    """What was sent is about a pair that is decided, or no longer as it was compared."""
    if not form.is_submitted() or (banding.is_open and form.compared == banding.sidik):
        return None
    return _show(banding.dugaan.id, Conflict.status, BERUBAH if banding.is_open else SUDAH, form)


def _judge(banding: Banding, form: PairForm, work: Any, template: str, pesan: str) -> ResponseReturnValue:
    """The form of one judgement: shown, refused with its reason, or carried out."""
    if stale := _refuse_stale(banding, form):
        return stale
    if is_sent(form):
        refused = _decide(banding.dugaan.id, work, form)
        if refused is not None:
            return refused
        if not form.errors:
            return _after(banding, pesan, form)
    return show_page(template, _status(form), banding=banding, form=form)


def _decide(dugaan_id: UUID, work: Any, form: PairForm) -> Response | None:
    """Run a decision; a refusal that no field explains shows the comparison as it is now."""
    try:
        with transaction() as session:
            work(session)
    except Invalid as error:
        form.put_errors(error.galat)
    except Conflict as error:
        return _show(dugaan_id, error.status, error.pesan, form)
    return None


def _after(banding: Banding, pesan: str, form: PairForm) -> ResponseReturnValue:
    """On to the report that runs on, where the officer may see it."""
    heirs = [face for face in (banding.kiri, banding.kanan) if face.laporan is not None and face.id == _heir(form)]
    on = heirs[0] if heirs else banding.asal
    return redirect_with(pesan, "verifikasi.desk", laporan_id=on.id)


def _heir(form: PairForm) -> UUID | None:
    return UUID(form.tetap.data) if isinstance(form, MergeForm) else None


def _status(form: ReasonForm) -> int:
    return 422 if form.is_submitted() else 200


def _called(face: Muka) -> str:
    return f"Buku {face.buku}, {face.makam}: {face.sebutan}"


def _standing(face: Muka) -> str:
    if face.laporan is None:
        return f"Milik Disdukcapil {face.kantor}"
    bukti = f"{len(face.bukti)} bukti" if face.bukti else "tanpa bukti"
    return f"{STATUS_LABEL[Status(face.laporan.status)]}, {bukti}"
