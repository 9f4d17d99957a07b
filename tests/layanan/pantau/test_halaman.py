"""The pages of the monthly report, and the reminders on the home page."""

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import load_workbook
from sqlalchemy import Engine

from pemakaman import db
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import transaction
from pemakaman.jejak.services import record
from pemakaman.makam.models import Makam
from pemakaman.pantau.rules.bulan import closing_deadline, deadline, tingkat_of
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, PROVINSI, make_actor, make_makam, sign_in
from tests.pabrik_bulanan import LALU, close_month, draft, in_month, make_row, noon, read, sent, signed, with_letter
from tests.pabrik_laporan import make_png

ALAMAT = f"/bulanan/{{}}/{LALU.tahun}/{LALU.bulan}"
KAB, PROV = ALAMAT.format(BANDAR_LAMPUNG), ALAMAT.format(PROVINSI)
TANGGAL = {f"tanggal_surat-{part}": str(getattr(LALU.sesudah, name)) for part, name in
           (("hari", "day"), ("bulan", "month"), ("tahun", "year"))}  # fmt: skip


@pytest.fixture
def pejabat(database: Engine) -> Actor:
    return make_actor(Peran.PEJABAT)


@pytest.fixture
def client(app: Flask, pejabat: Actor) -> FlaskClient:
    return sign_in(app, pejabat)


def name_makam(makam: Makam, nama: str, telepon: str | None = None) -> None:
    with transaction() as session:
        found = session.get_one(Makam, makam.id)
        found.nama, found.telepon = nama, telepon
        record(session, "makam.diubah", "makam", makam.id, actor=SISTEM)


def silent_makam(kab: str = BANDAR_LAMPUNG, nama: str = "TPU Sunyi") -> Makam:
    makam = make_makam(kab, pengelola=[make_actor(Peran.PENGELOLA_MAKAM, kab, nama="Darmo Susilo")])
    name_makam(makam, nama, "+6281270001000")
    return makam


def test_draft_is_made_from_the_page_of_the_month(client: FlaskClient) -> None:
    assert "Buat draf" in client.get(KAB).text
    page = client.post(f"{KAB}/buat", follow_redirects=True).text
    assert f"Draf laporan bulan {LALU.teks} dibuat." in page
    assert "Nomor dan tanggal surat" in page


def test_whole_way_on_the_screen(client: FlaskClient, pejabat: Actor) -> None:
    made = with_letter(pejabat)
    alamat = f"/bulanan/{made.id}"
    data: dict[str, Any] = {"versi": str(made.versi), "berkas": (io.BytesIO(make_png()), "ttd.png")}
    assert client.post(f"{alamat}/tertanda", data=data).status_code == 303
    today = LALU.sesudah
    data = {"versi": str(read(made.id).versi), "dikirim_cara": "pos", "dikirim_tanggal-hari": str(today.day)}
    data |= {"dikirim_tanggal-bulan": str(today.month), "dikirim_tanggal-tahun": str(today.year)}
    page = client.post(f"{alamat}/kirim", data=data, follow_redirects=True).text
    assert "(Pos atau kurir)" in page
    assert "Salinan tertanda diunggah" in page


def test_refused_letter_keeps_what_was_typed(client: FlaskClient, pejabat: Actor) -> None:
    made = draft(pejabat)
    data = {"versi": str(made.versi), "nomor_surat": "470/77/2026", **TANGGAL, "tanggal_surat-tahun": "2016"}
    answer = client.post(f"/bulanan/{made.id}/surat", data=data)
    assert answer.status_code == 422
    assert 'value="470/77/2026"' in answer.text
    assert "Tanggal surat paling awal" in answer.text


def test_stale_letter_shows_what_was_typed_and_what_stands_now(client: FlaskClient, pejabat: Actor) -> None:
    made = with_letter(pejabat, nomor="470/1/2026")
    data = {"versi": str(made.versi - 1), "nomor_surat": "470/77/2026", **TANGGAL}
    answer = client.post(f"/bulanan/{made.id}/surat", data=data)
    assert answer.status_code == 409
    assert "470/77/2026" in answer.text
    assert "470/1/2026" in answer.text


