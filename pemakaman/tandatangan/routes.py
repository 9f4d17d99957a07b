"""HTTP of electronic signatures: what waits, signing one or many, one document with its attempts."""

from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, request
from flask.typing import ResponseReturnValue

from pemakaman import store
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.berkas.models import Dokumen
from pemakaman.db import reading, transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import NotFound
from pemakaman.jejak.services import record_read
from pemakaman.tandatangan import queries, services
from pemakaman.tandatangan.alur import Rekap, sign_portion
from pemakaman.tandatangan.cara import available
from pemakaman.tandatangan.forms import FORMS, SignForm
from pemakaman.tandatangan.rules import CARA, CARA_LABEL, STATUS_TANDA_LABEL
from pemakaman.web import redirect_with, requires, show_page

bp = Blueprint("tandatangan", __name__)
NO_WAY = "kertas"


@bp.get("/tandatangan")
@requires(Izin.DOKUMEN_TANDATANGANI)
def list_() -> ResponseReturnValue:
    """Documents that wait, of one way at a time."""
    return _show_list(request.args.get("cara", ""), None, 200)


def _show_list(wanted: str, form: SignForm | None, status: int) -> ResponseReturnValue:
    actor = current_actor()
    with reading() as session:
        groups = _groups(queries.cara_by_jenis(session, actor.kab_kode or ""))
        waiting = queries.count_waiting(session, actor=actor)
        counts = {cara: sum(waiting.get(one, 0) for one in kinds) for cara, kinds in groups.items()}
        shown = {cara: count for cara, count in counts.items() if count or cara != NO_WAY}
        cara = wanted if wanted in shown else next((one for one in shown if shown[one]), next(iter(shown), NO_WAY))
        page = queries.list_waiting(session, groups[cara], actor=actor, sesudah=request.args.get("sesudah"))
        attempts = queries.last_attempts(session, [row[0].id for row in page.rows])
        form = form or (FORMS[cara]() if cara in FORMS else None)
        return show_page(
            "tandatangan/daftar.html", status, halaman=page, cara=cara, cacah=shown, form=form, percobaan=attempts,
            tersedia=available(actor.kab_kode or ""), **_words(),
        )  # fmt: skip


def _groups(chosen: dict[Jenis, str]) -> dict[str, list[Jenis]]:
    """Kinds by their way; those that wait although the office chose paper meanwhile stand under `kertas`."""
    ways = [cara for cara in CARA if cara in chosen.values()]
    groups = {cara: [jenis for jenis, way in chosen.items() if way == cara] for cara in ways}
    return {**groups, NO_WAY: [jenis for jenis in Jenis if jenis not in chosen]}


def _words() -> dict[str, Any]:
    return {"cara_label": {**CARA_LABEL, NO_WAY: "Kini ditandatangani di kertas"}, "status_tanda": STATUS_TANDA_LABEL}


@bp.post("/tandatangan/<any(pkcs12, bsre):cara>")
@requires(Izin.DOKUMEN_TANDATANGANI)
def sign(cara: str) -> ResponseReturnValue:
    """Sign the ticked documents, as many as a request has time for; the answer lists each with its result."""
    form, actor = FORMS[cara](), current_actor()
    if not form.validate_on_submit():
        return _show_list(cara, form, 422)
    ids = form.ids()
    _check_visible(ids, actor)
    rekap = sign_portion(ids, cara=cara, rahasia=form.rahasia(), actor=actor)
    return _show_result(cara, rekap, ids, actor)


def _check_visible(ids: list[UUID], actor: Actor) -> None:
    with reading() as session:
        if len(queries.list_dokumen(session, ids, actor=actor)) != len(ids):
            raise NotFound("Sebagian dokumen tidak ada atau di luar wilayah tugas Anda. Tidak ada yang ditandatangani.")


def _show_result(cara: str, rekap: Rekap, ids: list[UUID], actor: Actor) -> ResponseReturnValue:
    with reading() as session:
        dokumen = {one.id: one for one in queries.list_dokumen(session, ids, actor=actor)}
    # A fresh form: the NIK stays for the rest of the batch, the passphrase is asked for again.
    form = FORMS[cara]()
    again = [one.dokumen_id for one in rekap.hasil if one.keadaan != "selesai"] + rekap.sisa
    return show_page(
        "tandatangan/hasil.html", 200, rekap=rekap, dokumen=dokumen, cara=cara, form=form, lagi=again, **_words()
    )


@bp.get("/tandatangan/<uuid:dokumen_id>")
@requires(Izin.DOKUMEN_TANDATANGANI)
def show(dokumen_id: UUID) -> ResponseReturnValue:
    """One document with all attempts at signing it."""
    actor = current_actor()
    with reading() as session:
        dokumen = queries.get_dokumen(session, dokumen_id, actor=actor)
        attempts = queries.list_attempts(session, dokumen_id)
        cara = queries.cara_by_jenis(session, dokumen.kab_kode).get(Jenis(dokumen.jenis))
        form = FORMS[cara]() if cara else None
        return show_page(
            "tandatangan/lihat.html", 200, dokumen=dokumen, percobaan=attempts, cara=cara, form=form,
            tersedia=available(actor.kab_kode or ""), **_words(),
        )  # fmt: skip


@bp.get("/tandatangan/<uuid:dokumen_id>/unduh")
@requires(Izin.DOKUMEN_TANDATANGANI)
def download(dokumen_id: UUID) -> ResponseReturnValue:
    """The bytes in force, to be read before one signs; `asal=1` those before the signature."""
    actor = current_actor()
    with transaction() as session:
        dokumen = queries.get_dokumen(session, dokumen_id, actor=actor)
        services.check_open(session, dokumen)
        record_read(session, "dokumen.dibuka", actor=actor, objek="dokumen", objek_id=dokumen_id)
        content = _bytes_of(dokumen, asal=request.args.get("asal") == "1")
    response = make_response(content)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{dokumen.jenis.lower()}.pdf"'
    return response


def _bytes_of(dokumen: Dokumen, *, asal: bool) -> bytes:
    sha256 = dokumen.sha256_asal if asal else dokumen.sha256
    if sha256 is None:
        raise NotFound("Dokumen ini belum selesai dicetak.")
    return store.get(sha256)


@bp.post("/tandatangan/<uuid:dokumen_id>/kertas")
@requires(Izin.DOKUMEN_TANDATANGANI)
def paper(dokumen_id: UUID) -> ResponseReturnValue:
    """Sign this one with ink instead."""
    with transaction() as session:
        services.sign_on_paper(session, dokumen_id, actor=current_actor())
    return redirect_with("Dokumen ini sekarang ditandatangani di kertas.", "tandatangan.show", dokumen_id=dokumen_id)
