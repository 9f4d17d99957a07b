"""Candidates of a death compete with each other and with "not on the list"."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.pencocokan.persaingan import ENOUGH_DEATHS, compete, ranks

_PAIRS = st.lists(st.tuples(st.integers(0, 5), st.floats(-80, 80)), min_size=1, max_size=30)


@settings(deadline=None)
@given(_PAIRS, st.floats(0.05, 0.95), st.sampled_from([6, ENOUGH_DEATHS]))
def test_chances_of_a_death_sum_to_at_most_one(pairs: list[tuple[int, float]], terdaftar: float, deaths: int) -> None:
    almarhum, bobot = np.array([one for one, _ in pairs]), np.array([bits for _, bits in pairs])
    chance = compete(bobot, almarhum, terdaftar, deaths).peluang
    assert (chance >= 0).all()
    assert np.bincount(almarhum, chance).max() <= 1 + 1e-9


@settings(deadline=None)
@given(st.floats(-80, 80), _PAIRS)
def test_of_two_equal_candidates_none_is_above_one_half(bits: float, others: list[tuple[int, float]]) -> None:
    bobot = np.array([bits, bits, *(one for _, one in others)])
    almarhum = np.zeros(len(bobot), dtype=np.int64)
    assert compete(bobot, almarhum, 0.7, 1).peluang[:2].max() <= 0.5


@settings(deadline=None)
@given(_PAIRS)
def test_ranks_count_from_one_in_each_death_by_weight(pairs: list[tuple[int, float]]) -> None:
    almarhum, bobot = np.array([one for one, _ in pairs]), np.array([bits for _, bits in pairs])
    chance = compete(bobot, almarhum, 0.7, 6).peluang
    found = ranks(chance, bobot, almarhum, np.arange(len(bobot)))
    for one in set(almarhum.tolist()):
        mine = almarhum == one
        assert sorted(found[mine].tolist()) == list(range(1, int(mine.sum()) + 1))
        assert bobot[mine][np.argmin(found[mine])] == bobot[mine].max()


def test_a_book_of_few_listed_dead_lowers_the_chances_of_all_its_pairs() -> None:
    certain, doubtful, never = 20.0, 1.0, -20.0
    bobot = np.full(1000, never)
    bobot[:100], bobot[100] = certain, doubtful
    few = compete(bobot, np.arange(1000), 0.75, 1000)
    bobot[101:900] = certain
    many = compete(bobot, np.arange(1000), 0.75, 1000)
    assert few.geser < 0 < many.geser
    assert few.peluang[100] < 0.3 < many.peluang[100]


def test_a_short_book_proves_no_share() -> None:
    assert compete(np.full(10, -20.0), np.arange(10), 0.75, 10).geser == 0


def test_without_pairs_there_is_nothing_to_say() -> None:
    assert len(compete(np.zeros(0), np.zeros(0, np.int64), 0.7, 0).peluang) == 0


@pytest.mark.parametrize("bits", [1e6, -1e6])
def test_weights_beyond_measure_stay_chances(bits: float) -> None:
    assert compete(np.array([bits]), np.array([1]), 0.7, 1).peluang[0] == pytest.approx(float(bits > 0))
