"""Who sees whose quality and work: his own and those below, never a pillory."""

import re
from datetime import date, timedelta
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from pemakaman import db
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import today_in, transaction
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.models import Jalan
from pemakaman.pantau.queries.layanan import count_weeks, read_office, read_service, read_waiting
from pemakaman.pantau.rules.layanan import monday_of
from pemakaman.verifikasi.models import Keputusan
from tests.pabrik import BANDAR_LAMPUNG, METRO, make_actor, make_makam, sign_in
from tests.pabrik_bulanan import LALU, in_month, make_row, noon

MUTU, LAYANAN, LAYAR = "/pantau/mutu", "/pantau/layanan", "/layar"


@pytest.fixture
def budi(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Budi Pengelola")


@pytest.fixture
def makam(budi: Actor) -> Makam:
    """A cemetery of two managers, with two rows of Budi and one of Siti without NIK."""
    siti = make_actor(Peran.PENGELOLA_MAKAM, nama="Siti Pengelola")
    makam = make_makam(pengelola=[budi, siti])
    for nik in ("1871011503600001", "1871011503600002"):
        make_row(budi, makam, in_month(LALU), nik=nik, jenis_kelamin="L", umur=60)
    make_row(siti, makam, in_month(LALU))
    count_everything()
    return makam


def page(app: Flask, actor: Actor, alamat: str = MUTU) -> str:
    answer = sign_in(app, actor).get(alamat)
    assert answer.status_code == 200
    return answer.text


def test_manager_sees_only_his_own_rows(app: Flask, budi: Actor, makam: Makam) -> None:
    text = page(app, budi)
    assert "Yang Anda catat sendiri" in text
    assert "33 %" not in text  # one of three, if the other's row were his
    assert "Siti Pengelola" not in text
    assert "Anda hanya melihat yang Anda catat sendiri." in text
    assert "/pantau/baris" not in text  # he may not open it


def test_manager_cannot_ask_for_officers_or_another_place(app: Flask, budi: Actor, makam: Makam) -> None:
    text = page(app, budi, f"{MUTU}?lihat=petugas&wilayah={METRO}")
    assert "Siti Pengelola" not in text
    assert "Menurut petugas" not in text


def test_operator_sees_his_own_and_the_cemeteries_of_his_village_without_names(app: Flask, makam: Makam) -> None:
    operator = make_actor(Peran.OPERATOR_DESA, nama="Tono Operator")
    elsewhere = make_makam(desa="18.71.01.1004")
    make_row(operator, elsewhere, in_month(LALU))
    count_everything()
    text = page(app, operator, f"{MUTU}?lihat=petugas")
    assert makam.kode in text
    assert "33 %" in text
    assert elsewhere.kode not in text
    assert "Baris yang Anda catat" in text
    assert not [nama for nama in ("Budi Pengelola", "Siti Pengelola") if nama in text]


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.PEJABAT, Peran.ADMIN_KAB])
def test_office_sees_its_officers_by_name_and_none_of_another_kab(app: Flask, makam: Makam, peran: Peran) -> None:
    other = make_actor(Peran.PENGELOLA_MAKAM, METRO, nama="Made Pengelola")
    make_row(other, make_makam(METRO), in_month(LALU))
    count_everything()
    text = page(app, make_actor(peran), f"{MUTU}?lihat=petugas")
    assert text.index("Budi Pengelola") < text.index("Siti Pengelola")
    assert "Made Pengelola" not in text
    assert "/pantau/baris" not in text  # nobody is shown the rows of one officer
    assert sign_in(app, make_actor(peran)).get(f"{MUTU}?wilayah={METRO}").status_code == 404


