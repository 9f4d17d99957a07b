"""Bars, standing or lying, one or several at each label, with a reference line."""

from collections.abc import Sequence

from pemakaman.grafik.angka import TIDAK_ADA, Skala, clean, decimals_for, make_scale, show, show_short
from pemakaman.grafik.dasar import Deret, Gambar
from pemakaman.grafik.huruf import shorten, text_width
from pemakaman.grafik.kanvas import LEBAR, Kanvas
from pemakaman.grafik.kata import Acuan, acuan_legend, gist, series_table, swatch
from pemakaman.grafik.sumbu import Bidang, draw_labels, draw_scale
from pemakaman.grafik.warna import LEMBUT, TINTA, series_colours

TERBANYAK = 60
"""Lying bars drawn; what is left stands in the table."""


def bars(
    kunci: str,
    judul: str,
    label: Sequence[str],
    deret: Sequence[Deret],
    *,
    satuan: str = "",
    acuan: Acuan = None,
    mendatar: bool = False,
    catatan: str = "",
    kepala: str = "",
    besar: bool = False,
) -> Gambar:
    """Bars; names too long to stand below them make them lie. `kepala` heads the labels in the table."""
    kanvas = Kanvas(besar=besar)
    table = series_table(label, deret, satuan, kepala)
    shown = [Deret(satu.nama, tuple(map(clean, satu.nilai))) for satu in deret]
    values = [value for satu in shown for value in satu.nilai]
    top = _legend(kanvas, shown, satuan, acuan)
    if not label or all(value is None for value in values):
        kanvas.write(0, top + kanvas.baris, TIDAK_ADA.capitalize(), warna=LEMBUT)
        height: float = top + kanvas.baris * 2
    elif mendatar or _is_better_lying(label, kanvas):
        height = _Lying(kanvas, label[:TERBANYAK], shown, satuan=satuan, acuan=acuan, top=top).draw(len(label))
    else:
        height = _standing(kanvas, label, shown, satuan=satuan, acuan=acuan, top=top)
    words = gist(label, deret, satuan, acuan)
    return kanvas.finish(kunci, judul, height, inti=words, tabel=table, catatan=catatan)


def _fills(kanvas: Kanvas, count: int) -> list[str]:
    colours = series_colours(count)
    return [colour if number < 5 else kanvas.hatch(TINTA, colour) for number, colour in enumerate(colours)]


def _legend(kanvas: Kanvas, deret: Sequence[Deret], satuan: str, acuan: Acuan) -> float:
    items = []
    if len(deret) > 1:
        fills = _fills(kanvas, len(deret))
        items = [(swatch(fill), satu.nama) for fill, satu in zip(fills, deret, strict=True)]
    if acuan and clean(acuan[1]) is not None:
        items.append(acuan_legend(acuan, satuan))
    return kanvas.flow(0, items)


def _is_better_lying(label: Sequence[str], kanvas: Kanvas) -> bool:
    """Names do not fit below; months and ages may be left out, names may not."""
    slot = (LEBAR - 40) / len(label)
    named = sum(not any(sign.isdigit() for sign in name) for name in label) * 2 > len(label)
    return named and any(text_width(word, kanvas.kecil) > slot for name in label for word in name.split())


