"""Deaths by month and by kind."""

from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.kematian import (
    SEBAB,
    TEMPAT,
    by_age_and_sex,
    by_label,
    short_month,
)


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
