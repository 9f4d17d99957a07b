"""Choosing level by level: which of the posted codes count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.wilayah.forms import deepest
from pemakaman.wilayah.rules import heads, search_form


@pytest.mark.parametrize(
    ("posted", "kode"),
    [
        (["18", "18.71", "18.71.01", "18.71.01.1003"], "18.71.01.1003"),
        (["", "", "18.71.01", "18.71.01.1003"], "18.71.01.1003"),
        (["18", "18.72", "18.71.01", ""], "18.72"),
        (["", "", "", ""], ""),
        (["<b>", "18.71", "", ""], "18.71"),
    ],
)
def test_deepest_consistent_choice(posted: list[str], kode: str) -> None:
    assert deepest(posted) == kode


@given(st.lists(st.text(max_size=12), max_size=4))
def test_any_post_gives_a_code_or_nothing(posted: list[str]) -> None:
    assert deepest(posted) == "" or heads(deepest(posted))


def test_heads() -> None:
    assert heads("18.71.01") == ["18", "18.71", "18.71.01"]
    assert heads("") == []


@given(st.text(max_size=40))
def test_search_form_is_stable(text: str) -> None:
    assert search_form(search_form(text)) == search_form(text)
