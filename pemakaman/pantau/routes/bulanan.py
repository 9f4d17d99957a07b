"""The list of months, and the page of one month."""

from time import monotonic, sleep
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Conflict
from pemakaman.jejak.queries import timeline
from pemakaman.pantau.forms import KirimForm, SuratForm, TarikForm, TertandaForm
from pemakaman.pantau.models import LaporanBulanan
from pemakaman.pantau.queries import bulanan as queries
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules.angka import (
    BAGIAN,
    KEADAAN_KAB_LABEL,
    KEADAAN_LABEL,
    MAKAM_LABEL,
    PEMAKAMAN_LABEL,
    UMUR_LABEL,
    changed_figures,
    changed_rows,
)
from pemakaman.pantau.rules.bulan import TAHUN_PERTAMA, Bulan, Tenggat, Tingkat, month_of, tingkat_of
from pemakaman.pantau.rules.status import BELUM, CARA_LABEL, STATUS_BULANAN_LABEL, WARNA, StatusBulanan
from pemakaman.pantau.services import bulanan as services
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names

PATIENCE_SECONDS = 1.2
# Of an annex the page shows so many rows; the whole of it is in PDF and XLSX.
SHOWN_ROWS = 60
KATA: dict[str, Any] = {"label": STATUS_BULANAN_LABEL, "warna": WARNA, "belum": BELUM}


@bp.get("/bulanan")
@requires(Izin.PANTAU_LIHAT)
def monthly() -> ResponseReturnValue:
    """The months of a year with the state of their reports, and both deadlines."""
    actor = current_actor()
    kode = actor.wilayah_kode
    tingkat = tingkat_of(kode)
    with reading() as session:
        queries.check_region(session, kode, actor=actor)
        tenggat = queries.report_deadline(session, kode)
        last = month_of(today_in(kode)).next(-1)
        tahun = request.args.get("tahun", last.tahun, type=int)
        tahun = min(max(tahun, TAHUN_PERTAMA), last.tahun)
        values: dict[str, Any] = {
            "kode": kode,
            "tenggat": tenggat,
            "kini": queries.find_bulanan(session, kode, tenggat.bulan),
            "diam": queries.count_silent(session, kode, last),
            "bulan_makam": last,
            "mulai": queries.first_month(session, kode),
            "laporan": queries.list_year(session, kode, tahun),
            "kab": queries.list_kab(session, kode, last) if tingkat is Tingkat.PROVINSI else [],
        }
        months = [Bulan(tahun, nomor) for nomor in range(12, 0, -1) if Bulan(tahun, nomor) <= last]
        batas = {bulan: queries.report_deadline(session, kode, bulan) for bulan in months}
        lain = _other_deadlines(session, kode, last)
    tahun_lain = (tahun - 1 if tahun > TAHUN_PERTAMA else None, tahun + 1 if tahun < last.tahun else None)
    return show_page(
        "pantau/bulanan.html", tahun=tahun, tahun_lain=tahun_lain, batas=batas, lain=lain, **KATA, **values
    )


def _other_deadlines(session: Session, kode: str, bulan: Bulan) -> list[tuple[str, Tenggat]]:
    """The deadlines next to one's own: below it, and for a kab/kota also above it."""
    if tingkat_of(kode) is Tingkat.PROVINSI:
        return [("Kabupaten/kota ke gubernur", queries.usual_kab_deadline(kode, bulan))]
    above = queries.report_deadline(session, kode.partition(".")[0], bulan)
    return [("Makam menutup buku", queries.makam_deadline(session, kode, bulan)), ("Provinsi ke menteri", above)]


@bp.get("/bulanan/<kode>/<int:tahun>/<int:bulan>")
@requires(Izin.PANTAU_LIHAT)
def month(kode: str, tahun: int, bulan: int) -> ResponseReturnValue:
    """One month of one region: its figures, and the next step."""
    return month_page(kode, tahun, bulan)


@bp.post("/bulanan/<kode>/<int:tahun>/<int:bulan>/buat")
@requires(Izin.BULANAN_BUAT)
def create(kode: str, tahun: int, bulan: int) -> ResponseReturnValue:
    """Count the month and keep it as a draft."""
    wanted = queries.read_month(tahun, bulan)
    try:
        with transaction() as session:
            services.make_draft(session, kode, wanted, actor=current_actor())
    except Conflict as error:
        return redirect_with(error.pesan, "pantau.month", kategori="peringatan", kode=kode, tahun=tahun, bulan=bulan)
    return redirect_with(
        f"Draf laporan bulan {wanted.teks} dibuat.", "pantau.month", kode=kode, tahun=tahun, bulan=bulan
    )


