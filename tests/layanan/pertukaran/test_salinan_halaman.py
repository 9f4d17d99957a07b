"""The pages of copying an old book from pictures."""

import io
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.jejak.models import JejakBaca
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam
from pemakaman.pertukaran import rute_salinan
from pemakaman.pertukaran.models import Impor, SalinanBaris, SalinanHalaman
from pemakaman.pertukaran.salinan_rules import Ketikan
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_salinan import bring_in, make_halaman, make_picture, make_salinan, row, save


@pytest.fixture
def juru(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Juru Kunci")


@pytest.fixture
def makam(juru: Actor) -> Makam:
    return make_makam(pengelola=[juru])


@pytest.fixture
def impor(makam: Makam, juru: Actor) -> Impor:
    return make_salinan(makam, juru)


@pytest.fixture
def halaman(impor: Impor, juru: Actor) -> SalinanHalaman:
    return make_halaman(impor, juru)


@pytest.fixture
def client(app: Flask, juru: Actor) -> FlaskClient:
    return sign_in(app, juru)


def _form(ketikan: Ketikan, baris_id: UUID | None = None, versi: int = 0) -> dict[str, Any]:
    marks = {"tidak_terbaca": list(ketikan.tidak_terbaca)}
    return {**ketikan.teks, **marks, "baris_id": str(baris_id or uuid4()), "versi": str(versi)}


def _type(client: FlaskClient, halaman: SalinanHalaman, ketikan: Ketikan, **others: Any) -> Any:
    return client.post(f"/impor-buku/salinan/halaman/{halaman.id}", data=_form(ketikan, **others))


def _value(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*value="([^"]*)"', page)
    return found[1] if found else ""


def _files(*contents: bytes) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(content), f"h{number}.jpg") for number, content in enumerate(contents, start=1)]


def test_book_is_begun_and_pictures_are_sent(client: FlaskClient, makam: Makam) -> None:
    answer = client.post("/impor-buku/salinan/baru", data={"makam_id": str(makam.id), "nama": "Buku 2003"})
    where = answer.headers["Location"]
    data = {"berkas": _files(make_picture("A"), make_picture("B")), "kamera": _files(make_picture("C"))}
    assert client.post(f"{where}/halaman", data=data).status_code == 303
    page = client.get(where).get_data(as_text=True)
    assert "Halaman 3" in page
    assert "0 dari 3" in page
    assert "Buku 2003" in client.get("/impor-buku/salinan").get_data(as_text=True)
    assert "/impor-buku/salinan" in client.get("/impor-buku").get_data(as_text=True)


def test_book_without_a_name_is_refused_at_the_field(client: FlaskClient, makam: Makam) -> None:
    answer = client.post("/impor-buku/salinan/baru", data={"makam_id": str(makam.id), "nama": " "})
    assert answer.status_code == 422
    assert "Tulis nama bukunya" in answer.get_data(as_text=True)


def test_bad_picture_is_told_by_name_and_the_good_one_kept(client: FlaskClient, impor: Impor) -> None:
    data = {"berkas": _files(make_picture("A"), b"%PDF-1.4 x")}
    answer = client.post(f"/impor-buku/salinan/{impor.id}/halaman", data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "h2.jpg: Berkas ini PDF" in page
    assert "Halaman 1" in page


def test_buttons_move_and_remove_pages(client: FlaskClient, impor: Impor, juru: Actor) -> None:
    first, second = make_halaman(impor, juru, "H1"), make_halaman(impor, juru, "H2")
    path = f"/impor-buku/salinan/{impor.id}/urutan"
    assert client.post(path, data={"aksi": f"naik:{second.id}"}).status_code == 303
    assert client.post(path, data={"aksi": f"hapus:{first.id}"}).status_code == 303
    with reading() as session:
        assert [(one.id, one.urutan) for one in session.scalars(select(SalinanHalaman))] == [(second.id, 1)]


@pytest.mark.parametrize("aksi", ["", "naik", "naik:x", "naik:8d0f6a1e-4f1b-5c55-9f0e-6a1b7c0d2e11", "putar:x"])
def test_unknown_button_is_refused_with_a_sentence(client: FlaskClient, impor: Impor, aksi: str) -> None:
    assert client.post(f"/impor-buku/salinan/{impor.id}/urutan", data={"aksi": aksi}).status_code in {404, 409}


def test_good_row_leads_to_an_empty_one_that_carries_month_year_and_block(
    client: FlaskClient, halaman: SalinanHalaman
) -> None:
    page = client.get(_type(client, halaman, row()).headers["Location"]).get_data(as_text=True)
    assert "Baris 1 disimpan." in page
    assert _value(page, "nama") == ""
    assert (_value(page, "dimakamkan_tanggal-bulan"), _value(page, "dimakamkan_tanggal-hari")) == ("2", "")
    assert _value(page, "blok") == "A"
    assert "autofocus" in page


def test_first_row_begins_with_the_year_of_the_book(client: FlaskClient, halaman: SalinanHalaman) -> None:
    page = client.get(f"/impor-buku/salinan/halaman/{halaman.id}").get_data(as_text=True)
    assert _value(page, "dimakamkan_tanggal-tahun") == "2003"


def test_faulty_row_stays_open_with_everything_typed(client: FlaskClient, halaman: SalinanHalaman) -> None:
    answer = _type(client, halaman, row(nik="18x", keterangan="nisan patah", tak_terbaca=("alamat",)))
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "masih ada yang perlu diperbaiki" in page
    assert 'href="#nik"' in page
    assert _value(page, "nik") == "18x"
    assert "nisan patah" in page
    assert re.search(r'id="tt-alamat"[^>]* checked', page)


def test_empty_row_is_told_and_not_kept(client: FlaskClient, halaman: SalinanHalaman) -> None:
    assert _type(client, halaman, Ketikan({})).status_code == 422
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(SalinanBaris)) == 0


