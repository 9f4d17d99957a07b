"""What was typed survives an expired session and a stale page; CSRF protection is on here."""

import html
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from werkzeug.datastructures import MultiDict

from pemakaman.akun.models import Akun, Sesi
from pemakaman.akun.rules import SISTEM, Peran
from pemakaman.akun.services import create_akun
from pemakaman.akun.sessions import IDLE
from pemakaman.db import now, transaction
from tests.pabrik import BANDAR_LAMPUNG

SANDI = "kuda hijau naik sepeda"
BARU = "/pengguna/baru?peran=verifikator"


@pytest.fixture
def guarded(app: Flask, database: Engine) -> Iterator[Flask]:
    app.config["WTF_CSRF_ENABLED"] = True
    for name in ("siti", "tono"):
        with transaction() as session:
            create_akun(
                session,
                actor=SISTEM,
                nama_pengguna=name,
                nama=name.title(),
                peran=Peran.ADMIN_KAB,
                wilayah_kode=BANDAR_LAMPUNG,
                sandi=SANDI,
            )
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


def fields(page: str) -> MultiDict[str, str]:
    """The hidden fields of the last form of a page that is not the sign-out form."""
    form = re.findall(r"<form method=\"post\".*?</form>", page, re.DOTALL)[-1]
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', form)
    pairs = [(re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in found]
    return MultiDict((html.unescape(n[1]), html.unescape(v[1])) for n, v in pairs if n and v)


def enter(client: FlaskClient, page: str, nama: str = "siti"):
    return client.post("/masuk", data={**fields(page), "nama_pengguna": nama, "sandi": SANDI})


def signed_in(app: Flask, nama: str = "siti") -> FlaskClient:
    client = app.test_client()
    assert enter(client, client.get("/masuk").text, nama).status_code == 303
    return client


def expire() -> None:
    with transaction() as session:
        session.execute(update(Sesi).values(terakhir_pada=now() - IDLE))


def typed(client: FlaskClient) -> MultiDict[str, str]:
    data = fields(client.get(BARU).text)
    data.update({"nama": 'Budi "Anto" <b>', "nama_pengguna": "budi", "aksi": "simpan"})
    data.setlist("banyak", ["a", "b\r\nc"])
    return data


def test_round_trip_after_the_session_expired(guarded: Flask) -> None:
    client = signed_in(guarded)
    data = typed(client)
    data["nama"] = "Budi Santoso"
    expire()
    asked = client.post(BARU, data=data)
    assert asked.status_code == 401
    assert "masih ada" in asked.text
    waiting = enter(client, asked.text)
    assert "Kiriman Anda masih ada" in waiting.text
    assert f'action="{BARU}"' in waiting.text
    assert client.post(BARU, data=fields(waiting.text)).status_code == 200
    with transaction() as session:
        assert session.scalar(select(Akun.nama).where(Akun.nama_pengguna == "budi")) == "Budi Santoso"


def test_values_travel_exactly_and_secrets_do_not(guarded: Flask) -> None:
    client = signed_in(guarded)
    data = typed(client)
    data["sandi_lama"] = "rahasia sekali ini"
    expire()
    waiting = enter(client, client.post(BARU, data=data).text)
    sent = fields(waiting.text)
    assert sent["nama"] == 'Budi "Anto" <b>'
    assert sent.getlist("banyak") == ["a", "b\r\nc"]
    assert "sandi_lama" not in sent
    assert sent["csrf_token"] != data["csrf_token"]


def test_another_account_does_not_get_it(guarded: Flask) -> None:
    client = signed_in(guarded)
    data = typed(client)
    expire()
    answer = enter(client, client.post(BARU, data=data).text, "tono")
    assert answer.status_code == 303
    home = client.get("/akun").text
    assert "akun lain" in home
    assert "Budi" not in home


def test_another_account_does_not_get_it_after_signing_out_elsewhere(guarded: Flask) -> None:
    client = signed_in(guarded)
    data = typed(client)
    client.post("/keluar", data={"csrf_token": data["csrf_token"]})
    asked = client.post(BARU, data=data)
    assert asked.status_code == 401
    assert enter(client, asked.text, "tono").status_code == 303


def test_wrong_password_keeps_it_waiting(guarded: Flask) -> None:
    client = signed_in(guarded)
    data = typed(client)
    expire()
    asked = client.post(BARU, data=data).text
    again = client.post("/masuk", data={**fields(asked), "nama_pengguna": "siti", "sandi": "bukan ini katanya"})
    assert again.status_code == 422
    assert "Kiriman Anda masih ada" in enter(client, again.text).text


def test_changed_seal_is_not_followed(guarded: Flask) -> None:
    client = guarded.test_client()
    data = {**fields(client.get("/masuk").text), "nama_pengguna": "siti", "sandi": SANDI}
    answer = client.post("/masuk", data={**data, "kiriman": "eyJhIjoxfQ.abc.def"})
    assert (answer.status_code, answer.location) == (303, "/")


def test_form_posted_from_another_site_is_not_carried(guarded: Flask) -> None:
    answer = guarded.test_client().post(BARU, data={"nama": "X"}, headers={"Origin": "https://jahat.example"})
    assert answer.status_code == 401
    assert 'name="kiriman"' not in answer.text


def test_a_photo_is_told_to_be_chosen_again(guarded: Flask) -> None:
    client = signed_in(guarded)
    data = typed(client).to_dict(flat=False)
    expire()
    with open(__file__, "rb") as file:
        asked = client.post(BARU, data={**data, "foto": (file, "foto.jpg")})
    assert "Pilih lagi" in enter(client, asked.text).text


def test_too_large_a_form_is_said_to_be_lost(guarded: Flask) -> None:
    asked = guarded.test_client().post(BARU, data={"nama": "x" * 600_000})
    assert asked.status_code == 401
    assert 'name="kiriman"' not in asked.text
    assert "masih ada" not in asked.text


def test_stale_page_keeps_what_was_typed(guarded: Flask) -> None:
    client = signed_in(guarded)
    data = typed(client)
    data["csrf_token"] = "basi"
    answer = client.post(BARU, data=data)
    assert answer.status_code == 400
    assert "Kiriman Anda masih ada" in answer.text
    assert fields(answer.text)["nama_pengguna"] == "budi"


def test_forged_post_of_a_signed_in_person_is_refused_without_offer(guarded: Flask) -> None:
    client = signed_in(guarded)
    answer = client.post(BARU, data={"nama": "X"}, headers={"Origin": "https://jahat.example"})
    assert answer.status_code == 400
    assert "Kirim sekarang" not in answer.text


def test_stale_sign_in_page_asks_once_more(guarded: Flask) -> None:
    client = guarded.test_client()
    answer = client.post("/masuk", data={"nama_pengguna": "siti", "sandi": SANDI, "lanjut": "/akun"})
    assert answer.status_code == 400
    assert enter(client, answer.text).location == "/akun"


def test_script_is_told_in_json(guarded: Flask) -> None:
    answer = guarded.test_client().post(BARU, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["galat"]) == (401, "Belum masuk")