def _standing(
    kanvas: Kanvas, label: Sequence[str], deret: Sequence[Deret], *, satuan: str, acuan: Acuan, top: float
) -> float:
    scale = make_scale([value for satu in deret for value in satu.nilai] + ([clean(acuan[1])] if acuan else []))
    field = draw_scale(kanvas, scale, satuan, top, jumlah=len(label))
    slot, many = field.slot, len(deret)
    wide = min(slot * (0.72 if slot > 9 else 0.86), 64 * many) / many
    digits = decimals_for([value for satu in deret for value in satu.nilai])
    fits = many == 1 and all(
        text_width(show_short(value, digits, ""), kanvas.kecil) < slot - 2
        for value in deret[0].nilai
        if value is not None
    )
    zero = field.y(0)
    for number, (satu, fill) in enumerate(zip(deret, _fills(kanvas, many), strict=True)):
        for place, value in enumerate(satu.nilai):
            if value is None:
                continue
            x, y = field.x(place) - wide * many / 2 + number * wide, field.y(value)
            kanvas.rect(x, min(y, zero), wide, max(abs(zero - y), 0.5 if value else 0), fill)
            if fits:
                over = y - 4 if value >= 0 else y + kanvas.kecil
                words = show_short(value, digits, "")
                kanvas.write(x + wide / 2, over, words, ukuran=kanvas.kecil, jangkar="middle")
    kanvas.line(field.kiri, zero, field.kanan, zero, warna=TINTA)
    if acuan and (line := clean(acuan[1])) is not None:
        kanvas.line(field.kiri, field.y(line), field.kanan, field.y(line), warna=TINTA, tebal=2, putus="5 3")
    return draw_labels(kanvas, field, label)


class _Lying:
    """Bars one below the other, each with its figure at the end."""

    def __init__(
        self,
        kanvas: Kanvas,
        label: Sequence[str],
        deret: Sequence[Deret],
        *,
        satuan: str,
        acuan: Acuan,
        top: float,
    ) -> None:
        self.kanvas, self.label, self.satuan, self.top = kanvas, label, satuan, top
        self.deret = [satu.nilai[: len(label)] for satu in deret]
        self.acuan = clean(acuan[1]) if acuan else None
        values = [value for satu in self.deret for value in satu]
        self.digits = decimals_for(values)
        self.scale: Skala = make_scale([*values, self.acuan])
        figures = [text_width(self._words(value), kanvas.kecil) for value in values]
        name = max(text_width(one, kanvas.biasa) for one in label)
        # A long name stands above its bar, where it has the whole width.
        self.above = name > LEBAR * 0.36
        self.left = 0.0 if self.above else name + 8
        room = max(figures) + 6
        self.start = self.left + (room if self.scale.rendah < 0 else 0)
        self.end = LEBAR - room

    def _words(self, value: float | None) -> str:
        return TIDAK_ADA if value is None else show(value, self.digits, self.satuan)

    def _x(self, value: float) -> float:
        return self.start + self.scale.share(value) * (self.end - self.start)

    def draw(self, total: int) -> float:
        """All rows; the y below them."""
        kanvas, many = self.kanvas, len(self.deret)
        thick = kanvas.baris - 2.0 if many == 1 else kanvas.kecil + 2
        y = self.top + 4
        first = y
        for row, name in enumerate(self.label):
            if self.above:
                kanvas.write(0, y + kanvas.biasa, shorten(name, LEBAR, kanvas.biasa))
                y += kanvas.baris
            else:
                kanvas.write(self.left - 8, y + thick * many / 2 + kanvas.biasa * 0.35, name, jangkar="end")
            for values, fill in zip(self.deret, _fills(kanvas, many), strict=True):
                self._bar(y, thick, values[row], fill)
                y += thick
            y += 8
        kanvas.line(self._x(0), first - 2, self._x(0), y - 4, warna=TINTA)
        if self.acuan is not None:
            x = self._x(self.acuan)
            kanvas.line(x, first - 4, x, y - 4, warna=TINTA, tebal=2, putus="5 3")
        if total > len(self.label):
            y = kanvas.paragraph(y, f"{total - len(self.label)} baris lain ada di tabel.")
        return y + 6

    def _bar(self, y: float, thick: float, value: float | None, fill: str) -> None:
        kanvas, zero = self.kanvas, self._x(0)
        base = y + thick / 2 + kanvas.kecil * 0.35
        if value is None:
            kanvas.write(zero + 5, base, TIDAK_ADA, ukuran=kanvas.kecil, warna=LEMBUT)
            return
        x = self._x(value)
        kanvas.rect(min(zero, x), y + 1, max(abs(x - zero), 0.5 if value else 0), thick - 2, fill)
        anchor, place = ("end", x - 5) if value < 0 else ("", x + 5)
        kanvas.write(place, base, self._words(value), ukuran=kanvas.kecil, jangkar=anchor)
