"""The date of a kutipan, and the columns of an import file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.akta.rules import check_tanggal, column_of, split_nomor_buku

HARI_INI = date(2026, 11, 20)


def test_a_date_between_death_and_today_is_right() -> None:
    assert check_tanggal(HARI_INI, meninggal=HARI_INI, hari_ini=HARI_INI) is None


def test_a_date_before_the_death_is_refused() -> None:
    found = check_tanggal(date(2026, 11, 1), meninggal=date(2026, 11, 2), hari_ini=HARI_INI)
    assert found is not None
    assert "2 November 2026" in found


def test_a_date_in_the_future_is_refused() -> None:
    assert check_tanggal(date(2026, 11, 21), meninggal=None, hari_ini=HARI_INI) is not None


@pytest.mark.parametrize(
    ("judul", "column"),
    [("Nomor Akta", "nomor_akta"), ("TGL_AKTA", "tanggal_akta"), ("No. Buku", "nomor_buku"), ("Nama", None)],
)
def test_headings_are_recognised(judul: str, column: str | None) -> None:
    assert column_of(judul) == column


@pytest.mark.parametrize(
    ("text", "parts"),
    [("12/2026", (12, 2026)), ("12 - 2026", (12, 2026)), ("12", None), ("a/2026", None), ("1/26", None)],
)
def test_a_book_number_is_number_and_year(text: str, parts: tuple[int, int] | None) -> None:
    assert split_nomor_buku(text) == parts


@given(st.text(max_size=30))
def test_no_text_can_break_the_book_number(text: str) -> None:
    found = split_nomor_buku(text)
    assert found is None or 0 <= found[0] < 10**9
