"""The tree in which a province's regions are shown, singly or several as one sum. Pure.

It only ever grows, and at its leaves: what was published in former years are sums of nodes that it still has, so that
nobody gains by subtracting an older table with other groups.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeAlias

Pohon: TypeAlias = tuple["Pohon", "Pohon"] | str
"""A region, or two halves. From left to right the regions stand in the order of their codes."""


def halve(kode: Sequence[str]) -> Pohon:
    """The tree of regions that were there from the start; `kode` in order, at least one."""
    if len(kode) == 1:
        return kode[0]
    middle = (len(kode) + 1) // 2
    return halve(kode[:middle]), halve(kode[middle:])


def leaves(pohon: Pohon) -> tuple[str, ...]:
    """Its regions."""
    return (pohon,) if isinstance(pohon, str) else leaves(pohon[0]) + leaves(pohon[1])


def grow(kode: Collection[tuple[date, str]]) -> Pohon:
    """From all regions a province ever had, with the day each came to be; at least one.

    The first ones are halved. A later one shares the leaf of the region before it in the list of codes.
    """
    first, *later = sorted({day for day, _ in kode})
    pohon = halve(sorted(one for day, one in kode if day == first))
    for day in later:
        for one in sorted(one for since, one in kode if since == day):
            known = leaves(pohon)
            pohon = _hang(pohon, max((other for other in known if other < one), default=known[0]), one)
    return pohon


def _hang(pohon: Pohon, leaf: str, kode: str) -> Pohon:
    if isinstance(pohon, str):
        return halve(sorted((pohon, kode))) if pohon == leaf else pohon
    return _hang(pohon[0], leaf, kode), _hang(pohon[1], leaf, kode)


def prune(pohon: Pohon, kode: Collection[str]) -> Pohon | None:
    """The same tree with only these regions; None where none is left."""
    if isinstance(pohon, str):
        return pohon if pohon in kode else None
    left, right = (prune(half, kode) for half in pohon)
    return (left, right) if left and right else left or right
