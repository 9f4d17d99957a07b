"""Creating, inviting, shutting and opening accounts; jurisdiction."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Engine, select, update

from pemakaman.akun import queries, services
from pemakaman.akun.cli import buat_admin, reset_sandi
from pemakaman.akun.models import Akun, Undangan
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.akun.sandi import verify_sandi
from pemakaman.db import now, reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, PemakamanError, StaleVersion
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, make_actor, sign_in

SANDI = "kuda hijau naik sepeda"


def create(actor: Actor, **changed: object) -> Akun:
    values: dict[str, object] = {
        "nama_pengguna": "budi.kemiling",
        "nama": "Budi Santoso",
        "peran": Peran.VERIFIKATOR,
        "wilayah_kode": BANDAR_LAMPUNG,
    }
    with transaction() as session:
        return services.create_akun(session, actor=actor, **{**values, **changed})  # type: ignore[arg-type]


@pytest.fixture
def admin(database: Engine) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


def test_admin_kab_creates_account_of_his_area(admin: Actor) -> None:
    akun = create(admin, peran=Peran.OPERATOR_DESA, wilayah_kode=DESA[BANDAR_LAMPUNG])
    with reading() as session:
        assert queries.get_akun(session, akun.id, actor=admin).nama == "Budi Santoso"


@pytest.mark.parametrize(
    ("changed", "ruas"),
    [
        ({"wilayah_kode": METRO}, "wilayah"),
        ({"wilayah_kode": None}, "wilayah"),
        ({"peran": Peran.OPERATOR_DESA}, "wilayah"),
        ({"peran": Peran.OPERATOR_DESA, "wilayah_kode": "18.71.99.9999"}, "wilayah"),
        ({"nama": "Budi 😀"}, "nama"),
        ({"nama_pengguna": "1871014101900001"}, "nama_pengguna"),
        ({"sandi": "pendek"}, "sandi"),
    ],
)
def test_bad_account_is_refused_at_its_field(admin: Actor, changed: dict[str, object], ruas: str) -> None:
    with pytest.raises(Invalid) as refusal:
        create(admin, **changed)
    assert list(refusal.value.galat) == [ruas]


def test_user_name_is_taken_once_whatever_the_case(admin: Actor) -> None:
    create(admin)
    with pytest.raises(Invalid) as refusal:
        create(admin, nama_pengguna="BUDI.Kemiling")
    assert "sudah dipakai" in refusal.value.galat["nama_pengguna"][0]


def test_two_admins_taking_one_name_at_once_make_one_account(admin: Actor) -> None:
    def attempt(_: int) -> bool:
        try:
            create(admin)
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == [False, False, False, True]


def test_admin_kab_cannot_create_auditor(admin: Actor) -> None:
    with pytest.raises(Forbidden):
        create(admin, peran=Peran.AUDITOR)


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.PENGELOLA_MAKAM, Peran.PETUGAS_PROVINSI])
def test_others_create_nothing(database: Engine, peran: Peran) -> None:
    with pytest.raises(Forbidden):
        create(make_actor(peran))


def test_account_of_another_kab_is_not_found(admin: Actor) -> None:
    other = make_actor(Peran.VERIFIKATOR, METRO)
    assert other.id is not None
    for work in (services.create_invitation,):
        with pytest.raises(NotFound), transaction() as session:
            work(session, other.id, actor=admin)
    with pytest.raises(NotFound), transaction() as session:
        services.deactivate_akun(session, other.id, alasan="pindah", versi=1, actor=admin)


def test_admin_kab_sees_but_does_not_shut_an_auditor(admin: Actor) -> None:
    auditor = make_actor(Peran.AUDITOR)
    assert auditor.id is not None
    with pytest.raises(Forbidden), transaction() as session:
        services.deactivate_akun(session, auditor.id, alasan="pindah", versi=1, actor=admin)


def test_nobody_shuts_his_own_account(admin: Actor) -> None:
    assert admin.id is not None
    with pytest.raises(Forbidden, match="sendiri"), transaction() as session:
        services.deactivate_akun(session, admin.id, alasan="pindah", versi=1, actor=admin)


def test_shut_account_is_out_at_once_and_comes_back(app: Flask, admin: Actor) -> None:
    verifikator = make_actor(Peran.VERIFIKATOR)
    their, mine = sign_in(app, verifikator), sign_in(app, admin)
    address = f"/pengguna/{verifikator.id}"
    assert mine.post(f"{address}/nonaktifkan", data={"versi": "1", "alasan": "Pindah dinas"}).status_code == 303
    assert their.get("/akun").status_code == 303
    assert "Nonaktif: Pindah dinas" in mine.get(address).text
    assert mine.post(f"{address}/aktifkan", data={"versi": "2", "alasan": "Kembali dinas"}).status_code == 303
    assert their.get("/akun").status_code == 303


def test_stale_form_changes_nothing(admin: Actor) -> None:
    akun = create(admin)
    with transaction() as session:
        services.rename_akun(session, akun.id, nama="Budi Baru", versi=1, actor=admin)
    with pytest.raises(StaleVersion), transaction() as session:
        services.deactivate_akun(session, akun.id, alasan="pindah", versi=1, actor=admin)


def invitation(akun_id: UUID, actor: Actor) -> str:
    with transaction() as session:
        return services.create_invitation(session, akun_id, actor=actor)


def test_invited_person_sets_a_password_and_signs_in(app: Flask, admin: Actor) -> None:
    token = invitation(create(admin).id, admin)
    client = app.test_client()
    assert client.post(f"/undangan/{token}", data={"sandi": "pendek"}).status_code == 422
    assert client.post(f"/undangan/{token}", data={"sandi": SANDI}).status_code == 303
    assert client.post("/masuk", data={"nama_pengguna": "budi.kemiling", "sandi": SANDI}).status_code == 303
    assert client.get(f"/undangan/{token}").status_code == 404


def test_link_works_once_under_a_race(admin: Actor) -> None:
    token = invitation(create(admin).id, admin)

    def attempt(number: int) -> bool:
        try:
            with transaction() as session:
                services.accept_invitation(session, token, f"kata sandi nomor {number} ya")
        except PemakamanError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(4))) == 1


def test_newer_link_ends_the_older_one(admin: Actor) -> None:
    akun = create(admin)
    old, _new = invitation(akun.id, admin), invitation(akun.id, admin)
    with pytest.raises(NotFound), transaction() as session:
        services.accept_invitation(session, old, SANDI)


def test_link_ends_after_seven_days(admin: Actor) -> None:
    token = invitation(create(admin).id, admin)
    with transaction() as session:
        ends = session.scalar(select(Undangan.berlaku_sampai))
        assert ends is not None
        assert timedelta(days=6, hours=23) < ends - now() <= timedelta(days=7)
        session.execute(update(Undangan).values(berlaku_sampai=now()))
    with pytest.raises(NotFound), transaction() as session:
        services.accept_invitation(session, token, SANDI)


def test_token_is_not_stored(admin: Actor) -> None:
    token = invitation(create(admin).id, admin)
    with transaction() as session:
        assert session.get(Undangan, token) is None


def test_no_link_for_a_shut_account(admin: Actor) -> None:
    akun = create(admin)
    with transaction() as session:
        services.deactivate_akun(session, akun.id, alasan="pindah", versi=1, actor=admin)
    with pytest.raises(Conflict):
        invitation(akun.id, admin)


def test_operator_desa_is_created_level_by_level_without_script(app: Flask, admin: Actor) -> None:
    client, desa = sign_in(app, admin), DESA[BANDAR_LAMPUNG]
    typed = {"nama": "Rina", "nama_pengguna": "rina.desa"}
    first = client.get("/pengguna/baru?peran=operator_desa").text
    assert f'value="{desa[:8]}"' in first
    assert 'name="desa"' not in first
    step = client.post("/pengguna/baru?peran=operator_desa", data={**typed, "kecamatan": desa[:8], "aksi": "pilih"})
    assert step.status_code == 200
    assert f'value="{desa}"' in step.text
    assert 'value="rina.desa"' in step.text
    data = {**typed, "kecamatan": desa[:8], "desa": desa, "aksi": "simpan"}
    done = client.post("/pengguna/baru?peran=operator_desa", data=data)
    assert "/undangan/" in done.text


def test_missing_desa_is_said_at_the_list(app: Flask, admin: Actor) -> None:
    client = sign_in(app, admin)
    data = {"nama": "Rina", "nama_pengguna": "rina", "kecamatan": DESA[BANDAR_LAMPUNG][:8], "aksi": "simpan"}
    answer = client.post("/pengguna/baru?peran=operator_desa", data=data)
    assert answer.status_code == 422
    assert "bertugas di tingkat desa/kelurahan" in answer.text


def test_admin_sistem_creates_a_province_officer(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.ADMIN_SISTEM))
    data = {"nama": "Rina", "nama_pengguna": "rina.provinsi", "provinsi": "18"}
    assert "/undangan/" in client.post("/pengguna/baru?peran=petugas_provinsi", data=data).text
    assert (
        "/undangan/"
        in client.post("/pengguna/baru?peran=auditor", data={**data, "nama_pengguna": "audit", "provinsi": ""}).text
    )


def test_list_is_searched_filtered_and_paged(app: Flask, admin: Actor) -> None:
    for number in range(queries.PER_PAGE + 5):
        make_actor(Peran.PENGELOLA_MAKAM, nama=f"Juru Kunci {number:03}")
    make_actor(Peran.PEJABAT, METRO, nama="Orang Metro")
    client = sign_in(app, admin)
    first = client.get("/pengguna?peran=pengelola_makam").text
    assert "Juru Kunci 049" in first
    assert "Juru Kunci 050" not in first
    assert "Orang Metro" not in client.get("/pengguna").text
    last = next(part.split('"')[0] for part in first.split("sesudah=")[1:])
    assert "Juru Kunci 050" in client.get(f"/pengguna?peran=pengelola_makam&sesudah={last}").text
    assert "Juru Kunci 007" in client.get("/pengguna?cari=kunci+007").text
    assert client.get("/pengguna?sesudah=x&status=ngawur").status_code == 200


def test_cli_makes_the_first_admin(database: Engine) -> None:
    arguments = ["--nama-pengguna", "admin1", "--nama", "Admin Satu", "--wilayah", BANDAR_LAMPUNG]
    weak = CliRunner().invoke(buat_admin, arguments, env={"PEMAKAMAN_SANDI": "pendek"})
    assert weak.exit_code == 1
    done = CliRunner().invoke(buat_admin, arguments, env={"PEMAKAMAN_SANDI": SANDI})
    assert (done.exit_code, SANDI in done.output) == (0, False)
    reset = CliRunner().invoke(reset_sandi, ["admin1"], env={"PEMAKAMAN_SANDI": "sandi baru yang panjang"})
    assert reset.exit_code == 0
    with reading() as session:
        akun = queries.find_akun_by_name(session, "admin1")
        assert akun is not None
        assert verify_sandi(akun.sandi, "sandi baru yang panjang")


def test_system_account_needs_no_region(database: Engine) -> None:
    assert create(SISTEM, peran=Peran.ADMIN_SISTEM, wilayah_kode=None).wilayah_kode is None


@pytest.mark.parametrize("sebab", ["dinonaktifkan lalu diaktifkan", "sandi ditetapkan"])
def test_a_link_sent_before_does_not_come_back_to_life(admin: Actor, sebab: str) -> None:
    akun = create(admin)
    with transaction() as session:
        token = services.create_invitation(session, akun.id, actor=admin)
    if sebab == "sandi ditetapkan":
        with transaction() as session:
            owned = session.get_one(Akun, akun.id)
            services.set_password(session, owned, SANDI, actor=SISTEM, peristiwa="akun.sandi_direset")
    else:
        for service in (services.deactivate_akun, services.reactivate_akun):
            with transaction() as session:
                versi = session.get_one(Akun, akun.id).versi
                service(session, akun.id, alasan="Pindah tugas", versi=versi, actor=admin)
    with pytest.raises(NotFound), transaction() as session:
        services.accept_invitation(session, token, "empat kata yang lain lagi")
