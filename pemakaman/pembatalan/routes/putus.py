"""The two persons of a decision."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid
from pemakaman.pembatalan import queries, services
from pemakaman.pembatalan.forms import KembalikanForm, PutusForm, UsulPutusanForm
from pemakaman.pembatalan.lembar import death_choices
from pemakaman.pembatalan.routes.dasar import bp
from pemakaman.pembatalan.routes.kasus import show_kasus
from pemakaman.pembatalan.rules import StatusKasus
from pemakaman.web import redirect_with, requires

SELESAI = {
    StatusKasus.DIKABULKAN: "Diputus: masih hidup. Laporan, usul, dan berkasnya dibatalkan.",
    StatusKasus.DITOLAK: "Diputus: memang meninggal. Laporan dipulihkan.",
}


@bp.post("/kasus/<uuid:kasus_id>/usulkan")
@requires(Izin.HIDUP_PERIKSA)
def propose(kasus_id: UUID) -> ResponseReturnValue:
    """The verifikator proposes a decision."""
    actor, form = current_actor(), UsulPutusanForm()
    with reading() as session:
        kasus = queries.get_kasus(session, kasus_id, actor=actor)
        form.bukti.choices = death_choices(session, kasus.laporan_id)
    if not form.validate():
        return show_kasus(kasus_id, 422, usul=form)
    try:
        with transaction() as session:
            services.propose_putusan(
                session,
                kasus_id,
                putusan=form.putusan.data or "",
                alasan=form.alasan.data or "",
                bukti=form.pilihan_bukti(),
                versi=form.seen,
                actor=actor,
            )
    except Invalid as error:
        form.put_errors(error.galat)
        return show_kasus(kasus_id, 422, usul=form)
    except Conflict as error:
        return show_kasus(kasus_id, error.status, pesan=error.pesan, usul=form)
    return redirect_with("Diusulkan. Pejabat perlu memutus.", "pembatalan.show", kasus_id=kasus_id)


@bp.post("/kasus/<uuid:kasus_id>/putuskan")
@requires(Izin.HIDUP_PUTUS)
def decide(kasus_id: UUID) -> ResponseReturnValue:
    """The pejabat agrees; everything that follows happens in this moment."""
    actor, form = current_actor(), PutusForm()
    with reading() as session:
        queries.get_kasus(session, kasus_id, actor=actor)
    if not form.validate():
        return show_kasus(kasus_id, 422, putus=form)
    try:
        with transaction() as session:
            kasus = services.decide(session, kasus_id, versi=form.seen, catatan=form.catatan.data, actor=actor)
    except Conflict as error:
        return show_kasus(kasus_id, error.status, pesan=error.pesan)
    return redirect_with(SELESAI[StatusKasus(kasus.status)], "pembatalan.show", kasus_id=kasus_id)


@bp.post("/kasus/<uuid:kasus_id>/kembalikan")
@requires(Izin.HIDUP_PUTUS)
def send_back(kasus_id: UUID) -> ResponseReturnValue:
    """The pejabat wants more; the report stays frozen."""
    actor, form = current_actor(), KembalikanForm()
    with reading() as session:
        queries.get_kasus(session, kasus_id, actor=actor)
    if not form.validate():
        return show_kasus(kasus_id, 422, kembalikan=form)
    try:
        with transaction() as session:
            services.send_back(session, kasus_id, alasan=form.alasan.data or "", versi=form.seen, actor=actor)
    except Invalid as error:
        form.put_errors(error.galat)
        return show_kasus(kasus_id, 422, kembalikan=form)
    except Conflict as error:
        return show_kasus(kasus_id, error.status, pesan=error.pesan)
    return redirect_with("Kasus kembali ke verifikator.", "pembatalan.show", kasus_id=kasus_id)
