"""The guard: one decision before every request, from the mark on the view and the permission table."""

from typing import cast

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from pemakaman.akun import resume
from pemakaman.akun.rules import Actor, Izin
from pemakaman.akun.sessions import SignedIn
from pemakaman.errors import Forbidden
from pemakaman.jejak.services import Asal, set_asal, trail_key
from pemakaman.web import PUBLIC, SIGNED_IN, izin_of


def current_actor() -> Actor:
    """Who acts in this request; raises Forbidden when nobody is signed in."""
    user = find_user()
    if user is None:
        raise Forbidden("Silakan masuk dulu.")
    return user.actor


def find_user() -> SignedIn | None:
    """The signed-in account, or None."""
    user = current_user._get_current_object()  # the account itself: the proxy changes when one signs out
    return cast(SignedIn, user) if user.is_authenticated else None


def decide() -> ResponseReturnValue | None:
    """Let the request pass, send it to the sign-in page, or refuse it."""
    _remember_origin()
    if request.endpoint is None:
        return None  # no such address: the 404 page
    izin = izin_of(current_app.view_functions.get(request.endpoint))
    if izin == PUBLIC:
        return None
    user = find_user()
    if user is None:
        return resume.sign_in_page()
    if izin is None or (izin != SIGNED_IN and not user.actor.may(Izin(izin))):
        raise Forbidden()
    return None


def _remember_origin() -> None:
    set_asal(Asal(alamat=request.remote_addr, kunci=trail_key(str(current_app.config["SECRET_KEY"]))))


def init_app(app: Flask) -> None:
    """Register the guard; it runs before every other hook, so an expired session is never a CSRF error."""
    app.before_request_funcs.setdefault(None, []).insert(0, decide)
    app.register_error_handler(CSRFError, resume.stale_page)
