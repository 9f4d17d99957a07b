from contextlib import suppress
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lokal.provinces import PROVINCES

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import (
    NAMA_BULAN,
    ZONA,
    TanggalTakLengkap,
    age_at,
    deadline,
    format_hari_tanggal,
    format_tanggal,
    parse_bulan,
    parse_pukul,
    parse_tanggal_bagian,
    parse_tanggal_sebagian,
    parse_tanggal_tak_lengkap,
    parse_tanggal_teks,
    zone_label,
    zone_of,
)

HARI_INI = date(2026, 11, 23)
TANGGAL = date(2019, 2, 3)
dates = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("typed", "bulan"),
    [
        ("3", 3),
        ("03", 3),
        (" mar ", 3),
        ("MARET", 3),
        ("Peb", 2),
        ("Pebruari", 2),
        ("Nop.", 11),
        ("nopember", 11),
        ("Agt", 8),
        ("Agustus", 8),
        ("Des", 12),
        ("III", 3),
        ("mei", 5),
        ("Okt", 10),
        ("Sept", 9),
    ],
)
def test_month_is_read(typed, bulan):
    assert parse_bulan(typed) == bulan


@pytest.mark.parametrize("typed", ["0", "13", "", "Foo", "٣", "003"])
def test_wrong_month_is_blamed_on_the_month(typed):
    with pytest.raises(NilaiError) as caught:
        parse_bulan(typed)
    assert caught.value.bagian == "bulan"


def test_date_from_three_fields():
    assert parse_tanggal_bagian(" 03", "Peb", "2019 ") == TANGGAL


@pytest.mark.parametrize(
    ("fields", "bagian"),
    [
        (("", "2", "2019"), "hari"),
        (("3", "", "2019"), "bulan"),
        (("3", "2", ""), "tahun"),
        (("0", "2", "2019"), "hari"),
        (("32", "1", "2019"), "hari"),
        (("29", "2", "2019"), "hari"),
        (("x", "2", "2019"), "hari"),
        (("3", "13", "2019"), "bulan"),
        (("3", "2", "19"), "tahun"),
        (("3", "2", "0019"), "tahun"),
    ],
)
def test_wrong_field_is_named(fields, bagian):
    with pytest.raises(NilaiError) as caught:
        parse_tanggal_bagian(*fields)
    assert caught.value.bagian == bagian


def test_day_beyond_the_month_says_how_long_it_is():
    with pytest.raises(NilaiError, match="Februari 2019 hanya sampai tanggal 28"):
        parse_tanggal_bagian("29", "2", "2019")


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        (("", "", "1990"), TanggalTakLengkap(1990)),
        (("", "Agustus", "1990"), TanggalTakLengkap(1990, 8)),
        (("17", "8", "1990"), TanggalTakLengkap(1990, 8, 17)),
    ],
)
def test_partial_date_keeps_what_is_known(fields, known):
    assert parse_tanggal_tak_lengkap(*fields) == known


def test_day_without_month_is_refused():
    with pytest.raises(NilaiError) as caught:
        parse_tanggal_tak_lengkap("17", "", "1990")
    assert caught.value.bagian == "bulan"


@given(st.text(), st.text(), st.text())
def test_three_fields_never_raise_anything_else(hari, bulan, tahun):
    blamed = set()
    for read in (parse_tanggal_bagian, parse_tanggal_tak_lengkap):
        try:
            read(hari, bulan, tahun)
        except NilaiError as error:
            blamed.add(error.bagian)
    assert blamed <= {"hari", "bulan", "tahun"}


@pytest.mark.parametrize(
    ("known", "text", "earliest", "latest"),
    [
        (TanggalTakLengkap(1990, 8, 17), "17 Agustus 1990", date(1990, 8, 17), date(1990, 8, 17)),
        (TanggalTakLengkap(1992, 2), "Februari 1992", date(1992, 2, 1), date(1992, 2, 29)),
        (TanggalTakLengkap(1990), "1990", date(1990, 1, 1), date(1990, 12, 31)),
    ],
)
def test_partial_date_is_written_and_bounded(known, text, earliest, latest):
    assert (known.text(), known.earliest(), known.latest()) == (text, earliest, latest)
    assert known.is_full == (earliest == latest)


