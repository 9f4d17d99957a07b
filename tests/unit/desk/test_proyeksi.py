"""Polling day at the present pace: ranges that never promise too much."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pemakaman.desk.rules.kata_ramalan import count_range, empty_range, percent_range, runs_dry, sentence, verdict
from pemakaman.desk.rules.papan import Baris, forecast, forecast_all
from pemakaman.desk.rules.proyeksi import (
    HARI_DILIHAT,
    Habis,
    Laju,
    Rentang,
    growth,
    left_of,
    make_laju,
    project,
    runs_out,
    tenths,
    whole,
)

SENIN = date(2024, 11, 4)
Laporan = dict[date, tuple[int, bool]]


def in_a_row(*figures: tuple[int, bool]) -> Laporan:
    """Reports of one day after the other, the first on a Monday."""
    return {SENIN + timedelta(days=number): one for number, one in enumerate(figures)}


HARI = st.lists(st.tuples(st.integers(0, 5000), st.booleans()), max_size=40).map(lambda rows: in_a_row(*rows))


def steady(count: int, days: int = 14) -> Laju:
    laju = make_laju(in_a_row(*[(count, False)] * days))
    assert laju is not None
    return laju


def test_too_few_service_days_say_nothing() -> None:
    assert make_laju(in_a_row(*[(100, False)] * 4, *[(0, True)] * 10)) is None


def test_nihil_days_are_no_service_but_thin_out_the_days_to_come() -> None:
    laju = make_laju(in_a_row(*[(100, False), (0, True)] * 7))
    # Seven service days in fourteen: ten days bring five times a hundred.
    assert laju == Laju(100, 0, 7, 7 / 14)
    assert growth(laju, 10).tengah == 500


def test_days_off_that_are_left_out_count_like_days_off_that_are_nihil() -> None:
    days = (SENIN + timedelta(days=more) for more in range(12))
    weekdays = {day: (100, False) for day in days if day.weekday() < 5}
    # Monday to Friday twice: ten service days in the twelve from the first Monday to the second Friday.
    assert make_laju(weekdays) == Laju(100, 0, 10, 10 / 12)
    nihil = {SENIN + timedelta(days=more): (0, True) for more in (5, 6)}
    assert make_laju({**weekdays, **nihil}) == make_laju(weekdays)


def test_nihil_after_the_last_service_day_thins_out_too() -> None:
    # Five service days and a weekend without work: five of seven.
    assert make_laju(in_a_row(*[(100, False)] * 5, (0, True), (0, True))) == Laju(100, 0, 5, 5 / 7)


def test_only_the_last_fourteen_service_days_count() -> None:
    laju = make_laju(in_a_row(*[(9999, False)] * 6, *[(50, False)] * HARI_DILIHAT))
    assert laju == Laju(50, 0, 14, 1)


def test_pace_without_spread_is_a_line() -> None:
    assert growth(steady(100), 12) == Rentang(1200, 1200, 1200)


@given(HARI, st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 400))
def test_range_lies_between_today_and_everybody(hari: Laporan, kini: int, sisa: int, days: int) -> None:
    laju = make_laju(hari)
    if laju is None:
        return
    found = project(kini, kini + sisa, laju, days)
    assert kini <= found.rendah <= found.tengah <= found.tinggi <= kini + sisa
    left = left_of(kini + sisa, found)
    assert 0 <= left.rendah <= left.tengah <= left.tinggi <= sisa


@given(HARI, st.integers(0, 200))
def test_further_days_are_never_surer(hari: Laporan, days: int) -> None:
    laju = make_laju(hari)
    if laju is None:
        return
    near, far = growth(laju, days), growth(laju, days + 1)
    assert far.tinggi >= near.tinggi
    assert far.tinggi - far.tengah >= near.tinggi - near.tengah


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_rounding_only_widens(first: float, second: float) -> None:
    low, high = sorted((first, second))
    rentang = Rentang(low, (low + high) / 2, high)
    below, above = whole(rentang)
    assert below <= low
    assert above >= high


@given(st.floats(0, 100), st.floats(0, 100))
def test_percent_is_rounded_outwards_and_stays_below_a_hundred(first: float, second: float) -> None:
    low, high = sorted((first, second))
    below, above = tenths(Rentang(low, low, high))
    assert below <= low
    assert high - 1e-6 <= above <= 100


def test_range_reads_without_false_precision() -> None:
    assert count_range(Rentang(55_321, 61_000, 69_876)) == "55.000–70.000"
    assert percent_range(Rentang(98.93, 99.0, 99.14)) == "98,9–99,2\u00a0%"
    assert percent_range(None) == "–"


def test_stock_runs_out_on_the_day_it_is_used_up() -> None:
    assert runs_out(1000, steady(100)) == Habis(10, 10, 10)
    assert runs_out(0, steady(100)) == Habis(0, 0, 0)
    assert runs_out(10**6, steady(1)) == Habis(None, None, None)


@given(HARI, st.integers(0, 10_000))
def test_earliest_end_is_not_after_the_latest(hari: Laporan, sisa: int) -> None:
    laju = make_laju(hari)
    if laju is None:
        return
    found = runs_out(sisa, laju)
    never = 10**6
    days = [never if one is None else one for one in (found.cepat, found.tengah, found.lambat)]
    assert days == sorted(days)


def test_end_of_stock_is_told_as_days() -> None:
    today = date(2024, 11, 15)
    assert empty_range(Habis(3, 5, 8), today) == "18 November 2024 – 23 November 2024"
    assert empty_range(Habis(3, 5, None), today) == "paling cepat 18 November 2024"
    assert empty_range(Habis(0, 0, 0), today) == "sudah habis"
    assert empty_range(Habis(None, None, None), today) == "sesudah 180 hari lagi"
    assert runs_dry(Habis(12, 13, 14), 12)
    assert not runs_dry(Habis(13, 13, 14), 12)


def test_stock_of_an_old_report_may_be_gone_already() -> None:
    reported, today = date(2024, 11, 10), date(2024, 11, 15)
    assert empty_range(Habis(2, 3, 4), reported, today) == "mungkin sudah habis sejak 14 November 2024"
    assert empty_range(Habis(2, 6, 8), reported, today) == "12 November 2024 – 18 November 2024"


LAPOR, HARI_H = date(2024, 11, 15), date(2024, 11, 27)


def row(kode: str, *, laju: Laju | None, **lain: Any) -> Baris:
    base = {"dinamis": 10_000, "kumulatif": 9_000, "tanggal": LAPOR, "ikd": 500, "ikd_tanggal": LAPOR}
    return Baris(kode, f"Kab {kode}", {}, laju_rekam=laju, laju_ikd=laju, **{**base, **lain})


def test_province_is_the_sum_of_its_kab_and_names_the_unknown() -> None:
    empty = row("18.03", laju=None, dinamis=None, kumulatif=None, ikd=None)
    found = forecast_all([row("18.01", laju=steady(50)), row("18.02", laju=None), empty], HARI_H)
    assert found.belum == Rentang(1400, 1400, 1400)
    assert (found.tanpa, found.luar) == (("Kab 18.02",), ("Kab 18.03",))
    said = sentence(found, HARI_H, 25)
    assert "93,0\u00a0% sudah rekam dan 1.400 orang belum rekam" in said[0]
    assert said[-2] == "Lajunya belum diketahui, jadi dihitung tetap: Kab 18.02."
    assert said[-1] == "Tidak ikut dihitung, belum ada laporan perekamannya: Kab 18.03."


def test_figure_grows_from_the_day_of_its_own_report() -> None:
    # Reported three days before the others: fifteen days of fifty are 750, so 250 of 1,000 are left.
    old = row("18.01", laju=steady(50), tanggal=LAPOR - timedelta(days=3), ikd_tanggal=LAPOR - timedelta(days=1))
    found = forecast(old, HARI_H)
    assert found.belum == Rentang(250, 250, 250)
    # Thirteen days of fifty on 500 are 1,150 of 9,000.
    assert found.ikd == Rentang(*[100 * 1150 / 9000] * 3)


def test_digital_identity_of_the_province_is_a_share_of_those_whose_both_figures_are_known() -> None:
    found = forecast_all([row("18.01", laju=steady(50)), row("18.02", laju=steady(50), ikd=None)], HARI_H)
    # Twelve days of fifty on 500 are 1,100 of the 9,000 of the first alone.
    assert found.ikd == Rentang(*[100 * 1100 / 9000] * 3)


def test_target_is_reached_only_where_the_whole_range_is() -> None:
    assert verdict(Rentang(97.0, 98.0, 99.0), 97) == "tercapai"
    assert verdict(Rentang(97.0, 98.0, 99.0), 98) == "mungkin tercapai"
    assert verdict(Rentang(97.0, 98.0, 99.0), 100) == "tidak tercapai dengan laju ini"


def test_forecast_is_held_against_the_targets_of_the_election() -> None:
    ramalan = forecast(row("18.01", laju=steady(50)), HARI_H)
    said = sentence(ramalan, HARI_H, 25, 97)
    assert said[0].endswith("Target perekaman 97 %: tidak tercapai dengan laju ini.")
    assert "Target IKD 25 %" in said[1]


def test_nothing_is_promised_without_a_pace() -> None:
    assert forecast(row("18.02", laju=None), HARI_H).rekam is None
    said = sentence(forecast_all([row("18.02", laju=None)], HARI_H), HARI_H, 25)
    assert "Belum cukup hari pelayanan" in said[0]
