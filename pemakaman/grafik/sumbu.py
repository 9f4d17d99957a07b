"""The field of bars and lines: round ticks at the left, labels below, as many as fit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pemakaman.grafik.angka import Skala
from pemakaman.grafik.huruf import text_width, wrap
from pemakaman.grafik.kanvas import LEBAR, Kanvas
from pemakaman.grafik.warna import GARIS, LEMBUT

TINGGI = 190.0


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


def draw_scale(
    kanvas: Kanvas, skala: Skala, satuan: str, atas: float, *, jumlah: int, kanan: float = 0, tinggi: float = TINGGI
) -> Bidang:
    """Ticks with their lines; `kanan` is what to leave free at the right."""
    words = skala.texts(satuan if satuan == "%" else "")
    left = max(text_width(word, kanvas.kecil) for word in words) + 6
    if satuan and satuan != "%":
        atas = kanvas.paragraph(atas, satuan[:1].upper() + satuan[1:], most=1) + 2
    top = atas + kanvas.kecil + 8
    field = Bidang(left, LEBAR - 2 - kanan, top, top + tinggi, skala, jumlah)
    for value, word in zip(skala.tanda, words, strict=True):
        y = field.y(value)
        kanvas.line(field.kiri, y, field.kanan, y)
        kanvas.write(left - 6, y + kanvas.kecil * 0.35, word, ukuran=kanvas.kecil, jangkar="end", warna=LEMBUT)
    return field


def draw_labels(kanvas: Kanvas, bidang: Bidang, label: Sequence[str]) -> float:
    """Every label, or every second, third … where they would touch; the y below them."""
    gap = kanvas.kecil * 0.5
    widest = max(_broken_width(name, kanvas.kecil) for name in label)
    step = max(1, math.ceil((widest + gap) / bidang.slot))
    room = max(bidang.slot * step - gap, 20)
    deepest = 0
    for place in range(0, len(label), step):
        lines = wrap(label[place], room, kanvas.kecil)
        deepest = max(deepest, len(lines))
        half = max(text_width(line, kanvas.kecil) for line in lines) / 2
        # The outer labels stay on the sheet.
        x = min(max(bidang.x(place), half), LEBAR - half)
        for row, line in enumerate(lines):
            y = bidang.bawah + kanvas.kecil * 1.25 * (row + 1) + 2
            kanvas.write(x, y, line, ukuran=kanvas.kecil, jangkar="middle")
    return bidang.bawah + kanvas.kecil * 1.25 * deepest + 8


def _broken_width(name: str, size: float) -> float:
    """How wide it is in two lines."""
    words = name.split() or [""]
    cut = [max(_wide(words[:at], size), _wide(words[at:], size)) for at in range(1, len(words))]
    return min([*cut, _wide(words, size)] if len(words) > 1 else [_wide(words, size)])


def _wide(words: Sequence[str], size: float) -> float:
    return min(text_width(" ".join(words), size), LEBAR / 2)
