"""Struck names that came back: the alarm, the list, one with both rows, and what was done."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor, find_user
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode
from pemakaman.nilai.nik import mask_nik
from pemakaman.pemilih import kembali
from pemakaman.pemilih import queries_kembali as queries
from pemakaman.pemilih.forms_kembali import MunculForm
from pemakaman.pemilih.muncul import list_day
from pemakaman.pemilih.queries_kembali import SaringMuncul
from pemakaman.pemilih.routes.dasar import bp, put_errors
from pemakaman.pemilih.rules import USUL_LABEL
from pemakaman.pemilih.rules_kembali import (
    DASAR_LABEL,
    MUNCUL_LABEL,
    SEBAB_LABEL,
    SEBAB_TINDAKAN,
    Sebab,
    StatusMuncul,
)
from pemakaman.tabel import CSV, csv_bytes
from pemakaman.unduh import attachment
from pemakaman.web import Page, redirect_with, requires, show_page

LABELS: dict[str, Any] = {
    "dasar_label": DASAR_LABEL,
    "muncul_label": MUNCUL_LABEL,
    "sebab_label": SEBAB_LABEL,
    "sebab_tindakan": SEBAB_TINDAKAN,
    "usul_label": USUL_LABEL,
}
KEPALA = (
    *("NAMA", "NAMA_SAAT_DIUSULKAN", "NIK", "KECAMATAN", "DESA", "TPS", "DAFTAR", "SEBAB", "DASAR"),
    *("KEADAAN", "CATATAN"),
)


@bp.app_context_processor
def _alarms() -> dict[str, object]:
    """The red line of the voters' and packages' pages asks only where it is drawn."""

    def jumlah_kembali() -> int:
        user = find_user()
        if user is None:
            return 0
        with reading() as session:
            return queries.count_alarms(session, actor=user.actor)

    return {"jumlah_kembali": jumlah_kembali}


@bp.get("/pemilih/kembali")
@requires(Izin.PEMILIH_LIHAT)
def returned() -> ResponseReturnValue:
    """The alarms of one state, with counts by place and cause."""
    actor, saring = current_actor(), _filter()
    with transaction() as session:
        page = Page(*queries.list_muncul(session, saring, actor=actor, sesudah=request.args.get("sesudah")))
        values: dict[str, Any] = {
            "jumlah": queries.count_by_status(session, actor=actor),
            "tempat": queries.count_by_place(session, saring.status, actor=actor),
        }
        if page.rows:
            record_read(session, "muncul_lagi.daftar", actor=actor, objek="muncul_lagi", jumlah=len(page.rows))
    return show_page("pemilih/kembali.html", halaman=page, saring=saring, **values, **LABELS)


@bp.get("/pemilih/kembali.csv")
@requires(Izin.PEMILIH_LIHAT)
def returned_file() -> ResponseReturnValue:
    """The same list as a file; the taking is in the read log."""
    actor, saring = current_actor(), _filter()
    with transaction() as session:
        rows = [_cells(row) for row in queries.iter_muncul(session, saring, actor=actor)]
        record_read(session, "muncul_lagi.diunduh", actor=actor, objek="muncul_lagi", jumlah=len(rows))
    return attachment(csv_bytes(KEPALA, rows), CSV, "muncul-kembali.csv")


def _filter() -> SaringMuncul:
    try:
        status = StatusMuncul(request.args.get("status") or StatusMuncul.BARU)
        sebab = request.args.get("sebab") or ""
        if sebab:
            Sebab(sebab)
        desa = request.args.get("desa") or ""
        return SaringMuncul(status.value, sebab, check_kode(desa) if desa else "")
    except (ValueError, NilaiError):
        raise NotFound("Saringan ini tidak dikenal. Mulai lagi dari halaman pertama.") from None


def _cells(row: Any) -> tuple[str, ...]:
    return (
        *(row.nama, row.nama_lama, mask_nik(row.nik) if row.nik else "", row.kecamatan, row.desa, row.tps or ""),
        *(f"{row.jenis} {row.periode}", SEBAB_LABEL[row.sebab], DASAR_LABEL[row.dasar], MUNCUL_LABEL[row.status]),
        row.catatan or "",
    )


@bp.get("/pemilih/kembali/<uuid:muncul_id>")
@requires(Izin.PEMILIH_LIHAT)
def show_returned(muncul_id: UUID) -> ResponseReturnValue:
    """One alarm."""
    return _show(muncul_id, MunculForm(formdata=None))


def _show(muncul_id: UUID, form: MunculForm, status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    with transaction() as session:
        satu = queries.read_muncul(session, muncul_id, actor=actor)
        record_read(session, "muncul_lagi.dibuka", actor=actor, objek="muncul_lagi", objek_id=muncul_id)
    may = kembali.may_settle(actor) and satu.muncul.status != StatusMuncul.SELESAI
    again = satu.muncul.status in {StatusMuncul.BARU, StatusMuncul.DISAMPAIKAN} and satu.usul_baru is None
    return show_page(
        "pemilih/kembali_satu.html",
        status,
        satu=satu,
        form=form,
        hari=list_day(satu.daftar_baru),
        dapat_usul=again and actor.may(Izin.USUL_BUAT),
        dapat_tindak=may,
        **LABELS,
    )


@bp.post("/pemilih/kembali/<uuid:muncul_id>/usulkan")
@requires(Izin.USUL_BUAT)
def propose_returned(muncul_id: UUID) -> ResponseReturnValue:
    """Propose the voter of the new list."""
    with transaction() as session:
        usul = kembali.propose_again(session, muncul_id, dilihat=request.form.get("dilihat", ""), actor=current_actor())
    return redirect_with("Diusulkan lagi. Orang kedua perlu mengonfirmasi.", "pemilih.show_usul", usul_id=usul.id)


@bp.post("/pemilih/kembali/<uuid:muncul_id>/tindak")
@requires(Izin.PEMILIH_LIHAT)
def settle_returned(muncul_id: UUID) -> ResponseReturnValue:
    """Note what was done; the service asks who may."""
    form = MunculForm()
    if not form.validate():
        return _show(muncul_id, form, 422)
    try:
        with transaction() as session:
            kembali.settle(
                session,
                muncul_id,
                StatusMuncul(form.status.data),
                catatan=form.catatan.data,
                dilihat=request.form.get("dilihat", ""),
                actor=current_actor(),
            )
    except Invalid as error:
        put_errors(form, error)
        return _show(muncul_id, form, 422)
    return redirect_with("Dicatat.", "pemilih.show_returned", muncul_id=muncul_id)
