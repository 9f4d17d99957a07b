"""HTTP of the review desk."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import now, reading, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.queries import timeline
from pemakaman.jejak.services import record_read
from pemakaman.laporan.rules import Status
from pemakaman.nilai.tanggal import zone_of
from pemakaman.verifikasi import services
from pemakaman.verifikasi.forms import (
    ApproveForm,
    CheckForm,
    FilterForm,
    ReasonForm,
    ReturnForm,
    SearchForm,
    VersionForm,
)
from pemakaman.verifikasi.lembar import make_sheet, proof_label
from pemakaman.verifikasi.queries import antrean
from pemakaman.verifikasi.queries.cari import Hasil, Pertanyaan, search
from pemakaman.verifikasi.queries.meja import Meja, get_meja
from pemakaman.verifikasi.ruas import BAGIAN_LABEL, RUAS_BAGIAN, RUAS_LABEL
from pemakaman.verifikasi.rules import (
    SEARCH_LIMIT,
    TAB_KOSONG,
    TAB_LABEL,
    deadline_badge,
    read_kursor,
    read_tab,
    shown_count,
)
from pemakaman.web import redirect_with, requires, show_page

bp = Blueprint("verifikasi", __name__)
Work = Callable[[Session], Any]
TANYA_ALASAN = {
    "tolak": "Mengapa ditolak?",
    "ambil_alih": "Mengapa Anda ambil alih?",
    "urungkan": "Apa yang harus diperiksa lagi?",
}


@bp.get("/meja")
@requires(Izin.MEJA_LIHAT)
def queue() -> ResponseReturnValue:
    """The piles of the office."""
    actor = current_actor()
    tab = read_tab(request.args.get("tab"), actor.peran)
    sesudah = read_kursor(request.args.get("sesudah"))
    form = FilterForm(request.args, meta={"csrf": False})
    with reading() as session:
        form.makam.choices = antrean.list_makam_choices(session, actor=actor)
        form.wilayah.choices = antrean.list_wilayah_choices(session, actor=actor)
        form.validate()
        saring = form.saring()
        page = antrean.list_queue(session, tab, actor=actor, saring=saring, sesudah=sesudah)
        counts = antrean.count_tabs(session, antrean.shown_tabs(actor), actor=actor)
    if actor.kab_kode is None:
        form.wilayah.label.text = "Kabupaten/kota"
    return show_page(
        "verifikasi/antrean.html",
        tab=tab,
        tabs=[(satu, TAB_LABEL[satu], shown_count(jumlah)) for satu, jumlah in counts.items()],
        kosong=TAB_KOSONG[tab],
        page=page,
        form=form,
        tersaring=saring != antrean.Saring(),
        lanjutan=sesudah is not None,
        lencana=lambda row: deadline_badge(row.meninggal_tanggal, _today(actor.wilayah_kode)),
    )


@bp.route("/meja/cari", methods=["GET", "POST"])
@requires(Izin.MEJA_LIHAT)
def find() -> ResponseReturnValue:
    """Search; what is searched for never stands in the address."""
    actor, form, hasil, status = current_actor(), SearchForm(), None, 200
    with transaction() as session:
        form.makam.choices = antrean.list_makam_choices(session, actor=actor)
        if form.is_submitted():
            if form.validate():
                hasil = _search(session, form.pertanyaan())
            else:
                status = 422
    return show_page("verifikasi/cari.html", status, form=form, hasil=hasil, batas=SEARCH_LIMIT)


def _search(session: Session, tanya: Pertanyaan) -> Hasil:
    actor = current_actor()
    hasil = search(session, tanya, actor=actor)
    jumlah = len(hasil.baris)
    if tanya.nik:
        record_read(session, "cari.nik", actor=actor, rahasia=tanya.nik, jumlah=jumlah)
    if tanya.nama:
        record_read(session, "cari.nama", actor=actor, kata_cari=tanya.nama, jumlah=jumlah)
    if not (tanya.nik or tanya.nama):
        nomor = "/".join(map(str, tanya.nomor_buku)) if tanya.nomor_buku else None
        days = [day.isoformat() for day in (tanya.meninggal, tanya.dimakamkan) if day]
        kata = ", ".join(filter(None, [nomor, *days]))
        record_read(session, "cari.buku", actor=actor, kata_cari=kata, jumlah=jumlah)
    return hasil


@bp.get("/meja/<uuid:laporan_id>")
@requires(Izin.MEJA_LIHAT)
def desk(laporan_id: UUID) -> ResponseReturnValue:
    """One report with everything needed to decide."""
    return _show_desk(laporan_id)


def _show_desk(
    laporan_id: UUID,
    status: int = 200,
    *,
    check: CheckForm | None = None,
    pesan: str = "",
    perubahan: list[str] | None = None,
) -> Response:
    actor = current_actor()
    with transaction() as session:
        meja = get_meja(session, laporan_id, actor=actor)
        record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
        riwayat = timeline(session, "laporan", laporan_id)
    today = _today(meja.laporan.kab_kode)
    if check is None:
        check = CheckForm(None, tanggal_cek=today)
    return show_page(
        "verifikasi/meja.html",
        status,
        meja=meja,
        laporan=meja.laporan,
        lembar=make_sheet(meja, actor=actor),
        lencana=deadline_badge(meja.laporan.meninggal_tanggal, today) if _is_open(meja) else None,
        riwayat=riwayat,
        check=check,
        approve=ApproveForm(None),
        ruas_label=RUAS_LABEL,
        proof_label=proof_label,
        pesan=pesan,
        perubahan=perubahan or [],
    )


def _is_open(meja: Meja) -> bool:
    done = {Status.DISETUJUI, Status.AKTA_TERBIT, Status.DITOLAK}
    return Status(meja.laporan.status) not in done


def _today(kode_wilayah: str) -> Any:
    return now().astimezone(zone_of(kode_wilayah)).date()


def _attempt(laporan_id: UUID, work: Work, *, check: CheckForm | None = None) -> Response | None:
    """Run one service; a refusal shows the desk as it is now, with the reason on top."""
    try:
        with transaction() as session:
            work(session)
    except Invalid as error:
        elsewhere = check.put_errors(error.galat) if check else _sentences(error.galat)
        pesan = " ".join(elsewhere)
        return _show_desk(laporan_id, error.status, check=check, pesan=pesan)
    except Conflict as error:
        perubahan = list(getattr(error, "perubahan", []))
        return _show_desk(laporan_id, error.status, check=check, pesan=error.pesan, perubahan=perubahan)
    return None


def _sentences(galat: Mapping[str, list[str]]) -> list[str]:
    return [satu for pesan in galat.values() for satu in pesan]


def _sent(form: VersionForm) -> bool:
    return bool(form.validate_on_submit())


@bp.post("/meja/<uuid:laporan_id>/ambil")
@requires(Izin.LAPORAN_PERIKSA)
def claim(laporan_id: UUID) -> ResponseReturnValue:
    """Take a report."""
    actor = current_actor()
    refused = _attempt(laporan_id, lambda session: services.claim(session, laporan_id, actor=actor))
    return refused or redirect_with("Laporan Anda pegang selama 2 jam.", "verifikasi.desk", laporan_id=laporan_id)


@bp.post("/meja/<uuid:laporan_id>/lepas")
@requires(Izin.LAPORAN_PERIKSA)
def release(laporan_id: UUID) -> ResponseReturnValue:
    """Put a report back."""
    actor = current_actor()
    refused = _attempt(laporan_id, lambda session: services.release(session, laporan_id, actor=actor))
    return refused or redirect_with("Laporan dilepas dan menunggu petugas lain.", "verifikasi.queue")


@bp.post("/meja/<uuid:laporan_id>/periksa")
@requires(Izin.LAPORAN_PERIKSA)
def check(laporan_id: UUID) -> ResponseReturnValue:
    """Keep the identity check, and recommend with the same press when that button was used."""
    actor, form = current_actor(), CheckForm()
    if not _sent(form):
        return _show_desk(laporan_id, 422, check=form)
    recommends = request.form.get("lanjut") == "sarankan"

    def work(session: Session) -> None:
        if form.cara.data or not recommends:
            services.record_check(
                session,
                laporan_id,
                cara=form.cara.data or "",
                tanggal_cek=form.tanggal_cek.data,
                alasan=form.alasan.data,
                actor=actor,
            )
        if recommends:
            services.recommend(session, laporan_id, actor=actor, versi=form.seen, catatan=form.catatan.data)

    refused = _attempt(laporan_id, work, check=form)
    if refused is not None:
        return refused
    if recommends:
        return redirect_with("Disarankan. Laporan menunggu persetujuan pejabat.", "verifikasi.queue")
    return redirect_with("Hasil pengecekan disimpan.", "verifikasi.desk", laporan_id=laporan_id)


@bp.post("/meja/<uuid:laporan_id>/setujui")
@requires(Izin.LAPORAN_SETUJUI)
def approve(laporan_id: UUID) -> ResponseReturnValue:
    """The pejabat's yes; the document is on its way when the next page opens."""
    actor, form = current_actor(), ApproveForm()
    if not _sent(form):
        return _show_desk(laporan_id, 422, pesan=" ".join(_sentences(form.errors)))

    def work(session: Session) -> None:
        services.approve(session, laporan_id, actor=actor, versi=form.seen, catatan=form.catatan.data)

    refused = _attempt(laporan_id, work)
    return refused or redirect_with(
        "Laporan disetujui. Berkas permohonan sedang dibuat.", "berkas.show", laporan_id=laporan_id
    )


