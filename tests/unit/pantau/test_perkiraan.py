"""Which reference figures a place is measured by."""

import pytest

from pemakaman.pantau.rules.acuan import ANGKA_KEMATIAN, LENGKAP, PENDUDUK
from pemakaman.pantau.rules.kelengkapan import Rentang
from pemakaman.pantau.rules.perkiraan import UMUR, Acuan, Angka, add_expected, nearest


def angka(jenis: str, kode: str, tahun: int, nilai: float, *, untuk: str = "", by: float = 0) -> Angka:
    kelamin, _, umur = untuk.partition("|")
    return Angka(jenis, kode, tahun, kelamin, umur, Rentang(nilai - by, nilai, nilai + by), "BPS")


ORANG = angka(PENDUDUK, "18.71", 2024, 1_000_000)
KASAR = angka(ANGKA_KEMATIAN, "18", 2024, 6.5, by=0.5)


def test_population_times_rate_times_part_of_the_year() -> None:
    found = Acuan([ORANG, KASAR]).expect("18.71", {2025: 0.5, 2026: 0.25})
    assert found.rentang == Rentang(4500, 4875, 5250)
    assert (found.per_umur, set(found.dari)) == (False, {ORANG, KASAR})


def test_missing_figures_are_named() -> None:
    assert Acuan([]).expect("18.71", {2026: 1}).kurang == (PENDUDUK, ANGKA_KEMATIAN)
    assert Acuan([ORANG]).expect("18.71", {2026: 1}).kurang == (ANGKA_KEMATIAN,)
    assert Acuan([KASAR]).expect("18.71", {2026: 1}).kurang == (PENDUDUK,)


def test_rate_of_the_nearest_place_counts() -> None:
    own = angka(ANGKA_KEMATIAN, "18.71", 2020, 5)
    found = Acuan([ORANG, KASAR, own, angka(ANGKA_KEMATIAN, "", 2024, 9)]).expect("18.71", {2026: 1})
    assert found.rentang == Rentang(5000, 5000, 5000)


def test_rate_of_another_region_never_counts() -> None:
    other = angka(ANGKA_KEMATIAN, "18.7", 2024, 9)
    assert Acuan([ORANG, other]).expect("18.71", {2026: 1}).kurang == (ANGKA_KEMATIAN,)


def test_year_not_after_the_wanted_one_comes_before_a_later_one() -> None:
    assert [nearest([2020, 2024, 2028], tahun) for tahun in (2019, 2020, 2023, 2030)] == [2020, 2020, 2020, 2028]


def test_ages_are_used_where_people_and_rates_are_known_by_age() -> None:
    people = [angka(PENDUDUK, "18.71", 2024, 1000, untuk=f"{k}|{u}") for k in "LP" for u in UMUR]
    rates = [angka(ANGKA_KEMATIAN, "18", 2024, 10, untuk=f"|{u}") for u in UMUR]
    found = Acuan([*people, *rates, KASAR]).expect("18.71", {2026: 1})
    assert found.per_umur
    assert found.rentang is not None
    assert found.rentang.tengah == pytest.approx(140)
    assert {umur: one.tengah for umur, one in found.umur.items()} == dict.fromkeys(UMUR, pytest.approx(20))


def test_ages_are_added_up_only_where_each_part_has_them() -> None:
    people = [angka(PENDUDUK, "18.71", 2024, 1000, untuk=f"|{u}") for u in UMUR]
    rates = [angka(ANGKA_KEMATIAN, "18", 2024, 10, untuk=f"|{u}") for u in UMUR]
    by_age = Acuan([*people, *rates]).expect("18.71", {2025: 1, 2026: 1})
    crude = Acuan([ORANG, KASAR]).expect("18.71", {2026: 1})
    assert by_age.umur["umur_65"].tengah == pytest.approx(20)
    assert add_expected([by_age, by_age]).umur["umur_65"].tengah == pytest.approx(40)
    assert not add_expected([by_age, crude]).per_umur


def test_one_missing_age_leaves_the_crude_rate() -> None:
    people = [angka(PENDUDUK, "18.71", 2024, 1000, untuk=f"|{u}") for u in UMUR]
    rates = [angka(ANGKA_KEMATIAN, "18", 2024, 10, untuk=f"|{u}") for u in UMUR[1:]]
    found = Acuan([*people, *rates, KASAR]).expect("18.71", {2026: 1})
    assert not found.per_umur
    assert found.rentang is not None
    assert found.rentang.tengah == pytest.approx(45.5)


def test_two_sexes_make_the_whole() -> None:
    parts = [angka(PENDUDUK, "18.71", 2024, 1000, untuk=k) for k in "LP"]
    found = Acuan([*parts, KASAR]).expect("18.71", {2026: 1})
    assert found.rentang is not None
    assert found.rentang.tengah == pytest.approx(13)


def test_line_to_beat_is_that_of_the_country() -> None:
    acuan = Acuan([angka(LENGKAP, "", 2023, 56.7), angka(LENGKAP, "18", 2024, 80)])
    assert (line := acuan.line(2026)) is not None
    assert line.rentang.tengah == 56.7
    assert Acuan([]).line(2026) is None
