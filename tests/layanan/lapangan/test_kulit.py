"""The shell is nobody's page; the worker names exactly the bytes it keeps; the manifest is one a browser installs."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Peran
from pemakaman.db import reading
from pemakaman.lapangan.routes import kulit
from pemakaman.laporan.forms.bagian import BAGIAN_FORM
from pemakaman.wilayah.models import Wilayah
from tests.pabrik import make_actor, sign_in

FIRST_VISIT_BYTES, LURING_BYTES = 60_000, 150_000


def told_to_worker(client: FlaskClient) -> dict[str, Any]:
    match = re.match(r"self\.LAPANGAN=(\{.*?\});\n", client.get("/sw.js").text)
    assert match
    found: dict[str, Any] = json.loads(match[1])
    return found


@pytest.fixture
def client(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    return app.test_client()


def test_shell_is_the_same_for_everyone(app: Flask, client: FlaskClient, database: Engine) -> None:
    actor = make_actor(Peran.PENGELOLA_MAKAM)
    signed_in = sign_in(app, actor).get("/lapangan/")
    nobody = client.get("/lapangan/")
    assert signed_in.data == nobody.data
    assert actor.nama not in signed_in.text


def test_shell_sets_no_cookie_and_carries_no_token(client: FlaskClient) -> None:
    answer = client.get("/lapangan/")
    assert "Set-Cookie" not in answer.headers
    assert "csrf" not in answer.text


def test_shell_needs_no_database(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise AssertionError("asked the database")

    monkeypatch.setattr("pemakaman.db.engine", gone)
    assert client.get("/lapangan/").status_code == 200
    assert client.get("/sw.js").status_code == 200


def test_worker_names_the_bytes_of_shell_and_built_files(client: FlaskClient) -> None:
    told = told_to_worker(client)
    for url in (told["kulit"], *told["aset"]):
        digest = b64encode(sha256(client.get(url).data).digest()).decode()
        assert told["sidik"][url] == f"sha256-{digest}", url


def test_worker_keeps_every_built_file_that_the_shell_loads(client: FlaskClient) -> None:
    loaded = re.findall(r'(?:href|src)="(/aset/[^"]+\.(?:css|js))"', client.get("/lapangan/").text)
    assert set(loaded) <= set(told_to_worker(client)["aset"])
    assert len(loaded) == 5


def on_the_wire(client: FlaskClient, url: str) -> int:
    answer = client.get(url, headers={"Accept-Encoding": "gzip"})
    return len(answer.data) + len(str(answer.headers)) + len("HTTP/1.1 200 OK\r\n")


def first_visit(client: FlaskClient) -> int:
    told = told_to_worker(client)
    return sum(on_the_wire(client, url) for url in ("/sw.js", "/manifest.webmanifest", told["kulit"], *told["aset"]))


def test_first_visit_and_what_the_phone_keeps_stay_small(client: FlaskClient) -> None:
    assert first_visit(client) <= FIRST_VISIT_BYTES


def test_what_a_phone_needs_without_a_line_stays_small(app: Flask, client: FlaskClient, database: Engine) -> None:
    with reading() as session:
        kab = func.left(Wilayah.kode, 5)
        query = select(kab).where(Wilayah.kode.like("18.%"), Wilayah.tingkat == 4).group_by(kab)
        largest = session.scalars(query.order_by(func.count().desc())).first()
    keeper = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM, largest))
    assert first_visit(client) + on_the_wire(keeper, "/lapangan/bekal?n=1") <= LURING_BYTES


def test_built_file_is_the_same_whoever_is_signed_in(app: Flask, client: FlaskClient, database: Engine) -> None:
    answer = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM)).get(aset_url(client))
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers


def test_built_file_that_is_missing_is_a_page_with_all_its_headers(client: FlaskClient) -> None:
    answer = client.get("/aset/tidak-ada.js")
    assert answer.status_code == 404
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def aset_url(client: FlaskClient) -> str:
    return str(told_to_worker(client)["aset"][0])


def test_worker_is_a_new_version_when_a_built_file_changes(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told_to_worker(client)["versi"]
    assert told_to_worker(client)["versi"] == before
    monkeypatch.setattr(kulit, "integrity_of", lambda name: f"sha256-{name}")
    assert told_to_worker(client)["versi"] != before


def test_manifest_is_installable(client: FlaskClient) -> None:
    answer = client.get("/manifest.webmanifest")
    told = json.loads(answer.text)
    assert answer.mimetype == "application/manifest+json"
    assert told["start_url"] == "/lapangan/"
    assert told["start_url"].startswith(told["scope"])
    assert told["display"] == "standalone"
    purposes = set()
    for icon in told["icons"]:
        image = Image.open(BytesIO(client.get(icon["src"]).data))
        assert "x".join(map(str, image.size)) == icon["sizes"]
        purposes.add((icon["purpose"], icon["sizes"]))
    assert {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512")} <= purposes


def test_pages_name_the_manifest(client: FlaskClient) -> None:
    assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get("/lapangan/").text


def test_form_has_every_field_of_the_pages_once(client: FlaskClient) -> None:
    names = re.findall(r' name="([^"-]+)[^"]*"[^>]*>', client.get("/lapangan/").text)
    for form in BAGIAN_FORM.values():
        fields = {field.name for field in form(formdata=None, meta={"csrf": False})}
        left_out = {*form.BERSYARAT, "alamat_prov", "alamat_kab"}
        assert fields - left_out <= set(names)
    assert names.count("nik") == 1


def test_shell_asked_again_costs_nothing(client: FlaskClient) -> None:
    tag = client.get("/lapangan/").headers["ETag"]
    assert client.get("/lapangan/", headers={"If-None-Match": tag}).status_code == 304
