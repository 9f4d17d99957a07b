"""The wording of letters: named fields, mistakes with their place, and nothing that runs or is fetched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.surat.naskah import Kesalahan, fields_of, find_mistakes, render_body
from pemakaman.surat.rules import BELUM_ADA, ISI_TERPANJANG, RUAS, sample_of

KEPALA = "Yang bertanda tangan di bawah ini menerangkan:\n\n"
NAMES = "p|h[2-6]|strong|em|ul|ol|li|blockquote|hr|br|table|thead|tbody|tr|th|td"
ALLOWED = re.compile(rf"</?(?:{NAMES})(?: start=\"[0-9]+\"| class=\"rincian\")?\s*/?>")


def mistake(isi: str) -> Kesalahan:
    (found,) = find_mistakes(isi)
    return found


def test_known_fields_and_free_ones_are_no_mistake() -> None:
    isi = KEPALA + "**{{nama_almarhum}}**, {{ nik_almarhum }}, untuk {{isi_nama_instansi}}."
    assert find_mistakes(isi) == []
    assert fields_of(isi) == ["nama_almarhum", "nik_almarhum", "isi_nama_instansi"]


def test_an_unknown_field_is_told_with_line_word_and_nearest_name() -> None:
    found = mistake(KEPALA + "{{nama_almarhom}}")
    assert (found.baris, found.kata, found.saran) == (3, "nama_almarhom", "nama_almarhum")
    assert "{{nama_almarhum}}" in found.pesan


@pytest.mark.parametrize(
    "isi",
    [
        "{{nama_almarhum", "nama_almarhum}}", "{nama_almarhum}", "{{nama_almarhum}} }", "{{}}", "{{ {{desa}} }}",
        "{% for x in y %}", "{# hai #}", "{{ config }}", "{{ ''.__class__ }}", "{{nama_almarhum|safe}}",
        "{{Nama_Almarhum}}", "{{nama\nalmarhum}}", "{{isi_}}", "{{cycler.__init__}}",
    ],
)  # fmt: skip
def test_braces_that_are_no_field_are_refused(isi: str) -> None:
    assert find_mistakes(isi)


@pytest.mark.parametrize("sign", ["\x07", "\u200b", "\u202e", "\ue000", "\ue001"])
def test_signs_that_cannot_be_printed_are_refused(sign: str) -> None:
    assert "U+" in mistake(f"Halo {sign} dunia").pesan


def test_too_long_too_many_lines_or_fields_are_refused() -> None:
    for isi in ("a" * (ISI_TERPANJANG + 1), "\n" * 700, "{{nama_almarhum}}" * 300):
        assert len(find_mistakes(isi)) == 1
    assert find_mistakes(" ".join(f"{{{{isi_{n}}}}}" for n in range(16)))


def test_values_are_put_in_escaped_and_never_read_as_markdown() -> None:
    html = render_body("Nama: {{nama_almarhum}}", {"nama_almarhum": "**<b>Ali</b>** {{nik_almarhum}} [x](http://a)"})
    assert html == "<p>Nama: **&lt;b&gt;Ali&lt;/b&gt;** {{nik_almarhum}} [x](http://a)</p>\n"


def test_a_missing_value_leaves_dots() -> None:
    assert BELUM_ADA in render_body("{{nomor_akta}}", {"nomor_akta": ""})


def test_structure_that_a_letter_needs_is_kept() -> None:
    html = render_body(
        "# Dasar\n\nBaris satu\nbaris dua\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | {{desa}} |\n", {"desa": "Gotong"}
    )
    for part in ("<h2>Dasar</h2>", "<br />", "<li>a</li>", "<td>Gotong</td>"):
        assert part in html


def test_a_table_without_a_head_is_a_list_without_lines() -> None:
    html = render_body("| | |\n|:-|-:|\n| Nama | {{nama_almarhum}} |\n", {"nama_almarhum": "Siti"})
    assert html.startswith('<table class="rincian">\n<tbody>')
    assert "style" not in html


ATTACKS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<iframe src='file:///etc/passwd'></iframe>",
    "![x](file:///etc/passwd)", "[x](javascript:alert(1))", "<http://contoh.example>", "http://contoh.example",
    "[a]: http://contoh.example\n\n[a]", "![a][b]\n\n[b]: file:///etc/passwd", "`kode`", "```\n<b>\n```", "    <b>",
    "<style>@import 'http://a'</style>", "&lt;script&gt;", "&#60;script&#62;", "<!-- x -->", "<?php ?>",
]  # fmt: skip


@pytest.mark.parametrize("isi", ATTACKS)
def test_nothing_runs_and_nothing_is_fetched(isi: str) -> None:
    html = render_body(isi, {})
    assert "<" not in ALLOWED.sub("", html)


@given(st.text(alphabet=st.sampled_from("ab *_#->|[]()!<&`~{}\n\\:1.\"'=/\t\ue000\ue0010"), max_size=120))
def test_whatever_is_written_only_plain_tags_come_out(isi: str) -> None:
    html = render_body(isi, dict.fromkeys(RUAS, "<i>"))
    assert "<" not in ALLOWED.sub("", html)


@given(st.text(max_size=200))
def test_looking_for_mistakes_never_fails(isi: str) -> None:
    for one in find_mistakes(isi):
        assert one.baris >= 1
        assert one.pesan


@pytest.mark.parametrize("piece", ["[", "*", "_a ", "> ", "- ", "`", "<", "|a", "![", "((", "&"])
def test_huge_input_is_read_and_stays_in_bounds(piece: str) -> None:
    isi = (piece * ISI_TERPANJANG)[:ISI_TERPANJANG]
    assert len(render_body(isi, {})) < 30 * ISI_TERPANJANG
    assert len(find_mistakes(isi + "a")) == 1


def test_every_field_has_a_meaning_and_a_sample() -> None:
    assert all(one.arti and one.contoh and one.jalur for one in RUAS.values())
    assert sample_of("isi_nama_instansi") == "CONTOH NAMA INSTANSI"


@pytest.mark.parametrize(
    "isi", ["&#xe000;99&#xe001;", "&#57344;0&#57345; {{nama_almarhum}}", f"&#xe000;{'9' * 5000}&#xe001;"]
)
def test_numbers_of_signs_are_printed_as_typed(isi: str) -> None:
    shown = render_body(isi, {"nama_almarhum": "Siti"})
    assert "&amp;#" in shown
    assert shown.count("Siti") == isi.count("{{")
