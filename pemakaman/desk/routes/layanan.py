"""Service on holidays and polling days: the days, one day by kab/kota, and one service point."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in, transaction
from pemakaman.desk.forms.layanan import LayananForm, shown_layanan
from pemakaman.desk.models import LayananHari
from pemakaman.desk.queries.harian import list_riwayat
from pemakaman.desk.queries.layanan import (
    count_said,
    get_layanan,
    list_layanan,
    list_places,
    list_service_days,
    why_day,
    why_days,
)
from pemakaman.desk.queries.lingkup import get_kab, list_kab
from pemakaman.desk.routes.dasar import bp, posted_versi, read_hari
from pemakaman.desk.rules.istilah import JARINGAN_LABEL
from pemakaman.desk.rules.layanan import HariLayanan
from pemakaman.desk.services.layanan import create_layanan, update_layanan
from pemakaman.errors import Invalid, NotFound
from pemakaman.nilai.tanggal import format_hari_tanggal
from pemakaman.web import redirect_with, requires, show_page

LALU, DEPAN = timedelta(days=30), timedelta(days=60)


@bp.get("/desk/layanan")
@requires(Izin.DESK_LIHAT)
def service_days() -> ResponseReturnValue:
    """The holidays and polling days around today, each with how many have said whether they are open."""
    actor = current_actor()
    today = today_in(actor.wilayah_kode)
    with reading() as session:
        kab = list_kab(session, actor=actor)
        rows = list_service_days(session, kab, today - LALU, today + DEPAN)
        said = count_said(session, today - LALU, today + DEPAN, actor=actor)
    known, all_ = {one.tanggal for one in rows}, frozenset(kode for kode, _ in kab)
    for day in said:
        if day not in known:
            rows.append(HariLayanan(day, "Akhir pekan" if day.weekday() > 4 else "Hari lain", all_))
    days = [(one, len(one.kab.intersection(said[one.tanggal][1] if one.tanggal in said else ()))) for one in rows]
    days.sort(key=lambda pair: pair[0].tanggal)
    facts: dict[str, Any] = {"hari": days, "kata": said, "hari_ini": today}
    return show_page("desk/layanan.html", boleh_isi=actor.may(Izin.DESK_ISI), **facts)


@bp.get("/desk/layanan/<hari>")
@requires(Izin.DESK_LIHAT)
def service_day(hari: str) -> ResponseReturnValue:
    """One day: who is open, who is closed, and who has not said."""
    actor, tanggal = current_actor(), read_hari(hari)
    with reading() as session:
        places = list_kab(session, actor=actor)
        whys = why_days(session, [kode for kode, _ in places], tanggal)
        rows: dict[str, list[LayananHari]] = {}
        for row in list_layanan(session, tanggal, actor=actor):
            rows.setdefault(row.kab_kode, []).append(row)
    return show_page(
        "desk/layanan_hari.html",
        tanggal=tanggal,
        sebab="; ".join(dict.fromkeys(whys.values())),
        kab=places,
        titik=rows,
        belum=[nama for kode, nama in places if kode in whys and kode not in rows],
        jaringan=JARINGAN_LABEL,
        boleh_isi=actor.may(Izin.DESK_ISI) and bool(whys or rows),
        kab_sendiri=actor.kab_kode,
    )


@bp.route("/desk/layanan/<hari>/<desk_kab>/tambah", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def new_service(hari: str, desk_kab: str) -> ResponseReturnValue:
    """Say of a service point whether it is open."""
    actor, tanggal = current_actor(), read_hari(hari)
    with reading() as session:
        kab = get_kab(session, desk_kab, actor=actor)
        why = why_day(session, kab.kode, tanggal)
        known = list_places(session, kab.kode)
    if why is None:
        raise NotFound(f"{format_hari_tanggal(tanggal)} hari kerja biasa. Halaman ini untuk hari libur dan hari H.")
    first: dict[str, Any] = {"tempat": known[0] if known else "Kantor Disdukcapil"}
    form = LayananForm() if request.method == "POST" else LayananForm(formdata=None, data=first)
    lepas: list[str] = []
    if form.validate_on_submit():
        try:
            with transaction() as session:
                create_layanan(session, kab.kode, tanggal, form.isian(), actor=actor)
            return redirect_with(f"{form.tempat.data} disimpan.", "desk.service_day", hari=hari)
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    return _show(form, tanggal, why, None, lepas=lepas)


@bp.route("/desk/layanan/titik/<uuid:layanan_id>", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def service(layanan_id: UUID) -> ResponseReturnValue:
    """Change what was said of a service point."""
    actor = current_actor()
    with reading() as session:
        layanan = get_layanan(session, layanan_id, actor=actor)
        why = why_day(session, layanan.kab_kode, layanan.tanggal)
        history = list_riwayat(session, "layanan_hari", layanan_id)
    form = LayananForm() if request.method == "POST" else LayananForm(formdata=None, data=shown_layanan(layanan))
    lepas: list[str] = []
    if form.validate_on_submit():
        try:
            with transaction() as session:
                said: dict[str, Any] = {"versi": posted_versi(), "alasan": form.alasan.data or ""}
                update_layanan(session, layanan_id, form.isian(), actor=actor, **said)
            return redirect_with(f"{form.tempat.data} disimpan.", "desk.service_day", hari=layanan.tanggal.isoformat())
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    return _show(form, layanan.tanggal, why, layanan, lepas=lepas, history=history)


def _show(
    form: LayananForm,
    tanggal: date,
    why: str | None,
    layanan: LayananHari | None,
    *,
    lepas: list[str],
    history: Any = (),
) -> ResponseReturnValue:
    versi = request.form.get("versi") or (layanan.versi if layanan else 0)
    status = 422 if form.errors or lepas else 200
    facts: dict[str, Any] = {"tanggal": tanggal, "sebab": why, "layanan": layanan, "riwayat": history}
    facts["lewat"] = layanan is not None and tanggal < today_in(layanan.kab_kode)
    facts["nanti"] = tanggal > today_in(current_actor().wilayah_kode)
    return show_page("desk/layanan_isi.html", status, form=form, versi=versi, lepas=lepas, **facts)