@pytest.mark.parametrize(
    "typed",
    [
        "03-02-2019",
        "3/2/19",
        "3.2.2019",
        "3 - 2 - 2019",
        "3 Februari 2019",
        "3 Peb 2019",
        "3 Peb. 2019",
        "03-Feb-19",
        "3-II-2019",
        "2019-02-03",
        "2019/2/3",
        "2019-02-03 00:00:00",
        "Minggu, 3 Februari 2019",
        "ahad 3 peb 2019",
        "Tgl. 3-2-2019",
        "  3\u00a0Februari  2019 ",
        "3\u20132\u20132019",
    ],
)
def test_burial_book_writings_are_read(typed):
    assert parse_tanggal_teks(typed, HARI_INI) == TANGGAL


@pytest.mark.parametrize(("typed", "tahun"), [("1/1/26", 2026), ("1/1/27", 1927), ("1/1/00", 2000), ("1/1/99", 1999)])
def test_two_digit_year_is_not_after_this_year(typed, tahun):
    assert parse_tanggal_teks(typed, hari_ini=HARI_INI).year == tahun


@pytest.mark.parametrize("typed", ["", "kemarin", "02/28/2019", "31-02-2019", "3 2019", "43499", "3-2-219"])
def test_unreadable_text_is_refused(typed):
    with pytest.raises(NilaiError):
        parse_tanggal_teks(typed, HARI_INI)


@given(st.text() | st.text("0123456789-/. JanFebMar", max_size=20))
def test_any_text_gives_a_date_or_a_message(text):
    with suppress(NilaiError):
        parse_tanggal_teks(text, HARI_INI)


@given(dates)
def test_written_dates_are_read_back(tanggal):
    for text in (format_tanggal(tanggal), format_hari_tanggal(tanggal), tanggal.isoformat()):
        assert parse_tanggal_teks(text, HARI_INI) == tanggal


@given(dates)
def test_fields_are_read_back(tanggal):
    bulan = NAMA_BULAN[tanggal.month - 1]
    assert parse_tanggal_bagian(str(tanggal.day), bulan, str(tanggal.year)) == tanggal


def test_date_is_written_in_indonesian():
    assert format_hari_tanggal(TANGGAL) == "Minggu, 3 Februari 2019"


@pytest.mark.parametrize(
    ("lahir", "ages"),
    [
        (TanggalTakLengkap(1990, 2, 3), (29, 29)),
        (TanggalTakLengkap(1990, 2, 4), (28, 28)),
        (TanggalTakLengkap(1990, 2), (28, 29)),
        (TanggalTakLengkap(1990), (28, 29)),
        (TanggalTakLengkap(2019), (0, 0)),
        (TanggalTakLengkap(2019, 2, 3), (0, 0)),
    ],
)
def test_age_has_bounds(lahir, ages):
    assert age_at(lahir, TANGGAL) == ages


def test_born_after_death_has_no_age():
    with pytest.raises(NilaiError):
        age_at(TanggalTakLengkap(2019, 2, 4), TANGGAL)


@given(dates, st.timedeltas(timedelta(0), timedelta(days=40000)))
def test_age_bounds_of_less_known_births_contain_the_age(lahir, span):
    meninggal = lahir + span
    exact = age_at(TanggalTakLengkap(lahir.year, lahir.month, lahir.day), meninggal)
    assert exact[0] == exact[1]
    for known in (TanggalTakLengkap(lahir.year), TanggalTakLengkap(lahir.year, lahir.month)):
        least, most = age_at(known, meninggal)
        assert 0 <= least <= exact[0] <= most


def test_deadline_is_thirty_days_after_death():
    assert deadline(date(2026, 2, 1)) == date(2026, 3, 3)


def test_every_province_has_a_zone():
    assert set(ZONA) == set(PROVINCES)


