from bench.dokumen import FORMULIR_UJI, render, render_rival, sample
from bench.peramban import TOKEN, _why, hidden_fields


def test_hidden_fields_are_read_and_unescaped():
    page = '<input type="hidden" name="versi" value="3"><input value="a&amp;b" type="hidden" name="x">'
    assert hidden_fields(page) == {"versi": "3", "x": "a&b"}


def test_token_is_found_whatever_stands_between():
    page = '<input id="csrf_token" name="csrf_token" type="hidden" value="abc.def">'
    assert TOKEN.search(page)[1] == "abc.def"


def test_refused_answer_tells_heading_and_errors():
    page = '<h1 class="x">Tidak diizinkan</h1><p class="govuk-error-message"><span>Galat:</span> Isi nama.</p>'
    assert _why(page) == "Tidak diizinkan · Galat: Isi nama."


def test_rivals_print_a_pdf_of_the_same_values():
    for formulir in FORMULIR_UJI:
        assert render(formulir).startswith(b"%PDF")
        assert render_rival(formulir).startswith(b"%PDF")


def test_samples_differ_in_their_numbers():
    assert sample(1).subjek.nik != sample(2).subjek.nik
