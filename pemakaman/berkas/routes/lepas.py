"""HTTP of single papers: which a report needs, printing one, taking it away."""

from uuid import UUID

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import queries
from pemakaman.berkas.forms_lembar import FORM, LembarForm
from pemakaman.berkas.models import Berkas
from pemakaman.berkas.panel import list_papers
from pemakaman.berkas.routes.dasar import PDF, attachment, bp, wait_for
from pemakaman.berkas.rules import LEPAS, is_printable, paper_name, sees_residents, why_not_lepas
from pemakaman.berkas.services import lepas
from pemakaman.db import reading, transaction
from pemakaman.dokumen.jenis import JENIS_LABEL, Jenis
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan, get_orang
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.web import redirect_with, requires, show_page


@bp.get("/laporan/<uuid:laporan_id>/dokumen")
@requires(Izin.DOKUMEN_BUAT)
def papers(laporan_id: UUID) -> ResponseReturnValue:
    """The papers of a report; while one is being made the page asks again each second, also without JavaScript."""
    actor = current_actor()
    wait_for(lambda session: not _waits(session, get_laporan(session, laporan_id, actor=actor)))
    with reading() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        status, made = Status(laporan.status), queries.list_lepas(session, laporan_id)
        kertas = list_papers(session, laporan, actor, _file(session, laporan))
        others = [one for one in LEPAS if one not in {paper.perlu.jenis for paper in kertas} and is_printable(one)]
        page = show_page(
            "berkas/dokumen.html",
            200,
            laporan=laporan,
            kertas=kertas,
            lembar=made,
            lain=[(one, JENIS_LABEL[one]) for one in others if not why_not_lepas(one, status, actor)],
            jenis_label=JENIS_LABEL,
            lihat_resmi=sees_residents(actor),
        )
    if any(one.status == "antre" for one in made):
        page.headers["Refresh"] = "1"
    return page


def _file(session: Session, laporan: Laporan) -> Berkas | None:
    """The file in force, so that a paper inside it is not asked for again."""
    return next((one for one in queries.list_berkas(session, laporan.id) if one.berlaku), None)


def _waits(session: Session, laporan: Laporan) -> bool:
    return any(one.status == "antre" for one in queries.list_lepas(session, laporan.id))


@bp.route("/laporan/<uuid:laporan_id>/dokumen/<lembar>", methods=["GET", "POST"])
@requires(Izin.DOKUMEN_BUAT)
def print_paper(laporan_id: UUID, lembar: str) -> ResponseReturnValue:
    """What one paper needs besides the report, and the order to print it."""
    actor = current_actor()
    with reading() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        jenis = _kind(lembar)
        pelapor = get_orang(session, laporan_id).get("pelapor")
        old = next((one for one in queries.list_lepas(session, laporan_id) if one.jenis == jenis), None)
        kind = FORM.get(jenis, LembarForm)
        form = kind(data={**kind.first(pelapor, actor), **(old.masukan if old else {})})
    if form.validate_on_submit():
        with transaction() as session:
            lepas.order_lepas(session, laporan_id, jenis, form.masukan(), actor=actor)
        return redirect_with(f"{JENIS_LABEL[jenis]} sedang dibuat.", "berkas.papers", laporan_id=laporan_id)
    status = 422 if form.errors else 200
    page = {"laporan": laporan, "jenis": jenis, "judul": JENIS_LABEL[jenis], "form": form, "lama": old}
    return show_page("berkas/lembar.html", status, **page, tertutup=why_not_lepas(jenis, Status(laporan.status), actor))


def _kind(text: str) -> Jenis:
    if text not in LEPAS or not is_printable(Jenis(text)):
        raise NotFound()
    return Jenis(text)


@bp.get("/dokumen/<uuid:dokumen_id>/unduh")
@requires(Izin.DOKUMEN_BUAT)
def take_paper(dokumen_id: UUID) -> ResponseReturnValue:
    """The stored bytes of a single paper."""
    with transaction() as session:
        dokumen, content = lepas.read_lepas(session, dokumen_id, actor=current_actor())
        laporan = session.get_one(Laporan, dokumen.laporan_id)
        makam = session.get_one(Makam, laporan.makam_id)
        name = paper_name(dokumen.jenis, makam.kode, laporan.buku_tahun, laporan.buku_nomor)
    return attachment(content, PDF, name)


@bp.post("/dokumen/<uuid:dokumen_id>/ulangi")
@requires(Izin.DOKUMEN_BUAT)
def retry_paper(dokumen_id: UUID) -> ResponseReturnValue:
    """Try a failed paper again."""
    with transaction() as session:
        laporan_id = lepas.retry_lepas(session, dokumen_id, actor=current_actor()).laporan_id
    return redirect_with("Lembar dibuat ulang.", "berkas.papers", laporan_id=laporan_id)
