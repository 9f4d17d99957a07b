"""From degrees to the coordinates of the pictures: equirectangular, with the cosine of the mean latitude. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pemakaman.peta.rules.geojson import Titik

# Units of the longer side of a file's frame. Of kecamatan one kab/kota is shown at a time, so the grid is finer.
BESAR = {2: 2000, 3: 20_000}


@dataclass(frozen=True)
class Bingkai:
    """The frame of all shapes of a file in degrees, and how many units its longer side has."""

    barat: float
    selatan: float
    timur: float
    utara: float
    tingkat: int

    @property
    def _lonjong(self) -> float:
        return math.cos(math.radians((self.selatan + self.utara) / 2))

    @property
    def skala(self) -> float:
        """Units of one degree of latitude."""
        longer = max((self.timur - self.barat) * self._lonjong, self.utara - self.selatan)
        return BESAR[self.tingkat] / max(longer, 1e-6)

    def place(self, bujur: float, lintang: float) -> tuple[float, float]:
        """Where a place lies in the picture; x grows to the east, y to the south."""
        return (bujur - self.barat) * self._lonjong * self.skala, (self.utara - lintang) * self.skala

    def holds(self, bujur: float, lintang: float, pinggir: float = 0.05) -> bool:
        """Does a place lie in the frame, or within a margin of degrees around it?"""
        return (
            self.barat - pinggir <= bujur <= self.timur + pinggir
            and self.selatan - pinggir <= lintang <= self.utara + pinggir
        )


def draw_path(rings: Iterable[Sequence[Titik]]) -> str:
    """The SVG path of closed rings in picture coordinates, on whole numbers; '' where nothing is left of them."""
    return "".join(_draw_ring(ring) for ring in rings)


def _draw_ring(ring: Sequence[Titik]) -> str:
    points = _on_grid(ring)
    if len(points) < 3:
        return ""
    steps = ""
    for (x, y), (next_x, next_y) in pairwise(points):
        for step in (next_x - x, next_y - y):
            steps += f"{step}" if step < 0 or not steps else f" {step}"
    return f"M{points[0][0]} {points[0][1]}l{steps}z"


def _on_grid(ring: Sequence[Titik]) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for x, y in ring:
        point = round(x), round(y)
        if not points or points[-1] != point:
            points.append(point)
    while len(points) > 1 and points[-1] == points[0]:
        points.pop()
    return points
