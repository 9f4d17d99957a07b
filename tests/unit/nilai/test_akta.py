from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.akta import check_nomor_akta, nomor_akta_warning
from pemakaman.nilai.galat import NilaiError

NOMOR = "1871-KM-15032024-0001"
TANGGAL = date(2024, 3, 15)


def test_spaces_are_trimmed_and_collapsed():
    assert check_nomor_akta("  AL.500   0123456/2009 ") == "AL.500 0123456/2009"


@pytest.mark.parametrize("nomor", ["", "  ", "12", "1" * 41, "12<34", "١٢٣٤"])
def test_unusable_number_is_refused(nomor):
    with pytest.raises(NilaiError):
        check_nomor_akta(nomor)


@given(st.text())
def test_any_text_gives_a_number_or_a_message(text):
    with suppress(NilaiError):
        assert 3 <= len(check_nomor_akta(text)) <= 40


def test_usual_number_has_no_warning():
    assert nomor_akta_warning(NOMOR, "18.71", TANGGAL) is None


def test_old_number_warns_about_its_form():
    warning = nomor_akta_warning("AL.500.0123456", "18.71", TANGGAL)
    assert warning is not None
    assert warning.kode == "pola_akta"


@pytest.mark.parametrize(
    ("kab", "tanggal", "words"),
    [
        ("18.72", TANGGAL, ["Kode kabupaten/kota"]),
        ("18.71", date(2024, 3, 16), ["Tanggal di nomor akta"]),
        ("18.72", date(2024, 3, 16), ["Kode kabupaten/kota", "dan tanggal"]),
    ],
)
def test_other_place_or_date_is_noted(kab, tanggal, words):
    warning = nomor_akta_warning(NOMOR, kab, tanggal)
    assert warning is not None
    assert warning.kode == "akta_beda"
    assert all(word in warning.pesan for word in words)
