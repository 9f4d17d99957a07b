"""What is shown of small figures: exhaustively for small tables, at random for tables of a province's size."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.terbuka.rules.pohon import Pohon
from pemakaman.terbuka.rules.tutup import LEAST, Pilihan, add_up, choose
from pemakaman.terbuka.rules.ukuran import INDUK

KAB = tuple(f"18.{number:02}" for number in range(1, 16))
Tabel = tuple[tuple[int, ...], ...]
PART, TWO_PARTS, CHAIN, ALL = (0, 0), (0, 0, 0), (0, 0, 1), INDUK
"""Which figure each one counts part of; with `CHAIN` burials, submitted, akta."""
HUNG: Pohon = ((KAB[0], (KAB[1], KAB[2])), KAB[3])


def shown(tabel: Tabel, least: int, induk: Sequence[int] = INDUK, pohon: Pohon | None = None) -> tuple[Pilihan, ...]:
    return choose(dict(zip(KAB, tabel, strict=False)), pohon, induk=induk, least=least)


def rows(induk: Sequence[int], most: int) -> list[tuple[int, ...]]:
    """Every row in which no figure is more than the one it counts part of."""
    possible = product(range(most + 1), repeat=len(induk))
    return [row for row in possible if all(value <= row[of] for value, of in zip(row, induk, strict=True))]


def tables(kab: int, possible: Sequence[tuple[int, ...]], most: int) -> Iterator[Tabel]:
    """Every table with so many burials at most, so that all that could lie behind one publication are among them."""
    for row in possible:
        if row[0] <= most and kab == 1:
            yield (row,)
        elif row[0] <= most:
            for rest in tables(kab - 1, possible, most - row[0]):
                yield (row, *rest)


def behind(
    kab: int, induk: Sequence[int], most: int, least: int, pohon: Pohon | None
) -> dict[tuple[Pilihan, ...], list[Tabel]]:
    """What is published → every table for which exactly that is published: all that a reader can know of it."""
    found: dict[tuple[Pilihan, ...], list[Tabel]] = defaultdict(list)
    for tabel in tables(kab, rows(induk, most), most):
        found[shown(tabel, least, induk, pohon)].append(tabel)
    return found


@pytest.mark.parametrize(
    ("kab", "induk", "most", "least", "pohon"),
    [
        (2, PART, 13, 5, None),
        (3, PART, 8, 2, None),
        (4, PART, 5, 2, None),
        (3, TWO_PARTS, 5, 2, None),
        (2, CHAIN, 8, 2, None),
        (3, CHAIN, 6, 2, None),
        (4, CHAIN, 5, 2, None),
        (4, CHAIN, 5, 2, HUNG),
        (2, ALL, 5, 2, None),
    ],
)
def test_a_reader_who_knows_the_rule_and_every_figure_finds_no_hidden_one(
    kab: int, induk: Sequence[int], most: int, least: int, pohon: Pohon | None
) -> None:
    for pilihan, behind_it in behind(kab, induk, most, least, pohon).items():
        for index, satu in enumerate(pilihan):
            for place, kode in enumerate(KAB[:kab]):
                if satu.get_nilai(kode) is None:
                    possible = {tabel[place][index] for tabel in behind_it}
                    assert set(range(least)) <= possible, (pilihan, kode)


@st.composite
def make_baris(draw: st.DrawFn) -> tuple[int, ...]:
    burials = draw(st.integers(0, 40))
    submitted = draw(st.integers(0, burials))
    return burials, draw(st.integers(0, burials)), submitted, draw(st.integers(0, submitted))


baris = make_baris()
tabel_provinsi = st.lists(baris, min_size=15, max_size=15).map(tuple)


@settings(max_examples=40)
@given(tabel_provinsi)
def test_every_shown_sum_is_at_least_five_and_they_make_up_the_province(tabel: Tabel) -> None:
    for index, satu in enumerate(shown(tabel, LEAST)):
        total = sum(row[index] for row in tabel)
        assert all(one.jumlah >= LEAST for one in satu.potong)
        assert satu.total == (total if satu.potong else None)
        assert sorted(kode for one in satu.potong for kode in one.bagian) == (list(KAB) if satu.potong else [])
        assert satu.potong or total < LEAST or tabel_burials(tabel) < LEAST


def tabel_burials(tabel: Tabel) -> int:
    return sum(row[0] for row in tabel)


@settings(max_examples=40)
@given(tabel_provinsi)
def test_no_small_figure_is_shown_and_what_is_shown_is_right(tabel: Tabel) -> None:
    for index, satu in enumerate(shown(tabel, LEAST)):
        for place, kode in enumerate(KAB):
            value = satu.get_nilai(kode)
            assert value is None or value == tabel[place][index] >= LEAST


@settings(max_examples=20)
@given(st.lists(tabel_provinsi, min_size=1, max_size=4))
def test_a_year_is_made_of_what_its_months_show(bulanan: list[Tabel]) -> None:
    for satu in zip(*(shown(tabel, LEAST) for tabel in bulanan), strict=True):
        setahun = add_up(satu)
        for potong in setahun.potong:
            parts = [one for bulan in satu for one in bulan.potong if set(one.bagian) <= set(potong.bagian)]
            assert sum(one.jumlah for one in parts) == potong.jumlah
            assert sorted({kode for one in parts for kode in one.bagian}) == list(potong.bagian)


@settings(max_examples=40)
@given(tabel_provinsi, st.lists(st.integers(0, 3), min_size=15, max_size=15))
def test_burials_once_taken_apart_stay_so_while_all_figures_grow_together(tabel: Tabel, more: list[int]) -> None:
    before = shown(tuple((row[0],) for row in tabel), LEAST)[0]
    after = shown(tuple((row[0] + added,) for row, added in zip(tabel, more, strict=True)), LEAST)[0]
    for potong in after.potong:
        assert not any(set(one.bagian) < set(potong.bagian) for one in before.potong)


def test_one_small_region_closes_only_its_neighbour() -> None:
    angka = dict.fromkeys(KAB, (20, 20, 20, 20)) | {KAB[2]: (3, 3, 3, 3)}
    burials = choose(angka)[0]
    assert [one.bagian for one in burials.gabungan] == [(KAB[2], KAB[3])]
    assert burials.gabungan[0].jumlah == 23
    assert burials.total == 14 * 20 + 3


def test_few_certificates_close_their_own_figure_and_leave_the_burials_open() -> None:
    angka = {KAB[0]: (90, 80, 70, 2), KAB[1]: (60, 50, 40, 30)}
    burials, *_, akta = choose(angka)
    assert [one.bagian for one in burials.potong] == [(KAB[0],), (KAB[1],)]
    assert [(one.bagian, one.jumlah) for one in akta.potong] == [((KAB[0], KAB[1]), 32)]


def test_burials_close_with_certificates_that_they_would_give_away() -> None:
    angka = {KAB[0]: (6, 6, 6, 4), KAB[1]: (60, 60, 60, 60)}
    assert [len(one.potong) for one in choose(angka)] == [1, 1, 1, 1]


def test_submitted_close_with_certificates_that_they_would_give_away() -> None:
    """Between 4 and 5 of 5, where 5 would be shown: with the submitted open it could only be 4."""
    burials, nik, submitted, akta = choose({KAB[0]: (20, 15, 5, 4), KAB[1]: (20, 15, 8, 8)})
    assert [len(one.potong) for one in (burials, nik, submitted, akta)] == [2, 2, 1, 1]
    burials, _, submitted, akta = choose({KAB[0]: (20, 15, 5, 4), KAB[1]: (40, 15, 30, 30)})
    assert [len(one.potong) for one in (burials, submitted, akta)] == [1, 1, 1]


def test_a_province_with_fewer_than_five_shows_nothing() -> None:
    assert [one.total for one in choose({KAB[0]: (4, 4, 4, 0), KAB[1]: (0, 0, 0, 0)})] == [None] * 4


def test_a_month_that_shows_nothing_takes_the_sum_of_the_year_with_it() -> None:
    open_ = choose({KAB[0]: (9,), KAB[1]: (9,)})
    closed = choose({KAB[0]: (2,), KAB[1]: (0,)})
    assert add_up([*open_, *closed]).total is None
    assert add_up([*open_, *open_]).get_nilai(KAB[0]) == 18
