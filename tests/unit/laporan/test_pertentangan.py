"""When changed data no longer fit the resident an officer chose."""

from datetime import date
from typing import Any

import pytest

from pemakaman.laporan.pertentangan import Pilihan, find_contradictions
from pemakaman.nilai.tanggal import TanggalTakLengkap

NIK, LAIN = "1871011503600001", "1871011503600002"
LAMA = {"nik": NIK, "nama": "Ahmad Suhaimi", "jenis_kelamin": "L", "lahir": TanggalTakLengkap(1960, 3, 15)}
ORANG = Pilihan(NIK, "AHMAD SUHAIMI", "L", date(1960, 3, 15))


@pytest.mark.parametrize(
    ("baru", "bertentangan"),
    [
        ({"nik": LAIN}, ["nik"]),
        ({"nik": None}, ["nik"]),
        ({"nama": "Achmad Suhaimi"}, []),
        ({"nama": "Sutrisno"}, ["nama"]),
        ({"jenis_kelamin": "P"}, ["jenis_kelamin"]),
        ({"lahir": TanggalTakLengkap(1960)}, []),
        ({"lahir": TanggalTakLengkap(1961)}, ["lahir"]),
        ({"lahir": None}, []),
        ({"tidak_dikenal": True}, ["tidak_dikenal"]),
        ({"tempat_lahir": "Metro"}, []),
    ],
)
@pytest.mark.parametrize("pilihan", [ORANG, Pilihan(NIK)], ids=["ekstrak", "hanya NIK"])
def test_contradictions(baru: dict[str, Any], bertentangan: list[str], pilihan: Pilihan) -> None:
    assert find_contradictions(LAMA, {**LAMA, **baru}, set(baru), pilihan) == bertentangan


def test_a_nik_corrected_to_that_of_the_choice_fits() -> None:
    assert find_contradictions(LAMA, {**LAMA, "nik": LAIN}, {"nik"}, Pilihan(LAIN, "AHMAD SUHAIMI")) == []


def test_a_foreign_nik_taken_away_says_nothing_against_the_choice() -> None:
    assert find_contradictions(LAMA, {**LAMA, "nik": None}, {"nik"}, Pilihan(LAIN)) == []
