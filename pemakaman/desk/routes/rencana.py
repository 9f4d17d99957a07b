"""A new visit, drawn from a work list or not; and the result of one."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.desk.forms.jemput import HasilForm, RencanaBaruForm
from pemakaman.desk.models import JemputBola, JemputBolaSasaran
from pemakaman.desk.queries.jemput import get_jemput
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.sasaran import (
    DAFTAR_KERJA,
    Orang,
    count_by_desa,
    count_waiting,
    list_desa,
    list_sasaran,
    people_of,
)
from pemakaman.desk.routes.dasar import bp, posted_versi
from pemakaman.desk.rules.istilah import ASAL_JEMPUT_LABEL, AsalJemput, Sasaran
from pemakaman.desk.rules.jemput import HASIL_LABEL
from pemakaman.desk.services.jemput import SASARAN_TERBANYAK, Kunjungan, create_jemput, save_hasil
from pemakaman.errors import Invalid, NotFound
from pemakaman.jejak.services import record_read
from pemakaman.web import redirect_with, requires, show_page

JAWABAN = {"ya": True, "tidak": False}
JENIS = {AsalJemput.PEMILIH: Sasaran.RUMAH}


@bp.get("/desk/jemput/daftar")
@requires(Izin.DESK_ISI)
def work_lists() -> ResponseReturnValue:
    """The work lists a visit can be drawn from: how many wait in which village."""
    actor, asal = current_actor(), _asal(request.args.get("asal") or AsalJemput.BELUM_BERAKTA)
    with reading() as session:
        kab = get_kab(session, actor.wilayah_kode, actor=actor)
        rows = count_by_desa(session, asal, kab.kode)
    lists = [(one.value, ASAL_JEMPUT_LABEL[one]) for one in DAFTAR_KERJA]
    return show_page("desk/jemput_daftar.html", asal=asal, daftar=lists, baris=rows, kab=kab)


def _asal(text: str) -> AsalJemput:
    if text not in DAFTAR_KERJA:
        raise NotFound("Daftar kerja ini tidak ada.")
    return AsalJemput(text)


@bp.route("/desk/jemput/baru", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def new_visit() -> ResponseReturnValue:
    """Plan a visit."""
    actor = current_actor()
    asal = _asal(request.values["asal"]) if request.values.get("asal") else None
    desa = request.values.get("desa_kode") or request.values.get("desa", "")
    with reading() as session:
        kab = get_kab(session, actor.wilayah_kode, actor=actor)
        villages = list_desa(session, kab.kode)
        waiting = count_waiting(session, asal, kab.kode, desa) if asal and desa else 0
    form = _form(asal, desa, waiting, actor)
    form.desa_kode.choices = villages
    lepas: list[str] = []
    if form.validate_on_submit():
        try:
            return _create(form, asal, actor)
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    status = 422 if form.errors or lepas else 200
    facts: dict[str, Any] = {"asal": asal, "menunggu": waiting, "asal_label": ASAL_JEMPUT_LABEL}
    return show_page("desk/jemput_isi.html", status, form=form, jemput=None, versi=0, lepas=lepas, **facts)


def _form(asal: AsalJemput | None, desa: str, waiting: int, actor: Actor) -> RencanaBaruForm:
    if request.method == "POST":
        return RencanaBaruForm()
    kind = JENIS.get(asal, Sasaran.KEMATIAN) if asal else ""
    take = min(waiting, SASARAN_TERBANYAK // 2)
    data = {"desa_kode": desa, "jenis_sasaran": kind, "target": take or None, "ambil": take or None}
    return RencanaBaruForm(formdata=None, data=data | {"tanggal": today_in(actor.wilayah_kode)})


def _create(form: RencanaBaruForm, asal: AsalJemput | None, actor: Actor) -> ResponseReturnValue:
    said: dict[str, Any] = {"asal": asal, "ambil": form.ambil.data or 0 if asal else 0, "lain": form.lines()}
    with transaction() as session:
        jemput = create_jemput(session, actor.wilayah_kode, form.isian(), actor=actor, **said)
        jumlah = len(list_sasaran(session, jemput.id))
    told = f" {jumlah} sasaran masuk rencana." if jumlah else ""
    return redirect_with(f"Jemput bola direncanakan.{told}", "desk.visit", jemput_id=jemput.id)


@bp.route("/desk/jemput/<uuid:jemput_id>/hasil", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def visit_result(jemput_id: UUID) -> ResponseReturnValue:
    """What came of a visit, in all and person by person."""
    actor = current_actor()
    with transaction() as session:
        jemput = get_jemput(session, jemput_id, actor=actor)
        rows = list_sasaran(session, jemput_id)
        people = people_of(session, jemput, rows, actor=actor)
        if rows:
            record_read(
                session, "jemput_bola.dibuka", actor=actor, objek="jemput_bola", objek_id=jemput.id, jumlah=len(rows)
            )
    data = {name: getattr(jemput, name) for name in (*HASIL_LABEL, "kendala")}
    form = HasilForm() if request.method == "POST" else HasilForm(formdata=None, data=data)
    lepas: list[str] = []
    if form.validate_on_submit():
        try:
            with transaction() as session:
                said: dict[str, Any] = {"kendala": form.kendala.data or "", "alasan": form.alasan.data or ""}
                save_hasil(session, jemput_id, form.hasil(), _visited(rows), versi=posted_versi(), actor=actor, **said)
            return redirect_with("Hasil jemput bola disimpan.", "desk.visit", jemput_id=jemput_id)
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    return _show_result(form, jemput, [(row, people[row.id]) for row in rows], lepas)


def _show_result(
    form: HasilForm, jemput: JemputBola, pairs: list[tuple[JemputBolaSasaran, Orang]], lepas: list[str]
) -> ResponseReturnValue:
    posted = request.method == "POST"
    visited = _visited([row for row, _ in pairs]) if posted else {}
    baris = [(row, orang, visited.get(row.id) or Kunjungan(row.tercapai, row.catatan or "")) for row, orang in pairs]
    status = 422 if form.errors or lepas else 200
    versi = request.form.get("versi", jemput.versi)
    return show_page("desk/jemput_hasil.html", status, form=form, jemput=jemput, baris=baris, versi=versi, lepas=lepas)


def _visited(rows: Any) -> dict[UUID, Kunjungan]:
    """What was ticked and noted for each person on the plan."""
    return {
        row.id: Kunjungan(
            JAWABAN.get(request.form.get(f"terlayani-{row.urutan}", "")),
            request.form.get(f"catatan-{row.urutan}", ""),
        )
        for row in rows
    }
