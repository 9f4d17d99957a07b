"""Completeness and its range."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.kelengkapan import (
    PALING_SEDIKIT,
    Banding,
    Rentang,
    chance,
    judge,
    round_shown,
    year_shares,
)

COUNT = st.integers(0, 200_000)
EXPECTED = st.floats(PALING_SEDIKIT, 200_000)
SPREAD = st.floats(0, 0.3)


def spread(tengah: float, by: float = 0.08) -> Rentang:
    return Rentang(tengah * (1 - by), tengah, tengah * (1 + by))


@given(COUNT)
def test_chance_holds_the_count_itself(jumlah: int) -> None:
    low, high = chance(jumlah)
    assert 0 <= low <= jumlah < high


def test_chance_is_close_to_the_exact_poisson_interval() -> None:
    exact = {0: (0, 3.69), 1: (0.03, 5.57), 10: (4.80, 18.39), 100: (81.36, 121.63)}
    for jumlah, (low, high) in exact.items():
        assert chance(jumlah) == pytest.approx((low, high), abs=0.12)


@given(COUNT, EXPECTED, SPREAD)
def test_range_holds_the_middle(tercatat: int, tengah: float, by: float) -> None:
    persen = judge(tercatat, spread(tengah, by)).persen
    assert persen is not None
    assert 0 <= persen.rendah <= persen.tengah <= persen.tinggi


@given(st.integers(20, 5000), st.floats(PALING_SEDIKIT, 20_000), st.integers(2, 20))
def test_range_narrows_with_counts(tercatat: int, tengah: float, times: int) -> None:
    few, many = (judge(tercatat * n, spread(tengah).times(n)).persen for n in (1, times))
    assert few is not None
    assert many is not None
    assert many.tinggi - many.rendah < few.tinggi - few.rendah


@given(COUNT, EXPECTED, st.integers(1, 1000))
def test_more_recorded_is_never_less_complete(tercatat: int, tengah: float, more: int) -> None:
    one, other = (judge(jumlah, spread(tengah)).persen for jumlah in (tercatat, tercatat + more))
    assert one is not None
    assert other is not None
    assert one.rendah <= other.rendah
    assert one.tengah < other.tengah
    assert one.tinggi < other.tinggi


@given(COUNT, EXPECTED, st.floats(1.01, 3))
def test_more_expected_is_never_more_complete(tercatat: int, tengah: float, times: float) -> None:
    one, other = (judge(tercatat, spread(t)).persen for t in (tengah, tengah * times))
    assert one is not None
    assert other is not None
    assert one.rendah >= other.rendah
    assert one.tengah >= other.tengah
    assert one.tinggi >= other.tinggi


@given(COUNT, EXPECTED)
def test_shown_range_holds_the_computed_one_and_the_missing_deaths_agree(tercatat: int, tengah: float) -> None:
    nilai = judge(tercatat, spread(tengah))
    low, high = (int(word) for word in nilai.teks.replace("%", "").replace(",", "").split() if word.isdigit())
    least, most = nilai.belum_tercatat
    assert nilai.persen is not None
    assert low <= nilai.persen.rendah
    assert nilai.persen.tinggi <= high
    assert 0 <= least <= most
    assert most >= max(0, tengah - tercatat)


def test_words_show_no_false_precision() -> None:
    nilai = judge(7000, Rentang(54_866, 59_438, 64_010))
    assert (nilai.teks, nilai.bulat) == ("antara 10 % dan 14 %", (10, 12, 14))
    assert nilai.belum_tercatat == (47_000, 58_000)
    assert round_shown(nilai.perkiraan) == (54_000, 65_000)


def test_wide_range_is_told_in_steps_of_five() -> None:
    assert judge(30, spread(60)).teks == "antara 20 % dan 105 %"


def test_more_recorded_than_expected_is_said_so() -> None:
    nilai = judge(1500, spread(1000))
    assert nilai.lebih
    assert nilai.teks.endswith("lebih dari yang diperkirakan")
    assert nilai.belum_tercatat == (0, 0)


def test_few_expected_deaths_are_not_judged() -> None:
    nilai = judge(10, spread(PALING_SEDIKIT - 1))
    assert (nilai.persen, nilai.teks, nilai.singkat) == (None, "terlalu sedikit untuk dinilai", "–")


def test_line_inside_the_range_cannot_be_told_from_it() -> None:
    nilai = judge(7000, spread(59_438))
    assert [nilai.beside(garis) for garis in (5, 12, 56.7)] == [Banding.ATAS, Banding.SAMAR, Banding.BAWAH]
    assert judge(1, spread(10)).beside(56.7) is Banding.SAMAR


def test_months_are_shares_of_their_year_up_to_today() -> None:
    months = [Bulan(2025, 12), Bulan(2026, 1), Bulan(2026, 2), Bulan(2026, 3)]
    found = year_shares(months, date(2026, 2, 14))
    assert found == pytest.approx({2025: 31 / 365, 2026: 45 / 365})


def test_whole_year_is_one_also_in_a_leap_year() -> None:
    assert year_shares([Bulan(2024, n) for n in range(1, 13)], date(2026, 1, 1)) == pytest.approx({2024: 1})


def test_months_to_come_count_nothing() -> None:
    assert year_shares([Bulan(2027, 1)], date(2026, 2, 14)) == {}
