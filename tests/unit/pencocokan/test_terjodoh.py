"""Matched rows: what one report and a whole book say of the same people, and who is proposed for which death."""

import csv
from pathlib import Path

import pytest

from pemakaman.pencocokan.hasil import Pasangan, Pita
from pemakaman.pencocokan.kata_nama import word_bits
from pemakaman.pencocokan.mesin import match_files
from pemakaman.pencocokan.pembangkit.bangkit import PEMAKAMAN, PEMILIH, make_files
from pemakaman.pencocokan.satu import MOST_PAIRS, match_rows
from tests.unit.pencocokan.bahan import HARI_INI, Baris, death, plain_model, voter

MODEL = plain_model()
NIK, NIK_PELAPOR = "1802010703610002", "1802014101900001"


def _match(pemakaman: list[Baris], pemilih: list[Baris]) -> list[Pasangan]:
    return match_rows(pemakaman, pemilih, model=MODEL, hari_ini=HARI_INI)


@pytest.mark.parametrize("samar", [False, True])
def test_one_report_says_of_a_pair_what_the_book_says(tmp_path: Path, samar: bool) -> None:
    make_files(tmp_path, pemilih=700, pemakaman=60, biji=11, samar=samar)
    bulk = match_files(tmp_path / PEMILIH, tmp_path / PEMAKAMAN, model=MODEL, hari_ini=HARI_INI)
    rows = [_rows(tmp_path / name) for name in (PEMAKAMAN, PEMILIH)]
    kata = word_bits([[row["NAMA"] for row in rows[1]]], MODEL.kata)
    found = match_rows(*rows, model=MODEL, kata=kata, hari_ini=HARI_INI)
    single = {(pair.no, pair.dpid): pair for pair in found}
    both = [(pair, single[pair.no, pair.dpid]) for pair in bulk.pairs()]
    assert len(both) > 100
    assert [(pair.no, pair.dpid) for pair, one in both if pair.alasan != one.alasan] == []
    assert all(pair.bobot == pytest.approx(one.bobot) for pair, one in both)
    best = {pair.no: pair.dpid for pair in bulk.pairs(Pita.USUL)}
    assert len(best) > 20
    assert all(single[no, dpid].urutan == 1 for no, dpid in best.items())


def test_a_name_is_as_rare_as_in_the_whole_list_however_few_voters_are_asked() -> None:
    deaths, voters = [death("1", "Sukarni")], [voter("9", "Sukarni")] * 40
    outcomes = []
    for kata in ({}, {"sukarni": 5.0}):
        found = match_rows(deaths, voters, model=MODEL, kata=kata, hari_ini=HARI_INI)
        outcomes.append({ruas.tingkat for pair in found for ruas in pair.alasan if ruas.nama == "nama"})
    assert outcomes == [{"sama_jarang"}, {"sama_umum"}]


def test_each_pair_of_a_book_is_explained_by_death_best_first(tmp_path: Path) -> None:
    make_files(tmp_path, pemilih=600, pemakaman=30, biji=12, samar=False)
    found = match_files(tmp_path / PEMILIH, tmp_path / PEMAKAMAN, model=MODEL, hari_ini=HARI_INI)
    pairs = list(found.pairs())
    assert [(int(pair.no), pair.urutan) for pair in pairs] == sorted((int(pair.no), pair.urutan) for pair in pairs)
    assert all(pair.alasan and pair.kalimat for pair in pairs)
    assert sum(rule.pasangan for rule in found.blok) == len(pairs)


def test_a_voter_of_two_different_deaths_is_proposed_for_the_likelier_one() -> None:
    deaths = [
        death("1", "Budi Santoso", NIK=NIK),
        death("2", "Budi Santoso", NIK="", TANGGAL_MENINGGAL="12-07-2025"),
    ]
    found = {pair.no: pair.pita for pair in _match(deaths, [voter("9", "Budi Santoso", NIK=NIK)])}
    assert found == {"1": Pita.USUL, "2": Pita.PERIKSA}


def test_a_death_written_down_twice_is_proposed_twice() -> None:
    deaths = [death("1", "Budi Santoso", NIK=NIK), death("2", "Budi Santoso", TANGGAL_MENINGGAL="13-02-2025")]
    found = {pair.no: pair.pita for pair in _match(deaths, [voter("9", "Budi Santoso", NIK=NIK)])}
    assert found == {"1": Pita.USUL, "2": Pita.USUL}


def test_two_voters_alike_in_everything_are_both_left_to_a_clerk() -> None:
    found = _match([death("1", "Budi Santoso")], [voter("8", "Budi Santoso"), voter("9", "Budi Santoso")])
    assert {pair.pita for pair in found} == {Pita.PERIKSA}
    assert all(pair.skor <= 0.5 for pair in found)


def test_the_reporter_whose_nik_stands_for_the_dead_is_not_proposed() -> None:
    deaths = [death("1", "Budi Santoso", NIK=NIK_PELAPOR, NIK_PELAPOR=NIK_PELAPOR, NAMA_PELAPOR="Ani")]
    voters = [voter("8", "Ani", JK="P", NIK=NIK_PELAPOR, TGL_LHR="01|01|1990"), voter("9", "Budi Santoso", NIK=NIK)]
    found = {pair.dpid: pair.pita for pair in _match(deaths, voters)}
    assert (found["8"], found["9"]) == (Pita.TOLAK, Pita.USUL)


def test_nothing_is_matched_with_nothing_and_too_much_is_refused() -> None:
    assert _match([], [voter("9", "Budi")]) == _match([death("1", "Budi")], []) == []
    with pytest.raises(ValueError, match="pairs"):
        _match([death("1", "Budi")] * 1001, [voter("9", "Budi")] * (MOST_PAIRS // 1000))


def test_rows_that_say_nothing_are_no_candidates() -> None:
    found = _match([{"NO": "1", "NAMA": ""}], [{"DPID": "9", "NAMA": "Budi"}, {"DPID": "8", "NAMA": ""}])
    assert {pair.pita for pair in found} <= {Pita.PERIKSA, Pita.TOLAK}


def _rows(path: Path) -> list[Baris]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
