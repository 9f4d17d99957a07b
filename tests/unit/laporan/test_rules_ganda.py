"""Two reports, one death? The rules without a database."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.laporan.rules import Kasus
from pemakaman.laporan.rules_ganda import (
    Hasil,
    Jati,
    JenisGanda,
    compare,
    compare_all,
    fingerprint_pair,
    sought_keys,
    stored_keys,
)
from pemakaman.nilai.tanggal import TanggalTakLengkap as Tgl

HARI = date(2026, 10, 20)
DASAR = Jati(
    nama="Ahmad Suhaimi",
    bin_binti="Zainuddin",
    jenis_kelamin="L",
    lahir=Tgl(1960, 3, 15),
    meninggal=HARI,
    dimakamkan=HARI,
)
NIK = "1871011503600001"


def but(**values: Any) -> Jati:
    return replace(DASAR, **values)


def later(days: int) -> dict[str, date]:
    return {"meninggal": HARI + timedelta(days), "dimakamkan": HARI + timedelta(days)}


def test_same_burial_twice_is_suspected() -> None:
    assert compare(DASAR, DASAR).jenis is JenisGanda.MIRIP


@pytest.mark.parametrize(
    "nama", ["Achmad Soehaimi", "H. Ahmad Suhaimi", "AHMAD SUHAEMI", "Suhaimi", "Alm. Suhaimi Ahmad"]
)
def test_spelling_titles_and_order_do_not_hide_a_double(nama: str) -> None:
    assert compare(DASAR, but(nama=nama)).jenis is JenisGanda.MIRIP


def test_other_name_is_nothing() -> None:
    assert compare(DASAR, but(nama="Budi Hartono")).jenis is None


def test_unlike_father_is_another_man() -> None:
    assert compare(DASAR, but(bin_binti="Wayan Gede")).jenis is None


@pytest.mark.parametrize(("days", "jenis"), [(30, JenisGanda.MIRIP), (31, None), (-30, JenisGanda.MIRIP)])
def test_window_of_thirty_days(days: int, jenis: JenisGanda | None) -> None:
    assert compare(DASAR, but(**later(days))).jenis is jenis


def test_window_is_settable() -> None:
    assert compare(DASAR, but(**later(31)), 45).jenis is JenisGanda.MIRIP
    assert compare(DASAR, but(**later(1)), 0).jenis is None


def test_burial_date_serves_where_death_is_unknown() -> None:
    assert compare(DASAR, but(meninggal=None, dimakamkan=HARI + timedelta(2))).tanggal is Hasil.MIRIP
    assert compare(DASAR, but(meninggal=None, dimakamkan=HARI + timedelta(60))).jenis is None


def test_missing_person_is_not_compared_by_the_day_of_entry() -> None:
    hilang = but(kasus=Kasus.HILANG.value, meninggal=HARI, dimakamkan=HARI + timedelta(200))
    assert compare(hilang, but(**later(200))).jenis is None
    assert compare(hilang, DASAR).jenis is JenisGanda.MIRIP


@pytest.mark.parametrize(
    ("lahir", "hasil"),
    [
        (Tgl(1960, 3, 15), Hasil.SAMA),
        (Tgl(1960), Hasil.MIRIP),
        (Tgl(1960, 3), Hasil.MIRIP),
        (Tgl(1961), Hasil.BEDA),
        (Tgl(1960, 4), Hasil.BEDA),
        (Tgl(1960, 3, 16), Hasil.MIRIP),
        (Tgl(1963, 3, 15), Hasil.MIRIP),
        (Tgl(1964, 3, 15), Hasil.BEDA),
        (Tgl(1960, 8, 20), Hasil.BEDA),
        (None, Hasil.TIDAK_DIKETAHUI),
    ],
)
def test_births(lahir: Tgl | None, hasil: Hasil) -> None:
    assert compare(DASAR, but(lahir=lahir)).lahir is hasil


def test_day_and_month_changed_places() -> None:
    assert compare(but(lahir=Tgl(1960, 3, 5)), but(lahir=Tgl(1960, 5, 3))).lahir is Hasil.MIRIP


@pytest.mark.parametrize(("umur", "hasil"), [(66, Hasil.MIRIP), (63, Hasil.MIRIP), (69, Hasil.MIRIP), (70, Hasil.BEDA)])
def test_age_against_a_birth_date(umur: int, hasil: Hasil) -> None:
    assert compare(DASAR, but(lahir=None, umur=umur)).lahir is hasil


def test_two_ages_may_differ_by_three_years() -> None:
    old = but(lahir=None, umur=70)
    assert compare(old, but(lahir=None, umur=73)).jenis is JenisGanda.MIRIP
    assert compare(old, but(lahir=None, umur=74)).jenis is None


def test_missing_side_is_compatible() -> None:
    bare = Jati(nama="Ahmad Suhaimi", dimakamkan=HARI)
    assert compare(DASAR, bare).jenis is JenisGanda.MIRIP
    assert compare(bare, bare).jenis is JenisGanda.MIRIP


def test_father_and_son_of_one_name_differ_by_birth() -> None:
    assert compare(DASAR, but(lahir=Tgl(1988, 7, 1), bin_binti=None)).jenis is None


def test_twins_are_asked_about() -> None:
    twins = but(nama="Hasan Basri", nik=NIK), but(nama="Hasan Bisri", nik="1871011503600002", **later(9))
    assert compare(*twins).jenis is JenisGanda.MIRIP
    assert compare(*twins).nik is Hasil.BEDA


def test_other_sex_needs_the_same_name() -> None:
    assert compare(DASAR, but(jenis_kelamin="P")).jenis is JenisGanda.MIRIP
    assert compare(DASAR, but(jenis_kelamin="P", nama="Ahmad Suhaemi Jaya", bin_binti=None)).jenis is None


def test_same_nik_of_the_same_person_at_any_time() -> None:
    assert compare(but(nik=NIK), but(nik=NIK, **later(900))).jenis is JenisGanda.NIK


@pytest.mark.parametrize("values", [{"nama": "Budi Hartono"}, {"jenis_kelamin": "P"}, {"lahir": Tgl(1990, 1, 2)}])
def test_same_nik_of_another_person(values: dict[str, Any]) -> None:
    assert compare(but(nik=NIK), but(nik=NIK, **values)).jenis is JenisGanda.NIK_BEDA_NAMA


def test_unknown_body_is_compared_by_nik_only() -> None:
    body = Jati(kasus=Kasus.TIDAK_DIKENAL.value, meninggal=HARI, dimakamkan=HARI, nik=NIK)
    assert compare(body, but(nik=NIK)).jenis is JenisGanda.NIK
    assert compare(replace(body, nik=None), DASAR).jenis is None
    assert compare(replace(body, nik=None), replace(body, nik=None)).jenis is None
    assert stored_keys(body) == []


BAYI = Jati(nama="Bayi Ny. Siti Aminah", kasus=Kasus.BAYI.value, umur=0, meninggal=HARI, dimakamkan=HARI)


@pytest.mark.parametrize(
    "nama", ["By. Ny. Siti Aminah", "bayi Siti Aminah", "Bayi perempuan Ny Aminah", "Anak Ny. Siti Aminah"]
)
def test_babies_are_known_by_their_mother(nama: str) -> None:
    other = replace(BAYI, nama=nama)
    assert compare(BAYI, other).jenis is JenisGanda.MIRIP
    assert set(stored_keys(other)) & set(sought_keys(BAYI, 30))


def test_babies_of_two_mothers_are_two() -> None:
    assert compare(BAYI, replace(BAYI, nama="Bayi Ny. Rohani")).jenis is None
    assert compare(replace(BAYI, nama="Bayi"), replace(BAYI, nama="Bayi laki-laki")).jenis is None


def test_baby_named_later_is_found_by_its_mother() -> None:
    named = replace(BAYI, nama="Muhammad Rizki", orang_tua=frozenset({"Siti Aminah", "Zainuddin"}))
    assert compare(BAYI, named).jenis is JenisGanda.MIRIP
    assert set(stored_keys(named)) & set(sought_keys(BAYI, 30))


def test_mother_who_died_with_her_baby_is_another_person() -> None:
    mother = Jati(nama="Siti Aminah", dimakamkan=HARI)
    assert compare(BAYI, mother).jenis is None
    assert not set(stored_keys(mother)) & set(sought_keys(BAYI, 30))


def test_stillbirth_doubles_the_book_as_a_death_does() -> None:
    stillborn = replace(BAYI, kasus=Kasus.LAHIR_MATI.value)
    assert compare(stillborn, stillborn).jenis is JenisGanda.MIRIP
    assert compare(stillborn, BAYI).jenis is JenisGanda.MIRIP


def test_balinese_title_is_no_baby() -> None:
    assert not Jati(nama="Anak Agung Gede", umur=70).is_infant()


def test_single_name_with_one_wrong_letter_shares_a_key() -> None:
    one, other = Jati(nama="Suhaimi", dimakamkan=HARI), Jati(nama="Suhaini", dimakamkan=HARI)
    assert compare(one, other).jenis is JenisGanda.MIRIP
    assert set(stored_keys(one)) & set(sought_keys(other, 30))


def test_keys_hold_the_months_of_death_and_burial() -> None:
    months = {key.rpartition(":")[2] for key in stored_keys(but(dimakamkan=HARI + timedelta(20)))}
    assert months == {"2026-10", "2026-11"}
    assert {key.rpartition(":")[2] for key in sought_keys(DASAR, 30)} == {"2026-09", "2026-10", "2026-11"}


def test_strongest_suspicion_of_merged_rows_counts() -> None:
    rows = [DASAR, but(nik=NIK)]
    assert compare_all(rows, [but(nik=NIK, nama="Budi")]).jenis is JenisGanda.NIK_BEDA_NAMA
    assert compare_all(rows, [but(nik=NIK)]).jenis is JenisGanda.NIK


def test_fingerprint_is_of_the_data_not_of_their_spelling_or_order() -> None:
    other = but(nama="Budi")
    seen = fingerprint_pair([DASAR], [other])
    assert seen == fingerprint_pair([other], [DASAR]) == fingerprint_pair([but(nama="AHMAD  SUHAIMI")], [other])
    assert seen != fingerprint_pair([but(lahir=Tgl(1961))], [other])
    assert seen != fingerprint_pair([but(nik=NIK)], [other])


NAMES = st.sampled_from(
    [
        "Ahmad Suhaimi",
        "Achmad Soehaimi",
        "Siti Aminah",
        "Aminah",
        "Bayi Ny. Aminah",
        "Nurhayati",
        "Nur Hayati",
        "M. Ali",
    ]
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
BIRTHS = st.none() | st.builds(Tgl, st.integers(1940, 2026), st.none() | st.integers(1, 12))
JATI = st.builds(
    Jati,
    nik=st.none() | st.sampled_from([NIK, "1871011503600002"]),
    nama=st.none() | NAMES,
    bin_binti=st.none() | st.sampled_from(["Zainuddin", "Yusuf"]),
    jenis_kelamin=st.sampled_from([None, "L", "P"]),
    lahir=BIRTHS,
    umur=st.none() | st.integers(0, 100),
    meninggal=st.none() | DAYS,
    dimakamkan=st.none() | DAYS,
    kasus=st.sampled_from([kasus.value for kasus in Kasus]),
    orang_tua=st.frozensets(st.sampled_from(["Siti Aminah", "Rohani"])),
)


@given(JATI, JATI, st.integers(0, 90))
def test_comparison_is_the_same_in_both_directions(a: Jati, b: Jati, window: int) -> None:
    assert compare(a, b, window) == compare(b, a, window)
    assert fingerprint_pair([a], [b]) == fingerprint_pair([b], [a])


@given(JATI, JATI, st.integers(0, 90))
def test_what_is_suspected_by_name_is_found_by_a_key(a: Jati, b: Jati, window: int) -> None:
    if compare(a, b, window).jenis is JenisGanda.MIRIP:
        assert set(stored_keys(a)) & set(sought_keys(b, window))


@given(JATI)
def test_everybody_resembles_himself_where_a_name_or_nik_is_known(jati: Jati) -> None:
    same = compare(jati, jati)
    if jati.nik:
        assert same.jenis is JenisGanda.NIK
    elif jati.nama and (jati.hari_makam or jati.meninggal):
        assert same.jenis is JenisGanda.MIRIP
