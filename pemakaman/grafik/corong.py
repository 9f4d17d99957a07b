"""A funnel: how many reach each step, what is lost between two of them."""

from collections.abc import Sequence

from pemakaman.grafik.angka import TIDAK_ADA, show_label
from pemakaman.grafik.dasar import Gambar, Tabel
from pemakaman.grafik.huruf import shorten, text_width
from pemakaman.grafik.kanvas import Kanvas
from pemakaman.grafik.warna import GARIS, LEMBUT, UTAMA


def funnel(
    kunci: str,
    judul: str,
    langkah: Sequence[tuple[str, int]],
    *,
    tautan: Sequence[str | None] = (),
    catatan: str = "",
    besar: bool = False,
) -> Gambar:
    """Steps below each other, each against the first; `tautan` leads to the rows behind a step."""
    kanvas = Kanvas(besar=besar)
    first = langkah[0][1] if langkah else 0
    most = max((count for _, count in langkah), default=0)
    links = [*tautan, *[None] * len(langkah)]
    y, before = 0.0, None
    for (name, count), link in zip(langkah, links, strict=False):
        y = _step(kanvas, y, name, count, first=first, most=most, before=before, link=link)
        before = count
    if not langkah:
        kanvas.write(0, kanvas.baris, TIDAK_ADA.capitalize(), warna=LEMBUT)
        y = kanvas.baris * 1.5
    table = Tabel(
        ("Langkah", "Jumlah", "Dari langkah pertama (%)", "Dari langkah sebelumnya (%)"),
        tuple(
            (name, count, share(count, first), share(count, langkah[number - 1][1]) if number else None)
            for number, (name, count) in enumerate(langkah)
        ),
    )
    words = "; ".join(f"{name} {_figure(count, first)}" for name, count in langkah)
    return kanvas.finish(kunci, judul, y, inti=f"{words or TIDAK_ADA.capitalize()}.", tabel=table, catatan=catatan)


def share(part: int, whole: int) -> float | None:
    """Per cent with one digit; None of nothing."""
    return round(part * 100 / whole, 1) if whole else None


def _figure(count: int, first: int) -> str:
    return f"{show_label(count)} ({_per_cent(count, first)})" if first else show_label(count)


def _per_cent(part: int, whole: int) -> str:
    """Never '0 %' of something nor '100 %' of less than all."""
    if 0 < part * 1000 < whole * 0.5:
        return "< 0,1 %"
    if part < whole and part * 1000 >= whole * 999.5:
        return "> 99,9 %"
    return show_label(share(part, whole), 1, "%")


def _step(
    kanvas: Kanvas, y: float, name: str, count: int, *, first: int, most: int, before: int | None, link: str | None
) -> float:
    figure = _figure(count, first) if before is not None else show_label(count)
    room = text_width(figure, kanvas.biasa, tebal=True) + 10
    thick = kanvas.baris + 4.0
    kanvas.open_link(link, f"{name}: {figure}")
    kanvas.write(0, y + kanvas.biasa + 1, shorten(name, kanvas.lebar - room, kanvas.biasa))
    kanvas.write(kanvas.lebar, y + kanvas.biasa + 1, figure, tebal=True, jangkar="end", garis=bool(link))
    y += kanvas.baris + 2
    kanvas.rect(0.5, y, kanvas.lebar - 1, thick, "#f5f7f8", tepi=GARIS)
    wide = (kanvas.lebar - 1) * (max(count, 0) / most) if most > 0 else 0
    kanvas.rect(0.5, y, max(wide, 1.0 if count > 0 else 0.0), thick, UTAMA)
    kanvas.close()
    y += thick
    if before is not None and before > count:
        _lost(kanvas, y - thick, thick, wide, lost=before - count, before=before)
    return y + 10


def _lost(kanvas: Kanvas, y: float, thick: float, wide: float, *, lost: int, before: int) -> None:
    """What did not reach this step, in the empty part of its bar, or on the bar where that is too short."""
    words = f"−{show_label(lost)} ({_per_cent(lost, before)})"
    size = kanvas.kecil
    base = y + thick / 2 + size * 0.35
    if text_width(words, size) + 12 < kanvas.lebar - wide:
        kanvas.write(wide + 7, base, words, ukuran=size, warna=LEMBUT)
    else:
        kanvas.write(wide - 7, base, words, ukuran=size, jangkar="end", warna="#ffffff")
