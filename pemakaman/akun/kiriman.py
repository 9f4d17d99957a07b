"""What was typed into a form that could not be taken, sealed to travel through the sign-in page."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

LARGEST = 500_000
LIFE_SECONDS = 12 * 3600
LEFT_OUT = {"csrf_token", "kiriman", "lanjut"}


@dataclass(frozen=True)
class Kiriman:
    """A form on its way: where it was going, its fields, whose it is ('' when unknown), had it files."""

    tujuan: str
    isian: list[tuple[str, str]]
    pemilik: str
    ada_berkas: bool


def take_kiriman(pemilik: str) -> Kiriman | None:
    """The form of this request, without passwords, tokens and files; None when it may not be carried on.

    A form posted from another site is not: one press of a button would send it in the signed-in person's name.
    """
    if request.method != "POST" or not is_own_page():
        return None
    isian = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in LEFT_OUT and not name.startswith("sandi")
    ]
    if sum(len(name.encode()) + len(value.encode()) for name, value in isian) > LARGEST:
        return None
    ada_berkas = any(file.filename for _, file in request.files.items(multi=True))
    return Kiriman(request.full_path.rstrip("?"), isian, pemilik, ada_berkas)


def seal(kiriman: Kiriman) -> str:
    """Signed, with the time; the fields stay readable to the browser they came from, and to nobody else."""
    return _serializer().dumps([kiriman.tujuan, kiriman.isian, kiriman.pemilik, kiriman.ada_berkas])


def open_seal(text: str) -> Kiriman | None:
    """The sealed form; None when it is not ours, was changed, or is older than twelve hours."""
    try:
        tujuan, isian, pemilik, ada_berkas = _serializer().loads(text, max_age=LIFE_SECONDS)
    except BadData:
        return None
    return Kiriman(tujuan, [(name, value) for name, value in isian], pemilik, ada_berkas)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kiriman")


def is_own_page() -> bool:
    """Did a page of this very site send the request, as far as the browser says?"""
    origin = request.headers.get("Origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.host
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


def safe_path(text: str | None) -> str | None:
    """A path on this site, or None for anything a browser could take for another address."""
    if not text or len(text) > 2000 or not text.startswith("/") or text[1:2] in {"/", "\\"}:
        return None
    if any(ord(char) < 33 or char == "\\" for char in text):
        return None
    parts = urlsplit(text)
    return None if parts.scheme or parts.netloc else text
