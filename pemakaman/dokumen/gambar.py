"""The drawing behind a page, and the square code, as SVG."""

import re
from functools import lru_cache

import segno

from pemakaman.dokumen.lembar import Garis, Halaman, Kode, Kotak, Lembar, Lingkaran, Logo

TEPI_KODE = 4
"""Quiet edge around the square code, in modules (ISO/IEC 18004)."""
TOPENG = 3
_GELAP = re.compile(rb"\x01+")


def number(value: float) -> str:
    """At most two decimals: a hundredth of a point is finer than any printer."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _boxes(kotak: Kotak) -> str:
    left, right = kotak.batas[0], kotak.batas[-1]
    across, down, y = number(right - left), number(kotak.tinggi), number(kotak.y)
    frame = f"M{number(left)} {y}h{across}v{down}h-{across}z"
    return frame + "".join(f"M{number(x)} {y}v{down}" for x in kotak.batas[1:-1])


def _circle(one: Lingkaran) -> str:
    radius, across = number(one.jari), number(2 * one.jari)
    half = f"a{radius} {radius} 0 1 0 "
    return f"M{number(one.x - one.jari)} {number(one.y)}{half}{across} 0{half}-{across} 0z"


def page_svg(lembar: Lembar, halaman: Halaman) -> str:
    """All lines of a page, those of one thickness as one path; without the emblem."""
    paths: dict[float, list[str]] = {}
    for one in halaman.gambar:
        match one:
            case Kotak():
                paths.setdefault(one.tebal, []).append(_boxes(one))
            case Garis():
                line = f"M{number(one.x1)} {number(one.y1)}L{number(one.x2)} {number(one.y2)}"
                paths.setdefault(one.tebal, []).append(line)
            case Lingkaran():
                paths.setdefault(one.tebal, []).append(_circle(one))
            case Logo():
                pass
    drawn = "".join(f'<path stroke-width="{number(tebal)}" d="{"".join(d)}"/>' for tebal, d in sorted(paths.items()))
    lebar, tinggi = number(lembar.lebar), number(lembar.tinggi)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{lebar}pt" height="{tinggi}pt" '
        f'viewBox="0 0 {lebar} {tinggi}" fill="none" stroke="#000">{drawn}</svg>'
    )


@lru_cache(maxsize=32)
def code_runs(teks: str) -> tuple[tuple[tuple[int, int, int], ...], int]:
    """The dark runs of the square code as (column, row, length), and the modules across, both with the quiet edge.

    Level L: the paper also prints the facts. The mask is fixed: most of what is coded is a signature, so no mask is
    better than another, and choosing one takes four fifths of the time.
    """
    matrix = segno.make(teks, micro=False, error="l", boost_error=True, mask=TOPENG).matrix
    runs = [
        (found.start() + TEPI_KODE, y, found.end() - found.start())
        for y, row in enumerate(matrix, TEPI_KODE)
        for found in _GELAP.finditer(row)
    ]
    return tuple(runs), len(matrix) + 2 * TEPI_KODE


def code_svg(teks: str, kode: Kode) -> str:
    """The square code as a drawing of `kode.sisi` points."""
    runs, size = code_runs(teks)
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in runs)
    side = number(kode.sisi)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}pt" height="{side}pt" '
        f'viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
    )
