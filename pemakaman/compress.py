"""Gzip for pages and built files, for those who run without a proxy that does it."""

import gzip
import secrets
from functools import lru_cache
from io import BytesIO

from flask import Flask, Response, request

from pemakaman.static_assets import is_built_file

TYPES = {
    "text/html",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
    "image/svg+xml",
    "text/csv",
}
SMALLEST = 700
LARGEST = 3_000_000
PADDING = 100


def _gzip(content: bytes) -> bytes:
    """The header carries a random name of random length, so that the size tells nothing of secrets inside (BREACH)."""
    target = BytesIO()
    name = secrets.token_hex(secrets.randbelow(PADDING) // 2 + 1)
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=6, fileobj=target, mtime=0) as file:
        file.write(content)
    return target.getvalue()


@lru_cache(maxsize=32)
def _gzip_file(content: bytes) -> bytes:
    """A built file hides nothing, so it is made as small as can be, and once."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def _compress(response: Response) -> Response:
    if (
        response.mimetype not in TYPES
        or response.status_code in {204, 206, 304}
        or "Content-Encoding" in response.headers
    ):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0 or request.method == "HEAD":
        return response
    if response.is_streamed and not response.direct_passthrough:
        return response
    response.direct_passthrough = False
    content = response.get_data()
    if SMALLEST <= len(content) <= LARGEST:
        response.set_data(_gzip_file(content) if is_built_file(response) else _gzip(content))
        response.headers["Content-Encoding"] = "gzip"
    return response


def init_app(app: Flask) -> None:
    """Register the compression; it runs after every other hook."""
    app.after_request_funcs.setdefault(None, []).insert(0, _compress)
