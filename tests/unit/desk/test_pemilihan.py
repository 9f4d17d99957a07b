"""Elections as the desk counts by them: whom they ask, since when, and which targets hold."""

from datetime import date, timedelta

import pytest

from pemakaman.desk.rules.pemilihan import Pemungutan, lettered, suket_since, targets_on

H = date(2024, 11, 27)
PILKADA = Pemungutan("Pilkada", H, wilayah=("18",))
PSU = Pemungutan("PSU", date(2025, 2, 1), 7, wilayah=("18.71.01",), target_rekam=99, target_ikd=30)


@pytest.mark.parametrize(
    ("area", "votes"), [("18", True), ("18.71", True), ("18.71.01.1001", True), ("18.72", False), ("18.7", False)]
)
def test_kab_votes_with_its_province_and_with_its_parts(area: str, votes: bool) -> None:
    assert Pemungutan("PSU", H, wilayah=(area,)).votes_in("18.71") is votes


def test_election_that_was_held_explains_its_own_days_when_it_is_inactive() -> None:
    held = Pemungutan("Pilkada", H, aktif=False)
    assert held.counts_on(H, H + timedelta(days=1))
    assert not held.counts_on(H + timedelta(days=1), H + timedelta(days=2))
    assert not held.counts_on(H - timedelta(days=3), H - timedelta(days=2))


def test_letters_of_a_day_began_with_the_election_that_runs() -> None:
    assert suket_since(H, [PILKADA, PSU]) == date(2024, 11, 13)
    assert suket_since(date(2025, 1, 28), [PILKADA, PSU]) == date(2025, 1, 25)
    assert suket_since(date(2025, 1, 24), [PILKADA, PSU]) is None


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2024, 11, 12), []),
        (H, ["Pilkada"]),
        (date(2025, 1, 24), ["Pilkada"]),
        (date(2025, 1, 25), ["PSU"]),
        (date(2025, 2, 2), ["PSU"]),
    ],
)
def test_letters_of_two_elections_are_never_added_up(day: date, names: list[str]) -> None:
    assert [one.nama for one in lettered([PILKADA, PSU], day)] == names


def test_targets_are_those_of_the_nearest_election() -> None:
    assert targets_on([PILKADA, PSU], H) == (100, 25)
    assert targets_on([PILKADA, PSU], date(2024, 11, 28)) == (99, 30)
    assert targets_on([PILKADA, PSU], date(2025, 2, 2)) == (99, 30)
    assert targets_on([], H) == (100, 25)
