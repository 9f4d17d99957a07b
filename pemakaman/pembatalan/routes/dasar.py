"""The blueprint, and what several views share."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from pemakaman.widgets import BaseForm

bp = Blueprint("pembatalan", __name__)


def put_errors(form: BaseForm, galat: Mapping[str, list[str]]) -> list[str]:
    """Put each message at its field; those that belong to none are returned."""
    loose: list[str] = []
    for name, texts in galat.items():
        if name in form:
            for text in texts:
                form[name].add_error(text)
        else:
            loose += texts
    return loose


def aduan_values(form: Any) -> dict[str, Any]:
    """What was told, as the services take it; empty fields as None."""
    names = ("nama", "nik", "pengadu_nama", "pengadu_telepon", "pengadu_hubungan")
    found = {name: form[name].data or None for name in names if name in form}
    return {**found, "keterangan": form.keterangan.data, "nomor_terima": form.nomor_terima.nomor}
