"""The home page opens for every role, and each of its links leads somewhere the role may go."""

import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from pemakaman.akun.rules import Peran
from tests.pabrik import make_actor, make_makam, sign_in


@pytest.mark.parametrize("peran", list(Peran))
def test_home_and_everything_it_offers_opens(database: Engine, app: Flask, peran: Peran) -> None:
    actor = make_actor(peran)
    make_makam(pengelola=[actor] if peran is Peran.PENGELOLA_MAKAM else [])
    client = sign_in(app, actor)
    page = client.get("/")
    assert page.status_code == 200
    links = set(re.findall(r'href="(/[^"#]*)"', page.text.replace("&amp;", "&"))) - {"/"}
    found = {link: client.get(link).status_code for link in links if not link.startswith("/aset/")}
    assert {link: status for link, status in found.items() if status != 200} == {}


def test_unhealthy_parts_are_named(database: Engine, app: Flask) -> None:
    answer = app.test_client().get("/siap")
    assert (answer.status_code, answer.json) == (
        503,
        {"siap": False, "basis_data": True, "migrasi": True, "pekerja": False},
    )


def test_alive_needs_nothing(app: Flask) -> None:
    assert app.test_client().get("/sehat").status_code == 200


def test_unmarked_view_is_refused(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.ADMIN_SISTEM))
    view = app.view_functions["wilayah.list_"]
    mark = view.__dict__.pop("izin")
    try:
        assert client.get("/wilayah").status_code == 403
    finally:
        view.__dict__["izin"] = mark


def test_nul_is_refused_plainly(database: Engine, app: Flask) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert client.post("/meja/cari", data={"nama": "a\0b"}).status_code == 400
