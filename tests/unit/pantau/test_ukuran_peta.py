"""The figures of the map."""

import pytest

from pemakaman.grafik.lukis import tiles
from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.rules.kelengkapan import Rentang, judge
from pemakaman.pantau.rules.peta import BAWAAN, UKURAN, range_table, read_ukuran, rough

KOSONG = dict.fromkeys(("dimakamkan", "ada_nik", "akta", "akta30", "makam", "sunyi"), 0)


def test_a_region_without_books_has_no_figure_and_one_with_empty_books_none_dead() -> None:
    assert UKURAN["tercatat"].hitung(KOSONG) is None
    assert UKURAN["tercatat"].hitung({**KOSONG, "makam": 2}) == 0


def test_a_share_of_nothing_is_no_share() -> None:
    assert all(UKURAN[name].hitung(KOSONG) is None for name in UKURAN)
    assert UKURAN["akta"].hitung({**KOSONG, "dimakamkan": 3, "akta": 1}) == 33.3


def test_a_completeness_claims_no_more_than_steps_of_five() -> None:
    assert [rough(one) for one in (1.0, 12.4, 12.6, 98.0, 103.0)] == [0, 10, 15, 100, 105]


def test_a_completeness_leaves_the_map_only_as_a_range_beside_the_line() -> None:
    flat = judge(1000, Rentang(2000, 2000, 2000))
    wide = judge(1000, Rentang(1500, 2000, 2500))
    few = judge(1, Rentang(2, 2, 2))
    places = [("1", "Rapat"), ("2", "Lebar"), ("3", "Sedikit"), ("4", "Tanpa")]
    table = range_table(places, {"1": flat, "2": wide, "3": few}, 56.7)
    assert table.kolom[1:3] == ("Terendah (%)", "Tertinggi (%)")
    assert [(row[0], row[3]) for row in table.baris] == [
        ("Rapat", "di bawah garis"),
        ("Lebar", "belum dapat dibedakan dari garis"),
        ("Sedikit", "terlalu sedikit untuk dinilai"),
        ("Tanpa", "angka acuan belum ada"),
    ]
    assert 50 not in {cell for row in table.baris for cell in row}


def test_words_stand_on_a_map_where_a_figure_would_claim_too_much() -> None:
    picture = tiles("peta", "Peta", [("1", "Metro", 0, 0)], {"1": 50.0}, persen=True, kata={"1": "35–70 %"})
    assert "Metro: 35–70 %" in picture.svg


def test_an_unknown_figure_is_refused_and_none_is_the_usual() -> None:
    assert read_ukuran("") == BAWAAN
    with pytest.raises(NilaiError):
        read_ukuran("lain")
