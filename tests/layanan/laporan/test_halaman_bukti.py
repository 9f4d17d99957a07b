"""Proofs on the page: adding, refusing, removing, serving."""

from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.jejak.models import JejakBaca
from pemakaman.laporan.models import Bukti
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_kiriman import simpan, teks, unggah
from tests.pabrik_laporan import make_laporan, make_png, start


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


@pytest.fixture
def client(app: Flask, pengelola: Actor, makam: Makam) -> FlaskClient:
    return sign_in(app, pengelola)


@pytest.fixture
def draf(pengelola: Actor, makam: Makam) -> UUID:
    return start(pengelola, makam)


def only_bukti() -> Bukti:
    with transaction() as session:
        return session.scalars(select(Bukti)).one()


def test_needed_proofs_are_told_before_any_is_given(client: FlaskClient, draf: UUID) -> None:
    page = teks(client.get(f"/laporan/{draf}/isi/bukti"))
    assert page.count("Belum ada") == 2
    assert "KK atau KTP-el almarhum" in page


def test_needed_proofs_follow_the_case(client: FlaskClient, draf: UUID) -> None:
    simpan(client, draf, "kematian", kasus="tidak_dikenal")
    page = client.get(f"/laporan/{draf}/isi/bukti")
    assert "kepolisian" in teks(page)
    assert '<option value="surat_polisi" selected>' in page.text


def test_photo_is_listed_with_its_kind_and_size(client: FlaskClient, draf: UUID) -> None:
    assert unggah(client, draf, "kk_ktp").status_code == 303
    page = teks(client.get(f"/laporan/{draf}/isi/bukti"))
    assert "Sudah dilampirkan: 1" in page
    assert "1 KB" in page


def test_bad_file_says_why_and_keeps_the_rest(client: FlaskClient, draf: UUID) -> None:
    page = unggah(client, draf, "kk_ktp", (b"bukan gambar", "catatan.txt"), (make_png(), "kk.png"))
    assert page.status_code == 422
    assert "catatan.txt" in teks(page)
    assert "Sudah dilampirkan: 1" in teks(page)
    assert '<option value="kk_ktp" selected>' in page.text


def test_upload_without_a_file_says_what_to_do(client: FlaskClient, draf: UUID) -> None:
    page = client.post(f"/laporan/{draf}/isi/bukti", data={"jenis": "kk_ktp"})
    assert page.status_code == 422
    assert "Pilih foto atau berkas dulu." in teks(page)


def test_proof_is_served_private_and_harmless(client: FlaskClient, draf: UUID) -> None:
    unggah(client, draf, "kk_ktp")
    answer = client.get(f"/bukti/{only_bukti().id}")
    assert answer.status_code == 200
    assert answer.mimetype == "image/png"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert Image.open(BytesIO(answer.data)).size == (40, 30)


def test_proof_can_be_downloaded(client: FlaskClient, draf: UUID) -> None:
    unggah(client, draf, "kk_ktp")
    answer = client.get(f"/bukti/{only_bukti().id}?unduh=1")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_thumbnail_is_small(client: FlaskClient, draf: UUID) -> None:
    big = BytesIO()
    Image.new("RGB", (2000, 1500), (10, 90, 60)).save(big, "PNG")
    unggah(client, draf, "kk_ktp", (big.getvalue(), "kk.png"))
    answer = client.get(f"/bukti/{only_bukti().id}/kecil")
    assert max(Image.open(BytesIO(answer.data)).size) == 240


def test_looking_at_a_proof_is_logged(client: FlaskClient, draf: UUID) -> None:
    unggah(client, draf, "kk_ktp")
    client.get(f"/bukti/{only_bukti().id}")
    with transaction() as session:
        assert session.scalars(select(JejakBaca.cara)).all() == ["bukti.dibuka"]


def test_proof_of_another_jurisdiction_does_not_exist(app: Flask, pengelola: Actor, makam: Makam) -> None:
    make_laporan(pengelola, makam, status=Status.LAPOR_AWAL, bukti=("kk_ktp",))
    address = f"/bukti/{only_bukti().id}"
    assert sign_in(app, make_actor(Peran.VERIFIKATOR)).get(address).status_code == 200
    assert sign_in(app, make_actor(Peran.VERIFIKATOR, METRO)).get(address).status_code == 404
    assert sign_in(app, make_actor(Peran.PENGELOLA_MAKAM)).get(f"{address}/kecil").status_code == 404


def test_proof_is_removed_by_its_reporter_only(app: Flask, client: FlaskClient, draf: UUID) -> None:
    unggah(client, draf, "kk_ktp")
    address = f"/bukti/{only_bukti().id}/hapus"
    assert sign_in(app, make_actor(Peran.PENGELOLA_MAKAM)).post(address).status_code == 404
    assert client.post(address).status_code == 303
    assert "Sudah dilampirkan" not in teks(client.get(f"/laporan/{draf}/isi/bukti"))
