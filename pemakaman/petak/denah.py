"""The drawn plan of a block: where each plot stands on the sheet, from rows and numbers alone. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pemakaman.makam.petak import plot_number
from pemakaman.makam.rules import StatusPetak

# One plot on the sheet, the gap between two, and the space above a row for its name.
LEBAR, TINGGI, SELA, JUDUL = 72, 52, 8, 22
TEPI = 4
SEBARIS = 10
HURUF = {
    StatusPetak.KOSONG: "",
    StatusPetak.DIPESAN: "P",
    StatusPetak.TERISI: "T",
    StatusPetak.TIDAK_DIPAKAI: "X",
}


@dataclass(frozen=True)
class Kotak:
    """One plot on the sheet."""

    id: Any
    nomor: str
    sebutan: str
    status: str
    huruf: str
    x: int
    y: int


@dataclass(frozen=True)
class Denah:
    """The sheet: its size, its plots, and the names of its rows with their places."""

    lebar: int
    tinggi: int
    kotak: list[Kotak]
    judul: list[tuple[str, int]]


def draw(petak: Sequence[Any]) -> Denah:
    """Lay plots (id, baris, nomor, status; sorted by row and place) out in rows of ten."""
    kotak, judul = list[Kotak](), list[tuple[str, int]]()
    y, widest = TEPI, 1
    for baris, group in groupby(petak, key=lambda row: row.baris):
        rows = list(group)
        if baris:
            judul.append((f"Baris {baris}", y + JUDUL - 8))
            y += JUDUL
        for place, row in enumerate(rows):
            x = TEPI + place % SEBARIS * (LEBAR + SELA)
            kotak.append(_box(row, x, y + place // SEBARIS * (TINGGI + SELA)))
        widest = max(widest, min(len(rows), SEBARIS))
        y += -(-len(rows) // SEBARIS) * (TINGGI + SELA) + SELA
    return Denah(widest * (LEBAR + SELA) - SELA + 2 * TEPI, max(y, TINGGI), kotak, judul)


def _box(row: Any, x: int, y: int) -> Kotak:
    status = StatusPetak(row.status)
    return Kotak(row.id, row.nomor, plot_number(row.baris, row.nomor), status.value, HURUF[status], x, y)
