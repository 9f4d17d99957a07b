"""Files of pictures: what the links below a picture fetch, from the page that draws it."""

from collections.abc import Iterable
from urllib.parse import urlencode

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from pemakaman.db import now
from pemakaman.grafik.berkas import MIME, file_name, write_file
from pemakaman.grafik.dasar import Gambar
from pemakaman.tampilan import WIB, angka
from pemakaman.unduh import attachment

BENTUK_LABEL = {"csv": "CSV", "xlsx": "Excel (XLSX)", "svg": "gambar SVG", "png": "gambar PNG"}


def picture_file(pictures: Iterable[Gambar]) -> Response | None:
    """The file that `?unduh=…&gambar=…` asks for; None when the page itself is asked for.

    A picture that this page does not draw, or a kind of file we do not write, is a 404.
    """
    kind = request.args.get("unduh", "")
    if not kind:
        return None
    asked = request.args.get("gambar", "")
    found = next((satu for satu in pictures if satu.kunci == asked), None)
    if found is None or kind not in MIME:
        raise NotFound
    name = file_name(found.judul, f"{now().astimezone(WIB):%Y-%m-%d}", kind)
    return attachment(write_file(found, kind), MIME[kind], name)


def picture_links(gambar: Gambar) -> list[tuple[str, str]]:
    """(words, address) of its files, with the filters of the page as it stands."""
    kept = [(name, text) for name, text in request.args.items(multi=True) if name not in {"unduh", "gambar"} and text]
    return [
        (label, f"{request.path}?{urlencode([*kept, ('unduh', kind), ('gambar', gambar.kunci)])}")
        for kind, label in BENTUK_LABEL.items()
    ]


def figure(value: float | str | None) -> str:
    """A cell of the table below a picture: '1.234', '56,7'."""
    if value is None or isinstance(value, str):
        return value or "–"
    if float(value).is_integer():
        return angka(value)
    return f"{value:,.3f}".rstrip("0").translate(str.maketrans(",.", ".,"))


def init_app(app: Flask) -> None:
    """What the macro of pictures asks for."""
    app.jinja_env.globals["picture_links"] = picture_links
    app.jinja_env.filters["sel_gambar"] = figure
