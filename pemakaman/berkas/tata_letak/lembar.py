"""What a laid-out form is: pages of pieces in reading order, their stylesheet and their drawings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Potongan:
    """One piece of text at a fixed place.

    `teks` is printed as it stands; `isian` names a value instead. With `kode` the piece is a tick that
    appears when the value equals it; with `jumlah` a value in that many boxes, `lebar` × `tinggi` points.
    """

    id: str
    kelas: str
    teks: str = ""
    isian: str = ""
    kode: str = ""
    jumlah: int = 0
    lebar: float = 0.0
    tinggi: float = 0.0
    huruf: float = 0.0


@dataclass(frozen=True)
class Kalimat:
    """One line of the form: its own words, then its pieces.

    Where the value named `isian` is not empty it takes the place of the words, set into `pola`.
    """

    id: str
    tag: str
    kelas: str
    teks: str
    potongan: tuple[Potongan, ...] = ()
    isian: str = ""
    pola: str = "{}"


@dataclass(frozen=True)
class Halaman:
    """One sheet."""

    kalimat: tuple[Kalimat, ...]
    svg: str
    jumlah_kotak: int


@dataclass(frozen=True)
class Lembar:
    """A form laid out on a paper, everything but the values."""

    kode: str
    dasar: str
    versi: str
    halaman: tuple[Halaman, ...]
    css: str
