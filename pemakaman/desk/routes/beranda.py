"""The first page of the desk: the countdown, what is reported of today, and what asks for attention."""

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import now, reading, today_in
from pemakaman.desk.queries.insiden import sum_insiden
from pemakaman.desk.queries.keadaan import keadaan_of, stok_of
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.pindah import list_datang
from pemakaman.desk.routes.dasar import bp
from pemakaman.desk.routes.provinsi import board_page, elections_of, kab_board
from pemakaman.gambar import picture_file
from pemakaman.web import requires, show_page


@bp.get("/desk")
@requires(Izin.DESK_LIHAT)
def home() -> ResponseReturnValue:
    """Of a kab/kota its own day, of a province the days of its kab/kota."""
    actor = current_actor()
    with reading() as session:
        if actor.kab_kode:
            return _kab(session, actor.kab_kode, actor)
        return board_page(session, actor)


@bp.get("/desk/<desk_kab>")
@requires(Izin.DESK_LIHAT)
def kab(desk_kab: str) -> ResponseReturnValue:
    """The day of one kab/kota."""
    with reading() as session:
        return _kab(session, desk_kab, current_actor())


def _kab(session: Session, kab_kode: str, actor: Actor) -> ResponseReturnValue:
    place = get_kab(session, kab_kode, actor=actor)
    today = today_in(kab_kode)
    coming = list_datang(session, kab_kode, actor=actor)
    own = kab_board(session, kab_kode, actor)
    if (file := picture_file(own["gambar"])) is not None:
        return file
    return show_page(
        "desk/kab.html",
        kab=place,
        hari_ini=today,
        keadaan=keadaan_of(session, kab_kode),
        stok=stok_of(session, kab_kode, today),
        datang=coming,
        pemilihan=elections_of(own["papan"]),
        insiden=sum_insiden(session, now(), actor=actor, kab_kode=kab_kode),
        boleh_isi=actor.may(Izin.DESK_ISI),
        boleh_nama=actor.may(Izin.PEMILIH_LIHAT),
        **own,
    )
