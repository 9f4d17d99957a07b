"""The blueprint, and what several views share."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint
from markupsafe import Markup

from pemakaman.errors import Invalid
from pemakaman.pencocokan.gambar import waterfall
from pemakaman.pencocokan.hasil import Ruas
from pemakaman.pencocokan.kata import sureness
from pemakaman.widgets import BaseForm

bp = Blueprint("pemilih", __name__)

STATUS_DAFTAR = {
    "antre": "Menunggu giliran",
    "berjalan": "Sedang dibaca",
    "jadi": "Selesai",
    "gagal": "Gagal",
}
STATUS_PESANAN = {"antre": "Menunggu giliran", "berjalan": "Sedang dibuat", "gagal": "Gagal"}


def chance_words(skor: float | None) -> str | None:
    """The chance that two are one person, as a clerk says it; None where nothing was matched."""
    return None if skor is None else sureness(skor)


def draw_reasons(alasan: Sequence[Mapping[str, Any]], skor: float | None) -> Markup | None:
    """The waterfall of what matching found, as SVG; None where nothing was matched."""
    if not alasan or skor is None:
        return None
    ruas = [Ruas(one["ruas"], one["tingkat"], one["bobot"], one["kata"]) for one in alasan]
    return Markup(waterfall(ruas, skor))  # noqa: S704


def put_errors(form: BaseForm, error: Invalid) -> list[str]:
    """Put each message at its field; those without a field are returned."""
    loose: list[str] = []
    for name, texts in error.galat.items():
        if name in form:
            form[name].add_error(texts[0])
        else:
            loose += texts
    return loose
