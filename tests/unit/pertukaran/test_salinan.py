"""What a typed row of an old book means, and what is carried to the next."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.laporan.isian import RUAS, clean_isian
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pertukaran.salinan_isian import TANPA_HARI, TANPA_TANGGAL, read_row
from pemakaman.pertukaran.salinan_rules import (
    KOTAK,
    MASUK,
    MENUNGGU,
    RUAS_BUKU,
    SALAH,
    TERBAWA,
    Ketikan,
    carry_over,
    make_ketikan,
    status_of,
)
from tests.pabrik_salinan import row


def test_row_becomes_an_isian_of_the_report() -> None:
    isian, galat = read_row(row(lahir_tahun="1942", nik="1871 0115 0342 0001"))
    assert galat == {}
    assert (isian["nama"], isian["umur"], isian["nik"]) == ("Ahmad Suhaimi", 61, "1871011503420001")
    assert (isian["lahir"], isian["dimakamkan_tanggal"]) == (TanggalTakLengkap(1942), date(2003, 2, 4))
    assert "petak" not in isian


def test_every_fault_stands_at_its_field() -> None:
    _, galat = read_row(row(nik="1", umur="200", lahir_hari="1", meninggal_tanggal_bulan="13", blok="B" * 50))
    assert set(galat) == {"nik", "umur", "lahir", "meninggal_tanggal", "blok"}


def test_burial_date_is_asked_for_also_when_it_cannot_be_read() -> None:
    empty = dict.fromkeys(("dimakamkan_tanggal_hari", "dimakamkan_tanggal_bulan", "dimakamkan_tanggal_tahun"), "")
    _, galat = read_row(row(tak_terbaca=("dimakamkan_tanggal",), **empty))
    assert galat == {"dimakamkan_tanggal": [TANPA_TANGGAL]}


def test_carried_month_and_year_without_a_day_are_no_date_of_death() -> None:
    isian, galat = read_row(row(meninggal_tanggal_hari=""))
    assert galat == {}
    assert "meninggal_tanggal" not in isian


def test_other_month_without_a_day_is_a_day_forgotten() -> None:
    _, galat = read_row(row(meninggal_tanggal_hari="", meninggal_tanggal_bulan="1"))
    assert galat == {"meninggal_tanggal": [TANPA_HARI]}
    unread = row(meninggal_tanggal_hari="", meninggal_tanggal_bulan="1", tak_terbaca=("meninggal_tanggal",))
    assert read_row(unread)[1] == {}


def test_best_guess_of_an_unreadable_name_is_kept_with_its_mark() -> None:
    isian, _ = read_row(row("Marhasan", tak_terbaca=("nama",)))
    assert isian["nama"] == "Marhasan"
    assert isian["tidak_terbaca"] == ["nama"]
    assert "tidak_dikenal" not in isian


def test_note_of_the_book_stays_beside_the_note_on_its_name() -> None:
    isian, _ = read_row(row(None, keterangan="Nisan patah", tak_terbaca=("nama",)))
    assert isian["keterangan"] == "Nama di buku tidak terbaca.\nNisan patah"


def test_unknown_boxes_and_marks_are_left_out() -> None:
    ketikan = make_ketikan({"nama": "A", "status": "disetujui", "umur": " "}, ["nama", "status", "nik"])
    assert ketikan == Ketikan({"nama": "A"}, ("nama", "nik"))


def test_first_row_knows_the_year_and_later_ones_what_stood_above() -> None:
    assert carry_over(None, 2003) == {"dimakamkan_tanggal-tahun": "2003"}
    assert carry_over(None, None) == {}
    carried = carry_over(row().teks, 1999)
    assert carried["dimakamkan_tanggal-tahun"] == "2003"
    assert set(carried) == set(TERBAWA)


@pytest.mark.parametrize(
    ("status", "has_report", "counts_as"),
    [(MASUK, True, MASUK), (MASUK, False, MENUNGGU), ("sudah_ada", False, MENUNGGU), (SALAH, False, SALAH)],
)
def test_row_whose_report_is_gone_waits_again(status: str, has_report: bool, counts_as: str) -> None:
    assert status_of(status, uuid4() if has_report else None) == counts_as


@given(
    st.dictionaries(st.sampled_from(KOTAK), st.text(max_size=30)),
    st.lists(st.sampled_from([*RUAS_BUKU, "status"])),
)
def test_whatever_is_typed_becomes_an_isian_or_faults_at_fields_of_the_row(
    teks: dict[str, str], tak: list[str]
) -> None:
    isian, galat = read_row(make_ketikan(teks, tak))
    assert set(galat) <= set(RUAS_BUKU)
    assert set(isian) <= set(RUAS)
    assert clean_isian(None, isian)[1].keys() <= {"keterangan"}


@pytest.mark.parametrize("value", ["nama", ["status"], ["tidak_terbaca"], [["nama"]], [1], 3, {"nama": 1}])
def test_marks_that_name_no_field_are_refused(value: Any) -> None:
    assert list(clean_isian(None, {"tidak_terbaca": value})[1]) == ["tidak_terbaca"]


def test_marks_are_kept_once_in_the_order_of_the_pages() -> None:
    marks = ["keterangan", "nik", "nama", "nik"]
    assert clean_isian(None, {"tidak_terbaca": marks})[0] == {"tidak_terbaca": ["nama", "nik", "keterangan"]}
    assert clean_isian(None, {"tidak_terbaca": []})[0] == {"tidak_terbaca": None}
