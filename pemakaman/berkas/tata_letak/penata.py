"""Places pieces on pages and writes down where they went, as CSS rules and box drawings."""

from pemakaman.berkas.tata_letak.baris import LEBAR_PILIHAN
from pemakaman.berkas.tata_letak.gambar import Gambar
from pemakaman.berkas.tata_letak.kertas import Kertas, Skala
from pemakaman.berkas.tata_letak.lembar import Halaman, Kalimat, Potongan
from pemakaman.berkas.tata_letak.unsur import (
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

HURUF = 7.8
HURUF_KOTAK = 8.4
LEBAR_MONO = 0.602
CENTANG = "\N{CHECK MARK}"
LEBAR_NILAI = 340.0
RENGGANG = 0.4


class Penata:
    """Mutable while a form is laid out; `halaman` and `css` are the result."""

    def __init__(self, kertas: Kertas, skala: Skala) -> None:
        self.kertas, self.skala = kertas, skala
        self.huruf = HURUF * skala.huruf
        self.huruf_kotak = HURUF_KOTAK * skala.huruf
        self.css: list[str] = []
        self._selesai: list[Halaman] = []
        self._nomor = 0
        self._langkah: dict[float, str] = {}
        self._open_page()

    def _open_page(self) -> None:
        self.gambar = Gambar(self.kertas.lebar, self.kertas.tinggi)
        self._kalimat: list[Kalimat] = []

    def close_page(self) -> None:
        """Put the current page away and begin the next."""
        drawing = self.gambar
        self._selesai.append(Halaman(tuple(self._kalimat), drawing.svg(), drawing.jumlah_kotak))
        self._open_page()

    @property
    def halaman(self) -> tuple[Halaman, ...]:
        """The pages put away so far."""
        return tuple(self._selesai)

    def rule(self, **declarations: float | str) -> str:
        """A new id with these declarations; numbers are points."""
        self._nomor += 1
        name = f"e{self._nomor}"
        words = ";".join(
            f"{key.replace('_', '-')}:{value if isinstance(value, str) else f'{value:.2f}pt'}"
            for key, value in declarations.items()
        )
        self.css.append(f"#{name}{{{words}}}")
        return name

    def sentence(self, tag: str, kelas: str, teks: str, *potongan: Potongan, **at: float | str) -> None:
        """Words of their own place."""
        self._kalimat.append(Kalimat(self.rule(**at), tag, kelas, teks, potongan))

    def filled(self, kelas: str, isian: str, kosong: str, pola: str = "{}", **at: float | str) -> None:
        """A paragraph for the value `isian`; `kosong` is printed when there is none."""
        self._kalimat.append(Kalimat(self.rule(**at), "p", kelas, kosong, (), isian, pola))

    def _step_class(self, langkah: float) -> str:
        """The class that spreads letters so that each stands in the middle of a box."""
        if langkah not in self._langkah:
            name = self._langkah[langkah] = f"s{len(self._langkah) + 1}"
            space = langkah - LEBAR_MONO * self.huruf_kotak
            rule = f".{name}{{letter-spacing:{space:.3f}pt;text-indent:{space / 2 - RENGGANG:.3f}pt}}"
            self.css.insert(0, rule)
        return self._langkah[langkah]

    def _boxes(self, kotak: Kotak, x0: float, y: float, tinggi: float) -> Potongan | None:
        x = self.skala.x(kotak.x)
        self.gambar.boxes(x, y, tinggi, kotak.jumlah, kotak.langkah)
        if not kotak.isian:
            return None
        width = kotak.jumlah * kotak.langkah - 2 * RENGGANG
        name = self.rule(left=x + RENGGANG - x0, width=width, height=tinggi)
        kelas = f"k {self._step_class(kotak.langkah)}"
        return Potongan(name, kelas, "", kotak.isian, "", kotak.jumlah, width, tinggi, self.huruf_kotak)

    def tick(self, pilihan: Pilihan, x0: float, y: float, tinggi: float) -> list[Potongan]:
        """A tick box and its words."""
        x = self.skala.x(pilihan.x)
        self.gambar.boxes(x, y, tinggi, 1, LEBAR_PILIHAN)
        pieces = []
        if pilihan.isian:
            name = self.rule(left=x - x0)
            pieces.append(Potongan(name, "c", CENTANG, pilihan.isian, pilihan.kode))
        name = self.rule(left=self.skala.x(pilihan.x_teks) - x0)
        return [*pieces, Potongan(name, "t", pilihan.teks)]

    def _pieces(self, unsur: Unsur, x0: float, y: float, tinggi: float) -> list[Potongan]:
        match unsur:
            case Kotak():
                piece = self._boxes(unsur, x0, y, tinggi)
                return [piece] if piece else []
            case Pilihan():
                return self.tick(unsur, x0, y, tinggi)
            case Teks():
                return [Potongan(self.rule(left=self.skala.x(unsur.x) - x0), "t", unsur.isi)]
            case Nilai():
                name = self.rule(left=self.skala.x(unsur.x) - x0, width=LEBAR_NILAI, height=tinggi)
                huruf = self.huruf_kotak
                jumlah = int(LEBAR_NILAI / (LEBAR_MONO * huruf))
                return [Potongan(name, "v", "", unsur.isian, "", jumlah, LEBAR_NILAI, tinggi, huruf)]

    def row(self, baris: Baris, y: float, tinggi: float) -> None:
        """One line of a block, with the continuation lines of its label."""
        x_label = X_LABEL_BERNOMOR if baris.nomor else X_LABEL
        x0 = self.skala.x(X_NOMOR - (2.5 if len(baris.nomor) > 2 else 0) if baris.nomor else X_LABEL)
        pieces: list[Potongan] = []
        if baris.nomor:
            label = self.rule(left=self.skala.x(x_label) - x0)
            pieces.append(Potongan(label, "t", baris.label))
        for i, words in enumerate(baris.lanjutan, 1):
            below = self.rule(left=self.skala.x(x_label) - x0, top=i * tinggi)
            pieces.append(Potongan(below, "t", words))
        if baris.titik_dua:
            pieces.append(Potongan(self.rule(left=self.skala.x(X_TITIK_DUA) - x0), "t", ":"))
        for unsur in baris.unsur:
            pieces += self._pieces(unsur, x0, y, tinggi)
        words = baris.nomor or baris.label
        self.sentence("p", "b", words, *pieces, left=x0, top=y, line_height=tinggi, height=tinggi)
