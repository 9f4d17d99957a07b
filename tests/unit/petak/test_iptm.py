"""Permits: their state on any day, the end of a term, the words that remind."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.petak.rules_iptm import (
    MENUNGGU,
    Isi,
    KeadaanIzin,
    begin_of_renewal,
    check_isian,
    end_of_term,
    reminder_text,
    state_of,
)

HARI = date(2026, 11, 26)
ANY_DAY = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("sampai", "keadaan"),
    [
        (HARI - timedelta(days=1), KeadaanIzin.HABIS),
        (HARI, KeadaanIzin.SEGERA),
        (HARI + timedelta(days=60), KeadaanIzin.SEGERA),
        (HARI + timedelta(days=61), KeadaanIzin.BERLAKU),
    ],
)
def test_the_last_day_still_counts_and_the_days_of_warning_too(sampai: date, keadaan: KeadaanIzin) -> None:
    assert state_of(sampai, hari_ini=HARI, ingat_hari=60) is keadaan


@given(ANY_DAY, ANY_DAY, st.integers(1, 365))
def test_what_was_revoked_or_renewed_asks_for_nothing(sampai: date, hari_ini: date, hari: int) -> None:
    revoked = state_of(sampai, hari_ini=hari_ini, ingat_hari=hari, dicabut=True)
    renewed = state_of(sampai, hari_ini=hari_ini, ingat_hari=hari, diperpanjang=True)
    assert (revoked, renewed) == (KeadaanIzin.DICABUT, KeadaanIzin.DIGANTI)
    assert not {revoked, renewed} & MENUNGGU


@given(ANY_DAY, st.integers(1, 365), st.integers(0, 2000))
def test_a_permit_goes_one_way_as_days_pass(sampai: date, ingat_hari: int, days: int) -> None:
    order = [KeadaanIzin.BERLAKU, KeadaanIzin.SEGERA, KeadaanIzin.HABIS]
    first = sampai - timedelta(days=1000)
    earlier = state_of(sampai, hari_ini=first + timedelta(days=days), ingat_hari=ingat_hari)
    later = state_of(sampai, hari_ini=first + timedelta(days=days + 1), ingat_hari=ingat_hari)
    assert order.index(earlier) <= order.index(later)


@pytest.mark.parametrize(
    ("dari", "tahun", "sampai"),
    [
        (date(2026, 3, 5), 3, date(2029, 3, 4)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2026, 1, 1), 1, date(2026, 12, 31)),
    ],
)
def test_a_term_ends_the_day_before_it_would_begin_again(dari: date, tahun: int, sampai: date) -> None:
    assert end_of_term(dari, tahun) == sampai


@given(ANY_DAY, st.integers(1, 50))
def test_terms_follow_each_other_without_a_gap(dari: date, tahun: int) -> None:
    sampai = end_of_term(dari, tahun)
    assert begin_of_renewal(sampai) - sampai == timedelta(days=1)
    assert sampai > dari


ISIAN = {"nomor": "12", "pemegang": "Siti", "berlaku_dari": HARI, "berlaku_sampai": HARI + timedelta(days=1000)}


@pytest.mark.parametrize(
    ("ganti", "ruas"),
    [
        ({"nomor": " "}, "nomor"),
        ({"pemegang": None}, "pemegang"),
        ({"berlaku_dari": None}, "berlaku_dari"),
        ({"berlaku_dari": date(2999, 1, 1), "berlaku_sampai": date(2999, 2, 1)}, "berlaku_dari"),
        ({"berlaku_sampai": None}, "berlaku_sampai"),
        ({"berlaku_sampai": HARI}, "berlaku_sampai"),
        ({"berlaku_sampai": date(2099, 1, 1)}, "berlaku_sampai"),
    ],
)
def test_what_is_wrong_stands_at_its_field(ganti: dict[str, object], ruas: str) -> None:
    assert check_isian(ISIAN, hari_ini=HARI) == {}
    assert list(check_isian({**ISIAN, **ganti}, hari_ini=HARI)) == [ruas]


def test_a_renewal_begins_after_the_old_term() -> None:
    assert list(check_isian(ISIAN, hari_ini=HARI, sesudah=HARI)) == ["berlaku_dari"]
    assert check_isian(ISIAN, hari_ini=HARI, sesudah=HARI - timedelta(days=1)) == {}


@pytest.mark.parametrize(("hari", "kata"), [(HARI, "akan habis pada"), (HARI + timedelta(days=9), "sudah habis pada")])
def test_the_reminder_names_everything_and_says_whether_the_term_is_over(hari: date, kata: str) -> None:
    isi = Isi("Siti Aminah", "IPTM/1", "Ahmad Suhaimi", "TPU Uji", "Blok A", HARI + timedelta(days=3))
    text = reminder_text(isi, hari_ini=hari)
    assert all(word in text for word in ("Siti Aminah", "IPTM/1", "Ahmad Suhaimi", "TPU Uji, Blok A", kata))
