"""Papers without an official drawing: a letterhead, a title, labels with ruled values, paragraphs, places to sign.

Laid out from the top down on any paper, in its own measures; every paper looks alike and leaves the same foot: the
square code at the left, what is too long beside it, and free room at the right for a visible electronic signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pemakaman.dokumen.formulir.kertas import KERTAS
from pemakaman.dokumen.formulir.rapat import with_smaller
from pemakaman.dokumen.lembar import (
    Alinea,
    Baris,
    Gambar,
    Garis,
    Halaman,
    Huruf,
    Kata,
    Kode,
    Kotak,
    Lanjutan,
    Lembar,
    Rata,
    RuangBaris,
    Varian,
)
from pemakaman.dokumen.letak import wrap

TEPI, KAKI, SISI_KODE, RUANG_TTE = 62.0, 26.0, 62.0, 270.0
TIPIS, SEDANG = 0.35, 0.9
BIASA, KECIL, TEBAL = Huruf(10.5), Huruf(8.5), Huruf(10.5, tebal=True)
JUDUL, NILAI = Huruf(13.0, tebal=True), Huruf(9.6, mono=True)
SPASI = 14.2
JARAK = {"A4": 18.4, "F4": 20.4, "legal": 21.4}
"""Between ruled lines: taller paper gives more room to write by hand."""
TITIK_DUA = 148.0
"""From the left edge to the colons."""


@dataclass(frozen=True)
class Penanda:
    """Who signs: words above, the value under the line, and what is written below it."""

    kata: tuple[Kata | RuangBaris | str, ...]
    nama: str
    label: str
    bawah: str = ""
    pola_bawah: str = "{}"


@dataclass
class Surat:
    """A paper while it is laid out; `y` is the next free baseline."""

    varian: Varian
    y: float = 64.0
    baris: list[Baris] = field(default_factory=list)
    gambar: list[Gambar] = field(default_factory=list)
    kode: Kode | None = None
    lanjutan: Lanjutan | None = None
    """Where a paper wants the code and the continuations elsewhere than in its foot."""

    @property
    def lebar(self) -> float:
        """Width of the sheet."""
        return KERTAS[self.varian.kertas][0]

    @property
    def tinggi(self) -> float:
        """Height of the sheet."""
        return KERTAS[self.varian.kertas][1]

    @property
    def jarak(self) -> float:
        """Between two ruled lines."""
        return JARAK[self.varian.kertas]

    @property
    def kanan(self) -> float:
        """The right edge of the words."""
        return self.lebar - TEPI

    @property
    def tengah(self) -> float:
        """The middle of the sheet."""
        return self.lebar / 2

    def words(
        self, teks: str, huruf: Huruf = BIASA, *, x: float = TEPI, rata: Rata = Rata.KIRI, tag: str = "p"
    ) -> None:
        """A line at the present height; `y` stays."""
        self.baris.append(Baris((Kata(x, self.y, teks, huruf, rata),), tag))

    def down(self, jarak: float) -> None:
        """Go on lower."""
        self.y += jarak

    def letterhead(self, *rows: tuple[str, Huruf, str]) -> None:
        """Values in the middle over a double line: name, face, pattern; what is not known leaves its line free."""
        for isian, huruf, pola in rows:
            room = RuangBaris(isian, TEPI, self.y, self.kanan - TEPI, "Kepala surat", huruf, Rata.TENGAH, pola=pola)
            self.baris.append(Baris((with_smaller(room, huruf.ukuran * 0.8),)))
            self.down(huruf.ukuran * 1.38)
        self.y -= 4
        self.gambar += [Garis(TEPI, self.y, self.kanan, self.y, 1.3)]
        self.gambar += [Garis(TEPI, self.y + 2.4, self.kanan, self.y + 2.4, TIPIS)]
        self.down(32)

    def title(self, *lines: str) -> None:
        """The title in the middle, one heading."""
        rows = tuple(Kata(self.tengah, self.y + i * 17, one, JUDUL, Rata.TENGAH) for i, one in enumerate(lines))
        self.baris.append(Baris(rows, "h1"))
        self.down(17 * len(lines))

    def number(self, isian: str, label: str = "Nomor") -> None:
        """The number under the title, a dotted line until there is one."""
        left, width = self.tengah - 140, 280.0
        room = RuangBaris(
            isian,
            left,
            self.y,
            width,
            f"{label} surat",
            NILAI,
            Rata.TENGAH,
            pola=label + ": {}",
            kosong=f"{label}: " + "." * 26,
        )
        self.baris.append(Baris((room,)))
        self.down(28)

    def paragraph(self, teks: str, *, jarak: float = 22.0, huruf: Huruf = BIASA) -> None:
        """Words over the whole width; `jarak` from the last line to what follows."""
        width = self.kanan - TEPI
        spasi = SPASI * huruf.ukuran / BIASA.ukuran
        self.baris.append(Baris((Alinea(TEPI, self.y, width, teks, spasi, huruf),)))
        self.down((len(wrap(teks, width, huruf)) - 1) * spasi + jarak)

    def heading(self, teks: str) -> None:
        """The head of a group of values."""
        self.words(teks, TEBAL, tag="h2")
        self.down(self.jarak)

    def value(self, label: str, isian: str, *, baris: int = 1, sebut: str = "", pola: str = "{}") -> None:
        """A label, and its value on `baris` ruled lines; `sebut` names it where the label alone says too little."""
        colon = TEPI + TITIK_DUA
        room = self.room(isian, colon + 9, self.kanan - colon - 9, sebut or label, baris=baris, pola=pola)
        if baris > 1:
            room = with_smaller(room, 7.2, baris=baris, spasi=self.jarak, naik=False)
        self.baris.append(Baris((Kata(TEPI, self.y, label, BIASA), Kata(colon, self.y, ":", BIASA), room)))
        self.down(baris * self.jarak)

    def pair(self, *both: tuple[str, str, str]) -> None:
        """Two short values beside each other: label, value, name in a list."""
        colon, half = TEPI + TITIK_DUA, (self.kanan - TEPI - TITIK_DUA) / 2
        (label, isian, sebut), (label2, isian2, sebut2) = both
        second = colon + half + 12
        left = self.room(isian, colon + 9, half - 12, sebut)
        wide = 58.0
        right = self.room(isian2, second + wide + 9, self.kanan - second - wide - 9, sebut2)
        self.baris.append(
            Baris(
                (
                    Kata(TEPI, self.y, label, BIASA),
                    Kata(colon, self.y, ":", BIASA),
                    left,
                    Kata(second, self.y, label2, BIASA),
                    Kata(second + wide, self.y, ":", BIASA),
                    right,
                )
            )
        )
        self.down(self.jarak)

    def room(
        self,
        isian: str,
        x: float,
        lebar: float,
        label: str,
        *,
        baris: int = 1,
        pola: str = "{}",
        rata: Rata = Rata.KIRI,
    ) -> RuangBaris:
        """Room for a value on thin lines, at the present height."""
        for index in range(baris):
            y = self.y + 3.4 + index * self.jarak
            self.gambar.append(Garis(x, y, x + lebar, y, TIPIS))
        return RuangBaris(isian, x, self.y, lebar, label, NILAI, rata, pola=pola, baris=baris, spasi=self.jarak)

    def cells(self, *parts: tuple[str, str]) -> None:
        """Values in a row of cells of equal width, each under its label."""
        width = (self.kanan - TEPI) / len(parts)
        top, big = self.y - 10, Huruf(12.0, mono=True)
        sides = tuple(TEPI + i * width for i in range(len(parts) + 1))
        self.gambar.append(Kotak(sides, top, 40, TIPIS))
        for index, (label, isian) in enumerate(parts):
            words = Kata(sides[index] + 8, top + 12, label, KECIL)
            room = RuangBaris(isian, sides[index] + 8, top + 31, width - 16, label, big)
            self.baris.append(Baris((words, room)))
        self.down(54)

    def sign(self, penanda: Penanda, x: float, lebar: float, *, ruang: float = 62.0) -> float:
        """A place to sign from the present height down; gives the height below it, `y` stays."""
        top, middle = self.y, x + lebar / 2
        for index, kata in enumerate(penanda.kata):
            y = top + index * SPASI
            one = Kata(middle, y, kata, BIASA, Rata.TENGAH) if isinstance(kata, str) else kata
            if isinstance(one, RuangBaris):
                one = with_smaller(replace(one, x=x, y=y, lebar=lebar), 8.8, 8.0)
            self.baris.append(Baris((one,)))
        y = top + (len(penanda.kata) - 1) * SPASI + ruang
        self.gambar.append(Garis(x + 8, y + 3.6, x + lebar - 8, y + 3.6, TIPIS))
        name = RuangBaris(penanda.nama, x + 8, y, lebar - 16, penanda.label, NILAI, Rata.TENGAH)
        self.baris.append(Baris((with_smaller(name, 7.6, 7.5, baris=2),)))
        if penanda.bawah:
            small = replace(NILAI, ukuran=8.5)
            words, _, _ = penanda.pola_bawah.partition("{}")
            below = RuangBaris(
                penanda.bawah, x, y + 14, lebar, f"{words.strip()} {penanda.label}".strip(), small, Rata.TENGAH,
                pola=penanda.pola_bawah, kosong=words + "." * 20,
            )  # fmt: skip
            self.baris.append(Baris((below,)))
        return y + 14

    def stamp_duty(self, x: float, y: float) -> None:
        """The box into which the stamp is stuck."""
        self.gambar.append(Kotak((x, x + 62), y, 42, TIPIS))
        self.baris.append(Baris((Kata(x + 31, y + 24, "Meterai", KECIL, Rata.TENGAH),)))

    def finish(self, *, kode: str, judul: str, dasar: str) -> Lembar:
        """The page with its foot."""
        top = self.tinggi - KAKI - SISI_KODE
        left = TEPI + SISI_KODE
        room = self.lebar - RUANG_TTE - left
        if self.kode is None:
            # Below the place for a visible signature, so a little longer.
            self.check_words(left, top + SISI_KODE - 15, room + 20)
        square = self.kode or Kode(TEPI - 6, top, SISI_KODE)
        more = self.lanjutan or Lanjutan(left, top + 10, room, int((SISI_KODE - 26) // 8))
        halaman = Halaman(tuple(self.baris), tuple(self.gambar), square, more)
        return Lembar(kode, judul, dasar, 1, self.varian.kertas, self.lebar, self.tinggi, (halaman,), self.varian.logo)

    def check_words(self, x: float, y: float, lebar: float, rata: Rata = Rata.KIRI) -> None:
        """Near the square code, small: where to check the paper and what to type there."""
        small = Huruf(6.2, mono=True)
        for down, isian, pola in ((0, "periksa.alamat", "Periksa keaslian: {}"), (9, "periksa.kode", "Kode: {}")):
            room = RuangBaris(isian, x, y + down, lebar, "Periksa keaslian", small, rata, pola=pola)
            self.baris.append(Baris((with_smaller(room, 5.6),)))


def place_and_date(isian: str) -> RuangBaris:
    """Where and when it is signed; the place for a signature sets where it stands."""
    return RuangBaris(isian, 0, 0, 0, "Tempat dan tanggal", BIASA, Rata.TENGAH, kosong="." * 22 + ", " + "." * 26)


def office(isian: str, kosong: str, label: str) -> RuangBaris:
    """The office of who signs."""
    return RuangBaris(isian, 0, 0, 0, label, BIASA, Rata.TENGAH, kosong=kosong)


def dashes(x1: float, x2: float, y: float, langkah: float = 7.0) -> Sequence[Gambar]:
    """A broken line: where to cut."""
    count = int((x2 - x1) / langkah)
    return [Garis(x1 + i * langkah, y, x1 + i * langkah + langkah * 0.55, y, TIPIS) for i in range(count)]
