"""Counts level by level, on screen and as a spreadsheet."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin, is_within
from pemakaman.buku import rekap
from pemakaman.buku.rekap import Rekap, SaringRekap
from pemakaman.buku.routes.dasar import bp
from pemakaman.db import reading, today_in
from pemakaman.unduh import check_format, table_file
from pemakaman.web import requires, show_page
from pemakaman.wilayah.queries import full_names

FIRST_YEAR, LAST_YEAR = 1900, 2200


@bp.get("/rekap")
@requires(Izin.BUKU_CETAK)
def recap() -> ResponseReturnValue:
    """Counts of the parts of a region; each part leads to its own."""
    actor = current_actor()
    with reading() as session:
        saring, found = _count(session, actor)
        names = full_names(session, saring.di)
        above = saring.di.rpartition(".")[0]
        values: dict[str, Any] = {
            "saring": saring,
            "rekap": found,
            "nama": next(filter(None, reversed(names.values())), ""),
            "kolom": [rekap.ISI_LABEL[saring.tingkat], *rekap.column_names(saring.tahun)],
            "atas": above if above and is_within(above, actor.wilayah_kode) else None,
        }
    this_year = today_in(saring.di).year
    years = sorted({saring.tahun, *range(found.tahun_pertama, this_year + 1)}, reverse=True)
    kueri = {"menurut": saring.menurut, "di": saring.di, "tahun": saring.tahun}
    return show_page("buku/rekap.html", semua_tahun=years, menurut=rekap.MENURUT_LABEL, kueri=kueri, **values)


@bp.get("/rekap/<format>")
@requires(Izin.BUKU_CETAK)
def recap_file(format: str) -> ResponseReturnValue:  # noqa: A002
    """The same table as CSV or XLSX."""
    check_format(format)
    with reading() as session:
        saring, found = _count(session, current_actor())
    head, rows = rekap.table(saring, found)
    return table_file(f"rekap-{saring.menurut}-{saring.di}-{saring.tahun}", format, "Rekap", head, rows)


def _count(session: Session, actor: Actor) -> tuple[SaringRekap, Rekap]:
    args = request.args
    di = rekap.check_place(session, args.get("di", "")[:13], actor=actor)
    menurut = args.get("menurut", "")
    tahun = args.get("tahun", "")
    year = int(tahun) if tahun.isascii() and tahun.isdigit() and len(tahun) == 4 else 0
    saring = SaringRekap(
        menurut if menurut in rekap.MENURUT_LABEL else rekap.MAKAM,
        di,
        year if FIRST_YEAR <= year <= LAST_YEAR else today_in(di).year,
    )
    return saring, rekap.count_burials(session, saring, actor=actor)
