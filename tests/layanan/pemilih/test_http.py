"""The pages of `pemilih`."""

import io
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.jejak.models import JejakBaca
from pemakaman.pemilih import serah
from pemakaman.pemilih.impor import run_import
from pemakaman.pemilih.models import Paket, Usul
from tests.contoh_pemilih import write_voter_csv
from tests.pabrik import METRO, make_actor, sign_in
from tests.pabrik_pemilih import Kantor, make_daftar, register
from tests.pabrik_serah import build


@pytest.fixture
def kantor(database: object) -> Kantor:
    return Kantor()


@pytest.fixture
def admin(database: object) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


def this_quarter() -> str:
    return serah.list_periods("18.71")[0]


def verifikator(app: Flask, kantor: Kantor) -> FlaskClient:
    return sign_in(app, kantor.verifikator)


def test_candidates_stand_side_by_side_without_a_full_nik(app: Flask, kantor: Kantor) -> None:
    page = verifikator(app, kantor).get("/pemilih").text
    assert "SITI AMINAH" in page
    assert "Usulkan untuk diverifikasi KPU" in page
    assert kantor.nik not in page


def test_opening_candidates_is_logged(app: Flask, kantor: Kantor) -> None:
    verifikator(app, kantor).get("/pemilih")
    with reading() as session:
        log = session.scalars(select(JejakBaca).where(JejakBaca.cara == "pemilih.calon")).one()
    assert (log.objek_id, log.jumlah) == (str(kantor.daftar_id), 1)


def test_a_warning_has_no_button(app: Flask, database: object) -> None:
    kantor = Kantor(nama="Ahmad Suhaimi", jenis_kelamin="L", lahir_tahun=1944)
    page = verifikator(app, kantor).get("/pemilih").text
    assert "kemungkinan masih hidup" in page
    assert "Usulkan" not in page


def propose(client: FlaskClient, kantor: Kantor) -> int:
    data = {"laporan_id": kantor.laporan_id, "daftar_id": kantor.daftar_id, "pemilih_id": kantor.pemilih_id}
    return client.post("/pemilih/usul", data=data).status_code


def test_proposing_twice_is_a_conflict(app: Flask, kantor: Kantor) -> None:
    client = verifikator(app, kantor)
    assert [propose(client, kantor), propose(client, kantor)] == [303, 409]


@pytest.mark.parametrize("data", [{}, {"laporan_id": "x", "daftar_id": "y", "pemilih_id": "z"}])
def test_a_senseless_proposal_is_404(app: Flask, kantor: Kantor, data: dict[str, str]) -> None:
    assert verifikator(app, kantor).post("/pemilih/usul", data=data).status_code == 404


def test_a_huge_row_number_is_404(app: Flask, kantor: Kantor) -> None:
    kantor.pemilih_id = 10**30
    assert propose(verifikator(app, kantor), kantor) == 404


def test_the_whole_road_of_a_proposal(app: Flask, kantor: Kantor) -> None:
    client, pejabat = verifikator(app, kantor), sign_in(app, kantor.pejabat)
    propose(client, kantor)
    with reading() as session:
        usul_id = session.scalars(select(Usul.id)).one()
    assert "SITI AMINAH" in pejabat.get("/pemilih/usul").text
    page = pejabat.get(f"/pemilih/usul/{usul_id}").text
    assert "Konfirmasi untuk diverifikasi KPU" in page
    assert "Konfirmasi usul" not in client.get(f"/pemilih/usul/{usul_id}").text
    assert pejabat.post(f"/pemilih/usul/{usul_id}/konfirmasi", data={"versi": "1"}).status_code == 303
    assert pejabat.post(f"/pemilih/usul/{usul_id}/konfirmasi", data={"versi": "1"}).status_code == 409
    build(kantor.pejabat)
    assert client.post(f"/pemilih/usul/{usul_id}/batalkan", data={"versi": "2"}).status_code == 422
    undo = {"versi": "2", "batal-alasan": "Ternyata masih hidup"}
    assert client.post(f"/pemilih/usul/{usul_id}/batalkan", data=undo).status_code == 303
    page = client.get(f"/pemilih/usul/{usul_id}").text
    assert "lewat paket penarikan" in page


def test_rejecting_needs_a_reason_and_keeps_the_page(app: Flask, kantor: Kantor) -> None:
    usul, pejabat = kantor.propose(), sign_in(app, kantor.pejabat)
    assert pejabat.post(f"/pemilih/usul/{usul.id}/tolak", data={"versi": "1"}).status_code == 422
    data = {"versi": "1", "tolak-alasan": "Beda orang"}
    assert pejabat.post(f"/pemilih/usul/{usul.id}/tolak", data=data).status_code == 303
    assert "Beda orang" in pejabat.get(f"/pemilih/usul/{usul.id}").text


def test_kpu_downloads_a_package_and_sees_the_withdrawn(app: Flask, kantor: Kantor) -> None:
    usul = kantor.confirm(kantor.propose())
    build(kantor.pejabat)
    kpu = sign_in(app, make_actor(Peran.PETUGAS_KPU))
    with reading() as session:
        paket = session.scalars(select(Paket)).one()
    assert paket.sha256[:12] in kpu.get("/paket").text
    answer = kpu.get(f"/paket/{paket.id}/unduh")
    assert answer.headers["Content-Disposition"].endswith('.zip"')
    kantor.cancel(usul)
    assert "ditarik kembali" in kpu.get(f"/paket/{paket.id}").text
    assert "1 ditarik" in kpu.get("/paket").text
    stranger = sign_in(app, make_actor(Peran.PETUGAS_KPU, METRO))
    assert stranger.get(f"/paket/{paket.id}/unduh").status_code == 404


