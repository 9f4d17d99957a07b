"""The desk's pure rules: tabs, cursor, badges, what a search may ask."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.akun.rules import Peran
from pemakaman.laporan.services.langkah import RUAS_CATATAN
from pemakaman.verifikasi.ruas import BAGIAN_LABEL, RUAS_BAGIAN, RUAS_LABEL
from pemakaman.verifikasi.rules import (
    TAB_KOSONG,
    TAB_LABEL,
    TAB_STATUS,
    Kursor,
    Tab,
    deadline_badge,
    read_book_number,
    read_kursor,
    read_tab,
    shown_count,
)


def test_every_tab_has_words_and_states() -> None:
    assert set(TAB_LABEL) == set(TAB_KOSONG) == set(TAB_STATUS) == set(Tab)


@pytest.mark.parametrize(
    ("text", "peran", "tab"),
    [
        (None, Peran.VERIFIKATOR, Tab.MENUNGGU),
        (None, Peran.PEJABAT, Tab.PERSETUJUAN),
        ("terlambat", Peran.PEJABAT, Tab.TERLAMBAT),
        ("'; DROP", Peran.VERIFIKATOR, Tab.MENUNGGU),
    ],
)
def test_tab_of_an_address(text: str | None, peran: Peran, tab: Tab) -> None:
    assert read_tab(text, peran) is tab


def test_count_stops_at_its_limit() -> None:
    assert [shown_count(n) for n in (0, 99, 100)] == ["0", "99", "lebih dari 99"]


@given(st.datetimes(timezones=st.just(UTC)), st.uuids())
def test_cursor_survives_the_address(moment: datetime, laporan_id: UUID) -> None:
    kursor = Kursor(moment, laporan_id)
    assert read_kursor(kursor.text()) == kursor


@given(st.text())
def test_garbage_is_the_first_page(text: str) -> None:
    assert read_kursor(text) is None


def test_cursor_without_a_zone_is_the_first_page() -> None:
    assert read_kursor(f"2026-01-01T00:00:00_{uuid4()}") is None


@pytest.mark.parametrize(
    ("hari_ini", "teks", "jenis"),
    [
        (date(2026, 1, 2), "Sisa 29 hari", "menunggu"),
        (date(2026, 1, 27), "Sisa 4 hari", "perlu-perhatian"),
        (date(2026, 1, 31), "Tenggat hari ini", "terlambat"),
        (date(2026, 2, 3), "Lewat tenggat 3 hari", "terlambat"),
    ],
)
def test_deadline_badge_counts_from_the_death(hari_ini: date, teks: str, jenis: str) -> None:
    badge = deadline_badge(date(2026, 1, 1), hari_ini)
    assert badge is not None
    assert (badge.teks, badge.jenis) == (teks, jenis)


def test_no_badge_without_a_date_of_death() -> None:
    assert deadline_badge(None, date(2026, 1, 1)) is None


@pytest.mark.parametrize("text", ["12/2026", " no. 12 / 2026", "Nomor 12/2026"])
def test_book_number_as_people_write_it(text: str) -> None:
    assert read_book_number(text) == (12, 2026)


@pytest.mark.parametrize("text", ["", "12", "12/26", "12-2026", "a/2026", "9999999999/2026", "١٢/2026"])
def test_what_is_no_book_number(text: str) -> None:
    assert read_book_number(text) is None


def test_every_field_that_may_be_asked_back_has_one_label() -> None:
    assert set(RUAS_BAGIAN) == set(BAGIAN_LABEL)
    assert len(RUAS_LABEL) == sum(len(group) for group in RUAS_BAGIAN.values())


def test_every_field_asked_back_is_a_field_of_the_report() -> None:
    assert set(RUAS_LABEL) <= RUAS_CATATAN
