"""Classes of a map: round limits, equal figures together, fewer when there is little to tell apart; colours apart."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.grafik.kelas import divide
from pemakaman.grafik.warna import JINGKAT, class_colours, ink_on

# Machado, Oliveira and Fernandes 2009, full strength; and none.
MATA = {
    "biasa": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str, mata: str = "biasa") -> float:
    seen = [
        min(1, max(0, sum(weight * part for weight, part in zip(row, linear(colour), strict=True))))
        for row in MATA[mata]
    ]
    return 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]


def lightness(colour: str, mata: str) -> float:
    return 116 * luminance(colour, mata) ** (1 / 3) - 16


@pytest.mark.parametrize("mata", list(MATA))
def test_neighbouring_steps_differ_in_lightness_for_every_eye_and_in_grey(mata: str) -> None:
    steps = [lightness(colour, mata) for colour in JINGKAT]
    assert min(light - dark for light, dark in pairwise(steps)) >= 12


@pytest.mark.parametrize("colour", JINGKAT)
def test_words_on_a_step_have_contrast(colour: str) -> None:
    light, dark = sorted((luminance(colour), luminance(ink_on(colour))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_each_class_has_its_own_colour(count: int) -> None:
    assert len(set(class_colours(count))) == count


def test_few_different_figures_are_a_class_each() -> None:
    found = divide([0, 0, 0, 3, 1200, None])
    assert [(kelas.dari, kelas.sampai, kelas.jumlah) for kelas in found.kelas] == [
        (0, 0, 3),
        (3, 3, 1),
        (1200, 1200, 1),
    ]


def test_all_equal_is_one_class_and_nothing_known_is_none() -> None:
    assert [kelas.jumlah for kelas in divide([7, 7, 7]).kelas] == [3]
    assert divide([None, None]).kelas == ()


def test_limits_are_round() -> None:
    found = divide([113, 187, 243, 361, 422, 587, 611, 734, 856, 1003])
    assert [kelas.dari for kelas in found.kelas] == [113, 200, 400, 600, 800]
    assert found.words(found.kelas[1]) == "200 – 399"


def test_per_cent_reads_with_one_digit() -> None:
    found = divide([21.94, 33.3, 45.2, 51.8, 66.1, 84.55])
    assert found.words(found.kelas[-1], "%").endswith(" %")
    assert all("," in found.words(kelas) for kelas in found.kelas)


FIGURES = st.lists(st.none() | st.integers(-50, 50) | st.floats(-1e15, 1e15) | st.floats(0, 1), max_size=40)


@settings(max_examples=60, deadline=None)
@given(FIGURES)
def test_every_figure_has_one_class_and_no_class_is_empty(values: list[float | None]) -> None:
    found = divide(values)
    known = [value for value in values if value is not None]
    assert sum(kelas.jumlah for kelas in found.kelas) == len(known)
    assert all(kelas.jumlah for kelas in found.kelas)
    assert len(found.kelas) <= 5
    for value in known:
        kelas = found.find_class(value)
        assert kelas is not None
        assert kelas.dari <= round(value, found.desimal) <= kelas.sampai
