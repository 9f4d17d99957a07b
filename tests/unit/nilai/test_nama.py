import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nama import (
    bin_binti_split,
    check_nama,
    names_resemble,
    search_key,
    sound_key_tokens,
)

name_text = st.text("abcdefghijklmnopqrstuvwxyzABCDEMSYéñ '.,-/()", min_size=1, max_size=40)


@pytest.mark.parametrize(
    "nama",
    [
        "Ma'ruf Amin",
        "Ma’ruf",
        "Hj. Siti-Aminah, S.Pd.I",
        "JOSÉ Muñoz",
        "Budi (Alm.)",
        "Raju A/L Mutu",
        "Elisabeth 2",
        "Łukasz Đorđević",
        "X" * 100,
    ],
)
def test_good_name_is_kept_as_typed(nama):
    assert check_nama(nama) == nama


def test_spaces_are_trimmed_and_collapsed():
    assert check_nama("  Siti \u00a0  Aminah\t") == "Siti Aminah"


def test_name_is_composed():
    assert check_nama("Jose\u0301") == "José"


def test_mark_without_composed_letter_is_allowed():
    assert check_nama("M\u0323\u0301ia") == unicodedata.normalize("NFC", "M\u0323\u0301ia")


@pytest.mark.parametrize("ch", list('&$<>@#*_=+"?!;:%\\^~|{}[]😀²'))
def test_symbol_is_refused_by_name(ch):
    with pytest.raises(NilaiError) as caught:
        check_nama(f"Budi{ch}Santoso")
    assert f"“{ch}”" in caught.value.pesan


@pytest.mark.parametrize(
    ("ch", "code"), [("\x00", "U+0000"), ("\n", "U+000A"), ("\u200b", "U+200B"), ("\u202e", "U+202E")]
)
def test_invisible_character_is_refused_by_code(ch, code):
    with pytest.raises(NilaiError) as caught:
        check_nama(f"Budi{ch}Santoso")
    assert code in caught.value.pesan


@pytest.mark.parametrize("nama", ["Иван", "محمد", "林大", "Βασ"])
def test_other_scripts_are_refused(nama):
    with pytest.raises(NilaiError):
        check_nama(nama)


@pytest.mark.parametrize("nama", ["", "   ", "\n"])
def test_empty_name_is_refused(nama):
    with pytest.raises(NilaiError, match="belum diisi"):
        check_nama(nama)


@pytest.mark.parametrize("nama", ["-", "...", "12"])
def test_name_without_a_letter_is_refused(nama):
    with pytest.raises(NilaiError, match="memuat huruf"):
        check_nama(nama)


def test_hundred_and_one_characters_are_refused():
    with pytest.raises(NilaiError, match="101"):
        check_nama("x" * 101)


@given(st.text())
def test_any_text_gives_a_clean_name_or_a_message(text):
    try:
        nama = check_nama(text)
    except NilaiError:
        return
    assert check_nama(nama) == nama
    assert 1 <= len(nama) <= 100


@pytest.mark.parametrize(
    ("nama", "key"),
    [
        ("Siti AMINAH", "siti aminah"),
        ("Ma'ruf  Amîn", "maruf amin"),
        ("Drs. H. Ahmad Yani, S.H., M.M.", "ahmad yani"),
        ("Drs.H.Ahmad", "ahmad"),
        ("Hi. Abdul Kadir", "abdul kadir"),
        ("Hj Siti Aminah S.Pd.I", "siti aminah"),
        ("Budi Santoso (Alm)", "budi santoso"),
        ("Almh. Sri Rahayu", "sri rahayu"),
        ("Ir. Budi, M.A.", "budi"),
        ("Yo Yo Ma", "yo yo ma"),
        ("Abdul H", "abdul h"),
        ("St. Aminah", "st aminah"),
        ("By. Ny. Siti", "by ny siti"),
        ("Ahmad bin Yusuf", "ahmad"),
        ("H.", "h"),
        ("Łukasz", "lukasz"),
    ],
)
def test_search_key(nama, key):
    assert search_key(nama) == key


