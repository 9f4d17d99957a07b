"""Months, deadlines and how they are said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.pantau.rules.bulan import (
    Bulan,
    Desakan,
    Tingkat,
    closing_deadline,
    countdown,
    deadline,
    due_month,
    month_of,
    urgency,
)

OKTOBER = Bulan(2026, 10)
MONTHS = st.builds(Bulan, st.integers(2016, 2200), st.integers(1, 12))


def test_kab_reports_october_by_the_28th_of_november() -> None:
    assert deadline(OKTOBER, Tingkat.KAB, 28) == date(2026, 11, 28)


def test_province_reports_october_by_the_5th_of_december() -> None:
    assert deadline(OKTOBER, Tingkat.PROVINSI, 5) == date(2026, 12, 5)


def test_cemeteries_close_october_by_the_25th_of_november() -> None:
    assert closing_deadline(OKTOBER, 25) == date(2026, 11, 25)


def test_deadline_of_december_lies_in_the_next_year() -> None:
    desember = Bulan(2026, 12)
    assert deadline(desember, Tingkat.KAB, 28) == date(2027, 1, 28)
    assert deadline(Bulan(2026, 11), Tingkat.PROVINSI, 5) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("hari", "sisa", "kata", "desakan"),
    [
        (date(2026, 11, 22), 6, "tinggal 6 hari", Desakan.JAUH),
        (date(2026, 11, 23), 5, "tinggal 5 hari", Desakan.DEKAT),
        (date(2026, 11, 25), 3, "tinggal 3 hari", Desakan.DEKAT),
        (date(2026, 11, 28), 0, "hari ini", Desakan.DEKAT),
        (date(2026, 11, 30), -2, "lewat 2 hari", Desakan.LEWAT),
    ],
)
def test_countdown_in_words_and_urgency(hari: date, sisa: int, kata: str, desakan: Desakan) -> None:
    batas = date(2026, 11, 28)
    assert (batas - hari).days == sisa
    assert (countdown(batas, hari), urgency(batas, hari)) == (kata, desakan)


@pytest.mark.parametrize(
    ("hari", "tingkat", "bulan"),
    [
        (date(2026, 11, 1), Tingkat.KAB, OKTOBER),
        (date(2026, 11, 30), Tingkat.KAB, OKTOBER),
        (date(2027, 1, 3), Tingkat.KAB, Bulan(2026, 12)),
        (date(2026, 12, 5), Tingkat.PROVINSI, OKTOBER),
        (date(2026, 12, 6), Tingkat.PROVINSI, Bulan(2026, 11)),
        (date(2027, 1, 5), Tingkat.PROVINSI, Bulan(2026, 11)),
    ],
)
def test_month_that_is_due(hari: date, tingkat: Tingkat, bulan: Bulan) -> None:
    assert due_month(hari, tingkat, {Tingkat.KAB: 28, Tingkat.PROVINSI: 5}[tingkat]) == bulan


def test_month_is_over_on_the_first_of_the_next() -> None:
    assert (OKTOBER.is_over(date(2026, 10, 31)), OKTOBER.is_over(date(2026, 11, 1))) == (False, True)


@given(MONTHS, st.integers(-500, 500))
def test_steps_between_months_can_be_taken_back(bulan: Bulan, langkah: int) -> None:
    assert bulan.next(langkah).next(-langkah) == bulan


@given(MONTHS)
def test_every_day_of_a_month_and_no_other_belongs_to_it(bulan: Bulan) -> None:
    assert month_of(bulan.awal) == month_of(bulan.akhir) == bulan
    assert month_of(bulan.awal - timedelta(days=1)) == bulan.next(-1)
    assert month_of(bulan.sesudah) == bulan.next()


@given(st.dates(date(2016, 3, 1), date(2200, 1, 1)), st.sampled_from(Tingkat), st.integers(1, 28))
def test_due_month_is_over_and_its_next_deadline_is_later(hari: date, tingkat: Tingkat, batas: int) -> None:
    bulan = due_month(hari, tingkat, batas)
    assert bulan.is_over(hari)
    assert deadline(bulan.next(), tingkat, batas) > hari
