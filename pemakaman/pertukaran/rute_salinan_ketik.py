"""The page on which rows are typed beside the picture of a page."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.pertukaran import salinan_masuk as masuk
from pemakaman.pertukaran import salinan_queries as queries
from pemakaman.pertukaran import salinan_services as services
from pemakaman.pertukaran.models import Impor, SalinanBaris, SalinanHalaman
from pemakaman.pertukaran.rute_salinan import bp, bring_in_now
from pemakaman.pertukaran.salinan_forms import row_form
from pemakaman.pertukaran.salinan_rules import (
    DI_BUKU,
    KOTAK,
    MENUNGGU,
    RUAS_BUKU,
    SALAH,
    STATUS_LABEL,
    Keluhan,
    Ketikan,
    carry_over,
    make_ketikan,
    status_of,
)
from pemakaman.web import redirect_with, requires, show_page

__all__ = ["bp"]


@dataclass(frozen=True)
class Buka:
    """The row in the form: a new one, or one typed before."""

    id: UUID
    ketikan: Ketikan
    versi: int = 0
    urutan: int | None = None
    keluhan: list[Keluhan] = field(default_factory=list)
    fokus: bool = False


@bp.get("/halaman/<uuid:halaman_id>")
@requires(Izin.BUKU_IMPOR)
def type_rows(halaman_id: UUID) -> ResponseReturnValue:
    """The picture, the form, and the rows typed so far; `baris` opens one of them, `sesudah` names the last saved."""
    with transaction() as session:
        halaman, impor = queries.get_halaman(session, halaman_id, actor=current_actor())
        baris_id = request.args.get("baris", type=UUID)
        if baris_id is not None:
            buka = _stored(session, halaman, baris_id)
        else:
            before = queries.last_typed(session, impor.id, halaman)
            tahun = impor.pemetaan.get("tahun")
            carried = carry_over(before.isian if before else None, tahun)
            buka = Buka(uuid4(), Ketikan(carried), fokus="sesudah" in request.args)
        return _show(session, halaman, impor, buka)


@bp.post("/halaman/<uuid:halaman_id>")
@requires(Izin.BUKU_IMPOR)
def save_row(halaman_id: UUID) -> ResponseReturnValue:
    """Keep the row as typed. A good one makes room for the next; a faulty one stays open with its faults."""
    with transaction() as session:
        halaman, _ = queries.get_halaman(session, halaman_id, actor=current_actor())
    texts = {name: request.form.get(name, "") for name in KOTAK}
    ketikan = make_ketikan(texts, request.form.getlist("tidak_terbaca"))
    baris_id, versi = _posted_id(), _posted_versi()
    try:
        with transaction() as session:
            baris = masuk.save_baris(session, halaman_id, baris_id, ketikan, versi=versi, actor=current_actor())
    except Invalid as error:
        found = [Keluhan(ruas, pesan) for ruas, semua in error.galat.items() for pesan in semua]
        return _show_again(halaman_id, Buka(baris_id, ketikan, versi, keluhan=found), 422)
    except Conflict as error:
        return _show_again(halaman_id, Buka(baris_id, ketikan, versi), 409, bentrok=error.pesan)
    if baris.status == SALAH:
        pesan = f"Baris {baris.urutan} disimpan, tetapi masih ada yang perlu diperbaiki."
        return redirect_with(pesan, "salinan.type_rows", kategori="info", halaman_id=halaman_id, baris=baris.id)
    pesan = f"Baris {baris.urutan} disimpan."
    return redirect_with(pesan, "salinan.type_rows", halaman_id=halaman.id, sesudah=baris.id)


@bp.post("/halaman/<uuid:halaman_id>/selesai")
@requires(Izin.BUKU_IMPOR)
def finish_page(halaman_id: UUID) -> ResponseReturnValue:
    """All of this page is typed, or it is not after all; then on to the next page."""
    selesai = request.form.get("aksi") != "buka"
    with transaction() as session:
        halaman = services.finish_halaman(session, halaman_id, selesai=selesai, actor=current_actor())
        _, after = queries.neighbours(session, halaman)
    if not selesai:
        return redirect_with("Halaman dibuka lagi.", "salinan.type_rows", halaman_id=halaman_id)
    pesan = f"Halaman {halaman.urutan} selesai."
    if after is None:
        return redirect_with(pesan, "salinan.show", impor_id=halaman.impor_id)
    return redirect_with(pesan, "salinan.type_rows", halaman_id=after)


@bp.post("/halaman/<uuid:halaman_id>/masukkan")
@requires(Izin.BUKU_IMPOR)
def bring_page_in(halaman_id: UUID) -> ResponseReturnValue:
    """Bring the waiting rows of this page in."""
    with transaction() as session:
        halaman, _ = queries.get_halaman(session, halaman_id, actor=current_actor())
    pesan = bring_in_now(halaman.impor_id, halaman_id)
    return redirect_with(pesan, "salinan.type_rows", halaman_id=halaman_id)


@bp.post("/baris/<uuid:baris_id>/hapus")
@requires(Izin.BUKU_IMPOR)
def remove_row(baris_id: UUID) -> ResponseReturnValue:
    """Delete a typed row that is not in the book."""
    with transaction() as session:
        halaman_id = services.remove_baris(session, baris_id, actor=current_actor())
    return redirect_with("Baris dihapus.", "salinan.type_rows", halaman_id=halaman_id)


def _stored(session: Session, halaman: SalinanHalaman, baris_id: UUID) -> Buka:
    baris, _, _ = queries.get_baris(session, baris_id, actor=current_actor())
    if baris.halaman_id != halaman.id:
        raise NotFound("Baris ini bukan dari halaman ini.")
    if status_of(baris.status, baris.laporan_id) in DI_BUKU:
        raise Conflict("Baris ini sudah ada di buku. Perbaiki di laporannya.")
    return Buka(baris.id, masuk.ketikan_of(baris), baris.versi, baris.urutan, masuk.keluhan_of(baris))


def _show_again(halaman_id: UUID, buka: Buka, status: int, *, bentrok: str = "") -> ResponseReturnValue:
    """The page with what was typed; after a conflict also what is stored, which the next saving replaces."""
    with transaction() as session:
        halaman, impor = queries.get_halaman(session, halaman_id, actor=current_actor())
        stored = session.get(SalinanBaris, buka.id)
        if stored is not None and stored.halaman_id != halaman_id:
            # The id of somebody else's row: nothing of that row is shown, and this one gets an id of its own.
            buka, stored = Buka(uuid4(), buka.ketikan, keluhan=buka.keluhan), None
        if stored is not None:
            buka = Buka(buka.id, buka.ketikan, stored.versi, stored.urutan, buka.keluhan)
        tersimpan = _tell_stored(stored) if bentrok and stored is not None else []
        return _show(session, halaman, impor, buka, status, bentrok=bentrok, tersimpan=tersimpan)


def _tell_stored(baris: SalinanBaris) -> list[str]:
    ketikan = masuk.ketikan_of(baris)
    dates: dict[str, list[str]] = {}
    for name, text in ketikan.teks.items():
        dates.setdefault(name.partition("-")[0], []).append(text)
    return [f"{RUAS_BUKU[ruas]}: {' '.join(dates[ruas])}" for ruas in RUAS_BUKU if ruas in dates]


def _show(
    session: Session,
    halaman: SalinanHalaman,
    impor: Impor,
    buka: Buka,
    status: int = 200,
    *,
    bentrok: str = "",
    tersimpan: list[str] | None = None,
) -> ResponseReturnValue:
    rows = queries.list_baris(session, halaman.id)
    if rows:
        record_read(session, "salinan.baris_dibuka", actor=current_actor(), objek="impor", objek_id=impor.id)
    galat = [(one.ruas, one.pesan) for one in buka.keluhan if one.keras]
    form, lain = row_form(buka.ketikan, galat, fokus=buka.fokus)
    sebelum, sesudah = queries.neighbours(session, halaman)
    return show_page(
        "pertukaran/salinan_ketik.html",
        status,
        halaman=halaman,
        impor=impor,
        baris=rows,
        buka=buka,
        form=form,
        galat_lain=lain,
        periksa=_worth_a_look(rows, buka),
        bentrok=bentrok,
        tersimpan=tersimpan or [],
        sebelum=sebelum,
        sesudah=sesudah,
        menunggu=sum(row.keadaan == MENUNGGU for row in rows),
        nama_status=STATUS_LABEL,
        ruas_buku=tuple(RUAS_BUKU),
        # What was typed into a batch that was taken back meanwhile stays to be copied, or sent once it is open again.
        mengetik=bool(bentrok) or (impor.status != services.DIBATALKAN and (not halaman.selesai or buka.versi > 0)),
        ditutup=impor.status == services.DIBATALKAN,
    )


def _worth_a_look(rows: Any, buka: Buka) -> tuple[int, list[str]] | None:
    """Number of the row in the form, or of the one saved just now, and its warnings."""
    seen = str(buka.id) if buka.versi else request.args.get("sesudah", "")
    for row in rows:
        found = [one.pesan for one in masuk.keluhan_of(row.SalinanBaris) if not one.keras]
        if str(row.SalinanBaris.id) == seen and found and row.keadaan == MENUNGGU:
            return row.SalinanBaris.urutan, found
    return None


def _posted_id() -> UUID:
    """The id the page made for the row; a new one when it is missing or no id."""
    try:
        return UUID(request.form.get("baris_id", ""))
    except ValueError:
        return uuid4()


def _posted_versi() -> int:
    text = request.form.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
