"""A voter list comes in whole or not at all."""

import csv
import io
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.pemilih import impor, services
from pemakaman.pemilih.cli import impor_pemilih
from pemakaman.pemilih.impor import Hitung, run_import
from pemakaman.pemilih.jobs import import_daftar
from pemakaman.pemilih.models import DaftarPemilih, Pemilih
from pemakaman.tabel import xlsx_bytes
from tests.contoh_pemilih import HEADER, voter_rows, write_voter_csv
from tests.pabrik import METRO, make_actor
from tests.pabrik_pemilih import register
from tests.pekerja import work

pytestmark = pytest.mark.usefixtures("database")
BAD = "Kedaton,Kedaton,1,,123,A,X,,,,,,,,,,,,,"


@pytest.fixture
def admin(database: object) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


def read(daftar_id: UUID) -> DaftarPemilih:
    with reading() as session:
        return session.get_one(DaftarPemilih, daftar_id)


def count_rows(daftar_id: UUID) -> int:
    with reading() as session:
        query = select(func.count()).select_from(Pemilih).where(Pemilih.daftar_id == daftar_id)
        return session.scalar(query) or 0


def bring_in(path: Path, admin: Actor) -> DaftarPemilih:
    daftar_id = register(path, admin)
    run_import(daftar_id, transaction)
    return read(daftar_id)


def test_twenty_thousand_rows_come_in_with_progress(tmp_path: Path, admin: Actor) -> None:
    daftar_id = register(write_voter_csv(tmp_path / "dpb.csv", 20_500), admin)
    told: list[tuple[int, int]] = []
    run_import(daftar_id, transaction, lambda count: told.append((count.dibaca, read(daftar_id).dibaca)))
    daftar = read(daftar_id)
    assert (daftar.status, daftar.masuk, daftar.salah) == ("jadi", 20_500, 0)
    assert told == [(20_000, 20_000)]
    assert count_rows(daftar_id) == 20_500


def test_rows_keep_their_values_and_get_their_codes(tmp_path: Path, admin: Actor) -> None:
    daftar = bring_in(write_voter_csv(tmp_path / "dpb.csv", 4), admin)
    with reading() as session:
        first = session.scalars(select(Pemilih).where(Pemilih.daftar_id == daftar.id).order_by(Pemilih.id)).first()
    assert first is not None
    source = dict(zip(HEADER, next(iter(voter_rows(1))), strict=True))
    assert (first.nik, first.nama, first.tps, first.rt) == (source["NIK"], source["NAMA"], source["TPS"], source["RT"])
    assert first.kec_kode is not None
    assert first.desa_kode is not None
    assert first.desa_kode.startswith(f"{first.kec_kode}.")


@pytest.mark.parametrize("pemisah", [",", ";", "|", "\t"])
def test_every_delimiter_comes_in(tmp_path: Path, admin: Actor, pemisah: str) -> None:
    assert bring_in(write_voter_csv(tmp_path / "dpb.csv", 10, pemisah=pemisah), admin).masuk == 10


def test_xlsx_comes_in_and_a_number_nik_is_refused(tmp_path: Path, admin: Actor) -> None:
    path = tmp_path / "dpb.xlsx"
    path.write_bytes(xlsx_bytes("DPB", list(HEADER), [list(row) for row in voter_rows(10)]))
    assert bring_in(path, admin).masuk == 10


def test_bad_rows_go_to_a_file_with_the_reason(tmp_path: Path, admin: Actor) -> None:
    path = write_voter_csv(tmp_path / "dpb.csv", 5)
    path.write_text(path.read_text() + BAD + "\n")
    daftar = bring_in(path, admin)
    assert (daftar.masuk, daftar.salah) == (5, 1)
    assert daftar.sha256_salah is not None
    rows = list(csv.reader(io.StringIO(store.get(daftar.sha256_salah).decode("utf-8-sig"))))
    assert rows[0] == [*HEADER, "Kesalahan"]
    assert rows[1][:6] == ["Kedaton", "Kedaton", "1", "", "123", "A"]
    assert rows[1][-1].startswith("Baris 7: NIK")


def test_a_list_of_nothing_but_bad_rows_fails_with_the_first_reason(tmp_path: Path, admin: Actor) -> None:
    path = tmp_path / "dpb.csv"
    path.write_text(",".join(HEADER) + "\n" + BAD + "\n")
    daftar = bring_in(path, admin)
    assert (daftar.status, daftar.masuk) == ("gagal", 0)
    assert "Baris 2" in (daftar.galat or "")
    assert daftar.sha256_salah is not None


@pytest.mark.parametrize("content", [b"", b"nama;alamat\nA;B\n", b"PK\x03\x04rusak", bytes(range(256)) * 20])
def test_a_hostile_file_fails_with_a_sentence(tmp_path: Path, admin: Actor, content: bytes) -> None:
    path = tmp_path / "dpb.csv"
    path.write_bytes(content)
    daftar = bring_in(path, admin)
    assert daftar.status == "gagal"
    assert (daftar.galat or "").endswith(".")
    assert count_rows(daftar.id) == 0


def test_a_file_broken_in_the_middle_leaves_no_rows(tmp_path: Path, admin: Actor) -> None:
    path = write_voter_csv(tmp_path / "dpb.csv", 50)
    path.write_text(path.read_text() + "a," * 100_000)
    daftar = bring_in(path, admin)
    assert (daftar.status, count_rows(daftar.id)) == ("gagal", 0)


class Crash(Exception):
    pass


