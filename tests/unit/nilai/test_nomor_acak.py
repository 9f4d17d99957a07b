"""Numbers that nobody guesses, and how they are read back."""

import pytest

from pemakaman.nilai.nomor_acak import ALPHABET, make_nomor, read_nomor


def test_a_new_number_reads_back_as_itself() -> None:
    nomor = make_nomor()
    assert read_nomor(nomor) == nomor
    assert set(nomor.replace("-", "")) <= set(ALPHABET)


def test_numbers_differ() -> None:
    assert len({make_nomor() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("typed", ["k7qf-3m9x-2h0a", " K7QF 3M9X 2H0A ", "K7QF3M9X2HOA", "k7qf.3m9x.2hoa"])
def test_the_ways_people_type_it(typed: str) -> None:
    assert read_nomor(typed) == "K7QF-3M9X-2H0A"


@pytest.mark.parametrize("typed", ["", "K7QF", "K7QF-3M9X-2H0AU", "U7QF-3M9X-2H0A", "K7QF-3M9X-2H0*"])
def test_what_is_no_number(typed: str) -> None:
    assert read_nomor(typed) is None
