"""The door without a sign-in: it tells a stranger nothing, keeps what he typed, and does not let him knock for ever."""

import logging
import re
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from pemakaman.akun.models import PercobaanMasuk
from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.laporan.rules import Status
from pemakaman.pembatalan import rules, services
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.rules import LAPOR_PALING, STATUS_PALING, Putusan
from tests.pabrik import make_actor, sign_in
from tests.pabrik_kiriman import teks
from tests.pabrik_pembatalan import Almarhumah, raise_public
from tests.pabrik_pemilih import make_approved
from tests.pabrik_verifikasi import status_of
from tests.rumah.test_halaman import page_problems

NIK = "1871014403500001"
FORM = {
    "nama": "Siti Aminah",
    "nik": NIK,
    "kab-1": "18",
    "kab-2": "18.71",
    "nomor_terima": "",
    "keterangan": "Rekening bank tertutup.",
    "pengadu_nama": "Budi Santoso",
    "pengadu_hubungan": "keluarga",
    "pengadu_telepon": "0812-3456-7890",
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "JEDA_SAMA", 0.0)


@pytest.fixture
def klien(app: Flask, database: Engine) -> FlaskClient:
    return app.test_client()


def post(klien: FlaskClient, **ganti: str) -> Any:
    return klien.post("/masih-hidup", data={**FORM, **ganti})


def cases() -> list[KasusHidup]:
    with reading() as session:
        return list(session.scalars(select(KasusHidup).order_by(KasusHidup.dibuat_pada)))


def told(app: Flask, **ganti: str) -> tuple[Any, bytes]:
    """The headers and the page that a new visitor gets, without his case number."""
    klien = app.test_client()
    answer = post(klien, **ganti)
    page = klien.get(answer.headers["Location"])
    nomor = cases()[-1].nomor.encode()
    assert nomor in page.data
    headers = [(name, value) for name, value in answer.headers if name not in {"Set-Cookie", "Date"}]
    return (answer.status_code, answer.data, headers), page.data.replace(nomor, b"")


def test_found_and_not_found_are_answered_with_the_same_bytes(app: Flask, database: Engine) -> None:
    laporan_id = make_approved(nik=NIK)
    found, nothing = told(app), told(app, nik="1871014403500002")
    assert found == nothing
    assert [one.laporan_id for one in cases()] == [laporan_id, None]
    assert status_of(laporan_id) == Status.DIBEKUKAN


def test_both_answers_take_the_same_time(app: Flask, database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "JEDA_SAMA", 0.6)
    make_approved(nik=NIK)
    times = []
    for nik in (NIK, "1871014403500002"):
        begun = monotonic()
        post(app.test_client(), nik=nik)
        times.append(monotonic() - begun)
    assert min(times) >= 0.6


def test_the_pages_are_sound_and_need_no_account(klien: FlaskClient) -> None:
    post(klien)
    for path in ("/masih-hidup", "/masih-hidup/terkirim", "/masih-hidup/status"):
        page = klien.get(path)
        assert (page.status_code, list(page_problems(page))) == (200, [])
    assert "/masih-hidup" in klien.get("/masuk").text


def test_what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost(klien: FlaskClient) -> None:
    page = post(klien, keterangan="", nik="187101")
    assert page.status_code == 422
    assert all(word in page.text for word in ("Tulis apa yang terjadi.", "Budi Santoso", "187101"))
    assert list(page_problems(page)) == []
    assert cases() == []


@pytest.mark.parametrize("ruas", ["nama", "pengadu_nama", "pengadu_telepon", "pengadu_hubungan", "keterangan"])
def test_each_needed_field_is_asked_for(klien: FlaskClient, ruas: str) -> None:
    assert post(klien, **{ruas: " "}).status_code == 422
    assert cases() == []


def test_a_receipt_number_that_is_none_is_told(klien: FlaskClient) -> None:
    page = post(klien, nomor_terima="12/2026")
    assert page.status_code == 422
    assert "Nomor tanda terima terdiri atas 12" in page.text


def test_the_region_is_chosen_step_by_step_without_a_script(klien: FlaskClient) -> None:
    page = klien.post("/masih-hidup", data={"nama": "Siti Aminah", "kab-1": "18", "kab-lanjut": "1"})
    assert page.status_code == 200
    assert all(word in page.text for word in ("Kota Bandar Lampung", "Siti Aminah"))


def test_sending_again_by_the_reload_button_sends_nothing(klien: FlaskClient) -> None:
    assert post(klien).status_code == 303
    for _ in range(2):
        assert klien.get("/masih-hidup/terkirim").status_code == 200
    assert len(cases()) == 1


def test_the_page_of_nobody_s_case_leads_to_the_form(klien: FlaskClient) -> None:
    assert klien.get("/masih-hidup/terkirim").headers["Location"].endswith("/masih-hidup")


