"""What a picture is made from and what it is: figures in, a drawing with the same figures as a table out."""

from dataclasses import dataclass

Sel = str | int | float | None


@dataclass(frozen=True)
class Tabel:
    """The figures of a picture, a number as a number."""

    kolom: tuple[str, ...]
    baris: tuple[tuple[Sel, ...], ...]


@dataclass(frozen=True)
class Deret:
    """One series, as long as the labels."""

    nama: str
    nilai: tuple[float | None, ...]


@dataclass(frozen=True)
class Gambar:
    """A drawing that stands on a page or alone in a file; `kunci` is its name in addresses.

    `isi_berkas`: what the files hold where that is more than a page can show.
    """

    kunci: str
    judul: str
    svg: str
    tabel: Tabel
    catatan: str = ""
    isi_berkas: Tabel | None = None

    @property
    def penuh(self) -> Tabel:
        """All its figures."""
        return self.isi_berkas or self.tabel


@dataclass(frozen=True)
class Bentuk:
    """A region as an SVG path; `kotak` is its frame and the place for its label: x0, y0, x1, y1, x, y."""

    kode: str
    nama: str
    jalur: str
    kotak: tuple[float, ...]


@dataclass(frozen=True)
class Titik:
    """A place on a map, in the coordinates of the shapes."""

    nama: str
    x: float
    y: float
    jenis: str = ""
