"""Looking regions up over HTTP."""

from flask import Flask
from sqlalchemy import Engine

from pemakaman.akun.rules import Peran
from tests.pabrik import make_actor, sign_in


def test_choices_as_html_and_as_json(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.OPERATOR_DESA))
    html = client.get("/wilayah/pilihan?induk=18.71").get_data(as_text=True)
    assert html.count("<option") == 21
    rows = client.get("/wilayah/pilihan?induk=18.71", headers={"Accept": "application/json"}).get_json()
    assert len(rows) == 20
    assert rows[0]["kode"].startswith("18.71.")


def test_unknown_parent_is_not_found(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.OPERATOR_DESA))
    assert client.get("/wilayah/pilihan?induk=99.99").status_code == 404
    assert client.get("/wilayah?induk=x").status_code == 404


def test_visitor_is_sent_to_sign_in(app: Flask, database: Engine) -> None:
    assert app.test_client().get("/wilayah/pilihan").status_code != 200


def test_search_page_shows_the_parents(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    text = client.get("/wilayah?cari=tanjungkarang+pusat").get_data(as_text=True)
    assert "Kota Bandar Lampung, Lampung" in text


def test_walk_from_the_provinces_to_a_desa(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    for kode in ("", "18", "18.71", "18.71.01", "18.71.01.1003"):
        assert client.get(f"/wilayah?induk={kode}").status_code == 200
