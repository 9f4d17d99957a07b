"""The pages of the desk over HTTP: who may open them, what they log, and no garbage that breaks them."""

import re
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import today_in, transaction
from pemakaman.jejak.models import JejakBaca
from pemakaman.laporan.rules import Status
from pemakaman.verifikasi import services
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_verifikasi import act, make_claimed, make_recommended, make_waiting, status_of, version_of

NIK = "1871010101900001"


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR, nama="Ani Wijaya")


@pytest.fixture
def klien(app: Flask, petugas: Actor) -> FlaskClient:
    return sign_in(app, petugas)


def reads() -> list[tuple[str, str | None]]:
    with transaction() as session:
        return [(row.cara, row.kata_cari) for row in session.scalars(select(JejakBaca))]


def today_parts(prefix: str) -> dict[str, str]:
    day = today_in("18")
    return {f"{prefix}-hari": str(day.day), f"{prefix}-bulan": str(day.month), f"{prefix}-tahun": str(day.year)}


def test_queue_shows_waiting_reports(klien: FlaskClient) -> None:
    make_waiting(nama="Siti Aminah")
    page = klien.get("/meja")
    assert page.status_code == 200
    assert "Siti Aminah" in page.text
    assert re.search(r"Sisa 2[67] hari", page.text)


def test_pejabat_opens_on_what_he_approves(app: Flask, petugas: Actor) -> None:
    make_recommended(petugas, nama="Menunggu Setuju")
    page = sign_in(app, make_actor(Peran.PEJABAT)).get("/meja")
    assert "Menunggu Setuju" in page.text


@pytest.mark.parametrize("peran", [Peran.PENGELOLA_MAKAM, Peran.OPERATOR_DESA, Peran.PETUGAS_KPU, Peran.AUDITOR])
def test_desk_is_closed_to_others(app: Flask, database: Engine, peran: Peran) -> None:
    klien = sign_in(app, make_actor(peran))
    assert klien.get("/meja").status_code == klien.get(f"/meja/{make_waiting()}").status_code == 403


def test_opening_a_report_is_logged(klien: FlaskClient) -> None:
    laporan_id = make_waiting(nik=NIK)
    page = klien.get(f"/meja/{laporan_id}")
    assert page.status_code == 200
    assert NIK in page.text
    assert reads() == [("laporan.dibuka", None)]


def test_what_an_old_book_does_not_tell_stands_where_the_value_would(klien: FlaskClient) -> None:
    unread = ["alamat", "blok", "pelapor_telepon", "dimakamkan_tanggal", "nik"]
    page = klien.get(f"/meja/{make_waiting(nik=None, nik_alasan='tidak_terbaca', tidak_terbaca=unread)}").text
    assert page.count("Tidak terbaca di buku") == 3
    assert page.count("(tidak terbaca jelas di buku)") == 1
    assert "NIK tidak terbaca" in page


