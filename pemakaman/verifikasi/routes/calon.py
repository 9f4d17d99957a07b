"""Who the dead is: choosing a candidate, saying that none fits, asking the web service."""

from uuid import UUID

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.laporan.queries import get_laporan
from pemakaman.penduduk.calon import SUMBER_LABEL
from pemakaman.verifikasi import services
from pemakaman.verifikasi.forms import ChooseForm, NobodyForm
from pemakaman.verifikasi.queries.calon import find_candidate, is_holder, region_names
from pemakaman.verifikasi.routes.dasar import attempt, bp, is_sent, show_desk
from pemakaman.web import redirect_with, requires, show_page


@bp.route("/meja/<uuid:laporan_id>/calon/<sumber>/<int:calon_id>", methods=["GET", "POST"])
@requires(Izin.LAPORAN_PERIKSA)
def choose(laporan_id: UUID, sumber: str, calon_id: int) -> ResponseReturnValue:
    """Choose a candidate; of one who may live the page asks how the officer made sure."""
    if sumber not in SUMBER_LABEL or calon_id >= 2**63:
        raise NotFound()
    form = ChooseForm()
    if not is_sent(form):
        return _show(laporan_id, sumber, calon_id, form)
    try:
        with transaction() as session:
            services.choose_candidate(
                session,
                laporan_id,
                sumber=sumber,
                calon_id=calon_id,
                versi=form.seen,
                actor=current_actor(),
                yakin=bool(form.yakin.data),
                alasan=form.alasan.data,
            )
    except Invalid as error:
        form.put_errors(error.galat)
        return _show(laporan_id, sumber, calon_id, form)
    except Conflict as error:
        return show_desk(laporan_id, error.status, pesan=error.pesan, perubahan=list(getattr(error, "perubahan", [])))
    return redirect_with("Orangnya dipilih dari data penduduk.", "verifikasi.desk", laporan_id=laporan_id)


def _show(laporan_id: UUID, sumber: str, calon_id: int, form: ChooseForm) -> ResponseReturnValue:
    actor = current_actor()
    with transaction() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        if not is_holder(session, laporan, actor):
            raise Conflict("Laporan ini tidak sedang Anda pegang. Ambil dulu, lalu pilih calonnya.")
        banding = find_candidate(session, laporan, sumber, calon_id)
        if banding is None:
            raise NotFound("Calon ini tidak ada di data penduduk.")
        record_read(session, "penduduk.calon", actor=actor, objek="laporan", objek_id=laporan_id, jumlah=1)
        wilayah = region_names(session, [laporan.alamat_desa_kode, banding.calon.desa_kode])
    status = 422 if form.is_submitted() else 200
    return show_page(
        "verifikasi/pilih_calon.html", status, laporan=laporan, banding=banding, wilayah=wilayah, form=form
    )


@bp.post("/meja/<uuid:laporan_id>/calon/tidak-ada")
@requires(Izin.LAPORAN_PERIKSA)
def choose_nobody(laporan_id: UUID) -> ResponseReturnValue:
    """None of the candidates is the dead person, with the reason."""
    actor, form = current_actor(), NobodyForm()
    if not is_sent(form):
        return show_desk(laporan_id, 422, nobody=form)

    def work(session: Session) -> None:
        try:
            services.record_check(
                session,
                laporan_id,
                cara="tidak_ada",
                tanggal_cek=None,
                alasan=form.alasan_tidak_ada.data,
                actor=actor,
            )
        except Invalid as error:
            raise Invalid({"alasan_tidak_ada": error.galat["alasan"]}) from None

    refused = attempt(laporan_id, work, nobody=form)
    return refused or redirect_with("Dicatat: tidak ada di data penduduk.", "verifikasi.desk", laporan_id=laporan_id)


@bp.post("/meja/<uuid:laporan_id>/calon/layanan")
@requires(Izin.LAPORAN_PERIKSA)
def ask_service(laporan_id: UUID) -> ResponseReturnValue:
    """Have the Dukcapil web service asked; the answer comes to the desk by itself."""
    actor, asked = current_actor(), False

    def work(session: Session) -> None:
        nonlocal asked
        asked = services.request_service(session, laporan_id, actor=actor)

    refused = attempt(laporan_id, work)
    pesan = "Layanan Dukcapil sedang ditanya. Muat ulang halaman ini sebentar lagi."
    if not asked:
        pesan = "Layanan Dukcapil sudah ditanya dan belum menjawab. Muat ulang halaman ini sebentar lagi."
    return refused or redirect_with(pesan, "verifikasi.desk", laporan_id=laporan_id)
