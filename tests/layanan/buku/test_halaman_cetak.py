"""Pages of printing: what is offered, what is typed stays, and the file that is handed out."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.buku import jobs, queries
from pemakaman.buku.models import CetakBuku
from pemakaman.db import reading
from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.makam.models import Makam
from tests.pabrik import METRO, make_actor, make_makam, sign_in

MARET: dict[str, Any] = {"masa": "bulan", "bulan": "3", "bulan_tahun": "2026", "susunan": "badung", "nik": "samar"}


@pytest.fixture
def juru(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Juru Kunci")


@pytest.fixture
def makam(juru: Actor) -> Makam:
    return make_makam(pengelola=[juru])


@pytest.fixture
def client(app: Flask, juru: Actor, makam: Makam) -> FlaskClient:
    return sign_in(app, juru)


def form(makam: Makam, **ganti: Any) -> dict[str, Any]:
    return {"lingkup": f"makam:{makam.id}", **MARET, "petugas": "Suparman", **ganti}


def newest() -> CetakBuku | None:
    with reading() as session:
        return session.scalar(select(CetakBuku).order_by(CetakBuku.dibuat_pada.desc()))


def order(client: FlaskClient, makam: Makam, **ganti: Any) -> UUID:
    assert client.post("/buku", data=form(makam, **ganti)).status_code == 303
    found = newest()
    assert found is not None
    return found.id


def test_an_order_leads_to_its_page_which_renews_itself(client: FlaskClient, makam: Makam) -> None:
    answer = client.post("/buku", data=form(makam), follow_redirects=True)
    assert "Sedang dibuat" in answer.text
    assert answer.headers["Refresh"] == "2"


@pytest.mark.parametrize(
    ("ganti", "dari", "sampai"),
    [
        ({}, "2026-03-01", "2026-03-31"),
        ({"masa": "tahun", "tahun": "2025"}, "2025-01-01", "2025-12-31"),
        (
            {"masa": "rentang"}
            | {f"dari-{part}": text for part, text in (("hari", "5"), ("bulan", "2"), ("tahun", "2025"))}
            | {f"sampai-{part}": text for part, text in (("hari", "6"), ("bulan", "Maret"), ("tahun", "2025"))},
            "2025-02-05",
            "2025-03-06",
        ),
    ],
)
def test_month_year_and_days_can_be_chosen(
    client: FlaskClient, makam: Makam, ganti: dict[str, Any], dari: str, sampai: str
) -> None:
    order(client, makam, **ganti)
    found = newest()
    assert found is not None
    assert (found.dari.isoformat(), found.sampai.isoformat()) == (dari, sampai)


@pytest.mark.parametrize(
    ("ganti", "said"),
    [
        ({"masa": "tahun", "tahun": ""}, "Tulis tahun bukunya."),
        ({"masa": "rentang"}, "Tulis tanggal awal."),
        ({"bulan": ""}, "Pilih bulannya."),
        ({"lingkup": "makam:bukan"}, "Pilihan tidak dikenal"),
        ({"petugas": ""}, "Tulis nama petugas"),
        ({"masa": ""}, "Pilih masa"),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(
    client: FlaskClient, makam: Makam, ganti: dict[str, Any], said: str
) -> None:
    answer = client.post("/buku", data=form(makam, petugas="Mbah Karto Suwiryo") | ganti)
    assert answer.status_code == 422
    assert said in answer.text
    assert ganti.get("petugas", "Mbah Karto Suwiryo") in answer.text
    assert newest() is None


def test_more_than_ten_years_are_refused_at_the_dates(client: FlaskClient, makam: Makam) -> None:
    days = {"dari-hari": "1", "dari-bulan": "1", "dari-tahun": "2010"}
    days |= {"sampai-hari": "1", "sampai-bulan": "2", "sampai-tahun": "2020"}
    answer = client.post("/buku", data=form(makam, masa="rentang", **days))
    assert answer.status_code == 422
    assert "paling lama 10 tahun" in answer.text


def test_finished_print_is_handed_out_and_recorded(client: FlaskClient, makam: Makam) -> None:
    cetak_id = order(client, makam)
    assert client.get(f"/buku/cetak/{cetak_id}/unduh").status_code == 409
    jobs.print_book(str(cetak_id))
    assert "Unduh PDF" in client.get(f"/buku/cetak/{cetak_id}").text
    answer = client.get(f"/buku/cetak/{cetak_id}/unduh")
    assert answer.data.startswith(b"%PDF-")
    assert makam.kode in answer.headers["Content-Disposition"]
    with reading() as session:
        assert session.scalar(select(func.count()).where(JejakBaca.cara == "buku.diunduh")) == 1
        assert session.scalar(select(func.count()).where(Jejak.peristiwa == "cetak_buku.diunduh")) == 1


def test_a_failed_print_offers_another_try(client: FlaskClient, makam: Makam, monkeypatch: pytest.MonkeyPatch) -> None:
    cetak_id = order(client, makam)

    def break_down(*_: object, **__: object) -> None:
        raise OSError("penuh")

    monkeypatch.setattr(jobs, "render_book", break_down)
    with pytest.raises(OSError, match="penuh"):
        jobs.print_book(str(cetak_id))
    assert "Coba lagi" in client.get(f"/buku/cetak/{cetak_id}").text
    assert client.post(f"/buku/cetak/{cetak_id}/ulang").status_code == 303
    assert "Sedang dibuat" in client.get(f"/buku/cetak/{cetak_id}").text


def test_who_may_not_see_a_nik_is_not_asked(app: Flask, makam: Makam) -> None:
    text = sign_in(app, make_actor(Peran.PEJABAT)).get("/buku").text
    assert "Ditampilkan utuh" not in text
    assert "Buku yang dicetak" in text


def test_a_whole_nik_asked_for_by_hand_is_not_given(app: Flask, makam: Makam) -> None:
    pejabat = sign_in(app, make_actor(Peran.PEJABAT))
    order(pejabat, makam, nik="tampak")
    found = newest()
    assert found is not None
    assert not found.nik_tampak


@pytest.mark.parametrize(
    ("peran", "desa", "kecamatan"),
    [
        (Peran.PENGELOLA_MAKAM, False, False),
        (Peran.OPERATOR_DESA, True, False),
        (Peran.VERIFIKATOR, True, True),
        (Peran.PETUGAS_PROVINSI, True, True),
    ],
)
def test_offered_is_what_lies_in_the_jurisdiction(
    app: Flask, juru: Actor, makam: Makam, peran: Peran, *, desa: bool, kecamatan: bool
) -> None:
    make_makam(METRO)
    actor = juru if peran is Peran.PENGELOLA_MAKAM else make_actor(peran)
    text = sign_in(app, actor).get("/buku").text
    assert f"makam:{makam.id}" in text
    assert ("wilayah:18.71.01.1003" in text) is desa
    assert ('wilayah:18.71.01"' in text) is kecamatan
    assert ("wilayah:18.72.01.1001" in text) is (peran is Peran.PETUGAS_PROVINSI)


def test_very_many_cemeteries_leave_the_kecamatan_only(
    app: Flask, makam: Makam, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_makam()
    monkeypatch.setattr(queries, "MAKAM_DITAWARKAN", 1)
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert f"makam:{makam.id}" not in client.get("/buku").text
    assert f"makam:{makam.id}" in client.get(f"/buku?makam={makam.id}").text


def test_cemetery_page_leads_to_its_print(client: FlaskClient, makam: Makam) -> None:
    assert f'href="/buku?makam={makam.id}"' in client.get(f"/makam/{makam.id}").text


def test_print_of_another_is_not_found(app: Flask, client: FlaskClient, makam: Makam) -> None:
    cetak_id = order(client, makam)
    other = sign_in(app, make_actor(Peran.VERIFIKATOR))
    for path in ("", "/unduh"):
        assert other.get(f"/buku/cetak/{cetak_id}{path}").status_code == 404
