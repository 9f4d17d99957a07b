"""F-2.29 Surat Keterangan Kematian, as villages still issue it (Permendagri 19/2010).

Rows fill the height of the paper. A choice is written as its code into one box, as the form has it.
"""

from dataclasses import dataclass

from pemakaman.dokumen.formulir.kertas import KERTAS
from pemakaman.dokumen.formulir.kisi import ANGKA, Bagian, Deret, Larik, Nilai, Papan, Teks, Tiang, even_sides
from pemakaman.dokumen.formulir.rapat import with_smaller
from pemakaman.dokumen.formulir.surat_kantor import TIPIS
from pemakaman.dokumen.lembar import (
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

_LEBAR, _TEPI_ATAS, _KAKI = 499.5, 26.0, 108.0
_BARIS, _SELA, _KOTAK = 60, 3.0, 26
_TERTINGGI = 13.4
_LEBAR_TTD = 172.0
_RANGKAP = ("Untuk yang bersangkutan", "Untuk UPTD/Instansi Pelaksana", "Untuk desa/kelurahan", "Untuk kecamatan")
_AGAMA = "1. Islam   2. Kristen   3. Katolik   4. Hindu   5. Budha   6. Lainnya"
_SEBAB = (
    "1. Sakit biasa/tua   2. Wabah penyakit   3. Kecelakaan",
    "4. Kriminalitas   5. Bunuh diri   6. Lainnya",
)
_MENERANGKAN = "1. Dokter   2. Bidan/Perawat   3. Dukun   4. Lainnya"


@dataclass
class _Lembar:
    """The page while it is laid out: `atas` is the upper edge of the next row."""

    papan: Papan
    kiri: float
    tinggi: float
    sisi: tuple[float, ...]
    """Sides of 26 boxes, of which the first ones hold numbers and codes."""
    nama: tuple[float, ...]
    """Sides of the boxes for a name, as many as the office wants."""
    atas: float = _TEPI_ATAS

    @property
    def kotak(self) -> float:
        """Where boxes begin."""
        return self.sisi[0]

    @property
    def kanan(self) -> float:
        """Where they end."""
        return self.sisi[-1]

    def row(self, label: str, *bagian: Bagian, nomor: str = "", titik_dua: bool = True) -> None:
        """One row; its boxes are a little lower than the row is high, so that rows stand apart."""
        self.papan.row(Larik(label, bagian, nomor, titik_dua=titik_dua), self.atas + 0.5, self.tinggi - 1.4)
        self.atas += self.tinggi

    def boxes(self, isian: str, jumlah: int, sebut: str, dari: int = 0) -> Deret:
        """`jumlah` boxes from the box `dari` on."""
        return Deret(self.sisi[dari : dari + jumlah + 1], isian, sebut)

    def words(self, kotak: float, teks: str) -> Teks:
        """Words that begin after so many boxes."""
        step = (self.kanan - self.kotak) / (len(self.sisi) - 1)
        return Teks(self.kotak + kotak * step, teks)

    def line(self, isian: str, sebut: str, dari: float | None = None, sampai: float | None = None) -> Nilai:
        """A value in a frame of its own, to the right edge unless `sampai` ends it."""
        left, right = dari or self.kotak, sampai or self.kanan
        self.papan.gambar.append(Kotak((left, right), self.atas + 0.5, self.tinggi - 1.4, TIPIS))
        return Nilai(left + 3, right - left - 6, isian, sebut, rapat=6.3)

    def address(self, isian: str, sebut: str) -> None:
        """A framed value on two lines."""
        papan, inner = self.papan, self.tinggi - 1.4
        y = papan.baseline(self.atas + 0.5, inner)
        papan.gambar.append(Kotak((self.kotak, self.kanan), self.atas + 0.5, self.tinggi + inner, TIPIS))
        room = RuangBaris(
            isian, self.kotak + 3, y, self.kanan - self.kotak - 6, sebut, papan.isi, baris=2, spasi=self.tinggi
        )
        words = (("5.", papan.tiang.nomor), ("Alamat", papan.tiang.label_bernomor), (":", papan.tiang.titik_dua))
        papan.words(*(Kata(x, y, one, papan.huruf) for one, x in words), room)
        self.atas += 2 * self.tinggi


def build(varian: Varian) -> Lembar:
    """One page on any paper."""
    lebar, tinggi = KERTAS[varian.kertas]
    left = (lebar - _LEBAR) / 2
    height = min(_TERTINGGI, (tinggi - _TEPI_ATAS - _KAKI - 8 * _SELA - 30) / _BARIS)
    small = height < 12
    face = Huruf(7.6 if small else 8.2)
    tiang = Tiang(nomor=left + 4, nomor_lebar=left + 2, label=left + 3, label_bernomor=left + 17, titik_dua=left + 121)
    papan = Papan(tiang, face, Huruf(8.0 if small else 8.4, mono=True))
    edges = (left + 128, left + _LEBAR - 4)
    page = _Lembar(papan, left, height, even_sides(_KOTAK, *edges), even_sides(varian.kotak_nama, *edges))
    _head(page, left)
    _deceased(page)
    for judul, role in (
        ("AYAH", "ayah"),
        ("IBU", "ibu"),
        ("PELAPOR", "pelapor"),
        ("SAKSI I", "saksi1"),
        ("SAKSI II", "saksi2"),
    ):
        _person(page, judul, role)
    return _finish(page, varian, lebar, tinggi)


def _head(page: _Lembar, left: float) -> None:
    """Whose letter it is and who gets which copy, the title and its number, the household."""
    papan, right = page.papan, left + _LEBAR
    papan.gambar.append(Kotak((right - 74, right), page.atas, 19, 1.1))
    papan.words(Kata(right - 37, page.atas + 13.6, "F-2.29", Huruf(11.0, tebal=True), Rata.TENGAH))
    top = page.atas
    for label, isian in (
        ("Pemerintah desa/kelurahan", "kop_desa.3"),
        ("Kecamatan", "kecamatan"),
        ("Kabupaten/Kota", "kabupaten_kota"),
    ):
        page.row(label, Nilai(page.kotak, 176, isian, label))
    page.row("Kode Wilayah", page.boxes("kode_wilayah.angka", 10, "Kode Wilayah"))
    for index, words in enumerate(_RANGKAP, 1):
        y = top + 26 + (index - 1) * 7.6
        papan.words(Kata(right - 176, y, f"Lembar {index}", Huruf(6.4)), Kata(right - 142, y, f": {words}", Huruf(6.4)))
    page.atas += 20
    papan.words(
        Kata(left + _LEBAR / 2, page.atas, "SURAT KETERANGAN KEMATIAN", Huruf(12.0, tebal=True), Rata.TENGAH), tag="h1"
    )
    room = RuangBaris(
        "masukan.nomor_surat", left, page.atas + 13, _LEBAR, "Nomor surat", papan.isi, Rata.TENGAH,
        pola="Nomor: {}", kosong="Nomor: " + "." * 34,
    )  # fmt: skip
    papan.words(room)
    page.atas += 19
    page.row("Nama Kepala Keluarga", Deret(page.nama, "masukan.nama_kepala_keluarga", "Nama kepala keluarga"))
    page.row("Nomor Kartu Keluarga", page.boxes("subjek.no_kk", ANGKA, "Nomor kartu keluarga"))
    page.atas += _SELA


def _deceased(page: _Lembar) -> None:
    top = _open(page, "JENAZAH")
    page.row("NIK", page.boxes("kematian.nik", ANGKA, "NIK jenazah"), nomor="1.")
    page.row("Nama Lengkap", Deret(page.nama, "kematian.nama", "Nama jenazah"), nomor="2.")
    _choice(page, "3.", "Jenis Kelamin", "subjek.jenis_kelamin.kode", "Jenis kelamin", "1. Laki-laki   2. Perempuan")
    _birth(page, "4.", "Tanggal Lahir / Umur", "subjek", "jenazah")
    page.row(
        "Tempat Lahir",
        page.boxes("subjek.tempat_lahir", 14, "Tempat lahir jenazah"),
        page.words(14.4, "Kode prov."),
        Deret(page.sisi[18:21]),
        page.words(20.6, "Kode kab."),
        Deret(page.sisi[24:27]),
        nomor="5.",
    )
    _choice(page, "6.", "Agama", "subjek.agama.kode", "Agama", _AGAMA)
    page.row("Pekerjaan", page.line("subjek.pekerjaan", "Pekerjaan jenazah"), nomor="7.")
    page.row("Alamat", page.line("subjek.jalan", "Alamat jenazah"), nomor="8.")
    _regions(page)
    page.row("Anak Ke", page.boxes("subjek.anak_ke", 2, "Anak ke"), page.words(2.5, "1, 2, 3, 4, ....."), nomor="9.")
    page.row("Tanggal Kematian", *_date(page, "kematian", "Tanggal kematian"), nomor="10.")
    page.row(
        "Pukul",
        page.boxes("kematian.jam", 2, "Jam kematian"),
        page.words(2.4, ":"),
        page.boxes("kematian.menit", 2, "Menit kematian", 3),
        nomor="11.",
    )
    _choice(page, "12.", "Sebab Kematian", "kematian.sebab", "Sebab kematian", *_SEBAB)
    page.row("Tempat Kematian", page.line("kematian.tempat", "Tempat kematian"), nomor="13.")
    _choice(page, "14.", "Yang Menerangkan", "kematian.menerangkan_f229", "Yang menerangkan", _MENERANGKAN)
    _close(page, top)


def _person(page: _Lembar, judul: str, role: str) -> None:
    top, sebut = _open(page, judul), judul.lower().replace(" ii", " II").replace(" i", " I")
    page.row("NIK", page.boxes(f"{role}.nik", ANGKA, f"NIK {sebut}"), nomor="1.")
    page.row("Nama Lengkap", Deret(page.nama, f"{role}.nama", f"Nama {sebut}"), nomor="2.")
    _birth(page, "3.", "Tanggal Lahir / Umur", role, sebut)
    page.row("Pekerjaan", page.line(f"{role}.pekerjaan", f"Pekerjaan {sebut}"), nomor="4.")
    page.address(f"{role}.alamat", f"Alamat {sebut}")
    _close(page, top)


def _open(page: _Lembar, judul: str) -> float:
    """The heading of a block; gives its upper edge."""
    face = Huruf(page.papan.huruf.ukuran, tebal=True)
    page.papan.words(Kata(page.kiri + 3, page.atas + page.tinggi - 3.2, judul, face), tag="h2")
    page.atas += page.tinggi
    return page.atas - page.tinggi


def _close(page: _Lembar, top: float) -> None:
    page.papan.frame(top, page.atas + 1.4, page.kiri, page.kiri + _LEBAR)
    page.atas += 1.4 + _SELA


def _choice(page: _Lembar, nomor: str, label: str, isian: str, sebut: str, *lines: str) -> None:
    """A box for the code, and beside it what each code means."""
    page.row(label, page.boxes(isian, 1, sebut), page.words(1.6, lines[0]), nomor=nomor)
    for words in lines[1:]:
        page.row("", page.words(1.6, words), titik_dua=False)


def _date(page: _Lembar, isian: str, sebut: str) -> tuple[Bagian, ...]:
    parts: list[Bagian] = []
    for word, name, start, count in (("Tgl", "tgl", 2, 2), ("Bln", "bln", 6, 2), ("Thn", "thn", 10, 4)):
        parts += (page.words(start - 1.7, word), page.boxes(f"{isian}.{name}", count, f"{sebut} ({name})", start))
    return tuple(parts)


def _birth(page: _Lembar, nomor: str, label: str, role: str, sebut: str) -> None:
    date = _date(page, f"{role}.lahir", f"Tanggal lahir {sebut}")
    page.row(label, *date, page.words(15.6, "Umur"), page.boxes(f"{role}.umur", 3, f"Umur {sebut}", 18), nomor=nomor)


def _regions(page: _Lembar) -> None:
    """a. to d. of the address, two in a row."""
    left, middle = page.kotak + 80, (page.kotak + page.kanan) / 2 - 2
    second = middle + 66
    for pair in (
        (("a. Desa/Kelurahan", "desa"), ("c. Kab/Kota", "kab_kota")),
        (("b. Kecamatan", "kecamatan"), ("d. Provinsi", "provinsi")),
    ):
        (word, name), (word2, name2) = pair
        page.row(
            "",
            Teks(page.kotak, word),
            page.line(f"subjek.{name}", f"{word[3:]} jenazah", left, middle - 6),
            Teks(middle, word2),
            page.line(f"subjek.{name2}", f"{word2[3:]} jenazah", second - 12),
            titik_dua=False,
        )


def _finish(page: _Lembar, varian: Varian, lebar: float, tinggi: float) -> Lembar:
    """The places to sign, between them the square code; under the reporter's what is too long."""
    left, right = page.kiri, page.kiri + _LEBAR
    top = page.atas + 12
    base = min(tinggi - 36, top + 92)
    _signatures(page, top, base)
    middle, small = (left + right) / 2, Huruf(5.5, mono=True)
    for down, isian in ((64, "periksa.alamat"), (72, "periksa.kode")):
        page.papan.words(RuangBaris(isian, middle - 74, top + down, 148, "Periksa keaslian", small, Rata.TENGAH))
    below = base + 12
    more = Lanjutan(left, below, _LEBAR_TTD, max(1, int((tinggi - 14 - below) // 7)), 7.0, Huruf(6.0, mono=True))
    halaman = Halaman(tuple(page.papan.baris), tuple(page.papan.gambar), Kode(middle - 31, top - 8, 62), more)
    judul, dasar = "Surat keterangan kematian", "Permendagri 19/2010"
    return Lembar("F-2.29", judul, dasar, 1, varian.kertas, lebar, tinggi, (halaman,), varian.logo)


def _signatures(page: _Lembar, top: float, base: float) -> None:
    """The reporter at the left, the head of the village at the right."""
    papan, width, face = page.papan, _LEBAR_TTD, Huruf(8.6)
    left, head = page.kiri, page.kiri + _LEBAR - width
    dots = "." * 24 + ", " + "." * 22
    papan.words(Kata(left + width / 2, top + 12, "Pelapor", face, Rata.TENGAH))
    for isian, y, label, kosong in (
        ("desa.tempat_tanggal", top, "Tempat dan tanggal", dots),
        ("desa.kepala", top + 12, "Jabatan kepala desa/lurah", "Kepala Desa/Lurah"),
    ):
        room = RuangBaris(isian, head, y, width, label, face, Rata.TENGAH, kosong=kosong)
        papan.words(with_smaller(room, 7.4, 6.4))
    for x, isian, label in ((left, "ttd.pelapor", "Nama pelapor"), (head, "ttd.kepala_desa", "Nama kepala desa/lurah")):
        papan.gambar.append(Garis(x + 8, base + 3.4, x + width - 8, base + 3.4, TIPIS))
        room = RuangBaris(isian, x + 8, base, width - 16, label, papan.isi, Rata.TENGAH)
        papan.words(with_smaller(room, 7.2, 7.1, baris=2))
    small = Huruf(7.4, mono=True)
    papan.words(RuangBaris("ttd.kepala_desa_nip", head, base + 13, width, "NIP", small, Rata.TENGAH, pola="NIP {}"))
