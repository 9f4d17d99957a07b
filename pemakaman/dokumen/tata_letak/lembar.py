"""What a laid-out form is: pages of sentences in reading order, their stylesheet and their drawings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kata:
    """Printed words that begin `x` points right of the sentence's edge."""

    x: float
    isi: str


@dataclass(frozen=True)
class Centang:
    """A tick around the middle `x`, there when the value `isian` equals `kode`."""

    x: float
    isian: str
    kode: str


@dataclass(frozen=True)
class Ruang:
    """Room for the value `isian`: `jumlah` letters, one every `langkah` points; 0 when not boxed."""

    x: float
    isian: str
    jumlah: int
    langkah: float
    lebar: float
    kelas: str


Potongan = Kata | Centang | Ruang


@dataclass(frozen=True)
class Kalimat:
    """One line of the form.

    `isian` takes the place of `teks` where it is not empty, set into `pola`. A row of a block has `potongan`
    instead, in reading order, and with `lanjutan` the lines that continue its label; `sambung` says that it
    stands right under the row before it.
    """

    id: str
    tag: str
    kelas: str
    teks: str = ""
    isian: str = ""
    pola: str = "{}"
    potongan: tuple[Potongan, ...] = ()
    lanjutan: tuple[Kata, ...] = ()
    tinggi: float = 0.0
    sambung: bool = False


@dataclass(frozen=True)
class Halaman:
    """One sheet."""

    kalimat: tuple[Kalimat, ...]
    svg: str
    jumlah_kotak: int


@dataclass(frozen=True)
class Lembar:
    """A form laid out on a paper, everything but the values; `huruf` are the sizes of words and of values."""

    kode: str
    dasar: str
    versi: str
    halaman: tuple[Halaman, ...]
    css: str
    huruf: float
    huruf_kotak: float
