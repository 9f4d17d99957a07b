"""Rows of boxes, of which the forms of civil registration are made. Measures are points on the sheet."""

from dataclasses import dataclass, field, replace

from pemakaman.dokumen.formulir.rapat import with_smaller
from pemakaman.dokumen.lembar import (
    Baris,
    Centang,
    Gambar,
    Garis,
    Huruf,
    Kata,
    Kotak,
    Rata,
    RuangBaris,
    RuangKotak,
    Unsur,
)

KIRI, KANAN = 65.24, 564.72
"""The sides of the frames on the annex's sheet of 612 points."""
X_KOTAK = 210.46
SISI_RESMI = (
    *(X_KOTAK, 223.64, 233.14, 245.27, 267.45, 283.84, 295.98, 308.11, 323.46, 343.00, 353.04, 365.18, 377.31),
    *(392.10, 404.23, 420.06, 432.20, 450.11, 459.13, 471.27, 486.62, 498.75, 510.88, 520.93, 533.06, 546.80, KANAN),
)
"""Sides of the 26 boxes for a name in the annex of Permendagri 6/2026, which are not equally wide."""
TIPIS, TEBAL = 0.64, 1.29
HURUF, HURUF_TEBAL = Huruf(8.03), Huruf(8.03, tebal=True)
HURUF_ISI = Huruf(8.4, mono=True)
PENUH = 0.828
"""Of the height of a row that letters may take."""
ANGKA = 16
"""Boxes of a NIK, and of the numbers that are as long."""


def even_sides(jumlah: int, kiri: float = X_KOTAK, kanan: float = KANAN) -> tuple[float, ...]:
    """The sides of `jumlah` equally wide boxes."""
    return tuple(round(kiri + (kanan - kiri) * i / jumlah, 2) for i in range(jumlah + 1))


def name_sides(kotak_nama: int, *, resmi: bool = False) -> tuple[float, ...]:
    """The sides of the boxes for a name; `resmi` keeps the unequal ones of the annex, which has 26."""
    return SISI_RESMI if resmi and kotak_nama == len(SISI_RESMI) - 1 else even_sides(kotak_nama)


@dataclass(frozen=True)
class Teks:
    """Printed words inside a row."""

    x: float
    teks: str


@dataclass(frozen=True)
class Deret:
    """Boxes side by side, one letter of the value `isian` in each; `label` names the value when it is too long.

    `garis` False draws no box: another part of the row does.
    """

    batas: tuple[float, ...]
    isian: str = ""
    label: str = ""
    garis: bool = True


@dataclass(frozen=True)
class Pilih:
    """A box to tick, from `kiri` to `kanan`, its number at `x` and its words at `x_teks`, or both together at `x`."""

    kiri: float
    kanan: float
    x: float
    teks: str
    isian: str = ""
    kode: str = ""
    nomor: str = ""
    x_teks: float | None = None
    garis: bool = True


@dataclass(frozen=True)
class Nilai:
    """A value written without boxes; a longer one in letters of the size `rapat`, if told."""

    x: float
    lebar: float
    isian: str
    label: str
    kosong: str = ""
    rapat: float = 0.0


Bagian = Teks | Deret | Pilih | Nilai


@dataclass(frozen=True)
class Larik:
    """One line of a block; each entry of `lanjutan` continues its label on a line of its own."""

    label: str
    bagian: tuple[Bagian, ...] = ()
    nomor: str = ""
    lanjutan: tuple[str, ...] = ()
    titik_dua: bool = True

    @property
    def lajur(self) -> int:
        """How many lines it takes."""
        return 1 + len(self.lanjutan)


@dataclass(frozen=True)
class Judul:
    """A heading inside a frame; `tag` h3 for a part of a block, `keterangan` goes on in plain letters."""

    teks: str
    garis_bawah: bool = False
    tag: str = "h2"
    keterangan: str = ""


@dataclass(frozen=True)
class Tiang:
    """Where the columns before the boxes stand."""

    nomor: float = 69.42
    nomor_lebar: float = 66.93
    label: float = 66.85
    label_bernomor: float = 82.2
    titik_dua: float = 202.58


def boxes(
    label: str, isian: str, sisi: tuple[float, ...], *, jumlah: int = 0, sebut: str = "", nomor: str = ""
) -> Larik:
    """A row of `jumlah` boxes (0: of all) on the sides `sisi`; `sebut` names the value, else its label does.

    A line break in `label` continues it below.
    """
    first, *rest = label.split("\n")
    batas = sisi[: jumlah + 1] if jumlah else sisi
    return Larik(first, (Deret(batas, isian, sebut or label.replace("\n", " ").rstrip("*")),), nomor, tuple(rest))


