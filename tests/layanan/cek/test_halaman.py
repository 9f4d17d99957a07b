"""The pages of the check in the field: typing on a phone, files, and who sees what."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pemakaman.akun.rules import Peran
from pemakaman.pemilih.rules import HasilLapangan
from pemakaman.tabel import xlsx_bytes
from tests.pabrik import METRO, make_actor, sign_in
from tests.pabrik_cek import KEDATON, Lapangan, answer, make_cek, rows_of
from tests.pabrik_pemilih import Kantor
from tests.pekerja import work


@pytest.fixture
def lap(database: object) -> Lapangan:
    return Lapangan()


@pytest.fixture
def client(app: Flask, lap: Lapangan) -> FlaskClient:
    return sign_in(app, lap.verifikator)


def url(lap: Lapangan, rest: str = "") -> str:
    return f"/pemilih/lapangan/{lap.cek.id}{rest}"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found.group(1)


def sheet(page: str, *rows: int, **typed: str) -> dict[str, str]:
    """The fields of a page as a browser sends them, with what was typed."""
    sent = {f"{name}-{n}": hidden(page, f"{name}-{n}") for n in rows for name in ("versi", "dulu")}
    return {"dari": "1", **sent, **{name.replace("_", "-"): text for name, text in typed.items()}}


def send(client: FlaskClient, lap: Lapangan, content: bytes, name: str = "hasil.csv") -> TestResponse:
    return client.post(url(lap, "/unggah"), data={"berkas": (io.BytesIO(content), name)})


def test_from_choosing_a_village_to_the_printed_list(app: Flask, database: object) -> None:
    kantor = Kantor()
    kantor.propose()
    client = sign_in(app, kantor.verifikator)
    assert "Kedaton</a> (1)" in client.get("/pemilih/lapangan").text
    assert "Buat daftar" in client.get(f"/pemilih/lapangan?wilayah={KEDATON}").text
    made = client.post("/pemilih/lapangan", data={"wilayah": KEDATON})
    assert made.status_code == 303
    work()
    assert "Unduh PDF" in client.get(made.location).text
    printed = client.get(f"{made.location}/unduh")
    assert (printed.mimetype, printed.data[:4]) == ("application/pdf", b"%PDF")
    assert "0 dari 1" in client.get("/pemilih/lapangan").text


def test_an_empty_village_is_told(client: FlaskClient, lap: Lapangan) -> None:
    page = client.post("/pemilih/lapangan", data={"wilayah": KEDATON})
    assert page.status_code == 422
    assert "Tidak ada usul" in page.text


def test_typed_answers_are_kept_and_shown_at_the_proposal(client: FlaskClient, lap: Lapangan) -> None:
    page = client.get(url(lap, "/hasil")).text
    data = sheet(page, 1, hasil_1="meninggal", sama_1="ya", dari_1="Budi, anak", catatan_1="Sudah lama")
    assert client.post(url(lap, "/hasil"), data=data).status_code == 303
    shown = client.get(f"/pemilih/usul/{lap.usul_id}").text
    assert all(word in shown for word in ("Meninggal, orang yang sama", "Budi, anak", "Sudah lama"))


def test_a_living_one_is_told_at_once(client: FlaskClient, lap: Lapangan) -> None:
    page = client.get(url(lap, "/hasil")).text
    client.post(url(lap, "/hasil"), data=sheet(page, 1, hasil_1="hidup"))
    assert "kasus MH-" in client.get(url(lap)).text


def test_a_row_left_alone_does_not_undo_a_colleague(client: FlaskClient, lap: Lapangan) -> None:
    answer(lap.cek.id, lap.pejabat, HasilLapangan.MENINGGAL)
    page = client.get(url(lap, "/hasil")).text
    answer(lap.cek.id, lap.pejabat, HasilLapangan.PINDAH)
    assert client.post(url(lap, "/hasil"), data=sheet(page, 1, hasil_1="meninggal")).status_code == 303
    assert rows_of(lap.cek.id)[0].hasil == "pindah"


def test_two_officers_in_one_row_and_nothing_typed_is_lost(client: FlaskClient, lap: Lapangan) -> None:
    page = client.get(url(lap, "/hasil")).text
    answer(lap.cek.id, lap.pejabat, HasilLapangan.MENINGGAL)
    again = client.post(url(lap, "/hasil"), data=sheet(page, 1, hasil_1="pindah", catatan_1="Ke Metro"))
    assert again.status_code == 422
    assert "baru saja dicatat rekan Anda: meninggal" in again.text
    assert 'value="Ke Metro"' in again.text
    saved = client.post(url(lap, "/hasil"), data=sheet(again.text, 1, hasil_1="pindah", catatan_1="Ke Metro"))
    assert (saved.status_code, rows_of(lap.cek.id)[0].hasil) == (303, "pindah")


def test_a_note_without_an_answer_is_told(client: FlaskClient, lap: Lapangan) -> None:
    page = client.get(url(lap, "/hasil")).text
    again = client.post(url(lap, "/hasil"), data=sheet(page, 1, catatan_1="Rumah kosong"))
    assert "pilih dulu hasilnya" in again.text
    assert 'value="Rumah kosong"' in again.text


@pytest.mark.parametrize("typed", [{"hasil_1": "entah"}, {"hasil_1": "pindah", "catatan_1": "x" * 501}])
def test_what_no_page_sends_is_refused(client: FlaskClient, lap: Lapangan, typed: dict[str, Any]) -> None:
    page = client.get(url(lap, "/hasil")).text
    assert client.post(url(lap, "/hasil"), data=sheet(page, 1, **typed)).status_code == 422
    assert rows_of(lap.cek.id)[0].hasil is None


def test_pages_of_a_long_list_follow_each_other(
    client: FlaskClient, lap: Lapangan, monkeypatch: pytest.MonkeyPatch
) -> None:
    lap.add_more()
    lap.add_more()
    long = make_cek(lap.verifikator)
    monkeypatch.setattr("pemakaman.cek.queries.ROWS", 1)
    page = client.get(f"/pemilih/lapangan/{long.id}/hasil").text
    data = sheet(page, 1, hasil_1="pindah", lanjut="2")
    after = client.post(f"/pemilih/lapangan/{long.id}/hasil", data=data)
    assert after.location.endswith("dari=2")
    assert "Simpan dan lanjut" not in client.get(after.location).text


@pytest.mark.parametrize(
    "content",
    [
        b"NO;HASIL;SAMA;DARI\n1;M;ya;Ketua RT\n",
        "Daftar cek\n\nNo. Urut,Hasil Cek\n1,Meninggal Dunia\n".encode("utf-16"),
        xlsx_bytes("Hasil", ["NO", "HASIL"], [["1", "wafat"]]),
    ],
)
def test_a_file_is_taken_in_words_and_letters(client: FlaskClient, lap: Lapangan, content: bytes) -> None:
    assert send(client, lap, content).status_code == 303
    assert rows_of(lap.cek.id)[0].hasil == "meninggal"


BAD_FILES = (
    (b"NOMOR;JAWABAN\n1;M\n", "Perlu kolom NO dan HASIL"),
    (b"NO;HASIL\n1;\n", "kosong semua"),
    (b"NO;HASIL\n1;M\n2;X\n", "Baris 3: HASIL"),
    (b"NO;HASIL\n1;M\n1;H\n", "Baris 3: nomor 1 sudah ada"),
    (b"NO;HASIL\nsatu;M\n", "Baris 2: NO harus angka"),
    (b"NO;HASIL;SAMA\n1;M;mungkin\n", "Baris 2: SAMA"),
    (b"NO;HASIL;NO\n1;M;1\n", "ada dua kali"),
    (b"NO;HASIL\n1;M\n8;H\n", "Nomor 8 tidak ada di daftar ini"),
    (b"", "kosong"),
)


def test_a_bad_file_is_told_by_row_and_changes_nothing(client: FlaskClient, lap: Lapangan) -> None:
    for content, pesan in BAD_FILES:
        page = send(client, lap, content)
        assert (page.status_code, pesan in page.text) == (422, True), pesan
        assert rows_of(lap.cek.id)[0].hasil is None


def test_a_file_does_not_write_over_what_was_typed(client: FlaskClient, lap: Lapangan) -> None:
    lap.answer(HasilLapangan.PINDAH)
    assert "sudah dicatat: pindah" in send(client, lap, b"NO;HASIL\n1;M\n").text
    assert send(client, lap, b"NO;HASIL\n1;P\n").status_code == 303


def test_a_held_back_proposal_shows_the_way_on(app: Flask, client: FlaskClient, lap: Lapangan) -> None:
    lap.answer(HasilLapangan.TIDAK_DIKENAL)
    (row,) = rows_of(lap.cek.id)
    assert "Lanjutkan usul dengan alasan" not in client.get(f"/pemilih/usul/{lap.usul_id}").text
    pejabat = sign_in(app, lap.pejabat)
    assert "Lanjutkan usul dengan alasan" in pejabat.get(f"/pemilih/usul/{lap.usul_id}").text
    way = f"/pemilih/lapangan/baris/{row.id}/putus"
    assert pejabat.get(way).status_code == 200
    assert pejabat.post(way, data={"versi": row.versi, "alasan": ""}).status_code == 422
    assert pejabat.post(way, data={"versi": row.versi, "alasan": "Akta sudah dilihat"}).status_code == 303
    assert "Akta sudah dilihat" in pejabat.get(f"/pemilih/usul/{lap.usul_id}").text


def test_a_list_is_ended_and_cancelled_on_its_page(client: FlaskClient, lap: Lapangan) -> None:
    assert "belum dicatat" in client.post(url(lap, "/selesai"), data={"selesai-versi": "1"}).text
    assert client.post(url(lap, "/batal"), data={"batal-versi": "1", "batal-alasan": ""}).status_code == 422
    done = client.post(url(lap, "/selesai"), data={"selesai-versi": "1", "selesai-belum": "1"})
    assert done.status_code == 303
    assert f"{lap.cek.nomor:05}" in client.get("/pemilih/lapangan?status=selesai").text


@pytest.mark.parametrize("peran", [Peran.ADMIN_KAB, Peran.PETUGAS_PROVINSI])
def test_others_of_the_office_read_and_write_nothing(app: Flask, lap: Lapangan, peran: Peran) -> None:
    client = sign_in(app, make_actor(peran))
    assert client.get("/pemilih/lapangan").status_code == 200
    assert "Simpan" not in client.get(url(lap, "/hasil")).text
    assert client.get(url(lap, "/unggah")).status_code == 403
    assert client.post(url(lap, "/hasil"), data={"hasil-1": "pindah"}).status_code == 403
    assert client.post(url(lap, "/batal"), data={"batal-alasan": "Coba saja"}).status_code == 403


def test_another_kab_finds_nothing(app: Flask, lap: Lapangan) -> None:
    stranger = sign_in(app, make_actor(Peran.PEJABAT, METRO))
    assert {stranger.get(url(lap, rest)).status_code for rest in ("", "/hasil", "/unduh", "/unggah")} == {404}
