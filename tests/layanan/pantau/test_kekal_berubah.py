"""Every kind of change moves the kept figures: the right one by the right number, and three counts agree after it."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.berkas.services.unduh import count_print
from pemakaman.db import now, transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.rules import Kasus, Status
from pemakaman.laporan.services import discard_draft
from pemakaman.pembatalan import services as pembatalan
from pemakaman.pembatalan.rules import Putusan
from pemakaman.pertukaran import services as pertukaran
from pemakaman.verifikasi import services as meja
from tests.layanan.verifikasi.test_ganda import make_pair, merge, split
from tests.pabrik import make_actor, make_makam
from tests.pabrik_angka import figures, months
from tests.pabrik_berkas import current
from tests.pabrik_buku_lama import bring_in
from tests.pabrik_laporan import hari_ini, make_laporan, start, submit
from tests.pabrik_pembatalan import Almarhumah
from tests.pabrik_pemilih import Kantor as KantorPemilih
from tests.pabrik_perbaikan import Kantor
from tests.pabrik_serah import build, refuse_first
from tests.pabrik_tutup import Buku
from tests.pabrik_verifikasi import act, make_claimed, make_in, make_waiting

pytestmark = pytest.mark.usefixtures("database")
# In the first days of a month a burial of the day before yesterday belongs to the month before.
BY_THE_DAY = {"susulan"}
BOOK = b"Nama;Pelapor;Tgl Makam\nSiti Aminah;Budi;4-2-2019\nSutrisno;Andi;5-3-2019\n"


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


def correct(kantor: Kantor, bagian: str, **isian: Any) -> None:
    kantor.agree(kantor.ask(bagian, **isian))


def test_a_draft_counts_nowhere_until_it_is_sent() -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]), status=Status.DRAF)
    assert figures() == {}
    submit(pengelola, laporan.id)
    assert figures()["diajukan"] == 1


def test_a_draft_thrown_away_leaves_nothing() -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan_id = start(pengelola, make_makam(pengelola=[pengelola]))
    with transaction() as session:
        discard_draft(session, laporan_id, actor=pengelola)
    assert figures() == {}


def test_a_corrected_nik_sex_and_day_of_death_move_to_where_they_belong() -> None:
    kantor = Kantor(nik=None, nik_alasan="tidak_punya")
    assert "ada_nik" not in figures()
    correct(kantor, "almarhum", nik="1871015503600077", nik_alasan=None, jenis_kelamin="P")
    assert figures()["ada_nik"] == 1
    died = hari_ini() - timedelta(days=45)
    correct(kantor, "kematian", meninggal_tanggal=died)
    found = figures("meninggal")
    assert (found["dimakamkan"], found.get("lapor30")) == (1, None)
    assert months("meninggal") == {died.replace(day=1): 1}


def test_a_burial_moved_to_another_month_is_counted_there_and_no_longer_here() -> None:
    old, new = hari_ini() - timedelta(days=80), hari_ini() - timedelta(days=40)
    kantor = Kantor(meninggal_tanggal=old, dimakamkan_tanggal=old, alasan_terlambat="Keluarga jauh")
    assert (figures()["dimakamkan"], months("dimakamkan")) == (1, {old.replace(day=1): 1})
    correct(kantor, "pemakaman", dimakamkan_tanggal=new)
    assert (figures()["dimakamkan"], months("dimakamkan")) == (1, {new.replace(day=1): 1})


def test_an_old_death_entered_now_never_swells_this_month() -> None:
    buku = Buku()
    old = hari_ini() - timedelta(days=400)
    buku.enter(old, meninggal_tanggal=old)
    for sumbu in ("meninggal", "dimakamkan"):
        assert figures(sumbu)["susulan"] == 1
        assert months(sumbu) == {old.replace(day=1): 1}
    by_entry = figures("masuk")
    assert by_entry["susulan"] == 1
    assert months("masuk") == {hari_ini().replace(day=1): 0}


def test_merged_reports_are_one_death_and_two_again_after_the_split(petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    assert figures()["dimakamkan"] == 2
    merge(dugaan, first, petugas)
    assert figures()["dimakamkan"] == 1
    split(second, petugas)
    assert figures()["dimakamkan"] == 2


def test_a_frozen_report_still_counts_an_annulled_one_does_not_and_a_reinstated_one_is_not_approved() -> None:
    dia = Almarhumah()
    dia.hand_over()
    assert figures()["diserahkan"] == 1
    kasus = dia.alarm()
    assert set(figures()) - BY_THE_DAY == {"dimakamkan", "ada_nik", "diajukan", "diusulkan", "diserahkan", "lapor30"}
    dia.decide(kasus, Putusan.KABULKAN)
    assert figures() == {}
    dia.reopen()
    assert set(figures()) - BY_THE_DAY == {"dimakamkan", "ada_nik", "diajukan", "lapor30"}


def test_a_restored_report_has_all_its_steps_again() -> None:
    dia = Almarhumah()
    dia.record_akta()
    before = figures()
    assert before["akta"] == before["akta30"] == 1
    dia.decide(dia.alarm(), Putusan.TOLAK)
    assert figures() == before


def test_an_akta_cancelled_with_its_report_counts_no_longer() -> None:
    dia = Almarhumah()
    dia.record_akta()
    assert figures()["akta"] == 1
    dia.decide(dia.alarm(), Putusan.KABULKAN)
    dia.reopen()
    assert "akta" not in figures()


def test_the_archive_hides_no_death_and_a_return_undoes_no_submission(petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    act(meja.return_laporan, laporan_id, actor=petugas, versi=None, notes={"nik": "Salah"})
    assert figures()["diajukan"] == 1
    act(pembatalan.archive, laporan_id, alasan="Dicatat dua kali.", versi=None, actor=petugas)
    assert figures()["dimakamkan"] == 1


def test_a_rejected_report_says_of_nobody_that_he_died(petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    assert figures()["dimakamkan"] == 1
    act(meja.reject, laporan_id, actor=petugas, versi=None, alasan="Salah orang")
    assert figures() == {}


def test_an_old_book_counts_as_paper_and_its_undoing_takes_everything_back() -> None:
    juru = make_actor(Peran.PENGELOLA_MAKAM)
    impor = bring_in(BOOK, make_makam(pengelola=[juru]), juru)
    found = figures()
    assert (found["dimakamkan"], found["kertas"], found["susulan"]) == (2, 2, 2)
    assert months("dimakamkan") == {date(2019, 2, 1): 1, date(2019, 3, 1): 1}
    with transaction() as session:
        pertukaran.undo_impor(session, impor.id, "Kolom tertukar", actor=juru)
    assert figures() == {}


def test_documents_handed_out_count_from_the_first_time() -> None:
    kantor = Kantor()
    assert "diunduh" not in figures()
    for moment in (now(), now() + timedelta(days=40)):
        with transaction() as session:
            count_print(session.merge(current(kantor.laporan_id)), moment)
            record(session, "laporan.berkas_diunduh", "laporan", kantor.laporan_id, actor=kantor.verifikator)
        assert figures()["diunduh"] == 1


def test_a_voter_proposed_confirmed_and_withdrawn() -> None:
    kantor = KantorPemilih()
    usul = kantor.propose()
    assert figures()["diusulkan"] == 1
    usul = kantor.confirm(usul)
    assert figures()["diusulkan"] == 1
    kantor.cancel(usul)
    assert "diusulkan" not in figures()


def test_a_package_hands_over_and_its_receipt_accepts_all_but_the_refused() -> None:
    kantor = KantorPemilih()
    kantor.confirm(kantor.propose())
    kantor.add_more()
    paket = build(kantor.pejabat)
    found = figures()
    assert (found["diusulkan"], found["diserahkan"], found.get("diterima")) == (2, 2, None)
    refuse_first(paket, kantor.pejabat)
    found = figures()
    assert (found["diusulkan"], found["diserahkan"], found["diterima"]) == (1, 1, 1)


def test_a_stillbirth_is_no_death() -> None:
    make_waiting(kasus=Kasus.LAHIR_MATI)
    assert figures() == {"lahir_mati": 1}


@pytest.mark.parametrize("status", [Status.AKTA_TERBIT, Status.DIKEMBALIKAN, Status.DIARSIPKAN])
def test_figures_of_province_kab_and_kecamatan_are_the_same_where_one_report_is_all(status: Status) -> None:
    make_in(status, make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT))
    assert figures(tempat="18") == figures(tempat="18.71") == figures(tempat="18.71.01") != {}
