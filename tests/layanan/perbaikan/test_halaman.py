"""Correcting an approved report through its pages."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from pemakaman.akun.rules import Peran
from pemakaman.berkas.rules import BAGIAN_JUDUL
from pemakaman.db import transaction
from pemakaman.laporan.models import Laporan
from tests.layanan.berkas.test_berkas import current, make_approved, work
from tests.pabrik import make_actor, sign_in

FIELDS = {
    "meninggal_tempat": "Puskesmas Kedaton", "meninggal_tempat_jenis": "rumah", "kasus": "rumah", "sebab": "1",
    "menerangkan": "2", "surat_nomor": "474.3/012/2026", "meninggal_pukul": "04.30",
}  # fmt: skip


def fields(laporan_id: UUID, **other: str) -> dict[str, str]:
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
    day = laporan.meninggal_tanggal
    assert day is not None
    date_parts = {"hari": str(day.day), "bulan": str(day.month), "tahun": str(day.year)}
    posted = {f"meninggal_tanggal-{name}": value for name, value in date_parts.items()}
    return {**FIELDS, **posted, "versi": str(laporan.versi), **other}


@pytest.fixture
def approved(database: Engine, app: Flask) -> tuple[FlaskClient, UUID]:
    verifikator, laporan_id = make_approved()
    work()
    return sign_in(app, verifikator), laporan_id


def test_correction_page_changes_data_and_orders_a_new_version(approved: tuple[FlaskClient, UUID]) -> None:
    client, laporan_id = approved
    url = f"/laporan/{laporan_id}/betulkan/kematian"
    answer = client.post(url, data=fields(laporan_id, alasan="Salah tempat"))
    assert answer.status_code == 303
    assert (current(laporan_id).versi_dokumen, current(laporan_id).status) == (2, "antre")
    with transaction() as session:
        assert session.get_one(Laporan, laporan_id).meninggal_tempat == "Puskesmas Kedaton"


def test_correction_without_a_reason_keeps_what_was_typed(approved: tuple[FlaskClient, UUID]) -> None:
    client, laporan_id = approved
    answer = client.post(f"/laporan/{laporan_id}/betulkan/kematian", data=fields(laporan_id))
    assert answer.status_code == 422
    assert "Puskesmas Kedaton" in answer.text
    assert current(laporan_id).versi_dokumen == 1


def test_stale_correction_says_what_changed(approved: tuple[FlaskClient, UUID]) -> None:
    client, laporan_id = approved
    answer = client.post(f"/laporan/{laporan_id}/betulkan/kematian", data=fields(laporan_id, alasan="x", versi="1"))
    assert answer.status_code == 409
    assert "diubah orang lain" in answer.text


@pytest.mark.parametrize("bagian", list(BAGIAN_JUDUL))
def test_every_group_opens_and_survives_garbage(approved: tuple[FlaskClient, UUID], bagian: str) -> None:
    client, laporan_id = approved
    assert client.get(f"/laporan/{laporan_id}/betulkan/{bagian}").status_code == 200
    garbage = {
        "versi": "²",
        "nik": ["1", "2"],
        "meninggal_tanggal-hari": "x" * 999,
        "sebab": "9" * 40,
        "alasan": "\x07",
    }
    assert client.post(f"/laporan/{laporan_id}/betulkan/{bagian}", data=garbage).status_code in {400, 409, 422}


def almarhum(laporan_id: UUID, **other: str) -> dict[str, str]:
    """What the first page group sends, with some fields typed anew."""
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
    desa = laporan.alamat_desa_kode or ""
    region = {"alamat_prov": desa[:2], "alamat_kab": desa[:5], "alamat_kec": desa[:8], "alamat_desa_kode": desa}
    person = {"nama": laporan.nama or "", "nik": laporan.nik or "", "lahir-tahun": str(laporan.lahir_tahun)}
    usual = {"jenis_kelamin": "L", "kewarganegaraan": "WNI"}
    return {**region, **person, **usual, "versi": str(laporan.versi), "alasan": "Salah ketik", **other}


def test_correction_keeps_the_country_of_a_foreigner(approved: tuple[FlaskClient, UUID]) -> None:
    client, laporan_id = approved
    url = f"/laporan/{laporan_id}/betulkan/almarhum"
    foreign = almarhum(laporan_id, kewarganegaraan="WNA", negara="Jepang")
    assert client.post(url, data=foreign).status_code == 303
    assert 'value="Jepang"' in client.get(url).text
    with transaction() as session:
        assert session.get_one(Laporan, laporan_id).kewarganegaraan == "Jepang"


def test_correction_of_the_address_goes_level_by_level(approved: tuple[FlaskClient, UUID]) -> None:
    client, laporan_id = approved
    url = f"/laporan/{laporan_id}/betulkan/almarhum"
    other = almarhum(laporan_id, alamat_kec="18.71.02")
    assert "Pilih sampai desa/kelurahannya." in client.post(url, data=other).text
    shown = client.post(url, data={**other, "aksi": "wilayah"})
    found = re.search(r'value="(18\.71\.02\.\d{4})"', shown.text)
    assert found is not None
    chosen = found[1]
    assert client.post(url, data={**other, "alamat_desa_kode": chosen}).status_code == 303
    with transaction() as session:
        assert session.get_one(Laporan, laporan_id).alamat_desa_kode == chosen


def test_unknown_group_is_404(approved: tuple[FlaskClient, UUID]) -> None:
    client, laporan_id = approved
    assert client.get(f"/laporan/{laporan_id}/betulkan/bukti").status_code == 404


def test_role_without_the_right_is_refused(app: Flask, approved: tuple[FlaskClient, UUID]) -> None:
    _, laporan_id = approved
    client = sign_in(app, make_actor(Peran.PEJABAT))
    assert client.get(f"/laporan/{laporan_id}/betulkan/kematian").status_code == 403


def test_correction_and_job_are_one_transaction(approved: tuple[FlaskClient, UUID]) -> None:
    client, laporan_id = approved
    count = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'berkas.buat'")
    with transaction() as session:
        before = session.scalar(count)
    client.post(f"/laporan/{laporan_id}/betulkan/kematian", data=fields(laporan_id, alasan="x", versi="1"))
    with transaction() as session:
        assert session.scalar(count) == before
