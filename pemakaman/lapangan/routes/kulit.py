"""The shell that works without a line: one page without anybody's data, the service worker, the manifest."""

import json
from functools import lru_cache
from hashlib import sha256

from flask import Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from pemakaman.lapangan.routes.dasar import bp
from pemakaman.lapangan.rules import VERSI_MUATAN
from pemakaman.laporan.forms.mulai import LaporAwalForm
from pemakaman.static_assets import MANIFEST, STATIC_FOLDER, aset
from pemakaman.web import public

KEPT = ("app.css", "app.js", "lapangan.js", "kirim.js", "favicon.svg", "ikon-180.png")
"""Built files that the worker keeps, besides the shell."""


def _shell() -> str:
    # Nobody's menu, name, token or message: the page is the same for all and lies in the cache of shared phones.
    nobody = {"pelaku": None, "menu": list, "get_flashed_messages": _no_messages}
    return render_template("lapangan/kulit.html", form=LaporAwalForm(formdata=None), versi=VERSI_MUATAN, **nobody)


def _no_messages(**_: object) -> list[object]:
    return []


@bp.get("/lapangan/")
@public
def shell() -> ResponseReturnValue:
    """The page itself; it fills itself from what the phone keeps."""
    return _shell()


@bp.get("/sw.js")
@public
def worker() -> ResponseReturnValue:
    """The service worker, with the list of what it keeps; its bytes change when any of that changes."""
    urls = [url_for("lapangan.shell"), *(aset(name) for name in KEPT)]
    told = {"kulit": urls[0], "aset": urls[1:], "versi": sha256(f"{urls}{_shell()}".encode()).hexdigest()[:16]}
    body = f"self.LAPANGAN={json.dumps(told)};\n{_built('sw.js')}"
    response = Response(body, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@lru_cache
def _built(name: str) -> str:
    return (STATIC_FOLDER / MANIFEST[name]).read_text(encoding="utf-8")


@bp.get("/manifest.webmanifest")
@public
def manifest() -> ResponseReturnValue:
    """What a phone needs to put the program on its home screen."""
    told = {
        "id": "/lapangan/",
        "name": "Pemakaman – Buku Pokok Pemakaman Daring",
        "short_name": "Pemakaman",
        "lang": "id",
        "start_url": url_for("lapangan.shell"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b4a63",
        "icons": [
            {"src": aset("favicon.svg"), "type": "image/svg+xml", "sizes": "any"},
            {"src": aset("ikon-180.png"), "type": "image/png", "sizes": "180x180"},
        ],
    }
    body = current_app.json.dumps(told)
    return Response(body, mimetype="application/manifest+json")
