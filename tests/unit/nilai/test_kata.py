"""The first letter of a word inside a sentence."""

import pytest

from pemakaman.nilai.kata import lower_first, upper_first


@pytest.mark.parametrize(
    ("teks", "kecil"),
    [("Diterima KPU", "diterima KPU"), ("NIK kosong", "NIK kosong"), ("", ""), ("Ada NIK", "ada NIK")],
)
def test_an_abbreviation_keeps_its_capitals(teks: str, kecil: str) -> None:
    assert lower_first(teks) == kecil


def test_the_rest_of_a_sentence_stays_as_it_is() -> None:
    assert upper_first("lebih sering tanpa NIK") == "Lebih sering tanpa NIK"
