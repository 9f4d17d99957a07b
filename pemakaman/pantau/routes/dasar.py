"""The blueprint, and what several views share."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import Blueprint, request, url_for
from sqlalchemy.orm import Session
from werkzeug.routing import BuildError

from pemakaman.pantau.queries.tempat import Tempat, list_anak
from pemakaman.web import Page

T = TypeVar("T")

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


def place_choices(session: Session, tempat: Tempat) -> list[tuple[str, str]]:
    """What a form offers: the place itself, or the kab/kota above a kecamatan, and what lies in it."""
    if tempat.tingkat <= 2:
        return [(tempat.kode, f"Seluruh {tempat.nama}"), *list_anak(session, tempat)]
    kode, nama = next(one for one in tempat.jalan if one[0] == tempat.kode[:5])
    return [(kode, f"Seluruh {nama}"), *list_anak(session, Tempat(kode, nama, 2, ()))]


def _id_of(row: Any) -> str:
    return str(row.id)


def page_after(rows: Sequence[T], sesudah: str, size: int, key: Callable[[T], str] = _id_of) -> Page[T]:
    """Of a list that is whole: the rows after one, from the start where that one is no longer in it."""
    start = next((number for number, row in enumerate(rows, 1) if key(row) == sesudah), 0)
    shown = list(rows[start : start + size])
    return Page(shown, key(shown[-1]) if start + size < len(rows) else None)