@bp.route("/meja/<uuid:laporan_id>/kembalikan", methods=["GET", "POST"])
@requires(Izin.LAPORAN_PERIKSA)
def return_(laporan_id: UUID) -> ResponseReturnValue:
    """Send back, with a reason for each field."""
    actor, form = current_actor(), ReturnForm()
    if not _sent(form):
        return _show_return(laporan_id, form)

    def work(session: Session) -> None:
        services.return_laporan(session, laporan_id, actor=actor, versi=form.seen, notes=form.notes())

    try:
        with transaction() as session:
            work(session)
    except Invalid as error:
        return _show_return(laporan_id, form, tambahan=form.put_reason_errors(error.galat))
    except Conflict as error:
        return _show_desk(laporan_id, error.status, pesan=error.pesan, perubahan=list(getattr(error, "perubahan", [])))
    return redirect_with("Laporan dikembalikan kepada pelapor.", "verifikasi.queue")


def _show_return(laporan_id: UUID, form: Any, tambahan: list[str] | None = None) -> Response:
    meja = _seen(laporan_id)
    return show_page(
        "verifikasi/kembalikan.html",
        422 if form.is_submitted() else 200,
        meja=meja,
        laporan=meja.laporan,
        form=form,
        kelompok=[(bagian, BAGIAN_LABEL[bagian], daftar) for bagian, daftar in RUAS_BAGIAN.items()],
        tambahan=tambahan or [],
    )


