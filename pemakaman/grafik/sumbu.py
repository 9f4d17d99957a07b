"""The field of bars and lines: round ticks at the left, labels below, as many as fit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pemakaman.grafik.angka import Skala
from pemakaman.grafik.huruf import shorten, text_width
from pemakaman.grafik.kanvas import Kanvas
from pemakaman.grafik.warna import LEMBUT

GAP = 0.35
"""Between two labels, in their size."""


@dataclass(frozen=True)
class Bidang:
    """Where figures and places lie on the sheet."""

    kiri: float
    kanan: float
    atas: float
    bawah: float
    skala: Skala
    jumlah: int

    @property
    def slot(self) -> float:
        """The width of one place."""
        return (self.kanan - self.kiri) / self.jumlah

    def x(self, tempat: float) -> float:
        """The middle of a place."""
        return self.kiri + (tempat + 0.5) * self.slot

    def y(self, nilai: float) -> float:
        """The height of a figure."""
        return self.bawah - self.skala.share(nilai) * (self.bawah - self.atas)


def draw_scale(kanvas: Kanvas, skala: Skala, satuan: str, atas: float, *, jumlah: int, kanan: float = 0) -> Bidang:
    """Ticks with their lines; `kanan` is what to leave free at the right."""
    words = skala.texts(satuan if satuan == "%" else "")
    left = max(text_width(word, kanvas.kecil) for word in words) + 6
    if satuan and satuan != "%":
        atas = kanvas.paragraph(atas, satuan[:1].upper() + satuan[1:], most=1) + 2
    top = atas + kanvas.kecil + 8
    field = Bidang(left, kanvas.lebar - 2 - kanan, top, top + kanvas.tinggi, skala, jumlah)
    for value, word in zip(skala.tanda, words, strict=True):
        y = field.y(value)
        kanvas.line(field.kiri, y, field.kanan, y)
        kanvas.write(left - 6, y + kanvas.kecil * 0.35, word, ukuran=kanvas.kecil, jangkar="end", warna=LEMBUT)
    return field


def all_fit(label: Sequence[str], ukuran: float, slot: float) -> bool:
    """Can every label stand below, in two lines at most?"""
    widest = max(text_width(line, ukuran) for name in label for line in _break(name, ukuran))
    return widest + ukuran * GAP <= slot


def draw_labels(kanvas: Kanvas, bidang: Bidang, label: Sequence[str], *, turun: float = 0) -> float:
    """Every label, or every second, third … where they would touch, `turun` lower; the y below them."""
    size, gap = kanvas.kecil, kanvas.kecil * GAP
    broken = [_break(name, size) for name in label]
    whole = max(text_width(name, size) for name in label) + gap <= bidang.slot
    lines = [[name] for name in label] if whole else broken
    widths = [max(text_width(line, size) for line in one) for one in lines]
    step = max(1, math.ceil((min(max(widths), kanvas.lebar / 2) + gap) / bidang.slot))
    end, deepest = -gap, 0
    for place in range(0, len(label), step):
        shown = [shorten(line, kanvas.lebar / 2, size) for line in lines[place]]
        half = min(widths[place], kanvas.lebar / 2) / 2
        # The outer labels stay on the sheet, and never push into the one before them.
        x = min(max(bidang.x(place), half), kanvas.lebar - half)
        if x - half < end + gap:
            continue
        end, deepest = x + half, max(deepest, len(shown))
        for row, line in enumerate(shown):
            kanvas.write(x, bidang.bawah + turun + size * 1.25 * (row + 1) + 2, line, ukuran=size, jangkar="middle")
    return bidang.bawah + turun + size * 1.25 * deepest + 8


def _break(name: str, size: float) -> list[str]:
    """In two lines, as narrow as can be."""
    words = name.split()
    if len(words) < 2:
        return [name]
    pairs = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return list(min(pairs, key=lambda pair: max(text_width(line, size) for line in pair)))
