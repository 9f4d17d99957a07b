import ast
import re
from pathlib import Path

import html5lib
import pytest
import wtforms
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict

from pemakaman.ruas.form import MESSAGES
from pemakaman.static_assets import MANIFEST, STATIC_FOLDER
from pemakaman.widgets import BaseForm, TeksField

from .semua import DIISI, SALAH, SemuaForm

ENGLISH = re.compile(
    r"\b(this|field|not|valid|required|error|invalid|must|choice|show|hide|password|day|month|year|warning|token|the|is)\b",
    re.IGNORECASE,
)
STATES = {"kosong": {"teks": ""}, "terisi": DIISI, "salah": SALAH}


def draw(values: dict[str, object]) -> str:
    form = SemuaForm(formdata=MultiDict(values))
    form.validate()
    return render_template_string(
        '{% import "dasar/makro.html" as m %}{{ m.ringkasan_galat(form) }}'
        "{% for f in form %}{{ m.ruas(f) }}{% endfor %}",
        form=form,
    )


def parse(html: str):
    return html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(html)


def shown_words(html: str) -> list[str]:
    tree = parse(html)
    texts = [text for element in tree.iter() for text in (element.text, element.tail) if text]
    spoken = [
        value
        for element in tree.iter()
        for key, value in element.attrib.items()
        if key in ("aria-label", "title", "placeholder") or key.startswith("data-i18n")
    ]
    return texts + spoken


@pytest.mark.parametrize("state", STATES)
def test_nothing_english_is_shown(state: str) -> None:
    found = [text for text in shown_words(draw(STATES[state])) if ENGLISH.search(text)]
    assert found == []


@pytest.mark.parametrize("state", STATES)
def test_every_control_has_a_label_and_its_descriptions_exist(state: str) -> None:
    tree = parse(draw(STATES[state]))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    labelled = {element.get("for") for element in tree.iter("label")}
    assert len(ids) == len(set(ids))
    for element in tree.iter():
        assert set((element.get("aria-describedby") or "").split()) <= set(ids)
        if element.tag in ("input", "select", "textarea"):
            assert element.get("id") in labelled


def test_every_line_of_the_error_summary_leads_to_a_control() -> None:
    tree = parse(draw(SALAH))
    controls = {element.get("id") for element in tree.iter() if element.tag in ("input", "select", "textarea")}
    targets = [a.get("href", "").removeprefix("#") for a in tree.iter("a")]
    assert len(targets) == len(list(SemuaForm(formdata=None)))
    assert set(targets) <= controls


@pytest.mark.parametrize("state", STATES)
def test_nothing_inline_that_the_content_policy_forbids(state: str) -> None:
    html = draw(STATES[state])
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", html)


def test_typed_text_is_escaped() -> None:
    html = draw({"nama": '"><script>alert(1)</script>', "panjang": "</textarea><b>", "wafat-hari": '"><i>'})
    assert "<script>" not in html
    assert "<i>" not in html
    assert "</textarea><b>" not in html


def test_calling_a_field_draws_it_whole() -> None:
    field = SemuaForm(formdata=None).nama
    assert 'for="nama"' in field()


def test_error_is_tied_to_its_control() -> None:
    tree = parse(draw({"nik": "12"}))
    control = next(element for element in tree.iter("input") if element.get("id") == "nik")
    assert control.get("aria-describedby") == "nik-error"
    assert control.get("aria-invalid") == "true"


def test_wtforms_says_nothing_we_have_not_translated() -> None:
    sentences = set()
    for path in Path(wtforms.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("gettext", "ngettext"):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    sentences.add(first.value)
    assert sentences
    assert sentences - set(MESSAGES) == set()


def test_csrf_message_tells_what_to_do(aplikasi: Flask) -> None:
    class Formulir(BaseForm):
        teks = TeksField("Teks")

    with aplikasi.test_request_context("/", method="POST", data={"teks": "x"}):
        form = Formulir(meta={"csrf": True})
        assert not form.validate()
        html = render_template_string('{% import "dasar/makro.html" as m %}{{ m.ringkasan_galat(form) }}', form=form)
    assert "isian Anda masih ada" in html


def test_manifest_names_files_that_exist() -> None:
    assert {"app.css", "app.js", "favicon.svg", "favicon.png"} <= set(MANIFEST)
    assert {path.name for path in STATIC_FOLDER.iterdir()} == {*MANIFEST.values(), "manifest.json"}


def test_built_files_name_no_other_host() -> None:
    for name in ("app.css", "app.js"):
        text = (STATIC_FOLDER / MANIFEST[name]).read_text(encoding="utf-8")
        assert not re.search(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", text.replace("http://www.w3.org", ""))


def test_built_file_may_be_kept_for_good(aplikasi: Flask) -> None:
    response = aplikasi.test_client().get(f"/static/{MANIFEST['app.css']}")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
