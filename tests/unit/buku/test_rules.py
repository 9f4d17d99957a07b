"""Days of a print: their names and their limits."""

from datetime import date

import pytest

from pemakaman.buku.rules import Rentang, check_rentang, month, name_rentang, year


def test_december_ends_on_its_last_day() -> None:
    assert month(2025, 12) == Rentang(date(2025, 12, 1), date(2025, 12, 31))


def test_february_of_a_leap_year_has_29_days() -> None:
    assert month(2024, 2).sampai == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("rentang", "nama"),
    [
        (month(2026, 3), "Bulan Maret 2026"),
        (year(2026), "Tahun 2026"),
        (Rentang(date(2026, 3, 5), date(2026, 3, 5)), "5 Maret 2026"),
        (Rentang(date(2026, 3, 5), date(2026, 4, 1)), "5 Maret 2026 sampai 1 April 2026"),
    ],
)
def test_days_are_named_as_people_call_them(rentang: Rentang, nama: str) -> None:
    assert name_rentang(rentang.dari, rentang.sampai) == nama


@pytest.mark.parametrize(
    ("dari", "sampai", "good"),
    [
        (date(2016, 2, 29), date(2026, 2, 28), True),
        (date(2016, 1, 1), date(2025, 12, 31), True),
        (date(2016, 1, 1), date(2026, 1, 2), False),
        (date(2026, 1, 2), date(2026, 1, 1), False),
        (date(1899, 12, 31), date(1900, 1, 1), False),
    ],
)
def test_ten_years_are_the_limit(dari: date, sampai: date, *, good: bool) -> None:
    assert (check_rentang(dari, sampai) is None) is good
