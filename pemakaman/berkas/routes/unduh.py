"""Files taken away: whole, or one document of them."""

import hashlib
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import queries, services
from pemakaman.berkas.forms_lembar import CetakUlangForm
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.berkas.routes.dasar import PDF, ZIP, attachment, bp
from pemakaman.berkas.rules import file_name, paper_name
from pemakaman.berkas.satukan import join_file
from pemakaman.db import reading, transaction
from pemakaman.dokumen.gabung import zip_pdfs
from pemakaman.dokumen.jenis import JENIS_LABEL, Jenis
from pemakaman.errors import Invalid
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.makam.models import Makam
from pemakaman.web import requires, show_page


def _wanted() -> str:
    bentuk = request.values.get("bentuk", "")
    return bentuk if bentuk in ("zip", "tampil") else "pdf"


@bp.route("/berkas/<uuid:berkas_id>/unduh", methods=["GET", "POST"])
@requires(Izin.BERKAS_LIHAT)
def download(berkas_id: UUID) -> ResponseReturnValue:
    """The stored bytes of one version: first with one click, later with a reason. A reprint is the same bytes."""
    actor, form = current_actor(), CetakUlangForm()
    sebab = form.words if form.validate_on_submit() else None
    try:
        with transaction() as session:
            berkas, made = services.hand_out_file(session, berkas_id, sebab=sebab, actor=actor)
            laporan = get_laporan(session, berkas.laporan_id, actor=actor)
            makam = session.get_one(Makam, laporan.makam_id)
            content = b"" if _wanted() == "zip" else _joined(session, berkas, made)
    except Invalid:
        return _ask_why(berkas_id, form)
    name = file_name(berkas.formulir, makam.kode, laporan.buku_tahun, laporan.buku_nomor, berkas.versi_dokumen)
    if _wanted() == "zip":
        pairs = [(_paper_name(one, laporan, makam, urut), content) for urut, (one, content) in enumerate(made, 1)]
        return attachment(zip_pdfs(pairs), ZIP, f"{name.removesuffix('.pdf')}.zip")
    return attachment(content, PDF, name, inline=_wanted() == "tampil")


def _joined(session: Session, berkas: Berkas, made: list[tuple[Dokumen, bytes]]) -> bytes:
    """One PDF; its fingerprint is kept, so that it can be recognised when somebody brings it back."""
    papers = [(JENIS_LABEL[Jenis(one.jenis)], content) for one, content in made]
    content = join_file(f"Berkas {made[0][0].nomor}", papers, berkas.dibuat_pada)
    if len(made) > 1:
        services.remember(session, hashlib.sha256(content).hexdigest(), berkas_id=berkas.id)
    return content


@bp.route("/berkas/<uuid:berkas_id>/dokumen/<uuid:dokumen_id>", methods=["GET", "POST"])
@requires(Izin.BERKAS_LIHAT)
def download_paper(berkas_id: UUID, dokumen_id: UUID) -> ResponseReturnValue:
    """One document of a file; the same rule for the second time."""
    actor, form = current_actor(), CetakUlangForm()
    sebab = form.words if form.validate_on_submit() else None
    try:
        with transaction() as session:
            dokumen, content = services.hand_out_paper(session, berkas_id, dokumen_id, sebab=sebab, actor=actor)
            laporan = session.get_one(Laporan, dokumen.laporan_id)
            makam = session.get_one(Makam, laporan.makam_id)
    except Invalid:
        return _ask_why(berkas_id, form, dokumen_id)
    return attachment(content, PDF, _paper_name(dokumen, laporan, makam), inline=_wanted() == "tampil")


def _paper_name(dokumen: Dokumen, laporan: Laporan, makam: Makam, urut: int = 0) -> str:
    return paper_name(dokumen.jenis, makam.kode, laporan.buku_tahun, laporan.buku_nomor, urut)


def _ask_why(berkas_id: UUID, form: CetakUlangForm, dokumen_id: UUID | None = None) -> ResponseReturnValue:
    actor = current_actor()
    with reading() as session:
        berkas = queries.get_berkas(session, berkas_id, actor=actor)
        dokumen = queries.list_dokumen(session, berkas_id)
        one = next((row for row in dokumen if row.id == dokumen_id), None)
        return show_page(
            "berkas/cetak_ulang.html",
            422 if form.is_submitted() else 200,
            laporan=get_laporan(session, berkas.laporan_id, actor=actor),
            berkas=berkas,
            judul=JENIS_LABEL[Jenis(one.jenis)] if one else "Seluruh berkas",
            cetakan=queries.list_prints(session, berkas.laporan_id, [row.id for row in dokumen]),
            jenis_label=JENIS_LABEL,
            bentuk=_wanted(),
            form=form,
        )
