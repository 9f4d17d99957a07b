"""Visits: drawn from work lists, held, corrected, called off, and who may see them."""

import html
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import clock_at, reading, transaction
from pemakaman.desk.models import JemputBola, JemputBolaSasaran, RiwayatDesk
from pemakaman.desk.queries.sasaran import count_by_desa, list_sasaran
from pemakaman.desk.rules.istilah import AsalJemput
from pemakaman.desk.services.jemput import IsianJemput, create_jemput
from pemakaman.errors import Invalid
from pemakaman.jejak.models import JejakBaca
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.pantau.models import TugasAkta
from pemakaman.pemilih.models import Cocok, DaftarPemilih, Pemilih
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, at, make_actor, sign_in
from tests.pabrik_kembali import make_tms, sort_out
from tests.pabrik_pemilih import Kantor, make_approved, make_daftar, make_pemilih
from tests.rumah.test_halaman import page_problems

DESA_INI = DESA[BANDAR_LAMPUNG]
HARI = date(2026, 11, 16)
HASIL = {"rekam": 0, "cetak": 0, "ikd": 0, "kia": 0, "akta": 0, "akta_kematian": 0}


@pytest.fixture
def admin(database: Engine) -> Iterator[Actor]:
    with clock_at(at(2026, 11, 16)):
        yield make_actor(Peran.ADMIN_KAB)


@pytest.fixture
def client(app: Flask, admin: Actor) -> FlaskClient:
    return sign_in(app, admin)


def plan(admin: Actor, asal: AsalJemput | None = None, ambil: int = 0, lain: tuple[str, ...] = ()) -> JemputBola:
    isian = IsianJemput(HARI, DESA_INI, "Balai Kelurahan", "rumah", "Ana dan Budi", 10)
    with transaction() as session:
        return create_jemput(session, BANDAR_LAMPUNG, isian, actor=admin, asal=asal, ambil=ambil, lain=lain)


def hand_over() -> UUID:
    """A burial without akta that is handed to a visit."""
    laporan_id = make_approved(nama="Siti Aminah", alamat_desa_kode=None)
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
        place = {"kab_kode": BANDAR_LAMPUNG, "desa_kode": DESA_INI, "makam_id": laporan.makam_id}
        session.add(TugasAkta(laporan_id=laporan_id, untuk="kunjungan", dibuat_oleh=laporan.dibuat_oleh, **place))
        record(session, "laporan.tugas_diberikan", "laporan", laporan_id, actor=SISTEM)
    return laporan_id


def pair(kantor: Kantor) -> None:
    """Matching is sure that the dead of the office is its voter."""
    with transaction() as session:
        who = {"laporan_id": kantor.laporan_id, "daftar_id": kantor.daftar_id, "pemilih_id": kantor.pemilih_id}
        session.add(Cocok(skor=0.99, pita="usul", urutan=1, model="uji", **who))


def waiting(asal: AsalJemput) -> list[tuple[str, int]]:
    with reading() as session:
        return [(desa, jumlah) for desa, _, _, jumlah in count_by_desa(session, asal, BANDAR_LAMPUNG)]


def rows_of(jemput: JemputBola) -> list[JemputBolaSasaran]:
    with reading() as session:
        return list(list_sasaran(session, jemput.id))


def kept(jemput: JemputBola) -> JemputBola:
    with reading() as session:
        return session.get_one(JemputBola, jemput.id)


def sent(**ganti: Any) -> dict[str, str]:
    return {name: str(value) for name, value in {**HASIL, "versi": 1, **ganti}.items()}


def test_burials_handed_to_a_visit_are_drawn_and_wait_no_longer(admin: Actor) -> None:
    laporan_id = hand_over()
    assert waiting(AsalJemput.BELUM_BERAKTA) == [(DESA_INI, 1)]
    assert [row.laporan_id for row in rows_of(plan(admin, AsalJemput.BELUM_BERAKTA, 10))] == [laporan_id]
    assert waiting(AsalJemput.BELUM_BERAKTA) == []
    assert rows_of(plan(admin, AsalJemput.BELUM_BERAKTA, 10)) == []


def test_voters_whom_kpu_marks_as_not_recorded_are_drawn(admin: Actor) -> None:
    daftar = make_daftar()
    without = make_pemilih(daftar, None, nama="BELUM REKAM", ktp_el="b")
    make_pemilih(daftar, None, nama="SUDAH REKAM", ktp_el="S")
    assert waiting(AsalJemput.PEMILIH) == [(DESA_INI, 1)]
    assert [row.pemilih_id for row in rows_of(plan(admin, AsalJemput.PEMILIH, 10))] == [without]


