"""Maps: regions in five steps of one hue by their shapes, or as squares where no shapes are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pemakaman.grafik.angka import TIDAK_ADA, clean, exact, show_label
from pemakaman.grafik.dasar import Bentuk, Deret, Gambar, Tabel, Titik
from pemakaman.grafik.huruf import text_width, wrap
from pemakaman.grafik.kanvas import Kanvas, at, safe
from pemakaman.grafik.kata import gist, swatch, unit
from pemakaman.grafik.kelas import Pembagian, divide
from pemakaman.grafik.warna import KERTAS, TINTA, ink_on

TERTINGGI = 2.4
"""The tallest map, in heights of a field of bars."""
TANPA_NAMA = 8
"""Up to so many regions without room for a name are told below the map."""
Petak = tuple[str, str, int, int]
_Kotak = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Isi:
    """The figures of a map, as they are and as they are drawn, and how they are shown."""

    tepat: Mapping[str, float | None]
    nilai: Mapping[str, float | None]
    bagian: Pembagian
    satuan: str
    kata: Mapping[str, str]

    def words(self, kode: str) -> str:
        """The figure of a region, or the words that stand for it."""
        value = self.nilai.get(kode)
        if value is not None and kode in self.kata:
            return self.kata[kode]
        return TIDAK_ADA if value is None else show_label(value, self.bagian.desimal, self.satuan)

    def fill(self, kanvas: Kanvas, kode: str) -> str:
        """Its colour, or hatched."""
        kelas = self.bagian.find_class(self.nilai.get(kode))
        return kelas.warna if kelas else kanvas.hatch()


def _content(
    kode: Sequence[str], nilai: Mapping[str, float | None], satuan: str, *, persen: bool, kata: Mapping[str, str] | None
) -> _Isi:
    known = {satu: clean(nilai.get(satu)) for satu in kode}
    unit_of = "%" if persen else satuan
    return _Isi({satu: exact(nilai.get(satu)) for satu in kode}, known, divide(known.values()), unit_of, kata or {})


def _legend(kanvas: Kanvas, isi: _Isi, y: float) -> float:
    """Each class with its limits and how many regions are in it."""
    # Where words stand for the figures, the limits are of what they are rounded to.
    about = "kira-kira " if isi.kata else ""
    items = [
        (swatch(kelas.warna), f"{about}{isi.bagian.words(kelas, isi.satuan)} ({kelas.jumlah})")
        for kelas in isi.bagian.kelas
    ]
    empty = sum(value is None for value in isi.nilai.values())
    if empty:
        items.append((swatch(kanvas.hatch()), f"{TIDAK_ADA} ({empty})"))
    if isi.satuan and isi.satuan != "%":
        y = kanvas.paragraph(y, f"{isi.satuan[:1].upper()}{isi.satuan[1:]} (jumlah wilayah)", most=1) + 2
    return kanvas.flow(y, items)


def _finish(
    kanvas: Kanvas, isi: _Isi, names: Mapping[str, str], height: float, *, kunci: str, judul: str, catatan: str
) -> Gambar:
    order = sorted(names, key=lambda kode: (isi.nilai[kode] is None, -(isi.nilai[kode] or 0), names[kode]))
    table = Tabel(("Wilayah", f"Nilai{unit(isi.satuan)}"), tuple((names[kode], isi.tepat[kode]) for kode in order))
    words = "; ".join(f"{names[kode]} {isi.words(kode)}" for kode in order if kode in isi.kata) or gist(
        [names[kode] for kode in order], [Deret("", tuple(isi.nilai[kode] for kode in order))], isi.satuan
    )
    return kanvas.finish(kunci, judul, height, inti=words, tabel=table, catatan=catatan)


def tiles(
    kunci: str,
    judul: str,
    petak: Sequence[Petak],
    nilai: Mapping[str, float | None],
    *,
    satuan: str = "",
    persen: bool = False,
    kata: Mapping[str, str] | None = None,
    tautan: Mapping[str, str] | None = None,
    catatan: str = "",
    besar: bool = False,
) -> Gambar:
    """A square for each region at its column and row; `kata` stands for figures that must not be read as exact."""
    kanvas = Kanvas(besar=besar)
    isi = _content([kode for kode, *_ in petak], nilai, satuan, persen=persen, kata=kata)
    left, upper = min((one[2] for one in petak), default=0), min((one[3] for one in petak), default=0)
    columns = max((one[2] for one in petak), default=0) - left + 1
    rows = max((one[3] for one in petak), default=0) - upper + 1
    wide = min(kanvas.lebar / columns, 10 * kanvas.biasa)
    high = min(max(wide * 0.86, 24), 6.5 * kanvas.biasa)
    size = _name_size([word for _, nama, *_ in petak for word in nama.split()], wide - 7, kanvas)
    top = _legend(kanvas, isi, 0) + 6
    inset = (kanvas.lebar - wide * columns) / 2
    for kode, nama, column, row in petak:
        x, y = inset + (column - left) * wide, top + (row - upper) * high
        kanvas.open_link((tautan or {}).get(kode), f"{nama}: {isi.words(kode)}")
        _tile(kanvas, isi, (kode, nama), kotak=(x, y, wide - 3, high - 3), size=size)
        kanvas.close()
    names = {kode: nama for kode, nama, *_ in petak}
    return _finish(kanvas, isi, names, top + rows * high + 2, kunci=kunci, judul=judul, catatan=catatan)


def _name_size(words: Sequence[str], wide: float, kanvas: Kanvas) -> float:
    """A size at which every word fits, but not too small to read."""
    longest = max((text_width(word, 1) for word in words), default=1)
    return max(min(kanvas.kecil - 1, wide / max(longest, 1)), kanvas.kecil * 0.8)


def _tile(kanvas: Kanvas, isi: _Isi, wilayah: tuple[str, str], *, kotak: _Kotak, size: float) -> None:
    (kode, nama), (x, y, wide, high) = wilayah, kotak
    fill = isi.fill(kanvas, kode)
    kanvas.rect(x, y, wide, high, fill)
    known = isi.nilai[kode] is not None
    ink = ink_on(fill) if known else TINTA
    figure = isi.words(kode) if known else "–"
    room = high - kanvas.biasa * 1.3 - 4
    fits = text_width(figure, kanvas.biasa, tebal=True) <= wide - 4 and room >= size * 1.15
    lines = int((room if fits else high - 4) // (size * 1.15))
    longest = max((text_width(word, size) for word in nama.split()), default=0)
    # Where a word does not fit, its beginning letters do.
    words = nama.split()
    initials = "".join(word[0] for word in words) if len(words) > 1 else nama[:3]
    short = nama if longest <= wide - 4 else initials
    names = wrap(short, wide - 4, size, most=max(1, min(lines, 3)))
    if not known:
        kanvas.rect(x + 2, y + 2, wide - 4, high - 4, KERTAS, tepi="")
    for number, line in enumerate(names):
        base = y + size * (1.1 + 1.15 * number)
        if text_width(line, size) > wide or base > y + high:
            break
        kanvas.write(x + wide / 2, base, line, ukuran=size, jangkar="middle", warna=ink)
    if fits:
        kanvas.write(x + wide / 2, y + high - 6, figure, tebal=True, jangkar="middle", warna=ink)


def choropleth(
    kunci: str,
    judul: str,
    bentuk: Sequence[Bentuk],
    nilai: Mapping[str, float | None],
    *,
    satuan: str = "",
    persen: bool = False,
    kata: Mapping[str, str] | None = None,
    tautan: Mapping[str, str] | None = None,
    titik: Sequence[Titik] = (),
    catatan: str = "",
    besar: bool = False,
) -> Gambar:
    """Regions by their shapes, with names and figures where they have room, and places as points."""
    kanvas = Kanvas(besar=besar)
    isi = _content([satu.kode for satu in bentuk], nilai, satuan, persen=persen, kata=kata)
    top = _legend(kanvas, isi, 0) + 6
    frame = _frame(bentuk)
    scale = min((kanvas.lebar - 2) / frame[2], kanvas.tinggi * TERTINGGI / frame[3])
    shift = ((kanvas.lebar - frame[2] * scale) / 2 - frame[0] * scale, top - frame[1] * scale)
    move = f"translate({shift[0]:.2f} {shift[1]:.2f}) scale({scale:.6g})"
    kanvas.raw(f'<g transform="{move}" stroke="{TINTA}" stroke-width="{0.8 / scale:.4g}" stroke-linejoin="round">')
    for satu in bentuk:
        kanvas.open_link((tautan or {}).get(satu.kode), f"{satu.nama}: {isi.words(satu.kode)}")
        kanvas.raw(f'<path d="{safe(satu.jalur)}" fill="{isi.fill(kanvas, satu.kode)}" fill-rule="evenodd"/>')
        kanvas.close()
    kanvas.raw("</g>")
    _mark(kanvas, titik, scale, shift)
    missing = _names(kanvas, bentuk, isi, scale, (*shift, top, top + frame[3] * scale + 4))
    height = top + frame[3] * scale + 4
    if 0 < len(missing) <= TANPA_NAMA:
        words = "; ".join(f"{satu.nama} {isi.words(satu.kode)}" for satu in missing)
        height = kanvas.paragraph(height, f"Tidak bernama di peta: {words}.", most=4) + 6
    names = {satu.kode: satu.nama for satu in bentuk}
    return _finish(kanvas, isi, names, height, kunci=kunci, judul=judul, catatan=catatan)


def _mark(kanvas: Kanvas, titik: Sequence[Titik], scale: float, shift: tuple[float, float]) -> None:
    """Places as points."""
    for place in titik:
        x, y = place.x * scale + shift[0], place.y * scale + shift[1]
        kanvas.raw(
            f'<circle cx="{at(x)}" cy="{at(y)}" r="3" fill="{KERTAS}" stroke="{TINTA}" stroke-width="1.2">'
            f"<title>{safe(place.nama)}</title></circle>"
        )


def _frame(bentuk: Sequence[Bentuk]) -> tuple[float, float, float, float]:
    """x, y, width and height of all shapes together."""
    if not bentuk:
        return 0, 0, 40, 4
    x0, y0 = min(satu.kotak[0] for satu in bentuk), min(satu.kotak[1] for satu in bentuk)
    x1, y1 = max(satu.kotak[2] for satu in bentuk), max(satu.kotak[3] for satu in bentuk)
    return x0, y0, max(x1 - x0, 1e-6), max(y1 - y0, 1e-6)


def _names(
    kanvas: Kanvas, bentuk: Sequence[Bentuk], isi: _Isi, scale: float, shift: tuple[float, float, float, float]
) -> list[Bentuk]:
    """Names and figures where they have room, the smallest regions first; those without a name are returned."""
    taken: list[_Kotak] = []
    missing: list[Bentuk] = []
    size = kanvas.kecil - 1
    kanvas.open_rim()
    for satu in sorted(bentuk, key=lambda one: (one.kotak[2] - one.kotak[0]) * (one.kotak[3] - one.kotak[1])):
        wide = (satu.kotak[2] - satu.kotak[0]) * scale
        x, y = satu.kotak[4] * scale + shift[0], satu.kotak[5] * scale + shift[1]
        figure = isi.words(satu.kode) if isi.nilai[satu.kode] is not None else "–"
        longest = max((text_width(word, size) for word in satu.nama.split()), default=0)
        rooms = (max(wide, longest), longest)
        choices = [[*wrap(satu.nama, room, size, most=4), figure] for room in rooms] + [[figure]]
        places = ((words, _box(words, x, y, size)) for words in choices)
        found = next(
            (
                one
                for one in places
                if one[1][2] <= kanvas.lebar
                and shift[2] <= one[1][1]
                and one[1][3] <= shift[3]
                and _has_room(one[1], wide, taken)
            ),
            None,
        )
        if found is None or len(found[0]) == 1:
            missing.append(satu)
        if found is None:
            continue
        words, box = found
        taken.append(box)
        for number, word in enumerate(words):
            base = box[1] + size * (0.95 + 1.15 * number)
            last = number == len(words) - 1
            kanvas.write(x, base, word, ukuran=size, tebal=last, jangkar="middle")
    kanvas.close_rim()
    return missing


def _box(words: Sequence[str], x: float, y: float, size: float) -> _Kotak:
    half = max(text_width(word, size, tebal=number == len(words) - 1) for number, word in enumerate(words)) / 2 + 1
    high = size * 0.58 * len(words)
    return x - half, y - high, x + half, y + high


def _has_room(box: _Kotak, wide: float, taken: Sequence[_Kotak]) -> bool:
    """Hardly wider than its region, and clear of the others."""
    inside = box[0] >= 0 and box[2] - box[0] <= wide * 1.15
    return inside and not any(_touch(box, other) for other in taken)


def _touch(one: _Kotak, other: _Kotak) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
