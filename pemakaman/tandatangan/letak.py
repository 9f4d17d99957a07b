"""Where a visible signature stands: a free place at the foot of the last page."""

import io

import pikepdf

from pemakaman.dokumen.jenis import Jenis
from pemakaman.tandatangan.penanda import Kotak

LEBAR, TINGGI = 200.0, 46.0
# From the right and the lower edge, in points; a kind whose layout leaves another place names it here.
BIASA = (40.0, 40.0)
TEMPAT = {Jenis.SK_PEMAKAMAN: (62.0, 40.0), Jenis.TANDA_TERIMA: (62.0, 26.0)}


def place_on_last_page(pdf: bytes, jenis: Jenis) -> tuple[int, Kotak]:
    """(Number of the last page, place on it)."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        last = len(opened.pages)
        left, bottom, right, _ = (float(side) for side in opened.pages[-1].mediabox)
    from_right, from_below = TEMPAT.get(jenis, BIASA)
    return last, Kotak(max(left, right - from_right - LEBAR), bottom + from_below, LEBAR, TINGGI)
