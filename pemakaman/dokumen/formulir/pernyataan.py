"""Letters of statement: a title, rows of label and dotted line, paragraphs, places to sign, the box with its code.

Drawn in the measures of the official sheet and fitted onto the paper at the end. A dotted line gives way to its value.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pemakaman.dokumen.formulir.kaki import KAKI, check_words, foot
from pemakaman.dokumen.formulir.kertas import KERTAS, fit_page, scale_page
from pemakaman.dokumen.formulir.rapat import with_smaller
from pemakaman.dokumen.huruf import width_of
from pemakaman.dokumen.lembar import (
    Alinea,
    Baris,
    Gambar,
    Garis,
    Halaman,
    Huruf,
    Kata,
    Kotak,
    Lembar,
    Rata,
    RuangBaris,
    Unsur,
    Varian,
)

TENGAH = 306.0
KIRI, KANAN = 72.02, 540.0
SEMPIT_ALINEA = 0.975
"""The bundled face runs up to 2.5 % wider than the official one: so much smaller, paragraphs break where it does."""
HURUF_NILAI = Huruf(10.5)


def dots(lebar: float, huruf: Huruf) -> str:
    """As many dots as fill `lebar`."""
    return "." * int(lebar / width_of(".", huruf))


@dataclass(frozen=True)
class Isi:
    """A value to be written behind a label: its name, its label in a list, and its dotted line if it has one."""

    isian: str
    label: str
    lebar: float
    titik: float | None = None
    """How far the dotted line goes: as far as the room when not told, nowhere for 0."""
    huruf: Huruf = HURUF_NILAI
    rapat: tuple[float, int, float] | None = None
    """For a longer value: the size of its letters, how many lines, and how far above the label the first one is."""

    def at(self, x: float, y: float) -> RuangBaris:
        """The room, from `x` on."""
        empty = dots(self.lebar if self.titik is None else self.titik, self.huruf)
        room = RuangBaris(self.isian, x, y, self.lebar, self.label, self.huruf, kosong=empty)
        if self.rapat is None:
            return room
        size, lines, higher = self.rapat
        return replace(room, rapat=with_smaller(replace(room, y=y - higher), size, baris=lines, naik=False).rapat)


@dataclass
class Naskah:
    """A letter while it is being laid out; `huruf` is its face, `spasi` the distance of its lines."""

    huruf: Huruf
    spasi: float
    baris: list[Baris] = field(default_factory=list)
    gambar: list[Gambar] = field(default_factory=list)

    def row(self, *unsur: Unsur, tag: str = "p") -> None:
        """What is read together."""
        self.baris.append(Baris(unsur, tag))

    def words(self, x: float, y: float, teks: str, *, huruf: Huruf | None = None, rata: Rata = Rata.KIRI) -> None:
        """A line of words of its own."""
        self.row(Kata(x, y, teks, huruf or self.huruf, rata))

    def title(self, y: float, *lines: str) -> None:
        """The lines of the title in the middle, one heading."""
        middle = (Kata(TENGAH, y + i * self.spasi, one, self.huruf, Rata.TENGAH) for i, one in enumerate(lines))
        self.row(*middle, tag="h1")

    def code_box(self, kode: str, atas: float, kiri: float = 465.1, lebar: float = 73.0, tinggi: float = 22.2) -> None:
        """The framed code of the form at the top right."""
        huruf = Huruf(12.0, tebal=True)
        self.gambar.append(Kotak((kiri, kiri + lebar), atas, tinggi, 1.5))
        self.row(Kata(kiri + lebar / 2, atas + tinggi / 2 + 4.3, kode, huruf, Rata.TENGAH))

    def field(self, y: float, label: str, titik_dua: float, isi: Isi, *, x: float = KIRI) -> None:
        """A label, its colon and its value."""
        colon = Kata(titik_dua, y, ":", self.huruf)
        self.row(Kata(x, y, label, self.huruf), colon, isi.at(titik_dua + self.huruf.ukuran * 0.58, y))

    def paragraph(
        self, y: float, teks: str, *, x: float = KIRI, lebar: float | None = None, sempit: float = SEMPIT_ALINEA
    ) -> None:
        """A paragraph from `y`, its first baseline, on; flush on both sides."""
        width = KANAN - x if lebar is None else lebar
        self.row(Alinea(x, y, width, teks, self.spasi, Huruf(self.huruf.ukuran * sempit)))

    def spread(self, y: float, teks: str, *, x: float = KIRI) -> list[Kata]:
        """One full line of a paragraph, its words spread up to the right edge; gives the words for a row."""
        huruf = Huruf(self.huruf.ukuran * SEMPIT_ALINEA)
        words = teks.split()
        widths = [width_of(one, huruf) for one in words]
        gap = (KANAN - x - sum(widths)) / (len(words) - 1)
        return [Kata(x + sum(widths[:i]) + i * gap, y, one, huruf) for i, one in enumerate(words)]

    def place_and_date(self, x: float, y: float, kosong: str, lebar: float) -> None:
        """Where and when it is signed."""
        room = RuangBaris("ttd.tempat_tanggal", x, y, lebar, "Tempat dan tanggal", self.huruf, kosong=kosong)
        self.row(with_smaller(room, 9.4, 8.0, 7.9, baris=2))

    def stamp_duty(self, x: float, y: float) -> None:
        """Where the stamp is stuck."""
        self.row(Kata(x, y, "Materai", self.huruf), Kata(x, y + self.spasi, "Cukup", self.huruf))

    def signer(self, x: float, y: float, isian: str, *, kosong: str, pola: str = "{}") -> None:
        """The name under a signature, around `x`; `kosong` stands there until there is a name."""
        room = RuangBaris(isian, x - 90, y, 180.0, "Nama terang", self.huruf, Rata.TENGAH, kosong=kosong, pola=pola)
        self.row(with_smaller(room, 9.0, 8.5, baris=2))

    def table(self, tegak: Iterable[Garis], datar: Iterable[Garis]) -> None:
        """The lines of a table."""
        self.gambar += [*tegak, *datar]

    def finish(self, varian: Varian, *, kode: str, judul: str, dasar: str, atas: float, bawah: float) -> Lembar:
        """The letter on the paper that was chosen; what is drawn lies between `atas` and `bawah`."""
        lebar, tinggi = KERTAS[varian.kertas]
        pas = scale_page(varian.kertas, atas, bawah, kaki=KAKI)
        square, more = foot(varian.kertas, pas.x(KIRI), pas.x(KANAN))
        page = fit_page(Halaman(tuple(self.baris), tuple(self.gambar)), pas)
        halaman = Halaman((*page.baris, check_words(square, more.lebar)), page.gambar, square, more)
        return Lembar(kode, judul, dasar, 1, varian.kertas, lebar, tinggi, (halaman,), varian.logo)


def lines(x: Iterable[float], atas: float, bawah: float, tebal: float = 0.48) -> list[Garis]:
    """Upright lines at `x`."""
    return [Garis(one, atas, one, bawah, tebal) for one in x]


def rules(y: Iterable[float], kiri: float, kanan: float, tebal: float = 0.48) -> list[Garis]:
    """Level lines at `y`."""
    return [Garis(kiri, one, kanan, one, tebal) for one in y]
