"""When changed data no longer fit the resident an officer chose."""

from typing import Any

import pytest

from pemakaman.laporan.pertentangan import find_contradictions
from pemakaman.nilai.tanggal import TanggalTakLengkap

NIK, LAIN = "1871011503600001", "1871011503600002"
LAMA = {"nik": NIK, "nama": "Ahmad Suhaimi", "jenis_kelamin": "L", "lahir": TanggalTakLengkap(1960, 3, 15)}


@pytest.mark.parametrize(
    ("baru", "bertentangan"),
    [
        ({"nik": LAIN}, ["nik"]),
        ({"nik": None}, ["nik"]),
        ({"tidak_dikenal": True}, ["tidak_dikenal"]),
        ({"nama": "Sutrisno"}, []),
        ({"jenis_kelamin": "P"}, []),
        ({"lahir": TanggalTakLengkap(1961)}, []),
    ],
)
def test_contradictions(baru: dict[str, Any], bertentangan: list[str]) -> None:
    assert find_contradictions(LAMA, {**LAMA, **baru}, set(baru), NIK) == bertentangan


def test_a_nik_corrected_to_that_of_the_choice_fits() -> None:
    assert find_contradictions(LAMA, {**LAMA, "nik": LAIN}, {"nik"}, LAIN) == []


def test_a_foreign_nik_taken_away_says_nothing_against_the_choice() -> None:
    assert find_contradictions(LAMA, {**LAMA, "nik": None}, {"nik"}, LAIN) == []
