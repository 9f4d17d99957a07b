"""Frames that follow each other over as many pages as they need."""

from dataclasses import dataclass

from pemakaman.dokumen.formulir.kertas import KERTAS, fit_page, scale_flowing
from pemakaman.dokumen.formulir.kisi import KANAN, KIRI, Judul, Larik, Papan
from pemakaman.dokumen.formulir.tanda import book_number, continuation
from pemakaman.dokumen.lembar import Halaman, Huruf, Kata, Kode, Rata

ATAS_HALAMAN, BAWAH_HALAMAN = 36.0, 45.0
JARAK_BINGKAI = 3.5
BARIS_LANJUTAN = 2


@dataclass(frozen=True)
class Bingkai:
    """A frame around headings and rows, each line `tinggi` high."""

    isi: tuple[Judul | Larik, ...]
    tinggi: float

    def height(self, part: Judul | Larik) -> float:
        """Of one of its parts."""
        return self.tinggi * (1 if isinstance(part, Judul) else part.lajur)


class Aliran:
    """Mutable while a form is laid out; `y` is where the next frame may begin. `halaman` ends it.

    `huruf` and `isi` are the faces of printed words and of values.
    """

    def __init__(self, kertas: str, huruf: Huruf, isi: Huruf, y: float) -> None:
        self.kertas, self.y = kertas, y
        self.lebar, self.tinggi = KERTAS[kertas]
        self._huruf, self._isi = huruf, isi
        self._papan: list[Papan] = [Papan(huruf=huruf, isi=isi)]

    @property
    def papan(self) -> Papan:
        """The page that is being laid out."""
        return self._papan[-1]

    @property
    def batas(self) -> float:
        """Below it stand continuations and foot."""
        return self.tinggi - BAWAH_HALAMAN

    def next_page(self) -> None:
        """Begin another page."""
        self._papan.append(Papan(huruf=self._huruf, isi=self._isi))
        self.y = ATAS_HALAMAN

    def need(self, tinggi: float) -> None:
        """Begin another page unless this one has so much room left."""
        if self.y + tinggi > self.batas:
            self.next_page()

    def add(self, bingkai: Bingkai) -> None:
        """Place a frame, over a page's end if it must."""
        parts = list(bingkai.isi)
        total = sum(map(bingkai.height, parts))
        if total < (self.batas - ATAS_HALAMAN) / 3:
            self.need(total)
        while parts:
            count = self._rows_that_fit(bingkai, parts)
            if count:
                self._place(bingkai, parts[:count])
                parts = parts[count:]
            if parts:
                self.next_page()

    def _rows_that_fit(self, bingkai: Bingkai, parts: list[Judul | Larik]) -> int:
        """How many of `parts` fit on this page without leaving a heading alone at its end."""
        room, count = self.batas - self.y, 0
        for part in parts:
            room -= bingkai.height(part)
            if room < 0:
                break
            count += 1
        while 0 < count < len(parts) and isinstance(parts[count - 1], Judul):
            count -= 1
        return count

    def _place(self, bingkai: Bingkai, parts: list[Judul | Larik]) -> None:
        y = self.y
        for part in parts:
            if isinstance(part, Judul):
                self.papan.heading(part, self.papan.baseline(y, bingkai.tinggi))
            else:
                self.papan.row(part, y, bingkai.tinggi)
            y += bingkai.height(part)
        self.papan.frame(self.y, y)
        self.y = y + JARAK_BINGKAI

    def pages(self, kode: Kode | None) -> tuple[Halaman, ...]:
        """All pages with their feet; the square code stands on the last."""
        scale, count = scale_flowing(self.kertas), len(self._papan)
        found = []
        for nomor, papan in enumerate(self._papan, 1):
            foot = self.tinggi - 22
            papan.words(book_number(foot))
            if count > 1:
                words = f"halaman {nomor} dari {count}"
                papan.words(Kata(KANAN, foot, words, Huruf(6.0), Rata.KANAN))
            place = continuation(self.tinggi - 39, lebar=KANAN - KIRI - 3, baris=BARIS_LANJUTAN)
            page = Halaman(tuple(papan.baris), tuple(papan.gambar), kode if nomor == count else None, place)
            found.append(fit_page(page, scale))
        return tuple(found)
