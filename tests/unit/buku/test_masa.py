"""Months and their order."""

from datetime import date

import pytest

from pemakaman.buku.masa import Masa, find_masa, masa_of, months


def test_a_month_knows_its_days_and_name() -> None:
    masa = masa_of(date(2024, 2, 11))
    assert (masa.kode, masa.nama, masa.awal, masa.akhir) == (
        "2024-02",
        "Februari 2024",
        date(2024, 2, 1),
        date(2024, 2, 29),
    )


@pytest.mark.parametrize(
    ("langkah", "hasil"), [(1, "2026-01"), (-12, "2024-12"), (-11, "2025-01"), (0, "2025-12"), (13, "2027-01")]
)
def test_months_go_over_the_year(langkah: int, hasil: str) -> None:
    assert Masa(2025, 12).geser(langkah).kode == hasil


def test_months_between_are_in_order() -> None:
    assert [one.kode for one in months(Masa(2025, 11), Masa(2026, 2))] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert months(Masa(2026, 2), Masa(2026, 1)) == []


@pytest.mark.parametrize("kode", ["", "2026", "2026-13", "2026-00", "2026-1", "٢٠٢٦-01", "0000-01", "2026-01-01"])
def test_other_texts_are_no_month(kode: str) -> None:
    assert find_masa(kode) is None
