"""Two series back to back."""

from xml.etree import ElementTree

from pemakaman.grafik.lukis import Deret, pyramid


def test_both_sides_stand_in_the_table_and_the_rest_in_words() -> None:
    found = pyramid(
        "umur", "Umur", ["muda", "tua"], Deret("L", (1, 5)), Deret("P", (2, 7)), lain=[Deret("Lain", (0, 3))]
    )
    assert found.tabel.baris == (("muda", 1, 2, 0), ("tua", 5, 7, 3))
    assert "Lain, tidak digambar: 3." in found.svg
    assert ElementTree.fromstring(found.svg).tag.endswith("svg")


def test_the_last_label_is_drawn_on_top() -> None:
    svg = pyramid("umur", "Umur", ["muda", "tua"], Deret("L", (1, 5)), Deret("P", (2, 7))).svg
    assert svg.index(">tua<") < svg.index(">muda<")


def test_nothing_counted_says_so() -> None:
    assert "Tidak ada data" in pyramid("umur", "Umur", ["tua"], Deret("L", (0,)), Deret("P", (0,))).svg
