"""Closing a month: what it keeps, what it refuses, and opening it again."""

import pytest
from sqlalchemy import Engine, text

from pemakaman.akun.rules import Peran
from pemakaman.buku.services import tutup
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.laporan import services
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import TutupBuku
from pemakaman.makam.tutup import find_closing
from tests.pabrik import METRO, make_actor
from tests.pabrik_laporan import make_png
from tests.pabrik_tutup import Buku, hari, lalu, picture


def test_a_closed_month_keeps_totals_numbers_and_rows(database: Engine) -> None:
    buku, masa = Buku(), lalu()
    buku.enter(hari(masa, 1), jenis_kelamin="L", umur=0)
    buku.enter(hari(masa, 2), jenis_kelamin="P", umur=70)
    buku.enter(hari(lalu(1)), jenis_kelamin="P")
    buku.enter(hari(masa, 28), jenis_kelamin=None, umur=None)
    closing = buku.close(masa)
    assert (closing.jumlah, closing.laki, closing.perempuan, closing.tidak_diketahui) == (3, 1, 1, 1)
    groups = {kode: jumlah for kode, jumlah in closing.kelompok_umur.items() if jumlah}
    assert groups == {"0": 1, "65+": 1, "tidak_diketahui": 1}
    last = 4 if masa.tahun == lalu(1).tahun else 3
    assert (closing.nomor_awal, closing.nomor_akhir, closing.nihil) == (1, last, False)
    kept = picture(closing).bagian
    assert [row.dimakamkan_tanggal for row in kept.baris] == [hari(masa, 1), hari(masa, 2), hari(masa, 28)]
    assert [row.umur for row in kept.baris] == [0, 70, None]


def test_a_row_that_does_not_count_stays_in_the_print(database: Engine) -> None:
    buku, masa = Buku(), lalu()
    buku.enter(hari(masa))
    gone = buku.enter(hari(masa))
    with transaction() as session:
        laporan = session.get_one(Laporan, gone)
        laporan.status = "dibatalkan"
        services.langkah.record_change(session, laporan, "laporan.dibatalkan", actor=buku.admin)
    closing = buku.close(masa)
    assert closing.jumlah == 1
    assert [row["berlaku"] for row in picture(closing).data["baris"]] == [True, False]


def test_nihil_must_be_said(database: Engine) -> None:
    buku, masa = Buku(), lalu()
    with pytest.raises(Invalid, match="perlu diperbaiki") as refused:
        buku.close(masa)
    assert "pilih Nihil" in refused.value.galat["pilihan"][0]
    assert buku.close(masa, nihil=True).nihil


def test_nihil_is_refused_when_somebody_was_buried(database: Engine) -> None:
    buku, masa = Buku(), lalu()
    buku.enter(hari(masa))
    with pytest.raises(Invalid):
        buku.close(masa, nihil=True)


def test_a_month_that_is_not_over_stays_open(database: Engine) -> None:
    buku = Buku()
    with pytest.raises(Invalid) as refused:
        buku.close(lalu().geser(1), nihil=True)
    assert "belum berakhir" in refused.value.galat["pilihan"][0]


def test_own_drafts_of_the_month_must_be_confirmed(database: Engine) -> None:
    buku, masa = Buku(), lalu()
    buku.enter(hari(masa))
    buku.draft(hari(masa))
    with pytest.raises(Invalid) as refused:
        buku.close(masa)
    assert "1 draf" in refused.value.galat["draf"][0]
    assert buku.close(masa, draf=True).jumlah == 1


def test_closing_twice_is_refused(database: Engine) -> None:
    buku, masa = Buku(), lalu()
    buku.close(masa, nihil=True)
    with pytest.raises(Conflict):
        buku.close(masa, nihil=True)


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.PEJABAT, Peran.PETUGAS_PROVINSI])
def test_only_who_records_burials_closes(database: Engine, peran: Peran) -> None:
    with pytest.raises(Forbidden):
        Buku().close(lalu(), nihil=True, actor=make_actor(peran))


def test_a_cemetery_elsewhere_is_not_found(database: Engine) -> None:
    with pytest.raises(NotFound):
        Buku().close(lalu(), nihil=True, actor=make_actor(Peran.ADMIN_KAB, METRO))


def test_a_reopened_month_keeps_its_history_and_is_closed_anew(database: Engine) -> None:
    buku, masa = Buku(), lalu()
    first = buku.close(masa, nihil=True)
    opened = buku.reopen(masa, "Ada yang tertinggal")
    assert (opened.id, opened.alasan_buka) == (first.id, "Ada yang tertinggal")
    buku.enter(hari(masa))
    second = buku.close(masa)
    assert buku.koreksi() == []
    with reading() as session:
        assert find_closing(session, buku.makam.id, masa.tahun, masa.bulan).id == second.id  # type: ignore[union-attr]
        assert session.get_one(TutupBuku, first.id).sha256_isi == first.sha256_isi


def test_opening_needs_the_office_and_a_reason(database: Engine) -> None:
    buku, masa = Buku(), lalu()
    buku.close(masa, nihil=True)
    with pytest.raises(Forbidden), transaction() as session:
        tutup.reopen_month(session, buku.makam.id, masa, alasan="Salah", actor=buku.pengelola)
    with pytest.raises(Invalid):
        buku.reopen(masa, "  ")
    buku.reopen(masa)
    with pytest.raises(Conflict):
        buku.reopen(masa)


def test_closing_orders_its_print_in_the_same_transaction(database: Engine) -> None:
    closing = Buku().close(lalu(), nihil=True)
    with reading() as session:
        query = text("SELECT args ->> 'tutup_id' FROM procrastinate_jobs WHERE task_name = 'buku.cetak_tutup'")
        assert session.scalars(query).all() == [str(closing.id)]


def test_the_signed_copy_is_kept_with_its_fingerprint(database: Engine) -> None:
    buku = Buku()
    closing = buku.close(lalu(), nihil=True)
    with transaction() as session:
        signed = tutup.attach_signed(session, closing.id, nama_berkas="a.png", content=make_png(), actor=buku.pengelola)
    assert signed.sha256_tertanda is not None
    assert signed.mime_tertanda == "image/png"


def test_a_signed_copy_of_a_reopened_closing_is_refused(database: Engine) -> None:
    buku, masa = Buku(), lalu()
    closing = buku.close(masa, nihil=True)
    buku.reopen(masa)
    with pytest.raises(Conflict), transaction() as session:
        tutup.attach_signed(session, closing.id, nama_berkas="a.png", content=make_png(), actor=buku.pengelola)


def test_a_failed_print_can_be_ordered_again(database: Engine) -> None:
    buku = Buku()
    closing = buku.close(lalu(), nihil=True)
    with transaction() as session:
        tutup.fail_order(session, closing.id, "Pembuatan PDF gagal.")
    with transaction() as session:
        assert tutup.retry_print(session, closing.id, actor=buku.pengelola).status == "antre"
    with pytest.raises(Conflict), transaction() as session:
        tutup.retry_print(session, closing.id, actor=buku.pengelola)
