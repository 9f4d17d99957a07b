"""Polling day at the present pace: ranges that never promise too much."""

from datetime import date

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

HARI = st.lists(st.tuples(st.integers(0, 5000), st.booleans()), max_size=40)


def steady(count: int, days: int = 14) -> Laju:
    laju = make_laju([(count, False)] * days)
    assert laju is not None
    return laju


def test_too_few_service_days_say_nothing() -> None:
    assert make_laju([(100, False)] * 4 + [(0, True)] * 10) is None


def test_nihil_days_are_no_service_but_thin_out_the_days_to_come() -> None:
    laju = make_laju([(100, False), (0, True)] * 7)
    assert laju is not None
    assert (laju.rata, laju.hari) == (100, 7)
    assert growth(laju, 10).tengah == 10 * laju.bagian * 100
    assert 0.5 <= laju.bagian < 0.6


def test_only_the_last_fourteen_service_days_count() -> None:
    laju = make_laju([(9999, False)] * 6 + [(50, False)] * HARI_DILIHAT)
    assert laju == Laju(50, 0, 14, 1)


def test_pace_without_spread_is_a_line() -> None:
    assert growth(steady(100), 12) == Rentang(1200, 1200, 1200)


@given(HARI, st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 400))
def test_range_lies_between_today_and_everybody(hari: list[tuple[int, bool]], kini: int, sisa: int, days: int) -> None:
    laju = make_laju(hari)
    if laju is None:
        return
    found = project(kini, kini + sisa, laju, days)
    assert kini <= found.rendah <= found.tengah <= found.tinggi <= kini + sisa
    left = left_of(kini + sisa, found)
    assert 0 <= left.rendah <= left.tengah <= left.tinggi <= sisa


@given(HARI, st.integers(0, 200))
def test_further_days_are_never_surer(hari: list[tuple[int, bool]], days: int) -> None:
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
def test_earliest_end_is_not_after_the_latest(hari: list[tuple[int, bool]], sisa: int) -> None:
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


def row(kode: str, *, laju: Laju | None) -> Baris:
    return Baris(kode, f"Kab {kode}", {}, dinamis=10_000, kumulatif=9_000, ikd=500, laju_rekam=laju, laju_ikd=laju)


def test_province_is_the_sum_of_its_kab_and_names_the_unknown() -> None:
    found = forecast_all([row("18.01", laju=steady(50)), row("18.02", laju=None)], 12)
    assert found.belum == Rentang(1400, 1400, 1400)
    assert found.tanpa == ("Kab 18.02",)
    said = sentence(found, date(2024, 11, 27), 25)
    assert "93,0\u00a0% sudah rekam dan 1.400 orang belum rekam" in said[0]
    assert said[-1] == "Lajunya belum diketahui, jadi dihitung tetap: Kab 18.02."


def test_target_is_reached_only_where_the_whole_range_is() -> None:
    assert verdict(Rentang(97.0, 98.0, 99.0), 97) == "tercapai"
    assert verdict(Rentang(97.0, 98.0, 99.0), 98) == "mungkin tercapai"
    assert verdict(Rentang(97.0, 98.0, 99.0), 100) == "tidak tercapai dengan laju ini"


def test_forecast_is_held_against_the_targets_of_the_election() -> None:
    ramalan = forecast(row("18.01", laju=steady(50)), 12)
    said = sentence(ramalan, date(2024, 11, 27), 25, 97)
    assert said[0].endswith("Target perekaman 97 %: tidak tercapai dengan laju ini.")
    assert "Target IKD 25 %" in said[1]


def test_nothing_is_promised_without_a_pace() -> None:
    assert forecast(row("18.02", laju=None), 12).rekam is None
    assert (
        "Belum cukup hari pelayanan" in sentence(forecast_all([row("18.02", laju=None)], 12), date(2024, 11, 27), 25)[0]
    )
