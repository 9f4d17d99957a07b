"""The pages of closing, through HTTP, and the print that the worker makes."""

import io
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Engine, select

from pemakaman import store
from pemakaman.akun.rules import Peran
from pemakaman.buku.jobs_tutup import print_closing
from pemakaman.db import reading, transaction
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import TutupBuku
from pemakaman.makam.tutup import find_closing
from tests.pabrik import make_actor, sign_in
from tests.pabrik_laporan import make_png
from tests.pabrik_tutup import Buku, hari, lalu


@pytest.fixture
def buku(database: Engine) -> Buku:
    return Buku()


@pytest.fixture
def client(app: Flask, buku: Buku) -> FlaskClient:
    return sign_in(app, buku.pengelola)


def url(buku: Buku, masa: str | None = None) -> str:
    return f"/buku/tutup/{buku.makam.id}/{masa or lalu().kode}"


def closed(buku: Buku) -> TutupBuku:
    with reading() as session:
        found = find_closing(session, buku.makam.id, lalu().tahun, lalu().bulan)
    assert found is not None
    return found


def test_the_list_names_the_oldest_open_month_first(client: FlaskClient, buku: Buku) -> None:
    buku.enter(hari(lalu(1)))
    buku.enter(hari(lalu()))
    page = client.get("/buku/tutup").text
    assert page.index(f"Tutup {lalu(1).nama}") < page.index(lalu().nama)
    buku.close(lalu(1))
    assert lalu(1).nama not in client.get("/buku/tutup").text


def test_a_month_is_closed_by_its_button(client: FlaskClient, buku: Buku) -> None:
    buku.enter(hari(lalu()))
    assert f"Tutup {lalu().nama}" in client.get(url(buku)).text
    answer = client.post(url(buku), data={"petugas": "Pak Darmo", "aksi": "tutup"}, follow_redirects=True)
    assert f"{lalu().nama} ditutup." in answer.text
    assert closed(buku).petugas == "Pak Darmo"


def test_nihil_has_a_button_of_its_own(client: FlaskClient, buku: Buku) -> None:
    assert "Nihil, lalu tutup" in client.get(url(buku)).text
    client.post(url(buku), data={"petugas": "Pak Darmo", "aksi": "nihil"})
    assert closed(buku).nihil


def test_a_refusal_keeps_what_was_typed(client: FlaskClient, buku: Buku) -> None:
    answer = client.post(url(buku), data={"petugas": "Pak Darmo", "aksi": "tutup"})
    assert answer.status_code == 422
    assert "pilih Nihil" in answer.text
    assert 'value="Pak Darmo"' in answer.text
    assert client.post(url(buku), data={"petugas": "", "aksi": "nihil"}).status_code == 422


def test_drafts_are_named_and_must_be_ticked(client: FlaskClient, buku: Buku) -> None:
    buku.enter(hari(lalu()))
    buku.draft(hari(lalu()))
    assert client.post(url(buku), data={"petugas": "Pak Darmo", "aksi": "tutup"}).status_code == 422
    assert client.post(url(buku), data={"petugas": "Pak Darmo", "aksi": "tutup", "draf": "y"}).status_code == 303


@pytest.mark.parametrize("masa", ["2026-13", "x", "2026", "9999-01"])
def test_what_is_no_month_is_not_found(client: FlaskClient, buku: Buku, masa: str) -> None:
    assert client.get(url(buku, masa)).status_code == 404
    assert client.post(url(buku, masa), data={"petugas": "A", "aksi": "nihil"}).status_code == 404


def test_the_present_month_has_no_button(client: FlaskClient, buku: Buku) -> None:
    page = client.get(url(buku, lalu().geser(1).kode)).text
    assert "belum berakhir" in page
    assert 'name="aksi"' not in page


def test_the_worker_prints_the_month_from_its_picture(client: FlaskClient, buku: Buku) -> None:
    row = buku.enter(hari(lalu()), nama="Siti Aminah", jenis_kelamin="P")
    closing = buku.close(lalu())
    buku.edit(row, "almarhum", nama="Sesudah Ditutup")
    print_closing(str(closing.id))
    found = closed(buku)
    assert (found.status, found.halaman) == ("jadi", 1)
    answer = client.get(f"/buku/tutupan/{closing.id}/cetak")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages).split())
    assert "Siti Aminah" in text
    assert "Sesudah Ditutup" not in text
    assert lalu().nama in text
    assert "Perempuan" in text
    assert "Pak Darmo" in text
    assert answer.headers["Content-Disposition"].endswith(f"tutup-buku_{buku.makam.kode}_{lalu().kode}.pdf")


def test_printing_twice_is_printing_once(client: FlaskClient, buku: Buku) -> None:
    closing = buku.close(lalu(), nihil=True)
    print_closing(str(closing.id))
    first = closed(buku).sha256
    print_closing(str(closing.id))
    assert closed(buku).sha256 == first


