"""What a wall screen shows: nothing that points to a person. Pure."""

from dataclasses import dataclass
from math import ceil

KECIL = 5
# The page is loaded anew so often; figures older than TERTINGGAL are called out.
DETIK, TERTINGGAL_DETIK = 60, 300
_BATAS = (0.2, 0.4, 0.6, 0.8)


def shown(jumlah: int) -> str:
    """A number of people on a wall: below five nobody can be told apart."""
    if 0 < jumlah < KECIL:
        return f"< {KECIL}"
    return f"{jumlah:,}".replace(",", ".")


def shown_share(part: int, whole: int) -> str:
    """A share on a wall; of fewer than five only that it is less than five would be."""
    if 0 < part < KECIL <= whole:
        return f"< {ceil(100 * KECIL / whole)} %"
    return f"{round(100 * part / whole)} %" if whole >= KECIL else "–"


@dataclass(frozen=True)
class Petak:
    """One kab/kota or kecamatan: which share of its buried has an akta.

    Of fewer than five buried nothing is said, and of fewer than five certificates not even the shade.
    """

    nama: str
    dimakamkan: int
    akta: int

    @property
    def teks(self) -> str:
        """'62 %'."""
        return shown_share(self.akta, self.dimakamkan)

    @property
    def kelas(self) -> str:
        """One of five shades, dark is much; or the one for no figure, also where the text hides it."""
        if self.dimakamkan < KECIL or 0 < self.akta < KECIL:
            return "kosong"
        return f"p{sum(self.akta >= limit * self.dimakamkan for limit in _BATAS)}"
