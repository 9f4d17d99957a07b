"""One voter list: its facts and counts beside KPU's figures; counting again; reducing an old one."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from pemakaman import jobs, store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.impor import plain_name
from pemakaman.jejak.services import record
from pemakaman.pemilih import angka_kpu, queries, ringkas
from pemakaman.pemilih.forms_daftar import AngkaKpuForm, RingkasForm
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.rekap import Rekap, get_rekap, is_counted
from pemakaman.pemilih.routes.dasar import STATUS_DAFTAR, bp, put_errors
from pemakaman.pemilih.versi import HARI_RINGKAS, check_whole, is_berlaku
from pemakaman.tabel import TableError
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names


@bp.get("/pemilih/daftar/<uuid:daftar_id>")
@requires(Izin.PEMILIH_LIHAT)
def show_daftar(daftar_id: UUID) -> ResponseReturnValue:
    """Facts and counts of the whole list, of a kecamatan, or of a desa."""
    actor = current_actor()
    kecamatan, desa = place_asked()
    with reading() as session:
        daftar = queries.get_daftar(session, daftar_id, actor=actor)
        values = _facts(session, daftar)
        if values["terhitung"]:
            values["rekap"] = _rekap(session, daftar, kecamatan, desa)
    template = "pemilih/daftar_tempat.html" if kecamatan else "pemilih/daftar_satu.html"
    return show_page(template, daftar=daftar, kecamatan=kecamatan, desa=desa, status_daftar=STATUS_DAFTAR, **values)


def place_asked() -> tuple[str, str]:
    """(kecamatan, desa) that an address names; a desa only inside a kecamatan."""
    kecamatan = request.args.get("kecamatan", "").strip()[:200]
    return kecamatan, request.args.get("desa", "").strip()[:200] if kecamatan else ""


def _rekap(session: Session, daftar: DaftarPemilih, kecamatan: str, desa: str) -> Rekap:
    return get_rekap(session, daftar.id, kecamatan=kecamatan, desa=desa, jumlah_disebut=daftar.jumlah_disebut)


def _facts(session: Session, daftar: DaftarPemilih) -> dict[str, Any]:
    before = session.get(DaftarPemilih, daftar.sebelum_id) if daftar.sebelum_id else None
    return {
        "nama": full_names(session, daftar.wilayah_kode),
        "terhitung": is_counted(session, daftar.id),
        "berlaku": is_berlaku(session, daftar),
        "sebelum": before,
        "dapat_dibandingkan": before is not None and not before.diringkas_pada and not daftar.diringkas_pada,
        "dapat_diringkas": ringkas.may_reduce(session, daftar),
        "rekap": None,
    }


@bp.post("/pemilih/daftar/<uuid:daftar_id>/hitung")
@requires(Izin.PEMILIH_IMPOR)
def recount(daftar_id: UUID) -> ResponseReturnValue:
    """Count and compare again."""
    actor = current_actor()
    with transaction() as session:
        daftar = queries.get_daftar(session, daftar_id, actor=actor)
        check_whole(daftar)
        kode = daftar.wilayah_kode
        record(session, "daftar_pemilih.hitung_diminta", "daftar_pemilih", daftar_id, actor=actor, wilayah=kode)
        jobs.defer(session, "pemilih.hitung", daftar_id=str(daftar_id))
    return redirect_with(
        "Daftar sedang dihitung lagi. Muat ulang halaman ini beberapa saat kemudian.",
        ".show_daftar",
        daftar_id=daftar_id,
    )


@bp.route("/pemilih/daftar/<uuid:daftar_id>/kpu", methods=["GET", "POST"])
@requires(Izin.PEMILIH_IMPOR)
def kpu_figures(daftar_id: UUID) -> ResponseReturnValue:
    """KPU's own figures: typed, or a table."""
    with reading() as session:
        daftar = queries.get_daftar(session, daftar_id, actor=current_actor())
    form = AngkaKpuForm(data={"jumlah": daftar.jumlah_disebut})
    if request.method != "POST":
        return show_page("pemilih/angka_kpu.html", form=form, daftar=daftar)
    if not form.validate():
        return show_page("pemilih/angka_kpu.html", 422, form=form, daftar=daftar)
    try:
        pesan = _save_figures(daftar, form)
    except Invalid as error:
        put_errors(form, error)
        return show_page("pemilih/angka_kpu.html", 422, form=form, daftar=daftar)
    except TableError as error:
        form.berkas.add_error(error.pesan)
        return show_page("pemilih/angka_kpu.html", 422, form=form, daftar=daftar)
    return redirect_with(pesan, ".show_daftar", daftar_id=daftar_id)


def _save_figures(daftar: DaftarPemilih, form: AngkaKpuForm) -> str:
    """A total in the file stands above the typed one."""
    actor, file = current_actor(), next(iter(form.berkas.data), None)
    read = _read_file(file) if file else None
    with transaction() as session:
        if form.jumlah.data != daftar.jumlah_disebut:
            angka_kpu.save_total(session, daftar.id, form.jumlah.data, actor=actor)
        if file is None or read is None:
            return "Jumlah menurut KPU disimpan."
        sha256, tabel = read
        name = plain_name(file.filename or "rekap")
        count = angka_kpu.save_angka(session, daftar.id, tabel, nama_berkas=name, sha256=sha256, actor=actor)
    return f"Angka KPU untuk {count} tempat disimpan."


def _read_file(file: FileStorage) -> tuple[str, angka_kpu.Tabel]:
    sha256 = store.put_stream(file.stream)
    return sha256, angka_kpu.read_angka(store.path_of(sha256))


@bp.route("/pemilih/daftar/<uuid:daftar_id>/ringkas", methods=["GET", "POST"])
@requires(Izin.PEMILIH_IMPOR)
def reduce_daftar(daftar_id: UUID) -> ResponseReturnValue:
    """Ask clearly, then delete the rows of an old list."""
    actor = current_actor()
    with reading() as session:
        daftar = queries.get_daftar(session, daftar_id, actor=actor)
        may = ringkas.may_reduce(session, daftar)
    form = RingkasForm()
    if request.method != "POST":
        return show_page("pemilih/ringkas.html", form=form, daftar=daftar, boleh=may, hari=HARI_RINGKAS)
    if not form.validate():
        return show_page("pemilih/ringkas.html", 422, form=form, daftar=daftar, boleh=may, hari=HARI_RINGKAS)
    with transaction() as session:
        ringkas.start_reduce(session, daftar_id, actor=actor)
    return redirect_with("Daftar sedang diringkas. Hitungannya tetap ada.", ".show_daftar", daftar_id=daftar_id)
