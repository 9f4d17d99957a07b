"""Visits: the days, a plan, who is on it, and what came of it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.desk.forms.jemput import BatalForm, RencanaForm
from pemakaman.desk.models import JemputBola
from pemakaman.desk.queries.harian import list_riwayat, nama_akun
from pemakaman.desk.queries.jemput import count_unfinished, get_jemput, list_jemput, list_unfinished
from pemakaman.desk.queries.sasaran import list_desa, list_sasaran, people_of
from pemakaman.desk.routes.dasar import bp, posted_versi, read_sesudah, shown_versi
from pemakaman.desk.rules.istilah import ASAL_JEMPUT_LABEL, SASARAN_LABEL, STATUS_JEMPUT_LABEL
from pemakaman.desk.rules.jemput import HASIL_LABEL
from pemakaman.desk.services.jemput import cancel_jemput, update_jemput
from pemakaman.errors import Invalid
from pemakaman.jejak.services import record_read
from pemakaman.nilai.tanggal import NAMA_BULAN
from pemakaman.web import Page, redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names

# So many visits without a result are named above the list; of the others their number.
TERLAMBAT = 5
WARNA = {"rencana": "menunggu", "selesai": "selesai", "batal": "terlambat"}
LABELS: dict[str, Any] = {
    "label": STATUS_JEMPUT_LABEL,
    "warna": WARNA,
    "sasaran_label": SASARAN_LABEL,
    "asal_label": ASAL_JEMPUT_LABEL,
    "hasil_label": HASIL_LABEL,
}


@bp.get("/desk/jemput")
@requires(Izin.DESK_LIHAT)
def visits() -> ResponseReturnValue:
    """The visits of a month by day, and those whose result is missing."""
    actor = current_actor()
    today = today_in(actor.wilayah_kode)
    first = read_bulan(request.args.get("bulan", ""), today)
    after = (first + timedelta(days=32)).replace(day=1)
    with reading() as session:
        span = {"dari": first, "sampai": after - timedelta(days=1)}
        page = Page(*list_jemput(session, **span, actor=actor, sesudah=read_sesudah()))
        late = list_unfinished(session, sebelum=today, actor=actor, batas=TERLAMBAT)
        semua = count_unfinished(session, sebelum=today, actor=actor)
    return show_page(
        "desk/jemput.html",
        halaman=page,
        terlambat=late,
        terlambat_semua=semua,
        bulan=f"{NAMA_BULAN[first.month - 1]} {first.year}",
        sebelumnya=(first - timedelta(days=1)).strftime("%Y-%m"),
        berikutnya=after.strftime("%Y-%m"),
        boleh_isi=actor.may(Izin.DESK_ISI),
        kab_terlihat=not actor.kab_kode,
        **LABELS,
    )


def read_bulan(text: str, today: date) -> date:
    """The first day of a month of an address, '2024-11'; this month for anything else."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return found if 2010 <= found.year <= 2100 else today.replace(day=1)


@bp.get("/desk/jemput/<uuid:jemput_id>")
@requires(Izin.DESK_LIHAT)
def visit(jemput_id: UUID) -> ResponseReturnValue:
    """One visit: its plan, who is on it, what came of it."""
    return _show(jemput_id)


def _show(jemput_id: UUID, batal: BatalForm | None = None, *, status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    with transaction() as session:
        jemput = get_jemput(session, jemput_id, actor=actor)
        rows = list_sasaran(session, jemput_id)
        people = people_of(session, jemput, rows, actor=actor)
        if rows:
            _log(session, "jemput_bola.dibuka", jemput, len(rows))
        values: dict[str, Any] = {
            "sasaran": [(row, people[row.id]) for row in rows],
            "nama": full_names(session, jemput.desa_kode),
            "riwayat": list_riwayat(session, "jemput_bola", jemput_id),
            "pelapor": nama_akun(session, jemput.selesai_oleh),
        }
    may = actor.may(Izin.DESK_ISI)
    return show_page(
        "desk/jemput_satu.html",
        status,
        jemput=jemput,
        versi=shown_versi(jemput.versi),
        batal=batal or BatalForm(formdata=None),
        boleh_ubah=may and jemput.status == "rencana",
        boleh_hasil=may and jemput.status != "batal" and jemput.tanggal <= today_in(jemput.kab_kode),
        **values,
        **LABELS,
    )


def _log(session: Any, cara: str, jemput: JemputBola, jumlah: int) -> None:
    actor = current_actor()
    record_read(session, cara, actor=actor, objek="jemput_bola", objek_id=jemput.id, jumlah=jumlah)


@bp.get("/desk/jemput/<uuid:jemput_id>/cetak")
@requires(Izin.DESK_LIHAT)
def visit_paper(jemput_id: UUID) -> ResponseReturnValue:
    """The list the officers take along, for the printer."""
    actor = current_actor()
    with transaction() as session:
        jemput = get_jemput(session, jemput_id, actor=actor)
        rows = list_sasaran(session, jemput_id)
        people = people_of(session, jemput, rows, actor=actor)
        names = full_names(session, jemput.desa_kode)
        _log(session, "jemput_bola.dicetak", jemput, len(rows))
    pairs = [(row, people[row.id]) for row in rows]
    return show_page("desk/jemput_cetak.html", jemput=jemput, sasaran=pairs, nama=names, **LABELS)


@bp.route("/desk/jemput/<uuid:jemput_id>/ubah", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def change_visit(jemput_id: UUID) -> ResponseReturnValue:
    """Change a plan."""
    actor = current_actor()
    with reading() as session:
        jemput = get_jemput(session, jemput_id, actor=actor)
        villages = list_desa(session, jemput.kab_kode)
    names = ("tanggal", "desa_kode", "lokasi", "jenis_sasaran", "petugas", "alat", "target")
    data = {name: getattr(jemput, name) for name in names}
    form = RencanaForm() if request.method == "POST" else RencanaForm(formdata=None, data=data)
    form.desa_kode.choices = villages
    lepas: list[str] = []
    if form.validate_on_submit():
        try:
            with transaction() as session:
                update_jemput(session, jemput_id, form.isian(), versi=posted_versi(), actor=actor)
            return redirect_with("Rencana disimpan.", "desk.visit", jemput_id=jemput_id)
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    status = 422 if form.errors or lepas else 200
    versi = request.form.get("versi", jemput.versi)
    return show_page("desk/jemput_isi.html", status, form=form, jemput=jemput, versi=versi, lepas=lepas)


@bp.post("/desk/jemput/<uuid:jemput_id>/batal")
@requires(Izin.DESK_ISI)
def cancel_visit(jemput_id: UUID) -> ResponseReturnValue:
    """Call a visit off."""
    with reading() as session:
        get_jemput(session, jemput_id, actor=current_actor())
    form = BatalForm()
    if not form.validate():
        return _show(jemput_id, form, status=422)
    try:
        with transaction() as session:
            cancel_jemput(session, jemput_id, form.alasan.data, versi=posted_versi(), actor=current_actor())
    except Invalid as error:
        form.put_errors(error.galat)
        return _show(jemput_id, form, status=422)
    return redirect_with("Jemput bola dibatalkan.", "desk.visit", jemput_id=jemput_id)
