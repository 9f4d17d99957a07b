"""One closing: its page, its print, its signed copy, and opening the month again."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import send_file
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin, sees_nik
from pemakaman.buku import bulan
from pemakaman.buku.forms_tutup import BukaForm, TertandaForm
from pemakaman.buku.hitung import KELOMPOK_LABEL
from pemakaman.buku.masa import Masa, get_masa
from pemakaman.buku.routes.dasar import bp
from pemakaman.buku.services import tutup
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak import words
from pemakaman.jejak.services import record_read
from pemakaman.makam.models import Makam, TutupBuku
from pemakaman.makam.queries import get_makam, list_recording
from pemakaman.makam.tutup import find_closing
from pemakaman.web import redirect_with, requires, show_page

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_HIDDEN = (
    "Lembar ini memuat NIK lengkap. Yang boleh membukanya hanya petugas yang menutup buku atau memeriksa identitas."
)


def told(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Corrections as the pages show them; a NIK in them shows its last digits only."""
    return [
        {
            "nomor": f"{row.KoreksiBuku.nomor}/{row.KoreksiBuku.tahun}",
            "koreksi": row.KoreksiBuku,
            "asal": Masa(row.KoreksiBuku.asal_tahun, row.KoreksiBuku.asal_bulan).nama,
            "baris": f"{row.buku_nomor}/{row.buku_tahun}",
            "nama": row.nama or "Tidak dikenal",
            "rincian": words.details(row.KoreksiBuku.rincian),
        }
        for row in rows
    ]


def reads_print(actor: Actor) -> bool:
    """May this account open a sheet with whole NIK on it?"""
    return sees_nik(actor) or actor.may(Izin.BUKU_TUTUP)


def closed_page(
    session: Session, makam: Makam, closing: TutupBuku, actor: Actor, form: TertandaForm | None = None
) -> ResponseReturnValue:
    """Totals, fingerprints, print, signed copy, what was corrected later, and the history of the month."""
    masa = Masa(closing.tahun, closing.bulan)
    record_read(session, "buku.bulan_dibuka", actor=actor, objek="makam", objek_id=makam.id)
    recording = any(row.id == makam.id for row in list_recording(session, actor=actor))
    page = show_page(
        "buku/bulan_tertutup.html",
        422 if form and form.errors else 200,
        makam=makam,
        masa=masa,
        tutup=closing,
        form=form or TertandaForm(formdata=None),
        boleh_unggah=recording and actor.may(Izin.BUKU_TUTUP) and closing.dibuka_pada is None,
        boleh_buka=actor.may(Izin.BUKU_BUKA) and closing.dibuka_pada is None,
        boleh_baca=reads_print(actor),
        nama_kelompok=KELOMPOK_LABEL,
        koreksi=told(bulan.list_made(session, makam.id, masa)),
        kemudian=told(bulan.list_later(session, closing)),
        riwayat=bulan.list_history(session, makam.id, masa),
    )
    if closing.status == "antre" and form is None:
        page.headers["Refresh"] = "5"
    return page


@bp.get("/tutupan/<uuid:tutup_id>")
@requires(Izin.BUKU_CETAK)
def closing(tutup_id: UUID) -> ResponseReturnValue:
    """One closing, also of a month that was opened again since."""
    actor = current_actor()
    with transaction() as session:
        found, makam = bulan.get_closing(session, tutup_id, actor=actor)
        return closed_page(session, makam, found, actor)


@bp.get("/tutupan/<uuid:tutup_id>/cetak")
@requires(Izin.BUKU_CETAK)
def closing_print(tutup_id: UUID) -> ResponseReturnValue:
    """The sheet as it was made to be signed."""
    found, makam = _open_sheet(tutup_id, "buku.lembar_dibuka")
    if found.sha256 is None:
        raise Conflict("Lembar ini belum selesai dibuat. Tunggu sebentar, lalu coba lagi.")
    return _file(found.sha256, "application/pdf", makam, found, "tutup-buku")