@pytest.mark.parametrize(
    ("kode", "label", "zone"),
    [
        ("18.71.01.1001", "WIB", "Asia/Jakarta"),
        ("5103", "WITA", "Asia/Makassar"),
        ("91", "WIT", "Asia/Jayapura"),
    ],
)
def test_zone_of_a_region(kode, label, zone):
    assert zone_label(kode) == label
    assert zone_of(kode) == ZoneInfo(zone)


def test_zone_of_an_unknown_province_is_refused():
    with pytest.raises(NilaiError):
        zone_of("99")


@pytest.mark.parametrize(
    ("typed", "pukul"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("2.30", time(2, 30)),
        ("230", time(2, 30)),
        ("02:30:00", time(2, 30)),
        ("Pukul 14.30 WIB", time(14, 30)),
        ("jam 14", time(14)),
        ("00.00", time(0)),
    ],
)
def test_time_of_day_is_read(typed, pukul):
    assert parse_pukul(typed) == pukul


@pytest.mark.parametrize("typed", ["", "24.00", "14.60", "siang", "14:3", "12345", "٢٣"])
def test_wrong_time_is_refused(typed):
    with pytest.raises(NilaiError, match="Jam"):
        parse_pukul(typed)


@given(st.text())
def test_any_text_gives_a_time_or_a_message(text):
    with suppress(NilaiError):
        parse_pukul(text)


@given(st.times())
def test_written_times_are_read_back(pukul):
    expected = time(pukul.hour, pukul.minute)
    assert parse_pukul(f"{pukul:%H.%M}") == parse_pukul(f"{pukul:%H%M}") == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3 Feb '19", "3 Februari 2019"),
        ("Peb 2019", "Februari 2019"),
        ("Februari 2019", "Februari 2019"),
        ("02-2019", "Februari 2019"),
        ("00-02-2019", "Februari 2019"),
        ("bulan Mei 2011", "Mei 2011"),
        ("2019", "2019"),
        ("tahun 2019", "2019"),
        ("'19", "2019"),
        ("3/2/19", "3 Februari 2019"),
        ("Senin, 4-2-2019", "4 Februari 2019"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_written(text: str, told: str) -> None:
    assert parse_tanggal_sebagian(text, date(2026, 11, 1)).text() == told


@pytest.mark.parametrize(
    "text",
    [
        "12 Muharram 1440 H",
        "Rabiul Awal 1440",
        "5 Rajab 1441H",
        "1440",
        "3-2-1440",
        "1 Dzulhijjah 1440",
        "12 Sya'ban 1440",
    ],
)
def test_a_hijri_date_is_asked_for_again(text: str) -> None:
    with pytest.raises(NilaiError, match="Hijriah"):
        parse_tanggal_sebagian(text)


_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(_DAYS, st.sampled_from("-/. "))
def test_a_written_day_comes_back_day_first(day: date, sign: str) -> None:
    numbers = f"{day.day}{sign}{day.month}{sign}{day.year}"
    words = f"{day.day} {NAMA_BULAN[day.month - 1]} {day.year}"
    assert parse_tanggal_sebagian(numbers).earliest() == parse_tanggal_sebagian(words).earliest() == day


@given(_DAYS)
def test_a_month_or_a_year_alone_never_gets_a_day(day: date) -> None:
    month = parse_tanggal_sebagian(f"{NAMA_BULAN[day.month - 1]} {day.year}")
    year = parse_tanggal_sebagian(str(day.year))
    assert (month.tahun, month.bulan, month.hari) == (day.year, day.month, None)
    assert (year.tahun, year.bulan, year.hari) == (day.year, None, None)


@given(st.dates(date(1927, 1, 1), date(2026, 11, 1)))
def test_a_year_of_two_digits_is_the_latest_that_has_begun(day: date) -> None:
    assert parse_tanggal_sebagian(f"{day:%d-%m-%y}", date(2026, 11, 1)).earliest() == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused_in_words(text: str) -> None:
    with suppress(NilaiError):
        parse_tanggal_sebagian(text)
