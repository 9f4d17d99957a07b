"""One report on the desk, and what is done with it there."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.laporan.queries import get_laporan
from pemakaman.verifikasi import services
from pemakaman.verifikasi.forms import ApproveForm, CheckForm, ReasonForm, ReturnForm
from pemakaman.verifikasi.queries.alasan import Kalimat, ready_choices
from pemakaman.verifikasi.routes.dasar import attempt, bp, get_seen, is_sent, sentences, show_desk
from pemakaman.verifikasi.ruas import BAGIAN_LABEL, RUAS_BAGIAN
from pemakaman.web import redirect_with, requires, show_page

TANYA_ALASAN = {
    "tolak": "Mengapa ditolak?",
    "ambil_alih": "Mengapa Anda ambil alih?",
    "urungkan": "Apa yang harus diperiksa lagi?",
}


@bp.get("/meja/<uuid:laporan_id>")
@requires(Izin.MEJA_LIHAT)
def desk(laporan_id: UUID) -> ResponseReturnValue:
    """One report with everything needed to decide."""
    return show_desk(laporan_id)


@bp.post("/meja/<uuid:laporan_id>/ambil")
@requires(Izin.LAPORAN_PERIKSA)
def claim(laporan_id: UUID) -> ResponseReturnValue:
    """Take a report."""
    actor = current_actor()
    refused = attempt(laporan_id, lambda session: services.claim(session, laporan_id, actor=actor))
    return refused or redirect_with("Laporan Anda pegang selama 2 jam.", "verifikasi.desk", laporan_id=laporan_id)


@bp.post("/meja/<uuid:laporan_id>/lepas")
@requires(Izin.LAPORAN_PERIKSA)
def release(laporan_id: UUID) -> ResponseReturnValue:
    """Put a report back."""
    actor = current_actor()
    refused = attempt(laporan_id, lambda session: services.release(session, laporan_id, actor=actor))
    return refused or redirect_with("Laporan dilepas dan menunggu petugas lain.", "verifikasi.queue")


@bp.post("/meja/<uuid:laporan_id>/periksa")
@requires(Izin.LAPORAN_PERIKSA)
def check(laporan_id: UUID) -> ResponseReturnValue:
    """Keep the identity check, and recommend with the same press when that button was used."""
    actor, form = current_actor(), CheckForm()
    if not is_sent(form):
        return show_desk(laporan_id, 422, check=form)
    recommends = request.form.get("lanjut") == "sarankan"

    def work(session: Session) -> None:
        if form.cara.data or not recommends:
            services.record_check(
                session,
                laporan_id,
                cara=form.cara.data or "",
                tanggal_cek=form.tanggal_cek.data,
                alasan=form.alasan.data,
                actor=actor,
            )
        if recommends:
            services.recommend(session, laporan_id, actor=actor, versi=form.seen, catatan=form.catatan.data)

    refused = attempt(laporan_id, work, check=form)
    if refused is not None:
        return refused
    if recommends:
        return redirect_with("Disarankan. Laporan menunggu persetujuan pejabat.", "verifikasi.queue")
    return redirect_with("Hasil pengecekan disimpan.", "verifikasi.desk", laporan_id=laporan_id)


@bp.post("/meja/<uuid:laporan_id>/setujui")
@requires(Izin.LAPORAN_SETUJUI)
def approve(laporan_id: UUID) -> ResponseReturnValue:
    """The pejabat's yes; the document is on its way when the next page opens."""
    actor, form = current_actor(), ApproveForm()
    if not is_sent(form):
        return show_desk(laporan_id, 422, pesan=" ".join(sentences(form.errors)))

    def work(session: Session) -> None:
        services.approve(session, laporan_id, actor=actor, versi=form.seen, catatan=form.catatan.data)

    refused = attempt(laporan_id, work)
    return refused or redirect_with(
        "Laporan disetujui. Berkas permohonan sedang dibuat.", "berkas.show", laporan_id=laporan_id
    )


