"""Figures with their uncertainty: a band from low to high, a mark in the middle."""

from collections.abc import Sequence

from pemakaman.grafik.angka import TIDAK_ADA, Skala, clean, decimals_for, exact, make_scale, show_label
from pemakaman.grafik.batang import TERBANYAK
from pemakaman.grafik.dasar import Gambar, Tabel
from pemakaman.grafik.huruf import shorten, text_width
from pemakaman.grafik.kanvas import Kanvas
from pemakaman.grafik.kata import Acuan, acuan_legend, acuan_words, swatch, unit
from pemakaman.grafik.warna import GARIS, JINGKAT, LEMBUT, TINTA

Rentang = tuple[float, float, float]


def intervals(
    kunci: str,
    judul: str,
    label: Sequence[str],
    rentang: Sequence[Rentang | None],
    *,
    satuan: str = "",
    acuan: Acuan = None,
    catatan: str = "",
    kepala: str = "",
    besar: bool = False,
) -> Gambar:
    """Low, middle and high at each label, never only the middle."""
    kanvas = Kanvas(besar=besar)
    rows = [_clean(satu) for satu in rentang]
    line = clean(acuan[1]) if acuan else None
    items = [
        (f"{swatch(JINGKAT[1])}<path d='M12 -1v15' stroke='{TINTA}' stroke-width='3'/>", "perkiraan dan rentangnya")
    ]
    if acuan and line is not None:
        items.append(acuan_legend(acuan, satuan))
    top = kanvas.flow(0, items)
    values = [value for satu in rows if satu for value in satu]
    digits = decimals_for(values) if values else 0
    scale = make_scale([*values, line])
    y, drawn = top + 6.0, min(len(rows), TERBANYAK)
    for name, satu in zip(label[:drawn], rows[:drawn], strict=True):
        words = TIDAK_ADA if satu is None else _words(satu, digits, satuan)
        y = _row(kanvas, y, name, satu, words=words, scale=scale, line=line)
    y = _foot(kanvas, scale.texts(satuan), [scale.share(value) * kanvas.lebar for value in scale.tanda], y - 6)
    if len(label) > drawn:
        y = kanvas.paragraph(y, f"{len(label) - drawn} baris lain ada di tabel.")
    table = Tabel(
        (kepala, *(f"{word}{unit(satuan)}" for word in ("Bawah", "Perkiraan", "Atas"))),
        tuple((name, *map(exact, satu or (None, None, None))) for name, satu in zip(label, rentang, strict=True)),
    )
    gist = _gist(label, rows, digits, satuan, acuan)
    return kanvas.finish(kunci, judul, y + 6, inti=gist, tabel=table, catatan=catatan)


def _row(
    kanvas: Kanvas, y: float, name: str, satu: Rentang | None, *, words: str, scale: Skala, line: float | None
) -> float:
    """Name and figures above, the band below; the y of the next row."""
    base, thick, wide = y + kanvas.biasa, kanvas.baris - 2.0, kanvas.lebar
    kanvas.write(0, base, shorten(name, wide - text_width(words, kanvas.kecil) - 10, kanvas.biasa))
    colour = TINTA if satu else LEMBUT
    kanvas.write(wide, base, words, ukuran=kanvas.kecil, jangkar="end", warna=colour)
    y += kanvas.baris
    kanvas.rect(0, y, wide, thick, "#f5f7f8", tepi=GARIS)
    if satu:
        low, middle, high = (scale.share(value) * wide for value in satu)
        kanvas.rect(low, y + 2, max(high - low, 1), thick - 4, JINGKAT[1])
        kanvas.line(middle, y, middle, y + thick, warna=TINTA, tebal=3)
    if line is not None:
        x = scale.share(line) * wide
        kanvas.line(x, y - 1, x, y + thick + 1, warna=TINTA, tebal=2, putus="5 3")
    return y + thick + 8


def _clean(satu: Rentang | None) -> Rentang | None:
    if satu is None:
        return None
    low, middle, high = (clean(value) for value in satu)
    return None if low is None or middle is None or high is None else (low, middle, high)


def _words(satu: Rentang, digits: int, satuan: str) -> str:
    low, middle, high = satu
    return f"{show_label(middle, digits, satuan)} ({show_label(low, digits)} – {show_label(high, digits)})"


def _foot(kanvas: Kanvas, words: Sequence[str], places: Sequence[float], y: float) -> float:
    """The scale below; words that would touch are left out."""
    last = -10.0
    for word, x in zip(words, places, strict=True):
        half = text_width(word, kanvas.kecil) / 2
        middle = min(max(x, half), kanvas.lebar - half)
        if middle - half < last + 8:
            continue
        last = middle + half
        kanvas.write(middle, y + kanvas.kecil * 1.2, word, ukuran=kanvas.kecil, jangkar="middle", warna=LEMBUT)
    return y + kanvas.kecil * 1.5


def _gist(label: Sequence[str], rows: Sequence[Rentang | None], digits: int, satuan: str, acuan: Acuan) -> str:
    known = [(satu, name) for name, satu in zip(label, rows, strict=True) if satu]
    if not known:
        return f"{TIDAK_ADA.capitalize()}."
    high, low = max(known, key=lambda one: one[0][1]), min(known, key=lambda one: one[0][1])
    text = f"Tertinggi {high[1]} {_words(high[0], digits, satuan)}, terendah {low[1]} {_words(low[0], digits, satuan)}"
    return f"{text}; {acuan_words(acuan, satuan)}." if acuan else f"{text}."
