"""Working days around weekends, Lebaran, the turn of the year, and what an office decides otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.hari_kerja import BIASA, Kalender, national_holidays

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("awal", "akhir", "hari"),
    [
        (date(2026, 7, 6), date(2026, 7, 6), 0),
        (date(2026, 7, 6), date(2026, 7, 7), 1),
        (date(2026, 7, 10), date(2026, 7, 13), 1),
        (date(2026, 7, 11), date(2026, 7, 12), 0),
        (date(2026, 7, 13), date(2026, 7, 10), 0),
        # Nyepi and Lebaran 2026 with their joint leave: 18 to 24 March.
        (date(2026, 3, 17), date(2026, 3, 24), 0),
        (date(2026, 3, 17), date(2026, 3, 25), 1),
        # Christmas with its joint leave, and New Year.
        (date(2026, 12, 23), date(2027, 1, 4), 5),
    ],
)
def test_working_days_between(awal: date, akhir: date, hari: int) -> None:
    assert BIASA.between(awal, akhir) == hari


def test_adding_skips_lebaran() -> None:
    assert BIASA.add(date(2026, 3, 16), 2) == date(2026, 3, 25)


def test_local_holiday_is_no_working_day() -> None:
    senin = date(2026, 7, 13)
    assert Kalender({senin: True}).between(date(2026, 7, 10), senin) == 0


def test_office_open_on_a_holiday_counts_it() -> None:
    cuti_bersama = date(2026, 3, 18)
    assert Kalender({cuti_bersama: False}).between(date(2026, 3, 17), cuti_bersama) == 1


def test_holidays_have_indonesian_names() -> None:
    assert "Hari Kemerdekaan" in national_holidays(2026)[date(2026, 8, 17)]


@given(DAYS, st.integers(0, 60))
def test_adding_and_counting_agree(awal: date, hari: int) -> None:
    assert BIASA.between(awal, BIASA.add(awal, hari)) == hari


@given(DAYS, st.integers(1, 40))
def test_latest_start_is_the_latest(akhir: date, hari: int) -> None:
    start = BIASA.latest_start(akhir, hari)
    assert BIASA.between(start, akhir) >= hari
    assert BIASA.between(start + timedelta(days=1), akhir) < hari


@given(DAYS, DAYS, DAYS)
def test_spans_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    assert BIASA.between(first, middle) + BIASA.between(middle, last) == BIASA.between(first, last)
