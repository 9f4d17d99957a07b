from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import (
    check_kode,
    form_digits,
    is_within,
    kab_of,
    kec_of,
    level,
    parent,
    province_of,
)

DESA = "18.71.01.1001"
two = st.text("0123456789", min_size=2, max_size=2)
kode = st.integers(1, 4).flatmap(
    lambda n: st.tuples(*([two] * min(n, 3) + [st.text("0123456789", min_size=4, max_size=4)] * (n == 4)))
).map(".".join)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kode"),
    [("18", "18"), ("1871", "18.71"), ("187101", "18.71.01"), ("1871011001", DESA), (f" {DESA} ", DESA)],
)
def test_code_is_written_with_dots(typed, kode):
    assert check_kode(typed) == kode


@pytest.mark.parametrize("typed", ["", "1", "18.7", "187", "18711", "18.71.1", "18.7101", "1８", "18.71.01.10010"])
def test_other_shapes_are_refused(typed):
    with pytest.raises(NilaiError, match="Kode wilayah"):
        check_kode(typed)


@given(st.text())
def test_any_text_gives_a_code_or_a_message(text):
    with suppress(NilaiError):
        assert check_kode(check_kode(text)) == check_kode(text)


@given(kode)
def test_dots_and_digits_round_trip(value):
    assert check_kode(value) == value
    assert check_kode(value.replace(".", "")) == value


@given(kode)
def test_code_lies_within_itself_and_its_parent(value):
    above = parent(value)
    assert is_within(value, value)
    assert above is None or (is_within(value, above) and not is_within(above, value))


@given(kode)
def test_parent_is_one_level_up(value):
    above = parent(value)
    assert level(value) == (level(above) + 1 if above else 1)


def test_parts_of_a_village_code():
    assert (province_of(DESA), kab_of(DESA), kec_of(DESA)) == ("18", "18.71", "18.71.01")


def test_parts_above_the_code_are_none():
    assert (kab_of("18"), kec_of("18.71")) == (None, None)


def test_bare_digits_are_compared_too():
    assert is_within("1871011001", "18.71")


def test_neighbour_is_outside():
    assert not is_within("18.72.01", "18.71")


def test_half_a_part_is_no_area():
    with pytest.raises(NilaiError):
        is_within("18.71", "18.7")


@pytest.mark.parametrize(("boxes", "digits"), [(10, "1871011001"), (8, "187101"), (6, "187101"), (4, "1871")])
def test_form_boxes_take_whole_levels(boxes, digits):
    assert form_digits(DESA, boxes) == digits


def test_short_code_leaves_boxes_empty():
    assert form_digits("18.71", 10) == "1871"
