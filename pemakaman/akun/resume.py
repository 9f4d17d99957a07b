"""What happens when nobody is signed in, or a page has grown too old: nothing that was typed is lost."""

from uuid import UUID

from flask import Response, flash, g, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from pemakaman.akun.forms import SignInForm
from pemakaman.akun.kiriman import Kiriman, open_seal, safe_path, seal, take_kiriman
from pemakaman.akun.sessions import expired_akun_id
from pemakaman.db import reading
from pemakaman.web import show_page, wants_json

LAST_AKUN = "akun_terakhir"
KEPT = "Sesi Anda sudah berakhir. Yang Anda ketik masih ada: masuklah lagi dengan akun yang sama."
NOT_KEPT = "Sesi Anda sudah berakhir. Silakan masuk lagi."


def sign_in_page() -> Response:
    """Ask to sign in: a GET goes to the sign-in page and comes back, a POST keeps what was typed."""
    if request.accept_mimetypes.best == "application/json":
        return make_response({"galat": "Belum masuk", "pesan": NOT_KEPT}, 401)
    if request.method in {"GET", "HEAD"}:
        return make_response(redirect(url_for("akun.sign_in", lanjut=request.full_path.rstrip("?")), 303))
    kiriman = take_kiriman(_owner())
    return show_sign_in(
        SignInForm(formdata=None),
        status=401,
        pesan=KEPT if kiriman else NOT_KEPT,
        kiriman=seal(kiriman) if kiriman else "",
    )


def show_sign_in(
    form: SignInForm, *, status: int = 200, pesan: str = "", kiriman: str = "", lanjut: str = ""
) -> Response:
    """The sign-in page, with what it carries."""
    return show_page("akun/masuk.html", status, form=form, pesan=pesan, kiriman=kiriman, lanjut=lanjut)


def _owner() -> str:
    """Whose form this is, by the ended session the cookie still names; '' when it names none."""
    token = session.get("_user_id")
    if token is None:
        return str(session.get(LAST_AKUN, ""))
    with reading() as database:
        found = expired_akun_id(database, str(token))
    return str(found or "")


def stale_page(error: CSRFError) -> ResponseReturnValue:
    """The page was open too long, or in another window before signing in: offer to send the form again."""
    if wants_json():
        pesan = "Izin mengirim dari halaman ini sudah kedaluwarsa. Minta izin baru, lalu kirim sekali lagi."
        return make_response({"galat": "Halaman terlalu lama terbuka", "pesan": pesan}, 400)
    if request.endpoint == "akun.sign_in":
        return _stale_sign_in()
    kiriman = take_kiriman("")
    if kiriman is None:
        return show_page("akun/kedaluwarsa.html", 400)
    return show_page("akun/kiriman.html", 400, kiriman=kiriman, sebab="halaman")


def _stale_sign_in() -> Response:
    return show_sign_in(
        SignInForm(formdata=None),
        status=400,
        pesan="Halaman masuk ini sudah terlalu lama terbuka. Tulis nama pengguna dan kata sandi sekali lagi.",
        kiriman=request.form.get("kiriman", ""),
        lanjut=safe_path(request.form.get("lanjut")) or "",
    )


def start_clean() -> None:
    """Forget the cookie of whoever was here before; the next page carries a new CSRF token."""
    session.clear()
    g.pop("csrf_token", None)


def continue_after(akun_id: UUID, *, sealed: str, lanjut: str | None) -> ResponseReturnValue:
    """Where a person goes after signing in: to his waiting form, to the page he wanted, or home."""
    kiriman = open_seal(sealed) if sealed else None
    if kiriman is not None and _is_his(kiriman, akun_id):
        return show_page("akun/kiriman.html", kiriman=kiriman, sebab="sesi")
    if sealed:
        flash(_why_not(kiriman), "peringatan")
    return redirect(safe_path(lanjut) or url_for("pantau.home"), 303)


def _is_his(kiriman: Kiriman, akun_id: UUID) -> bool:
    return kiriman.pemilik in {"", str(akun_id)}


def _why_not(kiriman: Kiriman | None) -> str:
    if kiriman is None:
        return "Isian yang tertunda sudah lebih dari 12 jam dan tidak dapat diteruskan. Silakan isi lagi."
    return "Isian yang tertunda tadi diketik dengan akun lain, jadi tidak diteruskan ke akun ini."