def crash_after(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(impor, "TELL_EVERY", rows)


def test_a_program_error_leaves_no_rows_and_a_reason(
    tmp_path: Path, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash_after(10, monkeypatch)
    daftar_id = register(write_voter_csv(tmp_path / "dpb.csv", 50), admin)

    def fall(_: Hitung) -> None:
        raise Crash

    with pytest.raises(Crash):
        run_import(daftar_id, transaction, fall)
    daftar = read(daftar_id)
    assert (daftar.status, count_rows(daftar_id)) == ("gagal", 0)
    assert "Tidak ada baris yang masuk" in (daftar.galat or "")


def test_a_killed_worker_s_job_runs_again_from_the_start(
    tmp_path: Path, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash_after(10, monkeypatch)
    daftar_id = register(write_voter_csv(tmp_path / "dpb.csv", 50), admin)

    def die(_: Hitung) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_import(daftar_id, transaction, die)
    assert (read(daftar_id).status, count_rows(daftar_id)) == ("berjalan", 0)
    import_daftar(str(daftar_id))
    import_daftar(str(daftar_id))
    assert (read(daftar_id).status, count_rows(daftar_id)) == ("jadi", 50)


def test_a_second_worker_leaves_a_running_import_alone(
    tmp_path: Path, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash_after(10, monkeypatch)
    daftar_id = register(write_voter_csv(tmp_path / "dpb.csv", 20), admin)
    runs: list[int] = []

    def meanwhile(count: Hitung) -> None:
        runs.append(count.dibaca)
        if len(runs) == 1:
            run_import(daftar_id, transaction, lambda _: runs.append(-1))

    run_import(daftar_id, transaction, meanwhile)
    assert runs == [10, 20]
    assert count_rows(daftar_id) == 20


def test_the_same_file_is_not_taken_twice(tmp_path: Path, admin: Actor) -> None:
    path = write_voter_csv(tmp_path / "dpb.csv", 3)
    bring_in(path, admin)
    with pytest.raises(Conflict, match="sudah diimpor"):
        register(path, admin)


def test_a_failed_file_may_come_again(tmp_path: Path, admin: Actor) -> None:
    path = tmp_path / "dpb.csv"
    path.write_text("nama\nA\n")
    bring_in(path, admin)
    assert bring_in(path, admin).status == "gagal"


def test_registering_defers_the_job_in_the_same_transaction(tmp_path: Path, admin: Actor) -> None:
    daftar_id = register(write_voter_csv(tmp_path / "dpb.csv", 3), admin, defer=True)
    with reading() as session:
        arguments = session.scalar(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'pemilih.impor'"))
    assert arguments == {"daftar_id": str(daftar_id)}


def test_a_worker_imports_and_hands_on_what_follows(tmp_path: Path, admin: Actor) -> None:
    daftar_id = register(write_voter_csv(tmp_path / "a.csv", 5), admin, defer=True)
    work("impor")
    with reading() as session:
        assert session.get_one(DaftarPemilih, daftar_id).status == "jadi"
        jobs = session.execute(
            text("SELECT task_name, status::text FROM procrastinate_jobs WHERE queue_name = 'impor'")
        )
        found = {tuple(row) for row in jobs}
    assert found >= {("pemilih.impor", "succeeded"), ("pemilih.kembali", "succeeded")}


def test_only_the_own_area_may_be_imported(tmp_path: Path, admin: Actor) -> None:
    path = write_voter_csv(tmp_path / "dpb.csv", 3)
    with pytest.raises(Invalid):
        register(path, admin, wilayah=METRO)
    with pytest.raises(Forbidden):
        register(path, make_actor(Peran.VERIFIKATOR))


@pytest.mark.parametrize(("jenis", "periode"), [("DPX", "2026"), ("DPT", " "), ("DPT", "x" * 41)])
def test_kind_and_period_are_checked(admin: Actor, jenis: str, periode: str) -> None:
    with pytest.raises(Invalid), transaction() as session:
        services.register_daftar(
            session,
            wilayah_kode="18.71",
            jenis=jenis,
            periode=periode,
            nama_berkas="x",
            sha256="0" * 64,
            ukuran=1,
            actor=admin,
        )


def name_of(actor: Actor) -> str:
    with reading() as session:
        return session.get_one(Akun, actor.id).nama_pengguna


def test_the_command_imports_and_says_how_many(tmp_path: Path, admin: Actor) -> None:
    path = write_voter_csv(tmp_path / "dpb.csv", 12)
    options = ["--wilayah", "18.71", "--jenis", "DPB", "--periode", "2026-T3", "--sebagai", name_of(admin)]
    done = CliRunner().invoke(impor_pemilih, [str(path), *options])
    assert (done.exit_code, done.output.strip()) == (0, "12 pemilih masuk, 0 baris salah.")


def test_the_command_says_why_it_failed(tmp_path: Path, admin: Actor) -> None:
    path = tmp_path / "dpb.csv"
    path.write_text("nama\nA\n")
    options = ["--wilayah", "18.71", "--jenis", "DPB", "--periode", "2026-T3", "--sebagai", name_of(admin)]
    done = CliRunner().invoke(impor_pemilih, [str(path), *options])
    assert done.exit_code == 1
    assert "Judul kolom tidak ditemukan" in done.output


def test_progress_does_not_wait_for_the_rows(tmp_path: Path, admin: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    crash_after(10, monkeypatch)
    daftar_id = register(write_voter_csv(tmp_path / "dpb.csv", 10), admin)
    units: list[AbstractContextManager[Session]] = []

    def unit() -> AbstractContextManager[Session]:
        units.append(transaction())
        return units[-1]

    run_import(daftar_id, unit)
    assert len(units) == 3  # begin, rows, one sign of progress
