"""The file of a phone, brought in at the office."""

import base64
import io
import json
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select

from pemakaman import db
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.jejak.models import Jejak
from pemakaman.lapangan.models import FotoHp, KirimanHp
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_lapangan import make_muatan, ruas_awal, send_item, sidik_of
from tests.pabrik_laporan import make_png, read


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Pak Darmo")


@pytest.fixture
def admin(database: Engine) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


def item(actor: Actor, makam: Makam, *foto: bytes, **ganti: Any) -> dict[str, Any]:
    muatan = make_muatan(actor, makam, **ganti)
    muatan["foto"] = [
        {
            "sidik": sidik_of(isi),
            "jenis": "foto_makam",
            "nama": "makam.png",
            "mime": "image/png",
            "isi": base64.b64encode(isi).decode(),
        }
        for isi in foto
    ]
    return muatan


def make_file(*items: object) -> bytes:
    told = {"jenis": "pemakaman-kiriman", "versi": 1, "dibuat": db.now().isoformat(), "kiriman": list(items)}
    return json.dumps(told).encode()


def upload(app: Flask, actor: Actor, body: bytes, **centang: str) -> Any:
    data = {"berkas": (io.BytesIO(body), "kiriman.json"), **centang}
    return sign_in(app, actor).post("/lapangan/berkas", data=data, content_type="multipart/form-data")


def count(model: Any) -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_office_that_writes_no_reports_rescues_a_phone(
    app: Flask, admin: Actor, pengelola: Actor, makam: Makam
) -> None:
    isi = make_png()
    muatan = item(pengelola, makam, isi)
    response = upload(app, admin, make_file(muatan))
    assert response.status_code == 200
    assert "Diterima" in response.text
    laporan = read(UUID(muatan["kiriman"]))
    with transaction() as session:
        row = session.get_one(KirimanHp, laporan.id)
        event = session.scalar(select(Jejak.rincian).where(Jejak.peristiwa == "laporan.dari_berkas_hp"))
    assert (laporan.status, laporan.dibuat_oleh, row.akun_id) == (Status.LAPOR_AWAL, admin.id, pengelola.id)
    assert event is not None
    assert event["pemilik_hp"] == "Pak Darmo"
    assert (count(Bukti), count(FotoHp)) == (1, 0)


def test_phone_that_comes_back_to_life_gets_the_receipt(
    app: Flask, admin: Actor, pengelola: Actor, makam: Makam
) -> None:
    muatan = item(pengelola, makam)
    upload(app, admin, make_file(muatan))
    assert send_item(pengelola, muatan).lama
    assert count(Laporan) == 1


def test_same_file_again_doubles_nothing(app: Flask, admin: Actor, pengelola: Actor, makam: Makam) -> None:
    body = make_file(item(pengelola, makam, make_png()))
    upload(app, admin, body)
    assert "Sudah pernah diterima" in upload(app, admin, body).text
    assert (count(Laporan), count(FotoHp)) == (1, 0)


def test_cemetery_of_another_kab_is_left_out_without_its_name(app: Flask, admin: Actor) -> None:
    owner = make_actor(Peran.PENGELOLA_MAKAM, METRO)
    theirs = item(owner, make_makam(METRO, pengelola=[owner]), make_png(), ruas=ruas_awal(nama=["Rahasia Metro"]))
    response = upload(app, admin, make_file(theirs))
    assert "Bukan makam Anda" in response.text
    assert "Rahasia Metro" not in response.text
    assert (count(Laporan), count(FotoHp)) == (0, 0)


def test_receipt_of_another_kab_is_not_shown(app: Flask, admin: Actor) -> None:
    owner = make_actor(Peran.PENGELOLA_MAKAM, METRO)
    theirs = make_muatan(owner, make_makam(METRO, pengelola=[owner]))
    send_item(owner, theirs)
    response = upload(app, admin, make_file(theirs))
    assert "Bukan makam Anda" in response.text


