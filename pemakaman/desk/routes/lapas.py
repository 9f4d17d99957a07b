"""Prisons and detention houses: the places, a day of one of them, and where inmates from elsewhere belong."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import now, reading, today_in, transaction
from pemakaman.desk.forms.harian import ALASAN_TERLAMBAT
from pemakaman.desk.forms.lapas import HariLapasForm, LapasForm, make_hari
from pemakaman.desk.models import Lapas, LaporanLapas, RiwayatDesk
from pemakaman.desk.queries.harian import list_riwayat, nama_akun
from pemakaman.desk.queries.lapas import (
    angka_lapas,
    find_lapas_sebelum,
    find_laporan_lapas,
    get_lapas,
    list_asal,
    list_lapas,
    list_laporan_lapas,
    list_warga_luar,
)
from pemakaman.desk.queries.layanan import names_of
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.setelan import setelan_of
from pemakaman.desk.routes.dasar import bp, persen, posted_versi, read_hari, side_by_side
from pemakaman.desk.routes.provinsi import KATA_LAMPU
from pemakaman.desk.rules.istilah import JENIS_LAPAS_LABEL
from pemakaman.desk.rules.kolom import LAPAS, percentages
from pemakaman.desk.rules.laju import light, limits
from pemakaman.desk.rules.lampu import explain
from pemakaman.desk.rules.lapas import difference
from pemakaman.desk.rules.waktu import is_late
from pemakaman.desk.services.lapas import create_lapas, save_hari, save_nihil_hari, update_lapas
from pemakaman.errors import Invalid
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.web import redirect_with, requires, show_page


@bp.get("/desk/lapas")
@requires(Izin.DESK_LIHAT)
def prisons() -> ResponseReturnValue:
    """The places with their last figures; what is sent on to other kab/kota, and what others send on."""
    actor = current_actor()
    with reading() as session:
        rows = list_lapas(session, actor=actor)
        away = list_warga_luar(session, actor.kab_kode) if actor.kab_kode else []
        sent = list_asal(session, actor=actor)
        batas = limits("lapas_persen", setelan_of(session, actor.wilayah_kode).batas)
    shares = {last.id: percentages(LAPAS, angka_lapas(last))["rekam_persen"] for _, _, last in rows if last}
    return show_page(
        "desk/lapas.html",
        lapas=rows,
        persen={key: persen(share) for key, share in shares.items()},
        warna={key: light(batas, share) for key, share in shares.items()},
        aturan=explain(batas),
        lampu=KATA_LAMPU["lampu"],
        asal=sent,
        warga=away,
        hari_ini=today_in(actor.wilayah_kode),
        label=JENIS_LAPAS_LABEL,
        boleh_isi=actor.may(Izin.DESK_ISI),
        kab_terlihat=not actor.kab_kode,
    )


@bp.route("/desk/lapas/baru", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def new_prison() -> ResponseReturnValue:
    """Add a place."""
    form = LapasForm() if request.method == "POST" else LapasForm(formdata=None, data={"aktif": True})
    return _handle(form, None)


@bp.route("/desk/lapas/<uuid:lapas_id>/ubah", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def change_prison(lapas_id: UUID) -> ResponseReturnValue:
    """Change a place."""
    with reading() as session:
        lapas = get_lapas(session, lapas_id, actor=current_actor())
    data = {name: getattr(lapas, name) for name in ("nama", "jenis", "tps_loksus", "aktif")}
    form = LapasForm() if request.method == "POST" else LapasForm(formdata=None, data=data)
    return _handle(form, lapas)


def _handle(form: LapasForm, lapas: Lapas | None) -> ResponseReturnValue:
    actor, lepas = current_actor(), list[str]()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                if lapas is None:
                    get_kab(session, actor.wilayah_kode, actor=actor)
                    lapas = create_lapas(session, actor.wilayah_kode, form.isian(), actor=actor)
                else:
                    update_lapas(session, lapas.id, form.isian(), versi=posted_versi(), actor=actor)
            return redirect_with("Data lapas disimpan.", "desk.prison", lapas_id=lapas.id)
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    status = 422 if form.errors or lepas else 200
    versi = request.form.get("versi") or (lapas.versi if lapas else 0)
    return show_page("desk/lapas_isi.html", status, form=form, lapas=lapas, versi=versi, lepas=lepas)


@bp.get("/desk/lapas/<uuid:lapas_id>")
@requires(Izin.DESK_LIHAT)
def prison(lapas_id: UUID) -> ResponseReturnValue:
    """The last days of one place, and the days of the last two weeks that are missing."""
    actor = current_actor()
    with reading() as session:
        lapas = get_lapas(session, lapas_id, actor=actor)
        rows = list_laporan_lapas(session, lapas_id)
    today = today_in(lapas.kab_kode)
    done = {row.tanggal for row in rows}
    back = (today - timedelta(days=days) for days in range(14))
    return show_page(
        "desk/lapas_satu.html",
        lapas=lapas,
        hari=[(row, persen(percentages(LAPAS, angka_lapas(row))["rekam_persen"])) for row in rows],
        belum=[day for day in back if day not in done and (day == today or (done and day > min(done)))],
        hari_ini=today,
        label=JENIS_LAPAS_LABEL,
        boleh_isi=actor.may(Izin.DESK_ISI),
    )


@bp.get("/desk/lapas/<uuid:lapas_id>/<hari>")
@requires(Izin.DESK_LIHAT)
def prison_day(lapas_id: UUID, hari: str) -> ResponseReturnValue:
    """One day beside the report before it."""
    actor, tanggal = current_actor(), read_hari(hari)
    with reading() as session:
        lapas = get_lapas(session, lapas_id, actor=actor)
        laporan = find_laporan_lapas(session, lapas_id, tanggal)
        before = find_lapas_sebelum(session, lapas_id, tanggal)
        history = list_riwayat(session, "laporan_lapas", laporan.id) if laporan else []
        names = names_of(session, [*(laporan.luar if laporan else {}), *_homes(history)])
        pelapor = nama_akun(session, laporan.dibuat_oleh) if laporan else ""
    now_, old = (angka_lapas(row) if row else {} for row in (laporan, before))
    return show_page(
        "desk/lapas_hari.html",
        lapas=lapas,
        tanggal=tanggal,
        laporan=laporan,
        sebelum=before,
        baris=side_by_side(LAPAS, now_, old, {}),
        selisih=difference(now_) if now_ else [],
        luar=[(names.get(kode, kode), jumlah) for kode, jumlah in sorted(laporan.luar.items())] if laporan else [],
        riwayat=[(row, nama, _changes(row, names)) for row, nama in history],
        pelapor=pelapor,
        boleh_isi=actor.may(Izin.DESK_ISI) and lapas.aktif and tanggal <= today_in(lapas.kab_kode),
    )


def _homes(history: Sequence[Row[RiwayatDesk, str]]) -> list[str]:
    """The codes that stand in the history of where inmates belong."""
    return [kode for row, _ in history for values in (row.lama, row.baru) for kode in values.get("luar") or {}]


def _changes(row: Any, names: Mapping[str, str]) -> list[tuple[str, Any, Any]]:
    labels = {kolom.kode: kolom.label for kolom in LAPAS.kolom} | {"luar": "Asal", "keterangan": "Keterangan"}
    labels["nihil"] = "Nihil"
    return [
        (labels.get(kode, kode), _words(row.lama[kode], names), _words(value, names))
        for kode, value in row.baru.items()
    ]


def _words(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{names.get(kode, kode)} {jumlah}" for kode, jumlah in sorted(value.items())) or "–"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "–" if value is None else str(value)


@bp.route("/desk/lapas/<uuid:lapas_id>/<hari>/isi", methods=["GET", "POST"])
@requires(Izin.DESK_ISI)
def fill_prison(lapas_id: UUID, hari: str) -> ResponseReturnValue:
    """Enter or correct a day; the button *nihil* sends no figures."""
    tanggal = read_hari(hari)
    with reading() as session:
        lapas = get_lapas(session, lapas_id, actor=current_actor())
        laporan = find_laporan_lapas(session, lapas_id, tanggal)
        before = find_lapas_sebelum(session, lapas_id, tanggal)
        source = laporan or before
        names = names_of(session, list(source.luar)) if source else {}
        jam = setelan_of(session, lapas.kab_kode).jam_tenggat
    form = _form(laporan, before, tanggal, names)
    lepas: list[str] = []
    is_nihil = request.method == "POST" and request.form.get("aksi") == "nihil"
    if is_nihil or form.validate_on_submit():
        try:
            with transaction() as session:
                said: dict[str, Any] = {"versi": posted_versi(), "alasan": form.alasan.data or ""}
                said["actor"] = current_actor()
                if is_nihil:
                    _, fresh = save_nihil_hari(session, lapas_id, tanggal, **said)
                else:
                    _, fresh = save_hari(session, lapas_id, tanggal, form.isian(), **said)
            pesan = f"{lapas.nama} {format_tanggal(tanggal)} disimpan." if fresh else "Tidak ada yang berubah."
            return redirect_with(pesan, "desk.prison_day", lapas_id=lapas_id, hari=hari)
        except Invalid as error:
            lepas = form.put_errors(error.galat)
    status = 422 if form.errors or lepas else 200
    versi = request.form.get("versi") or (laporan.versi if laporan else 0)
    facts: dict[str, Any] = {"lapas": lapas, "tanggal": tanggal, "laporan": laporan, "kolom": LAPAS.kolom}
    facts |= {"sebelum": before, "terlambat": is_late(lapas.kab_kode, tanggal, jam, now())}
    return show_page("desk/lapas_hari_isi.html", status, form=form, versi=versi, lepas=lepas, **facts)


def _form(
    laporan: LaporanLapas | None, before: LaporanLapas | None, tanggal: date, names: dict[str, str]
) -> HariLapasForm:
    when = ""
    if before:
        when = "Kemarin" if tanggal - before.tanggal == timedelta(days=1) else format_tanggal(before.tanggal)
    source = laporan or before
    luar = [f"{names.get(kode, kode)} {jumlah}" for kode, jumlah in sorted(source.luar.items())] if source else []
    shown = {**angka_lapas(laporan), "keterangan": laporan.keterangan} if laporan else None
    old = angka_lapas(before) if before else {}
    form = make_hari(old, when, shown=shown, luar="\n".join(luar), empty=request.method != "POST")
    if laporan is None:
        form.alasan.label.text = ALASAN_TERLAMBAT
    return form
