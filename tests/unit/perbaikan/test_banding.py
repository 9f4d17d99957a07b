"""Old beside new, and what follows, in words."""

from datetime import date

from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.perbaikan.banding import Banding, compare_rows, consequences


def test_rows_are_read_as_on_the_pages() -> None:
    usulan = {
        "lahir": (None, TanggalTakLengkap(1960, 3)),
        "meninggal_tanggal": (date(2026, 1, 2), date(2026, 1, 3)),
        "tidak_dikenal": (False, True),
        "sebab": (1, 3),
        "alamat_desa_kode": (None, "18.71.01.1003"),
    }
    now = {ruas: old for ruas, (old, _) in usulan.items()}
    rows = compare_rows(usulan, now, nama_wilayah={"18.71.01.1003": "Kedaton, Bandar Lampung"}, samar=False)
    assert rows == [
        Banding("Nama tidak diketahui", "Tidak", "Ya"),
        Banding("Tanggal lahir", "kosong", "Maret 1960"),
        Banding("Desa/kelurahan tempat tinggal", "kosong", "Kedaton, Bandar Lampung"),
        Banding("Tanggal meninggal", "2 Januari 2026", "3 Januari 2026"),
        Banding("Sebab kematian", "Sakit biasa / tua", "Kecelakaan"),
    ]


def test_a_nik_is_masked_for_who_only_looks_on() -> None:
    pair = {"nik": ("1871010101600001", "1871010101600002")}
    (row,) = compare_rows(pair, {"nik": "1871010101600001"}, nama_wilayah={}, samar=True)
    assert (row.lama, row.baru) == ("************0001", "************0002")


def test_a_field_that_changed_meanwhile_is_marked() -> None:
    (row,) = compare_rows({"blok": ("A", "B")}, {"blok": "C"}, nama_wilayah={}, samar=False)
    assert row.basi


def test_what_follows_from_a_new_nik() -> None:
    told = consequences({"nik": ("1", "2")}, pilihan_lepas=True, usul=2, usul_nik_lain=1)
    assert [word in " ".join(told) for word in ("Diganti", "orang yang sama", "dilepas", "1 dari 2 usul")] == [True] * 4


def test_a_detail_of_the_grave_touches_only_the_document() -> None:
    assert len(consequences({"blok": ("A", "B")}, pilihan_lepas=False, usul=0, usul_nik_lain=0)) == 1
