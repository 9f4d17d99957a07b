"""A row survives its JSON, and says in words what became of it."""

import json
from datetime import date

import pytest
from hypothesis import given, settings

from pemakaman.buku import sel
from pemakaman.buku.baris import BarisBuku, KoreksiCetak, OrangBuku, UbahanBuku, from_json, to_json
from pemakaman.laporan.rules import Kasus, Status
from tests.pabrik_buku import MAKAM, NIK, make_baris, rows


@settings(max_examples=200)
@given(rows(7))
def test_a_row_comes_back_from_json_as_it_was(row: BarisBuku) -> None:
    assert from_json(json.loads(json.dumps(to_json(row))), BarisBuku) == row


def test_age_zero_is_kept() -> None:
    assert from_json(to_json(make_baris(1, umur=0)), BarisBuku).umur == 0


def test_a_correction_comes_back_from_json_as_it_was() -> None:
    entry = KoreksiCetak(1, 2026, date(2026, 3, 1), "7/2026", "ubah", ubahan=(UbahanBuku("nama", None, "Ahmad"),))
    assert from_json(json.loads(json.dumps(to_json(entry))), KoreksiCetak) == entry


def test_what_a_later_program_added_is_left_out() -> None:
    assert from_json({**to_json(make_baris(1)), "warna": "hijau"}, BarisBuku) == make_baris(1)


@pytest.mark.parametrize(
    ("ganti", "said"),
    [
        ({"status": Status.DIGABUNG.value, "digabung_ke": "12/2026"}, "Digabung ke nomor 12/2026"),
        ({"status": Status.DIBATALKAN.value}, "Dibatalkan: orangnya masih hidup"),
        ({"status": Status.DITOLAK.value}, "Ditolak"),
        ({"susulan": True}, "Baris susulan"),
        ({"tumpang": True, "tumpang_persetujuan": "Rudi"}, "Makam tumpang (persetujuan Rudi)"),
        ({"nomor_lama": "31"}, "Nomor lama: 31"),
        ({"tidak_terbaca": ("nik", "alamat")}, "Tidak terbaca: NIK almarhum, alamat"),
        ({"akta_nomor": "1871-KM-1", "akta_tanggal": date(2026, 4, 2)}, "Akta 1871-KM-1, 2 April 2026"),
        ({"keterangan": "Titip nisan"}, "Titip nisan"),
    ],
)
def test_remark_says_what_became_of_the_row(ganti: dict[str, object], said: str) -> None:
    assert sel.keterangan(make_baris(1, **ganti)) == said


def test_a_stillbirth_waits_for_no_certificate() -> None:
    row = make_baris(1, kasus=Kasus.LAHIR_MATI.value)
    assert (sel.akta(row), sel.keperluan(row)) == ("", "Catatan makam")


def test_a_person_nobody_knows_has_no_name() -> None:
    assert sel.nama(make_baris(1, nama=None, bin_binti=None, tidak_dikenal=True)) == "Tidak dikenal"


def test_reason_stands_where_there_is_no_nik() -> None:
    assert sel.nik(make_baris(1, nik=None, nik_alasan="bayi")) == "Bayi yang belum punya NIK"


def test_an_empty_row_has_empty_cells() -> None:
    empty = BarisBuku(2026, 1)
    assert [cell(empty) for cell in (sel.nik, sel.alamat, sel.lahir, sel.keterangan, sel.pelapor)] == [""] * 5
    assert sel.kematian(empty, "WIB") == ""


def test_masking_reaches_remarks_and_telephones_of_everybody() -> None:
    orang = OrangBuku("Siti", NIK, telepon="+6281234567890")
    hidden = sel.masked(make_baris(1, keterangan=f"NIK {NIK}", no_kk=NIK, pelapor=orang, saksi1=orang))
    assert NIK not in repr(hidden)
    assert "81234567890" not in repr(hidden)
    assert hidden.nama == "Ahmad Suhaimi"
    assert sel.letak(hidden, MAKAM) == "TPU Beringin Raya"
