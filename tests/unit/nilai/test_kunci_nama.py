"""Coarse keys: spellings of one name meet in a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.kunci_nama import name_keys, name_variants
from pemakaman.nilai.nama import names_resemble, sound_key_tokens


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


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("Moehammad Yoesoef", "Muhamad Yusuf"),
        ("Nur Hayati", "Nurhayati"),
        ("Nurhayati", "Nur Hayati"),
        ("Siti Nur Haliza", "Siti Nurhaliza"),
        ("Soekarno", "Sukarno"),
    ],
)
def test_a_variant_finds_the_other_spelling(asked: str, kept: str) -> None:
    stored = set(sound_key_tokens(kept))
    assert any(set(variant) <= stored for variant in name_variants(asked))


@given(st.text(max_size=100))
def test_variants_are_few_and_never_empty(nama: str) -> None:
    variants = name_variants(nama)
    assert len(variants) <= 18
    assert all(variants)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Jusuf", "Yusuf"), ("Surjadi", "Suryadi"), ("Jahja", "Yahya"), ("Nym. Sudarma", "Nyoman Sudarma")],
)
def test_old_and_new_letters_share_a_key(a: str, b: str) -> None:
    assert name_keys(a) & name_keys(b)


@pytest.mark.parametrize("nama", ["Wayan Sudana", "Ratu Intan", "Md. Wirawan"])
def test_birth_order_and_adat_titles_are_no_key_beside_a_name(nama: str) -> None:
    assert len(name_keys(nama)) <= 2


@given(
    st.text("abcdehijklmnopqrstuyz ", min_size=3, max_size=30), st.sampled_from([("oe", "u"), ("tj", "c"), ("dj", "j")])
)
def test_a_respelt_name_shares_a_key(nama: str, pair: tuple[str, str]) -> None:
    old = nama.replace(pair[1], pair[0])
    if names_resemble(nama, old) == 1.0 and any(len(word) > 1 for word in sound_key_tokens(nama)):
        assert name_keys(nama) & name_keys(old)
