"""HTTP of files: the page of one report's file, which papers it is made of, the list of finished ones."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import queries, services
from pemakaman.berkas.forms_lembar import IsiBerkasForm
from pemakaman.berkas.kebutuhan import PENDAMPING
from pemakaman.berkas.models import Dokumen
from pemakaman.berkas.panel import Kertas, list_papers
from pemakaman.berkas.queries_kumpulan import list_pengambilan
from pemakaman.berkas.routes.dasar import bp, wait_for
from pemakaman.berkas.rules import TANDA_LABEL, WITH_DOCUMENT, is_printable
from pemakaman.db import reading, transaction
from pemakaman.dokumen.jenis import JENIS_LABEL, Jenis
from pemakaman.jejak.queries import timeline
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.routes.dasar import url_if_any
from pemakaman.web import redirect_with, requires, show_page


@bp.get("/laporan/<uuid:laporan_id>/berkas")
@requires(Izin.BERKAS_LIHAT)
def show(laporan_id: UUID) -> ResponseReturnValue:
    """The file of a report; until it is finished the page asks again each second, also without JavaScript."""
    actor = current_actor()
    wait_for(lambda session: not queries.is_awaited(session, laporan_id, actor=actor))
    return show_file(laporan_id)


def show_file(laporan_id: UUID, status: int = 200, *, form: IsiBerkasForm | None = None) -> Response:
    """The page; `form` is a choice of papers that was sent and refused."""
    actor = current_actor()
    with reading() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        versions = queries.list_berkas(session, laporan_id)
        now_valid = next((one for one in versions if one.berlaku), None)
        dokumen = {one.id: queries.list_dokumen(session, one.id) for one in versions}
        kertas = list_papers(session, laporan, actor, now_valid) if laporan.status in WITH_DOCUMENT else []
        page = show_page(
            "berkas/lihat.html",
            status,
            laporan=laporan,
            versi=versions,
            riwayat=[row for row in timeline(session, "laporan", laporan_id) if "berkas" in row.kalimat.lower()],
            diganti=queries.list_replacements(session, laporan_id),
            dokumen=dokumen,
            kertas=kertas,
            pengambilan=list_pengambilan(session, laporan_id),
            cetakan=queries.list_prints(session, laporan_id, [one.id for rows in dokumen.values() for one in rows]),
            ubah=form or _choice(kertas, dokumen[now_valid.id] if now_valid else []),
            jenis_label=JENIS_LABEL,
            tanda_label=TANDA_LABEL,
            periksa=lambda kode: url_if_any("keaslian.look", kode=kode),
        )
    if laporan.status in WITH_DOCUMENT and all(one.status == "antre" for one in versions if one.berlaku):
        page.headers["Refresh"] = "1"
    return page


def _offered(kertas: Sequence[Kertas]) -> list[tuple[Jenis, str]]:
    """What may be ticked: any companion with a layout that the file need not hold anyway, with why it is needed."""
    why = {one.perlu.jenis: one.perlu.sebab for one in kertas}
    fixed = {one.perlu.jenis for one in kertas if one.perlu.wajib and one.perlu.dalam_berkas}
    return [(jenis, why.get(jenis, "")) for jenis in PENDAMPING if is_printable(jenis) and jenis not in fixed]


def _choice(kertas: Sequence[Kertas], dokumen: Sequence[Dokumen]) -> IsiBerkasForm:
    form = IsiBerkasForm(None, data={"kertas": [one.jenis for one in dokumen]})
    form.kertas.choices = [(jenis.value, JENIS_LABEL[jenis], why) for jenis, why in _offered(kertas)]
    return form


@bp.post("/laporan/<uuid:laporan_id>/berkas/isi")
@requires(Izin.BERKAS_LIHAT)
def choose(laporan_id: UUID) -> ResponseReturnValue:
    """Make the file anew with other papers."""
    actor = current_actor()
    with reading() as session:
        get_laporan(session, laporan_id, actor=actor)
    form = IsiBerkasForm()
    if not form.validate_on_submit():
        return show_file(laporan_id, 422, form=form)
    with transaction() as session:
        services.choose_papers(session, laporan_id, form.kinds(), alasan=form.alasan.data, actor=actor)
    return redirect_with("Berkas dibuat ulang dengan isi yang baru.", "berkas.show", laporan_id=laporan_id)


@bp.post("/laporan/<uuid:laporan_id>/berkas/ulangi")
@requires(Izin.BERKAS_LIHAT)
def retry(laporan_id: UUID) -> ResponseReturnValue:
    """Try a failed document again."""
    with transaction() as session:
        get_laporan(session, laporan_id, actor=current_actor())
        services.retry_berkas(session, laporan_id, actor=current_actor())
    return redirect_with("Berkas dibuat ulang.", "berkas.show", laporan_id=laporan_id)
