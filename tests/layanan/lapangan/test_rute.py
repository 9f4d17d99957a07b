"""What a phone asks and hears, over HTTP."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor
from pemakaman.makam.models import Makam
from tests.pabrik import METRO, make_makam
from tests.pabrik_lapangan import JSON, make_muatan, post_item, ruas_awal, sidik_of
from tests.pabrik_laporan import make_png, start

# With the 60 KB of a first visit all that works without a line stays below 150 KB.
PROVISIONS_BYTES = 90 * 1024


def send_photo(client: FlaskClient, kiriman: str, isi: bytes, sidik: str | None = None) -> Any:
    headers = {**JSON, "X-Sidik": sidik or sidik_of(isi), "X-Nama": "nisan%20utara.png"}
    return client.post(f"/lapangan/foto/{kiriman}", data=isi, content_type="image/png", headers=headers)


def test_greeting_echoes_and_names_the_account(client: FlaskClient, pengelola: Actor) -> None:
    told = client.get("/lapangan/salam?n=abc", headers=JSON).json
    assert told["layanan"] == "pemakaman"
    assert told["n"] == "abc"
    assert told["akun"]["id"] == str(pengelola.id)
    assert told["boleh"] is True


def test_greeting_without_signing_in_is_json(app: Flask, database: Engine) -> None:
    response = app.test_client().get("/lapangan/salam", headers=JSON)
    assert response.status_code == 401
    assert response.json["pesan"]


def test_item_with_photo_enters_the_book(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    isi = make_png()
    muatan = make_muatan(pengelola, makam, foto=(isi,))
    assert send_photo(client, muatan["kiriman"], isi).json["hasil"] == "diterima"
    response = post_item(client, muatan)
    assert response.status_code == 200, response.json
    assert response.json["kiriman"] == muatan["kiriman"]
    assert response.json["nomor"].startswith("1/")
    assert client.get(response.json["url"]).status_code == 200


def test_provisions_list_cemeteries_regions_and_drafts(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    told = client.get("/lapangan/bekal", headers=JSON).json
    assert [satu["id"] for satu in told["makam"]] == [str(makam.id)]
    assert any(desa["kode"] == makam.desa_kode for kec in told["wilayah"] for desa in kec["desa"])
    assert [satu["laporan"] for satu in told["draf"]] == [str(laporan_id)]


def test_regions_and_cemeteries_are_light(client: FlaskClient, makam: Makam) -> None:
    answer = client.get("/lapangan/bekal", headers={**JSON, "Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) <= PROVISIONS_BYTES


def test_provisions_that_the_phone_has_are_not_sent_again(client: FlaskClient, makam: Makam) -> None:
    first = client.get("/lapangan/bekal?n=1", headers=JSON)
    again = client.get("/lapangan/bekal?n=2", headers={**JSON, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["X-Nonce"] == "2"


def test_cut_photo_is_asked_again(client: FlaskClient) -> None:
    isi = make_png()
    response = send_photo(client, str(uuid4()), isi[:-5], sidik_of(isi))
    assert response.status_code == 400
    assert response.json["hasil"] == "rusak"


def test_stale_token_is_told_in_json(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    response = client.post("/lapangan/kirim", data="{}", headers={"X-CSRFToken": "basi"})
    assert response.status_code == 400
    assert "hasil" not in response.json


def test_token_of_the_greeting_opens_the_way(
    app: Flask, client: FlaskClient, pengelola: Actor, makam: Makam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    token = client.get("/lapangan/salam", headers=JSON).json["csrf"]
    muatan = make_muatan(pengelola, makam)
    response = client.post("/lapangan/kirim", json=muatan, headers={**JSON, "X-CSRFToken": token})
    assert response.json["hasil"] == "diterima"


def test_cemetery_elsewhere_is_refused(client: FlaskClient, pengelola: Actor) -> None:
    response = post_item(client, make_muatan(pengelola, make_makam(METRO)))
    assert response.status_code == 403
    assert response.json["hasil"] == "ditolak"


def test_mistakes_come_back_at_their_fields(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    response = post_item(client, make_muatan(pengelola, makam, ruas=ruas_awal(nik=["123"])))
    assert response.status_code == 422
    assert response.json["galat"]["nik"]
