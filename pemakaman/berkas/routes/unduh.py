"""Files taken away: whole, one document of them, several files at once."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import queries, services
from pemakaman.berkas.forms_lembar import CetakUlangForm
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.berkas.routes.dasar import PDF, ZIP, attachment, bp
from pemakaman.berkas.rules import MOST_AT_ONCE, file_name, paper_name
from pemakaman.db import reading, transaction
from pemakaman.dokumen.gabung import join_files, zip_pdfs
from pemakaman.dokumen.jenis import JENIS_LABEL, Jenis
from pemakaman.errors import Invalid, NotFound
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
    except Invalid:
        return _ask_why(berkas_id, form)
    name = file_name(berkas.formulir, makam.kode, laporan.buku_tahun, laporan.buku_nomor, berkas.versi_dokumen)
    if _wanted() == "zip":
        pairs = [(_paper_name(one, laporan, makam, urut), content) for urut, (one, content) in enumerate(made, 1)]
        return attachment(zip_pdfs(pairs), ZIP, f"{name.removesuffix('.pdf')}.zip")
    return attachment(_joined([(berkas, made)]), PDF, name, inline=_wanted() == "tampil")


def _joined(files: Sequence[tuple[Berkas, Sequence[tuple[Dokumen, bytes]]]]) -> bytes:
    """The documents of these files as one PDF; a single document as it is, with whatever signature it carries."""
    if len(files) == 1 and len(files[0][1]) == 1:
        return files[0][1][0][1]
    parts = [
        (f"Berkas {made[0][0].nomor}", [(JENIS_LABEL[Jenis(one.jenis)], content) for one, content in made])
        for _, made in files
    ]
    newest = max(berkas.jadi_pada or berkas.dibuat_pada for berkas, _ in files)
    with TemporaryDirectory() as folder:
        target = Path(folder) / "berkas.pdf"
        join_files(parts, target, judul=parts[0][0] if len(parts) == 1 else "Berkas permohonan", tanggal=newest)
        return target.read_bytes()


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


def _chosen_ids() -> list[UUID]:
    try:
        chosen = [UUID(text) for text in request.form.getlist("berkas")]
    except ValueError:
        raise NotFound() from None
    if not chosen:
        raise Invalid({"berkas": ["Centang dulu berkas yang akan diunduh."]}, "Belum ada berkas yang dicentang.")
    if len(chosen) > MOST_AT_ONCE:
        raise Invalid({"berkas": [f"Paling banyak {MOST_AT_ONCE} berkas sekali unduh."]})
    return chosen


@bp.post("/berkas/unduh")
@requires(Izin.BERKAS_LIHAT)
def download_many() -> ResponseReturnValue:
    """Several documents as one PDF or one ZIP; one that is not visible makes the whole answer 404."""
    actor, chosen = current_actor(), _chosen_ids()
    with transaction() as session:
        rows = queries.select_current(session, chosen, actor=actor)
        if len(rows) != len(set(chosen)):
            raise NotFound(
                "Sebagian berkas tidak ada, sudah diganti versi baru, atau di luar wilayah tugas Anda. "
                "Tidak ada yang diunduh. Buka lagi daftarnya."
            )
        contents = services.read_berkas(session, [row[0] for row in rows], actor=actor)
    files = list(zip([row[0] for row in rows], contents, strict=True))
    if request.form.get("bentuk") == "zip":
        names = [file_name(row[0].formulir, row[1], row[2], row[3], row[0].versi_dokumen) for row in rows]
        pairs = zip(names, (_joined([one]) for one in files), strict=True)
        return attachment(zip_pdfs(list(pairs)), ZIP, "berkas-permohonan.zip")
    return attachment(_joined(files), PDF, "berkas-permohonan.pdf")
