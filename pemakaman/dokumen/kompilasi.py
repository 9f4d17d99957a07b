"""The compiled road to a PDF: a form is drawn once without values, and filled per document without an engine.

A place for a value is drawn with one letter in it; what WeasyPrint wrote for that letter says where a value stands
to the last digit, so that both roads put equal numbers into the file.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pemakaman.dokumen.huruf import has_all
from pemakaman.dokumen.lembar import (
    CENTANG,
    Alinea,
    Baris,
    Centang,
    Halaman,
    Huruf,
    Kata,
    Lanjutan,
    Lembar,
    RuangBaris,
    RuangKotak,
)
from pemakaman.dokumen.letak import SAMBUNG
from pemakaman.dokumen.penuh import draw_pages, pencetak_of
from pemakaman.dokumen.petikan import BarisPetik, Petikan, PetikanError
from pemakaman.dokumen.susun import build_cetakan
from pemakaman.dokumen.tempat import HalamanTempat, Kompilasi, Tempat, TempatKode, line_count
from pemakaman.dokumen.tulis_html import BarisTulis, HalamanTulis, Tulis, frame_page, write_letters, write_printed

CONTOH = "H"
"""The letter that stands in every place while a form is compiled."""
PERBENDAHARAAN = (
    "".join(
        chr(code)
        for first, last in ((0x20, 0x7E), (0xA0, 0xFF), (0x100, 0x17F), (0x2010, 0x2026))
        for code in range(first, last + 1)
    )
    + f"{CENTANG}{SAMBUNG}"
)
"""Every letter that a compiled form can print: ASCII, Latin-1, Latin Extended-A, dashes, quotes, ellipsis, tick."""
SEBARIS = 40
ALT_KODE = "Kode periksa keaslian dokumen"
_TEMPAT = re.compile(
    rb"(?P<garis>q\n/A1.0 gs\n0 0 0 RG\n[\d.]+ w\n)?(?:[-\d.]+ (?P<bawah>[-\d.]+) m\n[-\d. ]+ l\nS\nQ\n"
    rb"/a1.0 gs\n0 0 0 rg\n)?BT\n1 0 0 -1 [-\d.]+ (?P<y>[-\d.]+) Tm\n"
    rb"(?P<muka>/(?P<nama>\w+) [\d.]+ Tf\n)\[<[0-9a-f]{4}>[^\]]*\] TJ\nET\n"
)
_KODE = re.compile(rb"q\n/a1 gs\n(1 0 0 1 [-\d.]+ [-\d.]+ cm\n)")


def compile_lembar(lembar: Lembar) -> Kompilasi:
    """The form, ready for any values. Worker processes only; as slow as one document on the full road."""
    blank = [_blank_page(lembar, one) for one in lembar.halaman]
    extra = Halaman(())
    sheet = HalamanTulis(tuple(_letters(_faces(lembar), _own_letters(lembar))))
    drawn = draw_pages(replace(lembar, halaman=(*lembar.halaman, extra)), [*blank, sheet], CONTOH)
    petikan = replace(drawn, halaman=drawn.halaman[:-1])
    reader = _Pembaca(petikan)
    pages = tuple(reader.page(index, one) for index, one in enumerate(lembar.halaman))
    return Kompilasi(build_cetakan(petikan, pencetak_of(lembar), reader.open), pages)


def _blank_page(lembar: Lembar, halaman: Halaman) -> HalamanTulis:
    rows = [BarisTulis(baris.tag, tuple(_blank(baris))) for baris in halaman.baris]
    rows += [BarisTulis("p", (one,)) for one in _blank_lines(halaman.lanjutan)]
    return frame_page(lembar, halaman, tuple(rows), has_code=True)


def _blank(baris: Baris) -> Iterator[Tulis]:
    for unsur in baris.unsur:
        match unsur:
            case Kata() | Alinea():
                yield write_printed(unsur)
            case RuangKotak():
                yield write_letters(CONTOH, unsur.huruf, unsur.batas[0], unsur.y)
            case RuangBaris():
                yield from _blank_room(unsur)
            case Centang():
                yield write_letters(CONTOH, unsur.huruf, unsur.x, unsur.y)


def _blank_room(ruang: RuangBaris | None) -> Iterator[Tulis]:
    """Every line of a room, then those of its smaller letters."""
    if ruang:
        lines = range(1 - ruang.baris, 1) if ruang.naik else range(ruang.baris)
        yield from (write_letters(CONTOH, ruang.huruf, ruang.x, ruang.y + i * ruang.spasi) for i in lines)
        yield from _blank_room(ruang.rapat)


def _blank_lines(lanjutan: Lanjutan | None) -> Iterator[Tulis]:
    if lanjutan:
        for index in range(lanjutan.baris):
            yield write_letters(CONTOH, lanjutan.huruf, lanjutan.x, lanjutan.y + index * lanjutan.spasi)


def _faces(lembar: Lembar) -> list[Huruf]:
    """The faces of values, each in one size: a font is the same in all."""
    rooms = [
        unsur.huruf
        for halaman in lembar.halaman
        for baris in halaman.baris
        for unsur in baris.unsur
        if isinstance(unsur, RuangKotak | RuangBaris | Centang)
    ]
    rooms += [halaman.lanjutan.huruf for halaman in lembar.halaman if halaman.lanjutan]
    return sorted({Huruf(8.0, tebal=one.tebal, mono=one.mono) for one in rooms}, key=repr)


def _own_letters(lembar: Lembar) -> str:
    """The letters that the form itself puts into its places: what stands in an empty one, frames, labels."""
    rooms = [unsur for halaman in lembar.halaman for baris in halaman.baris for unsur in baris.unsur]
    printed = (one.kosong + one.pola for one in rooms if isinstance(one, RuangBaris))
    labels = (one.label for one in rooms if isinstance(one, RuangKotak | RuangBaris))
    marks = (one.tanda for one in rooms if isinstance(one, Centang))
    return "".join((*printed, *labels, *marks))


def _letters(faces: list[Huruf], own: str) -> Iterator[BarisTulis]:
    """All letters of the faces, for a sheet that is thrown away: what is drawn is in the fonts."""
    wanted = PERBENDAHARAAN + "".join(sorted(set(own).difference(PERBENDAHARAAN)))
    for face in faces:
        known = [letter for letter in wanted if has_all(letter, face)]
        for start in range(0, len(known), SEBARIS):
            yield BarisTulis("p", (write_letters("".join(known[start : start + SEBARIS]), face, 10, 20),))


class _Pembaca:
    """Finds the places on what was drawn; `open` gathers them."""

    def __init__(self, petikan: Petikan) -> None:
        self._petikan = petikan
        self._glyphs = {
            name: {letter: f"{glyph:04x}" for letter, glyph in letters.items()}
            for name, letters in petikan.huruf.items()
        }
        self.open: dict[tuple[int, int], bool] = {}

    def page(self, index: int, halaman: Halaman) -> HalamanTempat:
        """The places of one page; its rows come in the order of the form, then those for continuations."""
        first, rows, tail = 0, list[tuple[Baris, dict[int, tuple[Tempat, ...]]]](), list[Tempat]()
        waiting, kode = iter(halaman.baris), None
        for row in self._petikan.halaman[index].baris:
            if row.tag == "Figure":
                kode = self._code(index, row, first, halaman)
            elif (baris := next(waiting, None)) is None:
                tail.append(self._place(index, first, row.potongan[0].gambar[0]))
            else:
                rows.append((baris, self._places(index, first, baris, row)))
            first += sum(len(potongan.gambar) for potongan in row.potongan)
        return HalamanTempat(tuple(one for one in rows if one[1]), halaman.lanjutan, tuple(tail), kode)

    def _places(self, index: int, first: int, baris: Baris, row: BarisPetik) -> dict[int, tuple[Tempat, ...]]:
        """The places of a row: a room has as many as it has lines."""
        places: dict[int, tuple[Tempat, ...]] = {}
        waiting, number = iter(row.potongan), first
        for element, unsur in enumerate(baris.unsur):
            lines = line_count(unsur) if isinstance(unsur, RuangBaris) else 1
            pieces = [next(waiting).gambar for _ in range(lines)]
            if not isinstance(unsur, Kata | Alinea):
                boxed = isinstance(unsur, RuangKotak)
                places[element] = tuple(
                    self._place(index, number + i, one[0], boxed=boxed) for i, one in enumerate(pieces)
                )
            number += sum(map(len, pieces))
        return places

    def _place(self, index: int, number: int, drawn: bytes, *, boxed: bool = False) -> Tempat:
        found = _TEMPAT.fullmatch(drawn)
        if not found:
            raise PetikanError("Tempat isian digambar dengan cara yang tidak dikenal.")
        self.open[index, number] = boxed
        glyphs = self._glyphs[found["nama"].decode()]
        garis = (found["garis"], found["bawah"]) if found["garis"] else None
        return Tempat(number, found["y"], found["muka"], glyphs, garis)

    def _code(self, index: int, row: BarisPetik, number: int, halaman: Halaman) -> TempatKode | None:
        """The square code; the emblem, which comes first, is no place."""
        found = _KODE.match(row.potongan[0].gambar[0])
        if halaman.kode is None or row.alt != ALT_KODE or not found:
            return None
        self.open[index, number] = False
        return TempatKode(number, found[1], halaman.kode.sisi)
