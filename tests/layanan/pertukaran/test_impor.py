"""Sheets of paper burial books become lapor awal, once, through the services of the report."""

import io
import zipfile
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner
from psycopg.errors import DeadlockDetected
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError

from pemakaman import store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Forbidden, Invalid, NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.makam.models import Buku, Makam
from pemakaman.pertukaran import services
from pemakaman.pertukaran.cli import impor_buku
from pemakaman.pertukaran.models import Impor
from pemakaman.pertukaran.services import jalan
from pemakaman.tabel import TableError
from tests.contoh import susun_buku
from tests.contoh.susun_enam import as_csv, as_xlsx
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_buku_lama import bring_in, count_laporan, errors_of, rows_of, run, start

CONTOH = Path(susun_buku.__file__).parent
BADUNG, PASAMAN = CONTOH / "buku_badung.xlsx", CONTOH / "buku_pasaman_barat.csv"


@pytest.fixture
def juru(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Juru Kunci")


@pytest.fixture
def makam(juru: Actor) -> Makam:
    return make_makam(pengelola=[juru])


def test_good_rows_become_lapor_awal_with_gap_free_numbers(makam: Makam, juru: Actor) -> None:
    impor = bring_in(BADUNG, makam, juru)
    assert (impor.status, impor.dibaca, impor.masuk, impor.sudah_ada, impor.salah) == ("jadi", 34, 26, 0, 8)
    with reading() as session:
        rows = session.scalars(select(Laporan).order_by(Laporan.buku_nomor)).all()
        buku = session.get_one(Buku, (makam.id, 2025))
    assert [row.buku_nomor for row in rows] == list(range(1, 27))
    assert buku.nomor_terakhir == 26
    assert {(row.status, row.asal, row.dibuat_oleh) for row in rows} == {("lapor_awal", "impor:badung", juru.id)}


def test_each_bad_row_is_told_with_its_reason(makam: Makam, juru: Actor) -> None:
    told = "\n".join(errors_of(bring_in(BADUNG, makam, juru)))
    for words in (
        "Baris 10: NIK: Excel menyimpan NIK sebagai angka",
        "Baris 12: NIK: NIK harus 16 angka",
        "Baris 16: TEMPAT, TANGGAL MENINGGAL: Februari 2025 hanya sampai tanggal 28",
        "Baris 18: TANGGAL PEMAKAMAN: Kosong",
        "Baris 20: NAMA: Nama kosong",
        "Baris 22: Tanggal dimakamkan: ",
        "Baris 26: NAMA: Nama tidak boleh memuat",
        "Baris 30: Sama persis dengan baris 29",
    ):
        assert words in told


def test_second_run_brings_nothing_twice(makam: Makam, juru: Actor) -> None:
    bring_in(BADUNG, makam, juru)
    again = bring_in(BADUNG, makam, juru)
    assert (again.masuk, again.sudah_ada, again.salah) == (0, 26, 8)
    assert count_laporan() == 26


def test_run_broken_off_goes_on_where_it_stopped(makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jalan, "ROWS_AT_ONCE", 10)
    real, calls = jalan.quick_lapor_awal, []

    def _break(*args: Any, **kwargs: Any) -> Laporan:
        calls.append(1)
        if len(calls) == 15:
            raise RuntimeError("listrik padam")
        return real(*args, **kwargs)

    monkeypatch.setattr(jalan, "quick_lapor_awal", _break)
    with pytest.raises(RuntimeError):
        bring_in(BADUNG, makam, juru)
    with reading() as session:
        broken = session.scalars(select(Impor)).one()
    assert (broken.status, broken.dibaca, count_laporan()) == ("gagal", 20, broken.masuk)
    with transaction() as session:
        services.resume_impor(session, broken.id, actor=juru)
    done = run(broken)
    assert (done.status, done.masuk, done.sudah_ada, done.salah) == ("jadi", 26, 0, 8)
    assert len(errors_of(done)) == 8
    with reading() as session:
        assert sorted(session.scalars(select(Laporan.buku_nomor))) == list(range(1, 27))


def test_trial_tells_the_same_and_keeps_nothing(makam: Makam, juru: Actor) -> None:
    impor = bring_in(BADUNG, makam, juru, uji=True)
    assert (impor.status, impor.masuk, impor.salah) == ("jadi", 26, 8)
    assert count_laporan() == 0
    with reading() as session:
        assert session.get(Buku, (makam.id, 2025)) is None


def test_a_book_without_burial_days_needs_the_importers_word(makam: Makam, juru: Actor) -> None:
    with pytest.raises(Invalid, match="tanggal pemakaman"):
        start(PASAMAN, makam, juru)


def test_pasaman_barat_with_the_importers_word(makam: Makam, juru: Actor) -> None:
    impor = bring_in(PASAMAN, makam, juru, tanggal_makam_sama=True)
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
    first = bring_in(PASAMAN, makam, juru, tanggal_makam_sama=True)
    text = store.get(first.sha256_salah or "").decode("utf-8-sig")
    mended = tmp_path / "perbaikan.csv"
    mended.write_text(text.replace("'=HYPERLINK(1)", "Saksi Baru").replace("pagi hari", "06.00, 26-01-2025"))
    second = bring_in(mended, makam, juru, tanggal_makam_sama=True)
    assert (second.masuk, second.sudah_ada, second.salah) == (2, 0, 4)


def test_only_those_who_record_therebring_in(makam: Makam) -> None:
    with pytest.raises(Forbidden):
        bring_in(BADUNG, makam, make_actor(Peran.VERIFIKATOR))
    for stranger in (make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.ADMIN_KAB, METRO)):
        with pytest.raises(NotFound):
            bring_in(BADUNG, makam, stranger)
    assert bring_in(BADUNG, makam, make_actor(Peran.ADMIN_KAB)).masuk == 26


