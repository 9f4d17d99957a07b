"""A population extract comes in whole or not at all; the next one updates it."""

import copy
from datetime import date
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import func, select

from pemakaman import store
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.penduduk import impor, services
from pemakaman.penduduk.impor import Hitung, run_import
from pemakaman.penduduk.jobs import import_penduduk
from pemakaman.penduduk.models import Penduduk
from pemakaman.penduduk.queries import get_impor
from tests.contoh.susun_penduduk import Baris, penduduk_rows, write_csv, write_xlsx
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, make_actor
from tests.pabrik_ekstrak import bring_in_file, bring_in_rows, prepare_import, read_impor, read_residents

pytestmark = pytest.mark.usefixtures("database")
OWN_DESA = DESA[BANDAR_LAMPUNG]


@pytest.fixture
def admin(database: object) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


@pytest.fixture
def rows() -> list[Baris]:
    return list(penduduk_rows(12))


def count_residents() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Penduduk)) or 0


def counts(row: object) -> tuple[int, ...]:
    return tuple(getattr(row, name) for name in ("baru", "berubah", "tetap", "hilang", "salah"))


def test_the_first_file_brings_all_in(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    done = bring_in_rows(rows, admin, tmp_path)
    assert (done.status, counts(done), done.susunan) == ("jadi", (12, 0, 0, 0, 0), "opensid")
    first = read_residents()[str(rows[0]["nik"])]
    assert (first.nama, first.no_kk) == (rows[0]["nama"], rows[0]["no_kk"])
    assert (first.jenis_kelamin, first.status_kawin, first.hubungan_keluarga) == ("L", "Kawin", "Kepala keluarga")
    assert first.tanggal_lahir == date.fromisoformat(str(rows[0]["tanggallahir"]))
    assert (first.kec_kode, first.desa_kode, first.status_dasar) == (OWN_DESA[:8], OWN_DESA, 1)
    assert any(key.endswith(f"@{OWN_DESA}") for key in first.kunci_nama)
    assert any(key.endswith(f":{first.tanggal_lahir.year}") for key in first.kunci_nama)


def test_the_same_file_again_changes_nothing(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    first = bring_in_rows(rows, admin, tmp_path)
    again = bring_in_rows(rows, admin, tmp_path, lengkap=True)
    assert counts(again) == (0, 0, 12, 0, 0)
    assert {row.impor_terakhir for row in read_residents().values()} == {first.id}


def test_a_second_file_updates_adds_and_keeps_the_rest(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    bring_in_rows(rows[:10], admin, tmp_path)
    ids = {nik: row.id for nik, row in read_residents().items()}
    rows[0]["nama"], rows[1]["status_dasar"] = "AHMAD SUHAIMI BARU", 2
    done = bring_in_rows([*rows[:5], *rows[10:]], admin, tmp_path)
    assert counts(done) == (2, 2, 3, 0, 0)
    found = read_residents()
    assert found[str(rows[0]["nik"])].nama == "AHMAD SUHAIMI BARU"
    assert found[str(rows[1]["nik"])].status_dasar == 2
    assert {nik: found[nik].id for nik in ids} == ids


def test_a_complete_list_marks_who_is_gone_and_a_later_one_takes_it_back(
    tmp_path: Path, admin: Actor, rows: list[Baris]
) -> None:
    bring_in_rows(rows, admin, tmp_path)
    done = bring_in_rows(rows[:-2], admin, tmp_path, lengkap=True)
    assert counts(done) == (0, 0, 10, 2, 0)
    gone = str(rows[-1]["nik"])
    assert read_residents()[gone].hilang_pada is not None
    back = bring_in_rows(rows, admin, tmp_path, lengkap=True)
    assert counts(back) == (0, 2, 10, 0, 0)
    assert read_residents()[gone].hilang_pada is None


def test_a_list_that_is_not_complete_marks_nobody(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    bring_in_rows(rows, admin, tmp_path)
    assert counts(bring_in_rows(rows[:3], admin, tmp_path)) == (0, 0, 3, 0, 0)
    assert all(row.hilang_pada is None for row in read_residents().values())


def test_a_complete_list_speaks_for_its_own_region_only(tmp_path: Path, admin: Actor) -> None:
    here, there = list(penduduk_rows(4)), list(penduduk_rows(4, benih=2, kec="187105"))
    bring_in_rows(here, admin, tmp_path)
    bring_in_rows(there, admin, tmp_path, wilayah="18.71.01.1004")
    assert counts(bring_in_rows(here[:3], admin, tmp_path, lengkap=True))[3] == 1
    assert sum(row.hilang_pada is not None for row in read_residents().values()) == 1


def test_who_stands_in_a_refused_row_is_not_gone(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    bring_in_rows(rows, admin, tmp_path)
    bad = copy.deepcopy(rows)
    bad[0]["sex"] = "X"  # the NIK can still be read
    bad[1]["nik"] = "12"  # only the name can
    done = bring_in_rows(bad[:-1], admin, tmp_path, lengkap=True)
    assert counts(done) == (0, 0, 9, 1, 2)
    assert read_residents()[str(rows[-1]["nik"])].hilang_pada is not None


def test_who_moved_to_another_desa_is_updated_not_doubled(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    bring_in_rows(rows, admin, tmp_path)
    done = bring_in_rows(rows[:1], admin, tmp_path, wilayah="18.71.01.1004")
    assert counts(done) == (0, 1, 0, 0, 0)
    assert read_residents()[str(rows[0]["nik"])].desa_kode == "18.71.01.1004"
    assert count_residents() == 12
    assert counts(bring_in_rows(rows[1:], admin, tmp_path, lengkap=True)) == (0, 0, 11, 0, 0)


def test_a_trial_changes_nothing_and_tells_the_same_numbers(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    bring_in_rows(rows[:8], admin, tmp_path)
    before = {nik: row.sidik for nik, row in read_residents().items()}
    rows[0]["nama"], rows[11]["sex"] = "LAIN", 5
    trial = bring_in_rows(rows[:7] + rows[8:], admin, tmp_path, uji=True, lengkap=True)
    assert (trial.status, counts(trial)) == ("jadi", (3, 1, 6, 1, 1))
    assert {nik: row.sidik for nik, row in read_residents().items()} == before
    assert all(row.hilang_pada is None for row in read_residents().values())
    with transaction() as session:
        real = services.repeat_impor(session, trial.id, uji=False, actor=admin)
    run_import(real.id, transaction)
    assert counts(read_impor(real.id)) == counts(trial)


def test_numbers_as_nik_or_kk_are_flagged(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    rows[0]["nik"], rows[1]["no_kk"] = float(str(rows[0]["nik"])), float(str(rows[1]["no_kk"]))
    done = bring_in_file(write_xlsx(tmp_path / "p.xlsx", rows), admin)
    assert (done.baru, done.salah) == (10, 2)
    assert [text.partition(":")[0] for text in done.contoh_salah] == ["Baris 2. nik", "Baris 3. no_kk"]
    assert "bilangan" in done.contoh_salah[0]


def test_the_later_row_of_a_doubled_nik_is_refused(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    rows[5]["nik"] = rows[2]["nik"]
    done = bring_in_rows(rows, admin, tmp_path)
    assert (done.baru, done.salah) == (11, 1)
    assert done.contoh_salah == ["Baris 7. NIK ini sudah ada di baris 4. Hapus salah satunya."]


def test_a_nik_of_clearly_another_person_writes_over_nobody(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    rows[0] |= {"nama": "SUMARNI", "tanggallahir": "1961-04-05"}
    bring_in_rows(rows, admin, tmp_path)
    before = read_residents()[str(rows[0]["nik"])]
    rows[0] |= {"nama": "JOKO WALUYO", "tanggallahir": "1988-12-30"}
    rows[1] |= {"nama": "BAMBANG PRASETYO UTOMO"}  # another name alone: a correction, as far as a file can tell
    rows[2] |= {"tanggallahir": "1970-01-02"}
    trial = bring_in_rows(rows, admin, tmp_path, uji=True, lengkap=True)
    done = bring_in_rows(rows, admin, tmp_path, lengkap=True)
    assert counts(done) == counts(trial) == (0, 2, 9, 0, 1)
    assert done.contoh_salah[0].startswith("Baris 2. NIK ini di data penduduk milik orang lain (S., lahir 1961)")
    after = read_residents()[str(rows[0]["nik"])]
    assert (after.nama, after.sidik, after.hilang_pada) == ("SUMARNI", before.sidik, None)
    assert done.sha256_salah is not None
    assert "JOKO WALUYO" in store.path_of(done.sha256_salah).read_text(encoding="utf-8-sig")


def test_old_data_that_were_wrong_are_put_right_in_two_files(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    rows[0] |= {"nama": "SUMARNI", "tanggallahir": "1961-04-05"}
    bring_in_rows(rows, admin, tmp_path)
    for right in ({"nama": "JOKO WALUYO"}, {"tanggallahir": "1988-12-30"}):
        rows[0] |= right
        assert counts(bring_in_rows(rows[:1], admin, tmp_path)) == (0, 1, 0, 0, 0)


def test_a_file_of_nothing_but_other_persons_fails_with_the_reason(
    tmp_path: Path, admin: Actor, rows: list[Baris]
) -> None:
    rows[0] |= {"nama": "SUMARNI", "tanggallahir": "1961-04-05"}
    bring_in_rows(rows, admin, tmp_path)
    rows[0] |= {"nama": "JOKO WALUYO", "tanggallahir": "1988-12-30"}
    done = bring_in_rows(rows[:1], admin, tmp_path)
    assert (done.status, "orang lain" in (done.galat or "")) == ("gagal", True)


def test_a_row_without_nik_comes_in_once_and_takes_the_nik_it_gets(
    tmp_path: Path, admin: Actor, rows: list[Baris]
) -> None:
    nik, rows[3]["nik"] = rows[3]["nik"], "-"
    assert counts(bring_in_rows(rows, admin, tmp_path)) == (12, 0, 0, 0, 0)
    assert counts(bring_in_rows(rows, admin, tmp_path)) == (0, 0, 12, 0, 0)
    row_id = read_residents()[str(rows[3]["nama"])].id
    rows[3]["nik"] = nik
    assert counts(bring_in_rows(rows, admin, tmp_path, lengkap=True)) == (0, 1, 11, 0, 0)
    found = read_residents()[str(nik)]
    assert (found.id, found.kunci_baris, count_residents()) == (row_id, None, 12)


def test_two_of_the_same_without_nik_are_one_too_many(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    rows[3]["nik"] = ""
    done = bring_in_rows([*rows, rows[3]], admin, tmp_path)
    assert (done.baru, done.salah) == (12, 1)


def test_columns_of_region_decide_by_name_or_code(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    place = {"KECAMATAN": "Kedaton", "DESA": "Kedaton"}
    by_name = [{**row, **place} for row in rows[:4]]
    bring_in_rows(by_name, admin, tmp_path, wilayah=BANDAR_LAMPUNG)
    assert {row.desa_kode for row in read_residents().values()} == {"18.71.01.1003"}
    by_code = [{**row, "KODE DESA": "1871011004"} for row in rows[4:8]]
    bring_in_rows(by_code, admin, tmp_path, wilayah=BANDAR_LAMPUNG)
    assert read_residents()[str(rows[5]["nik"])].desa_kode == "18.71.01.1004"
    outside = bring_in_rows([{**rows[9], "KODE DESA": "18.72.01.1001"}], admin, tmp_path, wilayah=BANDAR_LAMPUNG)
    assert (outside.status, "di luar" in (outside.galat or "")) == ("gagal", True)


def test_signs_of_life_keep_the_newest(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    signs = {"TANGGAL CETAK KTP-EL": "03-02-2019", "TANGGAL SURAT": "17/08/2024"}
    bring_in_rows([{**rows[0], **signs}], admin, tmp_path)
    found = read_residents()[str(rows[0]["nik"])]
    assert (found.tanda_hidup, found.tanda_hidup_tanggal) == ("Surat atau layanan", date(2024, 8, 17))


def test_two_kab_may_know_the_same_person(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    bring_in_rows(rows, admin, tmp_path)
    assert counts(bring_in_rows(rows, make_actor(Peran.ADMIN_KAB, METRO), tmp_path)) == (12, 0, 0, 0, 0)
    assert count_residents() == 24


def test_the_import_is_told_in_the_trail_and_its_rows_are_not(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    done = bring_in_rows(rows, admin, tmp_path)
    with reading() as session:
        query = select(Jejak.peristiwa, Jejak.rincian).where(Jejak.objek_id == str(done.id)).order_by(Jejak.id)
        told = list(session.execute(query))
    assert [row.peristiwa.partition(".")[2] for row in told] == ["diunggah", "dipetakan", "berjalan", "dibaca", "jadi"]
    assert told[-1].rincian["baru"] == 12
    assert not any(str(rows[0]["nama"]) in str(row.rincian) for row in told)


class Crash(Exception):
    pass


def test_a_program_error_leaves_nothing_and_a_reason(
    tmp_path: Path, admin: Actor, rows: list[Baris], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(impor, "TELL_EVERY", 5)
    impor_id = prepare_import(write_csv(tmp_path / "p.csv", rows), admin)

    def fall(_: Hitung) -> None:
        raise Crash

    with pytest.raises(Crash):
        run_import(impor_id, transaction, fall)
    assert (read_impor(impor_id).status, count_residents()) == ("gagal", 0)


@pytest.mark.parametrize("at", [1, 3])
def test_a_killed_worker_s_job_runs_again_and_doubles_nothing(
    tmp_path: Path, admin: Actor, rows: list[Baris], monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(impor, "TELL_EVERY", 5)
    impor_id = prepare_import(write_csv(tmp_path / "p.csv", rows), admin)
    told: list[int] = []

    def die(count: Hitung) -> None:
        told.append(count.dibaca)
        if len(told) == at:  # the third time all rows are written already, but not committed
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_import(impor_id, transaction, die)
    assert (read_impor(impor_id).status, count_residents()) == ("berjalan", 0)
    import_penduduk(str(impor_id))
    import_penduduk(str(impor_id))
    done = read_impor(impor_id)
    assert (done.status, counts(done), count_residents()) == ("jadi", (12, 0, 0, 0, 0), 12)


def test_two_imports_of_one_kab_at_once_wait_for_each_other(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    first, second = (prepare_import(write_csv(tmp_path / f"{name}.csv", rows), admin) for name in "ab")
    threads: list[Thread] = []

    def start_second(_: Hitung) -> None:
        if not threads:
            threads.append(Thread(target=run_import, args=(second, transaction)))
            threads[0].start()
            threads[0].join(0.7)
            assert read_impor(second).status == "berjalan"

    run_import(first, transaction, start_second)
    threads[0].join(20)
    assert [counts(read_impor(one)) for one in (first, second)] == [(12, 0, 0, 0, 0), (0, 0, 12, 0, 0)]
    assert count_residents() == 12


def test_a_second_worker_leaves_a_running_import_alone(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    impor_id = prepare_import(write_csv(tmp_path / "p.csv", rows), admin)
    runs: list[int] = []

    def meanwhile(count: Hitung) -> None:
        runs.append(count.dibaca)
        run_import(impor_id, transaction, lambda _: runs.append(-1))

    run_import(impor_id, transaction, meanwhile)
    assert runs == [12]


@pytest.mark.parametrize("rest", [b"", b"\n\n", b"12,A\n", b"1871014403500001,\n"])
def test_a_file_without_a_good_row_fails_with_a_sentence(tmp_path: Path, admin: Actor, rest: bytes) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes(b"nik,nama\n" + rest)
    done = bring_in_file(path, admin)
    assert (done.status, (done.galat or "")[-1:]) == ("gagal", ".")
    assert count_residents() == 0


def test_a_file_broken_in_the_middle_leaves_nothing(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    path = write_csv(tmp_path / "p.csv", [*rows, *penduduk_rows(40, benih=2, kec="187105")])
    path.write_text(path.read_text() + "a," * 100_000)
    done = bring_in_file(path, admin)
    assert (done.status, "terlalu panjang" in (done.galat or "")) == ("gagal", True)
    assert count_residents() == 0


@pytest.mark.parametrize("wilayah", [METRO, "18", "18.72.01.1001", "bukan kode", ""])
def test_only_the_own_kab_may_be_imported(tmp_path: Path, admin: Actor, rows: list[Baris], wilayah: str) -> None:
    with pytest.raises(Invalid):
        prepare_import(write_csv(tmp_path / "p.csv", rows), admin, wilayah=wilayah or "x")


def test_other_roles_and_other_kab_may_not(tmp_path: Path, admin: Actor, rows: list[Baris]) -> None:
    path = write_csv(tmp_path / "p.csv", rows)
    with pytest.raises(Forbidden):
        prepare_import(path, make_actor(Peran.VERIFIKATOR))
    impor_id = prepare_import(path, admin)
    stranger = make_actor(Peran.ADMIN_KAB, METRO)
    with pytest.raises(NotFound), reading() as session:
        get_impor(session, impor_id, actor=stranger)
    with pytest.raises(NotFound), transaction() as session:
        services.repeat_impor(session, impor_id, uji=False, actor=stranger)


def choose(impor_id: UUID, admin: Actor, kolom: dict[str, int]) -> None:
    with transaction() as session:
        services.choose_columns(session, impor_id, tabel=0, kolom=kolom, actor=admin)


def test_columns_are_chosen_once_and_a_real_import_needs_a_trial(
    tmp_path: Path, admin: Actor, rows: list[Baris]
) -> None:
    impor_id = prepare_import(write_csv(tmp_path / "p.csv", rows), admin)
    with pytest.raises(Conflict):
        choose(impor_id, admin, {"nik": 6, "nama": 4})
    with pytest.raises(Conflict), transaction() as session:
        services.repeat_impor(session, impor_id, uji=False, actor=admin)
