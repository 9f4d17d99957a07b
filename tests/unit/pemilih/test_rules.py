"""Comparing a death with a voter, and the life of a proposal."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.errors import Conflict
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pemilih.rules import (
    USUL_TRANSITIONS,
    AksiUsul,
    Hasil,
    Kelas,
    Orang,
    Perbandingan,
    Rentang,
    StatusUsul,
    birth_range,
    compare,
    evidence,
    next_usul,
)

hasil = st.sampled_from(Hasil)
perbandingan = st.builds(Perbandingan, hasil, hasil, hasil)
hari = st.dates(date(1900, 1, 1), date(2020, 12, 31))
rentang = st.none() | st.builds(lambda a, b: Rentang(min(a, b), max(a, b)), hari, hari)
nama = st.none() | st.sampled_from(["Siti Aminah", "Sitti Aminah", "Ahmad Joesoef", "Akhmad Yusuf", "Budi"])
orang = st.builds(Orang, nama, st.sampled_from([None, "L", "P"]), rentang)
RANK = {Kelas.PERINGATAN: 0, Kelas.SEBAGIAN: 1, Kelas.KUAT: 2}
SITI = Orang("Siti Aminah", "P", birth_range(date(1950, 3, 4)))


@given(orang, orang)
def test_comparison_is_the_same_in_both_directions(a: Orang, b: Orang) -> None:
    assert compare(a, b) == compare(b, a)


@given(perbandingan)
def test_warning_exactly_when_all_three_differ(found: Perbandingan) -> None:
    assert (found.kelas is Kelas.PERINGATAN) == (set(found.as_dict().values()) == {Hasil.BEDA})


@given(perbandingan)
def test_strong_exactly_when_all_three_agree(found: Perbandingan) -> None:
    assert (found.kelas is Kelas.KUAT) == (set(found.as_dict().values()) == {Hasil.SAMA})


@given(perbandingan, st.sampled_from(["nama", "jenis_kelamin", "lahir"]))
def test_one_more_agreement_never_lowers_the_class(found: Perbandingan, ruas: str) -> None:
    better = replace(found, **{ruas: Hasil.SAMA})
    assert RANK[better.kelas] >= RANK[found.kelas]


@given(orang)
def test_a_fully_known_person_agrees_with_himself(a: Orang) -> None:
    found = compare(a, a)
    assert Hasil.BEDA not in found.as_dict().values()


def test_the_widow_who_wrote_her_own_nik_is_a_warning() -> None:
    husband = Orang("Ahmad Suhaimi", "L", birth_range(date(1944, 8, 17)))
    found = compare(husband, SITI)
    assert found.kelas is Kelas.PERINGATAN
    assert found.pesan is not None
    assert "pelapor" in found.pesan.lower()


def test_the_son_who_wrote_his_own_nik_gets_a_word_of_caution() -> None:
    found = compare(
        Orang("Ahmad Suhaimi", "L", birth_range(date(1944, 8, 17))), Orang("Budi", "L", birth_range(date(1970, 1, 1)))
    )
    assert found.kelas is Kelas.SEBAGIAN
    assert found.pesan is not None


def test_a_spelling_variant_of_the_name_agrees() -> None:
    assert compare(replace(SITI, nama="Sitti Aminah"), SITI).kelas is Kelas.KUAT


def test_what_differs_is_listed_in_words() -> None:
    found = compare(replace(SITI, jenis_kelamin="L"), SITI)
    assert (found.kelas, found.catatan) == (Kelas.SEBAGIAN, ["Jenis kelamin berbeda"])


def test_unknown_is_not_a_difference() -> None:
    found = compare(Orang("Budi", None, None), SITI)
    assert found.kelas is Kelas.SEBAGIAN
    assert "Tanggal lahir tidak diketahui" in found.catatan


@pytest.mark.parametrize(
    ("lahir", "outcome"),
    [
        (TanggalTakLengkap(1950), Hasil.SAMA),
        (TanggalTakLengkap(1950, 3), Hasil.SAMA),
        (TanggalTakLengkap(1950, 4), Hasil.BEDA),
        (TanggalTakLengkap(1951), Hasil.BEDA),
        (TanggalTakLengkap(1950, 3, 5), Hasil.BEDA),
    ],
)
def test_a_partial_birth_date_is_compared_as_far_as_known(lahir: TanggalTakLengkap, outcome: Hasil) -> None:
    assert compare(replace(SITI, lahir=birth_range(lahir)), SITI).lahir is outcome


@pytest.mark.parametrize(("umur", "outcome"), [(75, Hasil.SAMA), (76, Hasil.SAMA), (77, Hasil.SAMA), (70, Hasil.BEDA)])
def test_an_age_at_death_may_be_off_by_a_year(umur: int, outcome: Hasil) -> None:
    lahir = birth_range(None, umur=umur, meninggal=date(2026, 6, 1))
    assert compare(replace(SITI, lahir=lahir), SITI).lahir is outcome


@given(st.integers(0, 130), hari)
def test_an_age_gives_a_range_before_the_death(umur: int, meninggal: date) -> None:
    found = birth_range(None, umur=umur, meninggal=meninggal)
    assert found is not None
    assert found.dari <= found.sampai <= meninggal


def test_an_age_without_a_death_date_says_nothing() -> None:
    assert birth_range(None, umur=70, meninggal=None) is None


def test_akta_is_the_better_proof() -> None:
    found = evidence(akta=("1871-KM-1", date(2026, 1, 2)), surat_nomor="474", surat_tanggal=None)
    assert found == ("akta", "1871-KM-1", date(2026, 1, 2))


def test_a_letter_is_the_second_proof_and_the_report_the_last() -> None:
    assert evidence(akta=None, surat_nomor="474", surat_tanggal=None)[0] == "skk"
    assert evidence(akta=None, surat_nomor=None, surat_tanggal=None) == ("tidak_ada", None, None)


@given(st.sampled_from(StatusUsul), st.sampled_from(AksiUsul))
def test_only_the_listed_steps_are_possible(status: StatusUsul, aksi: AksiUsul) -> None:
    if (status, aksi) in USUL_TRANSITIONS:
        assert next_usul(status, aksi) is USUL_TRANSITIONS[status, aksi]
    else:
        with pytest.raises(Conflict):
            next_usul(status, aksi)
