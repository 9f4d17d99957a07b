"""How the rivals of the matcher are turned into results and judged."""

from pathlib import Path

import pytest

from bench.cocok import as_hasil, best_ambang, exact_nik, score_febrl4
from tests.latih_lain.keluar import make


def test_only_the_best_voter_of_a_burial_is_proposed() -> None:
    found = as_hasil([("1", "10", 0.97), ("1", "11", 0.99), ("2", "20", 0.5), ("3", "30", 0.1)])
    assert [(row["NO"], row["DPID"], row["PITA"]) for row in found] == [
        ("1", "11", "usul"),
        ("1", "10", "periksa"),
        ("2", "20", "periksa"),
    ]


def test_the_best_threshold_leaves_the_wrong_pair_below() -> None:
    key = [{"NO": "1", "DPID": "10"}, {"NO": "2", "DPID": "20"}, {"NO": "3", "DPID": ""}]
    assert best_ambang([("1", "10", 0.9), ("2", "20", 0.8), ("3", "30", 0.7)], key) == 0.8


def test_febrl_pairs_are_counted_against_all_five_thousand() -> None:
    skor = score_febrl4([("rec-7-org", "rec-7-dup-0", 0.9), ("rec-8-org", "rec-9-dup-0", 0.8)])
    assert (skor.presisi, skor.recall) == (0.5, 1 / 5000)
    assert skor.f1 == pytest.approx(2 / 5002)


def test_the_nik_alone_finds_a_part_of_the_book_on_either_list(tmp_path: Path) -> None:
    for samar in (False, True):
        make(tmp_path, pemilih=600, pemakaman=60, biji=4, samar=samar)
        pairs, _ = exact_nik(tmp_path / "PEMILIH.csv", tmp_path / "PEMAKAMAN.csv")
        assert 20 < len(pairs) < 60
