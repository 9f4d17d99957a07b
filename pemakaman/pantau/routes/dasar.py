"""The blueprint, and what several views share."""

from typing import Any

from flask import Blueprint, Response, make_response, request, url_for
from werkzeug.routing import BuildError

bp = Blueprint("pantau", __name__)


def posted_versi() -> int:
    """The version the page was opened with; -1, which is always stale, when it is not a number."""
    text = request.form.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1


def url_if_any(endpoint: str, **values: Any) -> str | None:
    """Address of a page of another folder, or None where the program has no such page."""
    try:
        return url_for(endpoint, **values)
    except BuildError:
        return None


def attachment(content: bytes, mime: str, name: str) -> Response:
    """Bytes as a file to save."""
    response = make_response(content)
    response.headers["Content-Type"] = mime
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
