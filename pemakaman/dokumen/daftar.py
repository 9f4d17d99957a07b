"""Every form by its kind. Laid-out forms are kept: they depend on nothing but their two arguments."""

from collections.abc import Callable
from functools import lru_cache

from pemakaman.dokumen.formulir import (
    f_1_02,
    f_1_04,
    f_1_06,
    f_1_07,
    f_2_01,
    f_2_01a,
    f_2_01f,
    f_2_29,
    sk_pemakaman,
    sptjm,
    tanda_terima,
)
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Lembar, Varian

SUSUNAN: dict[Jenis, Callable[[Varian], Lembar]] = {
    Jenis.F_2_01A: f_2_01a.build,
    Jenis.F_2_01: f_2_01.build,
    Jenis.F_2_01F: f_2_01f.build,
    Jenis.F_1_02: f_1_02.build,
    Jenis.F_1_06: f_1_06.build,
    Jenis.F_1_07: f_1_07.build,
    Jenis.F_1_04: f_1_04.build,
    Jenis.F_2_29: f_2_29.build,
    Jenis.SPTJM: sptjm.build,
    Jenis.SK_PEMAKAMAN: sk_pemakaman.build,
    Jenis.TANDA_TERIMA: tanda_terima.build,
}


@lru_cache(maxsize=256)
def arrange(jenis: Jenis, varian: Varian) -> Lembar:
    """The form for these choices; raises KeyError for a kind that is no form."""
    return SUSUNAN[jenis](varian)
