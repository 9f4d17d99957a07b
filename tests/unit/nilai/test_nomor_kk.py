from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nomor_kk import check_nomor_kk, mask_nomor_kk, normalize_nomor_kk


def test_separators_are_removed():
    assert check_nomor_kk("1871-0117 0820.0001") == "1871011708200001"


def test_wrong_length_names_the_card():
    with pytest.raises(NilaiError) as caught:
        check_nomor_kk("12345")
    assert caught.value.pesan == "Nomor KK harus 16 angka. Yang diketik 5 angka; periksa lagi di Kartu Keluarga."


@given(st.text())
def test_any_text_gives_sixteen_digits_or_a_message(text):
    with suppress(NilaiError):
        assert check_nomor_kk(text) == normalize_nomor_kk(text)


def test_mask_shows_only_the_last_four():
    assert mask_nomor_kk("1871011708201234") == "************1234"