def month_url(bulanan: LaporanBulanan) -> str:
    """Address of the page of a report's month."""
    return url_for("pantau.month", kode=bulanan.wilayah_kode, tahun=bulanan.tahun, bulan=bulanan.bulan)


def back_to(bulanan: LaporanBulanan) -> ResponseReturnValue:
    """The page of the month, after a step."""
    return redirect(month_url(bulanan), 303)


def month_page(kode: str, tahun: int, bulan: int, *, form: Any = None, **extra: Any) -> ResponseReturnValue:
    """The page of a month; a form with errors takes the place of the empty one of its kind."""
    wanted, actor = queries.read_month(tahun, bulan), current_actor()
    if form is None:
        _give_the_worker_a_moment(kode, wanted, actor)
    with reading() as session:
        queries.check_region(session, kode, actor=actor)
        found = queries.find_bulanan(session, kode, wanted)
        over = wanted.is_over(today_in(kode))
        fresh = queries.count_month(session, kode, wanted)
        names = full_names(session, kode)
        values: dict[str, Any] = {
            "tenggat": queries.report_deadline(session, kode, wanted),
            "wilayah": names["kab_kota"] or f"Provinsi {names['provinsi']}",
            "riwayat": timeline(session, "laporan_bulanan", found.id) if found else [],
        }
    is_own = actor.may(Izin.BULANAN_BUAT) and actor.wilayah_kode == kode
    values |= _figures(found, fresh, kode)
    values |= {
        "kode": kode,
        "bulan": wanted,
        "habis": over,
        "laporan": found,
        "milik_sendiri": is_own,
        "cara": CARA_LABEL,
    }
    forms = _forms(found, form) if found and is_own else {}
    status = 422 if form is not None and form.errors else 200
    return show_page("pantau/bulan.html", status, form=forms, form_salah=form, **KATA, **values, **extra)


def _figures(found: LaporanBulanan | None, fresh: queries.Hitungan, kode: str) -> dict[str, Any]:
    angka, rincian = (found.angka, found.rincian) if found else (fresh.angka, fresh.rincian)
    is_kab = tingkat_of(kode) is Tingkat.KAB
    return {
        "angka": angka,
        "rincian": rincian[:SHOWN_ROWS],
        "sisa": max(len(rincian) - SHOWN_ROWS, 0),
        "keadaan": KEADAAN_LABEL if is_kab else KEADAAN_KAB_LABEL,
        "is_kab": is_kab,
        "label_makam": MAKAM_LABEL,
        "label_pemakaman": PEMAKAMAN_LABEL,
        "label_umur": UMUR_LABEL,
        "bagian": BAGIAN,
        "berubah": changed_figures(found.angka, fresh.angka) if found else [],
        "baris_berubah": changed_rows(found.rincian, fresh.rincian) if found else [],
    }


def _forms(found: LaporanBulanan, sent: Any) -> dict[str, Any]:
    """The forms of the steps that may be taken now; the one just sent keeps what was typed."""
    status = StatusBulanan(found.status)
    made: dict[str, Any] = {}
    if status is StatusBulanan.DRAF:
        letter = {"nomor_surat": found.nomor_surat or "", "tanggal_surat": found.tanggal_surat}
        made = {"surat": SuratForm(formdata=None, data=letter), "tertanda": TertandaForm(formdata=None)}
    elif status is StatusBulanan.DITANDATANGANI:
        made = {"tarik": TarikForm(formdata=None), "kirim": KirimForm(formdata=None)}
    return {name: sent if type(sent) is type(blank) else blank for name, blank in made.items()}


def _give_the_worker_a_moment(kode: str, bulan: Bulan, actor: Actor) -> None:
    """Printing a letter takes about a second: who comes from a step should see it at once."""
    limit = monotonic() + PATIENCE_SECONDS
    while monotonic() < limit:
        with reading() as session:
            queries.check_region(session, kode, actor=actor)
            found = queries.find_bulanan(session, kode, bulan)
        if found is None or found.status_cetak != "antre":
            return
        sleep(0.1)
