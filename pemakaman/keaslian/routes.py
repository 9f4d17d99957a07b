"""Is this paper genuine? Pages without sign-in and without a cookie, the published keys, the page for no line."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from pemakaman import kunci_periksa
from pemakaman.akun.sessions import client_address
from pemakaman.db import reading, transaction
from pemakaman.dokumen.data import SKEMA
from pemakaman.dokumen.jenis import JENIS_LABEL
from pemakaman.dokumen.pernyataan import NOMOR_JENIS, fact_bytes
from pemakaman.dokumen.skema import PERMOHONAN_1
from pemakaman.errors import TooMany
from pemakaman.keaslian import queries, rules, services
from pemakaman.keaslian.forms import BerkasForm, KodeForm
from pemakaman.nilai.kode_periksa import read_kode, show_kode
from pemakaman.static_assets import aset, asked_again, built, integrity, integrity_of
from pemakaman.web import answers_json, public, show_page

bp = Blueprint("keaslian", __name__)
KEPT = ("app.css", "luring.js", "favicon.svg")
"""Built files that the page without a line needs."""


def _ask(
    status: int = 200, pesan: str = "", *, kode: KodeForm | None = None, berkas: BerkasForm | None = None
) -> Response:
    kode = kode or KodeForm(formdata=None)
    berkas = berkas or BerkasForm(formdata=None)
    return show_page("keaslian/cari.html", status, kode=kode, berkas=berkas, pesan=pesan)


@bp.get("/periksa")
@public
def ask() -> ResponseReturnValue:
    """A field for the code of a paper, a place for a PDF; a typed code leads on to its page."""
    if "kode" not in request.args:
        return _ask()
    form = KodeForm(request.args)
    if not form.validate():
        return _ask(422, kode=form)
    return redirect(url_for("keaslian.look", kode=read_kode(form.kode.data)), 303)


@bp.get("/periksa/<kode>")
@public
def look(kode: str) -> ResponseReturnValue:
    """What is known of a document; the statement behind '#' is checked by the page's own script."""
    read = read_kode(kode[:80])
    if read is not None and read != kode:
        return redirect(url_for("keaslian.look", kode=read), 301)
    if read is None:
        return show_page("keaslian/tak_dikenal.html", 404, kode=None)
    try:
        with transaction() as session:
            found = services.look_up(session, read, alamat=client_address())
    except TooMany as refusal:
        return _ask(429, refusal.pesan)
    if found is None:
        return show_page("keaslian/tak_dikenal.html", 404, kode=show_kode(read), polos=read)
    fakta = urlsafe_b64encode(fact_bytes(found.fakta)).decode().rstrip("=")
    return show_page("keaslian/lihat.html", satu=found, fakta=fakta)


@bp.post("/periksa/berkas")
@public
def look_file() -> ResponseReturnValue:
    """Are these bytes ours? Answers at once: an address must not carry what was dropped here."""
    form = BerkasForm()
    if not form.validate():
        return _ask(422, berkas=form)
    try:
        with transaction() as session:
            found = services.look_up_bytes(session, form.fingerprint(), alamat=client_address())
    except TooMany as refusal:
        return _ask(429, refusal.pesan)
    return show_page("keaslian/berkas.html", temuan=found or queries.Temuan(*rules.BUKAN), asli=found is not None)


@bp.errorhandler(RequestEntityTooLarge)
def _too_large(_: RequestEntityTooLarge) -> Response:
    return _ask(413, f"Berkas ini terlalu besar: paling besar {rules.LARGEST_MB} MB. Periksa dengan kode di kertasnya.")


@bp.get("/periksa/kunci.json")
@public
@answers_json
def keys() -> ResponseReturnValue:
    """The public keys, and the words behind the numbers in a statement."""
    return asked_again(_keys_text(), "application/json")


def _keys_text() -> str:
    with reading() as session:
        kantor = queries.office_names(session)
    raw = (Encoding.Raw, PublicFormat.Raw)
    published = [
        {"id": name, "publik": urlsafe_b64encode(one.public_bytes(*raw)).decode().rstrip("=")}
        for name, one in kunci_periksa.current().publik.items()
    ]
    jenis = {str(number): JENIS_LABEL[one] for one, number in NOMOR_JENIS.items()}
    return json.dumps({"kunci": published, "jenis": jenis, "kantor": kantor}, ensure_ascii=False)


@bp.get("/periksa/luring")
@public
def offline() -> ResponseReturnValue:
    """The page that checks the statement without a line; the same bytes for everyone."""
    return asked_again(_offline_text(), "text/html")


def _offline_text() -> str:
    return render_template("keaslian/luring.html")


@bp.get("/periksa/sw.js")
@public
def worker() -> ResponseReturnValue:
    """The service worker of /periksa/ alone, with the list of what it keeps."""
    page, keys_url = url_for("keaslian.offline"), url_for("keaslian.keys")
    sidik = {
        page: integrity(_offline_text().encode()),
        keys_url: integrity(_keys_text().encode()),
        **{aset(name): integrity_of(name) for name in KEPT},
    }
    versi = sha256(json.dumps(sidik).encode()).hexdigest()[:16]
    told = json.dumps({"halaman": page, "sidik": sidik, "versi": versi})
    return asked_again(f"self.PERIKSA={told};\n{built('periksa-sw.js').decode()}", "text/javascript")


@bp.get(SKEMA)
@public
@answers_json
def schema() -> ResponseReturnValue:
    """The schema of the data attached to documents."""
    return asked_again(
        json.dumps(PERMOHONAN_1, ensure_ascii=False, indent=1), "application/schema+json", "public, max-age=86400"
    )


@bp.after_request
def _keep_private(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
