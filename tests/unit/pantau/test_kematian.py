"""Deaths by month and by kind."""

from hypothesis import given
from hypothesis import strategies as st

from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.kematian import (
    SEBAB,
    TEMPAT,
    Bulanan,
    by_age_and_sex,
    by_label,
    late_entries,
    short_month,
)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_old_deaths_entered_in_a_month_follow_from_the_deaths_of_that_month(pairs: list[tuple[int, int]]) -> None:
    deaths = [(died, died + later) for died, later in pairs]
    for month in range(11):
        masuk = sum(entered == month for _, entered in deaths)
        mine = [entered for died, entered in deaths if died == month]
        found = late_entries(masuk, Bulanan(len(mine), sum(entered > month for entered in mine)))
        assert found.susulan == sum(entered == month and died < month for died, entered in deaths)


def test_what_cannot_be_never_gives_a_figure_below_zero() -> None:
    assert late_entries(2, Bulanan(5, 1)) == Bulanan(2, 0)


def test_unknown_sex_and_age_stand_as_unknown() -> None:
    found = by_age_and_sex({"|umur_tidak_diketahui": 2, "L|umur_65": 3, "P|lain": 1})
    assert found["umur_tidak_diketahui"] == {"L": 0, "P": 1, "": 2}
    assert found["umur_65"]["L"] == 3


def test_every_cause_stands_with_its_label_and_unknown_is_last() -> None:
    rows = by_label({"1": 5, "0": 2, "9": 1}, SEBAB)
    assert rows[0] == ("Sakit biasa / tua", 5)
    assert rows[-1] == ("Tidak diketahui", 3)
    assert len(rows) == 7


def test_place_that_nobody_wrote_down_is_unknown() -> None:
    assert dict(by_label({"": 4, "rumah": 1}, TEMPAT))["Tidak diketahui"] == 4


def test_months_are_short_below_a_line() -> None:
    assert short_month(Bulan(2026, 3)) == "Mar 26"
