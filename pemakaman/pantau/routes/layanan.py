"""Workload and service time of the offices."""

from datetime import timedelta
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, today_in
from pemakaman.laporan.setelan import setelan_of
from pemakaman.pantau.queries import layanan as queries
from pemakaman.pantau.queries.tempat import Tempat, counted_at, get_tempat
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules.bulan import month_of
from pemakaman.pantau.rules.layanan import LANGKAH_MEJA, MINGGU_LAYANAN, TUMPUKAN, list_weeks, sees_officers
from pemakaman.web import requires, show_page
from pemakaman.wilayah.queries import children

# The last three full months of burials, and the present one.
BULAN_LAYANAN = 3


@bp.get("/pantau/layanan")
@requires(Izin.PANTAU_LIHAT)
def workload() -> ResponseReturnValue:
    """A province by kab/kota; an office with its weeks, and its officers for those who lead it."""
    actor = current_actor()
    with reading() as session:
        tempat = get_tempat(session, request.args.get("wilayah", "")[:5], actor=actor)
        values: dict[str, Any] = {"tempat": tempat, "per": counted_at(session), "langkah": LANGKAH_MEJA}
        # Who sees one office alone has no kab/kota to choose at the desk.
        values["di_kantor"] = {} if actor.kab_kode else {"wilayah": tempat.kode}
        values["tumpukan"] = TUMPUKAN
        find = _province if tempat.tingkat == 1 else _office
        values |= find(session, tempat, actor)
    name = "layanan_provinsi" if tempat.tingkat == 1 else "layanan"
    return show_page(f"pantau/{name}.html", **values)


def _province(session: Session, tempat: Tempat, actor: Actor) -> dict[str, Any]:
    kab = children(session, tempat.kode)
    codes = [kode for kode, _ in kab]
    today = today_in(tempat.kode)
    minggu = list_weeks(today, MINGGU_LAYANAN)
    kini = month_of(today)
    return {
        "kab": kab,
        "menunggu": queries.read_waiting(session, codes),
        "disetujui": {kode: sum(weeks.values()) for kode, weeks in queries.count_weeks(session, codes, minggu).items()},
        "lama": queries.read_service_by_kab(session, codes, kini.next(-BULAN_LAYANAN), kini),
        "sejak": minggu[0],
        "bulan": kini.next(-BULAN_LAYANAN),
    }


def _office(session: Session, tempat: Tempat, actor: Actor) -> dict[str, Any]:
    kode, today = tempat.kode, today_in(tempat.kode)
    minggu = list_weeks(today)
    sejak = minggu[-MINGGU_LAYANAN]
    span = timedelta(weeks=MINGGU_LAYANAN)
    lama = queries.read_service(session, kode, sejak, sejak + span)
    before = queries.read_service(session, kode, sejak - span, sejak)
    return {
        "menunggu": queries.read_waiting(session, [kode])[kode],
        "minggu": list(reversed(queries.count_weeks(session, [kode], minggu)[kode].items())),
        "lama": lama,
        "lama_dulu": before,
        "sejak": sejak,
        "hari_layanan": setelan_of(session, kode).hari_layanan,
        "petugas": queries.read_officers(session, kode, sejak, actor=actor),
        "kantor": queries.read_office(session, kode, sejak),
        "semua_petugas": sees_officers(actor, kode),
    }
