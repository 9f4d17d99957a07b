"""A name as far as strangers may see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.inisial import initials


@pytest.mark.parametrize(
    ("nama", "inisial"),
    [
        ("Ahmad Suhaimi", "A. S."),
        ("Suharto", "S."),
        ("Hi. Ahmad Suhaimi bin Zainuddin, S.Pd.", "A. S."),
        ("Drs.H.Ahmad", "A."),
        ("Hj. Siti Aminah binti Umar", "S. A."),
        ("Alm. Bapak Sutrisno", "S."),
        ("siti-nurhaliza", "S. N."),
        ("M. Yusuf", "M. Y."),
        ("Élan Ñandu", "E. N."),
        ("A B C D E F G", "A. B. C. D. E."),
        ("123", "Tidak dikenal"),
        ("", "Tidak dikenal"),
        (None, "Tidak dikenal"),
    ],
)
def test_initials_of(nama: str | None, inisial: str) -> None:
    assert initials(nama) == inisial


@given(st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=100))
def test_no_word_longer_than_a_letter_comes_out(nama: str) -> None:
    found = initials(nama)
    assert found == "Tidak dikenal" or all(len(part) == 2 and part[1] == "." for part in found.split())