def test_unknown_file_leaves_no_import(makam: Makam, juru: Actor, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(TableError):
        bring_in(tmp_path / "x.csv", makam, juru)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Impor)) == 0


def test_command_line_tries_then_brings_in(makam: Makam, juru: Actor, tmp_path: Path) -> None:
    berkas = tmp_path / "buku.xlsx"
    berkas.write_bytes(BADUNG.read_bytes())
    tried = CliRunner().invoke(impor_buku, [str(berkas), "--makam", makam.kode, "--uji"])
    assert "Akan masuk sebagai lapor awal: 26" in tried.output
    assert count_laporan() == 0
    with reading() as session:
        name = session.get_one(Akun, juru.id).nama_pengguna
    done = CliRunner().invoke(impor_buku, [str(berkas), "--makam", makam.kode.lower(), "--sebagai", name])
    assert done.exit_code == 0
    assert "Masuk sebagai lapor awal: 26" in done.output
    assert (tmp_path / "buku.kesalahan.xlsx").read_bytes().startswith(b"PK")
    assert count_laporan() == 26


def test_a_job_taken_up_again_while_the_first_still_runs_counts_and_brings_in_once(makam: Makam, juru: Actor) -> None:
    impor = start(BADUNG, makam, juru)
    runs = [Thread(target=services.run_impor, args=(impor.id,), kwargs={"unit": transaction}) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    with reading() as session:
        done = session.get_one(Impor, impor.id)
    assert (done.status, done.masuk, done.sudah_ada, done.salah) == ("jadi", 26, 0, 8)
    assert count_laporan() == 26


def test_an_account_shut_during_the_import_brings_nothing_more_in(
    makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jalan, "ROWS_AT_ONCE", 10)
    real, calls = jalan.quick_lapor_awal, []

    def _shut(*args: Any, **kwargs: Any) -> Laporan:
        if not calls:
            with transaction() as session:
                akun = session.get_one(Akun, juru.id)
                akun.aktif, akun.alasan_nonaktif = False, "Tidak bertugas lagi"
                record(session, "akun.dinonaktifkan", "akun", juru.id, actor=juru)
        calls.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(jalan, "quick_lapor_awal", _shut)
    impor = bring_in(BADUNG, makam, juru)
    assert impor.status == "gagal"
    assert "dinonaktifkan" in (impor.galat or "")
    assert count_laporan() < 11


def test_error_file_keeps_columns_numbers_and_texts_that_look_like_formulas(makam: Makam, juru: Actor) -> None:
    rows = [["Nama", "NIK", "Catatan penggali", "Tgl Makam"], ["Siti", 1871010101010001.0, "=1+1", "4-2-2019"]]
    impor = bring_in(as_xlsx(rows), makam, juru, nama_berkas="buku.xlsx")
    content = store.get(impor.sha256_salah or "")
    head, row = rows_of(content)
    assert head == [*rows[0], "Kesalahan"]
    assert row[:4] == rows[1]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    as_text = bring_in(as_csv([rows[0], ["Siti", "12", "=1+1", "4-2-2019"]]), makam, juru)
    assert ";'=1+1;" in store.get(as_text.sha256_salah or "").decode("utf-8-sig")


def test_mended_error_file_is_read_with_the_same_columns(makam: Makam, juru: Actor) -> None:
    rows = [["Nama", "NIK", "Tgl Makam"], ["Siti", "12", "4-2-2019"]]
    first = bring_in(as_csv(rows), makam, juru)
    mended = store.get(first.sha256_salah or "").replace(b";12;", b";1871010101700001;")
    second = bring_in(mended, makam, juru)
    assert (second.masuk, second.salah) == (1, 0)
    assert second.pemetaan["kolom"] == first.pemetaan["kolom"]


def test_a_portion_that_lost_a_deadlock_is_done_again(
    makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = jalan.quick_lapor_awal, []

    def _lose_once(*args: Any, **kwargs: Any) -> Laporan:
        calls.append(1)
        if len(calls) in {2, 5}:
            raise OperationalError("", {}, DeadlockDetected())
        return real(*args, **kwargs)

    monkeypatch.setattr(jalan, "quick_lapor_awal", _lose_once)
    impor = bring_in(BADUNG, makam, juru)
    assert (impor.status, impor.masuk, impor.salah, count_laporan()) == ("jadi", 26, 8, 26)


def test_a_batch_asked_to_stop_stops_between_portions_and_goes_on(
    makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jalan, "ROWS_AT_ONCE", 5)
    impor, real, calls = start(BADUNG, makam, juru), jalan.quick_lapor_awal, []

    def _ask_at_seven(*args: Any, **kwargs: Any) -> Laporan:
        calls.append(1)
        if len(calls) == 1:
            Thread(target=_stop, args=(impor, juru)).start()
        return real(*args, **kwargs)

    monkeypatch.setattr(jalan, "quick_lapor_awal", _ask_at_seven)
    stopped = run(impor)
    assert stopped.status == "dihentikan"
    assert stopped.dibaca < 34
    assert count_laporan() == stopped.masuk
    with transaction() as session:
        services.resume_impor(session, impor.id, actor=juru)
    done = run(impor)
    assert (done.status, done.masuk, done.salah, count_laporan()) == ("jadi", 26, 8, 26)


def _stop(impor: Impor, actor: Actor) -> None:
    with transaction() as session:
        services.ask_stop(session, impor.id, actor=actor)


def test_paper_number_and_hamlet_are_kept(makam: Makam, juru: Actor) -> None:
    bring_in(b"No Urut;Nama;Dusun;RT/RW;Tgl Makam\n17;Siti;Sukamaju;003/005;4-2-2019\n", makam, juru)
    with reading() as session:
        row = session.scalars(select(Laporan)).one()
    assert (row.nomor_lama, row.dusun, row.rt, row.rw) == ("17", "Sukamaju", "003", "005")
