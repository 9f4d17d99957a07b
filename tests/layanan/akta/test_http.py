"""The pages of `akta`."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pemakaman.akun.rules import Peran
from pemakaman.db import today_in
from tests.pabrik import METRO, make_actor, sign_in
from tests.pabrik_pemilih import make_approved
from tests.pabrik_verifikasi import status_of, version_of

HARI_INI = today_in("18")
NIK = "1871014403500001"


@pytest.fixture
def client(app: Flask, database: object) -> FlaskClient:
    return sign_in(app, make_actor(Peran.VERIFIKATOR))


def isian(versi: int, nomor: str = f"1871-KM-{HARI_INI:%d%m%Y}-0001", **more: str) -> dict[str, str]:
    parts = {"hari": HARI_INI.day, "bulan": HARI_INI.month, "tahun": HARI_INI.year}
    return {"versi": str(versi), "nomor": nomor, **{f"tanggal-{k}": str(v) for k, v in parts.items()}, **more}


def test_the_list_shows_what_waits_and_what_was_recorded(client: FlaskClient) -> None:
    laporan_id = make_approved(nama="Ratna Dewi")
    assert "Ratna Dewi" in client.get("/akta").text
    client.post(f"/laporan/{laporan_id}/akta", data=isian(version_of(laporan_id)))
    page = client.get("/akta").text
    assert "Semua laporan yang disetujui sudah punya nomor akta." in page
    assert f"1871-KM-{HARI_INI:%d%m%Y}-0001" in page


def test_recording_goes_back_to_the_list(client: FlaskClient) -> None:
    laporan_id = make_approved()
    assert client.get(f"/laporan/{laporan_id}/akta").status_code == 200
    answer = client.post(f"/laporan/{laporan_id}/akta", data=isian(version_of(laporan_id)))
    assert (answer.status_code, status_of(laporan_id)) == (303, "akta_terbit")


def test_an_unusual_number_is_kept_on_the_page_and_can_be_confirmed(client: FlaskClient) -> None:
    laporan_id = make_approved()
    data = isian(version_of(laporan_id), nomor="477/12/1999")
    answer = client.post(f"/laporan/{laporan_id}/akta", data=data)
    assert answer.status_code == 422
    assert 'value="477/12/1999"' in answer.text
    assert 'name="yakin"' in answer.text
    assert client.post(f"/laporan/{laporan_id}/akta", data={**data, "yakin": "1"}).status_code == 303


def test_an_empty_form_is_refused_at_its_fields(client: FlaskClient) -> None:
    answer = client.post(f"/laporan/{make_approved()}/akta", data={})
    assert answer.status_code == 422
    assert "Nomor akta belum diisi" in answer.text


def test_a_first_entry_after_a_colleague_is_a_conflict_not_a_correction(client: FlaskClient) -> None:
    laporan_id = make_approved()
    versi = version_of(laporan_id)
    client.post(f"/laporan/{laporan_id}/akta", data=isian(versi))
    second = client.post(f"/laporan/{laporan_id}/akta", data=isian(versi, f"1871-KM-{HARI_INI:%d%m%Y}-0002"))
    assert second.status_code == 409


def test_a_correction_asks_for_its_reason(client: FlaskClient) -> None:
    laporan_id = make_approved()
    client.post(f"/laporan/{laporan_id}/akta", data=isian(version_of(laporan_id)))
    assert 'name="alasan"' in client.get(f"/laporan/{laporan_id}/akta").text
    mended = isian(1, f"1871-KM-{HARI_INI:%d%m%Y}-0002")
    assert client.post(f"/laporan/{laporan_id}/akta", data={**mended, "alasan": ""}).status_code == 422
    assert client.post(f"/laporan/{laporan_id}/akta", data={**mended, "alasan": "Salah ketik"}).status_code == 303


def test_another_kabupaten_gets_404(app: Flask, database: object) -> None:
    laporan_id = make_approved()
    stranger = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert stranger.get(f"/laporan/{laporan_id}/akta").status_code == 404


def test_another_role_gets_403(app: Flask, database: object) -> None:
    assert sign_in(app, make_actor(Peran.PEJABAT)).get("/akta").status_code == 403


def test_a_made_up_page_key_is_404(client: FlaskClient) -> None:
    assert client.get("/akta?sesudah=apa-saja").status_code == 404


def test_a_file_is_tried_then_run(client: FlaskClient) -> None:
    laporan_id = make_approved(nik=NIK)
    table = f"nik,nomor_akta,tanggal_akta\n{NIK},1871-KM-{HARI_INI:%d%m%Y}-0001,{HARI_INI:%d-%m-%Y}\n1,x,y\n"
    tried = client.post("/akta/impor", data={"berkas": (io.BytesIO(table.encode()), "akta.csv")})
    assert (tried.status_code, status_of(laporan_id)) == (200, "disetujui")
    kiriman = re.search(r'name="kiriman" value="([^"]+)"', tried.text)
    assert kiriman is not None
    done = client.post("/akta/impor/jalankan", data={"kiriman": kiriman[1]})
    assert (done.status_code, status_of(laporan_id)) == (200, "akta_terbit")
    errors = re.search(r'href="(/akta/impor/kesalahan/[^"]+)"', done.text)
    assert errors is not None
    assert "Kesalahan" in client.get(errors[1]).text


def test_a_bad_file_is_told_at_the_field(client: FlaskClient) -> None:
    answer = client.post("/akta/impor", data={"berkas": (io.BytesIO(b"%PDF-1.7\x00"), "akta.csv")})
    assert answer.status_code == 422
    assert "bukan lembar kerja" in answer.text


def test_a_forged_file_is_not_found(client: FlaskClient) -> None:
    assert client.post("/akta/impor/jalankan", data={"kiriman": "a" * 64}).status_code == 404
