"""The pages of one voter list."""

import io
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from pemakaman.akun.rules import Peran
from pemakaman.db import reading
from pemakaman.jejak.models import JejakBaca
from tests.contoh_pemilih import write_voter_csv
from tests.pabrik import METRO, make_actor, sign_in
from tests.pabrik_daftar import Kearsipan, change, counts_of, grow_old, read_daftar, rows, voters_of
from tests.pekerja import work

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def arsip(database: object, tmp_path: Path) -> Kearsipan:
    return Kearsipan(make_actor(Peran.ADMIN_KAB), tmp_path)


@pytest.fixture
def admin(app: Flask, arsip: Kearsipan) -> FlaskClient:
    return sign_in(app, arsip.admin)


@pytest.fixture
def kini(arsip: Kearsipan) -> UUID:
    """A list with two new voters, one changed and one gone."""
    found = rows(50)
    arsip.bring(found[:48], "2026-T2")
    return arsip.bring(change(found[1:], 3, ALAMAT="JL. BARU"), "2026-T3")


def test_the_form_of_an_import_keeps_its_origin(admin: FlaskClient, arsip: Kearsipan, tmp_path: Path) -> None:
    path = write_voter_csv(tmp_path / "a.csv", 3)
    data = {"wilayah": "18.71", "jenis": "DPB", "periode": "2026-T3", "sumber": "", "jumlah_disebut": "1.234"}
    data |= {"tanggal-hari": "30", "tanggal-bulan": "9", "tanggal-tahun": "2026"}
    answer = admin.post("/pemilih/impor", data={**data, "berkas": (io.BytesIO(path.read_bytes()), "a.csv")})
    assert answer.status_code == 303
    daftar = read_daftar(UUID(answer.headers["Location"].rpartition("/")[2]))
    assert (f"{daftar.tanggal}", daftar.sumber, daftar.jumlah_disebut) == ("2026-09-30", "KPU", 1234)


def test_a_decision_of_tomorrow_is_refused(admin: FlaskClient, tmp_path: Path) -> None:
    path = write_voter_csv(tmp_path / "a.csv", 3)
    data = {"wilayah": "18.71", "jenis": "DPB", "periode": "x", "tanggal-hari": "1", "tanggal-bulan": "1"}
    data |= {"tanggal-tahun": "2190"}
    answer = admin.post("/pemilih/impor", data={**data, "berkas": (io.BytesIO(path.read_bytes()), "a.csv")})
    assert answer.status_code == 422
    assert "sesudah hari ini" in answer.text


def test_the_page_leads_from_kecamatan_to_desa_to_tps(admin: FlaskClient, kini: UUID) -> None:
    page = admin.get(f"/pemilih/daftar/{kini}").text
    assert "daftar yang berlaku" in page
    assert "kecamatan=Kedaton" in page
    page = admin.get(f"/pemilih/daftar/{kini}?kecamatan=Kedaton").text
    assert "desa=Sukamenanti" in page
    assert "TPS 001" in admin.get(f"/pemilih/daftar/{kini}?kecamatan=Kedaton&desa=Sukamenanti").text
    assert admin.get(f"/pemilih/daftar/{kini}?kecamatan=Entah").status_code == 404


def test_a_stranger_finds_no_list(app: Flask, kini: UUID) -> None:
    stranger = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    for path in ("", "/perubahan", "/perubahan/unduh"):
        assert stranger.get(f"/pemilih/daftar/{kini}{path}").status_code == 404


def test_kpu_figures_are_stored_and_marked(admin: FlaskClient, kini: UUID) -> None:
    file = (io.BytesIO(b"KECAMATAN,JUMLAH\nKedaton,5\n"), "rekap.csv")
    assert admin.post(f"/pemilih/daftar/{kini}/kpu", data={"jumlah": "51", "berkas": file}).status_code == 303
    page = admin.get(f"/pemilih/daftar/{kini}").text
    assert "KPU menyebut 51 pemilih" in page
    assert "1 tempat berbeda" in page


def test_a_bad_table_changes_nothing(admin: FlaskClient, kini: UUID) -> None:
    for content in (b"", b"KECAMATAN,JUMLAH\nKedaton,lima\n", b"PK\x03\x04rusak"):
        file = (io.BytesIO(content), "rekap.csv")
        answer = admin.post(f"/pemilih/daftar/{kini}/kpu", data={"jumlah": "51", "berkas": file})
        assert answer.status_code == 422
    assert (read_daftar(kini).jumlah_disebut, counts_of(kini, "kpu")) == (None, {})


