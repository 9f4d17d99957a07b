"""Undoing a batch: everything goes while nothing has moved on, and nothing goes when one row has."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.buku.masa import Masa
from pemakaman.buku.services import tutup
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan.models import DugaanGanda, Laporan, LaporanOrang
from pemakaman.laporan.services import quick_lapor_awal, save_bagian
from pemakaman.makam.models import Buku, Makam, NomorBatal, TutupBuku
from pemakaman.makam.services import assign_manager
from pemakaman.pertukaran import services
from pemakaman.pertukaran.jobs import batalkan_impor
from pemakaman.pertukaran.models import Impor
from pemakaman.pertukaran.services import batal
from tests.contoh import susun_buku
from tests.pabrik import make_actor, make_makam
from tests.pabrik_buku_lama import again, bring_in, count_laporan, run, start

BADUNG = Path(susun_buku.__file__).parent / "buku_badung.xlsx"
CSV = b"Nama;Pelapor;Tgl Makam\nSiti Aminah;Budi;4-2-2019\nSutrisno;Andi;5-2-2019\n"
LAGI = b"Nama;Pelapor;Tgl Makam\nKasiyem;Budi;6-2-2019\n"


@pytest.fixture
def juru(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Juru Kunci")


@pytest.fixture
def makam(juru: Actor) -> Makam:
    return make_makam(pengelola=[juru])


def undo(impor: Impor, actor: Actor, alasan: str = "Kolom tertukar") -> Impor:
    with transaction() as session:
        services.undo_impor(session, impor.id, alasan, actor=actor)
    return again(impor)


def first_row() -> Laporan:
    with reading() as session:
        return session.scalars(select(Laporan).order_by(Laporan.buku_tahun, Laporan.buku_nomor)).first() or Laporan()


def touch(laporan: Laporan, actor: Actor) -> None:
    with transaction() as session:
        save_bagian(session, laporan.id, "pemakaman", {"blok": "Z"}, versi=laporan.versi, actor=actor)


def test_undoing_leaves_nothing_but_the_trail_and_gives_the_numbers_back(makam: Makam, juru: Actor) -> None:
    impor = bring_in(BADUNG, makam, juru)
    done = undo(impor, juru)
    assert (done.status, done.alasan_batal, count_laporan()) == ("dibatalkan", "Kolom tertukar", 0)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(LaporanOrang)) == 0
        assert session.scalar(select(func.count()).select_from(NomorBatal)) == 0
        assert session.scalar(select(func.count()).select_from(Buku)) == 0
        told = select(func.count()).where(Jejak.peristiwa == "laporan.impor_dibatalkan")
        assert session.scalar(told) == impor.masuk


def test_the_same_file_can_come_in_again(makam: Makam, juru: Actor) -> None:
    undo(bring_in(CSV, makam, juru), juru)
    assert bring_in(CSV, makam, juru).masuk == 2
    assert first_row().buku_nomor == 1


def test_numbers_with_later_ones_after_them_are_cancelled_for_good(makam: Makam, juru: Actor) -> None:
    first = bring_in(CSV, makam, juru)
    bring_in(LAGI, makam, juru)
    undo(first, juru)
    with reading() as session:
        assert sorted(session.scalars(select(NomorBatal.nomor))) == [1, 2]
        assert session.get_one(Buku, (makam.id, 2019)).nomor_terakhir == 3
    assert first_row().nama == "Kasiyem"


@pytest.mark.parametrize("alasan", ["", "  ", "x" * 501])
def test_a_reason_is_needed(makam: Makam, juru: Actor, alasan: str) -> None:
    impor = bring_in(CSV, makam, juru)
    with pytest.raises(Invalid):
        undo(impor, juru, alasan)
    assert count_laporan() == 2


def test_one_changed_row_keeps_the_whole_batch(makam: Makam, juru: Actor) -> None:
    impor = bring_in(CSV, makam, juru)
    row = first_row()
    touch(row, juru)
    with reading() as session:
        halangan = services.check_undo(session, impor.id, actor=juru)
    assert [(one.laporan_id, one.sebab) for one in halangan.baris] == [(row.id, "sudah diubah")]
    with pytest.raises(Conflict, match="1 baris"):
        undo(impor, juru)
    assert count_laporan() == 2


def test_a_closed_month_keeps_the_batch(makam: Makam, juru: Actor) -> None:
    impor = bring_in(CSV, makam, juru)
    with transaction() as session:
        numbers = {"jumlah": 2, "laki": 0, "perempuan": 0, "tidak_diketahui": 2, "jumlah_koreksi": 0}
        row = TutupBuku(makam_id=makam.id, tahun=2019, bulan=2, nihil=False, kelompok_umur={}, **numbers)
        row.petugas, row.sha256_isi, row.ditutup_oleh = "Juru", "0" * 64, juru.id
        session.add(row)
        record(session, "makam.buku_ditutup", "makam", makam.id, actor=juru)
    with pytest.raises(Conflict, match="sudah ditutup"):
        undo(impor, juru)


def test_suspicions_go_with_the_rows_and_the_other_report_is_told(makam: Makam, juru: Actor) -> None:
    bring_in(CSV, makam, juru)
    other = make_makam(pengelola=[juru])
    second = bring_in(CSV, other, juru)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(DugaanGanda)) == 2
    undo(second, juru)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(DugaanGanda)) == 0
        told = select(func.count()).where(Jejak.peristiwa == "laporan.ganda_gugur")
        assert session.scalar(told) == 2
    assert count_laporan() == 2


def test_a_decided_suspicion_keeps_the_batch(makam: Makam, juru: Actor) -> None:
    bring_in(CSV, makam, juru)
    second = bring_in(CSV, make_makam(pengelola=[juru]), juru)
    with transaction() as session:
        dugaan = session.scalars(select(DugaanGanda)).first() or DugaanGanda()
        dugaan.status, dugaan.alasan, dugaan.diputus_oleh = "bukan_sama", "Dua orang", juru.id
        for one in (dugaan.laporan_a, dugaan.laporan_b):
            record(session, "laporan.bukan_ganda", "laporan", one, actor=juru)
    with pytest.raises(Conflict, match="dugaan gandanya sudah diputus"):
        undo(second, juru)


def test_own_batches_only_but_the_admin_of_the_kab_all(makam: Makam, juru: Actor) -> None:
    impor = bring_in(CSV, makam, juru)
    admin, other = make_actor(Peran.ADMIN_KAB), make_actor(Peran.PENGELOLA_MAKAM)
    with transaction() as session:
        assign_manager(session, makam.id, other.id or makam.id, actor=admin)
    with pytest.raises(Forbidden):
        undo(impor, other)
    assert undo(impor, admin).status == "dibatalkan"


def test_a_trial_and_a_running_batch_cannot_be_undone(makam: Makam, juru: Actor) -> None:
    for impor in (bring_in(CSV, makam, juru, uji=True), start(CSV, makam, juru)):
        with pytest.raises(Conflict):
            undo(impor, juru)


def test_a_large_batch_is_undone_by_a_worker(makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batal, "AT_ONCE", 1)
    impor = bring_in(CSV, makam, juru)
    with transaction() as session:
        assert not services.ask_undo(session, impor.id, "Kolom tertukar", actor=juru)
    assert count_laporan() == 2
    batalkan_impor(str(impor.id), str(juru.id), "Kolom tertukar")
    assert (again(impor).status, count_laporan()) == ("dibatalkan", 0)


def test_a_worker_tells_why_it_could_not(makam: Makam, juru: Actor) -> None:
    impor = bring_in(CSV, makam, juru)
    touch(first_row(), juru)
    batalkan_impor(str(impor.id), str(juru.id), "Kolom tertukar")
    assert "tidak dapat dibatalkan" in (again(impor).galat or "")
    assert (again(impor).status, count_laporan()) == ("jadi", 2)


def test_two_undo_at_once_and_one_of_them_is_told(makam: Makam, juru: Actor) -> None:
    impor, outcome = bring_in(CSV, makam, juru), list[str]()

    def attempt() -> None:
        try:
            outcome.append(undo(impor, juru).status)
        except Conflict:
            outcome.append("didahului")

    threads = [Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome) == ["dibatalkan", "didahului"]


def test_a_row_from_the_form_between_keeps_its_number(makam: Makam, juru: Actor) -> None:
    impor = bring_in(CSV, makam, juru)
    row = first_row()
    with transaction() as session:
        isian = {"nama": "Paini", "dimakamkan_tanggal": row.dimakamkan_tanggal}
        quick_lapor_awal(session, actor=juru, laporan_id=impor.id, makam_id=makam.id, isian=isian)
    undo(impor, juru)
    left = first_row()
    assert (left.nama, left.buku_nomor) == ("Paini", 3)
    assert run(start(CSV, makam, juru)).masuk == 2
    with reading() as session:
        assert sorted(session.scalars(select(Laporan.buku_nomor))) == [3, 4, 5]


def enter(makam: Makam, juru: Actor) -> None:
    """Somebody with the name of the batch's first row enters the book at the counter."""
    isian = {"nama": "Siti Aminah", "dimakamkan_tanggal": date(2019, 2, 4)}
    with transaction() as session:
        quick_lapor_awal(session, actor=juru, laporan_id=uuid4(), makam_id=makam.id, isian=isian)


