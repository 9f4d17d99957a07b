"""Lines over time in one field."""

from collections.abc import Iterator, Sequence

from pemakaman.grafik.angka import TIDAK_ADA, clean, decimals_for, make_scale, show_short
from pemakaman.grafik.dasar import Deret, Gambar
from pemakaman.grafik.huruf import text_width
from pemakaman.grafik.kanvas import Kanvas
from pemakaman.grafik.kata import Acuan, acuan_legend, gist, series_table
from pemakaman.grafik.sumbu import Bidang, draw_labels, draw_scale
from pemakaman.grafik.warna import LEMBUT, PUTUS, TINTA

_WARNA = ("#0a2f4d", "#20699c", "#5fa3cb", "#17242d", "#4b5c67", "#0b5a7a")
LANGSUNG = 4
"""Up to so many series carry their names at their ends; more need a legend."""


def lines(
    kunci: str,
    judul: str,
    label: Sequence[str],
    deret: Sequence[Deret],
    *,
    satuan: str = "",
    acuan: Acuan = None,
    catatan: str = "",
    kepala: str = "",
    dari_nol: bool = True,
    besar: bool = False,
) -> Gambar:
    """A line for each series, told apart by its break and its sign also without colour.

    `dari_nol=False` shows small changes of large figures, and says so below.
    """
    kanvas = Kanvas(besar=besar)
    shown = [Deret(satu.nama, tuple(map(clean, satu.nilai))) for satu in deret]
    values = [value for satu in shown for value in satu.nilai]
    line = clean(acuan[1]) if acuan else None
    direct = len(shown) <= LANGSUNG and all(text_width(satu.nama, kanvas.kecil) < 100 for satu in shown)
    items = [] if direct else [(_sample(number), satu.nama) for number, satu in enumerate(shown)]
    if acuan and line is not None:
        items.append(acuan_legend(acuan, satuan))
    top = kanvas.flow(0, items)
    if not label or all(value is None for value in values):
        kanvas.write(0, top + kanvas.baris, TIDAK_ADA.capitalize(), warna=LEMBUT)
        height: float = top + kanvas.baris * 2
    else:
        height = _draw_field(kanvas, label, shown, top, satuan=satuan, line=line, ends=direct, zero=dari_nol)
    table = series_table(label, deret, satuan, kepala)
    words = gist(label, deret, satuan, acuan)
    return kanvas.finish(kunci, judul, height, inti=words, tabel=table, catatan=catatan)


def _draw_field(
    kanvas: Kanvas,
    label: Sequence[str],
    deret: Sequence[Deret],
    top: float,
    *,
    satuan: str,
    line: float | None,
    ends: bool,
    zero: bool,
) -> float:
    words = _end_words(deret, satuan, named=ends)
    right = max(text_width(one, kanvas.kecil) for one in words) + 10
    scale = make_scale([*(value for satu in deret for value in satu.nilai), line], zero=zero)
    field = draw_scale(kanvas, scale, satuan, top, jumlah=len(label), kanan=right)
    if line is not None:
        kanvas.line(field.kiri, field.y(line), field.kanan, field.y(line), warna=TINTA, tebal=2, putus="5 3")
    _draw_all(kanvas, field, deret, words)
    height = draw_labels(kanvas, field, label)
    if scale.rendah > 0:
        height = kanvas.paragraph(height - 4, "Sumbu tegak tidak mulai dari nol.") + 8
    return height


def _sample(number: int) -> str:
    sketch = Kanvas()
    sketch.curve([(0, 6), (24, 6)], warna=_WARNA[number % 6], putus=PUTUS[number % 6])
    sketch.mark(12, 6, number, warna=_WARNA[number % 6])
    return sketch.markup()


def _end_words(deret: Sequence[Deret], satuan: str, *, named: bool) -> list[str]:
    digits = decimals_for([value for satu in deret for value in satu.nilai])
    last = [next((value for value in reversed(satu.nilai) if value is not None), None) for satu in deret]
    return [
        f"{satu.nama} {show_short(value, digits, satuan)}".strip()
        if named and value is not None
        else satu.nama
        if named
        else ""
        for satu, value in zip(deret, last, strict=True)
    ]


def _draw_all(kanvas: Kanvas, field: Bidang, deret: Sequence[Deret], ends: Sequence[str]) -> None:
    labels: list[tuple[float, str]] = []
    for number, satu in enumerate(deret):
        colour = _WARNA[number % 6]
        for run in runs(field, satu.nilai):
            if len(run) > 1:
                kanvas.curve(run, warna=colour, tebal=3 if kanvas.besar else 2.2, putus=PUTUS[number % 6])
            if len(run) == 1 or len(satu.nilai) <= 31:
                for x, y in run:
                    kanvas.mark(x, y, number, warna=colour)
        last = next((value for value in reversed(satu.nilai) if value is not None), None)
        if last is not None and ends[number]:
            labels.append((field.y(last), ends[number]))
    for y, words in spread(labels, kanvas.kecil * 1.2, field.atas, field.bawah):
        kanvas.write(field.kanan - min(field.slot / 2, 6) + 10, y + kanvas.kecil * 0.35, words, ukuran=kanvas.kecil)


def runs(field: Bidang, values: Sequence[float | None]) -> Iterator[list[tuple[float, float]]]:
    """Pieces of a line between places without a figure."""
    run: list[tuple[float, float]] = []
    for place, value in enumerate(values):
        if value is not None:
            run.append((field.x(place), field.y(value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def spread(butir: Sequence[tuple[float, str]], gap: float, top: float, bottom: float) -> list[tuple[float, str]]:
    """The same words, moved up and down as little as keeps them apart."""
    placed: list[tuple[float, str]] = []
    for y, words in sorted(butir):
        placed.append((max(y, placed[-1][0] + gap if placed else top), words))
    limit = bottom
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = (min(placed[number][0], limit), placed[number][1])
        limit = placed[number][0] - gap
    return placed
