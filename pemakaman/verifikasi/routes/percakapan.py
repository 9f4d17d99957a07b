"""What is written about a report at the desk: notes, questions, proofs asked for."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.laporan.permintaan import get_permintaan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import JenisBukti
from pemakaman.laporan.services.permintaan import withdraw_request
from pemakaman.verifikasi import services
from pemakaman.verifikasi.forms_kerja import AskForm, NoteForm, ProofForm
from pemakaman.verifikasi.routes.dasar import bp, show_desk
from pemakaman.verifikasi.samping import Kerja, offer_sentences
from pemakaman.web import redirect_with, requires

Work = Callable[[Session], Any]


@bp.post("/meja/<uuid:laporan_id>/catatan")
@requires(Izin.MEJA_BAGI)
def note(laporan_id: UUID) -> ResponseReturnValue:
    """Write an internal note."""
    actor, form = current_actor(), NoteForm()

    def work(session: Session) -> None:
        services.add_note(session, laporan_id, teks=form.isi_catatan.data or "", actor=actor)

    refused = _write(laporan_id, form, Kerja(catatan=form), work, [("teks", "isi_catatan")])
    return refused or _back("Catatan disimpan.", laporan_id)


@bp.post("/meja/<uuid:laporan_id>/tanya")
@requires(Izin.LAPORAN_PERIKSA)
def ask(laporan_id: UUID) -> ResponseReturnValue:
    """Ask the manager."""
    actor, form = current_actor(), AskForm()
    kerja = _with_sentences(laporan_id, Kerja(tanya=form))

    def work(session: Session) -> None:
        services.request(session, laporan_id, teks=form.teks(), actor=actor)

    refused = _write(laporan_id, form, kerja, work, [("teks", "pertanyaan")])
    return refused or _back("Pertanyaan dikirim kepada pengelola.", laporan_id)


@bp.post("/meja/<uuid:laporan_id>/minta-lampiran")
@requires(Izin.LAPORAN_PERIKSA)
def ask_proof(laporan_id: UUID) -> ResponseReturnValue:
    """Ask for a proof by its name."""
    actor, form = current_actor(), ProofForm()
    kerja = _with_sentences(laporan_id, Kerja(lampiran=form))

    def work(session: Session) -> None:
        jenis = form.bukti_jenis.data or ""
        services.request(session, laporan_id, teks=form.teks(), bukti_jenis=jenis, actor=actor)

    refused = _write(laporan_id, form, kerja, work, [("teks", "keterangan_lampiran")])
    return refused or _back("Lampiran diminta dari pengelola.", laporan_id)


@bp.post("/meja/<uuid:laporan_id>/minta-sptjm")
@requires(Izin.LAPORAN_PERIKSA)
def ask_sptjm(laporan_id: UUID) -> ResponseReturnValue:
    """Ask for the family's stamped declaration in one press."""
    actor = current_actor()
    teks = "SPTJM bermeterai, ditandatangani keluarga dan dua orang saksi."

    def work(session: Session) -> None:
        services.request(session, laporan_id, teks=teks, bukti_jenis=JenisBukti.SPTJM.value, actor=actor)

    return _write(laporan_id, None, Kerja(), work, []) or _back("SPTJM diminta dari pengelola.", laporan_id)


@bp.post("/meja/permintaan/<int:permintaan_id>/tarik")
@requires(Izin.LAPORAN_PERIKSA)
def withdraw(permintaan_id: int) -> ResponseReturnValue:
    """Take a request back."""
    actor = current_actor()
    with reading() as session:
        laporan_id = get_permintaan(session, permintaan_id, actor=actor).laporan_id
    refused = _write(
        laporan_id, None, Kerja(), lambda session: withdraw_request(session, permintaan_id, actor=actor), []
    )
    return refused or _back("Permintaan ditarik kembali.", laporan_id)


def _with_sentences(laporan_id: UUID, kerja: Kerja) -> Kerja:
    with reading() as session:
        laporan = get_laporan(session, laporan_id, actor=current_actor())
        offer_sentences(session, laporan.kab_kode, kerja)
    return kerja


def _write(laporan_id: UUID, form: Any, kerja: Kerja, work: Work, names: Sequence[tuple[str, str]]) -> Response | None:
    """Run one service; a refusal shows the desk with what was typed."""
    if form is not None and not form.validate():
        with reading() as session:
            get_laporan(session, laporan_id, actor=current_actor())
        return show_desk(laporan_id, 422, kerja=kerja)
    try:
        with transaction() as session:
            work(session)
    except Invalid as error:
        elsewhere = [satu for pesan in error.galat.values() for satu in pesan]
        if form is not None:
            elsewhere = form.put_errors(error.galat, names)
        return show_desk(laporan_id, error.status, kerja=kerja, pesan=" ".join(elsewhere))
    except Conflict as error:
        return show_desk(laporan_id, error.status, kerja=kerja, pesan=error.pesan)
    return None


def _back(pesan: str, laporan_id: UUID) -> ResponseReturnValue:
    return redirect_with(pesan, "verifikasi.desk", laporan_id=laporan_id)
