from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lokal.nik import parse_nik

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nik import (
    NIK_KOSONG_ALASAN,
    birth_date_from_nik,
    check_nik,
    mask_nik,
    nik_warnings,
    normalize_nik,
    read_nik,
)
from pemakaman.nilai.tanggal import TanggalTakLengkap

HARI_INI = date(2026, 11, 23)
PRIA = "1871011708900001"
WANITA = "1871015708900001"

digits16 = st.text("0123456789", min_size=16, max_size=16)
separators = st.sampled_from([" ", ".", "-", "\u2013", "\u2014", "\u2011", "\u00a0", "\u200b", "\t"])


def warning_codes(nik, *, lahir=None, jenis_kelamin=None, known=True):
    found = nik_warnings(nik, lahir=lahir, jenis_kelamin=jenis_kelamin, known_kecamatan=lambda _: known)
    return [warning.kode for warning in found]


@pytest.mark.parametrize(
    "typed",
    [
        "1871 0117 0890 0001",
        "187101.170890.0001",
        "187101-170890-0001",
        "187101\u2013170890\u20140001",
        "\u00a01871011708900001\ufeff",
    ],
)
def test_separators_are_removed(typed):
    assert check_nik(typed) == PRIA


@given(digits16, st.lists(st.tuples(st.integers(0, 16), separators), max_size=8))
def test_separators_anywhere_leave_the_same_nik(nik, marks):
    typed = nik
    for place, mark in marks:
        typed = typed[:place] + mark + typed[place:]
    assert normalize_nik(typed) == nik


@given(st.text())
def test_any_text_gives_sixteen_digits_or_a_message(text):
    try:
        nik = check_nik(text)
    except NilaiError:
        return
    assert len(nik) == 16
    assert set(nik) <= set("0123456789")


def test_fifteen_digits_are_counted_in_the_message():
    with pytest.raises(NilaiError) as caught:
        check_nik("187101170890001")
    assert caught.value.pesan == "NIK harus 16 angka. Yang diketik 15 angka; periksa lagi di KTP atau KK."


def test_seventeen_digits_are_refused():
    with pytest.raises(NilaiError, match="17 angka"):
        check_nik(PRIA + "1")


def test_empty_is_refused_as_not_filled():
    with pytest.raises(NilaiError, match="belum diisi"):
        check_nik(" - ")


def test_letter_o_is_named_with_a_hint():
    with pytest.raises(NilaiError, match=r"“O”.*angka 0"):
        check_nik("187101170890O001")


@pytest.mark.parametrize("typed", ["\uff11" * 16, "١" * 16])
def test_digits_of_other_scripts_are_refused(typed):
    with pytest.raises(NilaiError):
        check_nik(typed)


@pytest.mark.parametrize("cell", ["1.87101E+15", "1,87101170890000E+15", "187101170890001.0"])
def test_number_rounded_by_a_spreadsheet_is_refused(cell):
    with pytest.raises(NilaiError, match="lembar kerja"):
        check_nik(cell)


def test_parts_of_a_mans_nik():
    parts = read_nik(PRIA)
    assert parts is not None
    assert (parts.kode_kecamatan, parts.perempuan) == ("18.71.01", False)
    assert (parts.hari, parts.bulan, parts.tahun2, parts.seri) == (17, 8, 90, "0001")


def test_womans_day_is_read_without_forty():
    parts = read_nik(WANITA)
    assert parts is not None
    assert (parts.perempuan, parts.hari) == (True, 17)


@given(st.text() | digits16)
def test_reading_never_raises(text):
    read_nik(text)
    birth_date_from_nik(text, None, HARI_INI)
    warning_codes(text, lahir=TanggalTakLengkap(1990, 8, 17), jenis_kelamin="L")


@given(st.dates(date(1900, 1, 1), HARI_INI), st.booleans())
def test_birth_date_round_trip_with_typed_year(lahir, perempuan):
    nik = f"187101{lahir.day + 40 * perempuan:02d}{lahir:%m%y}0001"
    assert birth_date_from_nik(nik, lahir.year, HARI_INI) == lahir


