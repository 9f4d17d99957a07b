"""What is done to a row of a closed month becomes a numbered correction, on every path; all else does not."""

from datetime import date
from itertools import count
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from pemakaman import db
from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import Actor, Peran
from pemakaman.buku.masa import Masa, masa_of
from pemakaman.db import reading, today_in, transaction
from pemakaman.jejak.models import Jejak
from pemakaman.laporan import services as laporan
from pemakaman.laporan.models import DugaanGanda, Laporan
from pemakaman.makam.models import Buku as BukuTahun
from pemakaman.makam.rules import JenisKoreksi
from pemakaman.pembatalan import services as pembatalan
from pemakaman.pembatalan.rules import Putusan
from pemakaman.verifikasi import services as verifikasi
from tests.pabrik import BANDAR_LAMPUNG, at, make_actor
from tests.pabrik_laporan import correct
from tests.pabrik_pembatalan import decide, raise_alarm
from tests.pabrik_tutup import Buku, hari, lalu
from tests.pabrik_verifikasi import act, make_claimed, make_recommended, make_waiting

_nomor = count(7000)  # far from the numbers that the book gives
SUSULAN, UBAH, KELUAR, KEMBALI = JenisKoreksi.SUSULAN, JenisKoreksi.UBAH, JenisKoreksi.KELUAR, JenisKoreksi.KEMBALI


@pytest.fixture
def buku(database: Engine) -> Buku:
    return Buku()


@pytest.fixture
def masa() -> Masa:
    return lalu()


@pytest.fixture
def petugas(buku: Buku) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


def waiting(buku: Buku, masa: Masa, **isian: object) -> UUID:
    """A row of the office, in the month."""
    days = {"meninggal_tanggal": hari(masa), "dimakamkan_tanggal": hari(masa)}
    return make_waiting(buku.makam, buku_nomor=next(_nomor), **days, **isian)


def test_a_row_that_comes_late_is_told_in_the_month_it_comes(buku: Buku, masa: Masa) -> None:
    buku.close(masa, nihil=True)
    laporan_id = buku.enter(hari(masa))
    (koreksi,) = buku.koreksi()
    today = masa_of(today_in(BANDAR_LAMPUNG))
    assert (koreksi.jenis, koreksi.laporan_id, koreksi.nomor) == (SUSULAN, laporan_id, 1)
    assert (Masa(koreksi.tahun, koreksi.bulan), Masa(koreksi.asal_tahun, koreksi.asal_bulan)) == (today, masa)


def test_a_late_row_that_is_sent_whole_is_told_once(buku: Buku, masa: Masa) -> None:
    buku.close(masa, nihil=True)
    laporan_id = buku.enter(hari(masa))
    buku.edit(laporan_id, "kematian", alasan_terlambat="Baru diketahui")
    assert buku.entries() == [(SUSULAN, masa)]


def test_an_edit_of_the_form_tells_what_was_and_what_is(buku: Buku, masa: Masa) -> None:
    laporan_id = buku.enter(hari(masa), nama="Siti Aminah")
    buku.close(masa)
    buku.edit(laporan_id, "almarhum", nama="Siti Aminah Sari", dusun="Dusun II")
    (koreksi,) = buku.koreksi()
    assert (koreksi.jenis, koreksi.peristiwa) == (UBAH, "laporan.diubah")
    assert koreksi.rincian == {"nama": ["Siti Aminah", "Siti Aminah Sari"], "dusun": [None, "Dusun II"]}


def test_a_changed_reporter_is_a_correction(buku: Buku, masa: Masa) -> None:
    laporan_id = buku.enter(hari(masa), pelapor_nama="Budi Hartono")
    buku.close(masa)
    buku.edit(laporan_id, "pelapor", pelapor_nama="Budi Santoso")
    assert [one.rincian for one in buku.koreksi()] == [{"pelapor_nama": ["Budi Hartono", "Budi Santoso"]}]


def test_what_the_book_does_not_print_is_no_correction(buku: Buku, masa: Masa, petugas: Actor) -> None:
    laporan_id = waiting(buku, masa)
    draft = buku.enter(hari(masa))
    buku.close(masa)
    act(verifikasi.claim, laporan_id, actor=petugas)
    act(verifikasi.release, laporan_id, actor=petugas)
    buku.edit(draft, "orang_tua", ibu_nama="Rohani")
    buku.edit(draft, "almarhum", anak_ke=3)
    assert buku.koreksi() == []