def test_kpus_own_dead_without_a_report_are_drawn_and_need_death_certificates(
    client: FlaskClient, admin: Actor
) -> None:
    tms = make_tms()
    voter = make_pemilih(tms, "1871014403500009", nama="SUPARMAN", jenis_kelamin="L")
    sort_out(tms)
    assert waiting(AsalJemput.TINDAK_TMS) == [(DESA_INI, 1)]
    jemput = plan(admin, AsalJemput.TINDAK_TMS, 5)
    assert [row.pemilih_id for row in rows_of(jemput)] == [voter]
    page = client.post(f"/desk/jemput/{jemput.id}/hasil", data=sent(rekam=1) | {"terlayani-1": "ya"})
    assert "Akta kematian 0 kurang daripada 1 keluarga" in page.text


def test_voter_who_is_recorded_dead_is_not_visited_for_a_ktp(client: FlaskClient, admin: Actor) -> None:
    kantor = Kantor()
    with transaction() as session:
        session.get_one(Pemilih, kantor.pemilih_id).ktp_el = "B"
    jemput = plan(admin, AsalJemput.PEMILIH, 5)
    assert [row.pemilih_id for row in rows_of(jemput)] == [kantor.pemilih_id]
    kantor.propose()
    assert "Tercatat meninggal di sini" in client.get(f"/desk/jemput/{jemput.id}").text


def test_voter_of_whom_matching_is_sure_is_not_visited_for_a_ktp(client: FlaskClient, admin: Actor) -> None:
    kantor = Kantor()
    with transaction() as session:
        session.get_one(Pemilih, kantor.pemilih_id).ktp_el = "B"
    jemput = plan(admin, AsalJemput.PEMILIH, 5)
    pair(kantor)
    assert "Tercatat meninggal di sini" in client.get(f"/desk/jemput/{jemput.id}").text
    client.post(f"/desk/jemput/{jemput.id}/batal", data={"versi": "1", "alasan": "Banjir"})
    assert waiting(AsalJemput.PEMILIH) == []


@pytest.mark.parametrize("wilayah", ["18", "18.71.01"])
def test_voters_of_a_wider_or_narrower_list_are_drawn_once(admin: Actor, wilayah: str) -> None:
    other = make_daftar()
    with transaction() as session:
        session.get_one(DaftarPemilih, other).wilayah_kode = wilayah
        record(session, "daftar_pemilih.uji", "daftar_pemilih", other, actor=SISTEM)
    there = make_pemilih(other, None, nama="BELUM REKAM", ktp_el="B")
    assert [row.pemilih_id for row in rows_of(plan(admin, AsalJemput.PEMILIH, 10))] == [there]
    own = make_pemilih(make_daftar(), None, nama="BELUM REKAM", ktp_el="B")
    assert [row.pemilih_id for row in rows_of(plan(admin, AsalJemput.PEMILIH, 10))] == [own]


def test_a_nik_never_stands_on_a_plan(admin: Actor) -> None:
    with pytest.raises(Invalid, match="perbaiki"):
        plan(admin, lain=("Ibu Sri 1871010304500001",))


def test_form_says_how_many_wait_and_takes_them(client: FlaskClient) -> None:
    hand_over()
    lists = client.get("/desk/jemput/daftar")
    assert list(page_problems(lists)) == []
    assert f"desa={DESA_INI}" in lists.text
    page = client.get(f"/desk/jemput/baru?asal=belum_berakta&desa={DESA_INI}")
    assert list(page_problems(page)) == []
    assert "1 orang</strong> menunggu" in page.text
    data = {"asal": "belum_berakta", "ambil": "1", "tanggal-hari": "16", "tanggal-bulan": "11", "tanggal-tahun": "2026"}
    data |= {"desa_kode": DESA_INI, "lokasi": "Balai", "jenis_sasaran": "kematian", "petugas": "Ana", "target": "1"}
    done = client.post("/desk/jemput/baru", data=data | {"lain": "Pak Budi, RT 2"}, follow_redirects=True)
    assert list(page_problems(done)) == []
    for words in ("2 sasaran masuk rencana", "Siti Aminah", "Pak Budi, RT 2"):
        assert words in done.text


def test_plan_with_an_error_keeps_what_was_typed(client: FlaskClient) -> None:
    page = client.post("/desk/jemput/baru", data={"lokasi": "SMAN 2", "target": "banyak", "lain": "Pak Budi"})
    assert page.status_code == 422
    for words in ("SMAN 2", 'value="banyak"', "Pak Budi", "Tulis dengan angka saja"):
        assert words in page.text


