"""Sheets of paper burial books become lapor awal, once, through the services of the report."""

import io
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Engine, func, select

from pemakaman import store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Forbidden, NotFound
from pemakaman.jejak.models import JejakBaca
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.makam.models import Buku, Makam
from pemakaman.pertukaran import services
from pemakaman.pertukaran.cli import impor_buku
from pemakaman.pertukaran.lembar import LembarError, read_lembar
from pemakaman.pertukaran.models import Impor
from tests.contoh import susun_buku
from tests.pabrik import METRO, make_actor, make_makam, sign_in

CONTOH = Path(susun_buku.__file__).parent
BADUNG, PASAMAN = CONTOH / "buku_badung.xlsx", CONTOH / "buku_pasaman_barat.csv"


@pytest.fixture
def juru(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Juru Kunci")


@pytest.fixture
def makam(juru: Actor) -> Makam:
    return make_makam(pengelola=[juru])


def _bring_in(berkas: Path, makam: Makam, actor: Actor, **options: Any) -> Impor:
    values = {"uji": False, "tanggal_makam_sama": False, **options}
    with transaction() as session:
        content = berkas.read_bytes()
        impor = services.start_impor(
            session, makam_id=makam.id, nama_berkas=berkas.name, content=content, actor=actor, **values
        )
    services.run_impor(impor.id, unit=transaction)
    with reading() as session:
        return session.get_one(Impor, impor.id)


def _count() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Laporan)) or 0


def _errors(impor: Impor) -> list[str]:
    assert impor.sha256_salah is not None
    readings = [one[0].baris for one in read_lembar(store.get(impor.sha256_salah))]
    rows = next(rows for rows in readings if rows[0][-1] == "Kesalahan" and rows[0][0] == "NO")
    return [str(row[-1]) for row in rows[1:]]


def test_good_rows_become_lapor_awal_with_gap_free_numbers(makam: Makam, juru: Actor) -> None:
    impor = _bring_in(BADUNG, makam, juru)
    assert (impor.status, impor.dibaca, impor.masuk, impor.sudah_ada, impor.salah) == ("jadi", 34, 26, 0, 8)
    with reading() as session:
        rows = session.scalars(select(Laporan).order_by(Laporan.buku_nomor)).all()
        buku = session.get_one(Buku, (makam.id, 2025))
    assert [row.buku_nomor for row in rows] == list(range(1, 27))
    assert buku.nomor_terakhir == 26
    assert {(row.status, row.asal, row.dibuat_oleh) for row in rows} == {("lapor_awal", "impor:badung", juru.id)}


def test_each_bad_row_is_told_with_its_reason(makam: Makam, juru: Actor) -> None:
    told = "\n".join(_errors(_bring_in(BADUNG, makam, juru)))
    for words in (
        "Baris 10. NIK: Excel menyimpan NIK sebagai angka",
        "Baris 12. NIK: NIK harus 16 angka",
        "Baris 16. TEMPAT, TANGGAL MENINGGAL: Tanggal tidak terbaca",
        "Baris 18. TANGGAL PEMAKAMAN: Kosong",
        "Baris 20. NAMA: Nama kosong",
        "Baris 22. ",
        "Baris 26. NAMA: Nama tidak boleh memuat",
        "Baris 30. Sama persis dengan baris 29",
    ):
        assert words in told


def test_second_run_brings_nothing_twice(makam: Makam, juru: Actor) -> None:
    _bring_in(BADUNG, makam, juru)
    again = _bring_in(BADUNG, makam, juru)
    assert (again.masuk, again.sudah_ada, again.salah) == (0, 26, 8)
    assert _count() == 26


def test_run_broken_off_goes_on_where_it_stopped(makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "ROWS_AT_ONCE", 10)
    real, calls = services.quick_lapor_awal, []

    def _break(*args: Any, **kwargs: Any) -> Laporan:
        calls.append(1)
        if len(calls) == 15:
            raise RuntimeError("listrik padam")
        return real(*args, **kwargs)

    monkeypatch.setattr(services, "quick_lapor_awal", _break)
    with pytest.raises(RuntimeError):
        _bring_in(BADUNG, makam, juru)
    with reading() as session:
        assert session.scalars(select(Impor.status)).one() == "gagal"
    before = _count()
    assert 0 < before < 15
    again = _bring_in(BADUNG, makam, juru)
    assert (again.sudah_ada, again.masuk) == (before, 26 - before)
    with reading() as session:
        assert sorted(session.scalars(select(Laporan.buku_nomor))) == list(range(1, 27))


