"""Which figures of a month may be shown, so that no small one can be worked out from the others. Pure.

The regions stand in a fixed tree of halves. A node is taken apart only where every part has at least `LEAST` of a
figure; otherwise one sum is shown for the node. Every shown figure is then such a sum or made of them, so adding and
subtracting never gets below a node, and inside a node any part may be 0, 1, 2 … as far as a reader can tell.

The other figures count part of the first one. Where only such a figure is small, the first may stay open if each part
of the node could hold all of the sum; else "at most as many as were buried" would give something away.

The tree does not depend on the figures, so burials once taken apart stay so while they grow. Not covered: a reader who
kept an older table, when a figure falls below the limit again or burials close because of a figure that grew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
Bagian = tuple[str, ...]
"""Regions that are shown as one sum, in the order of their codes."""
Angka = Mapping[str, Sequence[int]]
"""Region → its figures; the first bounds the others."""


@dataclass(frozen=True)
class Potong:
    """One shown sum."""

    bagian: Bagian
    jumlah: int


@dataclass(frozen=True)
class Pilihan:
    """What is shown of one figure: sums that together are all regions, or nothing at all."""

    potong: tuple[Potong, ...]

    @property
    def total(self) -> int | None:
        """Of all regions; None where even that is small."""
        return sum(one.jumlah for one in self.potong) if self.potong else None

    @property
    def gabungan(self) -> list[Potong]:
        """Sums of several regions, unless it is all of them, which is the total."""
        return [one for one in self.potong if len(one.bagian) > 1 and len(self.potong) > 1]

    def get_nilai(self, kode: str) -> int | None:
        """The figure of one region; None where it is not shown."""
        return next((one.jumlah for one in self.potong if one.bagian == (kode,)), None)


def choose(angka: Angka, *, least: int = LEAST) -> tuple[Pilihan, ...]:
    """What may be shown of each figure of one month."""
    bagian = tuple(sorted(angka))
    sums = _sum(angka, bagian)
    shown: list[list[Potong]] = [[] for _ in sums]
    if sums and sums[0] >= least:
        _take_apart(angka, bagian, {index for index, value in enumerate(sums) if value >= least}, shown, least)
    return tuple(Pilihan(tuple(parts)) for parts in shown)


def _sum(angka: Angka, bagian: Bagian) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*(angka[kode] for kode in bagian), strict=True))


def _halves(bagian: Bagian) -> tuple[Bagian, Bagian]:
    middle = (len(bagian) + 1) // 2
    return bagian[:middle], bagian[middle:]


def _take_apart(angka: Angka, bagian: Bagian, terbuka: set[int], shown: list[list[Potong]], least: int) -> None:
    """Show this node's sums, or those of its halves; `terbuka` are the figures not yet shown for a node above."""
    tutup = _closed_here(angka, bagian, terbuka, least)
    sums = _sum(angka, bagian)
    for index in tutup:
        shown[index].append(Potong(bagian, sums[index]))
    if terbuka - tutup:
        for half in _halves(bagian):
            _take_apart(angka, half, terbuka - tutup, shown, least)


def _closed_here(angka: Angka, bagian: Bagian, terbuka: set[int], least: int) -> set[int]:
    if len(bagian) == 1:
        return terbuka
    sums = _sum(angka, bagian)
    halves = [_sum(angka, half) for half in _halves(bagian)]
    small = {index for index in terbuka if any(half[index] < least for half in halves)}
    if 0 in small or any(half[0] < sums[index] for index in small for half in halves):
        return terbuka
    return small


def add_up(bulanan: Sequence[Pilihan]) -> Pilihan:
    """A year from its months, only by adding what is shown; nothing where a month shows nothing."""
    if not bulanan or not all(one.potong for one in bulanan):
        return Pilihan(())
    joined = _join(potong.bagian for one in bulanan for potong in one.potong)
    place = {kode: bagian for bagian in joined for kode in bagian}
    sums = dict.fromkeys(joined, 0)
    for one in bulanan:
        for potong in one.potong:
            sums[place[potong.bagian[0]]] += potong.jumlah
    return Pilihan(tuple(Potong(bagian, jumlah) for bagian, jumlah in sorted(sums.items())))


def _join(semua: Iterable[Bagian]) -> set[Bagian]:
    """The finest parts that every given one lies in. As nodes of one tree, of two one holds the other, or neither."""
    found: set[Bagian] = set()
    for bagian in sorted(set(semua), key=len, reverse=True):
        if not any(set(bagian) <= set(bigger) for bigger in found):
            found.add(bagian)
    return found
