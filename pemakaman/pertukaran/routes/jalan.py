"""One batch: how far it is, what it found, its bad rows; doing what was tried, stopping, going on."""

import io
from collections.abc import Callable
from pathlib import PurePath
from typing import Any
from uuid import UUID

from flask import redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import NotFound
from pemakaman.jejak.services import record_read
from pemakaman.pertukaran import queries, services
from pemakaman.pertukaran.kolom import RUAS, SUSUNAN
from pemakaman.pertukaran.models import Impor
from pemakaman.pertukaran.routes.dasar import bp
from pemakaman.pertukaran.rules import RESUMABLE, STATUS_LABEL, UNDOABLE, UNFINISHED, percent
from pemakaman.pertukaran.susunan.isi import LEWAT
from pemakaman.tabel import CSV, XLSX, ZIP_MARK
from pemakaman.web import redirect_with, requires, show_page


@bp.get("/<uuid:impor_id>")
@requires(Izin.BUKU_IMPOR)
def show(impor_id: UUID) -> ResponseReturnValue:
    """Progress and outcome; the page renews itself while a worker is busy with it."""
    actor = current_actor()
    with reading() as session:
        impor = queries.get_impor(session, impor_id, actor=actor)
        makam = queries.get_makam_of(session, impor)
        state = _state(session, impor, actor)
    if impor.jenis == "salinan":
        return redirect(url_for("salinan.show", impor_id=impor_id), 303)
    page = show_page(
        "pertukaran/lihat.html",
        impor=impor,
        makam=makam,
        nama_status=STATUS_LABEL,
        susunan=SUSUNAN[impor.susunan][0] if impor.susunan in SUSUNAN else "Menurut pilihan kolom",
        kolom=_columns(impor),
        dilewati=[(LEWAT[kind], count) for kind, count in impor.pemetaan.get("dilewati", {}).items() if kind in LEWAT],
        persen=percent(impor.jumlah, impor.dibaca),
        **state,
    )
    if state["segarkan"]:
        # A header, not a <meta>: axe holds the element against a page, and both work without a script.
        page.headers["Refresh"] = "2"
    return page


def _state(session: Session, impor: Impor, actor: Actor) -> dict[str, Any]:
    own = impor.dibuat_oleh == actor.id or actor.peran == Peran.ADMIN_KAB
    opening = impor.status == "diunggah" and not impor.pemetaan
    running = impor.status in UNFINISHED
    undoing = queries.is_queued(session, impor.id, "batal")
    stuck = running and not queries.is_queued(session, impor.id)
    stopped = impor.status in RESUMABLE and bool(impor.pemetaan.get("kolom"))
    return {
        "milik": own,
        "dibuka": opening,
        "berjalan": running,
        "dibatalkan": undoing,
        "lanjut": own and (stopped or stuck),
        "batal": own and not impor.uji and not undoing and impor.status in UNDOABLE and impor.masuk > 0,
        "segarkan": opening or running or undoing,
    }


def _columns(impor: Impor) -> list[tuple[str, str]]:
    """The headings of the file and what they were read as."""
    if "kepala" not in impor.pemetaan:
        return []
    judul, kolom = impor.pemetaan["kepala"][0]["judul"], impor.pemetaan["kolom"]
    return [(name, RUAS[kolom[str(place)]].label) for place, name in enumerate(judul) if str(place) in kolom]


@bp.get("/<uuid:impor_id>/kesalahan")
@requires(Izin.BUKU_IMPOR)
def errors(impor_id: UUID) -> ResponseReturnValue:
    """The rows that did not get in, with the reasons."""
    actor = current_actor()
    with transaction() as session:
        impor = queries.get_impor(session, impor_id, actor=actor)
        if impor.sha256_salah is None:
            raise NotFound("Impor ini tidak punya baris yang salah.")
        cara = "impor.kesalahan_diunduh"
        record_read(session, cara, actor=actor, objek="impor", objek_id=impor_id, jumlah=impor.salah)
    content = store.get(impor.sha256_salah)
    mime, suffix = (XLSX, "xlsx") if content.startswith(ZIP_MARK) else (CSV, "csv")
    name = f"kesalahan-{PurePath(impor.nama_berkas).stem}.{suffix}"
    return send_file(io.BytesIO(content), mimetype=mime, as_attachment=True, download_name=name)


@bp.post("/<uuid:impor_id>/masukkan")
@requires(Izin.BUKU_IMPOR)
def import_for_real(impor_id: UUID) -> ResponseReturnValue:
    """After a trial: bring the same file in."""
    with transaction() as session:
        impor = services.repeat_impor(session, impor_id, uji=False, actor=current_actor())
    return redirect_with("Baris yang baik sedang dimasukkan.", "pertukaran.show", impor_id=impor.id)


@bp.post("/<uuid:impor_id>/ulangi")
@requires(Izin.BUKU_IMPOR)
def choose_again(impor_id: UUID) -> ResponseReturnValue:
    """After a trial: choose the columns of the same file anew."""
    with transaction() as session:
        impor = services.repeat_impor(session, impor_id, uji=True, actor=current_actor())
    return redirect_with("Pilih lagi kolomnya.", "pertukaran.columns", impor_id=impor.id)


@bp.post("/<uuid:impor_id>/hentikan")
@requires(Izin.BUKU_IMPOR)
def stop(impor_id: UUID) -> ResponseReturnValue:
    """Stop after the rows that are in hand."""
    return _step(services.ask_stop, impor_id, "Impor dihentikan. Baris yang sudah masuk tetap ada.")


@bp.post("/<uuid:impor_id>/lanjutkan")
@requires(Izin.BUKU_IMPOR)
def resume(impor_id: UUID) -> ResponseReturnValue:
    """Go on after the last row that was read."""
    return _step(services.resume_impor, impor_id, "Impor dilanjutkan dari baris terakhir.")


def _step(step: Callable[..., Impor], impor_id: UUID, pesan: str) -> ResponseReturnValue:
    with transaction() as session:
        step(session, impor_id, actor=current_actor())
    return redirect_with(pesan, "pertukaran.show", impor_id=impor_id)
