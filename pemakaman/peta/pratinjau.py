"""A trial as a picture: outlines with their names, no figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from pemakaman.grafik.lukis import Bentuk
from pemakaman.wilayah.sebutan import short_name

SISI = 640
"""Width of the picture in its own units; letters have the size that page and picture share."""
# Light enough for black letters; neighbours seldom share one because codes run through the region.
WARNA = ("#cfe3f1", "#f3e3c2", "#d9ead3", "#ead1dc", "#e2dcef")


@dataclass(frozen=True)
class Rupa:
    """What the template draws: the picture's size, how shapes are moved into it, shapes with colour and label place."""

    tinggi: int
    ubah: str
    garis: float
    bidang: list[tuple[Bentuk, str]]
    nama: list[tuple[str, int, int]]


def look_of(bentuk: Sequence[Bentuk]) -> Rupa | None:
    """The picture of shapes; None without any."""
    if not bentuk:
        return None
    west, north = min(one.kotak[0] for one in bentuk), min(one.kotak[1] for one in bentuk)
    east, south = max(one.kotak[2] for one in bentuk), max(one.kotak[3] for one in bentuk)
    scale = SISI / max(east - west, south - north, 1)
    move = f"translate({-west * scale:.2f} {-north * scale:.2f}) scale({scale:.5g})"
    names = [
        (short_name(one.nama), round((one.kotak[4] - west) * scale), round((one.kotak[5] - north) * scale))
        for one in bentuk
        if (one.kotak[2] - one.kotak[0]) * scale > 6.5 * len(short_name(one.nama))
    ]
    drawn = [(one, WARNA[index % len(WARNA)]) for index, one in enumerate(bentuk)]
    return Rupa(round((south - north) * scale) or 1, move, 1 / scale, drawn, names)
