from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.laporan.checks import Konteks, find_conflicts, find_warnings
from pemakaman.nilai.tanggal import TanggalTakLengkap

HARI_INI = date(2026, 3, 10)
KONTEKS = Konteks(sekarang=datetime.combine(HARI_INI, time(12)), hari_lapor=HARI_INI, known_kecamatan=lambda _: True)


def hard(diubah: tuple[str, ...] = (), **isian: Any) -> dict[str, str]:
    return {found.ruas: found.kode for found in find_conflicts(isian, KONTEKS, diubah)}


def soft(**isian: Any) -> list[str]:
    return [found.kode for found in find_warnings(isian, KONTEKS)]


def test_same_day_birth_and_death_is_allowed() -> None:
    day = date(2026, 3, 1)
    lahir = TanggalTakLengkap(2026, 3, 1)
    assert hard(lahir=lahir, meninggal_tanggal=day, dimakamkan_tanggal=day) == {}


@pytest.mark.parametrize(
    ("lahir", "wrong"),
    [
        (TanggalTakLengkap(2026, 3, 2), True),
        (TanggalTakLengkap(2026, 4), True),
        (TanggalTakLengkap(2026, 3), False),
        (TanggalTakLengkap(2026), False),
        (TanggalTakLengkap(1960), False),
    ],
)
def test_partial_birth_is_wrong_only_when_it_must_be_after_death(lahir: TanggalTakLengkap, wrong: bool) -> None:
    assert ("urutan_lahir" in hard(lahir=lahir, meninggal_tanggal=date(2026, 3, 1)).values()) is wrong


@pytest.mark.parametrize("changed", ["lahir", "meninggal_tanggal"])
def test_birth_after_death_stands_at_the_field_changed(changed: str) -> None:
    found = hard((changed,), lahir=TanggalTakLengkap(2025, 2, 1), meninggal_tanggal=date(2024, 1, 1))
    assert found == {changed: "urutan_lahir"}


def test_birth_after_burial_is_wrong_also_without_a_death_date() -> None:
    assert hard(lahir=TanggalTakLengkap(2026, 2), dimakamkan_tanggal=date(2026, 1, 1)) == {
        "dimakamkan_tanggal": "urutan_lahir"
    }


@pytest.mark.parametrize("changed", ["meninggal_tanggal", "dimakamkan_tanggal"])
def test_death_after_burial_stands_at_the_field_changed(changed: str) -> None:
    found = hard((changed,), meninggal_tanggal=date(2026, 3, 2), dimakamkan_tanggal=date(2026, 3, 1))
    assert found == {changed: "urutan_makam"}


def test_burial_hour_before_death_hour_on_one_day_is_wrong() -> None:
    day = date(2026, 3, 1)
    isian = {"meninggal_tanggal": day, "dimakamkan_tanggal": day, "meninggal_pukul": time(9)}
    assert hard(**isian, dimakamkan_pukul=time(8)) == {"dimakamkan_pukul": "urutan_pukul"}
    assert hard(**isian, dimakamkan_pukul=time(9)) == {}


@pytest.mark.parametrize("ruas", ["meninggal_tanggal", "dimakamkan_tanggal", "surat_tanggal"])
def test_no_date_lies_in_the_future(ruas: str) -> None:
    assert hard(**{ruas: HARI_INI + timedelta(days=1)})[ruas] == "masa_depan"
    assert hard(**{ruas: HARI_INI}) == {}


def test_hour_later_today_lies_in_the_future() -> None:
    assert hard(meninggal_tanggal=HARI_INI, meninggal_pukul=time(12, 1)) == {"meninggal_pukul": "masa_depan"}
    assert hard(meninggal_tanggal=HARI_INI, meninggal_pukul=time(11, 59)) == {}


@pytest.mark.parametrize("ruas", ["lahir", "pelapor_lahir", "ayah_lahir", "ibu_lahir"])
def test_birth_in_the_future_is_wrong_unless_it_may_be_past(ruas: str) -> None:
    assert hard(**{ruas: TanggalTakLengkap(2026, 4)}) == {ruas: "masa_depan"}
    assert hard(**{ruas: TanggalTakLengkap(2026)}) == {}


def test_death_before_1900_is_wrong() -> None:
    assert hard(meninggal_tanggal=date(1899, 12, 31)) == {"meninggal_tanggal": "terlalu_lama"}
    assert hard(meninggal_tanggal=date(1900, 1, 1)) == {}


def test_age_above_130_is_wrong() -> None:
    assert hard(lahir=TanggalTakLengkap(1890), meninggal_tanggal=date(2026, 3, 1)) == {"lahir": "umur_mustahil"}
    assert hard(lahir=TanggalTakLengkap(1895), meninggal_tanggal=date(2026, 3, 1)) == {}


def test_age_above_110_is_a_warning() -> None:
    assert soft(lahir=TanggalTakLengkap(1914, 1, 1), meninggal_tanggal=date(2026, 3, 1)) == ["lahir.umur_tinggi"]
    assert soft(umur=111) == ["umur.umur_tinggi"]
    assert soft(umur=110) == []


def test_age_unlike_the_dates_is_a_warning() -> None:
    dates = {"lahir": TanggalTakLengkap(1960), "meninggal_tanggal": date(2026, 3, 1)}
    assert soft(**dates, umur=64) == ["umur.umur_beda"]
    assert soft(**dates, umur=65) == []
    assert soft(**dates, umur=66) == []


def test_burial_after_14_days_is_a_warning() -> None:
    dimakamkan = date(2026, 3, 1)
    late = {"meninggal_tanggal": dimakamkan - timedelta(days=15), "dimakamkan_tanggal": dimakamkan}
    assert soft(**late) == ["dimakamkan_tanggal.makam_lambat"]
    assert soft(**late, kasus="hilang") == []
    assert soft(**{**late, "meninggal_tanggal": dimakamkan - timedelta(days=14)}) == []


dates = st.dates(date(1890, 1, 1), date(2030, 1, 1))


@given(dates, dates)
def test_every_pair_the_database_refuses_is_found_before(meninggal: date, dimakamkan: date) -> None:
    found = hard(meninggal_tanggal=meninggal, dimakamkan_tanggal=dimakamkan)
    if meninggal > dimakamkan or meninggal < date(1900, 1, 1):
        assert found
