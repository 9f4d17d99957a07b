"""The list, the beginning of a report, and the short road."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from tests.pabrik import make_actor, make_makam, sign_in
from tests.pabrik_kiriman import laporan, tanggal, teks
from tests.pabrik_laporan import hari_ini, make_laporan, start


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Darmawan")


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


@pytest.fixture
def client(app: Flask, pengelola: Actor, makam: Makam) -> FlaskClient:
    return sign_in(app, pengelola)


def singkat(makam: Makam, **ganti: str) -> dict[str, str]:
    hari = hari_ini() - timedelta(days=1)
    data = {"laporan_id": str(uuid4()), "makam_id": str(makam.id), "kasus": "rumah", "nama": "Ratu Ayu"}
    return {**data, **tanggal("dimakamkan_tanggal", hari), **ganti}


def test_start_page_has_the_only_cemetery_chosen(client: FlaskClient, makam: Makam) -> None:
    page = client.get("/laporan/baru")
    assert f'<option value="{makam.id}" selected>' in page.text


def test_start_page_of_a_manager_without_cemetery_says_whom_to_ask(app: Flask, database: Engine) -> None:
    page = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM)).get("/laporan/baru")
    assert "Minta admin kabupaten/kota" in teks(page)


def test_short_report_gets_its_number_at_once(client: FlaskClient, makam: Makam) -> None:
    answer = client.post("/laporan/baru/singkat", data=singkat(makam), follow_redirects=True)
    assert answer.status_code == 200
    assert f"1/{hari_ini().year}" in teks(answer)
    assert "belum diajukan" in teks(answer)


def test_short_report_sent_twice_gives_the_same_receipt(client: FlaskClient, makam: Makam) -> None:
    data = singkat(makam)
    first, second = (client.post("/laporan/baru/singkat", data=data) for _ in range(2))
    assert first.location == second.location
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(Laporan)) == 1


def test_short_report_of_an_unknown_body(client: FlaskClient, makam: Makam) -> None:
    data = singkat(makam, nama="", tidak_dikenal="1", kasus="tidak_dikenal")
    answer = client.post("/laporan/baru/singkat", data=data, follow_redirects=True)
    assert "Tanpa nama" in teks(answer)


def test_short_report_without_name_keeps_what_was_typed(client: FlaskClient, makam: Makam) -> None:
    data = singkat(makam, nama="", blok="C-7", pelapor_nama="Bu Lurah")
    page = client.post("/laporan/baru/singkat", data=data)
    assert page.status_code == 422
    assert 'value="C-7"' in page.text
    assert 'value="Bu Lurah"' in page.text
    assert data["laporan_id"] in page.text


def test_short_report_refuses_a_cemetery_of_others(client: FlaskClient) -> None:
    page = client.post("/laporan/baru/singkat", data=singkat(make_makam()))
    assert page.status_code == 422


def test_long_road_leads_to_the_first_page(client: FlaskClient, makam: Makam) -> None:
    data = {"laporan_id": str(uuid4()), "makam_id": str(makam.id), "kasus": "bayi", "jalan": "lengkap"}
    first, second = (client.post("/laporan/baru", data=data) for _ in range(2))
    assert first.location == second.location == f"/laporan/{data['laporan_id']}/isi/almarhum"
    with transaction() as session:
        assert session.scalars(select(Laporan.kasus)).all() == ["bayi"]


def test_short_road_carries_the_choices_along(client: FlaskClient, makam: Makam) -> None:
    data = {
        "laporan_id": str(uuid4()),
        "makam_id": str(makam.id),
        "kasus": "rumah_sakit",
        "jalan": "singkat",
    }
    page = client.post("/laporan/baru", data=data, follow_redirects=True)
    assert data["laporan_id"] in page.text
    assert '<option value="rumah_sakit" selected>' in page.text


def test_list_shows_drafts_of_the_author_first(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    start(pengelola, makam)
    assert "Draf Anda, belum dikirim" in teks(client.get("/laporan"))


def test_list_filters_by_status(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    make_laporan(pengelola, makam, status=Status.LAPOR_AWAL, nama="Yang Awal")
    make_laporan(pengelola, makam, nama="Yang Diajukan")
    page = teks(client.get("/laporan?status=diajukan"))
    assert "Yang Diajukan" in page
    assert "Yang Awal" not in page


def test_list_filters_by_cemetery(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    other = make_makam(pengelola=[pengelola])
    make_laporan(pengelola, makam, status=Status.LAPOR_AWAL, nama="Di Sini")
    make_laporan(pengelola, other, status=Status.LAPOR_AWAL, nama="Di Sana")
    page = teks(client.get(f"/laporan?makam={other.id}"))
    assert "Di Sana" in page
    assert "Di Sini" not in page


def test_list_pages_by_key_without_losing_a_row(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    for number in range(27):
        client.post("/laporan/baru/singkat", data=singkat(makam, nama=f"Orang Ke {number:02} Xa"))
    first = client.get("/laporan")
    address = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    shown = teks(first) + teks(client.get(address))
    assert all(f"Orang Ke {number:02} Xa" in shown for number in range(27))


def test_list_of_a_verifier_has_no_drafts_and_no_start_button(app: Flask, pengelola: Actor, makam: Makam) -> None:
    start(pengelola, makam)
    page = teks(sign_in(app, make_actor(Peran.VERIFIKATOR)).get("/laporan"))
    assert "Catat pemakaman" not in page
    assert "Belum ada laporan dari wilayah Anda" in page


@pytest.mark.parametrize("query", ["?sesudah=kacau", "?makam=x&status=y", "?sesudah=2026-01-01_x", "?sesudah=%00"])
def test_list_tolerates_any_address(client: FlaskClient, query: str) -> None:
    assert client.get(f"/laporan{query}").status_code in {200, 400}


def test_draft_can_be_thrown_away_by_its_author_only(
    app: Flask, client: FlaskClient, pengelola: Actor, makam: Makam
) -> None:
    laporan_id = start(pengelola, makam)
    other = sign_in(app, make_actor(Peran.OPERATOR_DESA))
    assert other.post(f"/laporan/{laporan_id}/buang").status_code == 404
    assert client.post(f"/laporan/{laporan_id}/buang").status_code == 303
    assert client.get(f"/laporan/{laporan_id}").status_code == 404


def test_report_in_the_book_is_not_thrown_away(client: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    made = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL)
    assert client.post(f"/laporan/{made.id}/buang").status_code == 409
    assert laporan(made.id).status == Status.LAPOR_AWAL
