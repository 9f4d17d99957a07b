"""The blueprint of files and papers, and what its views share."""

from collections.abc import Callable
from time import monotonic, sleep

from flask import Blueprint, Response, make_response
from sqlalchemy.orm import Session

from pemakaman.db import reading
from pemakaman.dokumen.gabung import neutral_name

bp = Blueprint("berkas", __name__)
PDF, ZIP = "application/pdf", "application/zip"
PATIENCE_SECONDS = 1.2


def wait_for(is_done: Callable[[Session], bool]) -> None:
    """Give the worker a moment: printing takes less than a second, and who comes from the order should see it."""
    limit = monotonic() + PATIENCE_SECONDS
    while monotonic() < limit:
        with reading() as session:
            if is_done(session):
                return
        sleep(0.08)


def attachment(content: bytes, mime: str, name: str, *, inline: bool = False) -> Response:
    """A file under a neutral name."""
    response = make_response(content)
    response.mimetype = mime
    kind = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{neutral_name(name)}"'
    return response