@bp.get("/tutupan/<uuid:tutup_id>/tertanda")
@requires(Izin.BUKU_CETAK)
def closing_signed(tutup_id: UUID) -> ResponseReturnValue:
    """The signed copy."""
    found, makam = _open_sheet(tutup_id, "buku.tertanda_dibuka")
    if found.sha256_tertanda is None or found.mime_tertanda is None:
        raise NotFound("Lembar bertanda tangan belum diunggah.")
    return _file(found.sha256_tertanda, found.mime_tertanda, makam, found, "tutup-buku-tertanda")


def _open_sheet(tutup_id: UUID, cara: str) -> tuple[TutupBuku, Makam]:
    actor = current_actor()
    with transaction() as session:
        found, makam = bulan.get_closing(session, tutup_id, actor=actor)
        if not reads_print(actor):
            raise Forbidden(_HIDDEN)
        record_read(session, cara, actor=actor, objek="makam", objek_id=makam.id)
    return found, makam


def _file(sha256: str, mime: str, makam: Makam, found: TutupBuku, kind: str) -> ResponseReturnValue:
    masa = Masa(found.tahun, found.bulan)
    name = f"{kind}_{makam.kode}_{masa.kode}.{ENDINGS[mime]}"
    return send_file(BytesIO(store.get(sha256)), mimetype=mime, as_attachment=True, download_name=name)


@bp.post("/tutupan/<uuid:tutup_id>/tertanda")
@requires(Izin.BUKU_TUTUP)
def attach_signed(tutup_id: UUID) -> ResponseReturnValue:
    """Keep the signed copy."""
    actor, form = current_actor(), TertandaForm()
    with reading() as session:
        found, makam = bulan.get_closing(session, tutup_id, actor=actor)
    if form.validate():
        file = form.berkas.data[0]
        try:
            with transaction() as session:
                given: dict[str, Any] = {"nama_berkas": file.filename or "lembar", "content": file.read()}
                tutup.attach_signed(session, tutup_id, **given, actor=actor)
            masa = Masa(found.tahun, found.bulan)
            pesan = "Lembar bertanda tangan tersimpan."
            return redirect_with(pesan, "buku.month", makam_id=makam.id, masa=masa.kode)
        except Invalid as error:
            form.put_errors(error.galat)
    with transaction() as session:
        found, makam = bulan.get_closing(session, tutup_id, actor=actor)
        return closed_page(session, makam, found, actor, form)


@bp.post("/tutupan/<uuid:tutup_id>/cetak")
@requires(Izin.BUKU_CETAK)
def retry_closing(tutup_id: UUID) -> ResponseReturnValue:
    """Make a sheet that failed once more."""
    with transaction() as session:
        found = tutup.retry_print(session, tutup_id, actor=current_actor())
    masa = Masa(found.tahun, found.bulan)
    return redirect_with("Lembar dibuat sekali lagi.", "buku.month", makam_id=found.makam_id, masa=masa.kode)


@bp.route("/tutup/<uuid:makam_id>/<masa>/buka", methods=["GET", "POST"])
@requires(Izin.BUKU_BUKA)
def reopen(makam_id: UUID, masa: str) -> ResponseReturnValue:
    """Open a closed month again, with the reason."""
    actor, form = current_actor(), BukaForm()
    with reading() as session:
        makam = get_makam(session, makam_id, actor=actor)
        of = get_masa(masa)
        found = find_closing(session, makam_id, of.tahun, of.bulan)
    if form.validate_on_submit():
        with transaction() as session:
            tutup.reopen_month(session, makam_id, of, alasan=form.alasan.data, actor=actor)
        return redirect_with(f"{of.nama} dibuka lagi.", "buku.month", makam_id=makam_id, masa=of.kode)
    if found is None:
        raise Conflict(f"Buku {makam.nama} bulan {of.nama} sedang tidak tertutup.")
    return show_page("buku/buka.html", 422 if form.errors else 200, form=form, makam=makam, masa=of, tutup=found)
