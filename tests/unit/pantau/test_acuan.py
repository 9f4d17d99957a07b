"""How reference figures are typed, and what cannot be one."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.rules.acuan import (
    ANGKA_KEMATIAN,
    JENIS_LABEL,
    LENGKAP,
    PENDUDUK,
    UMUR_ACUAN,
    IsiAcuan,
    check_isi,
    read_bilangan,
    read_kata,
    show_bilangan,
)

ORANG = IsiAcuan(PENDUDUK, "18.71", 2024, "", "", Decimal(1_077_664), None, None, "Kemendagri", None)
LAJU = replace(ORANG, jenis=ANGKA_KEMATIAN, nilai=Decimal("6.5"))


@pytest.mark.parametrize("text", ["1.077.664", "1,077,664", "1077664", " 1077664 "])
def test_people_are_read_as_they_are_written(text: str) -> None:
    assert read_bilangan(text, PENDUDUK) == 1_077_664


@pytest.mark.parametrize("text", ["1.0776", "-5", "6,5", "", "satu", "1e6", "١٢"])
def test_people_that_are_no_whole_number_are_refused(text: str) -> None:
    with pytest.raises(NilaiError):
        read_bilangan(text, PENDUDUK)


@pytest.mark.parametrize(("text", "value"), [("6,5", "6.5"), ("6.5", "6.5"), ("56,70", "56.7"), ("7", "7")])
def test_rates_are_read_with_comma_or_point(text: str, value: str) -> None:
    assert read_bilangan(text, ANGKA_KEMATIAN) == Decimal(value)


@given(st.sampled_from([ANGKA_KEMATIAN, LENGKAP]), st.decimals(0, 100, places=3))
def test_shown_rate_is_read_back_the_same(jenis: str, value: Decimal) -> None:
    assert read_bilangan(show_bilangan(value, jenis), jenis) == value


@given(st.integers(0, 9_999_999_999))
def test_shown_people_are_read_back_the_same(value: int) -> None:
    assert read_bilangan(show_bilangan(Decimal(value), PENDUDUK), PENDUDUK) == value


def test_figure_with_source_and_year_is_right() -> None:
    assert check_isi(ORANG) == check_isi(LAJU) == {}


@pytest.mark.parametrize(
    ("field", "isi"),
    [
        ("sumber", replace(ORANG, sumber=" ")),
        ("tahun", replace(ORANG, tahun=1999)),
        ("nilai", replace(LAJU, nilai=Decimal(65))),
        ("nilai", replace(LAJU, jenis=LENGKAP, nilai=Decimal(101))),
        ("umur", replace(LAJU, jenis=LENGKAP, umur="umur_65")),
        ("tinggi", replace(LAJU, rendah=Decimal(6))),
        ("rendah", replace(LAJU, rendah=Decimal(7), tinggi=Decimal(8))),
        ("tinggi", replace(LAJU, rendah=Decimal(5), tinggi=Decimal(6))),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field: str, isi: IsiAcuan) -> None:
    assert list(check_isi(isi)) == [field]


def test_rate_of_the_old_may_be_high() -> None:
    assert check_isi(replace(LAJU, umur="umur_65", nilai=Decimal(65))) == {}


def test_words_are_read_as_code_or_label() -> None:
    assert read_kata("1-4 tahun", UMUR_ACUAN, "Umur") == read_kata("UMUR_1_4", UMUR_ACUAN, "Umur") == "umur_1_4"
    assert read_kata("", UMUR_ACUAN, "Umur") == ""
    with pytest.raises(NilaiError, match="penduduk, angka_kematian, kelengkapan"):
        read_kata("warga", JENIS_LABEL, "Jenis")
