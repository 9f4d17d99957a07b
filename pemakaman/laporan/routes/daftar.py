"""The list of reports."""

from dataclasses import replace
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading
from pemakaman.laporan import daftar
from pemakaman.laporan.forms.mulai import SaringForm
from pemakaman.laporan.permintaan import list_asked
from pemakaman.laporan.queries_ganda import seen_heirs
from pemakaman.laporan.routes.dasar import bp
from pemakaman.laporan.rules import STATUS_LABEL, Status
from pemakaman.web import requires, show_page


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _read_saring() -> daftar.Saring:
    status = request.args.get("status", "")
    return daftar.Saring(status=status if status in set(Status) else None, makam_id=_uuid(request.args.get("makam")))


def _form(saring: daftar.Saring, makam: list[tuple[str, str]], *, recorder: bool) -> SaringForm:
    chosen = "" if saring.makam_id is None else str(saring.makam_id)
    form = SaringForm(formdata=None, data={"status": saring.status, "makam": chosen})
    shown = [status for status in Status if recorder or status is not Status.DRAF]
    form.status.choices = [(status.value, STATUS_LABEL[status]) for status in shown]
    form.makam.choices = makam
    return form


@bp.get("/laporan")
@requires(Izin.LAPORAN_LIHAT)
def list_() -> ResponseReturnValue:
    """What waits for this account, then everything it may see."""
    actor, saring = current_actor(), _read_saring()
    recorder = actor.may(Izin.LAPORAN_TULIS)
    sesudah = daftar.read_sesudah(request.args.get("sesudah"))
    disaring = saring != daftar.Saring()
    start = recorder and not disaring and sesudah is None
    # Pages after the first must leave out the same rows as the first; the archive is a tab of its own.
    above = (Status.DIKEMBALIKAN, Status.DRAF) if recorder and not disaring else ()
    shown = saring if saring.status else replace(saring, tanpa=(Status.DIARSIPKAN, *above))
    with reading() as session:
        kembali = daftar.list_waiting(session, Status.DIKEMBALIKAN, actor=actor) if start else []
        draf = daftar.list_waiting(session, Status.DRAF, actor=actor) if start else []
        ditanya = list_asked(session, actor=actor) if start else []
        page = daftar.list_laporan(session, shown, actor=actor, sesudah=sesudah)
        makam = daftar.list_makam(session, actor=actor)
        tetap = seen_heirs(session, [row.digabung_ke for row in page.rows], actor=actor)
        arsip = saring.status == Status.DIARSIPKAN
        pengarsipan = daftar.archive_notes(session, [row.id for row in page.rows]) if arsip else {}
    return show_page(
        "laporan/daftar.html",
        form=_form(saring, makam, recorder=recorder),
        kembali=kembali,
        draf=draf,
        ditanya=ditanya,
        page=page,
        tetap=tetap,
        recorder=recorder,
        disaring=disaring,
        arsip=arsip,
        pengarsipan=pengarsipan,
    )
