from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from pemakaman.laporan.checks import Konteks, find_conflicts, find_gaps, find_warnings
from pemakaman.laporan.checks.lengkap import find_entry_gaps
from pemakaman.laporan.kelengkapan import PENJELASAN, SYARAT, missing_proofs, required_proofs
from pemakaman.laporan.rules import BUKTI_LABEL, JenisBukti, Kasus
from pemakaman.nilai.tanggal import TanggalTakLengkap
from tests.pabrik_laporan import flat, hari_ini

ALL_PROOFS = frozenset(jenis.value for jenis in JenisBukti)
KONTEKS = Konteks(
    sekarang=datetime.combine(hari_ini(), time(23, 59)),
    hari_lapor=hari_ini(),
    known_kecamatan=lambda _: True,
    bukti=ALL_PROOFS,
)
NAMELESS = {"nama": None, "bin_binti": None, "nik": None, "lahir": None, "jenis_kelamin": None}


def gaps(konteks: Konteks = KONTEKS, **ganti: Any) -> dict[str, str]:
    return {found.ruas: found.kode for found in find_gaps(flat(**ganti), konteks)}


def test_complete_example_has_no_finding() -> None:
    isian = flat()
    assert find_gaps(isian, KONTEKS) + find_conflicts(isian, KONTEKS) + find_warnings(isian, KONTEKS) == []


@pytest.mark.parametrize(
    "ruas",
    [
        "nama",
        "jenis_kelamin",
        "kewarganegaraan",
        "meninggal_tanggal",
        "meninggal_tempat",
        "sebab",
        "menerangkan",
        "dimakamkan_tanggal",
        "pelapor_nama",
        "pelapor_hubungan",
        "pelapor_nik",
        "saksi1_nama",
        "saksi2_nama",
        "lahir",
    ],
)
def test_field_that_ajukan_needs(ruas: str) -> None:
    assert gaps(**{ruas: None}) == {ruas: "wajib"}


@pytest.mark.parametrize("ruas", ["no_kk", "meninggal_pukul", "saksi1_nik", "ayah_nama", "pelapor_telepon", "blok"])
def test_field_that_may_stay_empty(ruas: str) -> None:
    assert gaps(**{ruas: None}) == {}


def test_age_replaces_the_birth_date() -> None:
    assert gaps(lahir=None, umur=66) == {}


def test_empty_nik_needs_a_reason() -> None:
    assert gaps(nik=None) == {"nik_alasan": "wajib"}
    assert gaps(nik=None, nik_alasan="tidak_terbaca") == {}


def test_reason_wna_is_for_foreigners() -> None:
    assert gaps(nik=None, nik_alasan="wna") == {"nik_alasan": "alasan_wna"}
    assert gaps(nik=None, nik_alasan="wna", kewarganegaraan="Malaysia") == {}


def test_reason_bayi_is_for_small_children() -> None:
    assert gaps(nik=None, nik_alasan="bayi") == {"nik_alasan": "alasan_bayi"}
    assert gaps(nik=None, nik_alasan="bayi", lahir=None, umur=0) == {}
    assert gaps(nik=None, nik_alasan="bayi", kasus="bayi", lahir=TanggalTakLengkap(2026)) == {}


def test_foreign_reporter_gives_a_passport() -> None:
    assert gaps(pelapor_nik=None, pelapor_dokumen_perjalanan="E1234567") == {}


def test_late_report_needs_a_reason_and_nothing_more() -> None:
    meninggal = hari_ini() - timedelta(days=31)
    dates = {"meninggal_tanggal": meninggal, "dimakamkan_tanggal": meninggal}
    assert gaps(**dates) == {"alasan_terlambat": "terlambat"}
    assert gaps(**dates, alasan_terlambat="Keluarga di luar kota") == {}


def test_thirty_days_is_in_time() -> None:
    meninggal = hari_ini() - timedelta(days=30)
    assert gaps(meninggal_tanggal=meninggal, dimakamkan_tanggal=meninggal) == {}


def test_same_nik_needs_a_reason() -> None:
    konteks = replace(KONTEKS, nik_sama=("NIK ini sudah tercatat atas nama Budi.",))
    assert gaps(konteks) == {"alasan_nik_sama": "nik_sama"}
    assert gaps(konteks, alasan_nik_sama="NIK ganda, sudah dicek di KK") == {}


def test_unidentified_body_needs_no_name_nik_or_birth() -> None:
    assert gaps(**NAMELESS, kasus="tidak_dikenal", tidak_dikenal=True, kewarganegaraan=None) == {}


def test_nameless_body_of_another_case_is_refused() -> None:
    assert gaps(nama=None, tidak_dikenal=True) == {"kasus": "kasus_tidak_dikenal"}


def test_missing_person_needs_no_burial() -> None:
    assert gaps(kasus="hilang", dimakamkan_tanggal=None) == {}


def test_foreigner_needs_a_document_number() -> None:
    foreign = {"kasus": "orang_asing", "kewarganegaraan": "Malaysia", "nik": None, "nik_alasan": "wna"}
    assert gaps(**foreign) == {"dokumen_perjalanan": "wajib"}
    assert gaps(**foreign, dokumen_perjalanan="A123") == {}
    assert gaps(**foreign, izin_tinggal="2C11JE1234-W") == {}


def test_stillbirth_is_refused_with_the_reason_alone() -> None:
    assert gaps(kasus="lahir_mati", nama=None, saksi1_nama=None) == {"kasus": "lahir_mati"}


NEEDED = {
    "rumah": {"surat_kematian", "kk_ktp"},
    "rumah_sakit": {"surat_kematian", "kk_ktp"},
    "tidak_dikenal": {"surat_polisi"},
    "hilang": {"penetapan_pengadilan"},
    "pesawat": {"surat_maskapai"},
    "luar_negeri": {"skk_perwakilan", "dokumen_perjalanan"},
    "orang_asing": {"surat_kematian", "izin_tinggal"},
    "tidak_terdaftar": {"surat_kematian", "dokumen_pendukung"},
    "bayi": {"surat_kematian"},
    "lahir_mati": set(),
}


@pytest.mark.parametrize("kasus", list(Kasus))
def test_proofs_of_a_case(kasus: Kasus) -> None:
    needed = NEEDED[kasus]
    assert missing_proofs(kasus, needed) == []
    for left_out in needed:
        assert len(missing_proofs(kasus, needed - {left_out})) == 1


def test_every_case_is_explained() -> None:
    assert set(SYARAT) == set(PENJELASAN) == set(Kasus)


def test_missing_proof_is_told_in_words() -> None:
    [first, _] = required_proofs("rumah")
    assert (
        first.pesan
        == f"Lampirkan: {BUKTI_LABEL[JenisBukti.SURAT_KEMATIAN]}. Salah satu sudah cukup, foto dari aslinya."
    )
    found = find_gaps(flat(), replace(KONTEKS, bukti=frozenset({"kk_ktp"})))
    assert [(item.ruas, item.pesan) for item in found] == [("bukti", first.pesan)]


def test_lapor_awal_needs_a_name_and_a_day() -> None:
    assert {found.ruas for found in find_entry_gaps({})} == {"nama", "dimakamkan_tanggal"}
    assert find_entry_gaps({"nama": "Ahmad", "dimakamkan_tanggal": hari_ini()}) == []
    assert find_entry_gaps({"tidak_dikenal": True, "dimakamkan_tanggal": hari_ini()}) == []