def test_mistakes_are_told_and_the_others_enter(app: Flask, admin: Actor, pengelola: Actor, makam: Makam) -> None:
    wrong = item(pengelola, makam, ruas=ruas_awal(nama=["Salah Nik"], nik=["12"]))
    response = upload(app, admin, make_file(wrong, item(pengelola, makam), {"rusak": 1}))
    assert "Perlu perbaikan" in response.text
    assert "NIK almarhum: " in response.text
    assert "Tidak terbaca" in response.text
    assert count(Laporan) == 1


def test_who_writes_reports_gets_a_draft_to_mend(app: Flask, pengelola: Actor, makam: Makam) -> None:
    wrong = item(pengelola, makam, make_png(), ruas=ruas_awal(nik=["12"]))
    response = upload(app, pengelola, make_file(wrong))
    laporan = read(UUID(wrong["kiriman"]))
    assert "Disimpan sebagai draf" in response.text
    assert (laporan.status, laporan.nama, laporan.nik) == (Status.DRAF, "Ahmad Suhaimi", None)
    assert laporan.dimakamkan_tanggal is not None
    assert count(Bukti) == 1
    assert "Sudah menjadi draf Anda" in upload(app, pengelola, make_file(wrong)).text


def test_torn_photo_waits_for_a_decision(app: Flask, admin: Actor, pengelola: Actor, makam: Makam) -> None:
    muatan = item(pengelola, makam, make_png())
    muatan["foto"][0]["isi"] = muatan["foto"][0]["isi"][:-8]
    assert "rusak" in upload(app, admin, make_file(muatan)).text
    assert count(Laporan) == 0
    assert "Diterima" in upload(app, admin, make_file(muatan), tanpa_foto_rusak="1").text
    assert (count(Laporan), count(Bukti)) == (1, 0)


def test_photo_left_out_is_not_counted(app: Flask, admin: Actor, pengelola: Actor, makam: Makam) -> None:
    utuh, rusak = make_png(), make_png()
    muatan = item(pengelola, makam, utuh, rusak)
    muatan["foto"][1]["isi"] = ""
    text = upload(app, admin, make_file(muatan), tanpa_foto_rusak="1").text
    assert "1 foto" in text
    assert "2 foto" not in text


def test_half_filled_item_without_a_cemetery_is_told_as_that(
    app: Flask, admin: Actor, pengelola: Actor, makam: Makam
) -> None:
    muatan = {**item(pengelola, makam), "makam": ""}
    assert "Makam laporan ini belum dipilih di HP" in upload(app, admin, make_file(muatan)).text


def test_photo_that_is_none_is_told_by_name(app: Flask, admin: Actor, pengelola: Actor, makam: Makam) -> None:
    response = upload(app, admin, make_file(item(pengelola, makam, b"bukan foto")))
    assert "makam.png: Berkas ini" in response.text


def test_clock_ahead_is_settled_with_a_tick(app: Flask, admin: Actor, pengelola: Actor, makam: Makam) -> None:
    jam = db.now().replace(year=db.now().year + 1)
    muatan = item(pengelola, makam, jam=jam, relatif="hari_ini")
    assert "Jam HP" in upload(app, admin, make_file(muatan)).text
    assert "Diterima" in upload(app, admin, make_file(muatan), jam_dipastikan="1").text


def test_other_file_comes_back_with_a_sentence(app: Flask, admin: Actor) -> None:
    response = upload(app, admin, b"PK\x03\x04 bukan ini")
    assert response.status_code == 422
    assert "bukan berkas kiriman" in response.text


def test_report_page_shows_whose_phone_it_was(app: Flask, admin: Actor, pengelola: Actor, makam: Makam) -> None:
    muatan = item(pengelola, makam)
    upload(app, admin, make_file(muatan))
    page = sign_in(app, admin).get(f"/laporan/{muatan['kiriman']}").text
    assert "Diisi di HP" in page
    assert "diketik Pak Darmo" in page