def test_nothing_is_written_while_the_month_is_open(buku: Buku, masa: Masa) -> None:
    buku.edit(buku.enter(hari(masa)), "almarhum", nama="Siti Aminah")
    buku.close(lalu(1), nihil=True)
    assert buku.koreksi() == []


def test_a_date_moved_out_and_in_is_told_of_both_months(buku: Buku, masa: Masa) -> None:
    laporan_id = buku.enter(hari(masa))
    buku.close(masa)
    buku.close(lalu(1), nihil=True)
    buku.edit(laporan_id, "pemakaman", dimakamkan_tanggal=hari(lalu(1)))
    assert buku.entries() == [(KELUAR, masa), (SUSULAN, lalu(1))]
    assert [one.nomor for one in buku.koreksi()] == [1, 2]


def test_a_date_moved_into_an_open_month_leaves_the_closed_one(buku: Buku, masa: Masa) -> None:
    laporan_id = buku.enter(hari(masa))
    buku.close(masa)
    buku.edit(laporan_id, "pemakaman", dimakamkan_tanggal=hari(lalu(1)))
    assert buku.entries() == [(KELUAR, masa)]


def test_a_date_moved_within_the_month_changes_the_row(buku: Buku, masa: Masa) -> None:
    laporan_id = buku.enter(hari(masa, 3))
    buku.close(masa)
    buku.edit(laporan_id, "pemakaman", dimakamkan_tanggal=hari(masa, 4))
    assert buku.entries() == [(UBAH, masa)]


def test_an_agreed_correction_after_approval(buku: Buku, masa: Masa) -> None:
    laporan_id = waiting(buku, masa, status="disetujui", nama="Siti Aminah", agama="Islam", kewarganegaraan="WNI")
    buku.close(masa)
    correct(make_actor(Peran.PEJABAT), laporan_id, agama="Kristen")
    (koreksi,) = buku.koreksi()
    assert (koreksi.jenis, koreksi.peristiwa) == (UBAH, "laporan.dikoreksi")
    assert koreksi.rincian == {"agama": ["Islam", "Kristen"], "alasan": "Salah ketik"}


def test_a_rejected_row_counts_no_longer(buku: Buku, masa: Masa, petugas: Actor) -> None:
    laporan_id = make_claimed(petugas, buku.makam, meninggal_tanggal=hari(masa), dimakamkan_tanggal=hari(masa))
    buku.close(masa)
    act(verifikasi.reject, laporan_id, actor=petugas, versi=None, alasan="Bukan kematian")
    (koreksi,) = buku.koreksi()
    assert koreksi.jenis == KELUAR
    assert koreksi.rincian["status"] == ["diperiksa", "ditolak"]


def test_a_merged_row_goes_and_comes_back_when_split(buku: Buku, masa: Masa, petugas: Actor) -> None:
    first, second = (waiting(buku, masa, nik="1871015503600001") for _ in range(2))
    with transaction() as session:
        laporan.check_ganda(session, session.get_one(Laporan, first), petugas)
        dugaan = session.scalars(select(DugaanGanda)).one().id
    buku.close(masa)
    act(verifikasi.merge_laporan, dugaan, tetap_id=first, alasan="Satu orang", actor=petugas)
    act(verifikasi.split_laporan, second, alasan="Dua orang", versi=None, actor=petugas)
    assert [(one.jenis, one.laporan_id) for one in buku.koreksi()] == [(KELUAR, second), (KEMBALI, second)]


def test_annulled_restored_and_reinstated(buku: Buku, masa: Masa, petugas: Actor) -> None:
    laporan_id, pejabat = waiting(buku, masa, status="disetujui"), make_actor(Peran.PEJABAT)
    buku.close(masa)
    decide(raise_alarm(laporan_id, petugas).id, petugas, pejabat, Putusan.TOLAK)
    assert buku.koreksi() == []
    decide(raise_alarm(laporan_id, petugas).id, petugas, pejabat, Putusan.KABULKAN)
    assert buku.entries() == [(KELUAR, masa)]
    act(pembatalan.reinstate, laporan_id, alasan="Salah orang", versi=None, actor=pejabat)
    assert buku.entries() == [(KELUAR, masa), (KEMBALI, masa)]