def test_trial_tells_the_same_and_keeps_nothing(makam: Makam, juru: Actor) -> None:
    impor = _bring_in(BADUNG, makam, juru, uji=True)
    assert (impor.status, impor.masuk, impor.salah) == ("jadi", 26, 8)
    assert _count() == 0
    with reading() as session:
        assert session.get(Buku, (makam.id, 2025)) is None


def test_pasaman_barat_without_a_word_on_the_burial_day_is_all_errors(makam: Makam, juru: Actor) -> None:
    impor = _bring_in(PASAMAN, makam, juru)
    assert (impor.masuk, impor.salah) == (0, 32)
    assert "Susunan ini tidak memuat tanggal pemakaman" in _errors(impor)[0]


def test_pasaman_barat_with_the_importers_word(makam: Makam, juru: Actor) -> None:
    impor = _bring_in(PASAMAN, makam, juru, tanggal_makam_sama=True)
    assert (impor.masuk, impor.salah) == (26, 6)
    with reading() as session:
        laporan = session.scalars(select(Laporan).where(Laporan.nama == "Fatimah")).one()
        orang = session.scalars(select(LaporanOrang).where(LaporanOrang.laporan_id == laporan.id)).all()
        unknown = session.scalars(select(Laporan).where(Laporan.tidak_dikenal)).one()
    assert laporan.dimakamkan_tanggal == laporan.meninggal_tanggal
    assert f"{laporan.meninggal_pukul:%H.%M}" == "05.07"
    by_role = {one.peran: one for one in orang}
    assert by_role["pelapor"].telepon == "+6281270014501"
    assert by_role["saksi1"].nama
    assert by_role["saksi2"].nama
    assert unknown.keterangan
    assert "Tidak dikenal" in unknown.keterangan


def test_mended_error_file_brings_the_rest_in(makam: Makam, juru: Actor, tmp_path: Path) -> None:
    first = _bring_in(PASAMAN, makam, juru, tanggal_makam_sama=True)
    text = store.get(first.sha256_salah or "").decode("utf-8-sig")
    mended = tmp_path / "perbaikan.csv"
    mended.write_text(text.replace("'=HYPERLINK(1)", "Saksi Baru").replace("pagi hari", "06.00, 26-01-2025"))
    second = _bring_in(mended, makam, juru, tanggal_makam_sama=True)
    assert (second.masuk, second.sudah_ada, second.salah) == (2, 0, 4)


def test_only_those_who_record_there_bring_in(makam: Makam) -> None:
    with pytest.raises(Forbidden):
        _bring_in(BADUNG, makam, make_actor(Peran.VERIFIKATOR))
    for stranger in (make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.ADMIN_KAB, METRO)):
        with pytest.raises(NotFound):
            _bring_in(BADUNG, makam, stranger)
    assert _bring_in(BADUNG, makam, make_actor(Peran.ADMIN_KAB)).masuk == 26


def test_unknown_file_leaves_no_import(makam: Makam, juru: Actor, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(LembarError):
        _bring_in(tmp_path / "x.csv", makam, juru)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Impor)) == 0


@pytest.mark.parametrize(
    ("nama", "bersih"),
    [("../../etc/passwd", "passwd"), ("C:\\buku <1>.xlsx", "buku _1_.xlsx"), ("", "buku"), ("..", "buku")],
)
def test_file_names_are_neutralised(nama: str, bersih: str) -> None:
    assert services.neutral_name(nama) == bersih


def _upload(app: Flask, actor: Actor, makam: Makam, content: bytes, **values: str) -> Any:
    data = {"makam_id": str(makam.id), "susunan": "auto", "berkas": (io.BytesIO(content), "buku.xlsx"), **values}
    return sign_in(app, actor).post("/impor-buku/baru", data=data)


