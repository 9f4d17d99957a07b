"""The route that reads a photographed KTP: who may, what it answers, what it leaves behind."""

import logging
import time
from pathlib import Path
from random import Random

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from bench.kartu_ktp import Keadaan, invent, photograph
from pemakaman.akun.rules import Peran
from pemakaman.db import reading
from pemakaman.lapangan import mesin_ocr, pembaca_ktp
from tests.pabrik import make_actor, sign_in

URL = "/lapangan/baca-ktp"
KARTU = invent(5, 1)[0]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that runs many tests at once must not look like a slow engine."""
    monkeypatch.setattr(pembaca_ktp, "LAMA_PALING", 60.0)


@pytest.fixture(scope="module")
def photo() -> bytes:
    return photograph(KARTU, Keadaan(putar=1.5, derau=4), Random(3))


def test_a_card_is_read_and_nothing_of_it_is_kept(
    app: Flask, database: Engine, photo: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    client = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM))
    with database.connect() as connection:
        rows = connection.scalar(text("SELECT count(*) FROM jejak"))
    with caplog.at_level(logging.INFO):
        answer = client.post(URL, data=photo, content_type="image/jpeg")
    assert answer.get_json()["hasil"] == "terbaca"
    nik = next(saran for saran in answer.get_json()["saran"] if saran["ruas"] == "nik")
    assert (nik["teks"], nik["yakin"], nik["isi"]) == (KARTU.orang.nik, True, {"nik": KARTU.orang.nik})
    assert all(0 <= side <= 1 for side in nik["kotak"])
    assert answer.headers["Cache-Control"] == "no-store"
    assert "KTP dibaca" in caplog.text
    assert KARTU.orang.nik not in caplog.text
    with reading() as session:
        assert session.scalar(text("SELECT count(*) FROM foto_hp")) == 0
        assert session.scalar(text("SELECT count(*) FROM jejak")) == rows


def test_who_may_not_record_may_not_read(app: Flask, database: Engine, photo: bytes) -> None:
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    answer = client.post(URL, data=photo, content_type="image/jpeg")
    assert (answer.status_code, answer.is_json) == (403, True)


def test_what_is_no_photo_is_answered_in_words(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM))
    answer = client.post(URL, data=b"%PDF-1.7", content_type="image/jpeg")
    assert answer.status_code == 422
    assert "JPEG atau PNG" in answer.get_json()["pesan"]


def test_a_body_beyond_the_limit_is_refused(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM))
    answer = client.post(URL, data=b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024), content_type="image/jpeg")
    assert answer.status_code == 422
    assert "10 MB" in answer.get_json()["pesan"]


def test_another_picture_is_said_to_be_unreadable(
    app: Flask, database: Engine, photo: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pemakaman.lapangan.pembaca_ktp.mesin_ocr.read", lambda *_, **__: [])
    client = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM))
    answer = client.post(URL, data=photo, content_type="image/jpeg")
    assert answer.get_json()["hasil"] == "tidak_terbaca"
    assert "ketik" in answer.get_json()["pesan"]


def test_off_when_the_engine_is_missing(
    app: Flask, database: Engine, photo: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM))
    assert client.get("/lapangan/salam?n=1").get_json()["ktp"] is True
    monkeypatch.setenv("PATH", str(tmp_path))
    assert client.post(URL, data=photo, content_type="image/jpeg").get_json()["hasil"] == "mati"
    assert client.get("/lapangan/salam?n=1").get_json()["ktp"] is False


def test_busy_is_said_within_the_time_of_a_request(
    app: Flask, database: Engine, photo: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mesin_ocr, "LAMA_MENUNGGU", 0.2)
    client = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM))
    start = time.monotonic()
    with mesin_ocr.turn():
        answer = client.post(URL, data=photo, content_type="image/jpeg")
    assert answer.get_json() == {"hasil": "sibuk", "pesan": "Pembaca KTP sedang sibuk, ketik saja."}
    assert time.monotonic() - start < 2