X_TGL, X_BLN, X_THN = SISI_RESMI[2:5], SISI_RESMI[6:9], SISI_RESMI[10:15]
X_TANGGAL = (("Tgl", 212.07, 227.41, X_TGL), ("Bln", 269.06, 288.91, X_BLN), ("Thn", 325.07, 347.02, X_THN))
X_TANGGAL_RATA = (
    ("Tgl", 212.07, 227.41, even_sides(2, 233.1, 258.7)),
    ("Bln", 269.06, 288.91, even_sides(2, 295.9, 321.5)),
    ("Thn", 325.07, 347.02, even_sides(4, 353.0, 404.2)),
)
"""Words and boxes of a date: as the annex of Permendagri 6/2026 has them, and all boxes equally wide."""
X_PUKUL = (SISI_RESMI[0:3], SISI_RESMI[3:6])
X_PUKUL_RATA = (even_sides(2, X_KOTAK, 236.06), even_sides(2, 246.3, 271.9))


def date_parts(isian: str, sebut: str, *, rata: bool = True, garis: bool = True) -> tuple[Bagian, ...]:
    """Tgl (2) Bln (2) Thn (4); `isian` is the path before `.tgl`, `.bln` and `.thn`, '' leaves all empty.

    `rata` has all boxes equally wide, as in every form but F-2.01A.
    """
    parts: list[Bagian] = []
    for name, x, x_titik_dua, sides in X_TANGGAL_RATA if rata else X_TANGGAL:
        path = f"{isian}.{name.lower()}" if isian else ""
        room = Deret(sides, path, f"{sebut} ({name.lower()})", garis)
        parts += (Teks(x, name), Teks(x_titik_dua, ":"), room)
    return tuple(parts)


def date_row(label: str, isian: str, *, sebut: str = "", nomor: str = "", rata: bool = True) -> Larik:
    """A row for a date in three groups of boxes."""
    first, *rest = label.split("\n")
    return Larik(first, date_parts(isian, sebut or first, rata=rata), nomor, tuple(rest))


def time_row(label: str, isian: str, *, nomor: str = "", rata: bool = True) -> Larik:
    """Two boxes for the hour, a colon, two for the minute; `isian` is the path before `.jam` and `.menit`."""
    hour, minute = (f"{isian}.jam", f"{isian}.menit") if isian else ("", "")
    x_jam, x_menit = X_PUKUL_RATA if rata else X_PUKUL
    return Larik(label, (Deret(x_jam, hour, "Jam"), Teks(238.2, ":"), Deret(x_menit, minute, "Menit")), nomor)


def ticks(
    daftar: str, kiri: tuple[float, ...], *, isian: str = "", lebar: float = 12.13, mulai: int = 1
) -> tuple[Pilih, ...]:
    """Boxes to tick, numbered from `mulai`; `daftar` separates their words by '|', `kiri` gives their left sides."""
    return tuple(
        Pilih(left, left + lebar, left + lebar + 1.6, f"{kode}. {words}", isian, str(kode))
        for kode, (words, left) in enumerate(zip(daftar.split("|"), kiri, strict=True), mulai)
    )


def line(
    label: str, isian: str, *, x: float = X_KOTAK, lebar: float = 340.0, sebut: str = "", nomor: str = ""
) -> Larik:
    """A row whose value is written without boxes."""
    return Larik(label, (Nilai(x, lebar, isian, sebut or label),), nomor)


def rows_of_height(jumlah: int, atas: float, bawah: float) -> list[tuple[float, float]]:
    """(upper edge, height) of `jumlah` equally high rows between two lines."""
    height = (bawah - atas) / jumlah
    return [(atas + i * height, height) for i in range(jumlah)]


