"""Values that are longer than their room are printed whole elsewhere: under the form, or on a sheet of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pemakaman.dokumen.lembar import Baris, Halaman, Huruf, Kata, Lanjutan, Lembar
from pemakaman.dokumen.letak import SAMBUNG, Kepanjangan, place_row, wrap

TEPI = 56.0
JUDUL = "LEMBAR LANJUTAN"


def overlong(halaman: Halaman, values: Mapping[str, str]) -> list[Kepanjangan]:
    """What is too long for its room on a page, in reading order, each once."""
    return list(dict.fromkeys(one for baris in halaman.baris for one in place_row(baris, values)[1]))


def lines_of(found: list[Kepanjangan], lanjutan: Lanjutan) -> list[str]:
    """What is printed for them, broken into lines."""
    words = (f"{SAMBUNG} {one.label}: {one.nilai}" for one in found)
    return [line for one in words for line in wrap(one, lanjutan.lebar, lanjutan.huruf)]


def add_continuations(lembar: Lembar, values: Mapping[str, str]) -> Lembar:
    """The form with its overlong values printed whole: at their place on the page, else on one more sheet."""
    pages: list[Halaman] = []
    left: list[Kepanjangan] = []
    for halaman in lembar.halaman:
        found = overlong(halaman, values)
        place = halaman.lanjutan
        lines = lines_of(found, place) if place else []
        if place and len(lines) <= place.baris:
            pages.append(replace(halaman, baris=(*halaman.baris, *_rows(lines, place))))
        else:
            pages.append(halaman)
            left += found
    return replace(lembar, halaman=(*pages, *_sheets(lembar, left)))


def _rows(lines: list[str], place: Lanjutan) -> Iterator[Baris]:
    for index, line in enumerate(lines):
        yield Baris((Kata(place.x, place.y + index * place.spasi, line, place.huruf),))


def _sheets(lembar: Lembar, found: list[Kepanjangan]) -> Iterator[Halaman]:
    """As many sheets as the values need; each says of which form it is."""
    room = Lanjutan(TEPI, TEPI + 40, lembar.lebar - 2 * TEPI, 0, 12.0, Huruf(9.0, mono=True))
    lines, most = lines_of(found, room), int((lembar.tinggi - 2 * TEPI - 40) / room.spasi)
    for start in range(0, len(lines), most):
        title = Baris((Kata(TEPI, TEPI, f"{JUDUL} {lembar.kode}", Huruf(11.0, tebal=True)),), "h2")
        yield Halaman((title, *_rows(lines[start : start + most], room)))