@given(digits16, st.none() | st.integers(1850, 2100))
def test_birth_date_is_never_in_the_future(nik, tahun):
    lahir = birth_date_from_nik(nik, tahun, HARI_INI)
    assert lahir is None or lahir <= HARI_INI


def test_without_a_year_the_latest_century_is_taken():
    assert birth_date_from_nik("1871010101200001", None, HARI_INI) == date(2020, 1, 1)


def test_day_after_today_falls_to_the_century_before():
    assert birth_date_from_nik("1871012411260001", None, HARI_INI) == date(1926, 11, 24)


def test_century_comes_from_the_typed_year():
    assert birth_date_from_nik("1871010101200001", 1920, HARI_INI) == date(1920, 1, 1)


def test_typed_year_at_the_turn_takes_the_nearest_century():
    assert birth_date_from_nik("1871010101000001", 1999, HARI_INI) == date(2000, 1, 1)


def test_impossible_date_has_no_birth_date():
    assert birth_date_from_nik("1871013102900001", 1990, HARI_INI) is None


def test_ordinary_nik_has_no_warning():
    assert warning_codes(PRIA, lahir=TanggalTakLengkap(1990, 8, 17), jenis_kelamin="L") == []


def test_unknown_region_warns_and_names_the_code():
    asked = []
    (warning,) = nik_warnings(
        PRIA, lahir=None, jenis_kelamin=None, known_kecamatan=lambda kode: bool(asked.append(kode))
    )
    assert asked == ["18.71.01"]
    assert warning.kode == "wilayah_tidak_dikenal"
    assert "18.71.01" in warning.pesan


@pytest.mark.parametrize("tanggal", ["310290", "001390", "000190", "350190", "720190", "290201"])
def test_impossible_date_warns(tanggal):
    assert "tanggal_mustahil" in warning_codes(f"187101{tanggal}0001")


def test_leap_day_of_2000_is_possible():
    assert warning_codes("1871012902000001") == []


@pytest.mark.parametrize("lahir", [TanggalTakLengkap(1991), TanggalTakLengkap(1990, 7), TanggalTakLengkap(1990, 8, 16)])
def test_other_birth_date_warns(lahir):
    assert warning_codes(PRIA, lahir=lahir) == ["tanggal_beda"]


@pytest.mark.parametrize("lahir", [TanggalTakLengkap(1990), TanggalTakLengkap(1990, 8), TanggalTakLengkap(1890, 8, 17)])
def test_birth_date_agrees_as_far_as_it_is_known(lahir):
    assert warning_codes(PRIA, lahir=lahir) == []


@pytest.mark.parametrize(("nik", "typed"), [(PRIA, "P"), (WANITA, "L")])
def test_other_sex_warns(nik, typed):
    assert warning_codes(nik, jenis_kelamin=typed) == ["jenis_kelamin_beda"]


def test_sex_is_not_read_from_an_impossible_day():
    assert warning_codes("1871013501900001", jenis_kelamin="P") == ["tanggal_mustahil"]


def test_serial_of_zeros_warns():
    assert warning_codes("1871011708900000") == ["seri_nol"]


def test_equal_digits_warn():
    assert "angka_sama" in warning_codes("1" * 16)


def test_mask_shows_only_the_last_four():
    assert mask_nik("1871011708901234") == "************1234"


def test_mask_hides_a_short_text_whole():
    assert mask_nik("1234567") == "*******"


def test_reasons_for_an_empty_nik():
    assert list(NIK_KOSONG_ALASAN) == ["tidak_punya", "tidak_diketahui", "tidak_terbaca", "wna", "bayi"]


@pytest.mark.parametrize("nik", [PRIA, WANITA, "1802036902040012", "3273010101200003", "9471027112990007"])
def test_agrees_with_lokal_id(nik):
    theirs = parse_nik(nik, reference_date=HARI_INI)
    ours = read_nik(nik)
    born = birth_date_from_nik(nik, None, HARI_INI)
    assert ours is not None
    assert ours.kode_kecamatan == theirs.district_code
    assert ours.seri == theirs.serial
    assert (born.isoformat() if born else None) == theirs.birth_date
    if theirs.gender:
        assert ("P" if ours.perempuan else "L") == theirs.gender
