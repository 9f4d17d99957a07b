"""The pages of `penduduk`: upload, columns, trial, real import, error file."""

import io
import struct
import zipfile
from pathlib import Path
from uuid import UUID

import html5lib
import pytest
import xlsxwriter
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import load_workbook
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import now, reading, transaction
from pemakaman.jejak.models import JejakBaca
from pemakaman.penduduk.cli import penduduk_impor
from pemakaman.penduduk.impor import look_inside, run_import
from pemakaman.penduduk.jobs import find_judul
from pemakaman.penduduk.models import ImporPenduduk
from pemakaman.penduduk.routes import unggah
from pemakaman.tampilan import tanggal
from tests.contoh.susun_penduduk import Baris, penduduk_rows, sample, write_csv, write_xlsx
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, make_actor, sign_in
from tests.pabrik_ekstrak import bring_in_file, bring_in_rows, read_impor, read_residents

OWN_DESA = DESA[BANDAR_LAMPUNG]


@pytest.fixture
def admin(database: object) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


@pytest.fixture
def client(app: Flask, admin: Actor) -> FlaskClient:
    return sign_in(app, admin)


def send(client: FlaskClient, path: Path, **more: str) -> TestResponse:
    data = {"wilayah": OWN_DESA, "berkas": (io.BytesIO(path.read_bytes()), path.name), **more}
    return client.post("/penduduk/impor/baru", data=data)


def newest() -> UUID:
    with reading() as session:
        query = select(ImporPenduduk.id).order_by(ImporPenduduk.dibuat_pada.desc(), ImporPenduduk.id)
        return session.scalars(query.limit(1)).one()


def work() -> UUID:
    impor_id = newest()
    run_import(impor_id, transaction)
    return impor_id


def form_of(client: FlaskClient, address: str) -> dict[str, str]:
    """What the selects of the page hold."""
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(client.get(address).text)
    return {
        str(select_.get("name")): str(option.get("value"))
        for select_ in page.iter("select")
        for option in select_.iter("option")
        if "selected" in option.attrib
    }


def test_the_whole_road_from_upload_to_residents(client: FlaskClient, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "desa.xlsx", sample(), judul=("DATA PENDUDUK", "Kelurahan Contoh"))
    sent = send(client, path, lengkap="1")
    address = f"/penduduk/impor/{newest()}"
    assert (sent.status_code, sent.location) == (303, address)
    assert "Pilih kolom" in client.get(address).text
    page = client.get(f"{address}/kolom").text
    assert "baris 3" in page
    assert str(sample()[0]["nik"]) not in page
    assert "************7000" in page
    chosen = form_of(client, f"{address}/kolom")
    assert chosen["kolom-nik"] == "6"
    assert client.post(f"{address}/kolom?tabel=0", data=chosen).status_code == 303
    waiting = client.get(address)
    assert (waiting.headers["Refresh"], "Menunggu giliran" in waiting.text) == ("2", True)
    work()
    trial = client.get(address).text
    assert "belum ada yang disimpan" in trial
    assert "Baris 8. nik: tersimpan sebagai bilangan" in trial
    assert read_residents() == {}
    assert client.post(f"{address}/masukkan").status_code == 303
    real = client.get(f"/penduduk/impor/{work()}").text
    assert "Masukkan" not in real
    assert len(read_residents()) == 43
    page = client.get("/penduduk").text
    assert "Jumlah penduduk yang dikenal: 43" in page
    assert tanggal(now()) in page.partition("Berkas yang diunggah")[0]
    assert "Kedaton" in client.get("/penduduk?induk=18.71.01").text


def test_columns_are_remembered_for_the_same_headings(client: FlaskClient, tmp_path: Path) -> None:
    rows: list[Baris] = [{"No Induk": "1871014403500001", "Warga": "SITI", "Asal": "Metro"}]
    path = write_csv(tmp_path / "a.csv", rows)
    send(client, path)
    address = f"/penduduk/impor/{newest()}/kolom"
    assert form_of(client, address).get("kolom-nik", "") == ""
    refused = client.post(address, data={"kolom-nama": "1"})
    assert (refused.status_code, "Pilih kolom yang memuat NIK" in refused.text) == (422, True)
    twice = client.post(address, data={"kolom-nik": "0", "kolom-nama": "1", "kolom-alamat": "1"})
    assert (twice.status_code, "sudah dipilih untuk Nama" in twice.text) == (422, True)
    chosen = {"kolom-nik": "0", "kolom-nama": "1", "kolom-tempat_lahir": "2"}
    assert client.post(address, data=chosen).status_code == 303
    work()
    send(client, path)
    again = form_of(client, f"/penduduk/impor/{newest()}/kolom")
    assert {name: place for name, place in again.items() if place} == chosen


