"""The tree of regions: it grows at its leaves and nowhere else, so older tables have no other groups."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.terbuka.rules.pohon import Pohon, grow, halve, leaves, prune
from pemakaman.terbuka.rules.tutup import choose

A, B, C, D, E = KAB = tuple(f"18.{number:02}" for number in range(1, 6))
AWAL, NANTI, LAGI = date(2025, 4, 25), date(2027, 2, 1), date(2029, 6, 1)
LAMA = [(AWAL, kode) for kode in (A, B, C, D)]


def nodes(pohon: Pohon) -> set[tuple[str, ...]]:
    inner: set[tuple[str, ...]] = set() if isinstance(pohon, str) else nodes(pohon[0]) | nodes(pohon[1])
    return inner | {leaves(pohon)}


def test_regions_there_from_the_start_are_halved() -> None:
    assert grow(LAMA) == ((A, B), (C, D)) == halve((A, B, C, D))


def test_a_new_region_shares_the_leaf_before_it_in_the_list() -> None:
    assert grow([*LAMA, (NANTI, E)]) == ((A, B), (C, (D, E)))
    assert grow([*LAMA, (NANTI, "18.00")]) == ((("18.00", A), B), (C, D))


def test_what_a_new_region_closes_is_only_its_neighbour_so_that_old_and_new_tables_do_not_subtract() -> None:
    angka = {A: (30,), B: (30,), C: (4,), D: (16,)}
    before = choose(angka)[0]
    after = choose(angka | {E: (0,)}, grow([*LAMA, (NANTI, E)]))[0]
    assert [(one.bagian, one.jumlah) for one in before.potong] == [((A,), 30), ((B,), 30), ((C, D), 20)]
    assert [(one.bagian, one.jumlah) for one in after.potong] == [((A,), 30), ((B,), 30), ((C, D, E), 20)]


def test_without_a_region_the_others_keep_their_halves() -> None:
    assert prune(grow(LAMA), {A, C, D}) == (A, (C, D))
    assert prune(grow(LAMA), {D}) == D
    assert prune(grow(LAMA), set()) is None


muncul = st.dictionaries(st.integers(1, 30), st.sampled_from((NANTI, LAGI)), max_size=12)


@settings(max_examples=60)
@given(st.sets(st.integers(1, 30), min_size=1, max_size=10), muncul)
def test_every_group_of_an_older_tree_is_one_of_the_newer_without_the_new_regions(
    awal: set[int], muncul: dict[int, date]
) -> None:
    regions = dict.fromkeys(awal, AWAL) | {n: day for n, day in muncul.items() if n not in awal}
    all_ = [(day, f"18.{number:02}") for number, day in regions.items()]
    older = grow([one for one in all_ if one[0] < LAGI])
    newer = grow(all_)
    assert nodes(older) == {
        found for group in nodes(newer) if (found := tuple(kode for kode in group if kode in leaves(older)))
    }
    assert list(leaves(newer)) == sorted(kode for _, kode in all_)
