"""Small multiples: a line for each series in a little field of its own, all with one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from pemakaman.grafik.angka import TIDAK_ADA, Skala, clean, decimals_for, make_scale, show_short
from pemakaman.grafik.dasar import Deret, Gambar
from pemakaman.grafik.garis import runs
from pemakaman.grafik.huruf import shorten, text_width
from pemakaman.grafik.kanvas import Kanvas, at
from pemakaman.grafik.kata import gist, series_table
from pemakaman.grafik.sumbu import Bidang
from pemakaman.grafik.warna import GARIS, JINGKAT, LEMBUT, TINTA, UTAMA

TINGGI, SELA = 60.0, 14.0


def small_multiples(
    kunci: str,
    judul: str,
    label: Sequence[str],
    panel: Sequence[Deret],
    *,
    satuan: str = "",
    catatan: str = "",
    kepala: str = "",
    besar: bool = False,
) -> Gambar:
    """A little field for each series, so that many can be compared."""
    kanvas = Kanvas(besar=besar)
    shown = [Deret(satu.nama, tuple(map(clean, satu.nilai))) for satu in panel]
    values = [value for satu in shown for value in satu.nilai]
    digits = decimals_for(values)
    columns = 3 if len(shown) > 4 and _fits(kanvas, shown, digits, satuan, 3) else 2
    scale = make_scale(values, most=2)
    rows = _Kotak(kanvas, label, scale, digits, satuan, _width(kanvas, columns))
    for number, satu in enumerate(shown):
        rows.draw(satu, number % columns * (rows.lebar + SELA), number // columns * rows.tinggi)
    bottom = -(-len(shown) // columns) * rows.tinggi
    height = kanvas.paragraph(bottom, rows.note() if shown else TIDAK_ADA.capitalize()) + 8
    table = series_table(label, panel, satuan, kepala)
    return kanvas.finish(kunci, judul, height, inti=gist(label, panel, satuan), tabel=table, catatan=catatan)


def _width(kanvas: Kanvas, columns: int) -> float:
    return (kanvas.lebar - SELA * (columns - 1)) / columns


def _fits(kanvas: Kanvas, panel: Sequence[Deret], digits: int, satuan: str, columns: int) -> bool:
    """Do all names stand whole beside the widest figure?"""
    size = kanvas.kecil
    values = [value for satu in panel for value in satu.nilai if value is not None]
    figure = max((text_width(show_short(value, digits, satuan), size, tebal=True) for value in values), default=0)
    return all(text_width(satu.nama, size) + figure + 8 <= _width(kanvas, columns) for satu in panel)


@dataclass(frozen=True)
class _Kotak:
    """What all little fields share."""

    kanvas: Kanvas
    label: Sequence[str]
    skala: Skala
    desimal: int
    satuan: str
    lebar: float

    @property
    def tinggi(self) -> float:
        """From one to the one below it."""
        return TINGGI + self.kanvas.baris * 2 + 16

    def note(self) -> str:
        """What may be compared."""
        low, high = self.skala.rendah, self.skala.tinggi
        unit = f" {self.satuan}" if self.satuan not in {"", "%"} else ""
        top = show_short(high, self.skala.desimal, self.satuan)
        return (
            f"Skala semua kotak sama, {show_short(low, self.skala.desimal)} sampai {top}{unit}. Angka: nilai terakhir."
        )

    def draw(self, satu: Deret, x: float, y: float) -> None:
        """Name and last figure above, the line, the first and the last label below."""
        kanvas, size, wide = self.kanvas, self.kanvas.kecil, self.lebar
        kanvas.raw(f'<g transform="translate({at(x)} {at(y)})">')
        last = next((value for value in reversed(satu.nilai) if value is not None), None)
        top = kanvas.baris + 4.0
        if last is None:
            kanvas.write(wide / 2, top + TINGGI / 2, TIDAK_ADA, ukuran=size, jangkar="middle", warna=LEMBUT)
            room = wide
        else:
            words = show_short(last, self.desimal, self.satuan)
            kanvas.write(wide, size, words, ukuran=size, tebal=True, jangkar="end")
            room = wide - text_width(words, size, tebal=True) - 6
        kanvas.write(0, size, shorten(satu.nama, room, size), ukuran=size)
        if last is not None:
            self._draw_line(satu, Bidang(0, wide, top, top + TINGGI, self.skala, len(satu.nilai)))
        under, half = top + TINGGI + size * 1.2, wide / 2 - 3
        if self.label:
            kanvas.write(0, under, shorten(self.label[0], half, size), ukuran=size, warna=LEMBUT)
        if len(self.label) > 1:
            words = shorten(self.label[-1], half, size)
            kanvas.write(wide, under, words, ukuran=size, warna=LEMBUT, jangkar="end")
        kanvas.raw("</g>")

    def _draw_line(self, satu: Deret, field: Bidang) -> None:
        kanvas = self.kanvas
        for value in self.skala.tanda:
            y = field.y(value)
            kanvas.line(0, y, field.kanan, y, warna=TINTA if value == 0 else GARIS)
        zero = at(field.y(0))
        for run in runs(field, satu.nilai):
            if len(run) == 1:
                kanvas.mark(*run[0], 0, warna=UTAMA, jari=2.4)
                continue
            way = "".join(f"L{at(x)} {at(y)}" for x, y in run)
            kanvas.raw(f'<path d="M{at(run[0][0])} {zero}{way}V{zero}z" fill="{JINGKAT[1]}"/>')
            kanvas.curve(run, warna=UTAMA)
