"""A preview inside the page that ordered it: waits, shows pictures, gives the test print."""

from time import monotonic, sleep
from uuid import UUID

from flask import Response, make_response

from pemakaman import store
from pemakaman.akun.rules import Actor
from pemakaman.berkas.models_pratinjau import Pratinjau
from pemakaman.berkas.services.pratinjau import get_preview
from pemakaman.db import reading
from pemakaman.errors import NotFound
from pemakaman.web import CONTENT_SECURITY_POLICY, show_page

KESABARAN_DETIK = 2.5
NAMA_UJI = "contoh-cetak.pdf"


def may_be_framed(page: Response) -> Response:
    """Allow our own pages, and no others, to show this one in a frame."""
    page.headers["X-Frame-Options"] = "SAMEORIGIN"
    policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    page.headers["Content-Security-Policy"] = policy
    return page


def show_frame(pratinjau_id: UUID, macam: str, *, dasar: str, actor: Actor) -> Response:
    """The pages as pictures; until they are printed it asks again by itself, also without JavaScript.

    `dasar` is the endpoint that this frame, its pictures and its PDF have in common.
    """
    row = _wait(pratinjau_id, macam, actor)
    page = may_be_framed(show_page("berkas/pratinjau.html", pratinjau=row, dasar=dasar, galat=()))
    if row.status == "antre":
        page.headers["Refresh"] = "1"
    return page


def show_refusal(galat: list[str]) -> Response:
    """What is wrong with the choices, in the place of the preview."""
    return may_be_framed(show_page("berkas/pratinjau.html", 422, pratinjau=None, dasar="", galat=galat))


def _wait(pratinjau_id: UUID, macam: str, actor: Actor) -> Pratinjau:
    limit = monotonic() + KESABARAN_DETIK
    while True:
        with reading() as session:
            row = get_preview(session, pratinjau_id, macam, actor=actor)
        if row.status != "antre" or monotonic() >= limit:
            return row
        sleep(0.1)


def send_page(pratinjau_id: UUID, macam: str, halaman: int, *, actor: Actor) -> Response:
    """The picture of one page."""
    with reading() as session:
        row = get_preview(session, pratinjau_id, macam, actor=actor)
    if not 1 <= halaman <= len(row.gambar):
        raise NotFound()
    return _send(store.get(row.gambar[halaman - 1]), "image/png")


def send_test_print(pratinjau_id: UUID, macam: str, *, actor: Actor) -> Response:
    """The PDF with CONTOH across its pages, to print and compare."""
    with reading() as session:
        row = get_preview(session, pratinjau_id, macam, actor=actor)
    if row.sha256 is None:
        raise NotFound("Pratinjau ini belum jadi.")
    response = _send(store.get(row.sha256), "application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{NAMA_UJI}"'
    return response


def _send(content: bytes, mime: str) -> Response:
    response = make_response(content)
    response.mimetype = mime
    return response
