"""What a clerk is told of a pair, in words and as a picture."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.pencocokan.banding import SEMUA
from pemakaman.pencocokan.gambar import waterfall
from pemakaman.pencocokan.hasil import Pasangan, Pita, Ruas
from pemakaman.pencocokan.kata import RUAS_LABEL, reasons, sureness
from pemakaman.pencocokan.model import levels
from tests.unit.pencocokan.bahan import plain_model

_SVG = "{http://www.w3.org/2000/svg}"
_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)
_RUAS = st.lists(
    st.builds(Ruas, st.sampled_from([*RUAS_LABEL, "lain"]), st.just("sama"), st.floats(-40, 40), _WORDS), max_size=12
)


@settings(deadline=None)
@given(_RUAS, st.floats(0, 1))
def test_a_waterfall_is_valid_xml_whatever_the_words(alasan: list[Ruas], skor: float) -> None:
    root = fromstring(waterfall(alasan, skor))
    assert len(root.findall(f"{_SVG}g")) == len(alasan) + 1
    assert not list(root.iter(f"{_SVG}script"))
    assert [group.findtext(f"{_SVG}title") for group in root.findall(f"{_SVG}g")][1:] == [
        ruas.kata for ruas in sorted(alasan, key=lambda ruas: -abs(ruas.bobot))
    ]


@settings(deadline=None)
@given(_RUAS)
def test_no_bar_leaves_the_picture_and_each_begins_where_the_last_ended(alasan: list[Ruas]) -> None:
    root = fromstring(waterfall(alasan, 0.5))
    for group in root.findall(f"{_SVG}g"):
        bar = group.find(f"{_SVG}rect")
        assert bar is not None
        assert 0 <= float(bar.get("x", "-1")) <= 640 - float(bar.get("width", "641"))


def test_markup_in_the_words_is_text() -> None:
    svg = waterfall([Ruas("<script>", "sama", 1.0, "\"><script>alert('x')</script>&")], 0.9)
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_a_waterfall_runs_no_code_and_carries_no_style() -> None:
    svg = waterfall([Ruas("nama", "sama", 2.0, "Nama sama")], 0.9)
    assert not any(part in svg for part in (" style=", "onload", "href", "<foreignObject"))


def test_every_outcome_has_words_and_every_field_a_label() -> None:
    model = plain_model()
    for banding in SEMUA:
        assert RUAS_LABEL[banding.nama]
        for place, name in enumerate(levels(banding)):
            nothing = dict.fromkeys((other.nama for other in SEMUA), -1)
            (ruas,) = reasons(nothing | {banding.nama: place}, model)
            assert (ruas.nama, ruas.tingkat) == (banding.nama, name)
            assert ruas.kata
            assert ruas.kata[0].isdigit() or ruas.kata[0].isupper()


def test_outcomes_of_a_field_have_different_names_and_words() -> None:
    for banding in SEMUA:
        words = [*(tingkat.kata for tingkat in banding.tingkat), banding.beda]
        assert len(set(levels(banding))) == len(levels(banding))
        assert len(set(words)) == len(words)


def test_the_strongest_reason_comes_first() -> None:
    alasan = (Ruas("nama", "sama", 1.0, "Nama sama"), Ruas("nik", "beda", -5.0, "NIK berbeda"))
    assert Pasangan("1", "9", 0.5, Pita.PERIKSA, 0.0, 1, alasan).kalimat == "NIK berbeda; Nama sama"


@pytest.mark.parametrize(("skor", "words"), [(0.99, "Hampir pasti"), (0.9, "Sangat"), (0.5, "Mungkin"), (0.1, "Belum")])
def test_a_chance_is_said_in_words(skor: float, words: str) -> None:
    assert sureness(skor).startswith(words)
