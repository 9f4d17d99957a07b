"""Places sentences on pages and writes down where they went, as CSS rules and box drawings."""

from pemakaman.dokumen.tata_letak.gambar import Gambar
from pemakaman.dokumen.tata_letak.kertas import Kertas, Skala
from pemakaman.dokumen.tata_letak.lembar import Centang, Halaman, Kalimat, Kata, Potongan, Ruang
from pemakaman.dokumen.tata_letak.unsur import (
    X_LABEL,
    X_LABEL_BERNOMOR,
    X_NOMOR,
    X_TITIK_DUA,
    Baris,
    Kotak,
    Nilai,
    Pilihan,
    Teks,
    Unsur,
)

HURUF = 8.03
HURUF_KOTAK = 8.4
LEBAR_MONO = 0.602
LEBAR_NILAI = 340.0
RENGGANG = 0.4
TITIK_DUA = X_TITIK_DUA - X_LABEL


class Penata:
    """Mutable while a form is laid out; `halaman` and `css` are the result."""

    def __init__(self, kertas: Kertas, skala: Skala) -> None:
        self.kertas, self.skala = kertas, skala
        self.huruf = HURUF * skala.huruf
        self.huruf_kotak = HURUF_KOTAK * skala.huruf
        self.css: list[str] = []
        self._selesai: list[Halaman] = []
        self._nomor = 0
        self._kelas: dict[tuple[float, float], str] = {}
        self._open_page()

    def _open_page(self) -> None:
        self.gambar = Gambar(self.kertas.lebar, self.kertas.tinggi)
        self._kalimat: list[Kalimat] = []
        self._bawah = (0.0, 0.0, 0.0)

    def close_page(self) -> None:
        """Put the current page away and begin the next."""
        drawing = self.gambar
        self._selesai.append(Halaman(tuple(self._kalimat), drawing.svg(), drawing.jumlah_kotak))
        self._open_page()

    @property
    def halaman(self) -> tuple[Halaman, ...]:
        """The pages put away so far."""
        return tuple(self._selesai)

    def _rule(self, at: dict[str, float]) -> str:
        self._nomor += 1
        name = f"e{self._nomor}"
        words = ";".join(f"{key.replace('_', '-')}:{value:.2f}pt" for key, value in at.items())
        self.css.append(f"#{name}{{{words}}}")
        return name

    def sentence(self, tag: str, kelas: str, teks: str, **at: float) -> None:
        """Words of their own place; `at` are CSS properties in points."""
        self._kalimat.append(Kalimat(self._rule(at), tag, kelas, teks))

    def filled(self, kelas: str, isian: str, kosong: str, *, pola: str = "{}", at: dict[str, float]) -> None:
        """A paragraph for the value `isian`; `kosong` is printed when there is none."""
        self._kalimat.append(Kalimat(self._rule(at), "p", kelas, kosong, isian, pola))

    def _room_class(self, langkah: float, lebar: float) -> str:
        """The classes that spread letters over boxes and that give the width of the whole row of boxes."""
        key = (langkah, lebar)
        if key not in self._kelas:
            name = self._kelas[key] = f"s{len(self._kelas) + 1}"
            spacing = langkah - LEBAR_MONO * self.huruf_kotak if langkah else 0.0
            self.css.append(f".{name}{{letter-spacing:{spacing:.3f}pt;width:{lebar:.2f}pt}}")
        return self._kelas[key]

    def _pieces(self, unsur: Unsur, x0: float, y: float, tinggi: float) -> list[Potongan]:
        left, at = self.skala.x(unsur.x), self.skala.x(unsur.x) - x0
        match unsur:
            case Kotak(jumlah=jumlah, langkah=langkah):
                self.gambar.boxes(left, y, tinggi, jumlah, langkah)
                width = jumlah * langkah - 2 * RENGGANG
                kelas = self._room_class(langkah, width)
                return [Ruang(at, unsur.isian, jumlah, langkah, width, kelas)] if unsur.isian else []
            case Pilihan():
                self.gambar.boxes(left, y, tinggi, 1, unsur.lebar)
                tick = [Centang(at + unsur.lebar / 2, unsur.isian, unsur.kode)] if unsur.isian else []
                return [*tick, Kata(self.skala.x(unsur.x_teks) - x0, unsur.teks)]
            case Teks():
                return [Kata(at, unsur.isi)]
            case Nilai():
                letters = int(LEBAR_NILAI / (LEBAR_MONO * self.huruf_kotak))
                kelas = self._room_class(0.0, LEBAR_NILAI)
                return [Ruang(at, unsur.isian, letters, 0.0, LEBAR_NILAI, kelas)]

    def _add_row(self, x0: float, y: float, tinggi: float, potongan: list[Potongan], lanjutan: list[Kata]) -> None:
        height = tinggi * (1 + len(lanjutan))
        name = self._rule({"left": x0, "top": y, "line_height": tinggi, "height": height})
        joined = self._bawah == (x0, round(y, 3), tinggi)
        row = Kalimat(
            name,
            "p",
            "b",
            potongan=tuple(potongan),
            lanjutan=tuple(lanjutan),
            tinggi=tinggi,
            sambung=joined,
        )
        self._kalimat.append(row)
        self._bawah = (x0, round(y + height, 3), tinggi)

    def row(self, baris: Baris, y: float, tinggi: float) -> None:
        """One line of a block, with the continuation lines of its label."""
        x0 = self.skala.x(X_LABEL)
        x_label = X_LABEL_BERNOMOR - X_LABEL if baris.nomor else 0.0
        pieces: list[Potongan] = []
        if baris.nomor:
            pieces.append(Kata(0.0 if len(baris.nomor) > 2 else X_NOMOR - X_LABEL, baris.nomor))
        if baris.label:
            pieces.append(Kata(x_label, baris.label))
        if baris.titik_dua:
            pieces.append(Kata(TITIK_DUA, ":"))
        for unsur in baris.unsur:
            pieces += self._pieces(unsur, x0, y, tinggi)
        below = [Kata(x_label, words) for words in baris.lanjutan]
        self._add_row(x0, y, tinggi, pieces, below)

    def tick_row(self, pilihan: Pilihan, y: float, tinggi: float) -> None:
        """A tick box and its words, on their own."""
        x0 = self.skala.x(pilihan.x)
        self._add_row(x0, y, tinggi, self._pieces(pilihan, x0, y, tinggi), [])
