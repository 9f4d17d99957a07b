"""Bars, standing or lying, one or several at each label, with a reference line."""

from collections.abc import Sequence

from pemakaman.grafik.angka import TIDAK_ADA, Skala, clean, decimals_for, make_scale, show_label, show_short
from pemakaman.grafik.dasar import Deret, Gambar
from pemakaman.grafik.huruf import shorten, text_width
from pemakaman.grafik.kanvas import Kanvas
from pemakaman.grafik.kata import Acuan, acuan_legend, gist, series_table, swatch
from pemakaman.grafik.sumbu import Bidang, all_fit, draw_labels, draw_scale
from pemakaman.grafik.warna import KERTAS, LEMBUT, TINTA, ink_on, series_colours

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
    return [colour if number < 5 else kanvas.hatch(ink_on(colour), colour) for number, colour in enumerate(colours)]


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
    named = sum(not any(sign.isdigit() for sign in name) for name in label) * 2 > len(label)
    return named and not all_fit(label, kanvas.kecil, (kanvas.lebar - 60) / len(label))


def _standing(
    kanvas: Kanvas, label: Sequence[str], deret: Sequence[Deret], *, satuan: str, acuan: Acuan, top: float
) -> float:
    scale = make_scale([value for satu in deret for value in satu.nilai] + ([clean(acuan[1])] if acuan else []))
    field = draw_scale(kanvas, scale, satuan, top, jumlah=len(label))
    slot, many = field.slot, len(deret)
    wide = min(slot * (0.72 if slot > 9 else 0.86), 4.5 * kanvas.biasa * many) / many
    digits = decimals_for([value for satu in deret for value in satu.nilai])
    zero = field.y(0)
    for number, (satu, fill) in enumerate(zip(deret, _fills(kanvas, many), strict=True)):
        for place, value in enumerate(satu.nilai):
            if not value:
                continue
            x, y = field.x(place) - wide * many / 2 + number * wide, field.y(value)
            # What a mouse tells of many narrow bars would only make the page heavy.
            words = f"{label[place]}: {show_label(value, digits, satuan)}" if len(label) <= 60 else ""
            kanvas.rect(x, min(y, zero), wide, max(abs(zero - y), 0.5), fill, judul=words)
    kanvas.line(field.kiri, zero, field.kanan, zero, warna=TINTA)
    if acuan and (line := clean(acuan[1])) is not None:
        kanvas.line(field.kiri, field.y(line), field.kanan, field.y(line), warna=TINTA, tebal=2, putus="5 3")
    lower = _write_tops(kanvas, field, deret[0].nilai, digits) if many == 1 else 0
    return draw_labels(kanvas, field, label, turun=lower)


def _write_tops(kanvas: Kanvas, field: Bidang, values: Sequence[float | None], digits: int) -> float:
    """The figure at the end of each bar where all have room; how much lower the labels must stand then."""
    words = ["" if value is None else show_short(value, digits) for value in values]
    if any(text_width(one, kanvas.kecil) > field.slot - 2 for one in words):
        return 0
    kanvas.open_rim()
    for place, (value, one) in enumerate(zip(values, words, strict=True)):
        if value is not None:
            y = field.y(value) + (-4 if value >= 0 else kanvas.kecil)
            kanvas.write(field.x(place), y, one, ukuran=kanvas.kecil, jangkar="middle")
    kanvas.close_rim()
    return kanvas.kecil if min(value for value in values if value is not None) < 0 else 0


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
        figures = [text_width(self._words(value), kanvas.kecil) for value in values if value is not None]
        name = max(text_width(one, kanvas.biasa) for one in label)
        # A long name stands above its bar, where it has the whole width.
        self.above = name > kanvas.lebar * 0.4
        self.left = 0.0 if self.above else name + 8
        room = max(figures, default=0) + 6
        self.start = self.left + (room if any(value is not None and value < 0 for value in values) else 0)
        self.end = kanvas.lebar - room

    def _words(self, value: float | None) -> str:
        return TIDAK_ADA if value is None else show_label(value, self.digits, self.satuan)

    def _x(self, value: float) -> float:
        return self.start + self.scale.share(value) * (self.end - self.start)

    def draw(self, total: int) -> float:
        """All rows; the y below them."""
        kanvas, many = self.kanvas, len(self.deret)
        thick = kanvas.baris - 2.0 if many == 1 else kanvas.kecil + 2
        y = self.top + 4
        first, figures = y, []
        for row, name in enumerate(self.label):
            if self.above:
                kanvas.write(0, y + kanvas.biasa, shorten(name, kanvas.lebar, kanvas.biasa))
                y += kanvas.baris
            else:
                kanvas.write(self.left - 8, y + thick * many / 2 + kanvas.biasa * 0.35, name, jangkar="end")
            for values, fill in zip(self.deret, _fills(kanvas, many), strict=True):
                self._bar(y, thick, values[row], fill)
                figures.append((y + thick / 2 + kanvas.kecil * 0.35, values[row]))
                y += thick
            y += 8
        kanvas.line(self._x(0), first - 2, self._x(0), y - 4, warna=TINTA)
        if self.acuan is not None:
            x = self._x(self.acuan)
            kanvas.line(x, first - 4, x, y - 4, warna=TINTA, tebal=2, putus="5 3")
        self._figures(figures)
        if total > len(self.label):
            y = kanvas.paragraph(y, f"{total - len(self.label)} baris lain ada di tabel.")
        return y + 6

    def _bar(self, y: float, thick: float, value: float | None, fill: str) -> None:
        if value:
            x, zero = self._x(value), self._x(0)
            self.kanvas.rect(min(zero, x), y + 1, max(abs(x - zero), 0.5), thick - 2, fill)

    def _figures(self, figures: Sequence[tuple[float, float | None]]) -> None:
        """At the ends of the bars, over the reference line."""
        kanvas = self.kanvas
        size = kanvas.kecil
        line = self._x(self.acuan) if self.acuan is not None else -100
        for base, value in figures:
            x, words = self._x(value or 0), self._words(value)
            wide = text_width(words, size)
            left = x + 5 + wide > kanvas.lebar if value is None else value < 0
            start = x - 5 - wide if left else x + 5
            if start - 3 < line < start + wide + 3:
                kanvas.rect(start - 2, base - size * 0.95, wide + 4, size * 1.2, KERTAS, tepi="")
            colour = LEMBUT if value is None else TINTA
            kanvas.write(
                x - 5 if left else start, base, words, ukuran=size, jangkar="end" if left else "", warna=colour
            )
