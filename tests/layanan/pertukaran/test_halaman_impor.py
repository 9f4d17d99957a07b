"""The pages of an old book: upload, choice of columns, trial, import, stop, undo."""

import io
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.jejak.models import JejakBaca
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.services import save_bagian
from pemakaman.makam.models import Makam
from pemakaman.makam.services import assign_manager
from pemakaman.pertukaran import services
from pemakaman.pertukaran.models import Impor
from pemakaman.pertukaran.routes import unggah
from tests.contoh import susun_buku
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_buku_lama import bring_in, count_laporan, start

CONTOH = Path(susun_buku.__file__).parent
BADUNG = CONTOH / "buku_badung.xlsx"
CSV = b"Nama;Wafat;Kubur\nSiti;3-2-2019;4-2-2019\n"


@pytest.fixture
def juru(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Juru Kunci")


@pytest.fixture
def makam(juru: Actor) -> Makam:
    return make_makam(pengelola=[juru])


def _upload(app: Flask, actor: Actor, makam: Makam, content: bytes, nama: str = "buku.xlsx") -> Any:
    data = {"makam_id": str(makam.id), "berkas": (io.BytesIO(content), nama)}
    return sign_in(app, actor).post("/impor-buku/baru", data=data)


def _id(path: str) -> UUID:
    return UUID(path.split("/impor-buku/")[1][:36])


def _run(path: str) -> None:
    services.run_impor(_id(path), unit=transaction)


BADUNG_KOLOM = {
    "kolom-0": "nomor_lama", "kolom-1": "nik", "kolom-2": "nama", "kolom-3": "meninggal_di",
    "kolom-4": "dimakamkan_tanggal", "kolom-5": "pelapor_nama", "kolom-6": "pelapor_nik", "kolom-7": "keluarga",
    "kolom-8": "alamat",
}  # fmt: skip


def test_upload_choose_try_look_and_bring_in(app: Flask, makam: Makam, juru: Actor) -> None:
    columns = _upload(app, juru, makam, BADUNG.read_bytes()).headers["Location"]
    client = sign_in(app, juru)
    assert "Judul kolom ditemukan di baris 5" in client.get(columns).get_data(as_text=True)
    path = client.post(columns, data=BADUNG_KOLOM).headers["Location"]
    assert "Refresh" in client.get(path).headers
    _run(path)
    page = client.get(path).get_data(as_text=True)
    assert "Refresh" not in client.get(path).headers
    assert "Masukkan 26 baris yang baik" in page
    assert "1 nomor kolom" in page
    real = client.post(f"{path}/masukkan").headers["Location"]
    _run(real)
    assert count_laporan() == 26
    assert "baris masuk sebagai lapor awal" in client.get(real).get_data(as_text=True)
    assert "buku.xlsx" in client.get("/impor-buku").get_data(as_text=True)
    assert client.post(f"{real}/masukkan").status_code == 409


def test_unknown_headings_are_mapped_by_hand_and_remembered(app: Flask, makam: Makam, juru: Actor) -> None:
    columns = _upload(app, juru, makam, CSV.replace(b"Nama", b"Siapa"), "buku.csv").headers["Location"]
    client = sign_in(app, juru)
    chosen = {"kolom-0": "nama", "kolom-1": "meninggal_tanggal", "kolom-2": "dimakamkan_tanggal"}
    path = client.post(columns, data=chosen).headers["Location"]
    _run(path)
    assert "Masukkan 1 baris yang baik" in client.get(path).get_data(as_text=True)
    again = _upload(app, juru, makam, CSV.replace(b"Nama", b"Siapa"), "lagi.csv").headers["Location"]
    page = client.get(again).get_data(as_text=True)
    assert "Pilihan terakhir Anda" in page
    assert 'value="nama" selected' in page


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"kolom-1": "dimakamkan_tanggal"}, "nama almarhum"),
        ({"kolom-0": "nama"}, "tanggal pemakaman"),
        ({"kolom-0": "nama", "kolom-1": "nama", "kolom-2": "dimakamkan_tanggal"}, "sudah dipilih untuk kolom Nama"),
        ({"kolom-0": "nama", "kolom-2": "bukan-ruas"}, "Pilihan tidak dikenal"),
    ],
)
def test_a_choice_that_cannot_work_says_so_and_is_kept(
    app: Flask, makam: Makam, juru: Actor, chosen: dict[str, str], words: str
) -> None:
    columns = _upload(app, juru, makam, CSV, "buku.csv").headers["Location"]
    answer = sign_in(app, juru).post(columns, data=chosen)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert words in page
    assert ('value="dimakamkan_tanggal" selected' in page) == ("dimakamkan_tanggal" in chosen.values())


def test_choice_writes_a_job_in_the_same_transaction(app: Flask, makam: Makam, juru: Actor) -> None:
    columns = _upload(app, juru, makam, BADUNG.read_bytes()).headers["Location"]
    sign_in(app, juru).post(columns, data=BADUNG_KOLOM)
    with reading() as session:
        jobs = session.execute(text("SELECT task_name, queue_name FROM procrastinate_jobs")).all()
    assert [tuple(job) for job in jobs] == [("pertukaran.impor_buku", "impor")]


