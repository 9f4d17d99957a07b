"""The reports behind a figure."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import today_in, transaction
from pemakaman.jejak.services import record_read
from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.queries import baris as queries
from pemakaman.pantau.queries.tempat import list_anak
from pemakaman.pantau.routes.alamat import SEPANJANG, Alamat, read_alamat
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules.belum_akta import MENUNGGU_LABEL, age_days, waits_for
from pemakaman.pantau.rules.corong import MENURUT_DIMAKAMKAN, Pilihan, read_pilihan, read_sifat
from pemakaman.pantau.rules.langkah import SUMBU_LABEL, Sumbu
from pemakaman.web import Page, requires, show_page


@bp.get("/pantau/baris")
@requires(Izin.PANTAU_LIHAT)
def funnel_rows() -> ResponseReturnValue:
    """Reports that reached one step and not another, or of one kind; a province chooses a kab/kota first."""
    actor = current_actor()
    with transaction() as session:
        alamat = read_alamat(session, actor=actor)
        pilihan = _read_pilihan(alamat)
        jumlah = queries.count_rows(session, alamat.letak, alamat.sumbu, alamat.periode, pilihan)
        masa = "sepanjang waktu" if alamat.periode == SEPANJANG else alamat.periode.teks
        values: dict[str, Any] = {"alamat": alamat, "pilihan": pilihan, "jumlah": jumlah, "masa": masa}
        if alamat.letak.tempat.tingkat == 1:
            kab = _by_kab(session, alamat, pilihan)
            return show_page("pantau/baris_kab.html", alamat.status, kab=kab, **values)
        sesudah = queries.read_key(request.args.get("sesudah"))
        page = Page(
            *queries.list_rows(
                session, alamat.letak, alamat.sumbu, alamat.periode, pilihan, actor=actor, sesudah=sesudah
            )
        )
        if page.rows:
            shown = " ".join([alamat.letak.tempat.kode, *pilihan.alamat.values()]).strip()
            record_read(session, "pantau.baris", actor=actor, objek="laporan", kata_cari=shown, jumlah=len(page.rows))
    return show_page("pantau/baris.html", alamat.status, halaman=page, **values, **row_values())


def row_values() -> dict[str, Any]:
    """What every list of facts needs to say of a row what it waits for and how old it is."""
    return {
        "menunggu": lambda row: waits_for(row.status, row.diajukan, row.disetujui, row.diunduh, akta=row.akta),
        "menunggu_label": MENUNGGU_LABEL,
        "usia": lambda row: age_days(row.dimakamkan, today_in(row.kab_kode)),
        "sumbu_label": SUMBU_LABEL,
    }


def _read_pilihan(alamat: Alamat) -> Pilihan:
    if request.args.get("masa") == "semua":
        alamat.periode = SEPANJANG
    sifat = request.args.get("sifat", "")
    if sifat in MENURUT_DIMAKAMKAN:
        alamat.sumbu = Sumbu.DIMAKAMKAN
    try:
        if sifat:
            return read_sifat(sifat, request.args.get("nilai", ""))
        return read_pilihan(request.args.get("langkah", ""), request.args.get("belum", ""))
    except NilaiError as error:
        alamat.pesan.append(error.pesan)
        return Pilihan()


def _by_kab(session: Session, alamat: Alamat, pilihan: Pilihan) -> list[tuple[str, str, int]]:
    places = list_anak(session, alamat.letak.tempat)
    codes = [kode for kode, _ in places]
    found = queries.count_rows_by_kab(session, alamat.letak, codes, alamat.sumbu, alamat.periode, pilihan=pilihan)
    rows = [(kode, nama, found[kode]) for kode, nama in places if kode in found]
    return sorted(rows, key=lambda row: (-row[2], row[1]))
