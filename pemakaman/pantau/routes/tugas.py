"""Tasks about burials without akta: what this account was asked, or what the office gave."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import today_in, transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.pantau.forms_tugas import HasilForm, SaringTugasForm
from pemakaman.pantau.queries import tugas as queries
from pemakaman.pantau.queries.tugas import SaringTugas
from pemakaman.pantau.routes.baris import row_values
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules.belum_akta import LEWAT, STATUS_TUGAS_LABEL, UNTUK_LABEL, StatusTugas, Untuk
from pemakaman.pantau.services.tugas import finish
from pemakaman.web import Page, redirect_with, requires, show_page

PESAN = {StatusTugas.SELESAI: "Tugas selesai, hasilnya tercatat.", StatusTugas.BATAL: "Tugas dibatalkan."}


@bp.get("/pantau/tugas")
@requires(Izin.LAPORAN_LIHAT)
def tasks() -> ResponseReturnValue:
    """Open tasks, the oldest first; an office may look at closed ones too."""
    return _show({})


def _show(salah: dict[str, HasilForm], status: int = 200) -> ResponseReturnValue:
    """`salah` holds the refused form of a task, by its id."""
    actor, saring = current_actor(), _read_saring()
    hari_ini = today_in(actor.wilayah_kode)
    with transaction() as session:
        sesudah = _after()
        page = Page(*queries.list_tasks(session, saring, actor=actor, hari_ini=hari_ini, sesudah=sesudah))
        terbuka, lewat = queries.count_tasks(session, actor=actor, hari_ini=hari_ini)
        if page.rows:
            record_read(session, "pantau.tugas", actor=actor, objek="laporan", jumlah=len(page.rows))
    return show_page(
        "pantau/tugas.html",
        status,
        halaman=page,
        saring=saring,
        saring_form=SaringTugasForm(formdata=None, data={"status": saring.status, "untuk": saring.untuk}),
        terbuka=terbuka,
        lewat=lewat,
        hari_ini=hari_ini,
        formulir=lambda row: salah.get(str(row.id)) or HasilForm(formdata=None, prefix=f"t{row.id.hex}-"),
        galat=next(iter(salah.values()), None),
        membagi=actor.may(Izin.MEJA_BAGI),
        menutup=actor.may(Izin.MEJA_BAGI) or actor.may(Izin.LAPORAN_TULIS),
        kembali_ke=_kept(),
        untuk_label=UNTUK_LABEL,
        status_label=STATUS_TUGAS_LABEL,
        **row_values(),
    )


@bp.post("/pantau/tugas/<uuid:tugas_id>")
@requires(Izin.LAPORAN_LIHAT)
def finish_task(tugas_id: UUID) -> ResponseReturnValue:
    """Close one with what came of it, or drop it."""
    form, actor = HasilForm(prefix=f"t{tugas_id.hex}-"), current_actor()
    try:
        status = StatusTugas(request.form.get("aksi", ""))
        PESAN[status]
    except (ValueError, KeyError):
        raise NotFound("Tindakan ini tidak dikenal.") from None
    with transaction() as session:
        queries.get_task(session, tugas_id, actor=actor)
    if not form.validate_on_submit():
        return _show({str(tugas_id): form}, 422)
    try:
        with transaction() as session:
            finish(session, tugas_id, status=status, hasil=form.hasil.data, actor=actor)
    except Invalid as error:
        form.put_errors(error.galat)
        return _show({str(tugas_id): form}, 422)
    return redirect_with(PESAN[status], "pantau.tasks", **_kept())


def _kept() -> dict[str, str]:
    """The filters of this address as they stand, for the way back."""
    return {name: request.args[name] for name in ("status", "untuk", "sesudah") if name in request.args}


def _read_saring() -> SaringTugas:
    status = request.args.get("status", StatusTugas.TERBUKA.value)
    untuk = request.args.get("untuk", "")
    if status not in {"", LEWAT, *StatusTugas} or untuk not in {"", *Untuk}:
        raise NotFound("Saringan ini tidak dikenal. Mulai lagi dari halaman pertama.")
    return SaringTugas(status, untuk)


def _after() -> UUID | None:
    text = request.args.get("sesudah", "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.") from None