@pytest.mark.parametrize("rest", ["", f"?wilayah={BANDAR_LAMPUNG}", f"?wilayah={BANDAR_LAMPUNG}&lihat=petugas"])
def test_province_sees_kab_and_cemeteries_and_never_an_officer(app: Flask, makam: Makam, rest: str) -> None:
    text = page(app, make_actor(Peran.PETUGAS_PROVINSI), f"{MUTU}{rest}")
    assert (makam.kode in text) == bool(rest)
    assert "33 %" in text
    assert "Pengelola</" not in text
    assert "Nama petugas tidak pernah ditampilkan di sini." in text


def test_old_books_and_stillbirths_are_no_fault_of_anybody(app: Flask, budi: Actor, makam: Makam) -> None:
    make_row(budi, makam, in_month(LALU), asal="impor:1")
    make_row(budi, makam, in_month(LALU), kasus="lahir_mati")
    count_everything()
    assert "33 %" in page(app, make_actor(Peran.PEJABAT))


def test_merged_row_counts_as_a_duplicate_of_who_entered_it(app: Flask, budi: Actor, makam: Makam) -> None:
    kept = make_row(budi, makam, in_month(LALU))
    aside = {"status": Status.DIGABUNG, "status_sebelum": Status.DIAJUKAN, "digabung_ke": kept.id}
    make_row(budi, makam, in_month(LALU), **aside)
    count_everything()
    assert "25 %" in page(app, budi)  # one of four told twice; a third of the three that stay has no NIK


@pytest.mark.parametrize("rest", ["?dari=apa", "?dari=2026-05&sampai=2026-01", "?sampai=9999-99"])
def test_wrong_period_is_said_and_the_usual_one_shown(app: Flask, budi: Actor, makam: Makam, rest: str) -> None:
    assert "govuk-warning-text" in page(app, budi, f"{MUTU}{rest}")


def add_step(laporan_id: UUID, hari: date, status: str) -> None:
    """A step of a report in the trail, as of noon of a day."""
    rincian = {"status": [None, status]}
    step = {"peristiwa": "laporan.uji", "objek": "laporan", "objek_id": str(laporan_id), "rincian": rincian}
    with transaction() as session:
        session.add(Jejak(kapan=noon(hari), pelaku="Uji", peran="verifikator", **step))


@pytest.fixture
def kantor(makam: Makam) -> dict[str, Actor]:
    """One approval of today, sent two weeks ago, for one week back with the manager; and one report that waits."""
    vera, lain = (make_actor(Peran.VERIFIKATOR, nama=nama) for nama in ("Vera Verifikator", "Veri Lain"))
    pena = make_actor(Peran.PEJABAT, nama="Pena Pejabat")
    today = today_in(BANDAR_LAMPUNG)
    sent, before = noon(today - timedelta(days=14)), today - timedelta(days=15)
    row = make_row(lain, makam, before, status=Status.DISETUJUI, diajukan_pada=sent)
    for days, status in ((14, "diajukan"), (13, "dikembalikan"), (6, "diajukan")):
        add_step(row.id, today - timedelta(days=days), status)
    two = {"disarankan_oleh": vera.id, "disetujui_oleh": pena.id}
    with transaction() as session:
        session.add(Keputusan(laporan_id=row.id, disarankan_pada=db.now(), disetujui_pada=db.now(), **two))
        record(session, "laporan.disetujui", "laporan", row.id, actor=SISTEM)
    make_row(lain, makam, today, status=Status.DIAJUKAN, diajukan_pada=db.now() - timedelta(days=1))
    count_everything()
    return {one.nama: one for one in (vera, lain, pena)}


def test_service_time_leaves_out_the_days_back_with_the_manager(kantor: dict[str, Actor]) -> None:
    today = today_in(BANDAR_LAMPUNG)
    with transaction() as session:
        found = read_service(session, BANDAR_LAMPUNG, today, today + timedelta(days=1))
        waiting = read_waiting(session, [BANDAR_LAMPUNG, METRO])
    assert found.jumlah == 1
    assert found.median is not None
    assert found.median <= 5  # six calendar days at the office hold at most five working days, fourteen hold more
    assert [waiting[kode][Status.DIAJUKAN].jumlah for kode in (BANDAR_LAMPUNG, METRO)] == [1, 0]


