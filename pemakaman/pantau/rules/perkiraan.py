"""How many deaths are to be expected in a place, from the reference figures that fit best. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from pemakaman.pantau.rules.acuan import ANGKA_KEMATIAN, LENGKAP, PENDUDUK, UMUR_ACUAN
from pemakaman.pantau.rules.kelengkapan import Rentang, add_ranges
from pemakaman.wilayah.rules import heads

UMUR = tuple(kode for kode in UMUR_ACUAN if kode)
SEMUA = ("", "")
# How the whole population may be cut: by sex and age, by age, or not at all.
POTONGAN: tuple[tuple[tuple[str, str], ...], ...] = (
    tuple(product(("L", "P"), UMUR)),
    tuple(product(("",), UMUR)),
)
PER_KELAMIN = (("L", ""), ("P", ""))


@dataclass(frozen=True)
class Angka:
    """One reference figure. `kode` '' is the whole country."""

    jenis: str
    kode: str
    tahun: int
    kelamin: str
    umur: str
    rentang: Rentang
    sumber: str
    catatan: str = ""

    @property
    def teks(self) -> str:
        """'56,7'."""
        return f"{self.rentang.tengah:.1f}".replace(".", ",")


@dataclass(frozen=True)
class Perkiraan:
    """Deaths to be expected, with the figures they come from; or which kinds of figure are missing.

    `umur`: by group of age, where people and rates are known by age.
    """

    rentang: Rentang | None
    kurang: tuple[str, ...] = ()
    dari: tuple[Angka, ...] = ()
    umur: Mapping[str, Rentang] = field(default_factory=dict)

    @property
    def per_umur(self) -> bool:
        """Is it reckoned by age?"""
        return bool(self.umur)


def add_expected(parts: Iterable[Perkiraan]) -> Perkiraan:
    """Several together, none of which lacks a figure; by age where each is."""
    found = list(parts)
    used = tuple(dict.fromkeys(angka for one in found for angka in one.dari))
    umur = {}
    if found and all(one.umur for one in found):
        umur = {kode: add_ranges(one.umur[kode] for one in found) for kode in found[0].umur}
    return Perkiraan(add_ranges(one.rentang for one in found if one.rentang), (), used, umur)


class Acuan:
    """The figures of a page, by kind, place and year."""

    def __init__(self, angka: Iterable[Angka]) -> None:
        self._found: dict[tuple[str, str], dict[int, dict[tuple[str, str], Angka]]] = {}
        for one in angka:
            years = self._found.setdefault((one.jenis, one.kode), {})
            years.setdefault(one.tahun, {})[one.kelamin, one.umur] = one

    def has_population(self, kode: Iterable[str]) -> bool:
        """Is the population of one of these places known?"""
        return any((PENDUDUK, one) in self._found for one in kode)

    def line(self, tahun: int) -> Angka | None:
        """The completeness of the whole country of the year that fits best."""
        years = self._found.get((LENGKAP, ""), {})
        return years[nearest(years, tahun)].get(SEMUA) if years else None

    def expect(self, kode: str, bagian: Mapping[int, float]) -> Perkiraan:
        """Expected deaths of a place; `bagian`: year → which part of it counts."""
        years = [self._expect_year(kode, tahun, share) for tahun, share in sorted(bagian.items())]
        kurang = tuple(dict.fromkeys(jenis for year in years for jenis in year.kurang))
        if kurang:
            return Perkiraan(None, kurang)
        return add_expected(years)

    def _expect_year(self, kode: str, tahun: int, share: float) -> Perkiraan:
        people = self._population(kode, tahun)
        roads = [(SEMUA,)] if people is None else [*_cuts(people), (SEMUA,)]
        for cells in roads:
            rates = self._rates(kode, tahun, cells)
            if people is not None and rates is not None:
                return _multiply(people, rates, cells, share)
        kurang = [PENDUDUK] if people is None else []
        if self._rates(kode, tahun, (SEMUA,)) is None:
            kurang.append(ANGKA_KEMATIAN)
        return Perkiraan(None, tuple(kurang))

    def _population(self, kode: str, tahun: int) -> dict[tuple[str, str], list[Angka]] | None:
        """Cell → the figures that make it, of the nearest year whose population is known as a whole."""
        found = self._found.get((PENDUDUK, kode), {})
        years = {year: cells for year, given in found.items() if (cells := _whole(given))}
        return years[nearest(years, tahun)] if years else None

    def _rates(self, kode: str, tahun: int, cells: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Angka] | None:
        """A rate for every cell, all of one place (the nearest above) and one year; one of both sexes serves each."""
        for place in [*reversed(heads(kode)), ""]:
            years = {}
            for year, found in self._found.get((ANGKA_KEMATIAN, place), {}).items():
                fitting = {cell: found.get(cell) or found.get(("", cell[1])) for cell in cells}
                if all(fitting.values()):
                    years[year] = {cell: one for cell, one in fitting.items() if one}
            if years:
                return years[nearest(years, tahun)]
        return None


def nearest(years: Iterable[int], tahun: int) -> int:
    """The last year not after the wanted one, else the first after it."""
    found = sorted(years)
    before = [year for year in found if year <= tahun]
    return before[-1] if before else found[0]


def _whole(found: Mapping[tuple[str, str], Angka]) -> dict[tuple[str, str], list[Angka]]:
    """Cells that are known, and the whole, given or added up from its parts; empty when the whole is not known."""
    cells = {cell: [one] for cell, one in found.items()}
    for parts in () if SEMUA in found else (PER_KELAMIN, *reversed(POTONGAN)):
        if all(part in found for part in parts):
            return {**cells, SEMUA: [found[part] for part in parts]}
    return cells if SEMUA in found else {}


def _cuts(people: Mapping[tuple[str, str], list[Angka]]) -> list[tuple[tuple[str, str], ...]]:
    return [parts for parts in POTONGAN if all(part in people for part in parts)]


def _multiply(
    people: Mapping[tuple[str, str], list[Angka]],
    rates: Mapping[tuple[str, str], Angka],
    cells: Sequence[tuple[str, str]],
    share: float,
) -> Perkiraan:
    used = [angka for cell in cells for angka in (*people[cell], rates[cell])]
    deaths = {
        cell: add_ranges(one.rentang for one in people[cell]).by(rates[cell].rentang).times(share / 1000)
        for cell in cells
    }
    umur = {}
    if SEMUA not in deaths:
        umur = {kode: add_ranges(one for (_, age), one in deaths.items() if age == kode) for kode in UMUR}
    return Perkiraan(add_ranges(deaths.values()), (), tuple(dict.fromkeys(used)), umur)
