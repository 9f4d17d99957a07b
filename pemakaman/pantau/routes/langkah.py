"""The steps of one monthly report, and its files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.pantau.forms import KirimForm, SuratForm, TarikForm, TertandaForm
from pemakaman.pantau.queries.bulanan import get_bulanan
from pemakaman.pantau.routes.bulanan import back_to, month_page
from pemakaman.pantau.routes.dasar import bp, posted_versi
from pemakaman.pantau.services import bulanan as services
from pemakaman.pantau.services import kirim
from pemakaman.pantau.services.bulanan import check_own
from pemakaman.unduh import attachment
from pemakaman.web import requires
from pemakaman.widgets import BaseForm

Work = Callable[[Session], Any]


def _step(bulanan_id: UUID, work: Work, pesan: str, form: BaseForm | None = None) -> ResponseReturnValue:
    """Take one step; when a field is refused show the month again with what was typed.

    Who comes too late reads what changed, and finds what he typed, on the page of the refusal.
    """
    actor = current_actor()
    with reading() as session:
        bulanan = get_bulanan(session, bulanan_id, actor=actor)
        check_own(bulanan.wilayah_kode, actor)
    where = (bulanan.wilayah_kode, bulanan.tahun, bulanan.bulan)
    if form is not None and not form.validate_on_submit():
        return month_page(*where, form=form)
    try:
        with transaction() as session:
            work(session)
    except Invalid as error:
        if form is None:
            raise
        lain = form.put_errors(error.galat)
        return month_page(*where, form=form, galat_lain=lain)
    flash(pesan, "sukses")
    return back_to(bulanan)


@bp.post("/bulanan/<uuid:bulanan_id>/hitung")
@requires(Izin.BULANAN_BUAT)
def recount(bulanan_id: UUID) -> ResponseReturnValue:
    """Count a draft again."""
    versi, actor = posted_versi(), current_actor()
    return _step(
        bulanan_id, lambda s: services.recount(s, bulanan_id, versi=versi, actor=actor), "Draf dihitung ulang."
    )


@bp.post("/bulanan/<uuid:bulanan_id>/cetak")
@requires(Izin.BULANAN_BUAT)
def print_again(bulanan_id: UUID) -> ResponseReturnValue:
    """Make the letter once more."""
    versi, actor = posted_versi(), current_actor()
    return _step(
        bulanan_id, lambda s: services.print_again(s, bulanan_id, versi=versi, actor=actor), "Surat dibuat ulang."
    )


@bp.post("/bulanan/<uuid:bulanan_id>/surat")
@requires(Izin.BULANAN_BUAT)
def letter(bulanan_id: UUID) -> ResponseReturnValue:
    """Number and date of the letter."""
    versi, actor, form = posted_versi(), current_actor(), SuratForm()

    def work(session: Session) -> None:
        isian = {"nomor_surat": form.nomor_surat.data, "tanggal_surat": form.tanggal_surat.data}
        services.save_letter(session, bulanan_id, isian, versi=versi, actor=actor)

    return _step(bulanan_id, work, "Nomor dan tanggal surat disimpan.", form)


@bp.post("/bulanan/<uuid:bulanan_id>/tertanda")
@requires(Izin.BULANAN_BUAT)
def sign(bulanan_id: UUID) -> ResponseReturnValue:
    """Upload the signed copy."""
    versi, actor, form = posted_versi(), current_actor(), TertandaForm()

    def work(session: Session) -> None:
        file = form.berkas.data[0]
        kirim.sign(
            session,
            bulanan_id,
            nama_berkas=file.filename or "",
            content=file.stream.read(),
            versi=versi,
            actor=actor,
        )

    return _step(bulanan_id, work, "Salinan tertanda disimpan. Angkanya sekarang tetap.", form)


@bp.post("/bulanan/<uuid:bulanan_id>/tarik")
@requires(Izin.BULANAN_BUAT)
def withdraw(bulanan_id: UUID) -> ResponseReturnValue:
    """Make a signed report a draft again."""
    versi, actor, form = posted_versi(), current_actor(), TarikForm()

    def work(session: Session) -> None:
        kirim.withdraw(session, bulanan_id, alasan=form.alasan.data, versi=versi, actor=actor)

    return _step(bulanan_id, work, "Laporan ditarik menjadi draf.", form)


@bp.post("/bulanan/<uuid:bulanan_id>/kirim")
@requires(Izin.BULANAN_BUAT)
def send(bulanan_id: UUID) -> ResponseReturnValue:
    """Note that the report went out."""
    versi, actor, form = posted_versi(), current_actor(), KirimForm()

    def work(session: Session) -> None:
        isian = {"dikirim_tanggal": form.dikirim_tanggal.data, "dikirim_cara": form.dikirim_cara.data}
        kirim.send(session, bulanan_id, isian, versi=versi, actor=actor)

    return _step(bulanan_id, work, "Tercatat: laporan sudah dikirim.", form)


@bp.get("/bulanan/<uuid:bulanan_id>/<bentuk>/unduh")
@requires(Izin.PANTAU_LIHAT)
def download(bulanan_id: UUID, bentuk: str) -> ResponseReturnValue:
    """The letter, its annex or the signed copy. They hold figures, no person."""
    with reading() as session:
        return attachment(*kirim.read_file(session, bulanan_id, bentuk, actor=current_actor()))
