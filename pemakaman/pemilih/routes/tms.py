"""KPU's own dead: work lists for the office, and the tasks of villages and cemeteries."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.laporan.ruas import label_status
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode
from pemakaman.nilai.nik import mask_nik
from pemakaman.nilai.telepon import format_telepon
from pemakaman.pemilih import queries_tms as queries
from pemakaman.pemilih import tindak
from pemakaman.pemilih.forms_kembali import TugasForm
from pemakaman.pemilih.queries_tms import PRINTED, SaringTms
from pemakaman.pemilih.routes.dasar import bp, put_errors
from pemakaman.pemilih.rules_kembali import KEADAAN_LABEL, TINDAK_LABEL, Keadaan, StatusTindak
from pemakaman.tabel import CSV, csv_bytes
from pemakaman.unduh import attachment
from pemakaman.web import Page, redirect_with, requires, show_page

LABELS: dict[str, Any] = {
    "keadaan_label": KEADAAN_LABEL,
    "tindak_label": TINDAK_LABEL,
    "label_status": label_status,
}
KEPALA = (
    *("NAMA", "NIK", "JK", "TGL_LHR", "ALAMAT", "RT", "RW", "DESA", "KECAMATAN", "TPS", "DAFTAR", "KEADAAN"),
    *("TINDAKAN", "MAKAM", "CATATAN", "PELAPOR", "TELEPON_PELAPOR"),
)
TERPAKAI = {
    "tugaskan": "Ditugaskan: {} nama.",
    "selesai": "Ditandai selesai: {} nama.",
    "buka": "Dibuka lagi: {} nama.",
}


@bp.get("/pemilih/tms")
@requires(Izin.PEMILIH_LIHAT)
def tms() -> ResponseReturnValue:
    """The work list of one condition, by village."""
    return _show(TugasForm(formdata=None))


def _show(form: TugasForm, status: int = 200, pesan: str = "") -> ResponseReturnValue:
    actor, saring = current_actor(), _filter()
    with transaction() as session:
        sesudah = request.args.get("sesudah")
        page = Page(*queries.list_tms(session, saring, actor=actor, sesudah=sesudah))
        places = sorted({row.desa_kode for row in page.rows if row.desa_kode})
        values: dict[str, Any] = {
            "jumlah": queries.count_by_keadaan(session, actor=actor),
            "tempat": queries.count_by_place(session, saring.keadaan, actor=actor),
            "melayani": queries.list_serving(session, places, actor=actor),
        }
        if actor.may(Izin.MEJA_BAGI):
            form.put_makam(queries.list_makam(session, actor=actor))
        _log(session, "tindak_tms.daftar", actor, saring, len(page.rows))
    chosen = request.form.getlist("tindak")
    return show_page(
        "pemilih/tms.html",
        status,
        halaman=page,
        saring=saring,
        form=form,
        terpilih=chosen,
        pesan=pesan,
        **values,
        **LABELS,
    )


@bp.get("/pemilih/tms/cetak")
@requires(Izin.PEMILIH_LIHAT)
def tms_paper() -> ResponseReturnValue:
    """One long page for the printer."""
    actor, saring = current_actor(), _filter()
    with transaction() as session:
        rows, berikut = queries.list_tms(session, saring, actor=actor, batas=PRINTED)
        serving = queries.list_serving(session, sorted({r.desa_kode for r in rows if r.desa_kode}), actor=actor)
        _log(session, "tindak_tms.dicetak", actor, saring, len(rows))
    values: dict[str, Any] = {"rows": rows, "terpotong": berikut is not None, "melayani": serving, "batas": PRINTED}
    return show_page("pemilih/tms_cetak.html", saring=saring, **values, **LABELS)


@bp.get("/pemilih/tms.csv")
@requires(Izin.PEMILIH_LIHAT)
def tms_file() -> ResponseReturnValue:
    """The same list as a file; the taking is in the read log."""
    actor, saring = current_actor(), _filter()
    with transaction() as session:
        rows = [_cells(row) for row in queries.iter_tms(session, saring, actor=actor)]
        _log(session, "tindak_tms.diunduh", actor, saring, len(rows), always=True)
    return attachment(csv_bytes(KEPALA, rows), CSV, f"tms-{saring.keadaan}.csv")


def _log(session: Any, cara: str, actor: Actor, saring: SaringTms, jumlah: int, *, always: bool = False) -> None:
    if jumlah or always:
        record_read(session, cara, actor=actor, objek="tindak_tms", objek_id=saring.desa or None, jumlah=jumlah)


def _filter() -> SaringTms:
    values: Mapping[str, str] = request.values
    try:
        keadaan = Keadaan(values.get("keadaan") or Keadaan.TANPA_LAPORAN)
        status = values.get("status") or ""
        if status:
            StatusTindak(status)
        desa = values.get("desa") or ""
        return SaringTms(keadaan.value, status, check_kode(desa) if desa else "")
    except (ValueError, NilaiError):
        raise NotFound("Saringan ini tidak dikenal. Mulai lagi dari halaman pertama.") from None


def _cells(row: Any) -> tuple[str, ...]:
    lahir = f"{row.tanggal_lahir:%d-%m-%Y}" if row.tanggal_lahir else ""
    return (
        *(row.nama, mask_nik(row.nik) if row.nik else "", row.jenis_kelamin or "", lahir, row.alamat or ""),
        *(row.rt or "", row.rw or "", row.desa, row.kecamatan, row.tps or "", row.periode),
        *(KEADAAN_LABEL[row.keadaan], TINDAK_LABEL[row.status], row.makam or "", row.catatan or ""),
        *(row.pelapor or "", format_telepon(row.telepon) if row.telepon else ""),
    )


@bp.post("/pemilih/tms")
@requires(Izin.MEJA_BAGI)
def work_on_tms() -> ResponseReturnValue:
    """Assign, close or open again the ticked rows."""
    form, aksi = TugasForm(), request.form.get("aksi", "")
    if aksi not in TERPAKAI:
        raise NotFound("Tindakan ini tidak dikenal.")
    ids = [int(text) for text in request.form.getlist("tindak") if text.isascii() and text.isdigit() and len(text) < 19]
    if not ids:
        return _show(form, 422, "Centang dulu namanya.")
    try:
        with transaction() as session:
            jumlah = _do(session, aksi, ids, form, current_actor())
    except Invalid as error:
        loose = put_errors(form, error)
        return _show(form, 422, loose[0] if loose else "")
    saring = _filter()
    values: dict[str, Any] = {"keadaan": saring.keadaan, "status": saring.status or None, "desa": saring.desa or None}
    return redirect_with(TERPAKAI[aksi].format(jumlah), "pemilih.tms", **values)


def _do(session: Any, aksi: str, ids: list[int], form: TugasForm, actor: Actor) -> int:
    catatan = form.catatan.data or ""
    if aksi == "tugaskan":
        return tindak.assign(session, ids, ke=form.ke.data or "", catatan=catatan, actor=actor)
    if aksi == "selesai":
        return tindak.settle(session, ids, catatan=catatan, actor=actor)
    return tindak.reopen(session, ids, actor=actor)


@bp.post("/pemilih/tms/hitung")
@requires(Izin.MEJA_BAGI)
def sort_tms_again() -> ResponseReturnValue:
    """Compare with the reports of today, in the background."""
    with transaction() as session:
        tindak.order_sorting(session, actor=current_actor())
    return redirect_with("Sedang dibandingkan dengan laporan hari ini. Muat ulang sebentar lagi.", "pemilih.tms")


@bp.get("/tugas-tms")
@requires(Izin.LAPORAN_TULIS)
def tasks() -> ResponseReturnValue:
    """Deaths that KPU knows and this village or cemetery is asked to report: no NIK, no address, no day of birth."""
    actor = current_actor()
    with transaction() as session:
        rows = queries.list_tasks(session, actor=actor, sesudah=_after())
        shown = rows[: queries.PAGE]
        if shown:
            record_read(session, "tindak_tms.tugas", actor=actor, objek="tindak_tms", jumlah=len(shown))
    page = Page(shown, str(shown[-1].id) if len(rows) > len(shown) else None)
    return show_page("pemilih/tugas_tms.html", halaman=page)


def _after() -> int | None:
    text = request.args.get("sesudah") or ""
    if text and not (text.isascii() and text.isdigit() and len(text) < 19):
        raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.")
    return int(text) if text else None
