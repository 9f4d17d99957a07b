"""The archive: out of the way with a reason, and back to where it stood."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from pemakaman.akun.rules import Peran
from pemakaman.db import reading
from pemakaman.errors import Conflict, Forbidden, Invalid, StaleVersion
from pemakaman.laporan.queries import recorded_dead
from pemakaman.laporan.rules import Status
from pemakaman.pembatalan import services
from tests.pabrik import make_actor, make_makam, sign_in
from tests.pabrik_kiriman import teks
from tests.pabrik_laporan import read
from tests.pabrik_verifikasi import act, make_in, make_waiting, status_of, version_of

pytestmark = pytest.mark.usefixtures("database")
NIK = "1871014403500001"
SHELVED = {Status.LAPOR_AWAL, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DITOLAK, Status.DIBATALKAN}


@pytest.mark.parametrize("status", sorted(SHELVED))
def test_archived_and_back_a_report_stands_where_it_stood(status: Status) -> None:
    petugas, pejabat = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
    laporan_id = make_in(status, petugas, pejabat)
    act(services.archive, laporan_id, alasan="Dicatat dua kali di buku.", versi=None, actor=petugas)
    assert (status_of(laporan_id), read(laporan_id).status_sebelum) == (Status.DIARSIPKAN, status)
    act(services.unarchive, laporan_id, alasan="Masih diperlukan.", versi=None, actor=pejabat)
    assert (status_of(laporan_id), read(laporan_id).status_sebelum) == (status, None)


@pytest.mark.parametrize("status", [Status.DIPERIKSA, Status.DISARANKAN, Status.DISETUJUI, Status.AKTA_TERBIT])
def test_what_is_being_worked_on_or_approved_is_not_archived(status: Status) -> None:
    petugas = make_actor(Peran.VERIFIKATOR)
    laporan_id = make_in(status, petugas, make_actor(Peran.PEJABAT))
    with pytest.raises(Conflict):
        act(services.archive, laporan_id, alasan="x", versi=None, actor=petugas)


def test_an_archived_report_still_says_that_he_died() -> None:
    laporan_id, petugas = make_waiting(nik=NIK), make_actor(Peran.VERIFIKATOR)
    act(services.archive, laporan_id, alasan="Ganda.", versi=None, actor=petugas)
    with reading() as session:
        assert recorded_dead(session, [NIK], exclude=None) == {NIK}


def test_archiving_needs_a_reason_the_permission_and_the_version_that_was_read() -> None:
    laporan_id, petugas = make_waiting(), make_actor(Peran.VERIFIKATOR)
    with pytest.raises(Invalid):
        act(services.archive, laporan_id, alasan=" ", versi=None, actor=petugas)
    with pytest.raises(Forbidden):
        act(services.archive, laporan_id, alasan="x", versi=None, actor=make_actor(Peran.ADMIN_KAB))
    with pytest.raises(StaleVersion):
        act(services.archive, laporan_id, alasan="x", versi=version_of(laporan_id) + 1, actor=petugas)
    assert status_of(laporan_id) == Status.DIAJUKAN


def test_the_archive_is_a_tab_that_says_who_when_and_why(app: Flask, database: Engine) -> None:
    petugas = make_actor(Peran.VERIFIKATOR, nama="Ani Wijaya")
    laporan_id = make_waiting(nama="Rahmat Hidayat")
    klien = sign_in(app, petugas)
    answer = klien.post(
        f"/laporan/{laporan_id}/arsipkan", data={"versi": version_of(laporan_id), "alasan": "Dicatat dua kali."}
    )
    assert answer.status_code == 303
    assert "Rahmat Hidayat" not in klien.get("/laporan").text
    shown = teks(klien.get("/laporan?status=diarsipkan"))
    assert all(word in shown for word in ("Rahmat Hidayat", "Ani Wijaya", "Dicatat dua kali."))
    data = {"versi": version_of(laporan_id), "alasan": "Masih diperlukan."}
    assert klien.post(f"/laporan/{laporan_id}/keluarkan-dari-arsip", data=data).status_code == 303
    assert "Rahmat Hidayat" in klien.get("/laporan").text


def test_the_page_keeps_what_was_typed_and_refuses_a_late_comer(app: Flask, database: Engine) -> None:
    petugas, laporan_id = make_actor(Peran.VERIFIKATOR), make_waiting()
    klien = sign_in(app, petugas)
    path = f"/laporan/{laporan_id}/arsipkan"
    assert klien.get(path).status_code == 200
    page = klien.post(path, data={"versi": version_of(laporan_id), "alasan": ""})
    assert (page.status_code, "Tulis alasannya." in page.text) == (422, True)
    page = klien.post(path, data={"versi": 0, "alasan": "Sudah lama"})
    assert (page.status_code, "Sudah lama" in page.text) == (409, True)


def test_a_manager_s_list_leaves_out_the_archive_on_every_page(app: Flask, database: Engine) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[pengelola])
    laporan_id = make_waiting(makam, nama="Rahmat Hidayat")
    act(services.archive, laporan_id, alasan="Ganda.", versi=None, actor=make_actor(Peran.VERIFIKATOR))
    klien = sign_in(app, pengelola)
    assert "Rahmat Hidayat" not in klien.get("/laporan").text
    assert "Rahmat Hidayat" not in klien.get(f"/laporan?makam={makam.id}").text
    assert "Rahmat Hidayat" in klien.get("/laporan?status=diarsipkan").text