def _seen(laporan_id: UUID) -> Meja:
    actor = current_actor()
    with transaction() as session:
        record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
        return get_meja(session, laporan_id, actor=actor)


@bp.route("/meja/<uuid:laporan_id>/tolak", methods=["GET", "POST"])
@requires(Izin.LAPORAN_PERIKSA)
def reject(laporan_id: UUID) -> ResponseReturnValue:
    """End a report, with the reason."""
    return _with_reason(laporan_id, services.reject, "tolak", "Laporan ditolak.")


@bp.route("/meja/<uuid:laporan_id>/ambil-alih", methods=["GET", "POST"])
@requires(Izin.LAPORAN_PERIKSA)
def take_over(laporan_id: UUID) -> ResponseReturnValue:
    """Take a report from a colleague, with the reason."""

    def work(session: Session, laporan_id: UUID, *, alasan: str, versi: int, actor: Any) -> object:
        return services.take_over(session, laporan_id, actor=actor, alasan=alasan)

    return _with_reason(laporan_id, work, "ambil_alih", "Laporan sekarang Anda pegang.", to_desk=True)


@bp.route("/meja/<uuid:laporan_id>/kembalikan-ke-verifikator", methods=["GET", "POST"])
@requires(Izin.LAPORAN_SETUJUI)
def decline(laporan_id: UUID) -> ResponseReturnValue:
    """The pejabat's no, for now: back to the officer who recommended."""
    return _with_reason(laporan_id, services.decline, "urungkan", "Laporan kembali ke verifikator.")


def _with_reason(
    laporan_id: UUID, service: Callable[..., object], halaman: str, pesan: str, *, to_desk: bool = False
) -> ResponseReturnValue:
    actor, form = current_actor(), ReasonForm()
    form.alasan.label.text = TANYA_ALASAN[halaman]
    if _sent(form):
        try:
            with transaction() as session:
                service(session, laporan_id, alasan=form.alasan.data or "", versi=form.seen, actor=actor)
        except Invalid as error:
            form.put_errors(error.galat)
        except Conflict as error:
            perubahan = list(getattr(error, "perubahan", []))
            return _show_desk(laporan_id, error.status, pesan=error.pesan, perubahan=perubahan)
        else:
            target: dict[str, Any] = {"laporan_id": laporan_id} if to_desk else {}
            return redirect_with(pesan, "verifikasi.desk" if to_desk else "verifikasi.queue", **target)
    meja, status = _seen(laporan_id), 422 if form.is_submitted() else 200
    return show_page("verifikasi/alasan.html", status, meja=meja, laporan=meja.laporan, form=form, halaman=halaman)
