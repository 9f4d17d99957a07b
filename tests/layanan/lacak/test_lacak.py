"""The family's page: number and date of the receipt, no account."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from werkzeug.test import TestResponse

from pemakaman import db
from pemakaman.akun.models import PercobaanMasuk
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import now, transaction
from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.jejak.services import record
from pemakaman.lacak import rules
from pemakaman.laporan.models import Laporan, Permintaan, SetelanLaporan
from pemakaman.laporan.rules import JenisBukti, Status
from pemakaman.makam.models import Makam
from pemakaman.nilai.nomor_acak import make_nomor
from pemakaman.verifikasi import services as meja
from tests.pabrik import make_actor, make_makam
from tests.pabrik_kiriman import tanggal, teks
from tests.pabrik_laporan import make_laporan, save
from tests.pabrik_verifikasi import act

WRONG = "tidak cocok dengan laporan mana pun"


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Pak Darmo")


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


@pytest.fixture
def laporan(pengelola: Actor, makam: Makam) -> Laporan:
    return make_laporan(pengelola, makam)


@pytest.fixture
def family(app: Flask) -> FlaskClient:
    return app.test_client()


def follow(client: FlaskClient, nomor: str | None, day: date | None, **more: Any) -> TestResponse:
    posted = {"nomor": nomor or "", **(tanggal("tanggal", day) if day else {})}
    return client.post("/lacak", data=posted, **more)


def see(client: FlaskClient, laporan: Laporan) -> str:
    answer = follow(client, laporan.nomor_terima, laporan.dimakamkan_tanggal)
    assert answer.status_code == 200
    return teks(answer)


def change(laporan: Laporan, **values: Any) -> None:
    with transaction() as session:
        row = session.get_one(Laporan, laporan.id)
        for name, value in values.items():
            setattr(row, name, value)
        record(session, "laporan.uji", "laporan", laporan.id, actor=SISTEM)


def count(table: Any) -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_number_and_date_open_the_report_with_initials_only(family: FlaskClient, laporan: Laporan) -> None:
    page = see(family, laporan)
    for words in ("A. S.", "TPU Uji", "Menunggu diperiksa", "3 hari kerja", "Disdukcapil Kota Bandar Lampung"):
        assert words in page
    secret = ("Ahmad", "Suhaimi", laporan.nik, "Melati", "Sakit biasa", "Pak Darmo", "Siti Aminah", "Zainuddin")
    assert [word for word in secret if str(word) in page] == []


def test_the_ways_people_type_the_number(family: FlaskClient, laporan: Laporan) -> None:
    typed = (laporan.nomor_terima or "").lower().replace("-", " ").replace("0", "o")
    assert follow(family, typed, laporan.dimakamkan_tanggal).status_code == 200


def test_wrong_number_and_wrong_date_get_the_same_answer(family: FlaskClient, laporan: Laporan) -> None:
    day = laporan.dimakamkan_tanggal
    assert day is not None
    known = follow(family, laporan.nomor_terima, day + timedelta(days=1))
    unknown = follow(family, "ZZZZ-3M9X-2HTA", day + timedelta(days=1))
    assert known.status_code == unknown.status_code == 422
    assert WRONG in known.text
    assert known.text.replace(laporan.nomor_terima or "", "") == unknown.text.replace("ZZZZ-3M9X-2HTA", "")


@pytest.mark.parametrize(("nomor", "hari"), [("", "1"), ("K7QF", "1"), ("K7QF-3M9X-2HTA", "32"), ("😀" * 9, "x")])
def test_what_is_no_number_or_no_date_is_told_at_its_field(family: FlaskClient, nomor: str, hari: str) -> None:
    posted = {"nomor": nomor, "tanggal-hari": hari, "tanggal-bulan": "1", "tanggal-tahun": "2026"}
    answer = family.post("/lacak", data=posted)
    assert answer.status_code == 422
    assert "govuk-error-message" in answer.text
    assert WRONG not in answer.text


def test_the_link_of_the_receipt_fills_in_the_number_and_shows_nothing(family: FlaskClient, laporan: Laporan) -> None:
    page = family.get(f"/lacak?n={laporan.nomor_terima}").text
    assert f'value="{laporan.nomor_terima}"' in page
    assert "Langkah" not in page


def test_nothing_on_the_way_keeps_the_page(family: FlaskClient, laporan: Laporan) -> None:
    for answer in (family.get("/lacak"), follow(family, laporan.nomor_terima, laporan.dimakamkan_tanggal)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers


def test_no_cookie_and_no_token_are_needed(
    app: Flask, family: FlaskClient, laporan: Laporan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    assert follow(family, laporan.nomor_terima, laporan.dimakamkan_tanggal).status_code == 200


def test_look_ups_are_logged_without_the_number(family: FlaskClient, laporan: Laporan) -> None:
    see(family, laporan)
    follow(family, laporan.nomor_terima, date(2020, 1, 1))
    with transaction() as session:
        rows = session.scalars(select(JejakBaca).order_by(JejakBaca.id)).all()
        changed = session.scalar(select(func.count()).select_from(Jejak).where(Jejak.objek == "lacak"))
    assert [(row.cara, row.objek_id, row.wilayah, row.pelaku) for row in rows] == [
        ("lacak.dibuka", str(laporan.id), "18.71", "Sistem"),
        ("lacak.tidak_cocok", None, None, "Sistem"),
    ]
    assert [row.kata_cari or row.sidik for row in rows] == [None, None]
    assert changed == 0


def miss(client: FlaskClient, nomor: str, times: int, alamat: str = "10.0.0.1") -> TestResponse:
    for _ in range(times):
        answer = follow(client, nomor, date(2020, 1, 1), environ_base={"REMOTE_ADDR": alamat})
    return answer


def test_a_receipt_is_not_guessed_open_from_many_addresses(family: FlaskClient, laporan: Laporan) -> None:
    nomor = laporan.nomor_terima or ""
    for number in range(rules.MISSES_PER_RECEIPT):
        assert miss(family, nomor, 1, f"10.0.0.{number}").status_code == 422
    refused = follow(family, nomor, laporan.dimakamkan_tanggal, environ_base={"REMOTE_ADDR": "10.0.1.1"})
    assert refused.status_code == 429
    assert "menit lagi" in refused.text
    with db.clock_at(now() + rules.RECEIPT_WINDOW + timedelta(minutes=1)):
        assert see(family, laporan)


def test_a_receipt_that_does_not_exist_is_refused_in_the_same_way(family: FlaskClient, laporan: Laporan) -> None:
    assert miss(family, make_nomor(), rules.MISSES_PER_RECEIPT + 1).status_code == 429


def test_one_address_does_not_try_without_end(family: FlaskClient, laporan: Laporan) -> None:
    for _ in range(rules.TRIES_PER_ADDRESS):
        assert miss(family, make_nomor(), 1).status_code == 422
    assert miss(family, make_nomor(), 1).status_code == 429
    other = {"REMOTE_ADDR": "10.0.0.2"}
    assert follow(family, laporan.nomor_terima, laporan.dimakamkan_tanggal, environ_base=other).status_code == 200
    with transaction() as session:
        kept = session.scalars(select(PercobaanMasuk.kunci)).all()
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in kept)


def test_the_right_answer_costs_the_receipt_nothing(family: FlaskClient, laporan: Laporan) -> None:
    for _ in range(rules.MISSES_PER_RECEIPT + 3):
        see(family, laporan)


def test_what_is_missing_is_told_by_name(family: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    awal = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL, bukti=(JenisBukti.KK_KTP,))
    page = see(family, awal)
    assert "belum diajukan" in page
    assert "Belum dilampirkan: Surat keterangan kematian" in page
    assert "Belum dilampirkan: KK" not in page


def test_notes_of_a_return_are_told_by_field_without_their_words(family: FlaskClient, laporan: Laporan) -> None:
    petugas = make_actor(Peran.VERIFIKATOR)
    act(meja.claim, laporan.id, actor=petugas)
    notes = {"nik": "NIK ini milik Budi", "bukti": "Foto buram"}
    act(meja.return_laporan, laporan.id, actor=petugas, versi=None, notes=notes)
    page = see(family, laporan)
    assert "Perlu dilengkapi" in page
    assert "Perlu diperbaiki: NIK almarhum" in page
    assert "milik Budi" not in page
    assert page.index("Pengelola makam TPU Uji") < page.index("loket akta kematian")


def test_requested_attachments_are_told_once(family: FlaskClient, laporan: Laporan) -> None:
    asked = {"laporan_id": laporan.id, "jenis": "lampiran", "teks": "Rahasia", "dibuat_oleh": laporan.dibuat_oleh}
    with transaction() as session:
        session.add_all(Permintaan(**asked, bukti_jenis=JenisBukti.SPTJM) for _ in range(2))
        session.add(Permintaan(**asked, bukti_jenis=JenisBukti.SURAT_KUASA, selesai_pada=now()))
        record(session, "laporan.lampiran_diminta", "laporan", laporan.id, actor=SISTEM)
    page = see(family, laporan)
    assert page.count("Diminta petugas: SPTJM") == 1
    assert "Surat kuasa" not in page
    assert "Rahasia" not in page


def test_a_report_merged_into_another_shows_how_that_one_goes_on(
    family: FlaskClient, pengelola: Actor, makam: Makam, laporan: Laporan
) -> None:
    heir = make_laporan(pengelola, makam)
    change(heir, status=Status.DISETUJUI)
    change(laporan, status=Status.DIGABUNG, status_sebelum=Status.DIAJUKAN, digabung_ke=heir.id)
    page = see(family, laporan)
    assert "Digabung dengan laporan lain" in page
    assert "Disetujui, berkas permohonan dibuat" in page
    assert (heir.nomor_terima or "x") not in page


@pytest.mark.parametrize(
    ("status", "judul"),
    [(Status.DIBEKUKAN, "Ditahan sementara"), (Status.DIARSIPKAN, "Diarsipkan"), (Status.DIBATALKAN, "Dibatalkan")],
)
def test_states_apart_are_told_in_careful_words(
    family: FlaskClient, laporan: Laporan, status: Status, judul: str
) -> None:
    change(laporan, status=status, status_sebelum=None if status is Status.DIBATALKAN else Status.DIAJUKAN)
    page = see(family, laporan)
    assert judul in page
    assert "hidup" not in page.replace("Orang ini masih hidup?", "").lower()


def test_the_service_time_is_that_of_the_office(family: FlaskClient, laporan: Laporan) -> None:
    with transaction() as session:
        session.add(SetelanLaporan(kab_kode="18.71", hari_layanan=14))
        record(session, "setelan_laporan.diubah", "setelan_laporan", "18.71", actor=SISTEM)
    assert "14 hari kerja" in see(family, laporan)


def test_the_date_on_an_older_paper_still_opens_the_report(family: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL)
    printed = laporan.dimakamkan_tanggal
    assert printed is not None
    save(pengelola, laporan.id, "pemakaman", dimakamkan_tanggal=printed + timedelta(days=1))
    assert follow(family, laporan.nomor_terima, printed).status_code == 200
    assert follow(family, laporan.nomor_terima, printed + timedelta(days=1)).status_code == 200
    assert follow(family, laporan.nomor_terima, printed + timedelta(days=2)).status_code == 422


def test_an_unknown_person_has_no_initials(family: FlaskClient, pengelola: Actor, makam: Makam) -> None:
    awal = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL, bukti=(), nama=None, tidak_dikenal=True)
    assert "Tidak dikenal" in see(family, awal)


def test_the_door_and_the_foot_lead_there(family: FlaskClient, database: Engine) -> None:
    assert family.get("/masuk").text.count('href="/lacak"') == 2
