"""HTTP around the folders: what a route declares, response headers, error pages, paging."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import Flask, Response, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from pemakaman.db import is_deadlock
from pemakaman.errors import Conflict, Invalid, PemakamanError
from pemakaman.static_assets import is_built_file

logger = logging.getLogger(__name__)
View = TypeVar("View", bound=Callable[..., Any])
Row = TypeVar("Row")

PUBLIC = "publik"
SIGNED_IN = "masuk"

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=()",
}

FILE_HEADERS = {"X-Content-Type-Options": "nosniff"}


def requires(izin: str) -> Callable[[View], View]:
    """Mark a view with the permission it needs; the guard reads the mark, a view without one is refused."""

    def mark(view: View) -> View:
        view.__dict__["izin"] = str(izin)
        return view

    return mark


def public(view: View) -> View:
    """Mark a view that needs no sign-in."""
    return requires(PUBLIC)(view)


def signed_in(view: View) -> View:
    """Mark a view for every signed-in account."""
    return requires(SIGNED_IN)(view)


def answers_json(view: View) -> View:
    """Mark a view that a script asks: its errors are JSON too, whatever the request says it accepts."""
    view.__dict__["json"] = True
    return view


def wants_json() -> bool:
    """Is the answer of this request read by a script?"""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.accept_mimetypes.best == "application/json" or getattr(view, "json", False)


def izin_of(view: Callable[..., Any] | None) -> str | None:
    """The mark of a view, or None when it declares nothing."""
    return getattr(view, "izin", None)


def show_page(template: str, status: int = 200, **values: Any) -> Response:
    """A rendered page."""
    return make_response(render_template(template, **values), status)


def redirect_with(pesan: str, endpoint: str, *, kategori: str = "sukses", **values: Any) -> ResponseReturnValue:
    """Go to another page and say there what happened."""
    flash(pesan, kategori)
    return redirect(url_for(endpoint, **values), 303)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One keyset page: its rows, and the key with which the next one starts (None: the last page)."""

    rows: list[Row]
    berikut: str | None

    def url_berikut(self) -> str | None:
        """Address of the next page, with the filters of this one."""
        if self.berikut is None:
            return None
        query = {**request.args.to_dict(flat=True), "sesudah": self.berikut}
        return f"{request.path}?{urlencode(query)}"


def _error_page(status: int, judul: str, pesan: str, perubahan: list[str] | None = None) -> Response:
    if wants_json():
        return make_response({"galat": judul, "pesan": pesan}, status)
    ketikan = _typed() if status == Conflict.status else []
    return show_page(
        "galat.html", status, judul=judul, pesan=pesan, perubahan=perubahan or [], kode=status, ketikan=ketikan
    )


# What a form carries besides what a person typed.
CARRIED = frozenset({"csrf_token", "versi", "aksi", "ke", "dilihat", "desa_untuk", "lanjut", "kiriman"})


def _typed() -> list[tuple[str, str]]:
    """What was typed into a form that came too late, so that it can be copied; never a password."""
    if request.method != "POST":
        return []
    return [
        (name.replace("_", " ").replace("-", " "), text)
        for name, text in request.form.items(multi=True)
        if text.strip() and name not in CARRIED and not name.startswith("sandi") and not name.endswith("_id")
    ]


def _expected(error: PemakamanError) -> Response:
    details = [text for texts in error.galat.values() for text in texts] if isinstance(error, Invalid) else None
    return _error_page(error.status, error.judul, error.pesan, details or getattr(error, "perubahan", None))


HTTP_WORDS = {
    400: (
        "Permintaan tidak lengkap",
        "Permintaan tidak dapat dibaca. Kembali ke halaman sebelumnya, lalu coba lagi.",
    ),
    403: ("Tidak diizinkan", "Peran Anda tidak boleh membuka halaman ini."),
    404: ("Halaman tidak ditemukan", "Alamat ini tidak ada. Periksa lagi, atau mulai dari beranda."),
    405: ("Cara membuka salah", "Halaman ini tidak dapat dibuka dengan cara itu. Mulai dari beranda."),
    413: (
        "Kiriman terlalu besar",
        "Kiriman melebihi batas. Kirim foto satu per satu, masing-masing paling besar 10 MB.",
    ),
}


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    judul, pesan = HTTP_WORDS.get(status, ("Permintaan ditolak", "Permintaan ini tidak dapat dilayani."))
    return _error_page(status, judul, pesan)


def _stale(_: StaleDataError) -> Response:
    return _error_page(409, Conflict.judul, "Data ini baru saja diubah orang lain. Buka lagi halamannya, lalu ulangi.")


def _refused_by_database(error: IntegrityError | DataError) -> Response:
    """The last wall: a rule of the database that no form or service caught before."""
    logger.error("ditolak basis data", exc_info=error)
    pesan = "Isian ini bertabrakan dengan data yang sudah ada atau tidak dapat disimpan. Tidak ada yang berubah."
    return _error_page(409, "Tidak dapat disimpan", f"{pesan} Kembali, periksa isiannya, lalu coba lagi.")


BERSAMAAN = "Dua orang menyimpan data yang sama pada saat yang sama. Tidak ada yang berubah. Ulangi sekali lagi."


def _refuse_nul() -> Response | None:
    """PostgreSQL cannot store a NUL character; no keyboard types one."""
    texts = [text for _, text in (*request.args.items(multi=True), *request.form.items(multi=True))]
    if any("\0" in text for text in (*texts, *request.form, *request.args)):
        return _error_page(400, "Isian tidak terbaca", "Ada tanda yang tidak dapat dibaca dalam isian. Ketik lagi.")
    return None


def _database_down(error: OperationalError) -> Response:
    if is_deadlock(error):
        return _error_page(409, Conflict.judul, BERSAMAAN)
    logger.error("basis data tidak menjawab", exc_info=error)
    pesan = "Basis data sedang tidak dapat dihubungi. Tunggu sebentar, lalu tekan muat ulang; isian Anda tetap ada."
    return _error_page(503, "Layanan sedang tidak tersedia", pesan)


def _unexpected(error: Exception) -> Response:
    logger.error("galat tak terduga", exc_info=error)
    pesan = "Terjadi kesalahan pada program. Tidak ada data yang berubah. Coba lagi; bila berulang, beri tahu admin."
    return _error_page(500, "Kesalahan pada program", pesan)


def _add_headers(response: Response) -> Response:
    # Most of them speak of documents; on a script or a picture they would only lengthen a first visit.
    for name, value in (FILE_HEADERS if is_built_file(response) else HEADERS).items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if not request.path.startswith("/aset/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def init_app(app: Flask) -> None:
    """Register headers and error pages."""
    app.after_request(_add_headers)
    app.register_error_handler(PemakamanError, _expected)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StaleDataError, _stale)
    app.before_request(_refuse_nul)
    app.register_error_handler(IntegrityError, _refused_by_database)
    app.register_error_handler(DataError, _refused_by_database)
    app.register_error_handler(OperationalError, _database_down)
    app.register_error_handler(Exception, _unexpected)
