"""Which figures of a month may be shown, so that no small one can be worked out from the others. Pure.

The regions stand in a fixed tree of halves. A node is taken apart only where every part has at least `LEAST` of a
figure; otherwise one sum is shown for the node. Every shown figure is then such a sum or made of them, so adding and
subtracting never gets below a node, and inside a node any part may be 0, 1, 2 … as far as a reader can tell.

Each figure counts part of another one, its `induk`. Where a figure is closed, that one may stay open only if each half
of the node could hold all of the sum; else "at most as many as were submitted" would give something away, and it is
closed here too, and so on up to the burials. What counts part of a closed figure is closed with it: else "at least as
many as have an akta" would.

The tree does not depend on the figures, so burials once taken apart stay so while they grow. Not covered: a reader who
kept an older table, when a figure grows past the limit, falls below it again, or closes because of another that grew;
and the difference of two figures that are both shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pemakaman.terbuka.rules.pohon import Pohon, halve, leaves
from pemakaman.terbuka.rules.ukuran import INDUK

LEAST = 5
Bagian = tuple[str, ...]
"""Regions that are shown as one sum, in the order of their codes."""
Angka = Mapping[str, Sequence[int]]
"""Region → its figures, each bounded by its `induk` and all by the first."""


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


def choose(
    angka: Angka, pohon: Pohon | None = None, *, induk: Sequence[int] = INDUK, least: int = LEAST
) -> tuple[Pilihan, ...]:
    """What may be shown of each figure of one month; without a tree its regions are halved in the order of codes."""
    if not angka:
        return ()
    pohon = pohon or halve(sorted(angka))
    shown: list[list[Potong]] = [[] for _ in next(iter(angka.values()))]
    terbuka: set[int] = set()
    for index, value in enumerate(_sum(angka, pohon)):
        if value >= least and (induk[index] == index or induk[index] in terbuka):
            terbuka.add(index)
    _Pemotong(angka, induk, least, shown).take_apart(pohon, terbuka)
    return tuple(Pilihan(tuple(parts)) for parts in shown)


def _sum(angka: Angka, pohon: Pohon) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*(angka[kode] for kode in leaves(pohon)), strict=True))


@dataclass(frozen=True)
class _Pemotong:
    angka: Angka
    induk: Sequence[int]
    least: int
    shown: list[list[Potong]]

    def take_apart(self, pohon: Pohon, terbuka: set[int]) -> None:
        """Show this node's sums, or those of its halves; `terbuka` are the figures not yet shown for a node above."""
        sums = _sum(self.angka, pohon)
        tutup = terbuka if isinstance(pohon, str) else terbuka & self._closed_here(pohon, sums, terbuka)
        for index in tutup:
            self.shown[index].append(Potong(leaves(pohon), sums[index]))
        if not isinstance(pohon, str) and terbuka - tutup:
            for half in pohon:
                self.take_apart(half, terbuka - tutup)

    def _closed_here(self, pohon: tuple[Pohon, Pohon], sums: Sequence[int], terbuka: set[int]) -> set[int]:
        halves = [_sum(self.angka, half) for half in pohon]
        tutup = {index for index in terbuka if any(half[index] < self.least for half in halves)}
        for index in sorted(terbuka, reverse=True):
            parent = self.induk[index]
            if index in tutup and any(half[parent] < sums[index] for half in halves):
                tutup.add(parent)
        # A figure stands after the one it counts part of.
        for index in sorted(terbuka):
            if self.induk[index] in tutup:
                tutup.add(index)
        return tutup


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
