"""Who on a desk list is recorded dead here: counts for the province, names for the kab/kota's own office."""

from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.meninggal import TERBANYAK, count_meninggal, list_meninggal
from pemakaman.desk.routes.dasar import bp
from pemakaman.jejak.services import record_read
from pemakaman.web import requires, show_page


@bp.get("/desk/meninggal")
@requires(Izin.DESK_LIHAT)
def dead() -> ResponseReturnValue:
    """Counts per kab/kota."""
    actor = current_actor()
    with reading() as session:
        rows = count_meninggal(session, actor=actor)
    return show_page("desk/meninggal.html", baris=rows, boleh_nama=actor.may(Izin.PEMILIH_LIHAT))


@bp.get("/desk/<desk_kab>/meninggal")
@requires(Izin.PEMILIH_LIHAT)
def dead_names(desk_kab: str) -> ResponseReturnValue:
    """The names, so that nobody visits a house to record a dead person's KTP-el."""
    actor = current_actor()
    with transaction() as session:
        voters, visits = list_meninggal(session, desk_kab, actor=actor)
        place = get_kab(session, desk_kab, actor=actor)
        record_read(session, "desk.meninggal", actor=actor, jumlah=len(voters) + len(visits))
        return show_page("desk/meninggal_kab.html", kab=place, pemilih=voters, jemput=visits, terbanyak=TERBANYAK)
