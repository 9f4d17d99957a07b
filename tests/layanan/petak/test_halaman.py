"""The pages of blocks, plots and moves; nothing typed is lost, nobody else's plot is seen."""

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Peran
from pemakaman.db import transaction
from pemakaman.jejak.models import JejakBaca
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from tests.pabrik import make_actor, make_makam, sign_in
from tests.pabrik_laporan import hari_ini, make_png, read, start
from tests.pabrik_petak import Kubur, stays_of, years_ago


@pytest.fixture
def kubur(database: Engine) -> Kubur:
    return Kubur()


@pytest.fixture
def client(app: Flask, kubur: Kubur) -> FlaskClient:
    return sign_in(app, kubur.pengelola)


def day(name: str) -> dict[str, str]:
    hari = hari_ini()
    return {f"{name}-hari": str(hari.day), f"{name}-bulan": str(hari.month), f"{name}-tahun": str(hari.year)}


def test_block_is_made_and_leads_to_its_plots(client: FlaskClient, kubur: Kubur) -> None:
    answer = client.post(f"/makam/{kubur.makam.id}/blok/baru", data={"nama": "Melati", "golongan": "islam"})
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "Blok Melati ditambahkan" in page.text


def test_range_is_shown_before_it_is_made(client: FlaskClient, kubur: Kubur) -> None:
    address = f"/blok/{kubur.blok.id}/petak/baru"
    given = {"rentang": "A-010 … A-020", "jenis": "tunggal", "status": "kosong"}
    seen = client.post(address, data={**given, "aksi": "lihat"})
    assert "8 petak akan dibuat" in seen.text
    assert "3 nomor sudah ada" in seen.text
    made = client.post(address, data={**given, "aksi": "buat"}, follow_redirects=True)
    assert "8 petak dibuat." in made.text


def test_unreadable_range_comes_back_as_typed(client: FlaskClient, kubur: Kubur) -> None:
    answer = client.post(f"/blok/{kubur.blok.id}/petak/baru", data={"rentang": "A-9 … A-1", "jenis": "tunggal"})
    assert answer.status_code == 422
    assert "A-9 … A-1" in answer.text


def test_too_large_a_plot_is_made_with_a_warning(client: FlaskClient, kubur: Kubur) -> None:
    given = {"rentang": "Z1", "jenis": "tunggal", "status": "kosong", "panjang_cm": "300", "aksi": "buat"}
    assert "PP 9/1987" in client.post(f"/blok/{kubur.blok.id}/petak/baru", data=given, follow_redirects=True).text


def test_plan_is_a_sheet_and_a_table(client: FlaskClient, kubur: Kubur) -> None:
    kubur.bury("A-003")
    page = client.get(f"/blok/{kubur.blok.id}").text
    assert 'aria-label="Petak A-003, terisi"' in page
    assert page.count(f"/petak/{kubur.plot('A-003').id}") == 2
    assert "style=" not in page


def test_ticked_plots_change_together(client: FlaskClient, kubur: Kubur) -> None:
    data: dict[str, Any] = {"petak": [str(kubur.plot(n).id) for n in ("A-001", "A-002")], "status": "dipesan"}
    answer = client.post(f"/blok/{kubur.blok.id}/petak", data=data, follow_redirects=True)
    assert "2 petak diubah" in answer.text
    assert kubur.status("A-002") == "dipesan"


def test_nothing_ticked_is_told(client: FlaskClient, kubur: Kubur) -> None:
    answer = client.post(f"/blok/{kubur.blok.id}/petak", data={"status": "dipesan"})
    assert answer.status_code == 422
    assert "Centang dulu" in answer.text


def test_plot_page_names_who_lies_there_and_the_look_is_logged(
    client: FlaskClient, kubur: Kubur, owner: Engine
) -> None:
    kubur.bury("A-003", nama="Ahmad Suhaimi")
    assert "Ahmad Suhaimi" in client.get(f"/petak/{kubur.plot('A-003').id}").text
    with owner.connect() as connection:
        ways = connection.exec_driver_sql("SELECT cara FROM jejak_baca").scalars().all()
    assert "petak.dibuka" in ways