def test_changes_stand_by_place_and_kind_without_a_full_nik(admin: FlaskClient, kini: UUID) -> None:
    page = admin.get(f"/pemilih/daftar/{kini}/perubahan").text
    assert "KEDATON" in page
    page = admin.get(f"/pemilih/daftar/{kini}/perubahan?jenis=berubah").text
    assert "JL. BARU" in page
    assert all((one.nik or "-") not in page for one in voters_of(kini))
    assert (
        "Tidak ada pemilih di sini"
        in admin.get(f"/pemilih/daftar/{kini}/perubahan?jenis=hilang&kecamatan=SUKARAME").text
    )


def test_opening_names_is_logged_and_counts_alone_are_not(admin: FlaskClient, kini: UUID) -> None:
    admin.get(f"/pemilih/daftar/{kini}/perubahan")
    admin.get(f"/pemilih/daftar/{kini}/perubahan?jenis=baru")
    admin.get(f"/pemilih/daftar/{kini}/perubahan/unduh?jenis=baru")
    with reading() as session:
        found = session.execute(select(JejakBaca.cara, JejakBaca.jumlah).where(JejakBaca.cara.like("pemilih.%"))).all()
    assert [tuple(row) for row in found] == [("pemilih.perubahan", 2), ("pemilih.perubahan_unduh", 2)]


def test_a_long_kind_has_pages_in_one_order(admin: FlaskClient, arsip: Kearsipan) -> None:
    arsip.bring(rows(1), "2026-T2")
    daftar_id = arsip.bring(rows(46), "2026-T3")
    seen, url = [], f"/pemilih/daftar/{daftar_id}/perubahan?jenis=baru"
    for _ in range(3):
        page = admin.get(url).text
        seen.append(page.count('data-label="Pemilih"'))
        url = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&") if 'rel="next"' in page else url
    assert seen == [20, 20, 5]


@pytest.mark.parametrize("query", ["jenis=x", "jenis=baru&sesudah=0", "jenis=baru&sesudah=x"])
def test_a_senseless_address_is_404(admin: FlaskClient, kini: UUID, query: str) -> None:
    assert admin.get(f"/pemilih/daftar/{kini}/perubahan?{query}").status_code == 404


def test_the_file_says_what_changed(admin: FlaskClient, kini: UUID) -> None:
    answer = admin.get(f"/pemilih/daftar/{kini}/perubahan/unduh?jenis=berubah")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="pemilih-berubah.csv"'
    head, row = answer.text.strip().splitlines()
    assert head.endswith("PERUBAHAN")
    assert "menjadi JL. BARU" in row
    assert "****" in row


def test_a_first_list_has_no_changes_to_show(admin: FlaskClient, arsip: Kearsipan) -> None:
    daftar_id = arsip.bring(rows(2), "2026-T2")
    assert admin.get(f"/pemilih/daftar/{daftar_id}/perubahan").status_code == 409


def test_counting_again_is_a_job(admin: FlaskClient, arsip: Kearsipan) -> None:
    daftar_id = arsip.bring(rows(2), "2026-T2", steps=False)
    assert "belum ada" in admin.get(f"/pemilih/daftar/{daftar_id}").text
    assert admin.post(f"/pemilih/daftar/{daftar_id}/hitung").status_code == 303
    work("impor")
    assert counts_of(daftar_id)["", "", ""][2] == 2


def test_reducing_asks_first_and_then_says_so_everywhere(admin: FlaskClient, arsip: Kearsipan) -> None:
    old = arsip.bring(rows(3), "2026-T2")
    grow_old(old, 200)
    new = arsip.bring(rows(4), "2026-T3")
    assert "Ringkas daftar" in admin.get(f"/pemilih/daftar/{old}").text
    assert admin.post(f"/pemilih/daftar/{old}/ringkas").status_code == 422
    assert admin.post(f"/pemilih/daftar/{old}/ringkas", data={"yakin": "y"}).status_code == 303
    assert "sudah diringkas" in admin.get(f"/pemilih/daftar/{old}").text
    assert admin.get(f"/pemilih?daftar={old}").status_code == 409
    assert admin.get(f"/pemilih/daftar/{new}/perubahan").status_code == 409
    assert admin.post(f"/pemilih/daftar/{old}/hitung").status_code == 409
    assert "Diringkas" in admin.get("/pemilih").text


def test_the_list_in_force_offers_no_reduction(admin: FlaskClient, kini: UUID) -> None:
    assert "Ringkas daftar" not in admin.get(f"/pemilih/daftar/{kini}").text
    assert admin.post(f"/pemilih/daftar/{kini}/ringkas", data={"yakin": "y"}).status_code == 409
