"""Fields of a phone, read with the forms of the pages."""

import json
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from pemakaman.akun.rules import Actor
from pemakaman.db import reading
from pemakaman.errors import Conflict, NotFound
from pemakaman.lapangan.forms import FORMS, input_names, read_ruas
from pemakaman.lapangan.routes import kirim
from pemakaman.lapangan.tolak import Perbaiki
from pemakaman.laporan.isian import RUAS, clean_isian
from pemakaman.makam.models import Makam
from pemakaman.widgets import Ruas
from tests.pabrik_lapangan import JSON, make_muatan, post_item, ruas_awal, send_item
from tests.pabrik_petak import Kubur


def all_inputs() -> list[str]:
    forms = [form(formdata=None, meta={"csrf": False}) for form in FORMS]
    return sorted({name for form in forms for ruas in form if isinstance(ruas, Ruas) for name in input_names(ruas)})


TEXTS = st.lists(
    st.sampled_from(["", "1", "L", "WNA", "Islam", "18.71.01.1003", "\0", "\ud800"]) | st.text(), max_size=3
)


def test_any_text_in_any_field_is_read_or_told_at_a_field(app: Flask, makam: Makam) -> None:
    with app.app_context():
        names = all_inputs()

        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.dictionaries(st.sampled_from(names), TEXTS, max_size=12))
        def check(ruas: dict[str, list[str]]) -> None:
            with reading() as session:
                given_ruas = {name: tuple(texts) for name, texts in ruas.items()}
                bacaan = read_ruas(session, given_ruas, makam=makam)
            sound = {name: value for name, value in bacaan.isian.items() if name not in bacaan.galat}
            assert set(bacaan.isian) <= set(RUAS)
            clean_isian(None, sound)

        check()


def test_field_that_no_form_has_is_told_not_dropped(pengelola: Actor, makam: Makam) -> None:
    with pytest.raises(Perbaiki) as caught:
        send_item(pengelola, make_muatan(pengelola, makam, ruas=ruas_awal(hobi=["memancing"])))
    assert "hobi" in caught.value.galat


def test_helpers_of_the_page_are_not_looked_at(pengelola: Actor, makam: Makam) -> None:
    ruas = ruas_awal(_cari=["x"], makam_id=["y"], csrf_token=["z"])
    assert send_item(pengelola, make_muatan(pengelola, makam, ruas=ruas)).laporan.buku_nomor == 1


def test_desa_alone_is_enough_for_an_address(pengelola: Actor, makam: Makam) -> None:
    muatan = make_muatan(pengelola, makam, ruas=ruas_awal(alamat_desa_kode=["18.72.01.1001"]))
    assert send_item(pengelola, muatan).laporan.alamat_desa_kode == "18.72.01.1001"


def test_desa_that_does_not_exist_is_told(pengelola: Actor, makam: Makam) -> None:
    with pytest.raises(Perbaiki) as caught:
        send_item(pengelola, make_muatan(pengelola, makam, ruas=ruas_awal(alamat_desa_kode=["18.71.01.9999"])))
    assert "alamat_desa_kode" in caught.value.galat


def test_full_report_is_read_with_the_pages(pengelola: Actor, makam: Makam) -> None:
    ruas = ruas_awal(
        agama=["Islam"],
        kewarganegaraan=["WNA"],
        negara=["Belanda"],
        sebab=["1"],
        saksi1_nama=["Budi Hartono"],
        **{"lahir-tahun": ["1950"]},
    )
    laporan = send_item(pengelola, make_muatan(pengelola, makam, ruas=ruas)).laporan
    assert (laporan.kewarganegaraan, laporan.sebab, laporan.lahir_tahun) == ("Belanda", 1, 1950)


def test_plot_is_taken_by_its_number(database: Engine) -> None:
    kubur = Kubur()
    ruas = ruas_awal(petak_blok=[str(kubur.blok.id)], petak_id=["a-2"])
    laporan = send_item(kubur.pengelola, make_muatan(kubur.pengelola, kubur.makam, ruas=ruas)).laporan
    assert laporan.petak_id == kubur.plot("A-002").id
    assert kubur.status("A-002") == "terisi"


@pytest.mark.parametrize("petak", [{"petak_id": ["Z-99"]}, {"petak_id": []}])
def test_plot_that_is_not_there_is_told_at_its_number(database: Engine, petak: dict[str, list[str]]) -> None:
    kubur = Kubur()
    ruas = ruas_awal(petak_blok=[str(kubur.blok.id)], **petak)
    with pytest.raises(Perbaiki) as caught:
        send_item(kubur.pengelola, make_muatan(kubur.pengelola, kubur.makam, ruas=ruas))
    assert "petak_id" in caught.value.galat


def test_plot_of_a_cemetery_without_a_plan_is_told(pengelola: Actor, makam: Makam) -> None:
    ruas = ruas_awal(petak_blok=[str(uuid4())], petak_id=["A-1"])
    with pytest.raises(Perbaiki) as caught:
        send_item(pengelola, make_muatan(pengelola, makam, ruas=ruas))
    assert "denah" in caught.value.galat["petak_id"][0]


ODD = [b"", b"[]", b"{}", b"null", b"[" * 50_000, b"\xff", json.dumps({"v": 1, "ruas": []}).encode(), b"x" * 1_100_000]


@pytest.mark.parametrize("body", ODD)
def test_odd_bodies_are_refused_in_json(client: FlaskClient, body: bytes) -> None:
    response = client.post("/lapangan/kirim", data=body, content_type="application/json")
    assert response.status_code in {400, 413}
    assert response.json["pesan"]
    assert "hasil" not in response.json


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * 30_000])
def test_text_that_cannot_be_stored_is_told_at_its_field(
    client: FlaskClient, pengelola: Actor, makam: Makam, text: str
) -> None:
    response = post_item(client, make_muatan(pengelola, makam, ruas=ruas_awal(nama=[text])))
    assert response.status_code == 422
    assert response.json["galat"]["nama"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound(), 404),
        (Conflict("Nomor baru saja dipakai."), 409),
        (IntegrityError("x", {}, Exception("y")), 409),
        (RuntimeError("rusak"), 500),
    ],
)
def test_every_error_is_json_and_no_answer(
    client: FlaskClient,
    pengelola: Actor,
    makam: Makam,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(kirim.services, "receive", fail)
    response = client.post("/lapangan/kirim", json=make_muatan(pengelola, makam))
    assert response.status_code == status
    assert "hasil" not in response.json


@pytest.mark.parametrize("sidik", ["", "abc", "A" * 63])
def test_photo_without_its_fingerprint_is_refused(client: FlaskClient, sidik: str) -> None:
    response = client.post(f"/lapangan/foto/{uuid4()}", data=b"x", headers={**JSON, "X-Sidik": sidik})
    assert response.status_code == 400
    assert "hasil" not in response.json
