"""The page groups: the whole road, typed values that stay, stale versions, regions."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.laporan import services
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Action, Status
from pemakaman.makam.models import Makam
from tests.pabrik import make_actor, make_makam, sign_in
from tests.pabrik_kiriman import kiriman, laporan, simpan, tanggal, teks, unggah, versi
from tests.pabrik_laporan import hari_ini, make_laporan, save, start


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Darmawan")


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


@pytest.fixture
def client(app: Flask, pengelola: Actor, makam: Makam) -> FlaskClient:
    return sign_in(app, pengelola)


@pytest.fixture
def draf(pengelola: Actor, makam: Makam) -> UUID:
    return start(pengelola, makam)


def fill_all(client: FlaskClient, laporan_id: UUID) -> None:
    for bagian, isian in kiriman().items():
        answer = simpan(client, laporan_id, bagian, **isian)
        assert answer.status_code == 303, f"{bagian}: {teks(answer)}"


def test_whole_road_from_draft_to_receipt(client: FlaskClient, draf: UUID) -> None:
    fill_all(client, draf)
    for jenis in ("surat_kematian", "kk_ktp"):
        assert unggah(client, draf, jenis).status_code == 303
    assert "Lengkap Periksa sekali lagi" in teks(client.get(f"/laporan/{draf}/isi/periksa"))
    sent = client.post(f"/laporan/{draf}/ajukan", data={"versi": versi(draf)}, follow_redirects=True)
    assert f"1/{hari_ini().year}" in teks(sent)
    assert laporan(draf).status == Status.DIAJUKAN


def test_each_page_leads_to_the_next(client: FlaskClient, draf: UUID) -> None:
    answer = simpan(client, draf, "almarhum", nama="Ratu Ayu")
    assert answer.location == f"/laporan/{draf}/isi/kematian"
    assert "Langkah 2 dari 8" in teks(client.get(answer.location))


def test_saving_for_later_leads_to_the_list(client: FlaskClient, draf: UUID) -> None:
    answer = simpan(client, draf, "almarhum", nama="Ratu Ayu", aksi="keluar")
    assert answer.location == "/laporan"
    assert laporan(draf).nama == "Ratu Ayu"


def test_unreadable_value_comes_back_with_everything_typed(client: FlaskClient, draf: UUID) -> None:
    page = simpan(client, draf, "almarhum", nama="Ratu Ayu", nik="18710", tempat_lahir="Liwa")
    assert page.status_code == 422
    for typed in ("Ratu Ayu", "18710", "Liwa"):
        assert f'value="{typed}"' in page.text
    assert "16" in teks(page)


def test_contradiction_is_told_at_the_field_and_keeps_the_form(client: FlaskClient, draf: UUID) -> None:
    hari = hari_ini()
    simpan(client, draf, "pemakaman", **tanggal("dimakamkan_tanggal", hari - timedelta(days=5)))
    page = simpan(
        client, draf, "kematian", kasus="rumah", meninggal_tempat="Rumah", **tanggal("meninggal_tanggal", hari)
    )
    assert page.status_code == 422
    assert "sesudah tanggal dimakamkan" in teks(page)
    assert 'id="meninggal_tanggal-error"' in page.text
    assert 'value="Rumah"' in page.text


def test_warning_is_shown_once_before_going_on(client: FlaskClient, draf: UUID) -> None:
    simpan(client, draf, "kematian", **tanggal("meninggal_tanggal", hari_ini() - timedelta(days=20)))
    isian = tanggal("dimakamkan_tanggal", hari_ini())
    first = simpan(client, draf, "pemakaman", **isian)
    assert "/isi/pemakaman" in first.location
    page = client.get(first.location.split("#")[0])
    assert "20 hari sesudah meninggal" in teks(page)
    seen = page.text.split('name="dilihat" value="')[1].split('"')[0]
    assert simpan(client, draf, "pemakaman", dilihat=seen, **isian).location.endswith("/isi/pelapor")


def test_stale_page_tells_who_changed_what_and_keeps_the_typing(
    client: FlaskClient, draf: UUID, pengelola: Actor
) -> None:
    old = versi(draf)
    save(pengelola, draf, "almarhum", nama="Nama Baru")
    page = client.post(
        f"/laporan/{draf}/isi/almarhum", data={"versi": old, "nama": "Nama Ketikan", "alamat": "Jalan Dua"}
    )
    assert page.status_code == 409
    assert "Darmawan mengubah nama almarhum" in teks(page)
    assert 'value="Nama Ketikan"' in page.text
    assert f'name="versi" value="{versi(draf)}"' in page.text
    assert laporan(draf).nama == "Nama Baru"


def test_after_a_stale_page_the_same_typing_can_be_saved(client: FlaskClient, draf: UUID, pengelola: Actor) -> None:
    save(pengelola, draf, "almarhum", nama="Nama Baru")
    assert simpan(client, draf, "almarhum", nama="Nama Ketikan").status_code == 303
    assert laporan(draf).nama == "Nama Ketikan"


def test_error_page_keeps_the_version_it_was_opened_with(client: FlaskClient, draf: UUID, pengelola: Actor) -> None:
    old = versi(draf)
    save(pengelola, draf, "almarhum", nama="Nama Baru")
    page = client.post(f"/laporan/{draf}/isi/almarhum", data={"versi": old, "nik": "12"})
    assert f'name="versi" value="{old}"' in page.text


def test_region_comes_level_by_level(client: FlaskClient, draf: UUID) -> None:
    page = client.get(f"/laporan/{draf}/isi/almarhum")
    assert '<option value="18.71.01">' in page.text
    assert 'name="alamat_desa_kode"' not in page.text
    sent = simpan(client, draf, "almarhum", aksi="wilayah", nama="Ketik Dulu", alamat_kec="18.71.01")
    assert sent.status_code == 200
    assert '<option value="18.71.01.1003">' in sent.text
    assert 'value="Ketik Dulu"' in sent.text


def test_kecamatan_without_desa_asks_once_and_then_lets_go(client: FlaskClient, draf: UUID) -> None:
    page = simpan(client, draf, "almarhum", nama="Ratu Ayu", alamat_kec="18.71.01")
    assert page.status_code == 422
    assert "Pilih desa/kelurahan" in teks(page)
    again = simpan(client, draf, "almarhum", nama="Ratu Ayu", alamat_kec="18.71.01", desa_untuk="18.71.01")
    assert again.status_code == 303


def test_address_outside_the_kabupaten(client: FlaskClient, draf: UUID) -> None:
    page = simpan(client, draf, "almarhum", aksi="luar", alamat_prov="18", alamat_kab="18.71")
    assert '<option value="31">' in page.text
    isian = {"luar": "1", "alamat_prov": "31", "alamat_kab": "31.71", "alamat_kec": "31.71.01"}
    page = simpan(client, draf, "almarhum", aksi="wilayah", **isian)
    assert '<option value="31.71.01.1001">' in page.text
    desa = {"alamat_desa_kode": "31.71.01.1001", "desa_untuk": "31.71.01"}
    assert simpan(client, draf, "almarhum", **isian, **desa).status_code == 303
    assert laporan(draf).alamat_desa_kode == "31.71.01.1001"
    assert '<option value="31" selected>' in client.get(f"/laporan/{draf}/isi/almarhum").text


def test_no_page_carries_thousands_of_options(client: FlaskClient, draf: UUID) -> None:
    page = simpan(client, draf, "almarhum", aksi="luar", alamat_prov="35", alamat_kab="35.78")
    assert page.text.count("<option") < 250


def test_foreigner_is_kept_with_his_country(client: FlaskClient, draf: UUID) -> None:
    simpan(client, draf, "almarhum", kewarganegaraan="WNA", negara="Belanda")
    assert laporan(draf).kewarganegaraan == "Belanda"
    assert 'value="Belanda"' in client.get(f"/laporan/{draf}/isi/almarhum").text


def test_value_of_an_old_import_is_not_lost(client: FlaskClient, draf: UUID, pengelola: Actor) -> None:
    save(pengelola, draf, "almarhum", agama="ISLAM KTP")
    assert '<option value="ISLAM KTP" selected>' in client.get(f"/laporan/{draf}/isi/almarhum").text


def test_birth_year_alone_stays_a_year(client: FlaskClient, draf: UUID) -> None:
    simpan(client, draf, "almarhum", **{"lahir-tahun": "1950"})
    found = laporan(draf)
    assert (found.lahir_tahun, found.lahir_bulan, found.lahir_hari) == (1950, None, None)


def test_reason_for_lateness_is_asked_on_the_page(client: FlaskClient, draf: UUID) -> None:
    isian: dict[str, Any] = tanggal("meninggal_tanggal", hari_ini() - timedelta(days=60))
    answer = simpan(client, draf, "kematian", kasus="rumah", **isian)
    assert "#ruas-alasan_terlambat" in answer.location
    page = client.get(answer.location.split("#")[0])
    assert 'name="alasan_terlambat"' in page.text
    simpan(client, draf, "kematian", kasus="rumah", alasan_terlambat="Baru pulang merantau", **isian)
    assert laporan(draf).alasan_terlambat == "Baru pulang merantau"


def test_same_nik_is_told_and_asks_for_a_reason(
    client: FlaskClient, draf: UUID, pengelola: Actor, makam: Makam
) -> None:
    first = make_laporan(pengelola, makam, nama="Yang Lama")
    answer = simpan(client, draf, "almarhum", nama="Yang Baru", nik=first.nik or "")
    page = client.get(answer.location.split("#")[0])
    assert "sudah tercatat atas nama Yang Lama" in teks(page)
    assert 'name="alasan_nik_sama"' in page.text


def returned(pengelola: Actor, makam: Makam, **catatan: str) -> UUID:
    made = make_laporan(pengelola, makam)
    petugas = make_actor(Peran.VERIFIKATOR)
    with transaction() as session:
        row = get_laporan(session, made.id, actor=petugas, for_update=True)
        services.change_status(session, row, Action.CLAIM, actor=petugas)
        services.return_with_notes(session, row, catatan, actor=petugas)
    return made.id


def test_returned_report_shows_the_reason_on_top_and_at_the_field(
    client: FlaskClient, pengelola: Actor, makam: Makam
) -> None:
    laporan_id = returned(pengelola, makam, nik="NIK tidak sama dengan KK", bukti="Foto KK buram")
    page = client.get(f"/laporan/{laporan_id}/isi/almarhum")
    assert teks(page).count("NIK tidak sama dengan KK") == 2
    assert f'href="/laporan/{laporan_id}/isi/bukti?ke=periksa#ruas-bukti"' in page.text
    assert "Perlu diperbaiki" in teks(client.get("/laporan"))


def test_returned_report_is_mended_and_sent_again(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    laporan_id = returned(pengelola, makam, pelapor_telepon="Nomor tidak aktif")
    number = laporan(laporan_id).buku_nomor
    simpan(client, laporan_id, "pelapor", **{**kiriman()["pelapor"], "pelapor_telepon": "0813 1111 2222"})
    sent = client.post(f"/laporan/{laporan_id}/ajukan", data={"versi": versi(laporan_id)})
    assert sent.status_code == 303
    found = laporan(laporan_id)
    assert (found.status, found.buku_nomor) == (Status.DIAJUKAN, number)


def test_page_under_review_cannot_be_changed(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    made = make_laporan(pengelola, makam)
    assert simpan(client, made.id, "almarhum", nama="Lain").status_code == 409


@pytest.mark.parametrize("bagian", ["almarhum", "kematian", "bukti", "periksa"])
def test_other_accounts_cannot_open_a_draft(app: Flask, draf: UUID, bagian: str) -> None:
    other = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM))
    assert other.get(f"/laporan/{draf}/isi/{bagian}").status_code == 404


def test_unknown_page_group_is_not_found(client: FlaskClient, draf: UUID) -> None:
    assert client.get(f"/laporan/{draf}/isi/rahasia").status_code == 404


def test_date_is_shown_again_as_stored(client: FlaskClient, draf: UUID) -> None:
    simpan(client, draf, "kematian", kasus="rumah", **tanggal("meninggal_tanggal", date(2026, 2, 3)))
    page = client.get(f"/laporan/{draf}/isi/kematian").text
    assert 'name="meninggal_tanggal-hari" type="text" value="3"' in page or 'value="3"' in page
