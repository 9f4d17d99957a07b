"""Asking for a correction, deciding it, and the road after the certificate, through the pages."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from pemakaman.akun.rules import SISTEM, Peran
from pemakaman.db import transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.pembatalan.rules import Putusan
from pemakaman.perbaikan.models import Perbaikan
from pemakaman.perbaikan.queries import list_of_laporan
from pemakaman.perbaikan.rules import BAGIAN_JUDUL
from tests.pabrik import PROVINSI, make_actor, sign_in
from tests.pabrik_kiriman import tanggal, teks
from tests.pabrik_laporan import make_nik, make_png
from tests.pabrik_pembatalan import decide, raise_alarm
from tests.pabrik_perbaikan import Kantor, read

FIELDS = {
    "meninggal_tempat": "Puskesmas Kedaton", "meninggal_tempat_jenis": "rumah", "kasus": "rumah", "sebab": "1",
    "menerangkan": "2", "surat_nomor": "474.3/012/2026", "meninggal_pukul": "04.30",
}  # fmt: skip


@pytest.fixture
def kantor(database: Engine) -> Kantor:
    return Kantor()


@pytest.fixture
def manager(app: Flask, kantor: Kantor) -> FlaskClient:
    return sign_in(app, kantor.pengelola)


def fields(kantor: Kantor, **other: Any) -> dict[str, Any]:
    """What the page of the death sends, with a file."""
    day = kantor.laporan.meninggal_tanggal
    assert day is not None
    proof = {"jenis": "surat_kematian", "berkas": [(io.BytesIO(make_png()), "surat.png")]}
    return {
        **FIELDS,
        **tanggal("meninggal_tanggal", day),
        "alasan": "Salah tempat",
        **proof,
        "versi": str(kantor.laporan.versi),
        **other,
    }


def almarhum(kantor: Kantor, **other: Any) -> dict[str, Any]:
    """What the first page group sends."""
    laporan = kantor.laporan
    desa = laporan.alamat_desa_kode or ""
    region = {"alamat_prov": desa[:2], "alamat_kab": desa[:5], "alamat_kec": desa[:8], "alamat_desa_kode": desa}
    person = {"nama": laporan.nama or "", "nik": laporan.nik or "", "lahir-tahun": str(laporan.lahir_tahun)}
    usual = {"jenis_kelamin": "L", "kewarganegaraan": "WNI", "alasan": "Salah ketik", "jenis": "kk_ktp"}
    file = {"berkas": [(io.BytesIO(make_png()), "kk.png")]}
    return {**region, **person, **usual, **file, "versi": str(laporan.versi), **other}


def asked(kantor: Kantor) -> list[Any]:
    with transaction() as session:
        return list(list_of_laporan(session, kantor.laporan_id))


def url(kantor: Kantor, bagian: str = "kematian") -> str:
    return f"/laporan/{kantor.laporan_id}/perbaikan/{bagian}"


def set_status(kantor: Kantor, status: Status) -> None:
    with transaction() as session:
        session.get_one(Laporan, kantor.laporan_id).status = status
        record(session, "laporan.uji", "laporan", kantor.laporan_id, actor=SISTEM)


def test_manager_asks_pejabat_agrees_and_the_document_is_renewed(
    app: Flask, kantor: Kantor, manager: FlaskClient
) -> None:
    sent = manager.post(url(kantor), data=fields(kantor))
    assert sent.status_code == 303
    second = sign_in(app, kantor.pejabat)
    assert "Perbaikan data" in second.get("/perbaikan").text
    page = teks(second.get(sent.location))
    for words in ("Rumah, Jalan Melati 5", "Puskesmas Kedaton", "Salah tempat", "Berkas permohonan dibuat ulang"):
        assert words in page
    agreed = second.post(f"{sent.location}/setujui", data={"versi": "1"})
    assert (agreed.status_code, agreed.location) == (303, f"/laporan/{kantor.laporan_id}/berkas")
    assert kantor.laporan.meninggal_tempat == "Puskesmas Kedaton"
    assert "Diminta Pak Darmo, disetujui Pak Kadis" in teks(second.get(agreed.location))


def test_the_requester_sees_the_state_on_the_report(app: Flask, kantor: Kantor, manager: FlaskClient) -> None:
    perbaikan = kantor.ask()
    page = teks(manager.get(f"/laporan/{kantor.laporan_id}"))
    assert "Perbaikan data diminta" in page
    kantor.refuse(perbaikan)
    page = manager.get(f"/laporan/{kantor.laporan_id}")
    assert "Perbaikan data ditolak" in teks(page)
    assert f"/perbaikan/{perbaikan.id}" in page.text
    assert "Tidak terbukti" in teks(manager.get(f"/perbaikan/{perbaikan.id}"))


def test_without_a_reason_everything_typed_and_the_file_are_still_there(kantor: Kantor, manager: FlaskClient) -> None:
    answer = manager.post(url(kantor), data=fields(kantor, alasan=""))
    assert answer.status_code == 422
    assert "Tulis alasan perbaikan." in answer.text
    assert "Puskesmas Kedaton" in answer.text
    ticked = re.search(r'name="bukti"[^>]*value="([0-9a-f-]{36})"[^>]*checked', answer.text)
    assert ticked is not None
    again = manager.post(url(kantor), data={**fields(kantor), "berkas": [], "bukti": [ticked[1]]})
    assert again.status_code == 303


def test_a_bad_file_is_told_by_name_and_costs_nothing_else(kantor: Kantor, manager: FlaskClient) -> None:
    files = [(io.BytesIO(b"bukan gambar"), "catatan.txt"), (io.BytesIO(make_png()), "surat.png")]
    answer = manager.post(url(kantor), data=fields(kantor, berkas=files))
    assert answer.status_code == 422
    assert "catatan.txt" in answer.text
    assert "surat.png, baru Anda unggah" in answer.text
    assert "Puskesmas Kedaton" in answer.text
    assert asked(kantor) == []


def test_without_any_proof_the_page_says_so(kantor: Kantor, manager: FlaskClient) -> None:
    answer = manager.post(url(kantor), data=fields(kantor, berkas=[]))
    assert answer.status_code == 422
    assert "sedikitnya satu bukti" in answer.text


def test_a_proof_already_there_is_enough(kantor: Kantor, manager: FlaskClient) -> None:
    found = re.search(r'name="bukti"[^>]*value="([0-9a-f-]{36})"', manager.get(url(kantor)).text)
    assert found is not None
    assert manager.post(url(kantor), data=fields(kantor, berkas=[], bukti=[found[1]])).status_code == 303


def test_a_contradicting_value_stands_at_its_field(kantor: Kantor, manager: FlaskClient) -> None:
    wrong = {"meninggal_tanggal-tahun": "2024"} | {"surat_tanggal-hari": "31", "surat_tanggal-bulan": "2"}
    answer = manager.post(url(kantor), data=fields(kantor, **wrong, **{"surat_tanggal-tahun": "2026"}))
    assert answer.status_code == 422
    assert "Februari 2026 hanya sampai tanggal 28" in answer.text
    assert asked(kantor) == []


def test_a_nik_of_another_report_asks_for_its_reason(app: Flask, kantor: Kantor, manager: FlaskClient) -> None:
    nik = make_nik()
    Kantor(nik=nik, nama="Wayan Gede")
    answer = manager.post(url(kantor, "almarhum"), data=almarhum(kantor, nik=nik))
    assert answer.status_code == 422
    assert "Mengapa ini orang yang berbeda?" in answer.text
    reason = almarhum(kantor, nik=nik, alasan_nik_sama="NIK yang lain salah tulis")
    assert manager.post(url(kantor, "almarhum"), data=reason).status_code == 303


@pytest.mark.parametrize("bagian", list(BAGIAN_JUDUL))
def test_every_group_opens_and_survives_garbage(kantor: Kantor, manager: FlaskClient, bagian: str) -> None:
    assert manager.get(url(kantor, bagian)).status_code == 200
    garbage = {
        "nik": ["1", "2"], "meninggal_tanggal-hari": "x" * 999, "sebab": "9" * 40, "alasan": "\x07", "bukti": "x",
    }  # fmt: skip
    assert manager.post(url(kantor, bagian), data=garbage).status_code in {400, 409, 422}


def test_the_country_of_a_foreigner_is_kept(kantor: Kantor, manager: FlaskClient) -> None:
    foreign = almarhum(kantor, kewarganegaraan="WNA", negara="Jepang")
    assert manager.post(url(kantor, "almarhum"), data=foreign).status_code == 303
    with transaction() as session:
        (row,) = list_of_laporan(session, kantor.laporan_id)
        assert session.get_one(Perbaikan, row.id).usulan["kewarganegaraan"] == ["WNI", "Jepang"]


def test_the_address_goes_level_by_level(kantor: Kantor, manager: FlaskClient) -> None:
    other = almarhum(kantor, alamat_kec="18.71.02")
    assert "Pilih desa/kelurahan" in manager.post(url(kantor, "almarhum"), data=other).text
    shown = manager.post(url(kantor, "almarhum"), data=almarhum(kantor, alamat_kec="18.71.02", aksi="wilayah"))
    found = re.search(r'value="(18\.71\.02\.\d{4})"', shown.text)
    assert found is not None
    chosen = almarhum(kantor, alamat_kec="18.71.02", alamat_desa_kode=found[1])
    sent = manager.post(url(kantor, "almarhum"), data=chosen)
    assert sent.status_code == 303
    with transaction() as session:
        (row,) = list_of_laporan(session, kantor.laporan_id)
        assert session.get_one(Perbaikan, row.id).usulan["alamat_desa_kode"][1] == found[1]


def test_a_report_changed_since_the_page_was_opened_keeps_the_form(kantor: Kantor, manager: FlaskClient) -> None:
    opened = fields(kantor)
    kantor.agree(kantor.ask(sebab=3))
    answer = manager.post(url(kantor), data=opened)
    assert answer.status_code == 409
    assert "sebab kematian dari" in answer.text
    assert 'value="Puskesmas Kedaton"' in answer.text
    shown = re.search(r'name="versi" value="(\d+)"', answer.text)
    assert shown is not None
    assert manager.post(url(kantor), data=fields(kantor, versi=shown[1])).status_code == 303


def test_a_part_already_asked_for_leads_to_that_correction(app: Flask, kantor: Kantor, manager: FlaskClient) -> None:
    perbaikan = kantor.ask()
    assert manager.get(url(kantor)).location == f"/perbaikan/{perbaikan.id}"
    answer = sign_in(app, kantor.verifikator).post(url(kantor), data=fields(kantor, meninggal_tempat="RSUD"))
    assert answer.status_code == 409
    assert "Pak Darmo" in answer.text
    assert 'value="RSUD"' in answer.text


def test_unknown_group_is_404(kantor: Kantor, manager: FlaskClient) -> None:
    assert manager.get(url(kantor, "bukti")).status_code == 404


@pytest.mark.parametrize(
    ("peran", "minta", "daftar"),
    [
        (Peran.OPERATOR_DESA, 200, 403),
        (Peran.VERIFIKATOR, 200, 200),
        (Peran.PEJABAT, 403, 200),
        (Peran.ADMIN_KAB, 403, 200),
        (Peran.PETUGAS_PROVINSI, 403, 200),
        (Peran.PETUGAS_KPU, 403, 403),
    ],
)
def test_who_may_ask_and_who_sees_the_list(app: Flask, kantor: Kantor, peran: Peran, minta: int, daftar: int) -> None:
    client = sign_in(app, make_actor(peran, PROVINSI if peran is Peran.PETUGAS_PROVINSI else None))
    assert (client.get(url(kantor)).status_code, client.get("/perbaikan").status_code) == (minta, daftar)


def test_each_sees_only_his_own_buttons(app: Flask, kantor: Kantor) -> None:
    path = f"/perbaikan/{kantor.ask().id}"
    every = {f"{path}/{one}" for one in ("setujui", "tolak", "tarik", "perbarui")}
    expected = [
        (kantor.pengelola, {f"{path}/tarik"}),
        (kantor.verifikator, set()),
        (kantor.pejabat, {f"{path}/setujui", f"{path}/tolak"}),
    ]
    for actor, mine in expected:
        page = sign_in(app, actor).get(path).text
        assert {one for one in every if f'action="{one}"' in page} == mine


def test_the_province_sees_no_whole_nik(app: Flask, kantor: Kantor) -> None:
    nik = make_nik()
    perbaikan = kantor.ask("almarhum", nik=nik)
    province = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI)).get(f"/perbaikan/{perbaikan.id}").text
    assert nik not in province
    assert nik in sign_in(app, kantor.pejabat).get(f"/perbaikan/{perbaikan.id}").text


def test_a_stale_agreement_shows_what_changed_and_stays_open(app: Flask, kantor: Kantor) -> None:
    perbaikan = kantor.ask()
    with transaction() as session:
        session.get_one(Laporan, kantor.laporan_id).meninggal_tempat = "RSUD"
        record(session, "laporan.uji", "laporan", kantor.laporan_id, actor=SISTEM)
    answer = sign_in(app, kantor.pejabat).post(f"/perbaikan/{perbaikan.id}/setujui", data={"versi": "1"})
    assert answer.status_code == 409
    assert "sekarang “RSUD”" in answer.text
    manager = sign_in(app, kantor.pengelola)
    assert "Perbarui menurut data sekarang" in manager.get(f"/perbaikan/{perbaikan.id}").text
    assert manager.post(f"/perbaikan/{perbaikan.id}/perbarui", data={"versi": "1"}).status_code == 303
    again = sign_in(app, kantor.pejabat).post(f"/perbaikan/{perbaikan.id}/setujui", data={"versi": "2"})
    assert again.status_code == 303


def test_refusing_without_a_reason_keeps_the_page(app: Flask, kantor: Kantor) -> None:
    perbaikan = kantor.ask()
    client = sign_in(app, kantor.pejabat)
    assert client.post(f"/perbaikan/{perbaikan.id}/tolak", data={"versi": "1"}).status_code == 422
    sent = client.post(f"/perbaikan/{perbaikan.id}/tolak", data={"versi": "1", "alasan": "Tidak terbukti"})
    assert (sent.status_code, sent.location) == (303, "/perbaikan")


def test_a_correction_of_an_annulled_report_is_refused_in_words(
    app: Flask, kantor: Kantor, manager: FlaskClient
) -> None:
    perbaikan, other = kantor.ask(), kantor.ask("pemakaman", blok="C")
    decide(raise_alarm(kantor.laporan_id, kantor.verifikator).id, kantor.verifikator, kantor.pejabat, Putusan.KABULKAN)
    head = sign_in(app, kantor.pejabat)
    page = teks(head.get(f"/perbaikan/{perbaikan.id}"))
    assert "Laporan sekarang: dibatalkan. Perbaikan ini tidak dapat disetujui; tolak dengan alasan." in page
    answer = head.post(f"/perbaikan/{perbaikan.id}/setujui", data={"versi": "1"})
    assert (answer.status_code, "dibatalkan" in answer.text) == (409, True)
    assert read(perbaikan.id).status == "diusulkan"
    assert "tarik saja" in teks(manager.get(f"/perbaikan/{perbaikan.id}"))
    assert manager.post(f"/perbaikan/{perbaikan.id}/perbarui", data={"versi": "1"}).status_code == 409
    assert manager.post(f"/perbaikan/{perbaikan.id}/tarik", data={"versi": "1"}).status_code == 303
    sent = head.post(f"/perbaikan/{other.id}/tolak", data={"versi": "1", "alasan": "Orangnya masih hidup"})
    assert (sent.status_code, read(other.id).status) == (303, "ditolak")


def test_home_page_of_the_pejabat_counts_what_waits(app: Flask, kantor: Kantor) -> None:
    kantor.ask()
    home = sign_in(app, kantor.pejabat).get("/").text
    assert re.search(r'href="/perbaikan">\s*<span[^>]*>1</span>', home)
    assert "perbaikan data menunggu" not in sign_in(app, kantor.verifikator).get("/").text


def test_after_the_certificate_the_page_shows_the_road(app: Flask, kantor: Kantor, manager: FlaskClient) -> None:
    set_status(kantor, Status.AKTA_TERBIT)
    assert manager.get(url(kantor)).status_code == 409
    start = f"/laporan/{kantor.laporan_id}/perbaikan"
    page = teks(manager.get(start))
    for words in ("F-2.01F", "Kutipan akta kematian yang keliru (asli)", "Kota Bandar Lampung"):
        assert words in page
    assert "Catat sudah diarahkan" not in page
    office = sign_in(app, kantor.verifikator)
    assert office.post(f"{start}/pembetulan-akta", data={"keperluan": ""}).status_code == 422
    assert office.post(f"{start}/pembetulan-akta", data={"keperluan": "Nama ibu"}).status_code == 303
    assert "Nama ibu" in teks(manager.get(start))
    assert "Diarahkan ke pembetulan akta" in teks(manager.get(f"/laporan/{kantor.laporan_id}"))
