import json
from pathlib import Path

import pytest

from bench.hasil import Hasil, p50, p95, percentile, table, write_json

SATU = Hasil("dokumen: satu", 150.0, "ms", 100.0, "lawan", (None, 1.3))


def test_ratio_is_value_over_rival():
    assert SATU.rasio == 1.5


def test_ratio_without_rival_is_no_division_by_zero():
    assert Hasil("x: y", 1.0, "ms", 0.0, "kosong").rasio == 0.0


@pytest.mark.parametrize(
    ("batas", "reached"),
    [((None, None), None), ((None, 1.5), True), ((None, 1.4), False), ((1.5, None), True), ((1.6, None), False)],
)
def test_aim_is_a_bound_on_the_ratio(batas, reached):
    assert Hasil("x: y", 150.0, "ms", 100.0, "lawan", batas).is_reached is reached


def test_record_has_exactly_the_five_agreed_keys():
    assert list(SATU.record()) == ["nama", "nilai", "satuan", "pembanding", "rasio"]


def test_p95_lies_between_its_neighbours():
    assert p95(list(range(101))) == 95
    assert percentile([1.0, 2.0], 0.5) == 1.5


def test_percentiles_do_not_depend_on_order():
    assert p50([3.0, 1.0, 2.0]) == 2.0
    assert percentile([3.0, 1.0, 2.0], 1.0) == 3.0


def test_single_value_is_every_percentile():
    assert p95([7.0]) == 7.0


def test_json_is_a_list_of_rows(tmp_path: Path):
    target = tmp_path / "build" / "bench.json"
    write_json(target, [SATU])
    assert json.loads(target.read_text()) == [SATU.record()]


def test_measuring_one_keeps_the_rows_of_the_others(tmp_path: Path):
    target = tmp_path / "bench.json"
    write_json(target, [SATU, Hasil("nomor: lama", 1, "x", 1, "y")])
    write_json(target, [Hasil("nomor: baru", 2, "x", 1, "y")], kept=["dokumen"])
    assert [row["nama"] for row in json.loads(target.read_text())] == [
        "dokumen: satu terhadap lawan",
        "nomor: baru terhadap y",
    ]


def test_table_shows_ratio_and_a_missed_aim():
    last = table([SATU]).splitlines()[-1]
    assert "1.50×" in last
    assert last.endswith("≤ 1.3 TIDAK")
