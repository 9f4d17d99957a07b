"""The second noise model: its files are well formed, and a seed says everything."""

import csv
import re
from pathlib import Path

import pytest

from pemakaman.pencocokan.nilai_hasil import measure
from tests.latih_lain.buku import HEADER
from tests.latih_lain.keluar import make

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small set, made once."""
    target = tmp_path_factory.mktemp("lain")
    make(target, pemilih=1500, pemakaman=300, biji=11)
    return target


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_files_have_as_many_rows_as_asked_for(folder: Path) -> None:
    counts = [len(_rows(folder / name)) for name in ("PEMILIH.csv", "PEMAKAMAN.csv", "KUNCI.csv")]
    assert counts == [1500, 300, 300]


def test_every_voter_has_his_own_dpid_and_sixteen_digits(folder: Path) -> None:
    voters = _rows(folder / "PEMILIH.csv")
    assert len({row["DPID"] for row in voters}) == len(voters)
    assert all(re.fullmatch(r"\d{16}", row["NIK"]) and re.fullmatch(r"\d{16}", row["NKK"]) for row in voters)
    assert all(re.fullmatch(r"\d\d\|\d\d\|\d{4}", row["TGL_LHR"]) for row in voters)


def test_the_key_names_voters_of_the_list_and_every_burial(folder: Path) -> None:
    dpids = {row["DPID"] for row in _rows(folder / "PEMILIH.csv")}
    key = _rows(folder / "KUNCI.csv")
    assert [row["NO"] for row in key] == [row["NO"] for row in _rows(folder / "PEMAKAMAN.csv")]
    assert all(row["DPID"] in dpids for row in key if row["DPID"])


def test_a_burial_is_off_the_list_exactly_where_its_class_says_so(folder: Path) -> None:
    off = {"tak_terdaftar", "bayi", "luar"}
    for row in _rows(folder / "KUNCI.csv"):
        assert bool(row["DPID"]) != bool(off & set(row["KELAS"].split())), row["NO"]


def test_the_book_has_known_columns_only(folder: Path) -> None:
    assert set(_rows(folder / "PEMAKAMAN.csv")[0]) <= set(HEADER)


def test_a_perfect_answer_reaches_every_aim(folder: Path) -> None:
    key = _rows(folder / "KUNCI.csv")
    assert measure([row | {"PITA": "usul"} for row in key], key).misses == []


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(folder: Path, tmp_path: Path) -> None:
    make(tmp_path / "a", pemilih=1500, pemakaman=300, biji=11)
    make(tmp_path / "b", pemilih=1500, pemakaman=300, biji=12)
    for path in folder.iterdir():
        assert (tmp_path / "a" / path.name).read_bytes() == path.read_bytes()
        assert (tmp_path / "b" / path.name).read_bytes() != path.read_bytes()


def test_the_masked_list_stars_four_digits_and_changes_nothing_else(folder: Path, tmp_path: Path) -> None:
    make(tmp_path, pemilih=1500, pemakaman=300, biji=11, samar=True)
    for full, masked in zip(_rows(folder / "PEMILIH.csv"), _rows(tmp_path / "PEMILIH.csv"), strict=True):
        assert masked == full | {name: full[name][:12] + "****" for name in ("NIK", "NKK")}
    assert (tmp_path / "PEMAKAMAN.csv").read_bytes() == (folder / "PEMAKAMAN.csv").read_bytes()