def test_a_failed_print_is_told_and_ordered_again(client: FlaskClient, buku: Buku) -> None:
    closing = buku.close(lalu(), nihil=True)
    kept = store.path_of(closing.sha256_isi)
    content = kept.read_bytes()
    kept.write_bytes(b"{}")
    with pytest.raises(NotFound):
        print_closing(str(closing.id))
    assert "Pembuatan PDF gagal" in client.get(url(buku)).text
    kept.write_bytes(content)
    assert client.post(f"/buku/tutupan/{closing.id}/cetak").status_code == 303
    print_closing(str(closing.id))
    assert closed(buku).status == "jadi"


def test_the_signed_copy_goes_up_and_comes_down(client: FlaskClient, buku: Buku) -> None:
    closing = buku.close(lalu(), nihil=True)
    file = (io.BytesIO(make_png()), "lembar.png")
    answer = client.post(f"/buku/tutupan/{closing.id}/tertanda", data={"berkas": file}, follow_redirects=True)
    assert "tersimpan" in answer.text
    down = client.get(f"/buku/tutupan/{closing.id}/tertanda")
    assert (down.status_code, down.mimetype) == (200, "image/png")


def test_what_is_no_picture_is_refused_at_the_field(client: FlaskClient, buku: Buku) -> None:
    closing = buku.close(lalu(), nihil=True)
    file = (io.BytesIO(b"bukan gambar"), "lembar.pdf")
    answer = client.post(f"/buku/tutupan/{closing.id}/tertanda", data={"berkas": file})
    assert answer.status_code == 422
    assert "Yang diterima hanya JPEG, PNG, dan PDF" in answer.text
    assert client.post(f"/buku/tutupan/{closing.id}/tertanda").status_code == 422


def test_a_sheet_with_whole_nik_is_not_for_the_province(app: Flask, buku: Buku) -> None:
    closing = buku.close(lalu(), nihil=True)
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    assert client.get(url(buku)).status_code == 200
    assert client.get(f"/buku/tutupan/{closing.id}/cetak").status_code == 403


def test_the_office_opens_a_month_with_a_reason(app: Flask, buku: Buku) -> None:
    closing = buku.close(lalu(), nihil=True)
    client = sign_in(app, make_actor(Peran.PEJABAT))
    assert client.post(f"{url(buku)}/buka", data={"alasan": ""}).status_code == 422
    answer = client.post(f"{url(buku)}/buka", data={"alasan": "Tiga baris tertinggal"}, follow_redirects=True)
    assert f"{lalu().nama} dibuka lagi" in answer.text
    assert "Tiga baris tertinggal" in answer.text
    assert "tidak berlaku" in client.get(f"/buku/tutupan/{closing.id}").text
    assert client.get(f"{url(buku)}/buka").status_code == 409


def test_the_office_lists_cemeteries_of_a_month(app: Flask, buku: Buku) -> None:
    buku.close(lalu(), nihil=True)
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert buku.makam.kode in client.get(f"/buku/tutup?bulan={lalu().kode}&keadaan=nihil").text
    assert buku.makam.kode not in client.get(f"/buku/tutup?bulan={lalu().kode}&keadaan=terbuka").text
    assert buku.makam.kode in client.get("/buku/tutup?keadaan=terbuka&bulan=2020-01").text


def test_a_report_of_a_closed_month_says_so_and_shows_its_corrections(client: FlaskClient, buku: Buku) -> None:
    row = buku.enter(hari(lalu()))
    assert "sudah ditutup" not in client.get(f"/laporan/{row}").text
    buku.close(lalu())
    buku.edit(row, "almarhum", nik="1871015503600009")
    page = client.get(f"/laporan/{row}").text
    assert "Bulan ini sudah ditutup; perubahan dicatat sebagai koreksi" in page
    told = page[page.index("Koreksi nomor 1/") :]
    assert "************0009" in told[: told.index("</ul>")]


def test_later_corrections_stand_on_the_page_of_the_closed_month(client: FlaskClient, buku: Buku) -> None:
    buku.enter(hari(lalu()))
    buku.close(lalu())
    late: UUID = buku.enter(hari(lalu()), nama="Wayan Gede")
    page = client.get(url(buku)).text
    assert "Baris susulan" in page
    assert "Wayan Gede" in page
    assert str(late) in page


def test_the_desa_of_home_keeps_its_dusun(client: FlaskClient, buku: Buku) -> None:
    row = buku.enter(hari(lalu()))
    with reading() as session:
        versi = session.get_one(Laporan, row).versi
    data = {"versi": versi, "nama": "Siti Sari", "dusun": "Dusun III", "aksi": "simpan", "umur": "60"}
    client.post(f"/laporan/{row}/isi/almarhum", data=data)
    with transaction() as session:
        assert session.scalars(select(Laporan.dusun).where(Laporan.id == row)).one() == "Dusun III"
    assert "Dusun III" in client.get(f"/laporan/{row}").text
