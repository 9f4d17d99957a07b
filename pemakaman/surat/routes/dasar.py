"""The blueprint of letters, and handing one out."""

from uuid import UUID

from flask import Blueprint, make_response
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.dokumen.gabung import neutral_name
from pemakaman.surat import services
from pemakaman.web import redirect_with, requires

bp = Blueprint("surat", __name__)


@bp.get("/surat/<uuid:dokumen_id>/unduh")
@requires(Izin.SURAT_TULIS)
def download(dokumen_id: UUID) -> ResponseReturnValue:
    """The stored bytes of a letter; a reprint is the same bytes."""
    with transaction() as session:
        dokumen, content = services.read_letter(session, dokumen_id, actor=current_actor())
    response = make_response(content)
    response.mimetype = "application/pdf"
    name = neutral_name(f"surat_{dokumen.nomor.replace('/', '-')}.pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@bp.post("/surat/<uuid:dokumen_id>/ulangi")
@requires(Izin.SURAT_TULIS)
def retry(dokumen_id: UUID) -> ResponseReturnValue:
    """Try a failed letter again."""
    with transaction() as session:
        dokumen = services.retry_letter(session, dokumen_id, actor=current_actor())
    if dokumen.laporan_id is None:
        return redirect_with("Surat dibuat ulang.", "surat.list_pengantar")
    return redirect_with("Surat dibuat ulang.", "surat.of_laporan", laporan_id=dokumen.laporan_id)