def test_a_large_workbook_is_opened_by_a_worker(
    app: Flask, makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unggah, "QUICK_BYTES", 1)
    path = _upload(app, juru, makam, BADUNG.read_bytes()).headers["Location"]
    client = sign_in(app, juru)
    assert "sedang dibuka" in client.get(path).get_data(as_text=True)
    with transaction() as session:
        services.look_inside(session, _id(path), actor=juru)
    assert "Pilih kolom" in client.get(path).get_data(as_text=True)


def test_bad_upload_says_so_at_the_field(app: Flask, makam: Makam, juru: Actor) -> None:
    answer = _upload(app, juru, makam, b"PK\x03\x04rusak")
    assert answer.status_code == 422
    assert "Berkas ini rusak" in answer.get_data(as_text=True)


def test_error_file_is_downloaded_by_the_own_people_only_and_logged(app: Flask, makam: Makam, juru: Actor) -> None:
    impor = bring_in(BADUNG, makam, juru)
    path = f"/impor-buku/{impor.id}/kesalahan"
    answer = sign_in(app, juru).get(path)
    assert answer.headers["Content-Disposition"] == "attachment; filename=kesalahan-buku_badung.xlsx"
    assert sign_in(app, make_actor(Peran.ADMIN_KAB, METRO)).get(path).status_code == 404
    with reading() as session:
        assert session.scalars(select(JejakBaca.cara)).all() == ["impor.kesalahan_diunduh"]


def test_stop_then_go_on(app: Flask, makam: Makam, juru: Actor) -> None:
    impor = start(BADUNG, makam, juru)
    client, path = sign_in(app, juru), f"/impor-buku/{impor.id}"
    assert client.post(f"{path}/hentikan").status_code == 303
    assert "Lanjutkan" in client.get(path).get_data(as_text=True)
    assert client.post(f"{path}/hentikan").status_code == 409
    assert client.post(f"{path}/lanjutkan").status_code == 303
    _run(path)
    assert count_laporan() == 26


def test_undo_asks_for_a_reason_and_empties_the_book(app: Flask, makam: Makam, juru: Actor) -> None:
    impor = bring_in(BADUNG, makam, juru)
    client, path = sign_in(app, juru), f"/impor-buku/{impor.id}/batalkan"
    assert "26 baris akan dihapus" in client.get(path).get_data(as_text=True)
    assert client.post(path, data={"alasan": " "}).status_code == 422
    shown = client.post(path, data={"alasan": "Kolom tertukar"}).headers["Location"]
    assert "Kolom tertukar" in client.get(shown).get_data(as_text=True)
    assert count_laporan() == 0


def test_undo_that_came_too_late_keeps_the_reason(app: Flask, makam: Makam, juru: Actor) -> None:
    impor = bring_in(BADUNG, makam, juru)
    client, path = sign_in(app, juru), f"/impor-buku/{impor.id}/batalkan"
    with transaction() as session:
        session.scalars(select(Laporan).with_for_update()).all()
        page = client.post(path, data={"alasan": "Kolom nama tertukar"})
    assert page.status_code == 409
    assert "sedang disimpan orang lain" in page.text
    assert "Kolom nama tertukar" in page.text


def test_undo_of_a_row_that_moved_on_leads_to_it(app: Flask, makam: Makam, juru: Actor) -> None:
    impor = bring_in(BADUNG, makam, juru)
    with transaction() as session:
        laporan_id = session.scalar(text("SELECT id FROM laporan ORDER BY buku_nomor LIMIT 1"))
    _touch(laporan_id, juru)
    page = sign_in(app, juru).get(f"/impor-buku/{impor.id}/batalkan").get_data(as_text=True)
    assert f"/laporan/{laporan_id}" in page
    assert "sudah diubah" in page


def _touch(laporan_id: UUID, actor: Actor) -> None:
    with transaction() as session:
        versi = session.get_one(Laporan, laporan_id).versi
        save_bagian(session, laporan_id, "pemakaman", {"blok": "Z"}, versi=versi, actor=actor)


def test_another_managers_batch_is_seen_but_not_touched(app: Flask, makam: Makam, juru: Actor) -> None:
    other = make_actor(Peran.PENGELOLA_MAKAM, nama="Juru Lain")
    impor = start(BADUNG, makam, juru)
    with transaction() as session:
        assign_manager(session, makam.id, other.id or UUID(int=0), actor=make_actor(Peran.ADMIN_KAB))
    client = sign_in(app, other)
    assert client.get(f"/impor-buku/{impor.id}").status_code == 200
    assert client.post(f"/impor-buku/{impor.id}/hentikan").status_code == 403
    assert sign_in(app, make_actor(Peran.ADMIN_KAB)).post(f"/impor-buku/{impor.id}/hentikan").status_code == 303
    with reading() as session:
        assert session.scalars(select(Impor.status)).all() == ["dihentikan"]