def test_late_second_writer_sees_both_and_may_save_again(
    client: FlaskClient, halaman: SalinanHalaman, juru: Actor
) -> None:
    opened = save(halaman, row(), juru)
    save(halaman, row(umur="62"), juru, baris_id=opened.id, versi=opened.versi)
    answer = _type(client, halaman, row(umur="63"), baris_id=opened.id, versi=opened.versi)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Umur: 62" in page
    assert _value(page, "umur") == "63"
    again = _type(client, halaman, row(umur="63"), baris_id=opened.id, versi=int(_value(page, "versi")))
    assert again.status_code == 303
    with reading() as session:
        assert session.get_one(SalinanBaris, opened.id).isian["umur"] == "63"


def test_typing_into_a_row_that_is_in_the_book_by_now_loses_nothing(
    client: FlaskClient, impor: Impor, halaman: SalinanHalaman, juru: Actor
) -> None:
    opened = save(halaman, row(), juru)
    bring_in(impor, juru)
    answer = _type(client, halaman, row(umur="63"), baris_id=opened.id, versi=opened.versi)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Perbaiki di laporannya" in page
    assert _value(page, "umur") == "63"


def test_the_id_of_a_row_elsewhere_shows_nothing_of_it_and_loses_nothing(
    client: FlaskClient, halaman: SalinanHalaman
) -> None:
    other = make_actor(Peran.PENGELOLA_MAKAM)
    foreign = save(make_halaman(make_salinan(make_makam(pengelola=[other]), other), other), row("Rahasia"), other)
    answer = _type(client, halaman, row("Rahmat"), baris_id=foreign.id)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Rahasia" not in page
    assert _value(page, "nama") == "Rahmat"
    again = _type(client, halaman, row("Rahmat"), baris_id=UUID(_value(page, "baris_id")))
    assert again.status_code == 303


def test_rows_of_others_are_seen_with_their_author(client: FlaskClient, halaman: SalinanHalaman) -> None:
    save(halaman, row("Rahmat"), make_actor(Peran.ADMIN_KAB, nama="Bu Admin"))
    page = client.get(f"/impor-buku/salinan/halaman/{halaman.id}").get_data(as_text=True)
    assert "Rahmat" in page
    assert "oleh Bu Admin" in page


def test_few_rows_come_in_at_once_and_show_their_number(
    client: FlaskClient, halaman: SalinanHalaman, juru: Actor
) -> None:
    save(halaman, row(), juru)
    answer = client.post(f"/impor-buku/salinan/halaman/{halaman.id}/masukkan")
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "1 baris masuk buku." in page
    assert "nomor 1/2003" in page


def test_many_rows_go_to_the_worker(
    client: FlaskClient, impor: Impor, halaman: SalinanHalaman, juru: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rute_salinan, "SEKALIGUS", 1)
    save(halaman, row("Rahmat"), juru)
    save(halaman, row("Nurdin"), juru)
    answer = client.post(f"/impor-buku/salinan/{impor.id}/masukkan")
    page = client.get(answer.headers["Location"])
    assert "2 baris sedang dimasukkan" in page.get_data(as_text=True)
    assert page.headers["Refresh"] == "3"


