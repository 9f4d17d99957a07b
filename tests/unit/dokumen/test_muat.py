"""Fitting values into their boxes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.dokumen.alir import gap_filler
from pemakaman.dokumen.muat import LEBAR_MONO, SEPEREMPAT, fit, letter_count


def test_value_that_fits_takes_the_boxes() -> None:
    muatan = fit("Siti Aminah", jumlah=26, lebar=354.0, tinggi=10.2, huruf=8.4)
    assert (muatan.teks, muatan.huruf) == (("Siti Aminah",), 0)


def test_combining_mark_needs_no_box() -> None:
    assert letter_count("q\u0323x") == 2


def test_hundred_letters_stay_on_one_readable_line() -> None:
    muatan = fit("a" * 100, jumlah=26, lebar=354.0, tinggi=8.6, huruf=8.4)
    assert len(muatan.teks) == 1
    assert muatan.huruf / SEPEREMPAT >= 5.5


@given(st.text("abcdef ", min_size=27, max_size=300).map(lambda text: " ".join(text.split())))
def test_no_letter_is_lost(value: str) -> None:
    muatan = fit(value, jumlah=5, lebar=354.0, tinggi=10.2, huruf=8.4)
    assert "".join("".join(muatan.teks).split()) == "".join(value.split())


@given(st.integers(27, 300))
def test_lines_stay_inside_their_place(length: int) -> None:
    muatan = fit("m" * length, jumlah=26, lebar=354.0, tinggi=10.2, huruf=8.4)
    size = muatan.huruf / SEPEREMPAT
    assert max(map(len, muatan.teks)) * LEBAR_MONO * size <= 354.0
    assert len(muatan.teks) * muatan.baris / SEPEREMPAT <= 10.2


@pytest.mark.parametrize("gap", [0.4, 3.0, 7.31, 16.05])
def test_spaces_fill_a_gap_to_half_a_space(gap: float) -> None:
    spaces, width = gap_filler(gap, at_least=1)
    assert spaces.strip() == ""
    assert abs(width - gap) <= 0.16
