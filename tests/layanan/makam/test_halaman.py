"""Pages of cemeteries over HTTP."""

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading
from pemakaman.makam.models import Buku, Makam
from tests.pabrik import DESA, METRO, make_actor, make_makam, sign_in

FORM = {
    "nama": "TPU Beringin Raya",
    "jenis": "tpu",
    "pengelolaan": "pemda",
    "desa_kode-3": "18.71.01",
    "desa_kode-4": DESA["18.71"],
    "lintang": "-5,4295",
    "bujur": "105.2610",
}


@pytest.fixture
def admin(database: Engine) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


def test_region_is_chosen_level_by_level_and_nothing_typed_is_lost(app: Flask, admin: Actor) -> None:
    client = sign_in(app, admin)
    first = client.get("/makam/baru").get_data(as_text=True)
    assert "desa_kode-3" in first
    assert "desa_kode-4" not in first
    typed = {"nama": "TPU Contoh", "desa_kode-3": "18.71.01", "desa_kode-lanjut": "1"}
    second = client.post("/makam/baru", data=typed)
    text = second.get_data(as_text=True)
    assert second.status_code == 200
    assert "desa_kode-4" in text
    assert DESA["18.71"] in text
    assert 'value="TPU Contoh"' in text
    assert "Ada yang perlu diperbaiki" not in text


def test_admin_registers_a_cemetery(app: Flask, admin: Actor) -> None:
    answer = sign_in(app, admin).post("/makam/baru", data=FORM, follow_redirects=True)
    assert "terdaftar dengan kode M-1871-0001" in answer.get_data(as_text=True)
    with reading() as session:
        makam = session.scalars(select(Makam)).one()
    assert (makam.lintang, makam.bujur) == (-5.4295, 105.261)


def test_errors_come_back_with_what_was_typed(app: Flask, admin: Actor) -> None:
    answer = sign_in(app, admin).post("/makam/baru", data={**FORM, "lintang": "51,5", "bujur": "0,1"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Lintang di Indonesia" in text
    assert 'value="51,5"' in text


def test_desa_outside_the_chosen_kecamatan_is_asked_again(app: Flask, admin: Actor) -> None:
    answer = sign_in(app, admin).post("/makam/baru", data={**FORM, "desa_kode-3": "18.71.02"})
    assert answer.status_code == 422
    assert "tekan Lanjut" in answer.get_data(as_text=True)


def test_cemetery_of_another_kab_is_not_found(app: Flask, admin: Actor) -> None:
    makam = make_makam(METRO)
    client = sign_in(app, admin)
    for path in ("", "/ubah", "/status", "/nomor-awal"):
        assert client.get(f"/makam/{makam.id}{path}").status_code == 404


def test_verifikator_reads_but_does_not_change(app: Flask, database: Engine) -> None:
    makam, client = make_makam(), sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert "Ubah data" not in client.get(f"/makam/{makam.id}").get_data(as_text=True)
    assert client.get(f"/makam/{makam.id}/ubah").status_code == 403


def test_list_status_managers_and_book(app: Flask, admin: Actor) -> None:
    manager, client = make_actor(Peran.PENGELOLA_MAKAM, nama="Pak Juru"), sign_in(app, admin)
    makam = make_makam()
    path = f"/makam/{makam.id}"
    client.post(f"{path}/pengelola", data={"akun_id": str(manager.id)})
    client.post(f"{path}/nomor-awal", data={"tahun": "2026", "nomor_awal": "118"})
    changed = client.post(f"{path}/status", data={"status": "penuh", "alasan": "Petak habis", "versi": "1"})
    assert changed.status_code == 303
    text = client.get(path).get_data(as_text=True)
    assert "Pak Juru" in text
    assert "118" in text
    assert "Penuh" in client.get("/makam").get_data(as_text=True)
    with reading() as session:
        assert session.get_one(Buku, (makam.id, 2026)).nomor_terakhir == 117
    client.post(f"{path}/pengelola/{manager.id}/lepas")
    assert "Belum ada pengelola" in client.get(path).get_data(as_text=True)


def test_stale_edit_is_refused_with_409(app: Flask, admin: Actor) -> None:
    client, makam = sign_in(app, admin), make_makam()
    assert client.post(f"/makam/{makam.id}/ubah", data={**FORM, "versi": "1"}).status_code == 303
    assert client.post(f"/makam/{makam.id}/ubah", data={**FORM, "nama": "X", "versi": "1"}).status_code == 409
