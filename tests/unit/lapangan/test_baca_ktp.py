"""What is proposed from the words of a card, and what is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.lapangan.baca_ktp import Saran, engine_nik, read_lines, suggest
from pemakaman.lapangan.kata import Kata
from pemakaman.lapangan.mesin_ocr import words
from pemakaman.lapangan.nik_ktp import BacaanNik, can_be_right, choose, to_digits

HARI = date(2026, 3, 2)
LAHIR = date(1990, 8, 17)
NIK = "1871035708900041"
KARTU = (
    "PROVINSI LAMPUNG",
    "KOTA BANDAR LAMPUNG",
    f"NIK : {NIK}",
    "Nama : SITI AMINAH",
    "Tempat/Tgl Lahir : METRO, 17-08-1990",
    "Jenis kelamin : PEREMPUAN",
    "Alamat : JL. PATTIMURA NO. 8",
    "RT/RW : 003/012",
    "Kel/Desa : SIDODADI",
    "Kecamatan : KEDATON",
    "Agama : ISLAM",
    "Status Perkawinan : BELUM KAWIN",
    "Pekerjaan : MENGURUS RUMAH TANGGA",
    "Kewarganegaraan : WNI",
)


def card(*rows: str, sure: float = 95.0) -> list[Kata]:
    """Words as an engine tells them: label at the left, values in one column."""
    found = []
    for number, row in enumerate(rows):
        label, colon, value = row.partition(" : ")
        parts = [(word, 40 + 120 * place) for place, word in enumerate(label.split())]
        left = 420
        for word in value.split() if colon else ():
            parts.append((word, left))
            left += 16 * len(word) + 14
        found += [Kata(word, x, 50 * number, 16 * len(word), 30, sure) for word, x in parts]
    return found


def proposals(words: list[Kata], *readings: BacaanNik) -> dict[str, Saran]:
    bacaan = read_lines(words)
    own = engine_nik(bacaan)
    return {saran.ruas: saran for saran in suggest(bacaan, [*readings, *([own] if own else [])], HARI)}


def test_a_clean_card_gives_all_fields() -> None:
    found = proposals(card(*KARTU))
    assert {ruas: saran.teks for ruas, saran in found.items()} == {
        "nik": NIK,
        "nama": "SITI AMINAH",
        "tempat_lahir": "METRO",
        "lahir": "17-08-1990",
        "jenis_kelamin": "Perempuan",
        "alamat": "JL. PATTIMURA NO. 8",
        "rt": "3",
        "rw": "12",
        "agama": "Islam",
        "status_kawin": "Belum kawin",
        "pekerjaan": "MENGURUS RUMAH TANGGA",
        "kewarganegaraan": "WNI",
    }
    assert found["lahir"].isi == {"lahir-hari": "17", "lahir-bulan": "8", "lahir-tahun": "1990"}


@pytest.mark.parametrize(
    ("terbaca", "ruas", "teks"),
    [
        ("Narna : SITI AMINAH", "nama", "SITI AMINAH"),
        ("Jenls ke1amin : PEREMPUAN", "jenis_kelamin", "Perempuan"),
        ("Jenis kelamin : LAKl-LAKI", "jenis_kelamin", "Laki-laki"),
        ("Tempat/TgiLahir : METRO, 17-08-1990", "lahir", "17-08-1990"),
        ("Tempat/Tgl Lahir : METRO, I7-O8-1990", "lahir", "17-08-1990"),
        ("Agama : lSLAM", "agama", "Islam"),
        ("Status Perkawlnan : CERA1 MATI", "status_kawin", "Cerai mati"),
        ("RT/RW : OO3/0l2", "rw", "12"),
    ],
)
def test_slips_in_labels_and_values_are_understood(terbaca: str, ruas: str, teks: str) -> None:
    assert proposals(card(terbaca))[ruas].teks == teks


def test_a_guessed_digit_is_marked_and_never_sure() -> None:
    found = proposals(card("NIK : 187I0357O8900041", *KARTU[3:6]))["nik"]
    assert (found.teks, found.diperkirakan, found.yakin) == (NIK, True, False)


def test_one_reading_alone_is_not_sure_but_two_alike_are() -> None:
    assert not proposals(card(*KARTU))["nik"].yakin
    assert proposals(card(*KARTU), BacaanNik(NIK, "baris"))["nik"].yakin


@pytest.mark.parametrize("lain", ["Jenis kelamin : LAKI-LAKI", "Tempat/Tgl Lahir : METRO, 18-08-1990"])
def test_a_number_that_contradicts_the_print_is_not_sure(lain: str) -> None:
    rows = [lain if row.partition(" : ")[0] == lain.partition(" : ")[0] else row for row in KARTU]
    found = proposals(card(*rows), BacaanNik(NIK, "bentuk"))
    assert not found["nik"].yakin
    assert not found["jenis_kelamin" if "Jenis" in lain else "lahir"].yakin


def test_the_reading_that_agrees_with_the_print_is_taken() -> None:
    wrong = BacaanNik("1871035108900041", "baris")
    best = choose([wrong, BacaanNik(NIK, "halaman")], LAHIR, "P", HARI)
    assert best is not None
    assert best.nik == NIK


@pytest.mark.parametrize(
    "nik", ["1871033213900041", "0071035708900041", "1871035708900000", "187103570890004", "18710357089000411"]
)
def test_what_cannot_be_a_nik_is_not_proposed(nik: str) -> None:
    assert not can_be_right(nik, HARI)
    assert "nik" not in proposals(card(f"NIK : {nik}", *KARTU[3:]), BacaanNik(nik, "bentuk"))


def test_a_name_that_may_have_lost_its_first_word_is_not_sure() -> None:
    words = [word for word in card(*KARTU) if word.teks != "SITI"]
    assert (found := proposals(words)["nama"]).teks == "AMINAH"
    assert not found.yakin


def test_what_stands_far_to_the_right_is_no_part_of_a_value() -> None:
    caption = Kata("Metro", 1100, 50 * 10, 80, 30, 95)
    assert proposals([*card(*KARTU), caption])["agama"].teks == "Islam"


def test_letters_become_digits_only_where_all_can() -> None:
    assert to_digits("18 71 O3l") == ("1871031", True)
    assert to_digits("SITI AMINAH") == ("", False)


def test_words_that_the_engine_doubts_are_left_out() -> None:
    assert proposals(card(*KARTU[3:], sure=12)) == {}


PECAHAN = ("NIK", "Nama", "Alamat", "RT/RW", ":", "0lO/l", "31-02-1990", "Tempat/Tgl", "Lahir")
rough = st.builds(
    Kata,
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(PECAHAN),
    ),
    st.floats(0, 2000),
    st.floats(0, 1200),
    st.floats(0, 400),
    st.floats(0, 90),
    st.floats(-1, 100),
)


@given(st.lists(rough, max_size=25))
def test_rubbish_never_raises(words: list[Kata]) -> None:
    for saran in proposals(words).values():
        assert saran.teks
        assert saran.isi


@given(st.text(max_size=200), st.binary(max_size=200))
def test_a_broken_table_of_the_engine_never_raises(text: str, raw: bytes) -> None:
    words(text)
    words(raw.decode("utf-8", "replace"))
    words(f"5\t1\t1\t1\t1\t1\tx\t0\t0\t0\t90\t{text}")
