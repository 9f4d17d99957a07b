"""HTTP of signing in and out, of one's own account, and of invitations. `routes` adds the administrator's pages."""

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user

from pemakaman.akun import queries, resume, services
from pemakaman.akun.forms import ChangePasswordForm, NewPasswordForm, SignInForm
from pemakaman.akun.guard import current_actor, find_user
from pemakaman.akun.kiriman import safe_path
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Izin, describe_device
from pemakaman.akun.sessions import SignedIn, client_address, open_session, revoke
from pemakaman.db import reading, transaction
from pemakaman.errors import Forbidden, Invalid, TooMany
from pemakaman.web import public, redirect_with, requires, show_page

bp = Blueprint("akun", __name__)
WRONG = "Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecilnya, lalu coba lagi."


@bp.route("/masuk", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Ask for name and password; an expired session's form travels along."""
    form = SignInForm()
    lanjut = safe_path(request.values.get("lanjut"))
    if request.method == "GET":
        if find_user() is not None:
            return redirect(lanjut or url_for("pantau.home"), 303)
        return resume.show_sign_in(form, lanjut=lanjut or "")
    carried = {"kiriman": request.form.get("kiriman", ""), "lanjut": lanjut or ""}
    if not form.validate():
        return resume.show_sign_in(form, status=422, **carried)
    try:
        signed = _try_sign_in(form)
    except TooMany as refusal:
        return resume.show_sign_in(form, status=429, pesan=refusal.pesan, **carried)
    if signed is None:
        return resume.show_sign_in(form, status=422, pesan=WRONG, **carried)
    resume.start_clean()
    login_user(signed)
    akun_id = signed.actor.id
    if akun_id is None:
        raise Forbidden()
    return resume.continue_after(akun_id, sealed=carried["kiriman"], lanjut=lanjut)


def _try_sign_in(form: SignInForm) -> SignedIn | None:
    """A new session, with the old cookie's session ended; None when name or password is wrong."""
    address = client_address()
    with transaction() as database:
        akun: Akun | None = services.authenticate(database, form.nama_pengguna.data, form.sandi.data, address)
        if akun is None:
            return None
        old = session.get("_user_id")
        if old is not None:
            revoke(database, str(old))
        device = describe_device(request.user_agent.string)
        return open_session(database, akun, asal=address, perangkat=device)


@bp.post("/keluar")
@public
def sign_out() -> ResponseReturnValue:
    """End this session; also when it has run out already."""
    user = find_user()
    if user is not None:
        with transaction() as database:
            services.record_sign_out(database, user.token, actor=user.actor)
        logout_user()
    resume.start_clean()
    if user is not None:
        session[resume.LAST_AKUN] = str(user.actor.id)
    return redirect_with("Anda sudah keluar.", "akun.sign_in")


def _signed_in() -> SignedIn:
    user = find_user()
    if user is None:
        raise Forbidden("Silakan masuk dulu.")
    return user


@bp.get("/akun")
@requires(Izin.AKUN_SENDIRI)
def own() -> ResponseReturnValue:
    """My account and the browsers in which I am signed in."""
    return _own_page(ChangePasswordForm(formdata=None))


def _own_page(form: ChangePasswordForm, status: int = 200, pesan: str = "") -> ResponseReturnValue:
    user = _signed_in()
    with reading() as database:
        akun = database.get_one(Akun, user.actor.id)
        sesi = queries.list_sesi(database, akun.id, token=user.token)
        wilayah = queries.wilayah_name(database, akun.wilayah_kode)
    return show_page("akun/sendiri.html", status, akun=akun, sesi=sesi, wilayah=wilayah, form=form, pesan=pesan)


@bp.post("/akun/sandi")
@requires(Izin.AKUN_SENDIRI)
def change_password() -> ResponseReturnValue:
    """A new password of my own; the old one is asked."""
    form, user = ChangePasswordForm(), _signed_in()
    if not form.validate():
        return _own_page(form, 422)
    try:
        with transaction() as database:
            right = services.confirm_password(database, form.sandi_lama.data, actor=user.actor, asal=client_address())
        if not right:
            raise Invalid({"sandi_lama": ["Kata sandi sekarang salah."]})
        with transaction() as database:
            services.change_password(database, form.sandi.data, token=user.token, actor=user.actor)
    except TooMany as refusal:
        return _own_page(form, 429, refusal.pesan)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _own_page(form, 422)
    return redirect_with("Kata sandi diganti. Semua sesi lain sudah dikeluarkan.", "akun.own")


def show_errors(form: object, invalid: Invalid) -> None:
    """Put a service's messages at the fields of a form."""
    for ruas, texts in invalid.galat.items():
        for text in texts:
            getattr(form, ruas).add_error(text)


@bp.post("/akun/sesi/cabut")
@requires(Izin.AKUN_SENDIRI)
def revoke_sesi() -> ResponseReturnValue:
    """Sign one of my other browsers out, or all of them."""
    user, sesi_id = _signed_in(), request.form.get("sesi", "")
    with transaction() as database:
        if sesi_id == "lain":
            services.revoke_other_sesi(database, token=user.token, actor=current_actor())
        else:
            services.revoke_own_sesi(database, sesi_id[:64].replace("\0", ""), actor=current_actor())
    return redirect_with("Sesi itu sudah dikeluarkan.", "akun.own")


@bp.route("/undangan/<token>", methods=["GET", "POST"])
@public
def accept(token: str) -> ResponseReturnValue:
    """The invited person chooses a password."""
    form = NewPasswordForm()
    with reading() as database:
        akun = queries.get_invited(database, token)
    if request.method == "POST" and form.validate():
        try:
            with transaction() as database:
                services.accept_invitation(database, token, form.sandi.data)
        except Invalid as invalid:
            show_errors(form, invalid)
        else:
            pesan = f"Kata sandi tersimpan. Silakan masuk sebagai {akun.nama_pengguna}."
            return redirect_with(pesan, "akun.sign_in")
    status = 422 if request.method == "POST" else 200
    return show_page("akun/undangan.html", status, akun=akun, form=form)
