"""The timeline, and what an auditor may read."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.jejak.queries import PER_PAGE, timeline
from pemakaman.jejak.services import record, record_read
from tests.pabrik import BANDAR_LAMPUNG, METRO, make_actor, sign_in

NIK = "1871014101900001"


@pytest.fixture
def auditor(app: Flask, database: Engine) -> FlaskClient:
    return sign_in(app, make_actor(Peran.AUDITOR))


def happen(peristiwa: str, actor: Actor, objek_id: str = "a1", **rincian: object) -> None:
    with transaction() as session:
        record(session, peristiwa, "laporan", objek_id, actor=actor, rincian=rincian)


def test_timeline_tells_newest_first_in_words(database: Engine) -> None:
    actor = make_actor(Peran.VERIFIKATOR, nama="Dewi")
    happen("laporan.dibuat", actor)
    happen("laporan.dibetulkan", actor, nik=[None, NIK])
    happen("laporan.ditolak", actor, objek_id="lain")
    with reading() as session:
        found = timeline(session, "laporan", "a1")
    assert [baris.kalimat for baris in found] == ["Data dibetulkan setelah disetujui", "Laporan mulai diisi"]
    assert found[0].rincian == ["NIK: kosong → ************0001"]
    assert (found[0].pelaku, found[0].peran) == ("Dewi", "verifikator")


def test_auditor_sees_his_area_only(auditor: FlaskClient) -> None:
    happen("laporan.diajukan", make_actor(Peran.VERIFIKATOR, nama="Dewi Sini"))
    happen("laporan.diajukan", make_actor(Peran.VERIFIKATOR, METRO, nama="Dewi Sana"))
    page = auditor.get("/jejak").text
    assert "Dewi Sini" in page
    assert "Dewi Sana" not in page


def test_auditor_of_province_sees_its_kab(app: Flask, database: Engine) -> None:
    happen("laporan.diajukan", make_actor(Peran.VERIFIKATOR, METRO, nama="Dewi Metro"))
    client = sign_in(app, make_actor(Peran.AUDITOR, "18"))
    assert "Dewi Metro" in client.get("/jejak").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("pelaku=dewi", True),
        ("pelaku=tono", False),
        ("peristiwa=laporan.diajukan", True),
        ("peristiwa=laporan.ditolak", False),
        ("objek_id=a1", True),
        ("objek_id=a2", False),
        ("dari-hari=1&dari-bulan=1&dari-tahun=2001", True),
        ("sampai-hari=1&sampai-bulan=1&sampai-tahun=2001", False),
    ],
)
def test_filters(auditor: FlaskClient, query: str, *, found: bool) -> None:
    happen("laporan.diajukan", make_actor(Peran.VERIFIKATOR, nama="Dewi Sini"))
    page = auditor.get(f"/jejak?{query}")
    assert page.status_code == 200
    assert ("Dewi Sini" in page.text) is found


def test_wrong_date_is_said_at_the_field(auditor: FlaskClient) -> None:
    assert auditor.get("/jejak?dari-hari=40&dari-bulan=1&dari-tahun=2026").status_code == 422


def test_list_is_paged(auditor: FlaskClient) -> None:
    actor = make_actor(Peran.VERIFIKATOR)
    with transaction() as session:
        for number in range(PER_PAGE + 2):
            record(session, "laporan.disimpan", "laporan", f"nomor-{number:03}", actor=actor)
    first = auditor.get("/jejak?peristiwa=laporan.disimpan").text
    assert "nomor-002" in first
    assert "nomor-001" not in first
    last = first.split("sesudah=")[1].split('"')[0]
    assert "nomor-001" in auditor.get(f"/jejak?peristiwa=laporan.disimpan&sesudah={last}").text


def test_who_searched_a_nik_is_found_without_nik_in_the_address(auditor: FlaskClient) -> None:
    auditor.get("/jejak")
    actor = make_actor(Peran.VERIFIKATOR, nama="Dewi Pencari")
    with transaction() as session:
        record_read(session, "cari.nik", actor=actor, rahasia=NIK, jumlah=1)
        record_read(session, "cari.nik", actor=make_actor(Peran.PEJABAT, nama="Lain"), rahasia=NIK[:-1] + "2")
    answer = auditor.post("/jejak/baca/nik", data={"nik": "1871 0141 0190 0001"})
    assert answer.status_code == 303
    assert NIK not in answer.location
    page = auditor.get(answer.location).text
    assert "Dewi Pencari" in page
    assert "Lain" not in page
    with reading() as session:
        assert "jejak.cari_nik" in set(session.scalars(select(JejakBaca.cara)))


def test_bad_nik_is_said_at_the_field(auditor: FlaskClient) -> None:
    assert auditor.post("/jejak/baca/nik", data={"nik": "123"}).status_code == 422


def test_export_is_recorded_filtered_and_disarmed(auditor: FlaskClient) -> None:
    happen("laporan.diajukan", make_actor(Peran.VERIFIKATOR, nama="=HYPERLINK(1)"))
    happen("laporan.ditolak", make_actor(Peran.VERIFIKATOR, nama="Tidak Ikut"))
    answer = auditor.post("/jejak/ekspor?peristiwa=laporan.diajukan&_external=1&endpoint=x")
    assert answer.mimetype == "text/csv"
    assert "'=HYPERLINK(1)" in answer.text
    assert "Tidak Ikut" not in answer.text
    with reading() as session:
        event = session.scalars(select(Jejak).where(Jejak.peristiwa == "jejak.diekspor")).one()
    assert event.rincian == {"peristiwa": "laporan.diajukan", "baris": 1}
    assert event.wilayah == BANDAR_LAMPUNG


def test_strange_addresses_do_not_break_the_page(auditor: FlaskClient) -> None:
    assert auditor.get("/jejak?_external=1&endpoint=x&sesudah=%00&pelaku=%00").status_code in {200, 400, 422}
    assert auditor.get("/jejak/baca?sidik=zz&sesudah=-1").status_code == 200