def test_upload_try_look_and_bring_in(app: Flask, makam: Makam, juru: Actor) -> None:
    answer = _upload(app, juru, makam, BADUNG.read_bytes(), uji="1")
    assert answer.status_code == 303
    client, path = sign_in(app, juru), answer.headers["Location"]
    assert "Refresh" in client.get(path).headers
    services.run_impor(UUID(path.rsplit("/", 1)[1]), unit=transaction)
    page = client.get(path).get_data(as_text=True)
    assert "Refresh" not in client.get(path).headers
    assert "Masukkan 26 baris yang baik" in page
    real = client.post(f"{path}/masukkan").headers["Location"]
    services.run_impor(UUID(real.rsplit("/", 1)[1]), unit=transaction)
    assert _count() == 26
    assert "baris masuk sebagai lapor awal" in client.get(real).get_data(as_text=True)
    assert "buku.xlsx" in client.get("/impor-buku").get_data(as_text=True)
    assert client.post(f"{real}/masukkan").status_code == 409


def test_upload_writes_a_job_in_the_same_transaction(app: Flask, makam: Makam, juru: Actor) -> None:
    _upload(app, juru, makam, BADUNG.read_bytes())
    with reading() as session:
        jobs = session.connection().exec_driver_sql("SELECT task_name, queue_name FROM procrastinate_jobs").all()
    assert [tuple(job) for job in jobs] == [("pertukaran.impor_buku", "impor")]


def test_bad_upload_says_so_at_the_field(app: Flask, makam: Makam, juru: Actor) -> None:
    answer = _upload(app, juru, makam, b"PK\x03\x04rusak")
    assert answer.status_code == 422
    assert "Berkas ini rusak" in answer.get_data(as_text=True)


def test_error_file_is_downloaded_by_the_own_people_only_and_logged(app: Flask, makam: Makam, juru: Actor) -> None:
    impor = _bring_in(BADUNG, makam, juru)
    path = f"/impor-buku/{impor.id}/kesalahan"
    answer = sign_in(app, juru).get(path)
    assert answer.headers["Content-Disposition"] == "attachment; filename=kesalahan-buku_badung.xlsx"
    assert sign_in(app, make_actor(Peran.ADMIN_KAB, METRO)).get(path).status_code == 404
    with reading() as session:
        assert session.scalars(select(JejakBaca.cara)).all() == ["impor.kesalahan_diunduh"]


def test_command_line_tries_then_brings_in(makam: Makam, juru: Actor, tmp_path: Path) -> None:
    berkas = tmp_path / "buku.xlsx"
    berkas.write_bytes(BADUNG.read_bytes())
    tried = CliRunner().invoke(impor_buku, [str(berkas), "--makam", makam.kode, "--uji"])
    assert "Akan masuk sebagai lapor awal: 26" in tried.output
    assert _count() == 0
    with reading() as session:
        name = session.get_one(Akun, juru.id).nama_pengguna
    done = CliRunner().invoke(impor_buku, [str(berkas), "--makam", makam.kode.lower(), "--sebagai", name])
    assert done.exit_code == 0
    assert "Masuk sebagai lapor awal: 26" in done.output
    assert (tmp_path / "buku.kesalahan.xlsx").read_bytes().startswith(b"PK")
    assert _count() == 26


def test_a_job_taken_up_again_while_the_first_still_runs_counts_and_brings_in_once(makam: Makam, juru: Actor) -> None:
    with transaction() as session:
        impor = services.start_impor(
            session,
            makam_id=makam.id,
            nama_berkas="buku.xlsx",
            content=BADUNG.read_bytes(),
            uji=False,
            tanggal_makam_sama=False,
            actor=juru,
        )
    runs = [Thread(target=services.run_impor, args=(impor.id,), kwargs={"unit": transaction}) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    with reading() as session:
        done = session.get_one(Impor, impor.id)
    assert (done.status, done.masuk, done.sudah_ada, done.salah) == ("jadi", 26, 0, 8)
    assert _count() == 26


def test_an_account_shut_during_the_import_brings_nothing_more_in(
    makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "ROWS_AT_ONCE", 10)
    real, calls = services.quick_lapor_awal, []

    def _shut(*args: Any, **kwargs: Any) -> Laporan:
        if not calls:
            with transaction() as session:
                akun = session.get_one(Akun, juru.id)
                akun.aktif, akun.alasan_nonaktif = False, "Tidak bertugas lagi"
                record(session, "akun.dinonaktifkan", "akun", juru.id, actor=juru)
        calls.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(services, "quick_lapor_awal", _shut)
    impor = _bring_in(BADUNG, makam, juru)
    assert impor.status == "gagal"
    assert "dinonaktifkan" in (impor.galat or "")
    assert _count() < 11