def test_columns_can_be_chosen_again_after_a_trial(client: FlaskClient, tmp_path: Path) -> None:
    send(client, write_csv(tmp_path / "a.csv", list(penduduk_rows(4))))
    address = f"/penduduk/impor/{newest()}"
    client.post(f"{address}/kolom", data=form_of(client, f"{address}/kolom"))
    trial = work()
    again = client.post(f"{address}/ulangi")
    assert again.location == f"/penduduk/impor/{newest()}/kolom"
    assert newest() != trial
    assert client.get(again.location).status_code == 200


def test_a_sheet_may_be_chosen(client: FlaskClient, tmp_path: Path) -> None:
    path = tmp_path / "dua.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, nama in (("Satu", "SITI"), ("Dua", "BUDI")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["NIK", "NAMA", "JK"])
            sheet.write_row(1, 0, ["1871014403500001", nama, "P"])
        book.add_worksheet("Kosong")
    send(client, path)
    address = f"/penduduk/impor/{newest()}/kolom"
    page = client.get(f"{address}?tabel=1").text
    assert "BUDI" in page
    assert "Kosong" not in page
    client.post(f"{address}?tabel=1", data=form_of(client, f"{address}?tabel=1"))
    client.post(f"/penduduk/impor/{work()}/masukkan")
    work()
    assert {row.nama for row in read_residents().values()} == {"BUDI"}


def test_a_large_workbook_is_opened_by_a_worker(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unggah, "QUICK_BYTES", 10)
    send(client, write_xlsx(tmp_path / "a.xlsx", list(penduduk_rows(4))))
    address = f"/penduduk/impor/{newest()}"
    page = client.get(address)
    assert (page.headers["Refresh"], "sedang dibuka" in page.text) == ("2", True)
    assert client.get(f"{address}/kolom").status_code == 303
    with reading() as session:
        job = session.scalar(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'penduduk.judul'"))
    assert job == {"impor_id": str(newest())}
    find_judul(str(newest()))
    find_judul(str(newest()))
    assert client.get(f"{address}/kolom").status_code == 200


def test_a_large_workbook_without_headings_fails(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unggah, "QUICK_BYTES", 10)
    send(client, write_xlsx(tmp_path / "a.xlsx", [{"1": 2}]))
    look_inside(newest(), transaction)
    assert "Judul kolom tidak ditemukan" in client.get(f"/penduduk/impor/{newest()}").text


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(130 * 1024 * 1024))
    return out.getvalue()


def far_cells() -> bytes:
    out = io.BytesIO()
    cell = '<c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        sheet = f'<worksheet><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


HOSTILE = {
    "kosong": b"",
    "spasi": b" \n \n",
    "xls": b"\xd0\xcf\x11\xe0" + bytes(600),
    "terkunci": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + bytes(600),
    "rusak": b"PK\x03\x04" + struct.pack("<60s", b"x"),
    "pdf": b"%PDF-1.7\x00\x00",
    "bom": bomb(),
    "jauh": far_cells(),
    "tanpa judul": b"1;2;3\n4;5;6\n",
    "satu kolom": b"nama\nA\n",
}


@pytest.mark.parametrize("nama", HOSTILE)
def test_a_hostile_file_gets_a_sentence_at_its_field(client: FlaskClient, tmp_path: Path, nama: str) -> None:
    path = tmp_path / "berkas.xlsx"
    path.write_bytes(HOSTILE[nama])
    answer = send(client, path)
    assert answer.status_code == 422
    assert "Ada yang perlu diperbaiki" in answer.text
    with reading() as session:
        assert session.scalar(select(ImporPenduduk.id)) is None


