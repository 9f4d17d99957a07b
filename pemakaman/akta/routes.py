"""HTTP of `akta`."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from pemakaman import store
from pemakaman.akta import impor, queries, services
from pemakaman.akta.forms import AktaForm, ImporForm, PerbaikanForm
from pemakaman.akta.models import Akta
from pemakaman.akta.rules import HASIL_LABEL, PERINGATAN, Hasil, HasilBaris
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin, require
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Status
from pemakaman.tabel import CSV
from pemakaman.unduh import attachment
from pemakaman.web import Page, redirect_with, requires, show_page

bp = Blueprint("akta", __name__)
SHOWN_ROWS = 200


@bp.get("/akta")
@requires(Izin.AKTA_CATAT)
def list_() -> ResponseReturnValue:
    """Approved reports that wait for their number, and the numbers recorded last."""
    actor = current_actor()
    with reading() as session:
        page = Page(*queries.list_waiting(session, actor=actor, sesudah=request.args.get("sesudah")))
        recent = [] if request.args.get("sesudah") else queries.list_recent(session, actor=actor)
    return show_page("akta/daftar.html", halaman=page, terbaru=recent)


@bp.route("/laporan/<uuid:laporan_id>/akta", methods=["GET", "POST"])
@requires(Izin.AKTA_CATAT)
def record(laporan_id: UUID) -> ResponseReturnValue:
    """Record number and date, or mend them with a reason."""
    laporan, akta = _open(laporan_id)
    if request.method != "POST":
        return _show(AktaForm() if akta is None else PerbaikanForm(obj=akta), laporan, akta)
    # The form that was sent decides: after a colleague recorded the number, a first entry must not mend it.
    form = PerbaikanForm() if "alasan" in request.form else AktaForm()
    if not form.validate():
        return _show(form, laporan, akta, status=422)
    try:
        _save(form, laporan_id)
    except Invalid as error:
        return _show(form, laporan, akta, error, status=422)
    return redirect_with("Nomor akta tercatat.", "akta.list_")


def _open(laporan_id: UUID) -> tuple[Laporan, Akta | None]:
    actor = current_actor()
    with transaction() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        akta = queries.find_akta(session, laporan_id)
        if akta is None and laporan.status != Status.DISETUJUI:
            raise NotFound("Laporan ini belum disetujui, jadi belum dapat diberi nomor akta.")
        record_read(session, "akta.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
    return laporan, akta


def _save(form: AktaForm, laporan_id: UUID) -> None:
    diterima = PERINGATAN if form.yakin.data else ()
    isian: dict[str, Any] = {
        "nomor": form.nomor.data,
        "tanggal": form.tanggal.data,
        "diterima": diterima,
        "versi": request.form.get("versi", 0, int),
        "actor": current_actor(),
    }
    with transaction() as session:
        if isinstance(form, PerbaikanForm):
            services.correct_akta(session, laporan_id, alasan=form.alasan.data, **isian)
        else:
            services.record_akta(session, laporan_id, **isian)


def _show(
    form: AktaForm, laporan: Laporan, akta: Akta | None, error: Invalid | None = None, *, status: int = 200
) -> ResponseReturnValue:
    for name, texts in (error.galat if error else {}).items():
        form[name].add_error(texts[0])
    asks = "yakin" in (error.galat if error else {}) or bool(form.yakin.data)
    versi = laporan.versi if akta is None else akta.versi
    if status != 200:
        versi = request.form.get("versi", versi, int)
    values = {"form": form, "laporan": laporan, "akta": akta, "versi": versi, "tanya_yakin": asks}
    return show_page("akta/catat.html", status, **values)


@bp.route("/akta/impor", methods=["GET", "POST"])
@requires(Izin.AKTA_CATAT)
def import_() -> ResponseReturnValue:
    """Try a file; nothing changes."""
    form = ImporForm()
    if request.method != "POST":
        return show_page("akta/impor.html", form=form)
    if not form.validate():
        return show_page("akta/impor.html", 422, form=form)
    sha256 = store.put_stream(form.berkas.data[0].stream)
    return _run(form, sha256, uji=True)


@bp.post("/akta/impor/jalankan")
@requires(Izin.AKTA_CATAT)
def run_import() -> ResponseReturnValue:
    """Record the good rows of a file that was tried before."""
    form = ImporForm()
    return _run(form, _unsign(request.form.get("kiriman", "")), uji=False)


@bp.get("/akta/impor/kesalahan/<kiriman>")
@requires(Izin.AKTA_CATAT)
def import_errors(kiriman: str) -> ResponseReturnValue:
    """The bad rows of an import."""
    return attachment(store.get(_unsign(kiriman)), CSV, "akta-kesalahan.csv")


def _run(form: ImporForm, sha256: str, *, uji: bool) -> ResponseReturnValue:
    accepts = bool(form.terima_peringatan.data)
    try:
        with transaction() as session:
            header, report = impor.import_akta(
                session, store.path_of(sha256), actor=current_actor(), uji=uji, terima_peringatan=accepts
            )
    except Invalid as error:
        form.berkas.add_error(error.pesan)
        return show_page("akta/impor.html", 422, form=form)
    errors = store.put(impor.error_file(header, report)) if _count(report)[HasilBaris.SALAH] else None
    return show_page(
        "akta/hasil_impor.html",
        uji=uji,
        laporan=report[:SHOWN_ROWS],
        semua=len(report),
        jumlah=_count(report),
        label_hasil=HASIL_LABEL,
        kiriman=_sign(sha256),
        terima_peringatan=accepts,
        kesalahan=_sign(errors) if errors else None,
    )


def _count(report: list[Hasil]) -> dict[HasilBaris, int]:
    return {kind: sum(hasil.hasil is kind for hasil in report) for kind in HasilBaris}


def _signer() -> URLSafeSerializer:
    actor = current_actor()
    require(actor, Izin.AKTA_CATAT)
    return URLSafeSerializer(str(current_app.secret_key), salt=f"akta-impor-{actor.id}")


def _sign(sha256: str) -> str:
    return str(_signer().dumps(sha256))


def _unsign(text: str) -> str:
    try:
        return str(_signer().loads(text))
    except BadSignature:
        raise NotFound("Berkas ini bukan kiriman Anda. Unggah lagi berkasnya.") from None