def test_one_address_may_not_knock_for_ever_and_keeps_what_it_typed(klien: FlaskClient) -> None:
    for _ in range(LAPOR_PALING):
        assert post(klien).status_code == 303
    page = post(klien)
    assert page.status_code == 429
    assert all(word in page.text for word in ("Siti Aminah", "menit lagi", "Disdukcapil"))
    assert len(cases()) == LAPOR_PALING
    other = klien.post("/masih-hidup", data=FORM, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert other.status_code == 303


def test_the_status_page_tells_the_step_and_nothing_else(klien: FlaskClient) -> None:
    orang = Almarhumah()
    kasus, without = orang.alarm(), raise_public()
    pages = [teks(klien.post("/masih-hidup/status", data={"nomor": one.nomor})) for one in (kasus, without)]
    assert [page.replace(kasus.nomor, "").replace(without.nomor, "") for page in pages[:1]] == [
        pages[1].replace(without.nomor, "")
    ]
    assert "sedang diperiksa" in pages[0]
    assert "SITI" not in pages[0].upper()
    orang.decide(kasus, Putusan.KABULKAN)
    assert "Selesai diperiksa" in teks(klien.post("/masih-hidup/status", data={"nomor": kasus.nomor.lower()}))


@pytest.mark.parametrize("nomor", ["", "MH-0000-0000-0000", "1871014403500001", "x" * 5000])
def test_a_number_of_no_case_is_told_so(klien: FlaskClient, nomor: str) -> None:
    page = klien.post("/masih-hidup/status", data={"nomor": nomor})
    assert (page.status_code, list(page_problems(page))) == (422, [])


def test_guessing_case_numbers_ends(klien: FlaskClient) -> None:
    for _ in range(STATUS_PALING):
        klien.post("/masih-hidup/status", data={"nomor": "MH-0000-0000-0000"})
    assert klien.post("/masih-hidup/status", data={"nomor": "MH-0000-0000-0000"}).status_code == 429
    with reading() as session:
        keys = set(session.scalars(select(PercobaanMasuk.kunci)))
        assert session.scalar(select(func.count()).select_from(PercobaanMasuk)) == STATUS_PALING
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in keys)


@pytest.fixture
def lines() -> Iterator[list[str]]:
    found: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(f"{record.getMessage()} {record.exc_info}")

    handler, root = Keeper(), logging.getLogger()
    root.addHandler(handler)
    old = root.level
    root.setLevel(logging.DEBUG)
    yield found
    root.setLevel(old)
    root.removeHandler(handler)


def test_neither_nik_nor_name_reaches_a_log_or_an_address(klien: FlaskClient, lines: list[str]) -> None:
    make_approved(nik=NIK)
    answer = post(klien)
    assert NIK not in answer.headers["Location"]
    assert [line for line in lines if NIK in line or "Siti Aminah" in line] == []


@pytest.mark.parametrize("peran", [Peran.PETUGAS_KPU, Peran.AUDITOR, Peran.ADMIN_SISTEM, Peran.PENGELOLA_MAKAM])
def test_a_role_without_cases_learns_as_little_as_a_stranger(app: Flask, database: Engine, peran: Peran) -> None:
    make_approved(nik=NIK)
    actor = make_actor(peran)
    told_ = []
    for nik in (NIK, "1871014403500002"):
        klien = sign_in(app, actor)
        answer = klien.post("/masih-hidup/lapor", data={**FORM, "nik": nik})
        assert answer.headers["Location"].endswith("/masih-hidup/terkirim")
        page = klien.get("/masih-hidup/terkirim").text
        bare = re.sub(r'name="csrf_token" value="[^"]*"', "", page)
        told_.append(bare.replace(cases()[-1].nomor, ""))
    assert told_[0] == told_[1]


def test_the_office_goes_straight_to_its_case(app: Flask, database: Engine) -> None:
    make_approved(nik=NIK)
    klien = sign_in(app, make_actor(Peran.VERIFIKATOR))
    answer = klien.post("/masih-hidup/lapor", data={**FORM, "kab-1": "", "kab-2": ""})
    assert answer.headers["Location"].endswith(f"/kasus/{cases()[0].id}")


def test_a_province_chooses_a_kab_of_its_own(app: Flask, database: Engine) -> None:
    klien = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    assert "Kota Bandar Lampung" in klien.get("/masih-hidup/lapor").text
    assert klien.post("/masih-hidup/lapor", data={**FORM, "kab-2": ""}).status_code == 422
    assert klien.post("/masih-hidup/lapor", data=FORM).status_code == 303


def test_a_public_alarm_writes_no_account(database: Engine) -> None:
    with transaction() as session:
        kasus = services.raise_public(session, services.Aduan("18.71", "x", "A", None, None, "B", "+62812", None))
    assert kasus.dibuat_oleh is None
