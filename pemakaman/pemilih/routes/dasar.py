"""The blueprint, and what several views share."""

from flask import Blueprint, Response, make_response

from pemakaman.errors import Invalid
from pemakaman.widgets import BaseForm

bp = Blueprint("pemilih", __name__)

STATUS_DAFTAR = {
    "antre": "Menunggu giliran",
    "berjalan": "Sedang dibaca",
    "jadi": "Selesai",
    "gagal": "Gagal",
}
STATUS_PESANAN = {"antre": "Menunggu giliran", "berjalan": "Sedang dibuat", "gagal": "Gagal"}


def put_errors(form: BaseForm, error: Invalid) -> list[str]:
    """Put each message at its field; those without a field are returned."""
    loose: list[str] = []
    for name, texts in error.galat.items():
        if name in form:
            form[name].add_error(texts[0])
        else:
            loose += texts
    return loose


def attachment(content: bytes, mime: str, name: str) -> Response:
    """Bytes as a file to save."""
    response = make_response(content)
    response.headers["Content-Type"] = mime
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
