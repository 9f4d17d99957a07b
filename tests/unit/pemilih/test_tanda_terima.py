"""What a receipt may say, and how rows are read; periods, words and passwords of packages."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.terbilang import spell_number
from pemakaman.nilai.triwulan import Triwulan, find_quarter, is_quarter, quarter_of
from pemakaman.pemilih.rules_tanda_terima import (
    IsianTerima,
    Serahan,
    check_receipt,
    compare_totals,
    read_rows,
)
from pemakaman.pemilih.sandi import ABJAD, derive

SERAHAN = Serahan(3, {"18.71.01": 2, "18.71.02": 1}, date(2026, 10, 5), date(2026, 10, 20))


def receipt(**more: Any) -> IsianTerima:
    values = {"nomor": "12", "tanggal": date(2026, 10, 6), "diterima": 2, "ditolak": 1, "baris": {2: "Pindah"}}
    return IsianTerima(**{**values, **more})


def test_a_right_receipt_has_no_fault() -> None:
    assert check_receipt(receipt(), SERAHAN) == {}
    assert check_receipt(receipt(per_kecamatan={"18.71.01": (1, 1), "18.71.02": (1, 0)}), SERAHAN) == {}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"nomor": "  "}, "nomor"),
        ({"nomor": "x" * 101}, "nomor"),
        ({"tanggal": None}, "tanggal"),
        ({"tanggal": date(2026, 10, 4)}, "tanggal"),
        ({"tanggal": date(2026, 10, 21)}, "tanggal"),
        ({"baris": {4: "Pindah"}}, "baris"),
        ({"baris": {0: "Pindah"}}, "baris"),
        ({"baris": {2: " "}}, "baris"),
        ({"baris": {2: "x" * 301}}, "baris"),
        ({"ditolak": 0, "diterima": 3}, "ditolak"),
        ({"diterima": 1}, "diterima"),
        ({"diterima": None}, "diterima"),
        ({"per_kecamatan": {"18.71.01": (1, 1)}}, "per_kecamatan"),
        ({"per_kecamatan": {"18.71.01": (2, 0), "18.71.02": (1, 0)}}, "per_kecamatan"),
    ],
)
def test_each_mistake_is_told_at_its_field(more: dict[str, Any], field: str) -> None:
    assert list(check_receipt(receipt(**more), SERAHAN)) == [field]


def test_other_totals_stand_when_they_are_meant() -> None:
    assert check_receipt(receipt(diterima=1, beda=True), SERAHAN) == {}


def test_differences_are_marked_place_by_place() -> None:
    names = {"18.71.01": "Kedaton", "18.71.02": "Sukarame"}
    found = compare_totals(SERAHAN, 1, 1, {"18.71.01": (1, 0), "18.71.02": (0, 1)}, names)
    assert [(one.nama, one.is_beda) for one in found] == [("Seluruhnya", True), ("Kedaton", True), ("Sukarame", False)]


def test_rows_are_read_with_any_of_the_usual_signs() -> None:
    rows, wrong = read_rows('NO;SEBAB\n1;NIK tidak ada\n\n 2\tSudah  pindah \n"3",Hidup, kata keluarga\n4')
    assert rows == {1: "NIK tidak ada", 2: "Sudah pindah", 3: "Hidup, kata keluarga", 4: ""}
    assert wrong == []


def test_what_is_no_number_or_stands_twice_is_named() -> None:
    rows, wrong = read_rows("satu;a\n2;b\n2;c")
    assert rows == {2: "b"}
    assert len(wrong) == 2


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    rows, _ = read_rows(text)
    assert all(number >= 0 for number in rows)


@given(st.dictionaries(st.integers(1, 9999), st.from_regex(r"\A[A-Za-z][A-Za-z ]{0,20}[a-z]\Z"), max_size=20))
def test_what_is_written_is_read_again(rows: dict[int, str]) -> None:
    plain = {number: " ".join(sebab.split()) for number, sebab in rows.items()}
    assert read_rows("\n".join(f"{number};{sebab}" for number, sebab in plain.items())) == (plain, [])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (17, "tujuh belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (1021, "seribu dua puluh satu"),
        (1_000_000, "satu juta"),
        (2_115_311, "dua juta seratus lima belas ribu tiga ratus sebelas"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert spell_number(number) == words


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.awal <= day <= quarter.akhir
    assert quarter.next().awal == quarter.akhir + timedelta(days=1)
    assert quarter.next().next(-1) == quarter
    assert is_quarter(str(quarter))
    assert find_quarter(str(quarter)) == quarter


@pytest.mark.parametrize(
    ("text", "found"),
    [("2026 TW 3", Triwulan(2026, 3)), ("triwulan IV", None), ("2026", None), ("2026-T5", None)],
)
def test_periods_as_people_write_them(text: str, found: Triwulan | None) -> None:
    assert find_quarter(text) == found


@given(st.binary(min_size=1, max_size=64), st.uuids(), st.uuids())
def test_a_password_can_be_read_out_and_belongs_to_one_package(key: bytes, first: UUID, second: UUID) -> None:
    groups = derive(key, first).split("-")
    assert [len(group) for group in groups] == [4] * 5
    assert set("".join(groups)) <= set(ABJAD)
    assert derive(key, first) == derive(key, first)
    assert (derive(key, first) == derive(key, second)) is (first == second)


def test_another_key_gives_another_password() -> None:
    paket = uuid4()
    assert derive(b"satu", paket) != derive(b"dua", paket)