def test_other_office_gets_404(app: Flask, petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    klien = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert klien.get(f"/meja/{laporan_id}").status_code == 404
    for path in ("ambil", "lepas", "tolak", "kembalikan", "periksa", "ambil-alih"):
        data = {"versi": "1", "alasan": "x", "cara": "tidak_ada", "pilih_almarhum": "nik", "alasan_nik": "x"}
        assert klien.post(f"/meja/{laporan_id}/{path}", data=data).status_code == 404, path


def test_province_looks_but_does_not_act(app: Flask, database: Engine) -> None:
    laporan_id = make_waiting(nik=NIK)
    klien = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    page = klien.get(f"/meja/{laporan_id}")
    assert page.status_code == 200
    assert NIK not in page.text
    assert "Ambil untuk diperiksa" not in page.text
    assert klien.post(f"/meja/{laporan_id}/ambil").status_code == 403
    assert klien.get("/meja").status_code == 200


def test_search_by_nik_leaves_no_nik_in_address_or_log(klien: FlaskClient) -> None:
    make_waiting(nama="Siti Aminah", nik=NIK)
    page = klien.post("/meja/cari", data={"nik": "1871 0101 0190 0001"})
    assert page.status_code == 200
    assert "Siti Aminah" in page.text
    assert reads() == [("cari.nik", None)]


def test_search_by_name_is_logged_with_its_words(klien: FlaskClient) -> None:
    make_waiting(nama="Muhamad Yusuf")
    assert "Muhamad Yusuf" in klien.post("/meja/cari", data={"nama": "Moehammad Joesoef"}).text
    assert reads() == [("cari.nama", "Moehammad Joesoef")]


@pytest.mark.parametrize(
    "data", [{}, {"nik": "123"}, {"nomor_buku": "dua belas"}, {"nama": NIK}, {"meninggal-hari": "40"}]
)
def test_search_refuses_what_it_cannot_read(klien: FlaskClient, data: dict[str, str]) -> None:
    assert klien.post("/meja/cari", data=data).status_code == 422
    assert reads() == []


def test_clean_report_is_recommended_in_two_presses(klien: FlaskClient) -> None:
    laporan_id = make_waiting()
    assert klien.post(f"/meja/{laporan_id}/ambil").status_code == 303
    data = {"versi": str(version_of(laporan_id)), "cara": "siak", "lanjut": "sarankan", **today_parts("tanggal_cek")}
    assert klien.post(f"/meja/{laporan_id}/periksa", data=data).status_code == 303
    assert status_of(laporan_id) == Status.DISARANKAN


def test_recommend_without_answer_is_refused_at_the_field(klien: FlaskClient, petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    data = {"versi": str(version_of(laporan_id)), "lanjut": "sarankan", "catatan": "Lengkap semua"}
    page = klien.post(f"/meja/{laporan_id}/periksa", data=data)
    assert page.status_code == 422
    assert "Sudah dicek di SIAK" in page.text
    assert "Lengkap semua" in page.text


def test_approve_leads_to_the_document(app: Flask, petugas: Actor) -> None:
    laporan_id = make_recommended(petugas)
    klien = sign_in(app, make_actor(Peran.PEJABAT))
    assert "Setujui" in klien.get(f"/meja/{laporan_id}").text
    answer = klien.post(f"/meja/{laporan_id}/setujui", data={"versi": str(version_of(laporan_id))})
    assert answer.status_code == 303
    assert str(laporan_id) in answer.location
    assert status_of(laporan_id) == Status.DISETUJUI


def test_stale_approval_shows_what_changed(app: Flask, petugas: Actor) -> None:
    laporan_id = make_recommended(petugas)
    klien = sign_in(app, make_actor(Peran.PEJABAT))
    page = klien.post(f"/meja/{laporan_id}/setujui", data={"versi": "1"})
    assert page.status_code == 409
    assert "Ani Wijaya" in page.text
    assert status_of(laporan_id) == Status.DISARANKAN


def test_late_claim_is_told_who_was_first(app: Flask, petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    page = sign_in(app, make_actor(Peran.VERIFIKATOR)).post(f"/meja/{laporan_id}/ambil")
    assert page.status_code == 409
    assert "sedang diperiksa Ani Wijaya" in page.text
    assert "Ambil alih" in page.text


def test_return_asks_a_reason_for_each_ticked_field(klien: FlaskClient, petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    path, versi = f"/meja/{laporan_id}/kembalikan", str(version_of(laporan_id))
    assert klien.get(path).status_code == 200
    assert klien.post(path, data={"versi": versi}).status_code == 422
    page = klien.post(path, data={"versi": versi, "pilih_almarhum": ["nik", "nama"], "alasan_nik": "Tak cocok"})
    assert page.status_code == 422
    assert "Tak cocok" in page.text
    data = {"versi": versi, "pilih_almarhum": "nik", "alasan_nik": "Tak cocok"}
    assert klien.post(path, data=data).status_code == 303
    assert status_of(laporan_id) == Status.DIKEMBALIKAN


@pytest.mark.parametrize(("path", "after"), [("tolak", Status.DITOLAK), ("ambil-alih", Status.DIPERIKSA)])
def test_pages_with_a_reason(app: Flask, petugas: Actor, path: str, after: Status) -> None:
    laporan_id = make_claimed(petugas)
    actor = petugas if path == "tolak" else make_actor(Peran.VERIFIKATOR)
    klien, url = sign_in(app, actor), f"/meja/{laporan_id}/{path}"
    assert klien.get(url).status_code == 200
    assert klien.post(url, data={"versi": str(version_of(laporan_id)), "alasan": " "}).status_code == 422
    data = {"versi": str(version_of(laporan_id)), "alasan": "Ganda"}
    assert klien.post(url, data=data).status_code == 303
    assert status_of(laporan_id) == after


def test_decline_page(app: Flask, petugas: Actor) -> None:
    laporan_id = make_recommended(petugas)
    klien, url = sign_in(app, make_actor(Peran.PEJABAT)), f"/meja/{laporan_id}/kembalikan-ke-verifikator"
    assert klien.get(url).status_code == 200
    data = {"versi": str(version_of(laporan_id)), "alasan": "Cek KK"}
    assert klien.post(url, data=data).status_code == 303
    assert status_of(laporan_id) == Status.DIPERIKSA


def test_same_nik_elsewhere_is_shown(klien: FlaskClient) -> None:
    makam = make_makam()
    make_waiting(makam, nama="Orang Pertama", nik=NIK)
    page = klien.get(f"/meja/{make_waiting(makam, nik=NIK)}")
    assert "Orang Pertama" in page.text


GARBAGE = ["", "\x00", "💥" * 50, "0x1", "-1", "9" * 400, "' OR 1=1 --", "<script>alert(1)</script>"]


@pytest.mark.parametrize("teks", GARBAGE)
def test_garbage_never_breaks_a_page(klien: FlaskClient, petugas: Actor, teks: str) -> None:
    laporan_id = make_claimed(petugas)
    names = ("tab", "sesudah", "makam", "wilayah", "dari-hari", "dari-bulan", "dari-tahun", "sampai-hari")
    assert klien.get("/meja", query_string=dict.fromkeys(names, teks)).status_code < 500
    names = ("nama", "nik", "nomor_buku", "makam", "meninggal-hari", "meninggal-tahun", "mirip")
    assert klien.post("/meja/cari", data=dict.fromkeys(names, teks)).status_code < 500
    names = ("versi", "cara", "alasan", "catatan", "lanjut", "tanggal_cek-hari", "pilih_almarhum", "alasan_nik")
    for path in ("periksa", "kembalikan", "tolak", "ambil-alih"):
        answer = klien.post(f"/meja/{laporan_id}/{path}", data=dict.fromkeys(names, teks))
        assert answer.status_code < 500, path
        assert "<script>alert(1)" not in answer.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_report_is_404(klien: FlaskClient, method: str) -> None:
    path = f"/meja/{uuid4()}" if method == "get" else f"/meja/{uuid4()}/ambil"
    assert getattr(klien, method)(path).status_code == 404


def test_hostile_name_is_shown_as_text(klien: FlaskClient) -> None:
    laporan_id: UUID = make_waiting(nama="<b>Siti</b>")
    act(services.claim, laporan_id, actor=make_actor(Peran.VERIFIKATOR))
    assert "<b>Siti</b>" not in klien.get(f"/meja/{laporan_id}").text
    assert "<b>Siti</b>" not in klien.get("/meja?tab=terlambat").text
