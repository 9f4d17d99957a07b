"""Reference figures: entered, corrected, removed and brought in from a file."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.pantau.models import Acuan
from pemakaman.pantau.queries.desa import read_desa
from pemakaman.pantau.rules.acuan import IsiAcuan
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.services.acuan import add_acuan, change_acuan, remove_acuan
from pemakaman.pantau.services.impor_acuan import KEPALA, Hasil, import_acuan
from pemakaman.tabel import csv_bytes, xlsx_bytes
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, make_actor, sign_in

ISI = IsiAcuan("penduduk", BANDAR_LAMPUNG, 2024, "", "", Decimal(1_077_664), None, None, "Kemendagri", None)
BARIS = ("penduduk", METRO, "Kota Metro", "2024", "", "", "182.293", "", "", "Kemendagri", "")


@pytest.fixture
def provinsi(database: Engine) -> Actor:
    return make_actor(Peran.PETUGAS_PROVINSI)


def add(actor: Actor, isi: IsiAcuan = ISI) -> Acuan:
    with transaction() as session:
        return add_acuan(session, isi, actor=actor)


def stored() -> dict[str, Decimal]:
    with transaction() as session:
        return {row.wilayah_kode or "": row.nilai for row in session.scalars(select(Acuan))}


def run(actor: Actor, path: Path, content: bytes, *, uji: bool = False) -> Hasil:
    path.write_bytes(content)
    with transaction() as session:
        return import_acuan(session, path, uji=uji, actor=actor)


def test_figure_is_stored_with_source_and_leaves_a_line(provinsi: Actor) -> None:
    acuan = add(provinsi)
    with transaction() as session:
        jejak = session.scalars(select(Jejak).where(Jejak.objek_id == str(acuan.id))).one()
    assert stored() == {BANDAR_LAMPUNG: 1_077_664}
    assert (jejak.peristiwa, jejak.rincian["nilai"], jejak.wilayah) == ("acuan.dibuat", "1.077.664", BANDAR_LAMPUNG)


def test_same_figure_twice_is_refused(provinsi: Actor) -> None:
    add(provinsi)
    with pytest.raises(Invalid, match="perlu diperbaiki"):
        add(provinsi, replace(ISI, nilai=Decimal(5)))


def test_correction_keeps_the_old_figure_in_the_trail(provinsi: Actor) -> None:
    acuan = add(provinsi)
    with transaction() as session:
        isi = replace(ISI, nilai=Decimal(1_080_000), sumber="BPS")
        assert change_acuan(session, acuan.id, isi, versi=1, actor=provinsi)
    with transaction() as session:
        rincian = session.scalars(select(Jejak.rincian).where(Jejak.peristiwa == "acuan.diperbaiki")).one()
    assert rincian == {"nilai": ["1.077.664", "1.080.000"], "sumber": ["Kemendagri", "BPS"]}


def test_correction_of_what_somebody_else_changed_is_refused(provinsi: Actor) -> None:
    acuan = add(provinsi)
    with transaction() as session:
        change_acuan(session, acuan.id, replace(ISI, nilai=Decimal(1)), versi=1, actor=provinsi)
    with pytest.raises(StaleVersion), transaction() as session:
        change_acuan(session, acuan.id, replace(ISI, nilai=Decimal(2)), versi=1, actor=provinsi)


def test_correction_into_another_stored_figure_is_refused(provinsi: Actor) -> None:
    acuan = add(provinsi)
    add(provinsi, replace(ISI, tahun=2023))
    with pytest.raises(Invalid), transaction() as session:
        change_acuan(session, acuan.id, replace(ISI, tahun=2023), versi=1, actor=provinsi)


def test_removed_figure_stays_in_the_trail_with_the_reason(provinsi: Actor) -> None:
    acuan = add(provinsi)
    with transaction() as session:
        remove_acuan(session, acuan.id, alasan="Salah kabupaten", versi=1, actor=provinsi)
    with transaction() as session:
        rincian = session.scalars(select(Jejak.rincian).where(Jejak.peristiwa == "acuan.dihapus")).one()
    assert stored() == {}
    assert (rincian["alasan"], rincian["nilai"]) == ("Salah kabupaten", ["1.077.664", None])


def test_only_the_province_changes_figures(provinsi: Actor) -> None:
    with pytest.raises(Forbidden):
        add(make_actor(Peran.ADMIN_KAB))


def test_region_of_another_province_is_refused(provinsi: Actor) -> None:
    with pytest.raises(Invalid) as error:
        add(provinsi, replace(ISI, wilayah_kode="17.71"))
    assert "wilayah_kode" in error.value.galat


def test_unknown_region_and_what_no_village_has_are_refused(provinsi: Actor) -> None:
    rate = replace(ISI, jenis="angka_kematian", nilai=Decimal(6))
    for isi in (replace(ISI, wilayah_kode="18.99"), replace(rate, wilayah_kode=DESA[BANDAR_LAMPUNG])):
        with pytest.raises(Invalid) as error:
            add(provinsi, isi)
        assert "wilayah_kode" in error.value.galat


def test_villages_of_a_file_are_the_sizes_that_cemeteries_are_compared_by(
    provinsi: Actor, app: Flask, tmp_path: Path
) -> None:
    villages = {"18.71.01.1003": "9800", "18.71.01.1004": "10200"}
    rows = [("penduduk", kode, "", "2024", "", "", jiwa, "", "", "BPS", "") for kode, jiwa in villages.items()]
    hasil = run(provinsi, tmp_path / "desa.csv", csv_bytes(KEPALA, rows))
    assert (hasil.jumlah["baru"], hasil.salah) == (2, [])
    with transaction() as session:
        desa = read_desa(session, BANDAR_LAMPUNG, Bulan(2026, 11))
    assert (desa.dasar, desa.ukuran) == ("penduduk", {kode: int(jiwa) for kode, jiwa in villages.items()})
    client = sign_in(app, provinsi)
    assert "10.200" not in client.get("/setelan/acuan").text
    assert "10.200" in client.get(f"/setelan/acuan?wilayah={BANDAR_LAMPUNG}").text


@pytest.mark.parametrize("write", [csv_bytes, lambda kepala, rows: xlsx_bytes("Acuan", kepala, rows)])
def test_file_is_brought_in_whole(provinsi: Actor, tmp_path: Path, write: object) -> None:
    rows = [
        BARIS,
        ("angka_kematian", "18", "", "2024", "", "", "6,5", "6", "7", "Perkiraan", "belum resmi"),
        ("kelengkapan", "Indonesia", "", "2023", "", "", "56,7", "", "", "BPS", ""),
        ("penduduk", BANDAR_LAMPUNG, "", "", "", "", "", "", "", "", ""),
    ]
    hasil = run(provinsi, tmp_path / "acuan", write(KEPALA, rows))  # type: ignore[operator]
    assert (hasil.jumlah["baru"], hasil.kosong, hasil.salah) == (3, 1, [])
    assert stored() == {METRO: 182_293, "18": Decimal("6.5"), "": Decimal("56.7")}


def test_second_run_changes_nothing_and_a_new_figure_corrects(provinsi: Actor, tmp_path: Path) -> None:
    path = tmp_path / "acuan.csv"
    run(provinsi, path, csv_bytes(KEPALA, [BARIS]))
    assert run(provinsi, path, csv_bytes(KEPALA, [BARIS])).jumlah == {"baru": 0, "diperbaiki": 0, "sama": 1}
    changed = [*BARIS[:6], "182.300", *BARIS[7:]]
    assert run(provinsi, path, csv_bytes(KEPALA, [changed])).jumlah["diperbaiki"] == 1
    assert stored() == {METRO: 182_300}


def test_trial_stores_nothing(provinsi: Actor, tmp_path: Path) -> None:
    hasil = run(provinsi, tmp_path / "acuan.csv", csv_bytes(KEPALA, [BARIS]), uji=True)
    assert hasil.jumlah["baru"] == 1
    assert stored() == {}


def test_each_fault_is_told_by_row_and_column_and_nothing_is_stored(provinsi: Actor, tmp_path: Path) -> None:
    rows = [
        BARIS,
        ("warga", METRO, "", "2024", "", "", "1", "", "", "BPS", ""),
        ("penduduk", "99", "", "2024", "", "", "1", "", "", "BPS", ""),
        ("penduduk", METRO, "", "24", "", "", "1", "", "", "BPS", ""),
        ("penduduk", METRO, "", "2023", "", "", "6,5", "", "", "BPS", ""),
        ("penduduk", METRO, "", "2023", "", "", "7", "", "", "", ""),
        ("penduduk", METRO, "", "2023", "X", "", "7", "", "", "BPS", ""),
        BARIS,
    ]
    hasil = run(provinsi, tmp_path / "acuan.csv", csv_bytes(KEPALA, rows))
    found = [(satu.baris, satu.kolom) for satu in hasil.salah]
    assert found == [
        (3, "jenis"),
        (4, "kode"),
        (5, "tahun"),
        (6, "nilai"),
        (7, "sumber"),
        (8, "kelamin"),
        (9, "kode"),
    ]
    assert stored() == {}


def test_kab_officer_reads_his_own_and_the_province_but_no_neighbour(provinsi: Actor, app: Flask) -> None:
    for kode in (BANDAR_LAMPUNG, METRO, "18", None):
        add(provinsi, replace(ISI, wilayah_kode=kode))
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    page = client.get("/setelan/acuan").text
    assert "Kota Bandar Lampung" in page
    assert "Indonesia" in page
    assert "Kota Metro" not in page
    assert "Tambah angka" not in page


def test_officer_opens_no_figure_of_a_neighbour(provinsi: Actor, app: Flask) -> None:
    own, other = add(provinsi), add(provinsi, replace(ISI, wilayah_kode=METRO))
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert client.get(f"/setelan/acuan/{own.id}").status_code == 200
    assert client.get(f"/setelan/acuan/{other.id}").status_code == 404


def test_province_of_another_region_changes_nothing_here(provinsi: Actor) -> None:
    acuan, other = add(provinsi), make_actor(Peran.PETUGAS_PROVINSI, "17")
    with pytest.raises(NotFound), transaction() as session:
        remove_acuan(session, acuan.id, alasan="Bukan urusan kami", versi=1, actor=other)


def test_figure_of_the_country_is_changed_only_by_the_province_that_entered_it(
    provinsi: Actor, app: Flask, tmp_path: Path
) -> None:
    isi, other = replace(ISI, wilayah_kode=None), make_actor(Peran.PETUGAS_PROVINSI, "17")
    acuan = add(provinsi, isi)
    with pytest.raises(NotFound), transaction() as session:
        change_acuan(session, acuan.id, replace(isi, nilai=Decimal(1)), versi=1, actor=other)
    with pytest.raises(NotFound), transaction() as session:
        remove_acuan(session, acuan.id, alasan="Bukan urusan kami", versi=1, actor=other)
    with pytest.raises(Invalid) as error:
        add(other, replace(isi, nilai=Decimal(1)))
    assert "provinsi lain" in error.value.galat["nilai"][0]
    same = ("penduduk", "Indonesia", "", "2024", "", "", "1.077.664", "", "", "Kemendagri", "")
    assert run(other, tmp_path / "sama.csv", csv_bytes(KEPALA, [same])).jumlah["sama"] == 1
    hasil = run(other, tmp_path / "lain.csv", csv_bytes(KEPALA, [(*same[:6], "1", *same[7:])]))
    assert [(satu.baris, satu.kolom) for satu in hasil.salah] == [(2, "nilai")]
    page = sign_in(app, other).get(f"/setelan/acuan/{acuan.id}").text
    assert ("Dicatat provinsi" in page, "Simpan perbaikan" in page) == (True, False)
    with transaction() as session:
        assert change_acuan(session, acuan.id, replace(isi, nilai=Decimal(2)), versi=1, actor=provinsi)


def test_figure_is_added_corrected_and_removed_on_screen(provinsi: Actor, app: Flask) -> None:
    client = sign_in(app, provinsi)
    sent = {"jenis": "penduduk", "wilayah_kode": METRO, "tahun": "2024", "nilai": "182.293", "sumber": "Kemendagri"}
    assert client.post("/setelan/acuan/baru", data={**sent, "nilai": "6,5"}).status_code == 422
    assert client.post("/setelan/acuan/baru", data=sent).status_code == 303
    with transaction() as session:
        acuan_id = session.scalars(select(Acuan.id)).one()
    url = f"/setelan/acuan/{acuan_id}"
    assert "182.293" in client.get(url).text
    assert client.post(url, data={**sent, "nilai": "1", "versi": "1"}).status_code == 303
    assert client.post(url, data={**sent, "nilai": "2", "versi": "1"}).status_code == 409
    assert client.post(f"{url}/hapus", data={"versi": "2"}).status_code == 422
    assert client.post(f"{url}/hapus", data={"versi": "2", "alasan": "Salah isi"}).status_code == 303
    assert "Salah isi" in client.get("/setelan/acuan/riwayat").text


def test_population_of_a_village_is_typed_by_its_code(provinsi: Actor, app: Flask) -> None:
    client = sign_in(app, provinsi)
    data = {"jenis": "penduduk", "wilayah_kode": BANDAR_LAMPUNG, "kecamatan": DESA[BANDAR_LAMPUNG], "tahun": "2024"}
    answer = client.post("/setelan/acuan/baru", data=data | {"nilai": "9.800", "sumber": "BPS"})
    assert (answer.status_code, stored()) == (303, {DESA[BANDAR_LAMPUNG]: 9800})


def test_figure_of_a_kecamatan_is_typed_by_its_code(provinsi: Actor, app: Flask) -> None:
    client = sign_in(app, provinsi)
    sent = {"jenis": "penduduk", "wilayah_kode": METRO, "tahun": "2024", "nilai": "30.000", "sumber": "Dukcapil"}
    assert client.post("/setelan/acuan/baru", data={**sent, "kecamatan": "18.71.01"}).status_code == 422
    assert client.post("/setelan/acuan/baru", data={**sent, "kecamatan": "18.72.01"}).status_code == 303
    assert stored() == {"18.72.01": 30_000}


def test_file_is_tried_and_then_stored_on_screen(provinsi: Actor, app: Flask) -> None:
    client = sign_in(app, provinsi)
    file = (BytesIO(csv_bytes(KEPALA, [BARIS])), "acuan.csv")
    page = client.post("/setelan/acuan/impor", data={"berkas": file}).text
    assert "Simpan 1 angka" in page
    assert stored() == {}
    kiriman = page.split('name="kiriman" value="')[1].split('"')[0]
    assert client.post("/setelan/acuan/impor/jalankan", data={"kiriman": kiriman}).status_code == 303
    assert stored() == {METRO: 182_293}


def test_template_can_be_sent_back_filled(provinsi: Actor, app: Flask) -> None:
    client = sign_in(app, provinsi)
    for name in ("csv", "xlsx"):
        content = client.get(f"/setelan/acuan/templat.{name}").data
        page = client.post("/setelan/acuan/impor", data={"berkas": (BytesIO(content), f"templat.{name}")}).text
        assert "baris tanpa nilai, dilewati" in page
        assert "Yang salah" not in page


def test_file_without_headings_says_which_are_needed(provinsi: Actor, app: Flask) -> None:
    client = sign_in(app, provinsi)
    answer = client.post("/setelan/acuan/impor", data={"berkas": (BytesIO(b"a,b\n1,2\n"), "a.csv")})
    assert answer.status_code == 422
    assert "pakai templatnya" in answer.text
