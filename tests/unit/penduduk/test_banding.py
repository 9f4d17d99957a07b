"""A report beside a resident: outcomes, order, reasons, signs."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.penduduk.alasan import Hasil
from pemakaman.penduduk.banding import (
    PERINGATAN_NAMA,
    PERINGATAN_NIK,
    compare,
    is_other_person,
    rank,
)
from pemakaman.penduduk.calon import EKSTRAK, Calon, Tanya, printed, read_snapshot

NIK = "1871011503600001"
TANYA = Tanya(
    "18.71",
    nik=NIK,
    nama="Ahmad Suhaimi",
    bin_binti="Zainuddin",
    jenis_kelamin="L",
    lahir=TanggalTakLengkap(1960, 3, 15),
    meninggal_tanggal=date(2026, 10, 1),
    no_kk="1871010101100001",
    desa_kode="18.71.01.1003",
)
CALON = Calon(
    EKSTRAK,
    1,
    "ACHMAD SOEHAIMI",
    nik=NIK,
    no_kk="1871010101100001",
    jenis_kelamin="L",
    tanggal_lahir=date(1960, 3, 15),
    desa_kode="18.71.01.1003",
    nama_ayah="H. ZAINUDIN",
)


def test_everything_agrees_in_another_spelling() -> None:
    found = compare(TANYA, CALON)
    assert found.hasil("nik") is found.hasil("lahir") is found.hasil("ayah") is Hasil.SAMA
    assert found.hasil("nama") in {Hasil.SAMA, Hasil.MIRIP}
    assert found.peringatan is None
    assert "NIK sama persis" in found.mengapa
    assert any("Ayahnya bernama H. ZAINUDIN, seperti bin/binti di laporan" in teks for teks in found.mengapa)


def test_what_is_missing_is_not_known_and_costs_nothing() -> None:
    bare = replace(CALON, nik=None, no_kk=None, jenis_kelamin=None, tanggal_lahir=None, desa_kode=None, nama_ayah=None)
    found = compare(TANYA, bare)
    assert {one.hasil for one in found.ruas if one.ruas != "nama"} == {Hasil.TIDAK_DIKETAHUI}
    assert found.skor > 0


@pytest.mark.parametrize(
    ("nik", "hasil"),
    [
        (NIK, Hasil.SAMA),
        ("1871011503600007", Hasil.MIRIP),
        ("1871011503060001", Hasil.MIRIP),
        ("1871011503600017", Hasil.BEDA),
        ("1801011503600001", Hasil.MIRIP),
        ("3171011503601234", Hasil.BEDA),
    ],
)
def test_nik_slips(nik: str, hasil: Hasil) -> None:
    assert compare(TANYA, replace(CALON, nik=nik)).hasil("nik") is hasil


@pytest.mark.parametrize(
    ("lahir", "hasil"),
    [
        (TanggalTakLengkap(1960), Hasil.SAMA),
        (TanggalTakLengkap(1960, 3), Hasil.SAMA),
        (TanggalTakLengkap(1961), Hasil.MIRIP),
        (TanggalTakLengkap(1961, 3, 15), Hasil.MIRIP),
        (TanggalTakLengkap(1960, 3, 16), Hasil.MIRIP),
        (TanggalTakLengkap(1970, 3, 15), Hasil.MIRIP),
        (TanggalTakLengkap(1965, 3, 15), Hasil.BEDA),
        (TanggalTakLengkap(1960, 4, 16), Hasil.BEDA),
        (TanggalTakLengkap(1980), Hasil.BEDA),
    ],
)
def test_birth_as_far_as_it_is_known(lahir: TanggalTakLengkap, hasil: Hasil) -> None:
    assert compare(replace(TANYA, lahir=lahir), CALON).hasil("lahir") is hasil


def test_day_and_month_exchanged_is_a_slip() -> None:
    tanya = replace(TANYA, lahir=TanggalTakLengkap(1960, 5, 3))
    assert compare(tanya, replace(CALON, tanggal_lahir=date(1960, 3, 5))).hasil("lahir") is Hasil.MIRIP


@pytest.mark.parametrize(("umur", "hasil"), [(66, Hasil.SAMA), (65, Hasil.SAMA), (69, Hasil.MIRIP), (50, Hasil.BEDA)])
def test_an_age_may_be_three_years_wrong(umur: int, hasil: Hasil) -> None:
    assert compare(replace(TANYA, lahir=None, umur=umur), CALON).hasil("lahir") is hasil


def test_the_reporters_own_nik_ranks_last_with_a_warning() -> None:
    anak = Calon(EKSTRAK, 2, "SITI ROHANI", nik=NIK, jenis_kelamin="P", tanggal_lahir=date(1990, 1, 1))
    ayah = replace(CALON, nik="1871011503600099")
    found = rank(TANYA, [anak, ayah])
    assert [one.calon for one in found] == [ayah, anak]
    assert found[1].peringatan == PERINGATAN_NIK


def test_the_same_nik_under_another_name_of_the_same_sex_is_cautioned() -> None:
    anak = replace(CALON, nama="BUDI HARTONO", tanggal_lahir=date(1990, 1, 1), nama_ayah="AHMAD SUHAIMI", no_kk=None)
    assert compare(TANYA, anak).peringatan == PERINGATAN_NAMA


def test_the_reporter_himself_is_a_strong_sign_of_life() -> None:
    found = compare(replace(TANYA, nik_hidup=((NIK, "pelapor"),)), CALON)
    assert found.tanda_hidup_kuat
    assert "pelapor" in (found.peringatan or "")


def test_a_letter_after_the_death_is_a_strong_sign_of_life() -> None:
    found = compare(TANYA, replace(CALON, tanda_hidup_tanggal=date(2026, 10, 20), tanda_hidup="KTP-el terbit"))
    assert found.tanda_hidup_kuat
    assert any("KTP-el terbit" in tanda.teks and "20 Oktober 2026" in tanda.teks for tanda in found.tanda)


@pytest.mark.parametrize("hari", [date(2026, 10, 1), date(2026, 9, 1), date(2010, 1, 1)])
def test_a_letter_before_the_death_is_none(hari: date) -> None:
    assert not compare(TANYA, replace(CALON, tanda_hidup_tanggal=hari)).tanda_hidup_kuat


@pytest.mark.parametrize(("status", "jenis"), [(2, "mati"), (3, "perhatian"), (4, "perhatian"), (9, "perhatian")])
def test_basic_state_is_a_sign(status: int, jenis: str) -> None:
    assert [tanda.jenis for tanda in compare(TANYA, replace(CALON, status_dasar=status)).tanda] == [jenis]


def test_gone_from_the_extract_is_a_sign() -> None:
    found = compare(TANYA, replace(CALON, hilang_pada=date(2026, 5, 1)))
    assert "1 Mei 2026" in found.tanda[0].teks


def test_household_of_the_reporter_is_said() -> None:
    tanya = Tanya("18.71", nama="Suhaimi", kk_pelapor="1871010101100001", nik_pelapor="1871015502650001")
    assert "Satu KK dengan pelapor" in compare(tanya, CALON).mengapa


def test_the_best_stands_first_and_nobody_twice() -> None:
    likely = replace(CALON, nik=None, penduduk_id=3, tanggal_lahir=date(1961, 3, 15))
    unlike = replace(CALON, nik=None, penduduk_id=4, nama="WAGIMAN", tanggal_lahir=date(1990, 1, 1))
    found = rank(TANYA, [unlike, likely, CALON, CALON])
    assert [one.calon.penduduk_id for one in found] == [1, 3]


def test_the_reporter_is_no_candidate_unless_he_is_a_namesake() -> None:
    tanya = replace(TANYA, nik=None, nik_hidup=((NIK, "pelapor"),))
    assert rank(tanya, [replace(CALON, nama="SITI AMINAH")]) == []
    assert [one.tanda_hidup_kuat for one in rank(tanya, [CALON])] == [True]


def test_no_more_than_asked_for() -> None:
    many = [replace(CALON, nik=None, penduduk_id=number) for number in range(1, 30)]
    assert len(rank(TANYA, many)) == 8


@pytest.mark.parametrize(
    ("nama", "kelamin", "lain"),
    [
        ("Achmad Suhaimi", "L", False),
        ("Suhaimi", "L", False),
        ("Budi Santoso", "L", True),
        ("Ahmad Suhaimah", "P", True),
        (None, "L", False),
        (None, None, False),
    ],
)
def test_clearly_another_person(nama: str | None, kelamin: str | None, lain: bool) -> None:
    assert is_other_person(nama, kelamin, CALON) is lain


def test_a_snapshot_keeps_the_person() -> None:
    whole = replace(CALON, tanda_hidup_tanggal=date(2026, 1, 1), hilang_pada=date(2026, 2, 1), status_kawin="Kawin")
    assert read_snapshot({**whole.snapshot(), "ruas_baru": 1}) == whole


def test_printed_prefers_the_official_and_keeps_the_rest() -> None:
    isian = {"nama": "Suhaimi", "nik": None, "ibu_nama": "Rohani", "ibu_nik": "1871014101380001"}
    found = printed(isian, CALON)
    assert (found["nama"], found["nik"], found["ayah_nama"]) == ("ACHMAD SOEHAIMI", NIK, "H. ZAINUDIN")
    assert (found["ibu_nama"], found["ibu_nik"]) == ("Rohani", "1871014101380001")


def test_the_nik_of_another_parent_is_not_printed() -> None:
    isian = {"ayah_nama": "Kartono", "ayah_nik": "1871010101300001"}
    assert printed(isian, CALON)["ayah_nik"] is None


@pytest.mark.parametrize(
    ("lapor", "resmi", "cetak"),
    [("Malaysia", "WNA", "Malaysia"), ("WNI", "WNI", "WNI"), (None, "WNA", "WNA"), ("Malaysia", "WNI", "WNI")],
)
def test_citizenship_printed(lapor: str | None, resmi: str, cetak: str) -> None:
    assert printed({"kewarganegaraan": lapor}, replace(CALON, kewarganegaraan=resmi))["kewarganegaraan"] == cetak


days = st.dates(date(1900, 1, 1), date(2030, 1, 1))
people = st.builds(
    Calon,
    sumber=st.just(EKSTRAK),
    penduduk_id=st.integers(1, 50),
    nama=st.sampled_from(["AHMAD", "SITI AMINAH", "WAYAN SUDANA", "SUHAIMI"]),
    nik=st.none() | st.sampled_from([NIK, "1871011503600002", "1801014101900001"]),
    jenis_kelamin=st.sampled_from(["L", "P", None]),
    tanggal_lahir=st.none() | days,
    tanda_hidup_tanggal=st.none() | days,
    status_dasar=st.sampled_from([1, 2, 3, 4, 6, 9]),
)


@given(st.lists(people, max_size=20))
def test_whoever_has_the_nik_is_always_shown(found: list[Calon]) -> None:
    shown = rank(TANYA, found)
    with_nik = {one.penduduk_id for one in found if one.nik == NIK}
    first = {one.penduduk_id: one for one in reversed(found)}
    assert {number for number in with_nik if first[number].nik == NIK} <= {one.calon.penduduk_id for one in shown}
    assert [one.skor for one in shown] == sorted((one.skor for one in shown), reverse=True)


@given(people, days)
def test_comparing_never_fails(calon: Calon, meninggal: date) -> None:
    found = compare(replace(TANYA, meninggal_tanggal=meninggal), calon)
    assert found.tanda_hidup_kuat == bool(calon.tanda_hidup_tanggal and calon.tanda_hidup_tanggal > meninggal)
