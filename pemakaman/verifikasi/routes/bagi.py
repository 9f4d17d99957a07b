"""Handing over one report, taking the next one, and who holds how much."""

from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.verifikasi import services
from pemakaman.verifikasi.forms_kerja import HandOverForm
from pemakaman.verifikasi.queries.petugas import list_load, list_verifikator
from pemakaman.verifikasi.routes.dasar import bp, show_desk
from pemakaman.verifikasi.samping import Kerja
from pemakaman.web import redirect_with, requires, show_page


@bp.post("/meja/ambil-berikutnya")
@requires(Izin.LAPORAN_PERIKSA)
def claim_next() -> ResponseReturnValue:
    """Take the oldest report that can be decided now, and open it."""
    with transaction() as session:
        laporan = services.claim_next(session, actor=current_actor())
        laporan_id = None if laporan is None else laporan.id
    if laporan_id is None:
        pesan = "Tidak ada laporan bersih yang menunggu. Yang masih ditanyakan atau diduga ganda ada di tumpukannya."
        return redirect_with(pesan, "verifikasi.queue", kategori="info")
    return redirect_with("Laporan Anda pegang selama 2 jam.", "verifikasi.desk", laporan_id=laporan_id)


@bp.post("/meja/<uuid:laporan_id>/serahkan")
@requires(Izin.MEJA_BAGI)
def hand_over(laporan_id: UUID) -> ResponseReturnValue:
    """Put one report into the hands of a named officer."""
    actor, form = current_actor(), HandOverForm()
    with reading() as session:
        form.kepada.choices = list_verifikator(session, actor=actor)
    galat: dict[str, list[str]] = {}
    if form.validate() and form.kepada.data:
        try:
            with transaction() as session:
                services.hand_over(session, laporan_id, kepada=UUID(form.kepada.data), actor=actor)
        except Invalid as error:
            galat = error.galat
        except Conflict as error:
            return show_desk(laporan_id, error.status, pesan=error.pesan)
        else:
            nama = dict(form.kepada.choices)[form.kepada.data]
            return redirect_with(f"Laporan diserahkan kepada {nama}.", "verifikasi.queue")
    elif not form.errors:
        galat = {"kepada": ["Pilih petugasnya."]}
    return _refused(laporan_id, form, galat)


def _refused(laporan_id: UUID, form: HandOverForm, galat: dict[str, list[str]]) -> Response:
    elsewhere = form.put_errors(galat)
    return show_desk(laporan_id, 422, kerja=Kerja(serah=form), pesan=" ".join(elsewhere))


@bp.get("/meja/beban")
@requires(Izin.MEJA_BAGI)
def load() -> ResponseReturnValue:
    """How much lies in whose hands, and how old it is."""
    with reading() as session:
        rows = list_load(session, actor=current_actor())
    return show_page("verifikasi/beban.html", petugas=rows)