def test_old_books_and_old_burials_stand_in_no_figure_of_an_office(kantor: dict[str, Actor], makam: Makam) -> None:
    today, vera = today_in(BANDAR_LAMPUNG), kantor["Vera Verifikator"]
    for hari, values in ((today, {"asal": "impor:1"}), (today - timedelta(days=500), {})):
        row = make_row(vera, makam, hari, status=Status.DISETUJUI, diajukan_pada=db.now(), **values)
        with transaction() as session:
            two = {"disarankan_oleh": vera.id, "disetujui_oleh": kantor["Pena Pejabat"].id}
            session.add(Keputusan(laporan_id=row.id, disetujui_pada=db.now(), **two))
            record(session, "laporan.disetujui", "laporan", row.id, actor=SISTEM)
    count_everything()
    monday = monday_of(today)
    with transaction() as session:
        assert read_service(session, BANDAR_LAMPUNG, today, today + timedelta(days=1)).jumlah == 1
        assert count_weeks(session, [BANDAR_LAMPUNG], [monday]) == {BANDAR_LAMPUNG: {monday: 1}}
        assert read_office(session, BANDAR_LAMPUNG, today).disetujui == 1


def test_head_of_office_sees_each_officer_and_an_officer_only_himself(app: Flask, kantor: dict[str, Actor]) -> None:
    head = page(app, kantor["Pena Pejabat"], LAYANAN)
    own = page(app, kantor["Vera Verifikator"], LAYANAN)
    assert "Vera Verifikator" in head
    assert "Anda" in own
    assert "Pena Pejabat" not in own
    assert "Seluruh kantor" in own


def test_who_waits_leads_to_the_pile_with_the_same_reports(app: Flask, kantor: dict[str, Actor]) -> None:
    province = make_actor(Peran.PETUGAS_PROVINSI)
    for actor, alamat in ((kantor["Pena Pejabat"], LAYANAN), (province, LAYANAN)):
        links = re.findall(r'href="(/meja\?[^"]*)">(\d+)</a>', page(app, actor, alamat))
        assert [number for _, number in links] == ["1"]
        pile = page(app, actor, unescape(links[0][0]))
        assert len(set(re.findall(r"/meja/[0-9a-f-]{36}", pile))) == 1


def test_province_sees_the_work_of_an_office_without_its_officers(app: Flask, kantor: dict[str, Actor]) -> None:
    province = make_actor(Peran.PETUGAS_PROVINSI)
    text = page(app, province, LAYANAN) + page(app, province, f"{LAYANAN}?wilayah={BANDAR_LAMPUNG}")
    assert "Seluruh kantor" in text
    assert not [nama for nama in kantor if nama in text]


def test_wall_reloads_itself_until_it_is_told_not_to(app: Flask, budi: Actor, makam: Makam) -> None:
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    assert client.get(LAYAR).headers["Refresh"] == "60"
    assert "Refresh" not in client.get(f"{LAYAR}?henti=1").headers
    assert client.get(f"{LAYAR}?wilayah=17.71").status_code == 404
    assert sign_in(app, budi).get(LAYAR).status_code == 403


def test_wall_shows_no_name_and_no_small_number(app: Flask, kantor: dict[str, Actor]) -> None:
    text = page(app, kantor["Pena Pejabat"], LAYAR)
    assert "&lt; 5" in text
    assert not [nama for nama in (*kantor, "Almarhum Uji", "Budi Pengelola") if nama in text]


def test_wall_calls_out_figures_that_are_behind(app: Flask, kantor: dict[str, Actor]) -> None:
    assert "ANGKA TERTINGGAL" not in page(app, kantor["Pena Pejabat"], LAYAR)
    with transaction() as session:
        session.get_one(Jalan, 1).pada = db.now() - timedelta(minutes=6)
    assert "ANGKA TERTINGGAL" in page(app, kantor["Pena Pejabat"], LAYAR)
