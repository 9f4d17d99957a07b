"""The way to a PDF: filled compiled forms, and the full road for what these cannot print. Worker processes only."""

from collections.abc import Mapping
from functools import lru_cache

from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.kompilasi import compile_lembar
from pemakaman.dokumen.lembar import Lembar
from pemakaman.dokumen.penuh import render_penuh
from pemakaman.dokumen.petikan import PetikanError
from pemakaman.dokumen.tempat import Kompilasi, TakMuatError

TERSIMPAN = 24
"""Compiled forms that a worker keeps; one takes some hundred kilobytes."""


@lru_cache(maxsize=TERSIMPAN)
def _compiled(lembar: Lembar) -> Kompilasi | None:
    """The compiled form, None for one that only the full road can print."""
    try:
        return compile_lembar(lembar)
    except PetikanError:
        return None


def print_lembar(lembar: Lembar, values: Mapping[str, str], keterangan: Keterangan) -> bytes:
    """The filled form as PDF/A-3a and PDF/UA-1; the same arguments give the same bytes."""
    form = _compiled(lembar)
    if form is not None:
        try:
            return form.print(values, keterangan)
        except TakMuatError:
            pass
    return render_penuh(lembar, values, keterangan)
