"""Signing in and out, the throttle, sessions."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select, update

from pemakaman.akun import throttle
from pemakaman.akun.models import Akun, PercobaanMasuk, Sesi
from pemakaman.akun.rules import SISTEM, Peran
from pemakaman.akun.services import authenticate, create_akun
from pemakaman.akun.sessions import IDLE
from pemakaman.db import now, transaction
from pemakaman.errors import TooMany
from pemakaman.jejak.models import Jejak
from tests.pabrik import BANDAR_LAMPUNG, make_actor, sign_in

SANDI = "kuda hijau naik sepeda"


@pytest.fixture
def akun(database: Engine) -> Akun:
    with transaction() as session:
        return create_akun(
            session,
            actor=SISTEM,
            nama_pengguna="siti",
            nama="Siti Aminah",
            peran=Peran.VERIFIKATOR,
            wilayah_kode=BANDAR_LAMPUNG,
            sandi=SANDI,
        )


def post(client: FlaskClient, sandi: str = SANDI, nama: str = "siti", **more: str):
    return client.post("/masuk", data={"nama_pengguna": nama, "sandi": sandi, **more})


def events() -> list[str]:
    with transaction() as session:
        return list(session.scalars(select(Jejak.peristiwa).order_by(Jejak.id)))


def test_right_password_opens_home_and_is_recorded(app: Flask, akun: Akun) -> None:
    client = app.test_client()
    answer = post(client)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/akun").status_code == 200
    assert events()[-1] == "akun.masuk"


def test_user_name_may_be_capitalised(app: Flask, akun: Akun) -> None:
    assert post(app.test_client(), nama="SITI ").status_code == 303


def test_unknown_name_and_wrong_password_answer_alike(app: Flask, akun: Akun) -> None:
    wrong, unknown = post(app.test_client(), "salah sekali ini"), post(app.test_client(), nama="tono")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("siti", "tono") == unknown.text
    assert events().count("akun.gagal_masuk") == 2


def test_unknown_name_is_not_kept_anywhere(app: Flask, akun: Akun) -> None:
    post(app.test_client(), nama="rahasia-saya")
    with transaction() as session:
        kept = [*session.scalars(select(PercobaanMasuk.kunci)), *session.scalars(select(Jejak.objek_id))]
    assert not any("rahasia-saya" in text for text in kept)


def test_sixth_try_must_wait_even_with_the_right_password(app: Flask, akun: Akun) -> None:
    client = app.test_client()
    for _ in range(throttle.PER_AKUN):
        post(client, "salah sekali ini")
    answer = post(client)
    assert answer.status_code == 429
    assert "15 menit lagi" in answer.text


def test_wait_ends_after_the_window(akun: Akun) -> None:
    with transaction() as session:
        kunci = throttle.kunci_of("siti", "10.0.0.1")
        old = now() - throttle.WINDOW - timedelta(seconds=1)
        session.add_all(PercobaanMasuk(kunci=kunci.akun, kapan=old) for _ in range(9))
    with transaction() as session:
        assert authenticate(session, "siti", SANDI, "10.0.0.1") is not None


def test_success_clears_the_counter_of_the_account(akun: Akun) -> None:
    for sandi in ["salah"] * 4 + [SANDI] + ["salah"] * 4 + [SANDI]:
        with transaction() as session:
            found = authenticate(session, "siti", sandi, "10.0.0.1")
        assert (found is not None) is (sandi == SANDI)


def test_one_address_may_not_try_many_names(akun: Akun) -> None:
    with transaction() as session:
        kunci = throttle.kunci_of("lain", "10.0.0.9").alamat
        session.add_all(PercobaanMasuk(kunci=kunci, kapan=now()) for _ in range(throttle.PER_ALAMAT))
    with pytest.raises(TooMany), transaction() as session:
        authenticate(session, "siti", SANDI, "10.0.0.9")


def test_signing_in_ends_the_session_of_the_old_cookie(app: Flask, akun: Akun) -> None:
    client = app.test_client()
    post(client)
    with client.session_transaction() as cookie:
        first = cookie["_user_id"]
    post(client)
    with client.session_transaction() as cookie:
        assert cookie["_user_id"] != first
    with transaction() as session:
        assert session.scalar(select(func.count()).where(Sesi.dicabut_pada.is_(None))) == 1


def test_signing_out_ends_the_session(app: Flask, akun: Akun) -> None:
    client = app.test_client()
    post(client)
    assert client.post("/keluar").location == "/masuk"
    assert client.get("/akun").status_code == 303
    assert events()[-1] == "akun.keluar"


def test_idle_session_is_over(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    with transaction() as session:
        session.execute(update(Sesi).values(terakhir_pada=now() - IDLE))
    assert client.get("/akun?x=1").location == "/masuk?lanjut=/akun?x%3D1"


def test_after_signing_in_the_wanted_page_opens(app: Flask, akun: Akun) -> None:
    assert post(app.test_client(), lanjut="/akun").location == "/akun"
    assert post(app.test_client(), lanjut="//lain.example/").location == "/"


def test_deactivated_account_cannot_sign_in(app: Flask, akun: Akun, owner: Engine) -> None:
    with owner.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.execute(update(Akun).values(aktif=False, alasan_nonaktif="pindah"))
    assert post(app.test_client()).status_code == 422


def test_password_change_asks_the_old_one_and_ends_other_sessions(app: Flask, akun: Akun) -> None:
    here, there = app.test_client(), app.test_client()
    post(here), post(there)
    wrong = here.post("/akun/sandi", data={"sandi_lama": "salah", "sandi": "empat kata baru panjang"})
    assert wrong.status_code == 422
    weak = here.post("/akun/sandi", data={"sandi_lama": SANDI, "sandi": "pendek"})
    assert "paling sedikit 12" in weak.text
    done = here.post("/akun/sandi", data={"sandi_lama": SANDI, "sandi": "empat kata baru panjang"})
    assert done.status_code == 303
    assert here.get("/akun").status_code == 200
    assert there.get("/akun").status_code == 303
    assert post(app.test_client(), "empat kata baru panjang").status_code == 303


def test_own_page_lists_sessions_and_can_end_the_others(app: Flask, akun: Akun) -> None:
    here, there = app.test_client(), app.test_client()
    post(here), post(there)
    assert "Keluarkan semua sesi lain" in here.get("/akun").text
    here.post("/akun/sesi/cabut", data={"sesi": "lain"})
    assert there.get("/akun").status_code == 303
    assert here.get("/akun").status_code == 200


def test_nobody_ends_another_persons_session(app: Flask, akun: Akun) -> None:
    other = make_actor(Peran.PEJABAT)
    their = sign_in(app, other)
    with transaction() as session:
        sesi_id = session.scalar(select(Sesi.id).where(Sesi.akun_id == other.id))
    client = app.test_client()
    post(client)
    client.post("/akun/sesi/cabut", data={"sesi": sesi_id or str(uuid4())})
    assert their.get("/akun").status_code == 200


def test_one_line_with_many_ipv6_addresses_has_one_counter() -> None:
    one, two, other = (
        throttle.kunci_of("a", address).alamat for address in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:1::1")
    )
    assert one == two != other