@bp.route("/meja/<uuid:laporan_id>/kembalikan", methods=["GET", "POST"])
@requires(Izin.LAPORAN_PERIKSA)
def return_(laporan_id: UUID) -> ResponseReturnValue:
    """Send back, with a reason for each field."""
    actor, form = current_actor(), ReturnForm()
    form.offer(_sentences(laporan_id, "kembalikan"))
    if not is_sent(form):
        return _show_return(laporan_id, form)

    def work(session: Session) -> None:
        services.return_laporan(session, laporan_id, actor=actor, versi=form.seen, notes=form.notes())

    try:
        with transaction() as session:
            work(session)
    except Invalid as error:
        return _show_return(laporan_id, form, tambahan=form.put_reason_errors(error.galat))
    except Conflict as error:
        return show_desk(laporan_id, error.status, pesan=error.pesan, perubahan=list(getattr(error, "perubahan", [])))
    return redirect_with("Laporan dikembalikan kepada pelapor.", "verifikasi.queue")


def _show_return(laporan_id: UUID, form: Any, tambahan: list[str] | None = None) -> Response:
    meja = get_seen(laporan_id)
    return show_page(
        "verifikasi/kembalikan.html",
        422 if form.is_submitted() else 200,
        meja=meja,
        laporan=meja.laporan,
        form=form,
        kelompok=[(bagian, BAGIAN_LABEL[bagian], daftar) for bagian, daftar in RUAS_BAGIAN.items()],
        tambahan=tambahan or [],
    )


@bp.route("/meja/<uuid:laporan_id>/tolak", methods=["GET", "POST"])
@requires(Izin.LAPORAN_PERIKSA)
def reject(laporan_id: UUID) -> ResponseReturnValue:
    """End a report, with the reason."""
    return _with_reason(laporan_id, services.reject, "tolak", "Laporan ditolak.")


@bp.route("/meja/<uuid:laporan_id>/ambil-alih", methods=["GET", "POST"])
@requires(Izin.LAPORAN_PERIKSA)
def take_over(laporan_id: UUID) -> ResponseReturnValue:
    """Take a report from a colleague, with the reason."""

    def work(session: Session, laporan_id: UUID, *, alasan: str, versi: int, actor: Any) -> object:
        return services.take_over(session, laporan_id, actor=actor, alasan=alasan)

    return _with_reason(laporan_id, work, "ambil_alih", "Laporan sekarang Anda pegang.", to_desk=True)


@bp.route("/meja/<uuid:laporan_id>/kembalikan-ke-verifikator", methods=["GET", "POST"])
@requires(Izin.LAPORAN_SETUJUI)
def decline(laporan_id: UUID) -> ResponseReturnValue:
    """The pejabat's no, for now: back to the officer who recommended."""
    return _with_reason(laporan_id, services.decline, "urungkan", "Laporan kembali ke verifikator.")


def _sentences(laporan_id: UUID, untuk: str) -> list[Kalimat]:
    with reading() as session:
        laporan = get_laporan(session, laporan_id, actor=current_actor())
        return ready_choices(session, laporan.kab_kode, untuk)


def _with_reason(
    laporan_id: UUID, service: Callable[..., object], halaman: str, pesan: str, *, to_desk: bool = False
) -> ResponseReturnValue:
    actor, form = current_actor(), ReasonForm()
    form.alasan.label.text = TANYA_ALASAN[halaman]
    form.siap.offer(_sentences(laporan_id, halaman))
    if is_sent(form):
        try:
            with transaction() as session:
                service(session, laporan_id, alasan=form.reason(), versi=form.seen, actor=actor)
        except Invalid as error:
            form.put_errors(error.galat)
        except Conflict as error:
            perubahan = list(getattr(error, "perubahan", []))
            return show_desk(laporan_id, error.status, pesan=error.pesan, perubahan=perubahan)
        else:
            target: dict[str, Any] = {"laporan_id": laporan_id} if to_desk else {}
            return redirect_with(pesan, "verifikasi.desk" if to_desk else "verifikasi.queue", **target)
    meja, status = get_seen(laporan_id), 422 if form.is_submitted() else 200
    return show_page("verifikasi/alasan.html", status, meja=meja, laporan=meja.laporan, form=form, halaman=halaman)
