"""Makers of boundaries for tests: rectangles, written as a file of boundaries."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from pemakaman import store
from pemakaman.akun.rules import Actor
from pemakaman.db import transaction
from pemakaman.peta.jobs import read_boundaries
from pemakaman.peta.services import Kiriman, register_boundaries, use_boundaries

Kotak = tuple[float, float, float, float]
# Three kab/kota of Lampung beside each other: west, south, east, north.
TIGA: dict[str, Kotak] = {
    "18.71": (105.0, -5.5, 105.5, -5.0),
    "18.72": (105.5, -5.5, 106.0, -5.0),
    "18.01": (105.0, -6.0, 106.0, -5.5),
}


def ring_of(kotak: Kotak) -> list[list[float]]:
    """The outline of a rectangle, with a point in the middle of each side."""
    west, south, east, north = kotak
    x, y = (west + east) / 2, (south + north) / 2
    corners = [(west, south), (x, south), (east, south), (east, y), (east, north), (x, north), (west, north), (west, y)]
    return [[*point] for point in [*corners, corners[0]]]


def feature(kode: object, geometry: object, **properties: object) -> dict[str, Any]:
    """One feature as files write it."""
    return {"type": "Feature", "properties": {"kode": kode, **properties}, "geometry": geometry}


def polygon(kotak: Kotak) -> dict[str, Any]:
    """A rectangle as a geometry."""
    return {"type": "Polygon", "coordinates": [ring_of(kotak)]}


def collection(features: Iterable[object]) -> bytes:
    """A file."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def file_of(kotak: Mapping[str, Kotak]) -> bytes:
    """Rectangles by code as a file."""
    return collection(feature(kode, polygon(one)) for kode, one in kotak.items())


def send_boundaries(content: bytes, actor: Actor, *, tingkat: int = 2, sumber: str = "BIG uji") -> UUID:
    """Upload a file and let the worker read it."""
    kiriman = Kiriman("batas.geojson", store.put(content), len(content), tingkat, sumber, "")
    with transaction() as session:
        peta_id = register_boundaries(session, kiriman, actor=actor).id
    read_boundaries(str(peta_id))
    return peta_id


def put_in_use(content: bytes, actor: Actor, *, tingkat: int = 2) -> UUID:
    """Upload a file and draw the maps with it."""
    peta_id = send_boundaries(content, actor, tingkat=tingkat)
    with transaction() as session:
        use_boundaries(session, peta_id, versi=2, actor=actor)
    return peta_id
