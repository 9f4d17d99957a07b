"""The code of a printed document, as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.kode_periksa import read_kode, show_kode

KODE = "ABCDEFGHIJKLMNOPQRSTUVWX23"


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=26, max_size=26))
def test_a_code_survives_the_paper(kode: str) -> None:
    assert read_kode(show_kode(kode)) == kode


@pytest.mark.parametrize(
    "typed", [KODE.lower(), f"  {KODE} ", show_kode(KODE), KODE.replace("O", "0").replace("I", "1").replace("B", "8")]
)
def test_the_ways_people_type_it(typed: str) -> None:
    assert read_kode(typed) == KODE


@pytest.mark.parametrize("typed", ["", KODE[:-1], KODE + "A", KODE[:-1] + "9", KODE[:-1] + "é", "/" * 26])
def test_what_is_no_code(typed: str) -> None:
    assert read_kode(typed) is None
