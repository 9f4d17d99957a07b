"""A map of squares for a region without boundaries: each part has a place that its neighbours recognise. Pure."""

import math
from collections.abc import Iterable

# Column and row of Lampung's kab/kota, as they lie to each other.
LAMPUNG: dict[str, tuple[int, int]] = {
    "18.11": (3, 0),  # Mesuji
    "18.08": (1, 1),  # Way Kanan
    "18.12": (2, 1),  # Tulang Bawang Barat
    "18.05": (3, 1),  # Tulang Bawang
    "18.04": (0, 2),  # Lampung Barat
    "18.03": (1, 2),  # Lampung Utara
    "18.02": (2, 2),  # Lampung Tengah
    "18.72": (3, 2),  # Metro
    "18.07": (4, 2),  # Lampung Timur
    "18.13": (0, 3),  # Pesisir Barat
    "18.06": (1, 3),  # Tanggamus
    "18.10": (2, 3),  # Pringsewu
    "18.71": (3, 3),  # Bandar Lampung
    "18.01": (4, 3),  # Lampung Selatan
    "18.09": (2, 4),  # Pesawaran
}


def lay_tiles(wilayah: Iterable[tuple[str, str]]) -> list[tuple[str, str, int, int]]:
    """(code, name, column, row) of each region: where it lies, else line by line in the order given."""
    regions = list(wilayah)
    if regions and all(kode in LAMPUNG for kode, _ in regions) and len(regions) > 1:
        return [(kode, nama, *LAMPUNG[kode]) for kode, nama in regions]
    wide = math.ceil(math.sqrt(len(regions))) or 1
    return [(kode, nama, index % wide, index // wide) for index, (kode, nama) in enumerate(regions)]
