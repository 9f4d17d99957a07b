"""Pairs of names from Indonesian life that must, and that must not, be taken for one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.nama import bin_binti_split, names_resemble, search_key, sound_key_tokens

SATU = """
Suhaimi | Soehaimi
Ahmad Suhaimi | Achmad Soehaimy
Bapak Suhaimi | Suhaimi
Pak Suhaimi | SUHAIMI
Mbah Slamet | Slamet
Eyang Subur | Soeboer
Kyai Haji Hasyim | KH. Hasjim
Nyai Ahmad Dahlan | Ahmad Dahlan
Datuk Batin | Batin
Raden Intan | Intan
R.A. Kartini | Kartini
Rr. Endang Lestari | Endang Lestari
Ny. Sutinah | Sutinah
Tn. Budi Santoso | Budi Santoso
Alm. H. Zainuddin | Zainudin
Almh. Hj. Rohani, S.Pd. | Rohanih
Ust. Abdul Somad | Abdussomad
Prof. Dr. dr. Tjipto Mangoenkoesoemo, Sp.PD | Cipto Mangunkusumo
Drs. H. Moh. Yusuf, M.M. | Muhammad Jusuf
Budi Santoso, M.Th.I | Budi Santoso
Budi Santoso, A.Md.Keb. | Budi Santoso
M. Ridwan | Muhammad Ridwan
Muh. Ridwan | Mohamad Ridwan
Mhd. Ridwan | Moch. Ridwan
Mochammad Ridwan | Mukhamad Ridwan
Akhmad Dahlan | Ahmad Dachlan
Abd. Kadir | Abdul Qodir
Abdurrahman | Abdul Rohman
St. Aminah | Siti Aminah
Sitti Maryam | Siti Mariam
Nym. Sudarma | Nyoman Sudarma
I Nyoman Sudarma | Nyoman Sudarma
Kt. Suardana | Ketut Suardana
Wy. Artha | Wayan Artha
Md. Wirawan | Made Wirawan
Md. Wirawan | Muhammad Wirawan
Gst. Ayu Rai | Gusti Ayu Rai
Pt. Ariani | Putu Ariani
Soekarno | Sukarno
Djojohadikoesoemo | Joyohadikusumo
Tjahjadi | Cahyadi
Sjahrir | Syahrir
Njoto | Nyoto
Chairil Anwar | Khairil Anwar
Jusuf Kalla | Yusuf Kalla
Surjadi | Suryadi
Jahja | Yahya
Nurhayati | Nur Hayati
Sri Mulyani | Srimulyani
Santoso Budi | Budi Santoso
Budi S. | Budi Santoso
Suparno | Soeparno
Tukinem | Toekinem
Raja Ratu Pangeran | Raja
Ahmad gelar Sutan Pangeran | Ahmad
Wahid bin Abdullah | Wahid
Robiah binti Hasan | Robi'ah bt. Hasan
Zulkifli | Dzulkipli
Fatimah | Patimah
Syafruddin | Sapruddin
"""
LAIN = """
Suhaimi | Zainuddin
Siti Aminah | Siti Maimunah
Siti Aminah | Siti Rohani
Muhammad Ali | Muhammad Ridwan
Abdul Kadir | Abdul Rahman
Wayan Sudana | Wayan Artha
Nyoman Sudarma | Ketut Sudiarta
Made Wirawan | Made Suarjana
Raden Intan | Raden Imba
Ratu Intan | Ratu Melati
Agus Salim | Agus Santoso
Budi Santoso | Rahmat Hidayat
Sri Rahayu | Sri Wahyuni
Slamet | Samsul
Nur Hayati | Nur Azizah
Tukiman | Wagiman
Ahmad Dahlan | Ahmad Yani
Endang | Bambang
H. Mahmud | H. Hamid
M. Ridwan | Muhammad Zaki
"""


def pairs(table: str) -> list[tuple[str, ...]]:
    return [tuple(name.strip() for name in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("a", "b"), pairs(SATU))
def test_one_person_in_two_spellings(a: str, b: str) -> None:
    assert names_resemble(a, b) >= 0.8


@pytest.mark.parametrize(("a", "b"), pairs(LAIN))
def test_two_persons(a: str, b: str) -> None:
    assert names_resemble(a, b) < 0.7


@pytest.mark.parametrize("nama", ["Ratu", "Sutan", "Pangeran", "Raden", "Datuk", "Mbah", "Made", "Ibu"])
def test_a_title_that_is_the_whole_name_stays(nama: str) -> None:
    assert search_key(nama) == nama.lower()


@pytest.mark.parametrize("nama", ["Ratu Atut", "Pangeran Diponegoro", "Sutan Sjahrir", "Mas Agung"])
def test_adat_titles_stay_in_the_search_key(nama: str) -> None:
    assert search_key(nama) == nama.lower()


@pytest.mark.parametrize(
    ("nama", "parts"),
    [
        ("Ahmad bin. Yusuf", ("Ahmad", "Yusuf")),
        ("Robiah bte Hasan", ("Robiah", "Hasan")),
        ("Robiah bt. Hasan", ("Robiah", "Hasan")),
    ],
)
def test_short_forms_part_the_father(nama: str, parts: tuple[str, str]) -> None:
    assert bin_binti_split(nama) == parts


name_text = st.text("abcdefghijklmnopqrstuyzABDHMRS '.,-()", max_size=40)
titles = st.sampled_from(["H. ", "Drs. ", "Alm. ", "Mbah ", "KH. ", "Raden ", "Bapak "])


@given(name_text)
def test_search_key_of_a_search_key_is_itself(nama: str) -> None:
    assert search_key(search_key(nama)) == search_key(nama)


@given(titles, st.sampled_from(["Suhaimi", "Sri Rahayu", "M. Yusuf", "Wayan Artha"]))
def test_a_title_changes_nothing(title: str, nama: str) -> None:
    assert sound_key_tokens(title + nama) == sound_key_tokens(nama)


@given(name_text, name_text)
def test_resemblance_is_symmetric_and_a_share(a: str, b: str) -> None:
    forth = names_resemble(a, b)
    assert 0.0 <= forth <= 1.0
    assert forth == pytest.approx(names_resemble(b, a))
