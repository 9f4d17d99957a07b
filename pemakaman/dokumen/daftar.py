"""Every form by its kind. Laid-out forms are kept: they depend on nothing but their two arguments."""

from collections.abc import Callable
from functools import lru_cache

from pemakaman.dokumen.formulir import f_2_01, f_2_01a
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Lembar, Varian

SUSUNAN: dict[Jenis, Callable[[Varian], Lembar]] = {
    Jenis.F_2_01A: f_2_01a.build,
    Jenis.F_2_01: f_2_01.build,
}


@lru_cache(maxsize=256)
def arrange(jenis: Jenis, varian: Varian) -> Lembar:
    """The form for these choices; raises KeyError for a kind that is no form."""
    return SUSUNAN[jenis](varian)
