"""Pictures on a page: the figure with its table and links, and the files the links fetch."""

from collections.abc import Iterator

import html5lib
import pytest
from flask import Flask, get_template_attribute
from werkzeug.exceptions import NotFound

from pemakaman import gambar
from pemakaman.config import ROOT
from pemakaman.grafik.lukis import Deret, Gambar, bars
from pemakaman.static_assets import register_assets


@pytest.fixture(scope="module")
def web() -> Flask:
    app = Flask("uji", template_folder=str(ROOT / "templates"))
    register_assets(app)
    gambar.init_app(app)
    return app


@pytest.fixture
def picture() -> Iterator[Gambar]:
    yield bars("per-bulan", "Kematian per bulan", ["Jan 26", "Feb 26"], [Deret("Kematian", (1234, 56.75))])


def test_a_page_asked_for_as_page_is_no_file(web: Flask, picture: Gambar) -> None:
    with web.test_request_context("/pantau/kematian?wilayah=18"):
        assert gambar.picture_file([picture]) is None


@pytest.mark.parametrize("kind", ["csv", "xlsx", "svg"])
def test_a_file_is_named_after_title_and_day(web: Flask, picture: Gambar, kind: str) -> None:
    with web.test_request_context(f"/pantau/kematian?unduh={kind}&gambar=per-bulan"):
        answer = gambar.picture_file([picture])
    assert answer is not None
    assert 'filename="kematian-per-bulan-20' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')


@pytest.mark.parametrize("query", ["unduh=exe&gambar=per-bulan", "unduh=csv&gambar=lain", "unduh=csv"])
def test_what_is_not_drawn_is_not_found(web: Flask, picture: Gambar, query: str) -> None:
    with web.test_request_context(f"/pantau/kematian?{query}"), pytest.raises(NotFound):
        gambar.picture_file([picture])


def test_links_keep_the_filters_of_the_page(web: Flask, picture: Gambar) -> None:
    with web.test_request_context("/pantau/kematian?wilayah=18&dari=&unduh=csv&gambar=x"):
        links = dict(gambar.picture_links(picture))
    assert links["CSV"] == "/pantau/kematian?wilayah=18&unduh=csv&gambar=per-bulan"


def test_the_figure_is_valid_and_shows_the_same_figures(web: Flask, picture: Gambar) -> None:
    with web.test_request_context("/pantau/kematian"):
        macro = get_template_attribute("dasar/makro_gambar.html", "gambar")
        page = f"<!doctype html><html lang=id><title>x</title><body>{macro(picture)}</body></html>"
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(page)
    cells = ["".join(cell.itertext()) for cell in tree.iter() if cell.tag in {"td", "th"}]
    assert cells == ["Rincian", "Kematian", "Jan 26", "1.234", "Feb 26", "56,75"]
    assert "style=" not in page


def test_on_a_wall_a_picture_has_no_files(web: Flask, picture: Gambar) -> None:
    with web.test_request_context("/layar"):
        text = get_template_attribute("dasar/makro_gambar.html", "gambar")(picture, berkas=False)
    assert "Unduh" not in text
    assert "<details" not in text
