"""The wall screen: loaded anew every minute without a script, and without anything that points to a person."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import now, reading, today_in
from pemakaman.pantau.queries import layar as queries
from pemakaman.pantau.queries.layanan import read_waiting
from pemakaman.pantau.queries.sunyi import count_unreported
from pemakaman.pantau.queries.tempat import Tempat, counted_at, get_tempat, list_anak
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules.bulan import month_of
from pemakaman.pantau.rules.langkah import LANGKAH_LABEL
from pemakaman.pantau.rules.layar import DETIK, KECIL, TERTINGGAL_DETIK, Petak, shown, shown_share
from pemakaman.pantau.rules.periode import Periode, read_periode
from pemakaman.web import requires, show_page
from pemakaman.wilayah.sebutan import short_name


@bp.get("/layar")
@requires(Izin.PANTAU_LIHAT)
def wall() -> ResponseReturnValue:
    """A province or a kab/kota. `?henti=1` stops the reloading, for who wants to read in peace."""
    with reading() as session:
        tempat = get_tempat(session, request.args.get("wilayah", "")[:5], actor=current_actor())
        values = _figures(session, tempat)
        per = counted_at(session)
    stands = bool(request.args.get("henti"))
    late = per is None or (now() - per).total_seconds() > TERTINGGAL_DETIK
    response = show_page("pantau/layar.html", tempat=tempat, per=per, tertinggal=late, henti=stands, **values)
    if not stands:
        response.headers["Refresh"] = str(DETIK)
    return response


def _figures(session: Session, tempat: Tempat) -> dict[str, Any]:
    today = today_in(tempat.kode)
    kini = month_of(today)
    anak = list_anak(session, tempat)
    kab = [kode for kode, _ in anak] if tempat.tingkat == 1 else [tempat.kode]
    year = read_periode("", "", kini)
    sums = queries.sum_funnel(session, [tempat.kode, *(kode for kode, _ in anak)], year)
    this_month = queries.sum_funnel(session, [tempat.kode], Periode(kini, kini))[tempat.kode]
    waiting = [step.hari_kerja for desk in read_waiting(session, kab).values() for step in desk.values()]
    own = sums[tempat.kode]
    return {
        "hari_ini": shown(queries.count_today(session, kab, today)),
        "bulan_ini": shown(this_month["dimakamkan"]),
        "akta": shown(queries.count_akta(session, kab, kini)),
        "diam": count_unreported(session, tempat),
        "tertua": max((days for days in waiting if days is not None), default=0),
        "bulan": kini,
        "corong": [_bar(label, own[step], own["dimakamkan"]) for step, label in LANGKAH_LABEL.items()],
        "petak": [Petak(short_name(nama), sums[kode]["dimakamkan"], sums[kode]["akta"]) for kode, nama in anak],
        "periode": year,
    }


def _bar(label: str, part: int, whole: int) -> tuple[str, str, str, int]:
    """A step with its number, its share, and how long its bar is; a small one has none."""
    length = round(100 * part / whole) if whole and part >= KECIL else 0
    return label, shown(part), shown_share(part, whole), min(length, 100)
