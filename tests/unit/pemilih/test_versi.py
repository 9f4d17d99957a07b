"""Which list is in force, and which came before."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pemakaman.pemilih.versi import Susunan, Versi

AWAL = datetime(2026, 1, 10, 3, tzinfo=UTC)


def daftar(
    nomor: int, periode: str, versi: int = 1, tanggal: date | None = None, jenis: str = "DPB", hari: int | None = None
) -> Versi:
    dibuat = AWAL + timedelta(days=nomor if hari is None else hari)
    return Versi(UUID(int=nomor), "18.71", jenis, periode, versi, tanggal, dibuat)


def number_of(found: Versi | None) -> int | None:
    return found.id.int if found else None


def in_force(*lists: Versi) -> int | None:
    return number_of(Susunan(lists).in_force("18.71"))


def test_no_list_no_force() -> None:
    assert in_force() is None


def test_the_newest_version_of_a_period_counts() -> None:
    assert in_force(daftar(1, "T3", 1), daftar(2, "T3", 2)) == 2


def test_the_newest_decision_counts_whenever_it_came_in() -> None:
    assert in_force(daftar(1, "T3", tanggal=date(2026, 9, 30)), daftar(2, "T2", tanggal=date(2026, 6, 30))) == 1


def test_a_correction_of_an_old_period_does_not_come_into_force() -> None:
    old, new = daftar(1, "T2", tanggal=date(2026, 6, 30)), daftar(2, "T3", tanggal=date(2026, 9, 30))
    assert in_force(old, new, daftar(3, "T2", 2, hari=400)) == 2


def test_without_a_decision_the_day_of_the_first_version_counts() -> None:
    assert in_force(daftar(1, "T2"), daftar(2, "T3"), daftar(3, "T2", 2)) == 2


def test_of_one_day_the_period_that_came_later_counts_whatever_the_version() -> None:
    day = date(2026, 9, 30)
    assert in_force(daftar(1, "T2", 2, day), daftar(2, "T3", 1, day)) == 2


def test_the_dead_of_kpu_are_never_in_force() -> None:
    assert in_force(daftar(1, "T2"), daftar(2, "T3", jenis="TMS")) == 1


def test_another_area_has_its_own() -> None:
    assert Susunan([daftar(1, "T2")]).in_force("18.71.01") is None


def test_the_list_before_a_new_period_is_the_newest_version_of_the_last() -> None:
    susunan = Susunan([daftar(1, "T2"), daftar(2, "T2", 2), daftar(3, "T3")])
    assert number_of(susunan.before(UUID(int=3))) == 2


def test_the_list_before_a_correction_is_what_it_corrects() -> None:
    susunan = Susunan([daftar(1, "T2"), daftar(2, "T2", 2)])
    assert number_of(susunan.before(UUID(int=2))) == 1


def test_a_late_old_list_stands_between_its_neighbours() -> None:
    days = (date(2026, 3, 31), date(2026, 9, 30), date(2026, 6, 30))
    susunan = Susunan([daftar(n, f"T{n}", tanggal=day) for n, day in enumerate(days, start=1)])
    assert number_of(susunan.before(UUID(int=3))) == 1
    assert number_of(susunan.after(UUID(int=3))) == 2


def test_the_first_list_and_the_dead_of_kpu_have_none_before() -> None:
    susunan = Susunan([daftar(1, "T2"), daftar(2, "T3", jenis="TMS")])
    assert susunan.before(UUID(int=1)) is None
    assert susunan.before(UUID(int=2)) is None


def test_only_old_lists_of_past_periods_may_be_reduced() -> None:
    lists = [daftar(1, "T1"), daftar(80, "T2"), daftar(100, "T3"), daftar(101, "T3", 2)]
    past = Susunan(lists).past(AWAL.date() + timedelta(days=120), 90)
    assert [one.id.int for one in past] == [1]


def test_an_earlier_version_of_the_period_in_force_stays() -> None:
    lists = [daftar(1, "T3", 1), daftar(2, "T3", 2)]
    assert Susunan(lists).past(AWAL.date() + timedelta(days=900), 90) == []


PERIODE = st.sampled_from(["T1", "T2", "T3"])
SOME = st.lists(
    st.builds(
        daftar,
        st.integers(1, 400),
        PERIODE,
        st.integers(1, 3),
        st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.sampled_from(["DPB", "DPT", "TMS"]),
    ),
    unique_by=lambda one: one.id,
    max_size=8,
)


@given(SOME)
def test_the_lists_form_one_chain_that_ends_in_the_one_in_force(lists: list[Versi]) -> None:
    susunan = Susunan(lists)
    seen, this = [], susunan.in_force("18.71")
    while this is not None:
        seen.append(this.id)
        this = susunan.before(this.id)
    assert len(seen) == len(set(seen)) == sum(one.jenis != "TMS" for one in lists)


@given(SOME)
def test_what_may_be_reduced_is_never_in_force(lists: list[Versi]) -> None:
    susunan = Susunan(lists)
    assert susunan.in_force("18.71") not in susunan.past(date(2030, 1, 1), 1)
