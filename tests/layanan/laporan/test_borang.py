"""The graveside page without a script: photos with the report, the point of the grave, the remembered cemetery."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.makam.services import unassign_manager
from tests.pabrik import make_actor, make_makam, sign_in
from tests.pabrik_kiriman import simpan, tanggal, teks
from tests.pabrik_laporan import hari_ini, make_laporan, make_png, read, start

TITIK = {"lintang": "-5,3821", "bujur": "105.2634"}


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


@pytest.fixture
def client(app: Flask, pengelola: Actor, makam: Makam) -> FlaskClient:
    return sign_in(app, pengelola)


def isian(makam: Makam, **ganti: Any) -> dict[str, Any]:
    data = {"laporan_id": str(uuid4()), "makam_id": str(makam.id), "kasus": "rumah", "nama": "Ratu Ayu"}
    return {**data, **tanggal("dimakamkan_tanggal", hari_ini()), **ganti}


def foto(*nama: str) -> list[tuple[BytesIO, str]]:
    return [(BytesIO(make_png()), satu) for satu in nama]


def kirim(client: FlaskClient, data: dict[str, Any]) -> Any:
    return client.post("/laporan/baru/singkat", data=data)


def bukti() -> list[tuple[str, str]]:
    with transaction() as session:
        return sorted((row.jenis, row.nama_berkas) for row in session.scalars(select(Bukti)))


def jumlah() -> int | None:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(Laporan))


def test_photos_enter_with_the_report_each_as_its_kind(client: FlaskClient, makam: Makam) -> None:
    data = isian(makam, foto_makam=foto("a.png", "b.png"), foto_ktp=foto("ktp.png"), foto_surat=foto("surat.png"))
    assert kirim(client, data).status_code == 303
    assert bukti() == [
        ("foto_makam", "a.png"),
        ("foto_makam", "b.png"),
        ("kk_ktp", "ktp.png"),
        ("surat_kematian", "surat.png"),
    ]


def test_bad_photo_leaves_no_half_of_the_report_and_keeps_what_was_typed(client: FlaskClient, makam: Makam) -> None:
    data = isian(makam, foto_makam=foto("a.png"), foto_ktp=[(BytesIO(b"bukan gambar"), "ktp.jpg")])
    page = kirim(client, data)
    assert (page.status_code, jumlah(), bukti()) == (422, 0, [])
    assert "ktp.jpg: Berkas ini" in teks(page)
    assert 'value="Ratu Ayu"' in page.text
    assert data["laporan_id"] in page.text


def test_page_that_comes_again_says_which_photos_must_be_chosen_again(client: FlaskClient, makam: Makam) -> None:
    page = kirim(client, isian(makam, nama="", foto_makam=foto("a.png", "b.png")))
    assert page.status_code == 422
    assert "Pilih fotonya lagi: 2 foto tadi belum tersimpan." in teks(page)


def test_thirteen_photos_of_any_kinds_are_too_many(client: FlaskClient, makam: Makam) -> None:
    data = isian(makam, foto_makam=foto(*"abcdefg"), foto_lain=foto(*"hijklm"))
    assert "Paling banyak 12 foto semuanya. Yang dipilih 13." in teks(kirim(client, data))
    assert jumlah() == 0


def test_report_sent_twice_has_its_photos_once(client: FlaskClient, makam: Makam) -> None:
    data, content = isian(makam), make_png()
    first, second = (kirim(client, {**data, "foto_makam": [(BytesIO(content), "a.png")]}) for _ in range(2))
    assert first.location == second.location
    assert len(bukti()) == 1


def test_cemetery_of_the_last_report_is_chosen(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    other = make_makam(pengelola=[pengelola])
    for at in (makam, other):
        make_laporan(pengelola, at, status=Status.LAPOR_AWAL)
    make_laporan(make_actor(Peran.OPERATOR_DESA), makam, status=Status.LAPOR_AWAL)
    assert f'<option value="{other.id}" selected>' in client.get("/laporan/baru/singkat").text


def test_cemetery_that_is_no_longer_his_is_not_chosen(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    for _ in range(2):
        make_makam(pengelola=[pengelola])
    start(pengelola, makam)
    with transaction() as session:
        unassign_manager(session, makam.id, pengelola.id or uuid4(), actor=make_actor(Peran.ADMIN_KAB))
    assert '<option value="" selected>Pilih makam' in client.get("/laporan/baru/singkat").text


def test_point_of_the_grave_is_kept_and_shown(client: FlaskClient, makam: Makam) -> None:
    data = isian(makam, **TITIK)
    kirim(client, data)
    laporan_id = UUID(data["laporan_id"])
    assert (read(laporan_id).lintang, read(laporan_id).bujur) == (-5.3821, 105.2634)
    assert "-5,382100" in teks(client.get(f"/laporan/{laporan_id}"))


@pytest.mark.parametrize(
    ("titik", "pesan"),
    [
        ({"lintang": "-5,3821"}, "Isi lintang dan bujur keduanya"),
        ({"bujur": "105,2634"}, "Isi lintang dan bujur keduanya"),
        ({"lintang": "51,5", "bujur": "105,2634"}, "Lintang di Indonesia"),
        ({"lintang": "lima", "bujur": "105,2634"}, "Tulis derajat"),
    ],
)
def test_wrong_point_is_refused_in_words(client: FlaskClient, makam: Makam, titik: dict[str, str], pesan: str) -> None:
    page = kirim(client, isian(makam, **titik))
    assert page.status_code == 422
    assert pesan in teks(page)


def test_point_may_be_given_and_taken_away_later(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    simpan(client, laporan_id, "pemakaman", **TITIK)
    assert read(laporan_id).bujur == 105.2634
    simpan(client, laporan_id, "pemakaman", lintang="", bujur="")
    assert read(laporan_id).bujur is None
