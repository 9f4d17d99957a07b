"""The blueprint, and what several views share."""

from typing import Any

from flask import Blueprint

bp = Blueprint("pembatalan", __name__)


def aduan_values(form: Any) -> dict[str, Any]:
    """What was told, as the services take it; empty fields as None."""
    names = ("nama", "nik", "pengadu_nama", "pengadu_telepon", "pengadu_hubungan")
    found = {name: form[name].data or None for name in names if name in form}
    return {**found, "keterangan": form.keterangan.data, "nomor_terima": form.nomor_terima.nomor}
