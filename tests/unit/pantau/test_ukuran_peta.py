"""The figures of the map."""

import pytest

from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.rules.peta import BAWAAN, UKURAN, read_ukuran, rough

KOSONG = dict.fromkeys(("dimakamkan", "ada_nik", "akta", "akta30", "makam", "sunyi"), 0)


def test_a_region_without_books_has_no_figure_and_one_with_empty_books_none_dead() -> None:
    assert UKURAN["tercatat"].hitung(KOSONG) is None
    assert UKURAN["tercatat"].hitung({**KOSONG, "makam": 2}) == 0


def test_a_share_of_nothing_is_no_share() -> None:
    assert all(UKURAN[name].hitung(KOSONG) is None for name in UKURAN)
    assert UKURAN["akta"].hitung({**KOSONG, "dimakamkan": 3, "akta": 1}) == 33.3


def test_a_completeness_claims_no_more_than_steps_of_five() -> None:
    assert [rough(one) for one in (1.0, 12.4, 12.6, 98.0, 103.0)] == [0, 10, 15, 100, 105]


def test_an_unknown_figure_is_refused_and_none_is_the_usual() -> None:
    assert read_ukuran("") == BAWAAN
    with pytest.raises(NilaiError):
        read_ukuran("lain")