def test_result_must_cover_the_people_ticked_and_comes_back_as_typed(client: FlaskClient, admin: Actor) -> None:
    hand_over()
    jemput = plan(admin, AsalJemput.BELUM_BERAKTA, 1)
    address = f"/desk/jemput/{jemput.id}/hasil"
    assert list(page_problems(client.get(address))) == []
    ticked = {"terlayani-1": "ya", "catatan-1": "Bertemu anaknya"}
    page = client.post(address, data=sent() | ticked)
    assert page.status_code == 422
    assert "Akta kematian 0 kurang daripada 1 keluarga yang ditandai terlayani." in page.text
    assert "Bertemu anaknya" in page.text
    assert kept(jemput).status == "rencana"
    assert rows_of(jemput)[0].tercapai is None
    done = client.post(address, data=sent(akta=1, akta_kematian=1) | ticked, follow_redirects=True)
    assert list(page_problems(done)) == []
    assert "Terlayani" in done.text
    assert rows_of(jemput)[0].tercapai


def test_corrected_result_asks_for_a_reason_and_keeps_the_old_one(client: FlaskClient, admin: Actor) -> None:
    jemput = plan(admin, lain=("Pak Budi",))
    address = f"/desk/jemput/{jemput.id}/hasil"
    client.post(address, data=sent(rekam=3))
    refused = client.post(address, data=sent(rekam=4, versi=2))
    assert "Tulis alasan perbaikannya." in refused.text
    done = client.post(address, data=sent(rekam=4, versi=2, alasan="Salah hitung"), follow_redirects=True)
    assert "Salah hitung" in done.text
    assert "Rekam KTP-el: 3 → 4" in done.text
    with reading() as session:
        assert session.scalar(select(RiwayatDesk.lama)) == {"rekam": 3}


def test_visit_called_off_gives_its_people_back(client: FlaskClient, admin: Actor) -> None:
    hand_over()
    jemput = plan(admin, AsalJemput.BELUM_BERAKTA, 1)
    address = f"/desk/jemput/{jemput.id}/batal"
    refused = client.post(address, data={"versi": "7"})
    assert (refused.status_code, 'name="versi" value="7"' in refused.text) == (422, True)
    assert client.post(address, data={"versi": "1", "alasan": "Banjir"}).status_code == 303
    assert kept(jemput).status == "batal"
    assert waiting(AsalJemput.BELUM_BERAKTA) == [(DESA_INI, 1)]


def test_plan_that_somebody_changed_meanwhile_is_refused(client: FlaskClient, admin: Actor) -> None:
    jemput = plan(admin)
    page = client.post(f"/desk/jemput/{jemput.id}/batal", data={"versi": "7", "alasan": "Banjir"})
    assert page.status_code == 409


def test_month_goes_on_on_the_next_page_and_says_how_many_wait(
    app: Flask, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        plan(admin)
    monkeypatch.setattr("pemakaman.desk.queries.halaman.PAGE", 2)
    monkeypatch.setattr("pemakaman.desk.routes.jemput.TERLAMBAT", 1)
    with clock_at(at(2026, 11, 18)):
        client = sign_in(app, admin)
        first = client.get("/desk/jemput")
        assert list(page_problems(first)) == []
        assert "dan 2 lagi yang hasilnya belum dicatat" in first.text
        onwards = html.unescape(first.text.split('rel="next" href="')[1].split('"')[0])
        second = client.get(onwards)
    shown = [set(re.findall(r'"/desk/jemput/([0-9a-f-]{36})">Balai', page.text)) for page in (first, second)]
    assert [len(ids) for ids in shown] == [2, 1]
    assert not shown[0] & shown[1]
    assert 'rel="next"' not in second.text


def test_printed_list_is_in_the_read_log(client: FlaskClient, admin: Actor) -> None:
    jemput = plan(admin, lain=("Pak Budi",))
    page = client.get(f"/desk/jemput/{jemput.id}/cetak")
    assert list(page_problems(page)) == []
    with reading() as session:
        assert session.scalar(select(JejakBaca.jumlah).where(JejakBaca.cara == "jemput_bola.dicetak")) == 1


def test_province_reads_and_another_kab_finds_nothing(app: Flask, admin: Actor) -> None:
    jemput = plan(admin)
    province = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    page = province.get("/desk/jemput")
    assert list(page_problems(page)) == []
    assert "Balai Kelurahan" in page.text
    assert province.get(f"/desk/jemput/{jemput.id}/hasil").status_code == 403
    other = sign_in(app, make_actor(Peran.ADMIN_KAB, METRO))
    assert other.get(f"/desk/jemput/{jemput.id}").status_code == 404
    assert "Balai Kelurahan" not in other.get("/desk/jemput").text
