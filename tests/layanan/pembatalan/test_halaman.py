"""The pages of cases, of withdrawals, and the words on the pages around them, for every role."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from pemakaman import db
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading
from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.laporan.rules import Status
from pemakaman.pembatalan import services
from pemakaman.pembatalan.rules import Putusan, StatusKasus
from tests.pabrik import METRO, PROVINSI, make_actor, make_makam, sign_in
from tests.pabrik_kiriman import tanggal, teks
from tests.pabrik_laporan import hari_ini, make_laporan, make_png
from tests.pabrik_pembatalan import Almarhumah, act, kasus_of, kpu, propose, raise_alarm, raise_public
from tests.pabrik_pemilih import make_approved
from tests.pabrik_serah import build
from tests.pabrik_verifikasi import make_waiting, status_of, version_of
from tests.rumah.test_halaman import page_problems

pytestmark = pytest.mark.usefixtures("database")
OFFICE = (Peran.VERIFIKATOR, Peran.PEJABAT, Peran.ADMIN_KAB, Peran.PETUGAS_PROVINSI)


def sound(page: Any) -> str:
    assert (page.status_code, list(page_problems(page))) == (200, [])
    return teks(page)


@pytest.mark.parametrize("peran", list(Peran))
def test_cases_are_for_the_office_and_the_province(app: Flask, peran: Peran) -> None:
    orang = Almarhumah()
    kasus = orang.alarm()
    klien = sign_in(app, make_actor(peran))
    if peran not in OFFICE:
        assert {klien.get(path).status_code for path in ("/kasus", f"/kasus/{kasus.id}")} == {403}
        return
    assert "Siti Aminah" in sound(klien.get("/kasus"))
    shown = sound(klien.get(f"/kasus/{kasus.id}"))
    assert kasus.nomor in shown
    assert ("Usulkan ke pejabat" in shown) is (peran is Peran.VERIFIKATOR)
    assert (orang.nik in shown) is (peran in {Peran.VERIFIKATOR, Peran.PEJABAT})


def test_a_case_of_another_office_is_not_found(app: Flask) -> None:
    kasus = Almarhumah().alarm()
    klien = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert klien.get(f"/kasus/{kasus.id}").status_code == 404
    assert kasus.nomor not in klien.get("/kasus").text
    assert klien.get(f"/kasus/{uuid4()}").status_code == 404


def test_open_cases_stand_oldest_first_with_their_age(app: Flask) -> None:
    with db.clock_at(db.now() - timedelta(days=3)):
        old = raise_public(nama="Rahmat Hidayat")
    new = Almarhumah().alarm()
    shown = sound(sign_in(app, make_actor(Peran.PEJABAT)).get("/kasus"))
    assert shown.index(old.nomor) < shown.index(new.nomor)
    assert "3 hari" in shown
    assert "Sudah disetujui" in shown


def test_a_case_is_decided_through_its_page(app: Flask) -> None:
    orang = Almarhumah()
    orang.record_akta()
    kasus = orang.alarm()
    petugas, pejabat = sign_in(app, orang.verifikator), sign_in(app, orang.pejabat)
    path = f"/kasus/{kasus.id}"
    early = petugas.post(f"{path}/usulkan", data={"versi": 1, "putusan": "kabulkan", "alasan": "Datang sendiri."})
    assert (early.status_code, "paling sedikit satu bukti" in early.text) == (422, True)
    assert "Datang sendiri." in early.text
    files = {"jenis": "bukti_hidup", "berkas": (BytesIO(make_png()), "foto.png")}
    assert petugas.post(f"{path}/bukti", data=files).status_code == 303
    data = {"versi": 1, "putusan": "kabulkan", "alasan": "Datang sendiri."}
    assert petugas.post(f"{path}/usulkan", data=data).status_code == 303
    assert "Menunggu pejabat" in sound(petugas.get(path))
    shown = sound(pejabat.get(path))
    assert "Setuju" in shown
    assert pejabat.post(f"{path}/kembalikan", data={"versi": 2, "alasan": ""}).status_code == 422
    assert pejabat.post(f"{path}/putuskan", data={"versi": 1}).status_code == 409
    assert pejabat.post(f"{path}/putuskan", data={"versi": 2, "catatan": "Sudah bertemu."}).status_code == 303
    shown = sound(pejabat.get(path))
    assert all(word in shown for word in ("F-2.01F", "ditandai batal", "Sudah bertemu.", "Pulihkan ke meja"))
    assert orang.laporan().status == Status.DIBATALKAN
    assert kasus.nomor in sound(pejabat.get("/kasus?tab=selesai"))


def test_a_false_alarm_is_decided_with_the_report_s_own_proofs(app: Flask) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]))
    petugas, pejabat = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
    kasus = raise_alarm(laporan.id, petugas)
    klien = sign_in(app, petugas)
    ticks = re.findall(r'name="bukti" type="checkbox" value="([^"]+)"', klien.get(f"/kasus/{kasus.id}").text)
    assert len(ticks) == 2
    data = {"versi": 1, "putusan": "tolak", "bukti": ticks[:1], "alasan": "Keluarga salah paham."}
    assert klien.post(f"/kasus/{kasus.id}/usulkan", data=data).status_code == 303
    assert sign_in(app, pejabat).post(f"/kasus/{kasus.id}/putuskan", data={"versi": 2}).status_code == 303
    assert status_of(laporan.id) == Status.DIAJUKAN


def test_a_bad_file_is_told_and_a_foreign_proof_refused(app: Flask) -> None:
    kasus = Almarhumah().alarm()
    klien = sign_in(app, make_actor(Peran.VERIFIKATOR))
    files = {"jenis": "bukti_hidup", "berkas": (BytesIO(b"bukan gambar"), "foto.png")}
    page = klien.post(f"/kasus/{kasus.id}/bukti", data=files)
    assert (page.status_code, "foto.png" in page.text) == (422, True)
    data = {"versi": 1, "putusan": "tolak", "bukti": [str(uuid4())], "alasan": "x"}
    assert klien.post(f"/kasus/{kasus.id}/usulkan", data=data).status_code == 422


def test_a_case_without_a_report_is_searched_linked_or_closed(app: Flask) -> None:
    laporan_id = make_approved(nama="Rahmat Hidayat")
    kasus, other = raise_public(nama="Rahmad Hidayat"), raise_public(nama="Siapa Saja")
    klien = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert "Cari dan tautkan laporan" in sound(klien.get(f"/kasus/{kasus.id}"))
    assert "Rahmat Hidayat" in sound(klien.get(f"/kasus/{kasus.id}/tautkan"))
    assert "Tidak ada laporan yang cocok" in teks(klien.post(f"/kasus/{kasus.id}/tautkan", data={"nama": "Zulkifli"}))
    data = {"laporan": str(laporan_id), "versi": 1}
    assert klien.post(f"/kasus/{kasus.id}/tautkan", data=data).status_code == 303
    assert status_of(laporan_id) == Status.DIBEKUKAN
    assert klien.post(f"/kasus/{kasus.id}/tautkan", data=data).status_code == 409
    assert klien.post(f"/kasus/{other.id}/tautkan", data={"laporan": "x"}).status_code == 404
    sound(klien.get(f"/kasus/{other.id}/tutup"))
    assert klien.post(f"/kasus/{other.id}/tutup", data={"versi": 1, "alasan": ""}).status_code == 422
    assert klien.post(f"/kasus/{other.id}/tutup", data={"versi": 1, "alasan": "Tidak ada."}).status_code == 303
    assert kasus_of(other.id).status == StatusKasus.DITUTUP


def test_opening_a_case_is_in_the_read_log(app: Flask) -> None:
    kasus = Almarhumah().alarm()
    sign_in(app, make_actor(Peran.ADMIN_KAB)).get(f"/kasus/{kasus.id}")
    with reading() as session:
        looks = session.scalars(select(JejakBaca).where(JejakBaca.cara == "kasus.dibuka")).all()
    assert [look.objek_id for look in looks] == [str(kasus.id)]


@pytest.mark.parametrize("peran", [Peran.PENGELOLA_MAKAM, Peran.OPERATOR_DESA, *OFFICE])
def test_who_sees_a_report_raises_the_alarm_at_its_page(app: Flask, peran: Peran) -> None:
    actor = make_actor(peran)
    makam = make_makam(pengelola=[actor] if peran is Peran.PENGELOLA_MAKAM else [])
    laporan_id = make_waiting(makam)
    klien = sign_in(app, actor)
    assert "Lapor: masih hidup" in sound(klien.get(f"/laporan/{laporan_id}"))
    path = f"/laporan/{laporan_id}/masih-hidup"
    sound(klien.get(path))
    assert klien.post(path, data={"keterangan": ""}).status_code == 422
    assert klien.post(path, data={"keterangan": "Datang sendiri."}).status_code == 303
    assert "masih hidup" in sound(klien.get(f"/laporan/{laporan_id}"))
    assert status_of(laporan_id) == Status.DIBEKUKAN


def test_the_desk_leads_to_the_case_and_back(app: Flask) -> None:
    orang = Almarhumah()
    kasus = orang.alarm()
    klien = sign_in(app, orang.verifikator)
    assert "Buka kasus masih hidup" in sound(klien.get(f"/meja/{orang.laporan_id}"))
    answer = klien.get(f"/laporan/{orang.laporan_id}/kasus")
    assert answer.headers["Location"].endswith(f"/kasus/{kasus.id}")
    assert klien.get(f"/laporan/{make_waiting()}/kasus").status_code == 404


def test_frozen_and_annulled_documents_are_shown_as_such_and_not_handed_out(app: Flask) -> None:
    orang = Almarhumah()
    orang.make_document()
    kasus = orang.alarm()
    klien = sign_in(app, orang.verifikator)
    (dokumen,) = orang.berkas()
    assert "dibekukan" in sound(klien.get(f"/laporan/{orang.laporan_id}/berkas"))
    refused = klien.get(f"/berkas/{dokumen.id}/unduh")
    assert (refused.status_code, "dibekukan" in refused.text) == (403, True)
    assert klien.post("/berkas", data={"berkas": str(dokumen.id), "bentuk": "pdf"}).status_code == 404
    assert str(dokumen.id) not in klien.get("/berkas?saring=semua").text
    orang.decide(kasus, Putusan.KABULKAN)
    shown = sound(klien.get(f"/laporan/{orang.laporan_id}/berkas"))
    assert "dibatalkan" in shown
    assert klien.get(f"/berkas/{dokumen.id}/unduh").status_code == 403


def test_an_annulled_report_goes_back_to_the_desk_by_the_pejabat_only(app: Flask) -> None:
    orang = Almarhumah()
    orang.decide(orang.alarm(), Putusan.KABULKAN)
    path = f"/laporan/{orang.laporan_id}/pulihkan-ke-meja"
    assert sign_in(app, orang.verifikator).get(path).status_code == 403
    klien = sign_in(app, orang.pejabat)
    sound(klien.get(path))
    data = {"versi": version_of(orang.laporan_id), "alasan": "Salah orang."}
    assert klien.post(path, data=data).status_code == 303
    assert klien.post(path, data=data).status_code == 409
    assert orang.laporan().status == Status.DIAJUKAN


def overdue(orang: Almarhumah) -> None:
    orang.hand_over()
    with db.clock_at(db.now() - timedelta(days=4)):
        orang.alarm()


@pytest.mark.parametrize("peran", list(Peran))
def test_the_red_line_is_on_the_home_page_of_those_who_answer_for_it(app: Flask, peran: Peran) -> None:
    overdue(Almarhumah())
    shown = sound(sign_in(app, make_actor(peran)).get("/"))
    answer_for = {Peran.PEJABAT, Peran.ADMIN_KAB, Peran.PETUGAS_KPU, Peran.PETUGAS_PROVINSI}
    assert ("1 penarikan terlambat" in shown) is (peran in answer_for)
    assert ("kasus masih hidup belum diputus" in shown) is (peran in OFFICE)
    assert "Lapor: orang ini masih hidup" in shown


def test_the_red_line_is_on_the_packages_and_the_cases_and_goes_with_the_receipt(app: Flask) -> None:
    orang = Almarhumah()
    overdue(orang)
    pejabat, petugas_kpu = sign_in(app, orang.pejabat), sign_in(app, kpu())
    for klien, path in ((pejabat, "/paket"), (petugas_kpu, "/paket"), (pejabat, "/kasus")):
        assert "1 penarikan terlambat" in sound(klien.get(path))
    assert "Terlambat" in sound(pejabat.get(f"/laporan/{orang.laporan_id}/kasus", follow_redirects=True))
    assert "1 penarikan menunggu" in sound(pejabat.get("/paket/baru"))
    build(orang.pejabat)
    assert "Penarikan" in sound(petugas_kpu.get("/paket"))
    _receive(petugas_kpu, orang)
    assert "penarikan terlambat" not in sound(petugas_kpu.get("/paket"))
    assert "Tidak ada penarikan" in sound(petugas_kpu.get("/paket/penarikan"))


def _receive(klien: FlaskClient, orang: Almarhumah) -> None:
    (notice,) = orang.penarikan()
    assert "SITI AMINAH" in sound(klien.get("/paket/penarikan"))
    form = {"tanda_terima": "BA-12/2026", **tanggal("tanggal", hari_ini())}
    page = klien.post("/paket/penarikan/terima", data=form)
    assert (page.status_code, "Centang dulu" in page.text, "BA-12/2026" in page.text) == (422, True, True)
    form["penarikan"] = str(notice.id)
    assert klien.post("/paket/penarikan/terima", data={**form, "tanda_terima": ""}).status_code == 422
    assert klien.post("/paket/penarikan/terima", data={**form, "penarikan": "x"}).status_code == 404
    assert klien.post("/paket/penarikan/terima", data=form).status_code == 303
    assert klien.post("/paket/penarikan/terima", data=form).status_code == 409


def test_kpu_is_told_of_a_withdrawal_by_the_name_of_its_file(app: Flask) -> None:
    orang = Almarhumah()
    orang.hand_over()
    orang.alarm()
    page = sound(sign_in(app, kpu()).get(f"/paket/{build(orang.pejabat).id}"))
    assert "Kembalikan ke daftar" in page
    assert "PENARIKAN-KEMBALIKAN-KE-DAFTAR-00002.xlsx" in page


def test_every_step_of_a_case_is_in_the_trail(app: Flask) -> None:
    orang = Almarhumah()
    orang.hand_over()
    kasus = orang.alarm()
    propose(kasus.id, orang.verifikator, Putusan.KABULKAN)
    act(services.send_back, kasus.id, alasan="Belum jelas.", actor=orang.pejabat)
    orang.decide(kasus, Putusan.KABULKAN)
    with reading() as session:
        query = select(Jejak.peristiwa).where(Jejak.objek_id.in_([str(kasus.id), str(orang.usul_id)]))
        kinds = list(session.scalars(query.order_by(Jejak.id)))
    assert kinds == [
        *("usul.dibuat", "usul.dikonfirmasi", "kasus_hidup.dibuat", "usul.dibekukan", "usul.penarikan_dibuat"),
        *("kasus_hidup.diusulkan", "kasus_hidup.usul_ditolak", "kasus_hidup.diusulkan"),
        *("usul.dibatalkan", "kasus_hidup.dikabulkan"),
    ]


def test_the_auditor_s_page_shows_cases_in_words(app: Flask) -> None:
    actor: Actor = make_actor(Peran.AUDITOR, PROVINSI)
    Almarhumah().alarm()
    shown = sound(sign_in(app, actor).get("/jejak"))
    assert "Dilaporkan masih hidup" in shown
