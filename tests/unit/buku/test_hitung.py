"""Counting a month: age at death, age groups, sexes."""

from datetime import date

import pytest

from pemakaman.buku.hitung import KELOMPOK_LABEL, Orang, age_group, age_in_years, count
from pemakaman.nilai.tanggal import TanggalTakLengkap as Tanggal

MENINGGAL = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("umur", "kelompok"),
    [
        *((0, "0"), (1, "1-4"), (4, "1-4"), (5, "5-14"), (14, "5-14"), (15, "15-24"), (24, "15-24"), (25, "25-44")),
        *((44, "25-44"), (45, "45-64"), (64, "45-64"), (65, "65+"), (120, "65+"), (None, "tidak_diketahui")),
    ],
)
def test_age_groups_have_no_gap(umur: int | None, kelompok: str) -> None:
    assert age_group(umur) == kelompok


@pytest.mark.parametrize(
    ("lahir", "umur", "hasil"),
    [
        (Tanggal(1960, 3, 10), None, 66),
        (Tanggal(1960, 3, 11), None, 65),
        (Tanggal(1960, 3, 11), 70, 65),
        (Tanggal(1960), None, 65),
        (Tanggal(1960), 66, 66),
        (Tanggal(1960, 3), None, 65),
        (Tanggal(1960, 2), None, 66),
        (Tanggal(2026), None, 0),
        (Tanggal(2026, 3), None, 0),
        (None, 66, 66),
        (None, None, None),
        (Tanggal(2027), None, None),
    ],
)
def test_age_at_death(lahir: Tanggal | None, umur: int | None, hasil: int | None) -> None:
    assert age_in_years(lahir, umur, MENINGGAL) == hasil


def test_a_birth_without_a_day_of_death_gives_what_was_written() -> None:
    assert age_in_years(Tanggal(1960), 12, None) == 12


def test_only_rows_that_count_are_counted() -> None:
    rows = [
        Orang("L", None, 70, MENINGGAL),
        Orang("P", None, 0, MENINGGAL),
        Orang(None, None, None, MENINGGAL),
        Orang("P", None, 70, MENINGGAL, berlaku=False),
    ]
    jumlah = count(rows)
    assert (jumlah.laki, jumlah.perempuan, jumlah.tidak_diketahui, jumlah.jumlah) == (1, 1, 1, 3)
    assert set(jumlah.kelompok_umur) == set(KELOMPOK_LABEL)
    assert sum(jumlah.kelompok_umur.values()) == 3
