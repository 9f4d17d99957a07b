"""The shell that works without a line: one page without anybody's data, the service worker, the manifest."""

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from typing import Any

from flask import Flask, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from pemakaman.lapangan.routes.dasar import bp
from pemakaman.lapangan.rules import VERSI_MUATAN
from pemakaman.laporan.forms.bagian import BAGIAN_FORM
from pemakaman.laporan.forms.mulai import LaporAwalForm
from pemakaman.laporan.rules import Kasus
from pemakaman.static_assets import aset, asked_again, built, integrity, integrity_of
from pemakaman.web import public

KEPT = (
    *("app.css", "isian.css", "lapangan.css", "app.js", "lapangan.js"),
    "favicon.svg",
)
"""Built files that the worker keeps, besides the shell; icons to install with are fetched when one installs."""

ICONS = (
    ("ikon-192.png", "192x192", "any"),
    ("ikon-512.png", "512x512", "any"),
    ("ikon-penuh-512.png", "512x512", "maskable"),
)

JUDUL = {
    "almarhum": "Almarhum",
    "kematian": "Kematian",
    "pemakaman": "Pemakaman",
    "pelapor": "Pelapor",
    "saksi": "Saksi",
    "orang_tua": "Orang tua",
}
ORANG = {"saksi1": "Saksi I", "saksi2": "Saksi II", "ayah": "Ayah almarhum", "ibu": "Ibu almarhum"}
# Other provinces and regencies are too many for a phone: an address there is completed where there is a line.
ALAMAT_LUAR = frozenset({"alamat_prov", "alamat_kab"})


@dataclass(frozen=True)
class Bagian:
    """One folded part of the form: the fields of a page group that the short form does not have."""

    judul: str
    # Fields of one person stand together under his name; the others under "".
    kelompok: list[tuple[str, list[Any]]]


def _without_token(form: type[Any], **data: Any) -> Any:
    # The shell fetches its token before sending; one made here would be somebody's, and set a cookie.
    return form(formdata=None, data=data, meta={"csrf": False})


def _parts(awal: Any) -> list[Bagian]:
    """The page groups, each without what is asked above it or only where a finding calls for it."""
    found = []
    for kunci, form in BAGIAN_FORM.items():
        left_out = {*awal.data, *form.BERSYARAT, *ALAMAT_LUAR}
        ruas = [field for field in _without_token(form) if field.name not in left_out]
        # As on the pages: the region closes the address, what is rarely asked for comes last.
        ruas.sort(key=lambda field: (field.name in form.TAMBAHAN, field.name.startswith("alamat_")))
        found.append(Bagian(JUDUL[kunci], [(orang, list(fields)) for orang, fields in groupby(ruas, _person_of)]))
    return found


def _person_of(field: Any) -> str:
    return ORANG.get(field.name.split("_")[0], "")


def _shell() -> str:
    return _drawn(current_app._get_current_object())  # type: ignore[attr-defined]


@lru_cache(maxsize=1)
def _drawn(_: Flask) -> str:
    # Once a process: it has some two hundred fields, and the worker's list needs it too.
    # Nobody's menu, name, token or message: the page is the same for all and lies in the cache of shared phones.
    nobody = {"pelaku": None, "menu": list, "menu_umum": list, "get_flashed_messages": _no_messages}
    awal = _without_token(LaporAwalForm, kasus=Kasus.RUMAH.value)
    awal.kasus.kosong = None
    return render_template("lapangan/kulit.html", form=awal, bagian=_parts(awal), versi=VERSI_MUATAN, **nobody)


def _no_messages(**_: object) -> list[object]:
    return []


@bp.get("/lapangan/")
@public
def shell() -> ResponseReturnValue:
    """The page itself; it fills itself from what the phone keeps."""
    return asked_again(_shell(), "text/html")


@bp.get("/sw.js")
@public
def worker() -> ResponseReturnValue:
    """The service worker, with the list of what it keeps; its bytes change when any of that changes."""
    kulit, shell_text = url_for("lapangan.shell"), _shell()
    kept = {aset(name): integrity_of(name) for name in KEPT}
    sidik = {kulit: integrity(shell_text.encode()), **kept}
    versi = sha256(json.dumps(sidik).encode()).hexdigest()[:16]
    told = {"kulit": kulit, "aset": list(kept), "sidik": sidik, "versi": versi}
    return asked_again(f"self.LAPANGAN={json.dumps(told)};\n{built('sw.js').decode()}", "text/javascript")


@bp.get("/manifest.webmanifest")
@public
def manifest() -> ResponseReturnValue:
    """What a phone needs to put the program on its home screen."""
    icons = [
        {"src": aset(name), "type": "image/png", "sizes": sizes, "purpose": purpose} for name, sizes, purpose in ICONS
    ]
    told = {
        "id": "/lapangan/",
        "name": "Pemakaman – Buku Pokok Pemakaman Daring",
        "short_name": "Pemakaman",
        "description": "Catat pemakaman di makam, juga tanpa sinyal.",
        "lang": "id",
        "dir": "ltr",
        "start_url": url_for("lapangan.shell"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b4a63",
        "icons": icons,
    }
    return asked_again(current_app.json.dumps(told), "application/manifest+json")
