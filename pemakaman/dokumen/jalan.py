"""The way to a PDF. Call from a worker process only."""

from collections.abc import Mapping

from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Lembar
from pemakaman.dokumen.penuh import render_penuh


def print_lembar(lembar: Lembar, values: Mapping[str, str], keterangan: Keterangan) -> bytes:
    """The filled form as tagged PDF/A-3a; the same arguments give the same bytes."""
    return render_penuh(lembar, values, keterangan)