@pytest.mark.parametrize("here", [True, False])
def test_a_report_that_resembles_a_row_enters_the_book_while_the_batch_is_undone(
    makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch, here: bool
) -> None:
    impor, drop = bring_in(CSV, makam, juru), batal._drop_suspicions
    place = makam if here else make_makam(pengelola=[juru])
    with ThreadPoolExecutor(1) as pool:
        waiting = []

        def meanwhile(*given: Any) -> None:
            waiting.append(pool.submit(enter, place, juru))
            sleep(0.7)
            drop(*given)

        monkeypatch.setattr(batal, "_drop_suspicions", meanwhile)
        assert undo(impor, juru).status == "dibatalkan"
        waiting[0].result()
    assert count_laporan() == 1
    assert first_row().buku_nomor == 1
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(DugaanGanda)) == 0


def test_a_row_that_somebody_saves_just_now_goes_first(makam: Makam, juru: Actor) -> None:
    impor, row = bring_in(CSV, makam, juru), first_row()
    with transaction() as session:
        session.get_one(Laporan, row.id, with_for_update=True)
        with pytest.raises(Conflict, match="sedang disimpan orang lain"):
            undo(impor, juru)
    assert undo(impor, juru).status == "dibatalkan"


def test_a_number_on_a_sheet_of_a_closed_month_is_never_given_again(makam: Makam, juru: Actor) -> None:
    impor, masa = bring_in(CSV, makam, juru), Masa(2019, 2)
    with transaction() as session:
        said: dict[str, Any] = {"nihil": False, "draf_diterima": False, "petugas": "Pak Darmo"}
        tutup.close_month(session, makam.id, masa, **said, actor=juru)
    with transaction() as session:
        tutup.reopen_month(session, makam.id, masa, alasan="Salah kolom", actor=make_actor(Peran.ADMIN_KAB))
    undo(impor, juru)
    enter(makam, juru)
    assert first_row().buku_nomor == 3
    with reading() as session:
        assert sorted(session.scalars(select(NomorBatal.nomor))) == [1, 2]