def test_plot_is_changed_with_its_point(client: FlaskClient, kubur: Kubur) -> None:
    petak = kubur.plot("A-001")
    data = {"status": "kosong", "jenis": "anak", "lintang": "-5,4295", "bujur": "105,261", "versi": str(petak.versi)}
    assert client.post(f"/petak/{petak.id}/ubah", data=data).status_code == 303
    assert (kubur.plot("A-001").lintang, kubur.plot("A-001").jenis) == (-5.4295, "anak")
    assert client.post(f"/petak/{petak.id}/ubah", data=data).status_code == 409


def photo_with_place() -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (600, 400), (90, 120, 60))
    exif = picture.getexif()
    exif[0x010F] = "HP Pengelola"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_photo_is_kept_without_what_the_camera_knew(client: FlaskClient, kubur: Kubur) -> None:
    petak = kubur.plot("A-001")
    data = {"jenis": "nisan", "berkas": (io.BytesIO(photo_with_place()), "IMG_2026.jpg")}
    page = client.post(f"/petak/{petak.id}/foto", data=data, follow_redirects=True).text
    address = page.partition('<a href="/petak/foto/')[2].partition('"')[0]
    whole = client.get(f"/petak/foto/{address}")
    assert b"HP Pengelola" not in whole.data
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    assert Image.open(io.BytesIO(client.get(f"/petak/foto/{address}/kecil").data)).width <= 320
    with transaction() as session:
        read = session.scalars(select(JejakBaca.objek_id).where(JejakBaca.cara == "petak.foto_dibuka")).all()
    assert read == [str(petak.id)]


@pytest.mark.parametrize("data", [{}, {"jenis": "makam"}, {"jenis": "nisan", "berkas": (io.BytesIO(b"x"), "a.jpg")}])
def test_bad_photo_is_told(client: FlaskClient, kubur: Kubur, data: dict[str, Any]) -> None:
    assert client.post(f"/petak/{kubur.plot('A-001').id}/foto", data=data).status_code == 422


def choose(client: FlaskClient, laporan: Laporan, **data: str) -> Any:
    versi = str(read(laporan.id).versi)
    return client.post(
        f"/laporan/{laporan.id}/isi/pemakaman", data={**day("dimakamkan_tanggal"), "versi": versi, **data}
    )


def test_plot_is_chosen_by_block_and_number(client: FlaskClient, kubur: Kubur) -> None:
    laporan = read(start(kubur.pengelola, kubur.makam))
    assert choose(client, laporan, petak_blok=str(kubur.blok.id), petak_id="a 3").status_code == 303
    assert read(laporan.id).petak_id == kubur.plot("A-003").id
    assert 'value="A-003"' in client.get(f"/laporan/{laporan.id}/isi/pemakaman").text


@pytest.mark.parametrize(
    ("data", "pesan"),
    [
        ({"petak_id": "A-99"}, "Tidak ada petak “A-99”"),
        ({"petak_blok": "00000000-0000-0000-0000-000000000000", "petak_id": "A-1"}, "Pilihan tidak dikenal"),
    ],
)
def test_unknown_plot_comes_back_as_typed(client: FlaskClient, kubur: Kubur, data: dict[str, str], pesan: str) -> None:
    laporan = read(start(kubur.pengelola, kubur.makam))
    answer = choose(client, laporan, **data)
    assert answer.status_code == 422
    assert pesan in answer.text
    assert data["petak_id"] in answer.text


def test_occupied_plot_asks_for_the_consent(client: FlaskClient, kubur: Kubur) -> None:
    kubur.bury("A-003", hari=years_ago(5))
    laporan = read(start(kubur.pengelola, kubur.makam))
    blok = {"petak_blok": str(kubur.blok.id), "petak_id": "A-003"}
    refused = choose(client, laporan, **blok, tumpang="1")
    assert refused.status_code == 422
    assert "ahli waris jenazah pertama" in refused.text
    consent = {"tumpang": "1", "tumpang_persetujuan": "Ibu Rohani", "tumpang_surat": "12/AW"}
    assert choose(client, laporan, **blok, **consent).status_code == 303


