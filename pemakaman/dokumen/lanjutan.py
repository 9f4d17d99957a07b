"""Values that are longer than their room are printed whole elsewhere: under the form, or on a sheet of their own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pemakaman.dokumen.lembar import Baris, Halaman, Huruf, Kata, Lanjutan, Lembar
from pemakaman.dokumen.letak import SAMBUNG, Kepanjangan, place_row, wrap

TEPI = 56.0
JUDUL = "LEMBAR LANJUTAN"
PETUNJUK = f"{SAMBUNG} selebihnya di lembar lanjutan"
PENGENAL = (("nomor_buku", "Nomor buku"), ("kematian.nik", "NIK almarhum"), ("ttd.tempat_tanggal", "Dibuat di"))
"""What ties a sheet to its form."""


def overlong(halaman: Halaman, values: Mapping[str, str]) -> list[Kepanjangan]:
    """What is too long for its room on a page, in reading order."""
    return named_once(one for baris in halaman.baris for one in place_row(baris, values)[1])


def named_once(found: Iterable[Kepanjangan]) -> list[Kepanjangan]:
    """One value of several rooms under all their labels."""
    labels: dict[str, list[str]] = {}
    for one in found:
        labels.setdefault(one.nilai, []).append(one.label)
    return [Kepanjangan(", ".join(dict.fromkeys(names)), value) for value, names in labels.items()]


def lines_of(found: list[Kepanjangan], lanjutan: Lanjutan) -> list[str]:
    """What is printed for them, broken into lines."""
    words = (f"{SAMBUNG} {one.label}: {one.nilai}" for one in found)
    return [line for one in words for line in wrap(one, lanjutan.lebar, lanjutan.huruf)]


def share(found: list[Kepanjangan], place: Lanjutan) -> tuple[list[str], list[Kepanjangan]]:
    """The lines at their place on the page, and what must go on a sheet of its own; no value is torn apart."""
    lines = lines_of(found, place)
    if len(lines) <= place.baris:
        return lines, []
    hint = wrap(PETUNJUK, place.lebar, place.huruf)
    shown: list[str] = []
    left: list[Kepanjangan] = []
    for one in found:
        more = lines_of([one], place)
        if left or len(shown) + len(more) + len(hint) > place.baris:
            left.append(one)
        else:
            shown += more
    return [*shown, *hint][: place.baris], left


def add_continuations(lembar: Lembar, values: Mapping[str, str]) -> Lembar:
    """The form with its overlong values printed whole: at their place on the page, else on one more sheet."""
    pages: list[Halaman] = []
    left: list[Kepanjangan] = []
    for halaman in lembar.halaman:
        found = overlong(halaman, values)
        if halaman.lanjutan:
            lines, found = share(found, halaman.lanjutan)
            pages.append(replace(halaman, baris=(*halaman.baris, *_rows(lines, halaman.lanjutan))))
        else:
            pages.append(halaman)
        left += found
    return replace(lembar, halaman=(*pages, *_sheets(lembar, left, values)))


def _rows(lines: list[str], place: Lanjutan) -> Iterator[Baris]:
    for index, line in enumerate(lines):
        if line:
            yield Baris((Kata(place.x, place.y + index * place.spasi, line, place.huruf),))


def _sheets(lembar: Lembar, found: list[Kepanjangan], values: Mapping[str, str]) -> Iterator[Halaman]:
    """As many sheets as the values need; each says of which form and which death it is."""
    room = Lanjutan(TEPI, TEPI + 24, lembar.lebar - 2 * TEPI, 0, 12.0, Huruf(9.0, mono=True))
    about = [f"{label}: {values[path]}" for path, label in PENGENAL if values.get(path)]
    head = [line for one in about for line in wrap(one, room.lebar, room.huruf)] + [""]
    lines, most = lines_of(found, room), int((lembar.tinggi - 2 * TEPI - 24) / room.spasi) - len(head)
    for start in range(0, len(lines), most):
        title = Baris((Kata(TEPI, TEPI, f"{JUDUL} {lembar.kode}", Huruf(11.0, tebal=True)),), "h2")
        yield Halaman((title, *_rows([*head, *lines[start : start + most]], room)))
