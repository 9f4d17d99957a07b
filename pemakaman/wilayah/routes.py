"""HTTP of `wilayah`: looking a code up, and the choices of one level."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from pemakaman.db import reading
from pemakaman.web import show_page, signed_in
from pemakaman.wilayah import queries
from pemakaman.wilayah.rules import TINGKAT_LABEL, heads

bp = Blueprint("wilayah", __name__, url_prefix="/wilayah")


@bp.get("")
@signed_in
def list_() -> ResponseReturnValue:
    """Find a region by name or code, or walk down from the provinces."""
    induk, cari = request.args.get("induk", "").strip(), request.args.get("cari", "").strip()[:100]
    with reading() as session:
        above = (
            [queries.get_wilayah(session, kode) for kode in heads(queries.get_wilayah(session, induk).kode)]
            if induk
            else []
        )
        found = queries.search(session, cari, di_dalam=induk or None, batas=50) if cari else []
        below = queries.children(session, induk or None) if not cari else []
    return show_page("wilayah/daftar.html", induk=above, cari=cari, ditemukan=found, anak=below, label=TINGKAT_LABEL)


@bp.get("/pilihan")
@signed_in
def choices() -> ResponseReturnValue:
    """The regions one level below `induk`: options as HTML, or JSON when asked for."""
    induk = request.args.get("induk", "").strip()
    with reading() as session:
        if induk:
            queries.get_wilayah(session, induk)
        found = queries.children(session, induk or None)
    if request.accept_mimetypes.best == "application/json":
        return jsonify([{"kode": kode, "nama": nama} for kode, nama in found])
    return show_page("wilayah/pilihan.html", pilihan=found)