def test_finished_page_leads_to_the_next_and_opens_again(client: FlaskClient, impor: Impor, juru: Actor) -> None:
    first, second = make_halaman(impor, juru, "H1"), make_halaman(impor, juru, "H2")
    path = f"/impor-buku/salinan/halaman/{first.id}"
    assert client.post(f"{path}/selesai").headers["Location"].endswith(str(second.id))
    assert 'name="dimakamkan_tanggal-hari"' not in client.get(path).get_data(as_text=True)
    client.post(f"{path}/selesai", data={"aksi": "buka"})
    assert 'name="dimakamkan_tanggal-hari"' in client.get(path).get_data(as_text=True)


def test_picture_is_served_to_the_own_people_and_each_look_is_logged(
    app: Flask, client: FlaskClient, halaman: SalinanHalaman
) -> None:
    path = f"/impor-buku/salinan/halaman/{halaman.id}/gambar"
    answer = client.get(path)
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get(path.replace("gambar", "kecil")).mimetype == "image/jpeg"
    assert sign_in(app, make_actor(Peran.ADMIN_KAB, METRO)).get(path).status_code == 404
    with reading() as session:
        assert session.scalars(select(JejakBaca.cara)).all() == ["salinan.halaman_dibuka"] * 2


def test_opening_a_page_with_rows_is_logged(client: FlaskClient, halaman: SalinanHalaman, juru: Actor) -> None:
    save(halaman, row(), juru)
    client.get(f"/impor-buku/salinan/halaman/{halaman.id}")
    with reading() as session:
        assert session.scalars(select(JejakBaca.cara)).all() == ["salinan.baris_dibuka"]


def test_batch_taken_back_is_shown_closed_and_opens_again(client: FlaskClient, impor: Impor, juru: Actor) -> None:
    halaman = make_halaman(impor, juru)
    with transaction() as session:
        batch = session.get_one(Impor, impor.id)
        batch.status, batch.dibatalkan_pada = "dibatalkan", func.now()
        record(session, "impor.dibatalkan", "impor", impor.id, actor=juru)
    path = f"/impor-buku/salinan/{impor.id}"
    assert "Salinan ini dibatalkan" in client.get(path).get_data(as_text=True)
    late = _type(client, halaman, row(alamat="Gang Melati 7"))
    assert late.status_code == 409
    assert _value(late.get_data(as_text=True), "alamat") == "Gang Melati 7"
    client.post(f"{path}/buka")
    assert _type(client, halaman, row()).status_code == 303


def test_address_of_an_import_leads_to_its_copy(client: FlaskClient, impor: Impor) -> None:
    assert client.get(f"/impor-buku/{impor.id}").headers["Location"].endswith(f"/salinan/{impor.id}")
    assert "Buku 2003" not in client.get("/impor-buku").get_data(as_text=True)


def test_what_the_book_did_not_tell_stands_in_the_report_and_in_its_form(
    client: FlaskClient, impor: Impor, halaman: SalinanHalaman, juru: Actor
) -> None:
    save(halaman, row(None, alamat="", tak_terbaca=("nama", "alamat", "dimakamkan_tanggal")), juru)
    bring_in(impor, juru)
    with reading() as session:
        laporan_id = session.scalars(select(Laporan.id)).one()
    page = client.get(f"/laporan/{laporan_id}").get_data(as_text=True)
    assert page.count("Tidak terbaca di buku") >= 2
    assert "4 Februari 2003 (tidak terbaca jelas di buku)" in page
    assert "Nomor di buku lama" in page
    form = client.get(f"/laporan/{laporan_id}/isi/almarhum").get_data(as_text=True)
    assert form.count("Tidak terbaca di buku lama.") == 2


@pytest.mark.parametrize("rubbish", ["x" * 5000, "😀", "'; DROP TABLE", "<script>", "\u202e", "9" * 400])
def test_no_input_breaks_the_page(client: FlaskClient, halaman: SalinanHalaman, rubbish: str) -> None:
    data = {**dict.fromkeys(row().teks, rubbish), "nik": rubbish, "versi": rubbish, "baris_id": rubbish}
    answer = client.post(f"/impor-buku/salinan/halaman/{halaman.id}", data={**data, "tidak_terbaca": rubbish})
    assert answer.status_code == 303
    assert client.get(answer.headers["Location"]).status_code == 200