def test_the_archive_is_no_correction(buku: Buku, masa: Masa, petugas: Actor) -> None:
    laporan_id, gone = waiting(buku, masa), waiting(buku, masa, status="ditolak")
    buku.close(masa)
    for one in (laporan_id, gone):
        act(pembatalan.archive, one, alasan="Lama", versi=None, actor=petugas)
        act(pembatalan.unarchive, one, alasan="Perlu", versi=None, actor=petugas)
    assert buku.koreksi() == []


def test_a_certificate_number_is_no_correction(buku: Buku, masa: Masa, petugas: Actor) -> None:
    laporan_id = waiting(buku, masa, status="disetujui")
    buku.close(masa)
    nomor, today = "1871-KM-05012026-0001", today_in("18")
    with transaction() as session:
        record_akta(session, laporan_id, nomor=nomor, tanggal=today, actor=petugas, diterima=("pola_akta", "akta_beda"))
    assert buku.koreksi() == []


def test_an_approval_is_no_correction(buku: Buku, masa: Masa, petugas: Actor) -> None:
    laporan_id = make_recommended(petugas, buku.makam, meninggal_tanggal=hari(masa), dimakamkan_tanggal=hari(masa))
    buku.close(masa)
    act(verifikasi.approve, laporan_id, actor=make_actor(Peran.PEJABAT), versi=None)
    assert buku.koreksi() == []


def test_the_trail_names_the_number(buku: Buku, masa: Masa) -> None:
    buku.close(masa, nihil=True)
    laporan_id = buku.enter(hari(masa))
    with reading() as session:
        query = select(Jejak.rincian).where(Jejak.objek_id == str(laporan_id), Jejak.peristiwa == "laporan.lapor_awal")
        assert session.scalars(query).one()["koreksi_buku"] == f"1/{today_in(BANDAR_LAMPUNG).year}"


def test_a_refused_change_takes_no_number(buku: Buku, masa: Masa) -> None:
    laporan_id = buku.enter(hari(masa))
    buku.close(masa)
    with pytest.raises(ZeroDivisionError), transaction() as session:
        row = session.get_one(Laporan, laporan_id)
        laporan.save_bagian(session, laporan_id, "almarhum", {"nama": "Siti"}, versi=row.versi, actor=buku.pengelola)
        raise ZeroDivisionError
    buku.edit(laporan_id, "almarhum", nama="Siti Sari")
    assert [one.nomor for one in buku.koreksi()] == [1]


def test_numbers_begin_anew_with_the_year_of_the_correction(database: Engine) -> None:
    with db.clock_at(at(2025, 12, 20)):
        buku = Buku()
        masa = Masa(2025, 11)
        laporan_id = buku.enter(date(2025, 11, 5))
        buku.close(masa)
        buku.edit(laporan_id, "almarhum", nama="Siti Sari")
    with db.clock_at(at(2026, 1, 3)):
        buku.edit(laporan_id, "almarhum", nama="Siti Sari Dewi")
        buku.edit(laporan_id, "almarhum", nama="Siti Dewi")
    assert [(one.tahun, one.bulan, one.nomor) for one in buku.koreksi()] == [(2025, 12, 1), (2026, 1, 1), (2026, 1, 2)]


def test_a_correction_does_not_spoil_the_numbers_of_rows(database: Engine) -> None:
    with db.clock_at(at(2026, 1, 3)):
        buku = Buku()
        buku.close(Masa(2025, 12), nihil=True)
        buku.enter(date(2025, 12, 5))
        row = buku.enter(date(2026, 1, 2))
    with reading() as session:
        assert session.get_one(Laporan, row).buku_nomor == 1
        year = session.get_one(BukuTahun, (buku.makam.id, 2026))
        assert (year.nomor_awal, year.nomor_terakhir, year.koreksi_terakhir) == (1, 1, 1)


def test_the_next_closing_counts_the_corrections_made_in_its_month(database: Engine) -> None:
    with db.clock_at(at(2026, 1, 3)):
        buku = Buku()
        buku.close(Masa(2025, 12), nihil=True)
        buku.enter(date(2025, 12, 5))
    with db.clock_at(at(2026, 2, 1)):
        closing = buku.close(Masa(2026, 1), nihil=True)
    assert closing.jumlah_koreksi == 1
