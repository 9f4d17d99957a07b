"""The way to a PDF: filled compiled forms, and the full road for what these cannot print. Worker processes only."""

from collections import OrderedDict
from collections.abc import Mapping

from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.kompilasi import compile_lembar
from pemakaman.dokumen.lembar import Lembar
from pemakaman.dokumen.penuh import render_penuh
from pemakaman.dokumen.petikan import PetikanError
from pemakaman.dokumen.tempat import Kompilasi, TakMuatError

TERSIMPAN = 24
"""Compiled forms that a worker keeps; one takes some hundred kilobytes."""


_tersimpan: OrderedDict[int, tuple[Lembar, Kompilasi | None]] = OrderedDict()
"""By identity: a form is thousands of parts, and comparing them takes as long as printing."""


def compiled(lembar: Lembar) -> Kompilasi | None:
    """The compiled form, kept while this process needs it; None for one that only the full road can print."""
    kept = _tersimpan.get(id(lembar))
    if kept is None:
        kept = _tersimpan[id(lembar)] = (lembar, _try_compile(lembar))
    _tersimpan.move_to_end(id(lembar))
    if len(_tersimpan) > TERSIMPAN:
        _tersimpan.popitem(last=False)
    return kept[1]


def _try_compile(lembar: Lembar) -> Kompilasi | None:
    try:
        return compile_lembar(lembar)
    except PetikanError:
        return None


def print_lembar(lembar: Lembar, values: Mapping[str, str], keterangan: Keterangan) -> bytes:
    """The filled form as PDF/A-3a and PDF/UA-1; the same arguments give the same bytes."""
    form = compiled(lembar)
    if form is not None:
        try:
            return form.print(values, keterangan)
        except TakMuatError:
            pass
    return render_penuh(lembar, values, keterangan)