def test_a_wrong_region_or_day_keeps_the_form(client: FlaskClient, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", list(penduduk_rows(2)))
    assert send(client, path, wilayah="18.72.01.1001").status_code == 422
    later = {"tanggal_data-hari": "1", "tanggal_data-bulan": "1", "tanggal_data-tahun": str(now().year + 1)}
    answer = send(client, path, **later)
    assert (answer.status_code, "tidak boleh sesudah hari ini" in answer.text) == (422, True)
    assert client.post("/penduduk/impor/baru", data={}).status_code == 422


@pytest.mark.parametrize("xlsx", [True, False])
def test_the_error_file_comes_back_as_it_came_and_can_be_mended(
    client: FlaskClient, admin: Actor, tmp_path: Path, xlsx: bool
) -> None:
    rows = sample()
    rows[31]["nama"] = "=HYPERLINK(1)A"
    path = write_xlsx(tmp_path / "a.xlsx", rows) if xlsx else write_csv(tmp_path / "a.csv", rows, pemisah=";")
    done = bring_in_file(path, admin)
    answer = client.get(f"/penduduk/impor/{done.id}/kesalahan")
    suffix = "xlsx" if xlsx else "csv"
    assert answer.headers["Content-Disposition"].endswith(f"kesalahan-a.{suffix}")
    back = tmp_path / f"balik.{suffix}"
    back.write_bytes(answer.data)
    again = bring_in_file(back, admin)
    assert (again.status, again.salah, again.dibaca) == ("gagal", done.salah, done.salah)
    kept = [text.partition(". ")[2] for text in again.contoh_salah]
    assert kept[0] == done.contoh_salah[0].partition(". ")[2]
    if xlsx:
        sheet = load_workbook(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
        assert sheet[0][-1] == "Kesalahan"
        assert "<f>" not in zipfile.ZipFile(io.BytesIO(answer.data)).read("xl/worksheets/sheet1.xml").decode()
    else:
        assert ";'=HYPERLINK" in answer.text
    with reading() as session:
        read = session.scalars(select(JejakBaca).where(JejakBaca.cara == "penduduk.kesalahan_diunduh")).one()
    assert (read.objek_id, read.jumlah) == (str(done.id), done.salah)


def test_an_admin_of_another_kab_finds_nothing(app: Flask, admin: Actor, tmp_path: Path) -> None:
    done = bring_in_file(write_csv(tmp_path / "a.csv", sample()), admin)
    stranger = sign_in(app, make_actor(Peran.ADMIN_KAB, METRO))
    address = f"/penduduk/impor/{done.id}"
    assert [stranger.get(f"{address}{end}").status_code for end in ("", "/kolom", "/kesalahan")] == [404] * 3
    assert [stranger.post(f"{address}{end}").status_code for end in ("/masukkan", "/ulangi", "/kolom")] == [404] * 3
    assert stranger.get("/penduduk?induk=18.71.01").status_code == 404
    assert "a.csv" not in stranger.get("/penduduk").text


def test_looking_at_sample_rows_is_logged(client: FlaskClient, tmp_path: Path) -> None:
    send(client, write_csv(tmp_path / "a.csv", list(penduduk_rows(2))))
    client.get(f"/penduduk/impor/{newest()}/kolom")
    with reading() as session:
        assert session.scalars(select(JejakBaca).where(JejakBaca.cara == "penduduk.contoh")).one()


def test_the_list_of_files_has_pages(client: FlaskClient, admin: Actor, tmp_path: Path) -> None:
    for _ in range(21):
        bring_in_rows(list(penduduk_rows(1)), admin, tmp_path)
    page = client.get("/penduduk").text
    assert "sesudah=" in page
    assert client.get("/penduduk?sesudah=rusak").status_code == 404


def name_of(actor: Actor) -> str:
    with reading() as session:
        return session.get_one(Akun, actor.id).nama_pengguna


def run_command(path: Path, admin: Actor, *more: str) -> tuple[int, str]:
    done = CliRunner().invoke(penduduk_impor, [str(path), "--akun", name_of(admin), *more])
    return done.exit_code, done.output.strip() or str(done.exception)


def test_the_command_tries_and_imports(admin: Actor, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", list(penduduk_rows(8)))
    said = run_command(path, admin, "--wilayah", BANDAR_LAMPUNG, "--uji", "--susunan", "opensid")
    assert said == (0, "Percobaan: 8 baru, 0 berubah, 0 tetap, 0 tidak ada lagi, 0 salah.")
    assert read_residents() == {}
    code, output = run_command(path, admin, "--wilayah", BANDAR_LAMPUNG, "--lengkap", "--tanggal-data", "2026-01-31")
    assert (code, output.splitlines()[-1]) == (0, "Selesai: 8 baru, 0 berubah, 0 tetap, 0 tidak ada lagi, 0 salah.")
    assert str(read_impor(newest()).tanggal_data) == "2026-01-31"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--wilayah", METRO), "di dalam kabupaten/kota"),
        (("--wilayah", "x"), "di dalam kabupaten/kota"),
        (("--wilayah", BANDAR_LAMPUNG, "--susunan", "biasa"), "bukan susunan biasa"),
    ],
)
def test_the_command_refuses_with_a_sentence(admin: Actor, tmp_path: Path, more: tuple[str, ...], said: str) -> None:
    code, output = run_command(write_csv(tmp_path / "a.csv", list(penduduk_rows(2))), admin, *more)
    assert (code, said in output) == (1, True)