def test_cemetery_without_plots_shows_nothing_new(app: Flask, database: Engine) -> None:
    bare = Kubur()
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[pengelola])
    page = sign_in(app, pengelola).get(f"/laporan/{start(pengelola, makam)}/isi/pemakaman").text
    assert "petak_blok" not in page
    assert "tumpang_persetujuan" not in page
    assert "nomor_makam" in page
    assert bare.blok.nama == "A"


def test_short_report_from_the_plot_page(client: FlaskClient, kubur: Kubur) -> None:
    petak = kubur.plot("A-004")
    page = client.get(f"/laporan/baru/singkat?makam_id={kubur.makam.id}&petak={petak.id}").text
    assert 'value="A-004"' in page
    data = {
        **day("dimakamkan_tanggal"),
        "makam_id": str(kubur.makam.id),
        "kasus": "rumah",
        "nama": "Made Wirawan",
        "petak_blok": str(kubur.blok.id),
        "petak_id": "A-004",
    }
    assert client.post("/laporan/baru/singkat", data=data).status_code == 303
    assert kubur.status("A-004") == "terisi"


def test_long_report_from_the_plot_page(client: FlaskClient, kubur: Kubur) -> None:
    petak = kubur.plot("A-004")
    data = {"makam_id": str(kubur.makam.id), "kasus": "rumah", "petak": str(petak.id), "jalan": "lengkap"}
    answer = client.post("/laporan/baru", data=data)
    assert read(answer.location.split("/")[2]).petak_id == petak.id


def pindah(kubur: Kubur, **data: Any) -> dict[str, Any]:
    given = {
        "jenis": "gali",
        "alasan": "Penyidikan",
        "penerbit_jenis": "kepolisian",
        "izin_penerbit": "Polresta",
        "izin_nomor": "B/12/2026",
    }
    return {**given, **day("tanggal"), **day("izin_tanggal"), **data}


def test_move_is_recorded_with_its_paper_and_seen_on_report_and_plot(client: FlaskClient, kubur: Kubur) -> None:
    laporan = kubur.bury("A-003")
    target = {"jenis": "pindah_petak", "petak_blok": str(kubur.blok.id), "petak_id": "A-007"}
    data = pindah(kubur, **target, berkas=(io.BytesIO(make_png()), "izin.png"))
    page = client.post(f"/laporan/{laporan.id}/pindah/baru", data=data, follow_redirects=True).text
    assert "B/12/2026" in page
    permit = page.partition('href="/pindah/')[2].partition('"')[0]
    assert client.get(f"/pindah/{permit}").mimetype == "image/png"
    assert "Sekarang di" in client.get(f"/laporan/{laporan.id}").text
    assert "Dahulu di sini" in client.get(f"/petak/{kubur.plot('A-003').id}").text


@pytest.mark.parametrize("data", [{"jenis": ""}, {"jenis": "pindah_petak"}, {"alasan": " "}, {"tanggal-hari": "40"}])
def test_wrong_move_comes_back_as_typed(client: FlaskClient, kubur: Kubur, data: dict[str, str]) -> None:
    laporan = kubur.bury("A-003")
    answer = client.post(f"/laporan/{laporan.id}/pindah/baru", data=pindah(kubur, **data))
    assert answer.status_code == 422
    assert "B/12/2026" in answer.text
    assert len(stays_of(laporan.id)) == 1


def test_wrong_entry_is_cancelled(client: FlaskClient, kubur: Kubur) -> None:
    event = kubur.move(kubur.bury("A-003").id)
    assert client.post(f"/pindah/{event.id}/batal", data={"alasan": ""}).status_code == 422
    page = client.post(f"/pindah/{event.id}/batal", data={"alasan": "Salah orang"}, follow_redirects=True)
    assert "Salah orang" in page.text


def test_officer_reads_but_does_not_change(app: Flask, kubur: Kubur) -> None:
    office = sign_in(app, make_actor(Peran.VERIFIKATOR))
    laporan = kubur.bury("A-003", status=Status.DIAJUKAN)
    for address in (f"/blok/{kubur.blok.id}", f"/petak/{kubur.plot('A-003').id}", f"/laporan/{laporan.id}/pindah"):
        page = office.get(address)
        assert page.status_code == 200
        assert "Ubah" not in page.text
    assert office.get(f"/petak/{kubur.plot('A-003').id}/ubah").status_code == 403
