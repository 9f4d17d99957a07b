"""When evidence is weak, and what the ladder shows of it."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.laporan.bukti_tangga import Tangga, read_ladder
from pemakaman.laporan.rules import ALASAN_NIK_KOSONG, JenisBukti, Kasus

WHOLE = {
    "kasus": "rumah",
    "nik": "1871010101900001",
    "nik_alasan": None,
    "menerangkan": 2,
    "surat_nomor": "474.3/12",
    "surat_penerbit": "Puskesmas Kedaton",
}
SURAT = {JenisBukti.SURAT_KEMATIAN, JenisBukti.KK_KTP}


def ladder(ada: set[JenisBukti] | None = None, *, dicari: bool = False, **ganti: Any) -> Tangga:
    report = SimpleNamespace(**{**WHOLE, **ganti})
    return read_ladder(report, SURAT if ada is None else ada, tidak_ada_di_data=dicari)


def test_letter_with_number_and_issuer_is_strong() -> None:
    assert ladder().kelemahan == ()


@pytest.mark.parametrize("penerbit", ["Kantor Desa Sukamaju", "Kelurahan Kedaton", "Peratin Way Tenong", "RSUD Metro"])
def test_letter_of_a_village_head_is_strong(penerbit: str) -> None:
    assert ladder(menerangkan=4, surat_penerbit=penerbit).kelemahan == ()


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [
        ({"surat_nomor": None}, "tanpa nomor"),
        ({"surat_penerbit": " "}, "tanpa penerbit"),
        ({"surat_nomor": "", "surat_penerbit": None}, "tanpa nomor dan penerbit"),
        ({"menerangkan": 4, "surat_penerbit": "Ketua RT 05"}, "bukan dokter"),
        ({"nik": None, "nik_alasan": "tidak_terbaca"}, "NIK tidak diketahui"),
        ({"nik": None, "nik_alasan": "tidak_diketahui"}, "NIK tidak diketahui"),
        ({"kasus": "tidak_terdaftar", "nik": None, "nik_alasan": "tidak_punya"}, "tidak terdaftar"),
    ],
)
def test_weak_for_a_reason(ganti: dict[str, Any], kata: str) -> None:
    assert kata in " ".join(ladder(**ganti).kelemahan)


def test_not_found_among_the_residents_is_weak() -> None:
    assert "tidak ditemukan" in " ".join(ladder(dicari=True).kelemahan)


@pytest.mark.parametrize("kasus", ["orang_asing", "bayi", "tidak_dikenal", "hilang", "pesawat"])
def test_who_cannot_be_found_is_not_weak_for_it(kasus: str) -> None:
    assert ladder(dicari=True, kasus=kasus, nik=None, nik_alasan="tidak_diketahui").kelemahan == ()


def test_court_ruling_settles_everything() -> None:
    ada = {JenisBukti.SURAT_KEMATIAN, JenisBukti.PENETAPAN_PENGADILAN}
    assert ladder(ada, dicari=True, kasus="tidak_terdaftar", surat_nomor=None).kelemahan == ()


def test_photo_of_the_grave_alone_is_weak() -> None:
    assert "hanya foto makam" in " ".join(ladder({JenisBukti.FOTO_MAKAM}).kelemahan)


def test_declaration_answers_weakness() -> None:
    weak = ladder(surat_nomor=None)
    assert weak.kurang_sptjm
    assert not ladder(SURAT | {JenisBukti.SPTJM}, surat_nomor=None).kurang_sptjm


def test_ladder_names_what_is_there_and_what_is_missing() -> None:
    steps = {step.teks.partition(" (")[0]: step for step in ladder({JenisBukti.SURAT_KEMATIAN}).anak}
    assert steps["Surat keterangan kematian"].ada
    assert steps["KK atau KTP-el almarhum"].perlu
    assert not steps["KK atau KTP-el almarhum"].ada


ISIAN = st.fixed_dictionaries(
    {
        "kasus": st.sampled_from([kasus.value for kasus in Kasus]),
        "nik": st.sampled_from([None, "1871010101900001"]),
        "nik_alasan": st.sampled_from([None, *ALASAN_NIK_KOSONG]),
        "menerangkan": st.sampled_from([None, 1, 2, 3, 4]),
        "surat_nomor": st.sampled_from([None, "", "12"]),
        "surat_penerbit": st.text(max_size=20) | st.none(),
    }
)


@given(isian=ISIAN, ada=st.sets(st.sampled_from(list(JenisBukti))), dicari=st.booleans())
def test_with_the_declaration_nothing_is_missing(isian: dict[str, Any], ada: set[JenisBukti], *, dicari: bool) -> None:
    assert not ladder(ada | {JenisBukti.SPTJM}, dicari=dicari, **isian).kurang_sptjm
    assert len(ladder(ada, dicari=dicari, **isian).anak) >= 1
