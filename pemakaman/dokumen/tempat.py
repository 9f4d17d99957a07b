"""The places of a form for values, and what is drawn there. Works on bytes only; no engine, no fonts.

Numbers are written exactly as WeasyPrint writes them, so that both roads put equal ones into the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pemakaman.dokumen.cetakan import Cetakan, Terisi
from pemakaman.dokumen.gambar import code_runs
from pemakaman.dokumen.huruf import width_of
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lanjutan import named_once, share
from pemakaman.dokumen.lembar import Baris, Lanjutan, RuangBaris
from pemakaman.dokumen.letak import Kepanjangan, Tulisan, letters_of, place_row
from pemakaman.dokumen.objek_pdf import marked
from pemakaman.dokumen.petikan import number_text


class TakMuatError(Exception):
    """The compiled form cannot print this document; the full road can."""


@dataclass(frozen=True)
class Tempat:
    """Where the value of one line goes: its number on the page, and how its baseline and face are written.

    `garis` is what comes before and after the ends of a line under the letters; `huruf` letter → glyph.
    """

    mcid: int
    y: bytes
    muka: bytes
    huruf: Mapping[str, str]
    garis: tuple[bytes, bytes] | None = None

    def draw(self, tulisan: Tulisan) -> Terisi:
        """The marked content of these letters."""
        if not tulisan.langkah:
            glyphs = self._glyphs(tulisan.teks)
            drawn = b"BT\n1 0 0 -1 %s %s Tm\n%s<%s>Tj\nET\n" % (_left(tulisan.x), self.y, self.muka, glyphs)
            return Terisi(marked("Span", self.mcid, self._line(tulisan) + drawn))
        parts = [
            b"1 0 0 -1 %s %s Tm<%s>Tj\n" % (_left(left), self.y, self._glyphs(letter))
            for letter, left in zip(letters_of(tulisan.teks), tulisan.langkah, strict=True)
            if letter != " "
        ]
        drawn = b"BT\n%s%sET\n" % (self.muka, b"".join(parts))
        return Terisi(marked("Span", self.mcid, drawn, tulisan.utuh), tulisan.utuh)

    def _line(self, tulisan: Tulisan) -> bytes:
        if self.garis is None:
            return b""
        start, (before, y) = round(tulisan.x, 3) / 0.75, self.garis
        end = start + width_of(tulisan.teks, tulisan.huruf) / 0.75
        ends = (before, number_text(start), y, number_text(end), y)
        return b"%s%s %s m\n%s %s l\nS\nQ\n/a1.0 gs\n0 0 0 rg\n" % ends

    def _glyphs(self, teks: str) -> bytes:
        try:
            return "".join([self.huruf[letter] for letter in teks]).encode()
        except KeyError as missing:
            raise TakMuatError(f"Huruf {missing} tidak ada pada formulir.") from None


@lru_cache(maxsize=8192)
def _left(x: float) -> bytes:
    """The left edge as the page's matrix wants it: rounded as in the style sheet, then in pixels."""
    return number_text(round(x, 3) / 0.75)


@lru_cache(maxsize=8)
def _code_path(teks: str) -> tuple[bytes, int]:
    """The code as one path, and how many modules it is wide; the pages of a document share it."""
    runs, size = code_runs(teks)
    return b"".join([b"%d %d %d 1 re\n" % run for run in runs]), size


@dataclass(frozen=True)
class TempatKode:
    """The place of the square code: its number, and the matrix that moves to it."""

    mcid: int
    pindah: bytes
    sisi: float

    def draw(self, teks: str) -> Terisi:
        """The code as one path."""
        path, size = _code_path(teks)
        scale = number_text(self.sisi / 0.75 / size)
        return Terisi(
            marked("Figure", self.mcid, b"q\n%s%s 0 0 %s 0 0 cm\n%sf\nQ\n" % (self.pindah, scale, scale, path))
        )


@dataclass(frozen=True)
class HalamanTempat:
    """One page: for each row with places, the lines of each place by the number of the element."""

    baris: tuple[tuple[Baris, Mapping[int, tuple[Tempat, ...]]], ...]
    lanjutan: Lanjutan | None
    sambungan: tuple[Tempat, ...]
    kode: TempatKode | None


@dataclass(frozen=True)
class Kompilasi:
    """A form that fills itself in."""

    cetakan: Cetakan
    halaman: tuple[HalamanTempat, ...]

    def print(self, values: Mapping[str, str], keterangan: Keterangan) -> bytes:
        """The filled form; raises TakMuatError for a letter it lacks, or values that need a sheet of their own."""
        isi: dict[tuple[int, int], Terisi] = {}
        for index, halaman in enumerate(self.halaman):
            for tempat, tulisan in _written(halaman, values):
                isi[index, tempat.mcid] = tempat.draw(tulisan)
            if halaman.kode and keterangan.kode:
                isi[index, halaman.kode.mcid] = halaman.kode.draw(keterangan.kode)
        return self.cetakan.write(isi, keterangan)


def line_count(ruang: RuangBaris) -> int:
    """How many places a room has: its lines, then those of its smaller letters."""
    return ruang.baris + (line_count(ruang.rapat) if ruang.rapat else 0)


def _lines_for(ruang: RuangBaris, places: tuple[Tempat, ...], found: list[Tulisan]) -> tuple[Tempat, ...]:
    """The places of a room on which these letters stand; where lines grow upward they take the last ones."""
    if ruang.rapat and found[0].huruf != ruang.huruf:
        return _lines_for(ruang.rapat, places[ruang.baris :], found)
    own = places[: ruang.baris]
    return own[-len(found) :] if ruang.naik else own


def _written(halaman: HalamanTempat, values: Mapping[str, str]) -> Iterator[tuple[Tempat, Tulisan]]:
    """What stands on a page, each beside its place."""
    longer: list[Kepanjangan] = []
    for baris, places in halaman.baris:
        placed, long = place_row(baris, values)
        longer += long
        for index, found in placed.items():
            unsur = baris.unsur[index]
            some = _lines_for(unsur, places[index], found) if isinstance(unsur, RuangBaris) else places[index]
            yield from zip(some, found, strict=False)
    if not longer:
        return
    place = halaman.lanjutan
    lines, left = share(named_once(longer), place) if place else ([], longer)
    if place is None or left:
        raise TakMuatError("Isian memerlukan lembar lanjutan.")
    for index, (tempat, line) in enumerate(zip(halaman.sambungan, lines, strict=False)):
        yield tempat, Tulisan(place.x, place.y + index * place.spasi, line, place.huruf, "")