@pytest.mark.parametrize("versi", ["", "x", "-1", "9" * 30])
def test_page_without_version_changes_nothing(client: FlaskClient, pejabat: Actor, versi: str) -> None:
    made = draft(pejabat)
    assert client.post(f"/bulanan/{made.id}/hitung", data={"versi": versi}).status_code == 409


def test_page_says_what_changed_since_it_was_counted(client: FlaskClient, pejabat: Actor) -> None:
    makam = silent_makam()
    draft(pejabat)
    assert "Angka berubah" not in client.get(KAB).text
    make_row(pejabat, makam, in_month(LALU))
    page = client.get(KAB).text
    assert "Pemakaman dalam bulan ini: 0 → 1" in page
    assert "Baris lampiran yang berubah: TPU Sunyi" in page


@pytest.mark.parametrize(
    ("bentuk", "mime"),
    [("pdf", "application/pdf"), ("xlsx", "application/vnd.openxmlformats"), ("tertanda", "image/png")],
)
def test_files_are_handed_out(client: FlaskClient, pejabat: Actor, bentuk: str, mime: str) -> None:
    answer = client.get(f"/bulanan/{signed(pejabat).id}/{bentuk}/unduh")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(mime)


@pytest.mark.parametrize("bentuk", ["tertanda", "exe", "versi"])
def test_file_that_does_not_exist(client: FlaskClient, pejabat: Actor, bentuk: str) -> None:
    assert client.get(f"/bulanan/{draft(pejabat).id}/{bentuk}/unduh").status_code == 404


@pytest.mark.parametrize(
    "alamat",
    [
        ALAMAT.format(METRO),
        PROV,
        ALAMAT.format("18.71.01"),
        ALAMAT.format("x"),
        f"/bulanan/{BANDAR_LAMPUNG}/2026/13",
        f"/bulanan/{BANDAR_LAMPUNG}/0/1",
        f"/bulanan/belum-lapor?kab={METRO}",
    ],
)
def test_what_is_not_ones_own_is_not_found(client: FlaskClient, alamat: str) -> None:
    assert client.get(alamat).status_code == 404


def test_province_looks_at_a_kab_but_makes_no_report_for_it(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    page = client.get(KAB)
    assert page.status_code == 200
    assert "Buat draf" not in page.text
    assert client.post(f"{KAB}/buat").status_code == 403
    assert client.get(ALAMAT.format("17.71")).status_code == 404


def test_province_sees_the_state_of_every_kab(app: Flask, database: Engine) -> None:
    sent(make_actor(Peran.PEJABAT, METRO))
    page = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI)).get("/bulanan").text
    assert page.count(f"/{LALU.tahun}/{LALU.bulan}") >= 16
    assert "Dikirim</strong>" in page


def test_silent_cemeteries_with_whom_to_call(client: FlaskClient) -> None:
    silent_makam()
    page = client.get("/bulanan/belum-lapor").text
    assert [word in page for word in ("TPU Sunyi", "0812-7000-1000", "Darmo Susilo", "Kecamatan Kedaton")] == [True] * 4


def test_cemetery_without_telephone_names_its_desa(client: FlaskClient) -> None:
    name_makam(silent_makam(), "TPU Sunyi")
    assert "Hubungi Kedaton" in client.get("/bulanan/belum-lapor").text


def test_who_reported_is_not_on_the_list(client: FlaskClient, pejabat: Actor) -> None:
    buried, closed = silent_makam(nama="TPU Ramai"), silent_makam(nama="TPU Nihil")
    make_row(pejabat, buried, in_month(LALU))
    close_month(pejabat, closed)
    assert "sudah lapor" in client.get("/bulanan/belum-lapor").text


def test_list_of_silent_cemeteries_goes_on_over_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pemakaman.pantau.queries.belum_lapor.PAGE_SIZE", 2)
    names = [f"TPU Sunyi {letter}" for letter in "EDCBA"]
    for nama in names:
        silent_makam(nama=nama)
    seen, alamat = list[str](), "/bulanan/belum-lapor"
    while alamat:
        page = client.get(alamat).text
        seen += sorted(nama for nama in names if f">{nama}<" in page)
        alamat = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert seen == sorted(names)


@pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
def test_files_of_silent_cemeteries_hold_no_formula(client: FlaskClient, bentuk: str) -> None:
    silent_makam(nama="=cmd|' /C calc'!A0")
    answer = client.get(f"/bulanan/belum-lapor.{bentuk}")
    if bentuk == "csv":
        assert ",'=cmd" in answer.text
        return
    rows = load_workbook(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rows[1][1] == "=cmd|' /C calc'!A0"
    assert b"<f>" not in answer.data
    assert client.get("/bulanan/belum-lapor.pdf").status_code == 404


def test_province_chooses_a_kab_first(app: Flask, database: Engine) -> None:
    silent_makam()
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    assert "1 makam" in client.get("/bulanan/belum-lapor").text
    assert "TPU Sunyi" in client.get(f"/bulanan/belum-lapor?kab={BANDAR_LAMPUNG}").text


def test_settings_are_kept_and_shown(client: FlaskClient) -> None:
    data = {"versi": "0", "hari_lapor": "20", "hari_ingat": "15", "kop": "PEMERINTAH\nDINAS", "tujuan": "Gubernur"}
    data |= {"tempat": "Metro", "jabatan": "Kepala Dinas", "nama_pejabat": "", "nip": ""}
    page = client.post("/bulanan/setelan", data=data, follow_redirects=True).text
    assert "Setelan laporan bulanan disimpan." in page
    assert 'value="20"' in page
    assert client.post("/bulanan/setelan", data=data).status_code == 409
    assert client.post("/bulanan/setelan", data={**data, "hari_lapor": "31"}).status_code == 422


def look_at(app: Flask, actor: Actor, moment: datetime) -> str:
    client = sign_in(app, actor)
    with db.clock_at(moment):
        return client.get("/").text


@pytest.mark.parametrize(("hari", "gaya"), [(10, "info"), (21, "peringatan"), (26, "bahaya")])
def test_manager_is_reminded_more_and_more(app: Flask, database: Engine, hari: int, gaya: str) -> None:
    actor = make_actor(Peran.PENGELOLA_MAKAM)
    name_makam(make_makam(pengelola=[actor]), "TPU X")
    # The session is as old as the moment it looks at.
    page = look_at(app, actor, noon(LALU.sesudah.replace(day=hari)))
    assert f"pemberitahuan--{gaya}" in page
    assert f"Bulan {LALU.teks} belum ditutup" in page
    assert f"paling lambat 25 {closing_deadline(LALU, 25):%Y}" not in page
    assert "TPU X" in page


@pytest.mark.parametrize("peran", [Peran.PENGELOLA_MAKAM, Peran.OPERATOR_DESA])
def test_closed_month_reminds_nobody(app: Flask, database: Engine, peran: Peran) -> None:
    actor = make_actor(peran)
    manager = actor if peran is Peran.PENGELOLA_MAKAM else make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[manager], desa=DESA[BANDAR_LAMPUNG])
    client = sign_in(app, actor)
    assert "belum ditutup" in client.get("/").text
    close_month(manager, makam)
    assert "belum ditutup" not in client.get("/").text


def test_many_cemeteries_are_counted_not_listed(app: Flask, database: Engine) -> None:
    actor = make_actor(Peran.PENGELOLA_MAKAM)
    for _ in range(7):
        make_makam(pengelola=[actor])
    assert "dan 2 makam lain" in sign_in(app, actor).get("/").text


@pytest.mark.parametrize("peran", [Peran.PEJABAT, Peran.ADMIN_KAB, Peran.PETUGAS_PROVINSI])
def test_office_sees_countdown_and_silent_cemeteries(app: Flask, database: Engine, peran: Peran) -> None:
    silent_makam()
    page = sign_in(app, make_actor(peran)).get("/").text
    assert "laporan bulan" in page
    assert "makam belum lapor bulan lalu" in page


def test_home_of_a_kab_says_when_the_report_was_sent(client: FlaskClient, pejabat: Actor) -> None:
    sent(pejabat)
    assert "Terkirim" in client.get("/").text


def test_deadlines_stand_on_the_list(client: FlaskClient) -> None:
    page = client.get("/bulanan").text
    batas = deadline(LALU, tingkat_of(BANDAR_LAMPUNG), 28) - timedelta(days=3)
    assert "Provinsi ke menteri" in page
    assert f"{batas.day} " in page
    assert client.get("/bulanan?tahun=1").status_code == client.get("/bulanan?tahun=x").status_code == 200
