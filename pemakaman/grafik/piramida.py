"""Two series back to back, the youngest below: who they are by sex and age."""

from collections.abc import Sequence

from pemakaman.grafik.angka import TIDAK_ADA, clean, decimals_for, make_scale, show
from pemakaman.grafik.dasar import Deret, Gambar
from pemakaman.grafik.huruf import text_width
from pemakaman.grafik.kanvas import LEBAR, Kanvas
from pemakaman.grafik.kata import gist, series_table, swatch
from pemakaman.grafik.warna import LEMBUT, TINTA, series_colours


def pyramid(
    kunci: str,
    judul: str,
    label: Sequence[str],
    kiri: Deret,
    kanan: Deret,
    *,
    lain: Sequence[Deret] = (),
    catatan: str = "",
    kepala: str = "",
    besar: bool = False,
) -> Gambar:
    """Rows from the last label down to the first, on one scale; `lain` stands in the table and its sum in words."""
    kanvas = Kanvas(besar=besar)
    fills = series_colours(2)
    top = kanvas.flow(0, [(swatch(fill), one.nama) for fill, one in zip(fills, (kiri, kanan), strict=True)])
    pairs = [(clean(left) or 0.0, clean(right) or 0.0) for left, right in zip(kiri.nilai, kanan.nilai, strict=True)]
    values = [value for pair in pairs for value in pair]
    if any(values):
        height = _draw(kanvas, label, pairs, fills, top)
    else:
        kanvas.write(0, top + kanvas.baris, TIDAK_ADA.capitalize(), warna=LEMBUT)
        height = top + kanvas.baris * 2
    for one in lain:
        if total := sum(clean(value) or 0.0 for value in one.nilai):
            height = kanvas.paragraph(height, f"{one.nama}, tidak digambar: {show(total, decimals_for([total]))}.")
    series = (kiri, kanan, *lain)
    words, table = gist(label, series, ""), series_table(label, series, "", kepala)
    return kanvas.finish(kunci, judul, height + 6, inti=words, tabel=table, catatan=catatan)


def _draw(
    kanvas: Kanvas, label: Sequence[str], pairs: Sequence[tuple[float, float]], fills: Sequence[str], top: float
) -> float:
    values = [value for pair in pairs for value in pair]
    scale, digits = make_scale(values), decimals_for(values)
    middle = max(text_width(name, kanvas.kecil) for name in label) + 12
    room = max(text_width(show(value, digits), kanvas.kecil) for value in values) + 8
    side = (LEBAR - middle) / 2
    thick, y = kanvas.baris + 2.0, top + 6.0
    for name, pair in reversed(list(zip(label, pairs, strict=True))):
        base = y + thick / 2 + kanvas.kecil * 0.35
        kanvas.write(LEBAR / 2, base, name, ukuran=kanvas.kecil, jangkar="middle")
        for value, fill, sign in zip(pair, fills, (-1, 1), strict=True):
            edge = LEBAR / 2 + sign * middle / 2
            wide = scale.share(value) * (side - room)
            kanvas.rect(edge - wide if sign < 0 else edge, y + 1, max(wide, 0.5 if value else 0), thick - 2, fill)
            far = edge + sign * (wide + 5)
            kanvas.write(far, base, show(value, digits), ukuran=kanvas.kecil, jangkar="end" if sign < 0 else "")
        y += thick + 3
    for sign in (-1, 1):
        edge = LEBAR / 2 + sign * middle / 2
        kanvas.line(edge, top + 4, edge, y - 1, warna=TINTA)
    return y