@pytest.mark.parametrize(
    ("nama", "parts"),
    [
        ("Ahmad bin Yusuf", ("Ahmad", "Yusuf")),
        ("Siti Aminah BINTI H. Kadir", ("Siti Aminah", "H. Kadir")),
        ("Ahmad bin Yusuf bin Ali", ("Ahmad", "Yusuf bin Ali")),
        ("Robin Santoso", ("Robin Santoso", None)),
        ("Bin Yusuf", ("Bin Yusuf", None)),
        ("Siti binti", ("Siti binti", None)),
    ],
)
def test_father_is_parted_from_the_name(nama, parts):
    assert bin_binti_split(nama) == parts


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Soekarno", "Sukarno"),
        ("Djoko", "Joko"),
        ("Tjipto", "Cipto"),
        ("Sjarief", "Syarif"),
        ("Bandjar", "Banjar"),
        ("Joesoef", "Yusuf"),
        ("Soejono", "Suyono"),
        ("Chairul", "Khairul"),
        ("Chairul", "Hairul"),
        ("Faisal", "Paisal"),
        ("Novi", "Nofi"),
        ("Zainal", "Sainal"),
        ("Dzulkifli", "Zulkipli"),
        ("Taufiq", "Taufik"),
        ("Yanti", "Ianti"),
        ("Aisyah", "Aisya"),
        ("Anna", "Ana"),
        ("Ridho", "Rido"),
        ("Abd. Rahman", "Abdul Rahman"),
        ("St. Aminah", "Siti Aminah"),
        ("Achmad", "Akhmad"),
        ("Ahmad", "Achmad"),
    ],
)
def test_spelling_variants_sound_alike(old, new):
    assert sound_key_tokens(old) == sound_key_tokens(new)


@pytest.mark.parametrize(
    "variant",
    [
        "Muhammad",
        "Mohammad",
        "Muhamad",
        "Mohamad",
        "Mochamad",
        "Mochammad",
        "Mukhamad",
        "Mohamed",
        "Muhammed",
        "Moh.",
        "Muh.",
        "Mhd.",
        "Mohd.",
        "Moch.",
        "M.",
    ],
)
def test_muhammad_family_sounds_alike(variant):
    assert sound_key_tokens(f"{variant} Ridwan") == ["muhamad", "ridwan"]


@given(st.text())
def test_keys_never_raise(text):
    search_key(text)
    assert all(sound_key_tokens(text))


@given(name_text)
def test_search_key_does_not_care_about_case(nama):
    assert search_key(nama.upper()) == search_key(nama.lower())


@given(name_text)
def test_a_name_resembles_itself(nama):
    assert names_resemble(nama, nama) == (1.0 if sound_key_tokens(nama) else 0.0)


@given(name_text, name_text)
def test_resemblance_is_a_share_and_the_same_both_ways(a, b):
    forth, back = names_resemble(a, b), names_resemble(b, a)
    assert 0.0 <= forth <= 1.0
    assert forth == pytest.approx(back)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nurhayati", "Nur Hayati"),
        ("St. Nurhayati", "Siti Nur Hayati"),
        ("Muhammad Yusuf", "M. Yusup"),
        ("Santoso Budi", "Budi Santoso"),
        ("Budi S.", "Budi Santoso"),
        ("Abd. Rahman", "Abdurrahman"),
        ("H. Soekarno", "Drs. Sukarno, S.H."),
        ("Ahmad bin Yusuf", "Ahmad Yusuf"),
        ("Wayan Sudana", "I Wayan Sudana"),
        ("Muhammad Yusuf", "Yusuf"),
    ],
)
def test_spellings_of_one_person_resemble(a, b):
    assert names_resemble(a, b) >= 0.85


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Siti Aminah", "Siti Maimunah"),
        ("Agus Salim", "Agus Santoso"),
        ("Budi Santoso", "Rahmat Hidayat"),
        ("Muhammad Ali", "Muhammad Ridwan"),
        ("Budi", "😀"),
    ],
)
def test_other_persons_do_not_resemble(a, b):
    assert names_resemble(a, b) <= 0.6


def test_unlike_father_lowers_the_score():
    same = names_resemble("Ahmad bin Yusuf", "Ahmad bin Joesoef")
    other = names_resemble("Ahmad bin Yusuf", "Ahmad bin Kartono")
    assert same == pytest.approx(1.0)
    assert other < 0.8
