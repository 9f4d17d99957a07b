"""How a silence is judged: by the cemetery's own past, with chance in mind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.pantau.rules.sunyi import (
    Kelas,
    Lampau,
    Penutupan,
    Riwayat,
    Sunyi,
    Tingkat,
    chance_words,
    classify,
    compare_like,
    judge,
    judge_closings,
    pace,
    read_past,
    streak_words,
)


def test_cemetery_that_buries_four_a_month_and_is_silent_for_three_stands_out() -> None:
    found = judge(3, Lampau(bulan=36, setahun=48, sama=36))
    assert found.tingkat is Tingkat.MENCOLOK
    assert found.sebab == "Biasanya 4 sebulan. Hampir mustahil kebetulan."
    assert found.lama_teks == "3 bulan berturut-turut diam"


def test_cemetery_that_buries_one_in_three_months_may_be_silent_by_chance() -> None:
    found = judge(1, Lampau(bulan=36, setahun=4, sama=1))
    assert found.tingkat is Tingkat.WAJAR
    assert "Bisa saja kebetulan" in found.sebab


def test_the_same_rare_cemetery_stands_out_after_two_years() -> None:
    assert judge(24, Lampau(bulan=36, setahun=4, sama=12)).tingkat is Tingkat.MENCOLOK


def test_of_two_pasts_the_lesser_is_believed() -> None:
    assert judge(2, Lampau(bulan=36, setahun=48, sama=0)).harapan == 0
    assert judge(2, Lampau(bulan=36, setahun=0, sama=24)).harapan == 0


def test_short_past_says_nothing() -> None:
    found = judge(3, Lampau(bulan=5, setahun=40, sama=0))
    assert found.tingkat is Tingkat.BELUM
    assert found.tingkat not in (Tingkat.MENCOLOK, Tingkat.TANYA)


def test_past_below_a_year_is_taken_for_what_it_is() -> None:
    assert judge(2, Lampau(bulan=6, setahun=12, sama=0)).harapan == 4


@pytest.mark.parametrize(("harapan", "tingkat"), [(2.99, "menunggu"), (3.0, "perlu-perhatian"), (4.61, "gagal")])
def test_alarm_begins_where_chance_ends(harapan: float, tingkat: str) -> None:
    assert Sunyi(1, harapan).tingkat == tingkat


def test_past_ends_before_the_last_sign_and_reaches_three_years_back() -> None:
    terakhir = 1000
    jumlah = dict.fromkeys(range(terakhir - 40, terakhir + 1), 1)
    assert read_past(jumlah, terakhir, terakhir + 1, terakhir + 3) == Lampau(bulan=36, setahun=12, sama=6)


def test_cemetery_known_for_one_month_has_no_past() -> None:
    assert read_past({1000: 3}, 1000, 1001, 1003).bulan == 0
    assert read_past({}, 1000, 1001, 1003).bulan == 0
    assert read_past({1005: 1}, 1000, 1006, 1008).bulan == 0


def test_only_full_years_are_compared_by_calendar_month() -> None:
    jumlah = dict.fromkeys(range(1000 - 20, 1000), 2)
    # Twenty months back hold one full year.
    assert read_past(jumlah, 1000, 1001, 1002).sama == 2


@pytest.mark.parametrize(
    ("sebulan", "teks"), [(4.0, "4 sebulan"), (3.5, "3,5 sebulan"), (12.4, "12 sebulan"), (0.33, "1 dalam 3 bulan")]
)
def test_pace_in_words(sebulan: float, teks: str) -> None:
    assert pace(sebulan) == teks


def test_chance_in_words() -> None:
    assert chance_words(0.0183) == "Peluang kebetulan 1 banding 55."
    assert chance_words(0.0005) == "Peluang kebetulan 1 banding 2.000."


def test_village_is_compared_with_those_of_like_size_that_record() -> None:
    ukuran = {"a": 1000, "b": 900, "c": 1100, "d": 1200, "e": 5000, "f": 1000}
    found = compare_like(ukuran, {"a": 9, "b": 2, "c": 3, "d": 4, "e": 50, "f": 0}, "a")
    assert found is not None
    assert (found.desa, found.sebulan) == (3, 3)
    assert found.teks == "Desa sebesar ini (3 desa): 3 sebulan"


def test_two_villages_or_an_unknown_size_are_no_comparison() -> None:
    assert compare_like({"a": 1000, "b": 1000, "c": 1000}, {"b": 1, "c": 1}, "a") is None
    assert compare_like({"b": 1000, "c": 1000, "d": 1000}, {"b": 1, "c": 1, "d": 1}, "a") is None


@given(st.integers(1, 60), st.integers(0, 36), st.integers(0, 400), st.integers(0, 400))
def test_longer_silence_never_says_less(lama: int, bulan: int, setahun: int, sama: int) -> None:
    past = Lampau(bulan, setahun, sama)
    one, two = judge(lama, past), judge(lama + 1, past)
    assert (one.harapan is None) == (two.harapan is None)
    if one.harapan is not None and two.harapan is not None:
        assert 0 <= one.harapan <= two.harapan


KINI = 24_000
MONTHLY = dict.fromkeys(range(KINI - 40, KINI - 5), 1)


@pytest.mark.parametrize(
    ("terakhir", "sejak", "dipakai", "kelas"),
    [
        (KINI - 6, KINI - 5, (True, True), Kelas.MENCOLOK),
        (KINI - 6, KINI - 5, (False, True), Kelas.MENCOLOK),
        (KINI - 6, KINI - 5, (True, False), Kelas.HIDUP),
        (KINI - 6, KINI, (True, True), Kelas.HIDUP),
        (KINI - 1, KINI, (True, True), Kelas.HIDUP),
        (KINI + 2, KINI + 3, (True, True), Kelas.HIDUP),
        (KINI - 40, KINI - 39, (True, True), Kelas.TANPA_BANDING),
        (None, KINI - 30, (True, True), Kelas.BELUM_BUKA),
        (None, KINI - 30, (False, True), Kelas.HIDUP),
    ],
)
def test_cemetery_is_classed_by_its_signs_and_by_whether_it_was_in_use(
    terakhir: int | None, sejak: int, dipakai: tuple[bool, bool], kelas: Kelas
) -> None:
    found, sunyi = classify(Riwayat(terakhir, sejak, dipakai, MONTHLY), KINI)
    assert (found, sunyi.lama) == (kelas, max(KINI - sejak, 0))


@pytest.mark.parametrize(
    ("telat", "wajib", "expected"),
    [
        ({}, range(0), Penutupan()),
        ({}, range(5, 8), Penutupan(belum_ditutup=3, lambat_beruntun=3)),
        ({5: -2, 6: 4, 7: 0}, range(5, 8), Penutupan(3, 1, 4, tepat_beruntun=1)),
        ({5: 0, 6: 9}, range(5, 8), Penutupan(2, 1, 9, 1, lambat_beruntun=2)),
        # Closed before its closing day: on time already.
        ({5: 0, 6: 0, 7: -20}, range(5, 7), Penutupan(3, tepat_beruntun=3)),
    ],
)
def test_months_that_were_never_closed_are_late_too(telat: dict[int, int], wajib: range, expected: Penutupan) -> None:
    assert judge_closings(telat, wajib) == expected


@pytest.mark.parametrize(
    ("lambat", "tepat", "teks"),
    [
        (0, 1, ""),
        (1, 0, ""),
        (3, 0, "terlambat atau belum ditutup 3 bulan berturut-turut"),
        (0, 2, "tepat waktu 2 bulan berturut-turut"),
    ],
)
def test_a_streak_is_two_months_at_least(lambat: int, tepat: int, teks: str) -> None:
    assert streak_words(lambat, tepat) == teks
