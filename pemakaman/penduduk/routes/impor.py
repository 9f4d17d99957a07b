"""One import: how far it is, what it found, its bad rows, and doing what was tried."""

import io
from pathlib import PurePath
from uuid import UUID

from flask import send_file
from flask.typing import ResponseReturnValue

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import NotFound
from pemakaman.jejak.services import record_read
from pemakaman.penduduk import queries, services
from pemakaman.penduduk.kolom import RUAS
from pemakaman.penduduk.models import ImporPenduduk
from pemakaman.penduduk.routes.dasar import bp
from pemakaman.penduduk.rules import STATUS_IMPOR, SUSUNAN_LABEL, WORKING, percent
from pemakaman.tabel import CSV, XLSX, ZIP_MARK
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names

MANY_MISSING = 0.2


@bp.get("/impor/<uuid:ekstrak_id>")
@requires(Izin.PENDUDUK_IMPOR)
def show(ekstrak_id: UUID) -> ResponseReturnValue:
    """Progress and outcome; the page asks again by itself while a worker is busy."""
    with reading() as session:
        impor = queries.get_impor(session, ekstrak_id, actor=current_actor())
        names = full_names(session, impor.wilayah_kode)
    stored = impor.baru + impor.berubah + impor.tetap
    is_opening = impor.status == "diunggah" and not impor.pemetaan
    page = show_page(
        "penduduk/lihat.html",
        impor=impor,
        nama=names,
        nama_status=STATUS_IMPOR,
        nama_susunan=SUSUNAN_LABEL,
        dibuka=is_opening,
        bekerja=impor.status in WORKING,
        persen=percent(impor.jumlah, impor.dibaca, stored if not impor.uji else impor.dibaca),
        kolom=_columns(impor),
        banyak_hilang=impor.hilang > MANY_MISSING * (impor.hilang + impor.berubah + impor.tetap),
    )
    if is_opening or impor.status in WORKING:
        # A header, not a <meta>: axe holds the element against a page, and both work without a script.
        page.headers["Refresh"] = "2"
    return page


def _columns(impor: ImporPenduduk) -> list[tuple[str, str]]:
    """Our fields and the headings they are read from."""
    kolom, judul = impor.pemetaan.get("kolom", {}), impor.pemetaan.get("judul", [])
    return [(ruas.label, judul[kolom[field]]) for field, ruas in RUAS.items() if field in kolom]


@bp.post("/impor/<uuid:ekstrak_id>/masukkan")
@requires(Izin.PENDUDUK_IMPOR)
def import_for_real(ekstrak_id: UUID) -> ResponseReturnValue:
    """After a trial: bring the same file in."""
    with transaction() as session:
        impor = services.repeat_impor(session, ekstrak_id, uji=False, actor=current_actor())
    return redirect_with("Data penduduk sedang dimasukkan.", "penduduk.show", ekstrak_id=impor.id)


@bp.post("/impor/<uuid:ekstrak_id>/ulangi")
@requires(Izin.PENDUDUK_IMPOR)
def choose_again(ekstrak_id: UUID) -> ResponseReturnValue:
    """After a trial: choose the columns of the same file anew."""
    with transaction() as session:
        impor = services.repeat_impor(session, ekstrak_id, uji=True, actor=current_actor())
    return redirect_with("Pilih lagi kolomnya.", "penduduk.columns", ekstrak_id=impor.id)


@bp.get("/impor/<uuid:ekstrak_id>/kesalahan")
@requires(Izin.PENDUDUK_IMPOR)
def errors(ekstrak_id: UUID) -> ResponseReturnValue:
    """The rows that were refused, with the same columns and the reason of each."""
    actor = current_actor()
    with transaction() as session:
        impor = queries.get_impor(session, ekstrak_id, actor=actor)
        if impor.sha256_salah is None:
            raise NotFound("Impor ini tidak punya baris yang salah.")
        record_read(
            session,
            "penduduk.kesalahan_diunduh",
            actor=actor,
            objek="impor_penduduk",
            objek_id=ekstrak_id,
            jumlah=impor.salah,
        )
    content = store.get(impor.sha256_salah)
    mime, suffix = (XLSX, "xlsx") if content.startswith(ZIP_MARK) else (CSV, "csv")
    name = f"kesalahan-{PurePath(impor.nama_berkas).stem}.{suffix}"
    return send_file(io.BytesIO(content), mimetype=mime, as_attachment=True, download_name=name)