@dataclass
class Papan:
    """A page while it is laid out: rows in reading order and what is drawn behind them."""

    tiang: Tiang = Tiang()
    huruf: Huruf = HURUF
    isi: Huruf = HURUF_ISI
    baris: list[Baris] = field(default_factory=list)
    gambar: list[Gambar] = field(default_factory=list)

    def frame(self, atas: float, bawah: float, kiri: float = KIRI, kanan: float = KANAN) -> None:
        """A frame around a block."""
        self.gambar.append(Kotak((kiri, kanan), atas, bawah - atas, TEBAL))

    def rule(self, x1: float, y: float, x2: float) -> None:
        """A thin level line."""
        self.gambar.append(Garis(x1, y, x2, y, TIPIS))

    def words(self, *unsur: Unsur, tag: str = "p") -> None:
        """What is read together, at places of its own."""
        self.baris.append(Baris(unsur, tag))

    def title(self, x: float, y: float, teks: str, *, tag: str = "p", rata: Rata = Rata.TENGAH) -> None:
        """Bold words."""
        self.words(Kata(x, y, teks, replace(self.huruf, tebal=True), rata), tag=tag)

    def heading(self, judul: Judul, y: float) -> None:
        """The heading of a block, on the baseline `y`."""
        face = replace(self.huruf, tebal=True, garis_bawah=judul.garis_bawah)
        self.words(Kata(self.tiang.label, y, judul.teks, face), tag=judul.tag)
        if judul.keterangan:
            small = replace(self.huruf, ukuran=round(self.huruf.ukuran * 0.9, 2))
            self.words(Kata(self.tiang.label + 95, y, judul.keterangan, small))

    def row(self, larik: Larik, atas: float, tinggi: float) -> None:
        """A row whose lines are `tinggi` high, its upper edge at `atas`; in a low row the letters are smaller."""
        self._smaller(round(tinggi * PENUH, 2))._lay(larik, atas, tinggi)

    def _smaller(self, most: float) -> "Papan":
        if most >= self.isi.ukuran:
            return self
        face = replace(self.huruf, ukuran=min(self.huruf.ukuran, most))
        return Papan(self.tiang, face, replace(self.isi, ukuran=most), self.baris, self.gambar)

    def _lay(self, larik: Larik, atas: float, tinggi: float) -> None:
        y = self.baseline(atas, tinggi)
        parts: list[Unsur] = list(self._label(larik, y))
        for bagian in larik.bagian:
            parts += self._part(bagian, atas, tinggi, y)
        for index, words in enumerate(larik.lanjutan, 1):
            parts.append(Kata(self._label_x(larik), y + index * tinggi, words, self.huruf))
        self.words(*parts)

    def baseline(self, atas: float, tinggi: float) -> float:
        """Of the words in a row: capitals in its middle, a trifle lower, as the annex has them."""
        return atas + tinggi / 2 + 0.336 * self.huruf.ukuran

    def _label_x(self, larik: Larik) -> float:
        return self.tiang.label_bernomor if larik.nomor else self.tiang.label

    def _label(self, larik: Larik, y: float) -> list[Kata]:
        found: list[Kata] = []
        if larik.nomor:
            x = self.tiang.nomor_lebar if len(larik.nomor) > 2 else self.tiang.nomor
            found.append(Kata(x, y, larik.nomor, self.huruf))
        if larik.label:
            found.append(Kata(self._label_x(larik), y, larik.label, self.huruf))
        if larik.titik_dua:
            found.append(Kata(self.tiang.titik_dua, y, ":", self.huruf))
        return found

    def _boxes(self, batas: tuple[float, ...], atas: float, tinggi: float) -> None:
        self.gambar.append(Kotak(batas, atas, tinggi, TIPIS))

    def _part(self, bagian: Bagian, atas: float, tinggi: float, y: float) -> list[Unsur]:
        match bagian:
            case Teks():
                return [Kata(bagian.x, y, bagian.teks, self.huruf)]
            case Nilai():
                room = RuangBaris(bagian.isian, bagian.x, y, bagian.lebar, bagian.label, self.isi, kosong=bagian.kosong)
                return [with_smaller(room, bagian.rapat) if bagian.rapat else room]
            case Deret():
                if bagian.garis:
                    self._boxes(bagian.batas, atas, tinggi)
                return [RuangKotak(bagian.isian, y, bagian.batas, bagian.label, self.isi)] if bagian.isian else []
            case Pilih():
                if bagian.garis:
                    self._boxes((bagian.kiri, bagian.kanan), atas, tinggi)
                return self._choice(bagian, y)

    def _choice(self, pilih: Pilih, y: float) -> list[Unsur]:
        tick = Centang(pilih.isian, pilih.kode, (pilih.kiri + pilih.kanan) / 2, y, self.isi)
        words = [Kata(pilih.x, y, pilih.nomor, self.huruf)] if pilih.nomor else []
        words.append(Kata(pilih.x if pilih.x_teks is None else pilih.x_teks, y, pilih.teks, self.huruf))
        return [tick, *words] if pilih.isian else list(words)
