"""HTTP of a correction after approval: the data changes with a reason, and a new version of the document is made."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.berkas import services
from pemakaman.berkas.rules import BAGIAN_JUDUL, read_versi
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid, NotFound, StaleVersion
from pemakaman.jejak.services import record_read
from pemakaman.laporan.forms.almarhum import AlmarhumForm
from pemakaman.laporan.forms.bagian import BAGIAN_FORM
from pemakaman.laporan.forms.dasar import BagianForm
from pemakaman.laporan.forms.nilai import stored_values
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan, get_orang
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services import correct_laporan
from pemakaman.web import redirect_with, requires, show_page

bp = Blueprint("koreksi", __name__)
WILAYAH = ("alamat_prov", "alamat_kab", "alamat_kec", "alamat_desa_kode")
MOST_REASON = 500
NO_NAMES: frozenset[str] = frozenset()


def _open(laporan_id: UUID, bagian: str, asked: Collection[str] = NO_NAMES) -> tuple[BagianForm, Laporan]:
    """The form as it is stored or typed; of the fields shown only where they are asked for, those in `asked`."""
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
        form.keep_stored(stored)
        if isinstance(form, AlmarhumForm):
            form.set_wilayah(session, laporan.kab_kode, luar=True)
    for name in form.BERSYARAT:
        if not (stored.get(name) or name in request.form or name in asked):
            del form[name]
    return form, laporan


def _names(form: BagianForm) -> list[str]:
    """What the page shows one below the other; the address level by level has a place of its own."""
    return [name for name in form._fields if name != "csrf_token" and not name.startswith(WILAYAH)]


def _show(form: BagianForm, laporan: Laporan, bagian: str, status: int = 200, **values: Any) -> ResponseReturnValue:
    values = {"alasan": "", "galat_alasan": [], "galat_lain": [], "perubahan": [], **values}
    shown = {"form": form, "laporan": laporan, "bagian": bagian, "judul_bagian": BAGIAN_JUDUL, "nama": _names(form)}
    levels = [name for name in WILAYAH if name in form._fields and form[name].options()]
    return show_page("berkas/betulkan.html", status, **shown, tingkat=levels, **values)


def _region_complete(form: BagianForm, laporan: Laporan) -> bool:
    """A region chosen in part would silently take the stored desa away."""
    if not isinstance(form, AlmarhumForm) or not (laporan.alamat_desa_kode or form.alamat_kec.data):
        return True
    for name in WILAYAH:
        if not form[name].data:
            form[name].add_error("Pilih sampai desa/kelurahannya.")
            return False
    return True


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
    if request.form.get("aksi") == "wilayah":
        return _show(form, laporan, bagian, alasan=alasan)
    if not form.validate() or not _region_complete(form, laporan):
        return _show(form, laporan, bagian, 422, alasan=alasan)
    try:
        with transaction() as session:
            actor, number = current_actor(), read_versi(versi)
            correct_laporan(session, laporan_id, bagian, form.isian(), versi=number, actor=actor, alasan=alasan)
            services.renew_berkas(session, laporan_id, sebab=alasan, actor=actor)
    except StaleVersion as error:
        return _show(form, laporan, bagian, 409, alasan=alasan, perubahan=error.perubahan)
    except Invalid as error:
        form, laporan = _open(laporan_id, bagian, error.galat)
        said = {"galat_alasan": error.galat.pop("alasan", []), "galat_lain": form.put_errors(error.galat)}
        return _show(form, laporan, bagian, 422, alasan=alasan, **said)
    return redirect_with("Data dibetulkan. Berkas versi baru sedang dibuat.", "berkas.show", laporan_id=laporan_id)
