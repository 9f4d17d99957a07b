"""Coarse keys: spellings of one name meet in a key."""

import pytest

from pemakaman.nilai.kunci_nama import name_keys


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Suhaimi", "Soehaimy"),
        ("Ahmad Suhaimi", "Suhemi"),
        ("Nur Hayati", "Nurhayati"),
        ("Abdul Rahman", "Abdurrahman Abdulrahman"),
        ("Hj. Rohani, S.Pd.", "Rohanih"),
        ("Joesoef Wibisono", "Wibisono Yusuf"),
        ("M. Yusuf", "Muhammad Jusuf Yusuf"),
        ("Siti", "St."),
    ],
)
def test_spellings_share_a_key(a: str, b: str) -> None:
    assert name_keys(a) & name_keys(b)


def test_common_words_are_no_key_beside_others() -> None:
    assert not name_keys("Siti Aminah") & name_keys("Siti Rohani")


def test_a_name_of_common_words_keeps_them() -> None:
    assert name_keys("Siti")
    assert name_keys("Muhammad Nur") & name_keys("Mohamad Noer")


def test_the_father_is_not_part() -> None:
    assert name_keys("Ahmad Suhaimi bin Zainuddin") == name_keys("Ahmad Suhaimi")


def test_nothing_has_no_keys() -> None:
    assert name_keys("") == frozenset()
