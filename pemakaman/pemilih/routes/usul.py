"""Proposals: the list, one with what the second person sees, and the three decisions."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import NotFound
from pemakaman.jejak.services import record_read
from pemakaman.laporan.queries import get_laporan
from pemakaman.pemilih import lapangan, queries, services
from pemakaman.pemilih.forms import AlasanForm
from pemakaman.pemilih.pencari import calon_of
from pemakaman.pemilih.routes.calon import beside
from pemakaman.pemilih.routes.dasar import bp, chance_words, draw_reasons
from pemakaman.pemilih.rules import (
    BUKTI_USUL_LABEL,
    HASIL_MENAHAN,
    KELAS_LABEL,
    KODE_LABEL,
    LAPANGAN_LABEL,
    USUL_LABEL,
    AksiUsul,
    StatusUsul,
    available_usul,
    is_to_verify,
)
from pemakaman.web import Page, redirect_with, requires, show_page

LABELS: dict[str, Any] = {
    "usul_label": USUL_LABEL,
    "kode_label": KODE_LABEL,
    "bukti_label": BUKTI_USUL_LABEL,
    "kelas_label": KELAS_LABEL,
    "hasil_label": LAPANGAN_LABEL,
}


@bp.get("/pemilih/usul")
@requires(Izin.PEMILIH_LIHAT)
def list_usul() -> ResponseReturnValue:
    """Proposals of one state."""
    actor = current_actor()
    try:
        status = StatusUsul(request.args.get("status") or StatusUsul.DIUSULKAN)
    except ValueError:
        raise NotFound("Keadaan usul ini tidak dikenal.") from None
    with reading() as session:
        page = Page(*queries.list_usul(session, status, actor=actor, sesudah=request.args.get("sesudah")))
        counts = queries.count_usul(session, actor=actor)
    return show_page(
        "pemilih/usul_daftar.html",
        halaman=page,
        keadaan=status,
        jumlah=counts,
        usul_label=USUL_LABEL,
        bukti_label=BUKTI_USUL_LABEL,
        untuk_verifikasi=is_to_verify,
    )


@bp.get("/pemilih/usul/<uuid:usul_id>")
@requires(Izin.PEMILIH_LIHAT)
def show_usul(usul_id: UUID) -> ResponseReturnValue:
    """One proposal, side by side."""
    return _show(usul_id)


def _show(
    usul_id: UUID, status: int = 200, tolak: AlasanForm | None = None, batal: AlasanForm | None = None
) -> ResponseReturnValue:
    actor = current_actor()
    with transaction() as session:
        usul = queries.get_usul(session, usul_id, actor=actor)
        laporan = get_laporan(session, usul.laporan_id, actor=actor)
        pemilih = queries.get_pemilih(session, usul.pemilih_id, usul.daftar_id)
        calon = calon_of(session, laporan, pemilih, queries.find_akta_of(session, laporan.id))
        names = queries.get_names(session, usul)
        packages = queries.list_paket_of_usul(session, usul_id)
        answers = lapangan.list_answers(session, usul_id)
        record_read(session, "usul.dibuka", actor=actor, objek="usul", objek_id=usul_id)
    may = available_usul(StatusUsul(usul.status))
    is_second = actor.may(Izin.USUL_KONFIRMASI) and actor.id != usul.diusulkan_oleh
    may_settle = is_second and AksiUsul.KONFIRMASI in may
    decides = actor.may(Izin.USUL_BUAT) or actor.may(Izin.USUL_KONFIRMASI)
    return show_page(
        "pemilih/usul.html",
        status,
        usul=usul,
        satu=beside(calon),
        alasan=usul.perbandingan.get("alasan") or [],
        peluang=chance_words(usul.skor),
        gambar=draw_reasons(usul.perbandingan.get("alasan") or [], usul.skor),
        verifikasi=is_to_verify(usul.kelas_bukti),
        nama=names,
        paket=packages,
        jawaban=answers,
        tertahan=any(map(_holds_back, answers)),
        dapat_putus=may_settle,
        dapat_batal=decides and AksiUsul.BATALKAN in may and not may_settle,
        form_tolak=tolak or AlasanForm(formdata=None, prefix="tolak-"),
        form_batal=batal or AlasanForm(formdata=None, prefix="batal-"),
        **LABELS,
    )


def _holds_back(row: Any) -> bool:
    return row.ButirLapangan.hasil in HASIL_MENAHAN and not row.ButirLapangan.diputus_pada


@bp.post("/pemilih/usul/<uuid:usul_id>/konfirmasi")
@requires(Izin.USUL_KONFIRMASI)
def confirm(usul_id: UUID) -> ResponseReturnValue:
    """The second person agrees."""
    with transaction() as session:
        services.confirm(session, usul_id, versi=_versi(), actor=current_actor())
    return redirect_with("Usul dikonfirmasi dan siap masuk paket.", "pemilih.list_usul")


@bp.post("/pemilih/usul/<uuid:usul_id>/tolak")
@requires(Izin.USUL_KONFIRMASI)
def reject(usul_id: UUID) -> ResponseReturnValue:
    """The second person refuses."""
    form = AlasanForm(prefix="tolak-")
    if not form.validate():
        return _show(usul_id, 422, tolak=form)
    return _decide(services.reject, usul_id, form, "Usul ditolak.")


@bp.post("/pemilih/usul/<uuid:usul_id>/batalkan")
@requires(Izin.PEMILIH_LIHAT)
def cancel(usul_id: UUID) -> ResponseReturnValue:
    """Undo; the service asks who may."""
    form = AlasanForm(prefix="batal-")
    if not form.validate():
        return _show(usul_id, 422, batal=form)
    return _decide(services.cancel, usul_id, form, "Usul dibatalkan.")


def _decide(service: Callable[..., Any], usul_id: UUID, form: AlasanForm, pesan: str) -> ResponseReturnValue:
    with transaction() as session:
        service(session, usul_id, versi=_versi(), alasan=form.alasan.data, actor=current_actor())
    return redirect_with(pesan, "pemilih.show_usul", usul_id=usul_id)


def _versi() -> int:
    return request.form.get("versi", 0, int)
