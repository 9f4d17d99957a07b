"""What is done with candidates besides proposing them, and matching at once."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Invalid
from pemakaman.pemilih import cocok, keputusan
from pemakaman.pemilih.routes.calon import pair_of_form, show_candidates
from pemakaman.pemilih.routes.dasar import bp
from pemakaman.pemilih.rules_cocok import Tab
from pemakaman.web import redirect_with, requires


@bp.post("/pemilih/bukan")
@requires(Izin.USUL_BUAT)
def refuse_candidate() -> ResponseReturnValue:
    """Say that a voter is not the dead person."""
    laporan_id, daftar_id, pemilih_id = pair_of_form()
    try:
        with transaction() as session:
            keputusan.refuse_candidate(
                session,
                laporan_id,
                daftar_id,
                pemilih_id,
                alasan=request.form.get("alasan", ""),
                actor=current_actor(),
            )
    except Invalid as error:
        return show_candidates(422, galat={f"{laporan_id}_{pemilih_id}": error.galat["alasan"][0]})
    return redirect_with("Dicatat: bukan orangnya.", "pemilih.list_", daftar=daftar_id, tab=request.form.get("tab"))


@bp.post("/pemilih/bukan/kembalikan")
@requires(Izin.USUL_BUAT)
def show_again() -> ResponseReturnValue:
    """Take such a word back."""
    laporan_id, daftar_id, pemilih_id = pair_of_form()
    with transaction() as session:
        keputusan.show_again(session, laporan_id, daftar_id, pemilih_id, actor=current_actor())
    return redirect_with("Calonnya ditampilkan lagi.", "pemilih.list_", daftar=daftar_id, tab=Tab.BUKAN.value)


@bp.post("/pemilih/daftar/<uuid:daftar_id>/cocokkan")
@requires(Izin.PEMILIH_LIHAT)
def match_now(daftar_id: UUID) -> ResponseReturnValue:
    """Have the reports that wait matched against this list."""
    with transaction() as session:
        asked = cocok.request_match(session, daftar_id, actor=current_actor())
    pesan = "Sedang dicocokkan. Muat ulang halaman ini sebentar lagi." if asked else "Pencocokan sudah berjalan."
    return redirect_with(pesan, "pemilih.list_", daftar=daftar_id)
