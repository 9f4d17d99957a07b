"""The quality of entries. Everybody sees his own and what lies below, nobody a ranking."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, today_in
from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.queries import mutu as queries
from pemakaman.pantau.queries.tempat import Tempat, counted_at, get_tempat
from pemakaman.pantau.routes.dasar import bp, page_after, place_choices
from pemakaman.pantau.rules.bulan import month_of
from pemakaman.pantau.rules.mutu import ATURAN, UKURAN_LABEL, BarisMutu, Hitung, Pandang, pandang_of, standing_out
from pemakaman.pantau.rules.periode import Periode, read_periode
from pemakaman.web import requires, show_page

PAGE_SIZE = 50


@bp.get("/pantau/mutu")
@requires(Izin.MUTU_LIHAT)
def quality() -> ResponseReturnValue:
    """By cemetery; of an office also by officer, of a province by kab/kota."""
    actor = current_actor()
    pandang = pandang_of(actor)
    with reading() as session:
        wilayah = request.args.get("wilayah", "") if pandang in (Pandang.KANTOR, Pandang.PROVINSI) else ""
        tempat = get_tempat(session, wilayah, actor=actor)
        periode, galat = _periode(tempat)
        lihat, rows = _rows(session, tempat, periode, actor)
        sendiri = queries.count_own(session, periode, actor=actor) if actor.may(Izin.LAPORAN_TULIS) else None
        pilihan = place_choices(session, tempat) if wilayah or pandang in (Pandang.KANTOR, Pandang.PROVINSI) else []
        per = counted_at(session)
    semua = total(rows)
    halaman = page_after(rows, request.args.get("sesudah", ""), PAGE_SIZE, key=lambda row: row.kunci)
    values: dict[str, Any] = {
        "mencolok": {row.kunci: standing_out(row.kini, semua) for row in halaman.rows},
        "halaman": halaman,
        "aturan": ATURAN[pandang],
        "kantor": pandang is Pandang.KANTOR,
        # One cemetery of one's own says the same once more.
        "satu_makam": pandang is Pandang.SENDIRI and len(rows) == 1,
        "label": UKURAN_LABEL,
        "per": per,
    }
    values |= {"tempat": tempat, "periode": periode, "galat_periode": galat, "lihat": lihat, "semua": semua}
    return show_page("pantau/mutu.html", sendiri=sendiri, pilihan=pilihan, **values)


def _periode(tempat: Tempat) -> tuple[Periode, str]:
    """The period of the address; the usual one and why, where it cannot be read."""
    kini = month_of(today_in(tempat.kode))
    try:
        return read_periode(request.args.get("dari", ""), request.args.get("sampai", ""), kini), ""
    except NilaiError as error:
        return read_periode("", "", kini), str(error)


def _rows(session: Session, tempat: Tempat, periode: Periode, actor: Actor) -> tuple[str, list[BarisMutu]]:
    if tempat.tingkat == 1:
        return "kab", queries.count_by_kab(session, tempat, periode, actor=actor)
    if request.args.get("lihat") == "petugas" and pandang_of(actor) is Pandang.KANTOR:
        return "petugas", queries.count_by_petugas(session, tempat, periode, actor=actor)
    return "makam", queries.count_by_makam(session, tempat, periode, actor=actor)


def total(rows: list[BarisMutu]) -> Hitung:
    """All rows together."""
    found = Hitung()
    for row in rows:
        found = found.plus(row.kini)
    return found
