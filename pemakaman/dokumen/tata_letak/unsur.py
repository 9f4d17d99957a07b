"""The vocabulary of a form layout. Measures are points on the official sheet of 612 × 1008."""

from dataclasses import dataclass

X_BINGKAI, X_BINGKAI_AKHIR = 65.5, 564.5
X_NOMOR, X_LABEL, X_LABEL_BERNOMOR = 69.4, 66.9, 82.2
X_TITIK_DUA, X_KOTAK = 202.6, 210.4
LEBAR_KOTAK_NAMA = X_BINGKAI_AKHIR - X_KOTAK
LEBAR_PILIHAN = 12.1


@dataclass(frozen=True)
class Teks:
    """Printed words inside a row."""

    x: float
    isi: str


@dataclass(frozen=True)
class Kotak:
    """`jumlah` boxes from `x`, one character each; `isian` names the value, empty means left empty."""

    x: float
    jumlah: int
    langkah: float
    isian: str = ""


@dataclass(frozen=True)
class Pilihan:
    """One tick box with its words; ticked when the value named `isian` equals `kode`."""

    x: float
    x_teks: float
    teks: str
    isian: str = ""
    kode: str = ""
    lebar: float = LEBAR_PILIHAN


@dataclass(frozen=True)
class Nilai:
    """A value written without boxes."""

    x: float
    isian: str


Unsur = Teks | Kotak | Pilihan | Nilai


@dataclass(frozen=True)
class Baris:
    """One line of a block; each entry of `lanjutan` continues the label on a line of its own."""

    label: str
    unsur: tuple[Unsur, ...] = ()
    nomor: str = ""
    lanjutan: tuple[str, ...] = ()
    titik_dua: bool = True


@dataclass(frozen=True)
class Judul:
    """A heading inside a frame; `tingkat` 2 for a block, 3 for a part of one."""

    teks: str
    tinggi: float
    garis_bawah: bool = False
    tingkat: int = 2
    keterangan: str = ""


@dataclass(frozen=True)
class Bingkai:
    """A frame around headings and rows. `atas` None lets it follow the one before it."""

    isi: tuple[Judul | Baris, ...]
    tinggi_baris: float
    atas: float | None = None


@dataclass(frozen=True)
class Kepala:
    """The part above the first frame."""

    kode: str
    wilayah: tuple[Baris, ...]
    jenis: tuple[tuple[Pilihan, ...], ...]
    y_kop: float
    y_wilayah: float
    tinggi_wilayah: float
    y_judul: float
    y_label_jenis: float
    y_jenis: float
    tinggi_jenis: float


@dataclass(frozen=True)
class Formulir:
    """A whole form: what is printed, in reading order. `tetap` keeps it on one page by squeezing."""

    kode: str
    dasar: str
    versi: str
    kepala: Kepala
    bingkai: tuple[Bingkai, ...]
    catatan: tuple[str, ...]
    tetap: bool