def test_packages_are_offered_level_by_level(app: Flask, kantor: Kantor) -> None:
    kantor.confirm(kantor.propose())
    pejabat = sign_in(app, kantor.pejabat)
    assert "wilayah=18.71.01" in pejabat.get("/paket/baru").text
    assert "tps=3" in pejabat.get("/paket/baru?wilayah=18.71.01.1003").text
    assert pejabat.get("/paket/baru?wilayah=18.71.01.1003&tps=3").status_code == 200
    assert pejabat.get(f"/paket/baru?wilayah={METRO}").status_code == 404
    assert pejabat.get("/paket/baru?wilayah=apa").status_code == 200


def test_a_package_of_nothing_says_so(app: Flask, kantor: Kantor) -> None:
    answer = sign_in(app, kantor.pejabat).post("/paket/baru", data={"isi": "baru", "periode": this_quarter()})
    assert answer.status_code == 422
    assert "Tidak ada usul yang dikonfirmasi" in answer.text


def upload(client: FlaskClient, content: bytes, **more: str) -> tuple[int, str]:
    data = {"wilayah": "18.71", "jenis": "DPB", "periode": "2026-T3", **more}
    answer = client.post("/pemilih/impor", data={**data, "berkas": (io.BytesIO(content), "dpb.csv")})
    return answer.status_code, answer.headers.get("Location", answer.text)


def test_an_upload_leads_to_the_progress_page(app: Flask, admin: Actor, tmp_path: Path) -> None:
    client = sign_in(app, admin)
    content = write_voter_csv(tmp_path / "dpb.csv", 5).read_bytes()
    status, address = upload(client, content)
    assert status == 303
    page = client.get(address)
    assert page.headers["Refresh"] == "3"
    assert "Menunggu giliran" in page.text
    again, page = upload(client, content)
    assert again == 409
    assert "sudah diimpor" in page


def test_a_finished_import_stops_refreshing_and_offers_its_errors(app: Flask, admin: Actor, tmp_path: Path) -> None:
    path = write_voter_csv(tmp_path / "dpb.csv", 5)
    path.write_text(path.read_text() + "Kedaton,Kedaton,1,,123,A,X,,,,,,,,,,,,,\n")
    daftar_id = register(path, admin)
    run_import(daftar_id, transaction)
    client = sign_in(app, admin)
    assert "Refresh" not in client.get(f"/pemilih/impor/{daftar_id}").headers
    answer = client.get(f"/pemilih/impor/{daftar_id}/kesalahan")
    assert (answer.status_code, "Kesalahan" in answer.text) == (200, True)


def test_an_upload_without_choices_is_refused_at_its_fields(app: Flask, admin: Actor) -> None:
    status, page = upload(sign_in(app, admin), b"x", wilayah="", jenis="", periode="")
    assert status == 422
    assert "Pilih wilayahnya." in page


def test_a_foreign_region_is_refused(app: Flask, admin: Actor) -> None:
    assert upload(sign_in(app, admin), b"x", wilayah=METRO)[0] == 422


def test_the_code_can_be_set(app: Flask, admin: Actor) -> None:
    client = sign_in(app, admin)
    assert client.post("/pemilih/setelan", data={"kode": "91", "hari_tanda_terima": "21"}).status_code == 303
    assert 'value="21"' in client.get("/pemilih/setelan").text
    assert 'value="91" checked' in client.get("/pemilih/setelan").text
    assert client.post("/pemilih/setelan", data={"kode": "7", "hari_tanda_terima": "21"}).status_code == 422


@pytest.mark.parametrize("query", ["daftar=x", f"daftar={UUID(int=7)}", "sesudah=x", "sesudah=2026-01-01_x_1"])
def test_made_up_addresses_are_404(app: Flask, kantor: Kantor, query: str) -> None:
    assert verifikator(app, kantor).get(f"/pemilih?{query}").status_code == 404


def test_a_list_of_another_kabupaten_is_404(app: Flask, kantor: Kantor) -> None:
    elsewhere = make_daftar(METRO)
    client = verifikator(app, kantor)
    assert client.get(f"/pemilih?daftar={elsewhere}").status_code == 404
    assert client.get(f"/pemilih/impor/{elsewhere}").status_code == 404


@pytest.mark.parametrize("peran", [Peran.PENGELOLA_MAKAM, Peran.PETUGAS_KPU, Peran.AUDITOR])
def test_other_roles_get_403(app: Flask, database: object, peran: Peran) -> None:
    assert sign_in(app, make_actor(peran)).get("/pemilih").status_code == 403


def test_the_province_reads_but_cannot_propose(app: Flask, kantor: Kantor) -> None:
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    page = client.get(f"/pemilih?daftar={kantor.daftar_id}").text
    assert "SITI AMINAH" in page
    assert propose(client, kantor) == 403
