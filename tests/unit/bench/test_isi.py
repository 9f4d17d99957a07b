from datetime import date

from bench.buku_lama import KEPALA, book_rows
from bench.impor import voter_rows
from bench.isi import name_keys, search_keys, unlike_names
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules_ganda import Jati, stored_keys
from pemakaman.laporan.services.simpan import _put_search_keys
from pemakaman.pemilih.kolom import COLUMNS, find_header
from pemakaman.pertukaran.kolom import suggest
from pemakaman.pertukaran.susunan.baris import Aturan, Pembaca


def test_names_carry_the_keys_the_program_stores():
    for nama in [*unlike_names(50, 3), "Moh. Syarifuddin", "Siti Nur'aini"]:
        laporan = Laporan(nama=nama, bin_binti=None)
        _put_search_keys(laporan)
        assert search_keys(nama) == (laporan.nama_cari, laporan.nama_bunyi)


def test_names_carry_the_keys_that_doubles_are_found_by():
    day = date(2026, 10, 5)
    for nama in [*unlike_names(50, 3), "Suhaimi"]:
        assert stored_keys(Jati(nama=nama, umur=60, meninggal=day)) == [f"{key}:2026-10" for key in name_keys(nama)]


def test_sought_names_are_never_twice_and_always_the_same():
    names = unlike_names(500, 11)
    assert len(set(names)) == 500
    assert names == unlike_names(500, 11)


def test_voter_rows_pass_the_import_and_no_nik_comes_twice():
    rows = list(voter_rows(300))
    header = find_header([COLUMNS[column][0] for column in rows[0]])
    assert header is not None
    assert all(header.read(list(row.values()))["nik"] for row in rows)
    assert len({row["nik"] for row in rows}) == 300


def test_book_rows_are_read_and_no_nik_comes_twice():
    baca = Pembaca(KEPALA, suggest(KEPALA), Aturan())
    rows = [baca.read(row) for row in book_rows(300)]
    assert all(row["dimakamkan_tanggal"] for row in rows)
    assert len({row["nik"] for row in rows}) == 300
