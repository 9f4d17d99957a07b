"""Boundaries made small: cleaned, simplified together so that shared borders stay shared, drawn on whole numbers.

Loads shapely and numpy: for worker processes only.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon

from pemakaman.nilai.galat import NilaiError
from pemakaman.peta.rules.geojson import Bidang
from pemakaman.peta.rules.proyeksi import Bingkai, draw_path

BUDGET = 4_500
"""Bytes (gzip) of the paths of one picture; the page around it has its own."""
FINEST, COARSEST = 1 / 900, 1 / 60
"""Tolerance as a part of the longer side of a picture."""
OVERLAP = 0.05
"""A region that changes its area by more than this share was drawn over its neighbour."""
RUSAK = "Batas di berkas ini tidak dapat dirapikan. Perbaiki di QGIS (Vector > Geometry Tools > Fix), lalu unggah lagi."


@dataclass(frozen=True)
class Jadi:
    """One region drawn."""

    kode: str
    jalur: str
    kotak: list[int]


@dataclass
class Lukisan:
    """All shapes of a file, their frame, and what was mended."""

    bingkai: Bingkai
    bentuk: list[Jadi] = field(default_factory=list)
    diperbaiki: list[str] = field(default_factory=list)
    bertumpuk: list[str] = field(default_factory=list)
    kosong: list[str] = field(default_factory=list)
    titik: int = 0


def draw_shapes(bidang: Mapping[str, list[Bidang]], tingkat: int) -> Lukisan:
    """Draw regions; kecamatan by kab/kota, since one of them is shown at a time. Raises NilaiError."""
    mended = {kode: _mend(parts) for kode, parts in sorted(bidang.items())}
    valid = {kode: area for kode, (area, _) in mended.items() if not area.is_empty}
    if not valid:
        raise NilaiError(RUSAK)
    barat, selatan, timur, utara = map(float, shapely.total_bounds(list(valid.values())))
    lukisan = Lukisan(Bingkai(barat, selatan, timur, utara, tingkat))
    lukisan.kosong = [kode for kode in mended if kode not in valid]
    lukisan.diperbaiki = [kode for kode, (_, crossing) in mended.items() if crossing and kode in valid]
    plane = {kode: _project(area, lukisan.bingkai) for kode, area in valid.items()}
    for _, group in groupby(plane, key=lambda kode: kode[: 3 * (tingkat - 1) - 1]):
        _draw_group({kode: plane[kode] for kode in group}, lukisan)
    return lukisan


def _mend(parts: list[Bidang]) -> tuple[Any, bool]:
    """The area of a region, and whether a line of it crossed itself."""
    try:
        raw = [Polygon(rings[0], rings[1:]) for rings in parts]
        crossing = not all(shapely.is_valid(raw))
        area = shapely.union_all([shapely.make_valid(one, method="structure", keep_collapsed=False) for one in raw])
        return _polygons(area), crossing
    except (shapely.errors.GEOSException, ValueError):
        return MultiPolygon(), True


def _polygons(area: Any) -> Any:
    """Only what has an area."""
    parts = [part for part in shapely.get_parts(area) if isinstance(part, Polygon) and part.area > 0]
    return MultiPolygon(parts)


def _project(area: Any, bingkai: Bingkai) -> Any:
    def place(points: Any) -> Any:
        x, y = bingkai.place(points[:, 0], points[:, 1])
        points[:, 0], points[:, 1] = x, y
        return points

    return shapely.transform(area, place)


def _draw_group(areas: dict[str, Any], lukisan: Lukisan) -> None:
    """The regions of one picture, as fine as its bytes allow."""
    west, north, east, south = shapely.total_bounds(list(areas.values()))
    side = max(east - west, south - north, 1.0)
    shapes, part = _clean(areas, side, lukisan), FINEST
    while True:
        # From the shapes of the step before: those of a detailed file would be gone through each time.
        shapes = _simplify(shapes, side * part)
        drawn = _draw(shapes, side * part)
        if part > COARSEST or len(gzip.compress("".join(one.jalur for one in drawn).encode())) <= BUDGET:
            break
        part *= 1.3
    lukisan.bentuk += drawn
    lukisan.titik += sum(one.jalur.count(" ") + one.jalur.count("-") for one in drawn) // 2


def _clean(areas: dict[str, Any], side: float, lukisan: Lukisan) -> dict[str, Any]:
    """Neighbours share one border: overlaps go to one of them, slivers between them are closed."""
    try:
        cleaned = shapely.coverage_clean(list(areas.values()), gap_width=side / 60)
    except shapely.errors.GEOSException:
        return areas
    found = {}
    for (kode, before), after in zip(areas.items(), cleaned, strict=True):
        area = _polygons(after)
        found[kode] = before if area.is_empty else area
        if abs(area.area - before.area) > OVERLAP * before.area:
            lukisan.bertumpuk.append(kode)
    return found


def _simplify(areas: dict[str, Any], tolerance: float) -> dict[str, Any]:
    try:
        simple = shapely.coverage_simplify(list(areas.values()), tolerance)
    except shapely.errors.GEOSException:
        simple = [shapely.simplify(area, tolerance) for area in areas.values()]
    return {kode: area if new.is_empty else new for (kode, area), new in zip(areas.items(), simple, strict=True)}


def _draw(areas: dict[str, Any], tolerance: float) -> list[Jadi]:
    return [_draw_one(kode, area, tolerance) for kode, area in areas.items()]


def _draw_one(kode: str, area: Any, tolerance: float) -> Jadi:
    parts = sorted(shapely.get_parts(area), key=lambda part: part.area, reverse=True)
    # Islands too small to be seen cost as much as large ones; the largest part always stays.
    kept = [parts[0], *(part for part in parts[1:] if part.area > (2 * tolerance) ** 2)]
    rings = [ring.coords for part in map(_wound, kept) for ring in (part.exterior, *part.interiors)]
    west, north, east, south = MultiPolygon(kept).bounds
    path = draw_path(rings) or _square(west, north, east, south)
    inside = shapely.point_on_surface(parts[0]) if parts[0].is_valid else parts[0].centroid
    return Jadi(kode, path, [round(edge) for edge in (west, north, east, south, *_label(parts[0], inside))])


def _wound(part: Any) -> Any:
    """Holes turn against their outline, so that either rule of filling leaves them open."""
    return shapely.orient_polygons(part)


def _label(part: Any, fallback: Any) -> tuple[float, float]:
    """The middle of the widest place."""
    try:
        line = shapely.maximum_inscribed_circle(part, tolerance=max(part.length / 200, 1.0))
        x, y = line.coords[0]
    except (shapely.errors.GEOSException, IndexError):
        x, y = fallback.x, fallback.y
    return x, y


def _square(west: float, north: float, east: float, south: float) -> str:
    """What stands for a region smaller than the grid."""
    x, y = round((west + east) / 2), round((north + south) / 2)
    return f"M{x - 1} {y - 1}l2 0 0 2-2 0z"
