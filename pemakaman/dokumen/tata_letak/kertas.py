"""Paper sizes, and how the official sheet of 612 × 1008 points is fitted onto them."""

from dataclasses import dataclass

LEBAR_RESMI, TINGGI_RESMI = 612.0, 1008.0
ATAS_RESMI, BAWAH_RESMI = 50.0, 990.0
TEPI_ATAS, TEPI_BAWAH = 28.0, 20.0


@dataclass(frozen=True)
class Kertas:
    """A sheet; `css` is its size in the words of @page."""

    nama: str
    css: str
    lebar: float
    tinggi: float


KERTAS = {
    "A4": Kertas("A4", "210mm 297mm", 595.28, 841.89),
    "F4": Kertas("F4", "210mm 330mm", 595.28, 935.43),
    "legal": Kertas("legal", "8.5in 14in", 612.0, 1008.0),
}


@dataclass(frozen=True)
class Skala:
    """Maps official points to a sheet: shifted sideways, squeezed in height, letters smaller with it."""

    dx: float
    oy: float
    sy: float
    huruf: float

    def x(self, value: float) -> float:
        """Across."""
        return value + self.dx

    def y(self, value: float) -> float:
        """Down."""
        return self.oy + value * self.sy

    def tinggi(self, value: float) -> float:
        """A height."""
        return value * self.sy


def scale_fixed(kertas: Kertas) -> Skala:
    """One official page onto one sheet: the annex's own paper stays as it is, shorter paper is squeezed."""
    dx = (kertas.lebar - LEBAR_RESMI) / 2
    if kertas.tinggi >= TINGGI_RESMI:
        return Skala(dx, 0.0, 1.0, 1.0)
    sy = (kertas.tinggi - TEPI_ATAS - TEPI_BAWAH) / (BAWAH_RESMI - ATAS_RESMI)
    return Skala(dx, TEPI_ATAS - ATAS_RESMI * sy, sy, min(1.0, sy + 0.04))


def scale_flowing(kertas: Kertas) -> Skala:
    """A form of several pages keeps its size; only its head moves up."""
    return Skala((kertas.lebar - LEBAR_RESMI) / 2, -34.0, 1.0, 0.93)
