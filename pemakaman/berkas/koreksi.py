"""HTTP of a correction after approval: the data changes with a reason, and a new version of the document is made."""

from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from wtforms import Form

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import services
from pemakaman.berkas.rules import BAGIAN_JUDUL, read_versi
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid, NotFound, StaleVersion
from pemakaman.jejak.services import record_read
from pemakaman.laporan.forms.bagian import BAGIAN_FORM
from pemakaman.laporan.forms.dasar import BagianForm
from pemakaman.laporan.forms.nilai import stored_values
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan, get_orang
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services import correct_laporan
from pemakaman.web import redirect_with, requires, show_page

bp = Blueprint("koreksi", __name__)
# Where the deceased lived is chosen level by level on its own page; here it stays as it is.
LEFT_ALONE = frozenset({"alamat_desa_kode"})
MOST_REASON = 500


def _open(laporan_id: UUID, bagian: str) -> tuple[BagianForm, Laporan]:
    if bagian not in BAGIAN_FORM:
        raise NotFound()
    actor = current_actor()
    with transaction() as session:
        laporan = get_laporan(session, laporan_id, actor=actor)
        if laporan.status != Status.DISETUJUI:
            raise Conflict("Data hanya dapat dibetulkan di sini setelah disetujui dan sebelum akta dicatat.")
        record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
        stored = stored_values(laporan, get_orang(session, laporan_id))
    form = BAGIAN_FORM[bagian](data=stored)
    for name in (LEFT_ALONE | set(form.BANTU) | set(form.BERSYARAT)) & set(form._fields):
        del form[name]
    form.keep_stored(stored)
    return form, laporan


def _names(form: Form) -> list[str]:
    return [name for name in form._fields if name != "csrf_token"]


def _isian(form: BagianForm) -> dict[str, Any]:
    return {name: form._value(name) for name in _names(form)}


def _show(form: BagianForm, laporan: Laporan, bagian: str, status: int = 200, **values: Any) -> ResponseReturnValue:
    values = {"alasan": "", "galat_alasan": [], "galat_lain": [], "perubahan": [], **values}
    shown = {"form": form, "laporan": laporan, "bagian": bagian, "judul_bagian": BAGIAN_JUDUL, "nama": _names(form)}
    return show_page("berkas/betulkan.html", status, **shown, **values)


@bp.get("/laporan/<uuid:laporan_id>/betulkan/<bagian>")
@requires(Izin.LAPORAN_PERIKSA)
def edit(laporan_id: UUID, bagian: str) -> ResponseReturnValue:
    """One page group of an approved report, as it is stored."""
    form, laporan = _open(laporan_id, bagian)
    return _show(form, laporan, bagian)


@bp.post("/laporan/<uuid:laporan_id>/betulkan/<bagian>")
@requires(Izin.LAPORAN_PERIKSA)
def save(laporan_id: UUID, bagian: str) -> ResponseReturnValue:
    """Correct the data and order a new version of the document, in one transaction."""
    form, laporan = _open(laporan_id, bagian)
    alasan = request.form.get("alasan", "").strip()[:MOST_REASON]
    versi = request.form.get("versi", "")
    if not form.validate():
        return _show(form, laporan, bagian, 422, alasan=alasan)
    try:
        with transaction() as session:
            actor, number = current_actor(), read_versi(versi)
            correct_laporan(session, laporan_id, bagian, _isian(form), versi=number, actor=actor, alasan=alasan)
            services.renew_berkas(session, laporan_id, sebab=alasan, actor=actor)
    except StaleVersion as error:
        return _show(form, laporan, bagian, 409, alasan=alasan, perubahan=error.perubahan)
    except Invalid as error:
        said = {"galat_alasan": error.galat.pop("alasan", []), "galat_lain": form.put_errors(error.galat)}
        return _show(form, laporan, bagian, 422, alasan=alasan, **said)
    return redirect_with("Data dibetulkan. Berkas versi baru sedang dibuat.", "berkas.show", laporan_id=laporan_id)
