"""The last page, the receipt, and the report as everybody sees it."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_kiriman import laporan, simpan, teks, versi
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
def lengkap(pengelola: Actor, makam: Makam) -> UUID:
    return make_laporan(pengelola, makam, status=Status.DRAF).id


def test_empty_draft_lists_what_is_missing_with_links(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    draf = start(pengelola, makam)
    page = client.get(f"/laporan/{draf}/isi/periksa")
    assert "Belum dapat diajukan" in teks(page)
    assert f'href="/laporan/{draf}/isi/saksi?ke=periksa#ruas-saksi1_nama"' in page.text


def test_link_from_the_last_page_shows_the_gap_at_its_field(
    client: FlaskClient, pengelola: Actor, makam: Makam
) -> None:
    draf = start(pengelola, makam)
    page = client.get(f"/laporan/{draf}/isi/saksi?ke=periksa")
    assert 'id="saksi1_nama-error"' in page.text
    back = simpan(client, draf, "saksi", saksi1_nama="Budi Hartono", ke="periksa")
    assert back.location == f"/laporan/{draf}/isi/periksa"


def test_sending_an_incomplete_report_is_refused(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    draf = start(pengelola, makam)
    page = client.post(f"/laporan/{draf}/ajukan", data={"versi": versi(draf)})
    assert page.status_code == 422
    assert laporan(draf).status == Status.DRAF


def test_sending_twice_gives_one_event_and_one_receipt(client: FlaskClient, lengkap: UUID) -> None:
    data = {"versi": versi(lengkap)}
    first, second = (client.post(f"/laporan/{lengkap}/ajukan", data=data) for _ in range(2))
    assert first.location == second.location == f"/laporan/{lengkap}/tanda-terima"
    with transaction() as session:
        query = select(func.count()).select_from(Jejak).where(Jejak.peristiwa == "laporan.diajukan")
        assert session.scalar(query) == 1


def test_sending_twice_with_a_reason_gives_the_same_receipt(
    client: FlaskClient, pengelola: Actor, makam: Makam
) -> None:
    hari = hari_ini() - timedelta(days=50)
    late = make_laporan(pengelola, makam, status=Status.DRAF, meninggal_tanggal=hari, dimakamkan_tanggal=hari)
    assert 'name="alasan_terlambat"' in client.get(f"/laporan/{late.id}/isi/periksa").text
    data = {"versi": versi(late.id), "alasan_terlambat": "Keluarga baru pulang merantau"}
    first, second = (client.post(f"/laporan/{late.id}/ajukan", data=data) for _ in range(2))
    assert first.location == second.location
    assert laporan(late.id).alasan_terlambat == "Keluarga baru pulang merantau"


def test_warning_has_to_be_ticked(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    hari, makam_pada = hari_ini() - timedelta(days=21), hari_ini() - timedelta(days=1)
    row = make_laporan(pengelola, makam, status=Status.DRAF, meninggal_tanggal=hari, dimakamkan_tanggal=makam_pada)
    address, data = f"/laporan/{row.id}/ajukan", {"versi": versi(row.id)}
    page = client.get(f"/laporan/{row.id}/isi/periksa")
    kode = page.text.split('name="terima" type="checkbox" value="')[1].split('"')[0]
    assert client.post(address, data=data).status_code == 422
    assert client.post(address, data={**data, "terima": kode}).status_code == 303


def test_last_page_of_an_old_tab_is_refused_with_what_changed(
    client: FlaskClient, lengkap: UUID, pengelola: Actor
) -> None:
    old = versi(lengkap)
    save(pengelola, lengkap, "almarhum", nama="Nama Lain")
    page = client.post(f"/laporan/{lengkap}/ajukan", data={"versi": old})
    assert page.status_code == 409
    assert "Darmawan mengubah nama almarhum" in teks(page)
    assert laporan(lengkap).status == Status.DRAF


def test_draft_can_enter_the_book_without_being_sent(client: FlaskClient, lengkap: UUID) -> None:
    answer = client.post(f"/laporan/{lengkap}/lapor-awal", data={"versi": versi(lengkap)}, follow_redirects=True)
    assert f"1/{hari_ini().year}" in teks(answer)
    assert laporan(lengkap).status == Status.LAPOR_AWAL


def test_stillbirth_is_only_entered_in_the_book(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    row = make_laporan(pengelola, makam, status=Status.DRAF, kasus="lahir_mati")
    page = client.get(f"/laporan/{row.id}/isi/periksa")
    assert ">Ajukan<" not in page.text.replace("\n", "").replace("  ", "")
    answer = client.post(f"/laporan/{row.id}/lapor-awal", data={"versi": versi(row.id)}, follow_redirects=True)
    assert "surat keterangan lahir mati" in teks(answer)


def test_report_shows_nik_to_those_who_work_with_it(
    app: Flask, client: FlaskClient, pengelola: Actor, makam: Makam
) -> None:
    made = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL)
    address, nik = f"/laporan/{made.id}", made.nik or "-"
    assert nik in client.get(address).text
    assert nik in sign_in(app, make_actor(Peran.VERIFIKATOR)).get(address).text
    for peran in (Peran.PEJABAT, Peran.ADMIN_KAB, Peran.PETUGAS_PROVINSI):
        page = sign_in(app, make_actor(peran)).get(address)
        assert page.status_code == 200
        assert nik not in page.text


def test_report_of_another_jurisdiction_does_not_exist(app: Flask, pengelola: Actor, makam: Makam) -> None:
    made = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL)
    for other in (make_actor(Peran.VERIFIKATOR, METRO), make_actor(Peran.PENGELOLA_MAKAM)):
        client = sign_in(app, other)
        assert client.get(f"/laporan/{made.id}").status_code == 404
        assert client.get(f"/laporan/{made.id}/tanda-terima").status_code in {403, 404}


def test_officer_may_not_open_the_pages_that_change(app: Flask, pengelola: Actor, makam: Makam) -> None:
    made = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL)
    petugas = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert petugas.get(f"/laporan/{made.id}/isi/almarhum").status_code == 403


def test_reading_a_report_is_logged(app: Flask, pengelola: Actor, makam: Makam) -> None:
    made = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL)
    sign_in(app, make_actor(Peran.VERIFIKATOR)).get(f"/laporan/{made.id}")
    with transaction() as session:
        assert session.scalars(select(JejakBaca.cara)).all() == ["laporan.dibuka"]


def test_report_tells_its_history_in_words(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    made = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL)
    page = teks(client.get(f"/laporan/{made.id}"))
    assert "Masuk buku sebagai lapor awal" in page
    assert "Tenggat lapor 30 hari" in page


def test_desa_operator_may_complete_the_managers_report(app: Flask, pengelola: Actor, makam: Makam) -> None:
    made = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL)
    operator = sign_in(app, make_actor(Peran.OPERATOR_DESA, makam.desa_kode))
    assert simpan(operator, made.id, "almarhum", nama="Nama Lengkap").status_code == 303


def test_a_look_at_a_colleagues_receipt_is_logged(app: Flask, pengelola: Actor, makam: Makam) -> None:
    rekan = make_actor(Peran.OPERATOR_DESA)
    made = make_laporan(pengelola, makam)
    assert sign_in(app, rekan).get(f"/laporan/{made.id}/tanda-terima").status_code == 200
    with transaction() as session:
        looks = session.scalars(select(JejakBaca.objek_id).where(JejakBaca.akun_id == rekan.id)).all()
    assert looks == [str(made.id)]
