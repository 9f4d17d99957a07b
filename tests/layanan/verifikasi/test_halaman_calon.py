"""The panel "Siapa orang ini?" over HTTP: who sees it, what it logs, what a press does."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import today_in, transaction
from pemakaman.jejak.models import JejakBaca
from pemakaman.laporan.models import Laporan
from pemakaman.verifikasi import services
from tests.pabrik import METRO, make_actor, sign_in
from tests.pabrik_kiriman import teks
from tests.pabrik_penduduk import make_answer, make_penduduk
from tests.pabrik_verifikasi import act, add_sptjm, make_claimed, make_waiting, version_of

NIK = "1871011503609999"
JUDUL = "Siapa orang ini?"


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


@pytest.fixture
def klien(app: Flask, petugas: Actor) -> FlaskClient:
    return sign_in(app, petugas)


@pytest.fixture
def laporan_id(petugas: Actor) -> UUID:
    return make_claimed(petugas, nama="Suhaimi", nik=NIK, jenis_kelamin="L", umur=66, bin_binti="Zainuddin")


def looks() -> list[tuple[str | None, int | None]]:
    with transaction() as session:
        query = select(JejakBaca.objek_id, JejakBaca.jumlah).where(JejakBaca.cara == "penduduk.calon")
        return [(row.objek_id, row.jumlah) for row in session.execute(query)]


def press(klien: FlaskClient, laporan_id: UUID, ke: str, **data: Any) -> Any:
    return klien.post(f"/meja/{laporan_id}/calon/{ke}", data={"versi": version_of(laporan_id), **data})


def test_candidates_stand_beside_the_report_with_words(klien: FlaskClient, laporan_id: UUID) -> None:
    warga = make_penduduk()
    page = teks(klien.get(f"/meja/{laporan_id}"))
    assert JUDUL in page
    assert "AHMAD SUHAIMI, lahir 15 Maret 1960" in page
    assert "Ayahnya bernama ZAINUDDIN, seperti bin/binti di laporan" in page
    assert "✗ Berbeda" in page
    assert str(warga.nik) in page


def test_the_look_is_logged_with_how_many(klien: FlaskClient, laporan_id: UUID) -> None:
    make_penduduk()
    klien.get(f"/meja/{laporan_id}")
    assert looks() == [(str(laporan_id), 1)]


def test_who_does_not_hold_the_report_sees_no_candidates(app: Flask, laporan_id: UUID) -> None:
    make_penduduk()
    page = sign_in(app, make_actor(Peran.VERIFIKATOR)).get(f"/meja/{laporan_id}").text
    assert JUDUL not in page
    assert looks() == []


def test_a_waiting_report_shows_no_candidates(klien: FlaskClient) -> None:
    make_penduduk()
    assert JUDUL not in klien.get(f"/meja/{make_waiting(nama='Suhaimi')}").text


@pytest.mark.parametrize("peran", [Peran.ADMIN_KAB, Peran.PETUGAS_PROVINSI])
def test_who_only_looks_never_sees_the_chosen(app: Flask, petugas: Actor, laporan_id: UUID, peran: Peran) -> None:
    warga = make_penduduk()
    act(services.choose_candidate, laporan_id, sumber="ekstrak", calon_id=warga.id, versi=None, actor=petugas)
    page = sign_in(app, make_actor(peran)).get(f"/meja/{laporan_id}").text
    assert JUDUL not in page
    assert str(warga.nik) not in page


def test_pressing_chooses_and_shows_all_three_columns(klien: FlaskClient, laporan_id: UUID) -> None:
    warga = make_penduduk()
    assert press(klien, laporan_id, f"ekstrak/{warga.id}").status_code == 303
    page = teks(klien.get(f"/meja/{laporan_id}"))
    assert "Di permohonan tertulis" in page
    assert "Status perkawinan di data penduduk: Kawin" in page
    assert "Dipilih dari data penduduk" in page


def test_pejabat_sees_whom_he_approves(app: Flask, petugas: Actor, laporan_id: UUID) -> None:
    warga = make_penduduk()
    act(services.choose_candidate, laporan_id, sumber="ekstrak", calon_id=warga.id, versi=None, actor=petugas)
    act(services.recommend, laporan_id, actor=petugas, versi=None)
    page = teks(sign_in(app, make_actor(Peran.PEJABAT)).get(f"/meja/{laporan_id}"))
    assert JUDUL in page
    assert "Pilih orang ini" not in page


def test_a_sign_of_life_leads_to_a_question(klien: FlaskClient, laporan_id: UUID) -> None:
    warga = make_penduduk(tanda_hidup_tanggal=today_in("18"), tanda_hidup="KTP-el terbit")
    desk = teks(klien.get(f"/meja/{laporan_id}"))
    assert "Pilih dan pastikan" in desk
    page = klien.get(f"/meja/{laporan_id}/calon/ekstrak/{warga.id}")
    assert "Saya sudah memastikan orang ini meninggal" in page.text
    refused = press(klien, laporan_id, f"ekstrak/{warga.id}", alasan="Ditelepon keluarga")
    assert refused.status_code == 422
    assert "Ditelepon keluarga" in refused.text
    assert press(klien, laporan_id, f"ekstrak/{warga.id}", alasan="Ditelepon", yakin="1").status_code == 303


def test_nobody_fits_is_told_with_a_reason(klien: FlaskClient, laporan_id: UUID) -> None:
    refused = press(klien, laporan_id, "tidak-ada", alasan_tidak_ada="")
    assert refused.status_code == 422
    assert "Tulis mengapa identitasnya tidak ada" in refused.text
    assert press(klien, laporan_id, "tidak-ada", alasan_tidak_ada="Pendatang").status_code == 303
    assert "Tidak ada di SIAK atau data penduduk: Pendatang" in teks(klien.get(f"/meja/{laporan_id}"))


def test_a_stale_press_shows_the_desk_as_it_is(klien: FlaskClient, laporan_id: UUID) -> None:
    warga, versi = make_penduduk(), version_of(laporan_id)
    press(klien, laporan_id, f"ekstrak/{warga.id}")
    answer = klien.post(f"/meja/{laporan_id}/calon/ekstrak/{warga.id}", data={"versi": versi})
    assert answer.status_code == 409
    assert "Tindakan belum dilakukan" in answer.text


@pytest.mark.parametrize("ke", ["ekstrak/999999", "siak/1", "layanan/1", f"ekstrak/{2**70}"])
def test_what_is_no_candidate_is_not_found(klien: FlaskClient, laporan_id: UUID, ke: str) -> None:
    assert klien.get(f"/meja/{laporan_id}/calon/{ke}").status_code == 404


def test_a_candidate_of_another_office_is_not_found(app: Flask, laporan_id: UUID) -> None:
    warga = make_penduduk()
    klien = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert klien.get(f"/meja/{laporan_id}/calon/ekstrak/{warga.id}").status_code == 404


def test_a_candidates_page_is_for_the_holder_only(app: Flask, laporan_id: UUID) -> None:
    warga = make_penduduk()
    page = sign_in(app, make_actor(Peran.VERIFIKATOR)).get(f"/meja/{laporan_id}/calon/ekstrak/{warga.id}")
    assert page.status_code == 409
    assert str(warga.nik) not in page.text


def test_the_services_state_is_told(klien: FlaskClient, laporan_id: UUID) -> None:
    make_answer(laporan_id, NIK, status="gagal", galat="Layanan Dukcapil tidak menjawab dalam waktunya.")
    assert "Layanan Dukcapil tidak menjawab dalam waktunya." in teks(klien.get(f"/meja/{laporan_id}"))
    make_answer(laporan_id, NIK)
    assert "dari layanan Dukcapil" in teks(klien.get(f"/meja/{laporan_id}"))


def test_asking_without_a_service_is_told(klien: FlaskClient, laporan_id: UUID) -> None:
    answer = press(klien, laporan_id, "layanan")
    assert answer.status_code == 409
    assert "belum diatur" in answer.text


def test_recommending_after_nobody_fits_in_one_press(klien: FlaskClient, petugas: Actor, laporan_id: UUID) -> None:
    warga = make_penduduk()
    add_sptjm(laporan_id)
    act(services.choose_candidate, laporan_id, sumber="ekstrak", calon_id=warga.id, versi=None, actor=petugas)
    data = {"versi": version_of(laporan_id), "cara": "tidak_ada", "alasan": "Pendatang", "lanjut": "sarankan"}
    assert klien.post(f"/meja/{laporan_id}/periksa", data=data).status_code == 303
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
        assert (laporan.status, laporan.penduduk_id) == ("disarankan", None)
