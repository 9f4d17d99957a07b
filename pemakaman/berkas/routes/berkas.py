"""HTTP of documents: the page of one report's document, downloads."""

from time import monotonic, sleep
from uuid import UUID

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import queries, services
from pemakaman.berkas.models import Berkas
from pemakaman.berkas.routes.dasar import bp
from pemakaman.berkas.rules import MOST_AT_ONCE, WITH_DOCUMENT, file_name
from pemakaman.db import reading, transaction
from pemakaman.dokumen.gabung import merge_pdfs, neutral_name, zip_pdfs
from pemakaman.errors import Invalid, NotFound
from pemakaman.jejak.queries import timeline
from pemakaman.laporan.queries import get_laporan
from pemakaman.makam.models import Makam
from pemakaman.web import redirect_with, requires, show_page

PDF, ZIP = "application/pdf", "application/zip"
PATIENCE_SECONDS = 1.2


@bp.get("/laporan/<uuid:laporan_id>/berkas")
@requires(Izin.BERKAS_LIHAT)
def show(laporan_id: UUID) -> ResponseReturnValue:
    """The document of a report; until it is finished the page asks again each second, also without JavaScript."""
    _give_the_worker_a_moment(laporan_id)
    with reading() as session:
        laporan = get_laporan(session, laporan_id, actor=current_actor())
        versions = queries.list_berkas(session, laporan_id)
        events = [row for row in timeline(session, "laporan", laporan_id) if "berkas" in row.kalimat.lower()]
        replaced = queries.list_replacements(session, laporan_id)
        dokumen = {one.id: queries.list_dokumen(session, one.id) for one in versions}
        values = {"laporan": laporan, "versi": versions, "riwayat": events, "diganti": replaced, "dokumen": dokumen}
        page = show_page("berkas/lihat.html", 200, **values)
    if laporan.status in WITH_DOCUMENT and all(one.status == "antre" for one in versions if one.berlaku):
        page.headers["Refresh"] = "1"
    return page


def _give_the_worker_a_moment(laporan_id: UUID) -> None:
    """Rendering takes less than a second: who comes from the approval should see the document at once."""
    limit = monotonic() + PATIENCE_SECONDS
    while monotonic() < limit:
        with reading() as session:
            if not queries.is_awaited(session, laporan_id, actor=current_actor()):
                return
        sleep(0.08)


@bp.post("/laporan/<uuid:laporan_id>/berkas/ulangi")
@requires(Izin.BERKAS_LIHAT)
def retry(laporan_id: UUID) -> ResponseReturnValue:
    """Try a failed document again."""
    with transaction() as session:
        get_laporan(session, laporan_id, actor=current_actor())
        services.retry_berkas(session, laporan_id, actor=current_actor())
    return redirect_with("Berkas dibuat ulang.", "berkas.show", laporan_id=laporan_id)


@bp.get("/berkas")
@requires(Izin.BERKAS_LIHAT)
def list_() -> ResponseReturnValue:
    """Finished documents, to download several at once."""
    baru = request.args.get("saring") != "semua"
    with reading() as session:
        page = queries.list_ready(session, actor=current_actor(), baru=baru, sesudah=request.args.get("sesudah"))
        return show_page("berkas/daftar.html", halaman=page, baru=baru)


def _attachment(content: bytes, mime: str, name: str, *, inline: bool = False) -> Response:
    response = make_response(content)
    response.mimetype = mime
    kind = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{neutral_name(name)}"'
    return response


def _name(berkas: Berkas, makam_kode: str, tahun: int | None, nomor: int | None) -> str:
    return file_name(berkas.formulir, makam_kode, tahun, nomor, berkas.versi_dokumen)


@bp.get("/berkas/<uuid:berkas_id>/unduh")
@requires(Izin.BERKAS_LIHAT)
def download(berkas_id: UUID) -> ResponseReturnValue:
    """The stored bytes of one version; a reprint is the same bytes."""
    actor = current_actor()
    with transaction() as session:
        berkas = queries.get_berkas(session, berkas_id, actor=actor)
        laporan = get_laporan(session, berkas.laporan_id, actor=actor)
        makam = session.get_one(Makam, laporan.makam_id)
        (documents,) = services.read_berkas(session, [berkas], actor=actor)
    name = _name(berkas, makam.kode, laporan.buku_tahun, laporan.buku_nomor)
    content = documents[0] if len(documents) == 1 else merge_pdfs(documents)
    return _attachment(content, PDF, name, inline=request.args.get("tampil") == "1")


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
    if request.form.get("bentuk") == "zip":
        names = [_name(row[0], row[1], row[2], row[3]) for row in rows]
        pairs = zip(names, (merge_pdfs(one) for one in contents), strict=True)
        return _attachment(zip_pdfs(list(pairs)), ZIP, "berkas-permohonan.zip")
    return _attachment(merge_pdfs([one for file in contents for one in file]), PDF, "berkas-permohonan.pdf")
