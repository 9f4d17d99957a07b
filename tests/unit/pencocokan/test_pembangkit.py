"""The generator of labelled data: what is promised of its three files."""

import csv
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from pemakaman.config import ROOT
from pemakaman.nilai.nik import read_nik
from pemakaman.nilai.nomor_kk import check_nomor_kk
from pemakaman.pemilih.kolom import find_header
from pemakaman.pencocokan.cli import data_latih
from pemakaman.pencocokan.pembangkit.bangkit import KUNCI, PEMAKAMAN, PEMILIH, make_files
from pemakaman.tabel import open_table

BEKU = ROOT / "pemakaman/pencocokan/data/beku"
KELAS = {
    "nik_benar",
    "nik_kosong",
    "nik_pelapor",
    "nik_keluarga",
    "nik_salah_digit",
    "nik_tukar",
    "nik_potong",
    "nama_gelar",
    "nama_ejaan",
    "nama_ketik",
    "nama_singkat",
    "nama_urut",
    "nama_gabung",
    "nama_bin",
    "umur_saja",
    "tahun_saja",
    "tgl_tukar",
    "tgl_salah",
    "tgl_kosong",
    "desa_lain",
    "desa_kosong",
    "jk_salah",
    "kembar",
    "senama",
    "saudara",
    "tidak_terdaftar",
    "ganda",
}
Rows = list[dict[str, str]]


def _rows(folder: Path, name: str) -> Rows:
    with (folder / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("latih")
    make_files(path, pemilih=9_000, pemakaman=1_500, biji=3, samar=False)
    return path


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samar")
    make_files(path, pemilih=9_000, pemakaman=1_500, biji=3, samar=True)
    return path


@pytest.fixture(scope="module")
def voters(folder: Path) -> Rows:
    return _rows(folder, PEMILIH)


@pytest.fixture(scope="module")
def key(folder: Path) -> Rows:
    return _rows(folder, KUNCI)


def test_same_seed_gives_the_same_bytes_and_another_seed_other_people(tmp_path: Path) -> None:
    for name, biji in (("satu", 5), ("dua", 5), ("tiga", 6)):
        make_files(tmp_path / name, pemilih=1_000, pemakaman=100, biji=biji, samar=False)
    first, again, other = (
        [(tmp_path / name / file).read_bytes() for file in (PEMILIH, PEMAKAMAN, KUNCI)]
        for name in ("satu", "dua", "tiga")
    )
    assert first == again
    assert first[0] != other[0]


def test_there_are_as_many_rows_as_asked_for(folder: Path, voters: Rows, key: Rows) -> None:
    assert (len(voters), len(_rows(folder, PEMAKAMAN)), len(key)) == (9_000, 1_500, 1_500)


def test_every_nik_says_the_sex_and_nearly_always_the_birth_date(voters: Rows) -> None:
    agree = sex = 0
    for row in voters:
        parts = read_nik(row["NIK"])
        assert parts is not None
        assert 1 <= parts.hari <= 31
        assert 1 <= parts.bulan <= 12
        assert int(parts.seri) > 0
        day, month, year = (int(part) for part in row["TGL_LHR"].split("|"))
        sex += parts.perempuan == (row["JK"] == "P")
        agree += (parts.hari, parts.bulan, parts.tahun2) == (day, month, year % 100)
    assert sex > 0.99 * len(voters)
    assert agree > 0.96 * len(voters)


def test_a_nik_is_given_once_save_to_the_few_who_stand_twice(voters: Rows) -> None:
    assert len({row["DPID"] for row in voters}) == len(voters)
    assert 0 < len(voters) - len({row["NIK"] for row in voters}) <= round(len(voters) * 0.0005)


def test_a_household_has_one_number_one_place_and_at_most_six_voters(voters: Rows) -> None:
    homes: dict[str, list[tuple[str, ...]]] = {}
    for row in voters:
        homes.setdefault(check_nomor_kk(row["NKK"]), []).append((row["DESA"], row["ALAMAT"], row["RT"], row["TPS"]))
    assert max(len(home) for home in homes.values()) <= 6
    assert all(len(set(home)) == 1 for home in homes.values())


def test_every_dpid_of_the_key_is_on_the_list_and_the_rest_are_empty(voters: Rows, key: Rows) -> None:
    known = {row["DPID"] for row in voters}
    listed = [row["DPID"] for row in key if row["DPID"]]
    assert set(listed) <= known
    assert 0.74 < len(listed) / len(key) < 0.82
    assert all(("tidak_terdaftar" in row["KELAS"].split()) != bool(row["DPID"]) for row in key)


def test_every_kind_of_trouble_occurs_and_no_other(key: Rows) -> None:
    assert {kind for row in key for kind in row["KELAS"].split()} == KELAS


def test_twice_written_dead_have_one_dpid(key: Rows) -> None:
    listed = [row["DPID"] for row in key if row["DPID"] and "ganda" in row["KELAS"].split()]
    assert listed
    assert all(listed.count(dpid) == 2 for dpid in listed)


def test_the_reporter_is_a_living_voter(folder: Path, voters: Rows, key: Rows) -> None:
    dead = {row["DPID"] for row in key}
    living = {row["NIK"] for row in voters if row["DPID"] not in dead}
    reporters = [row["NIK_PELAPOR"] for row in _rows(folder, PEMAKAMAN) if row["NIK_PELAPOR"]]
    assert len(reporters) > 900
    assert set(reporters) <= living


def test_a_row_with_the_reporters_nik_holds_it(folder: Path, key: Rows) -> None:
    traps = [
        book for book, row in zip(_rows(folder, PEMAKAMAN), key, strict=True) if "nik_pelapor" in row["KELAS"].split()
    ]
    assert traps
    assert all(book["NIK"] == book["NIK_PELAPOR"] for book in traps if book["NIK_PELAPOR"])


def test_a_right_nik_is_that_of_the_voter(folder: Path, voters: Rows, key: Rows) -> None:
    nik = {row["DPID"]: row["NIK"] for row in voters}
    for book, row in zip(_rows(folder, PEMAKAMAN), key, strict=True):
        if row["DPID"] and "nik_benar" in row["KELAS"].split():
            assert "".join(letter for letter in book["NIK"] if letter.isdigit()) == nik[row["DPID"]]


def test_masking_hides_four_digits_and_changes_nothing_else(folder: Path, masked: Path, voters: Rows) -> None:
    for plain, hidden in zip(voters, _rows(masked, PEMILIH), strict=True):
        wanted = plain | {name: plain[name][:12] + "****" for name in ("NIK", "NKK")}
        assert hidden == wanted
    assert (masked / PEMAKAMAN).read_bytes() == (folder / PEMAKAMAN).read_bytes()
    assert all("samar" in row["KELAS"].split() for row in _rows(masked, KUNCI))


@pytest.mark.parametrize("which", ["folder", "masked"])
def test_the_import_of_the_program_reads_every_voter(which: str, request: pytest.FixtureRequest) -> None:
    rows = open_table(request.getfixturevalue(which) / PEMILIH).rows()
    header = find_header(next(rows)[1])
    assert header is not None
    read = [header.read(cells) for _, cells in rows]
    assert len(read) == 9_000
    assert all(values["nama"] and values["desa"] and values["tanggal_lahir"] for values in read)


def test_the_program_reads_the_book_as_a_table(folder: Path) -> None:
    rows = [cells for _, cells in open_table(folder / PEMAKAMAN).rows()]
    assert len(rows) == 1_501
    assert {len(cells) for cells in rows} == {23}


def test_the_frozen_set_is_whole() -> None:
    with tarfile.open(BEKU / "utama.tar.xz") as tar:
        parts = {name: tar.extractfile(name) for name in tar.getnames()}
        rows = {name: list(csv.DictReader(file.read().decode().splitlines())) for name, file in parts.items() if file}
    sizes = {name: len(found) for name, found in rows.items()}
    assert sizes == {PEMILIH: 12_000, "PEMILIH-SAMAR.csv": 12_000, PEMAKAMAN: 1_200, KUNCI: 1_200}
    assert {row["DPID"] for row in rows[KUNCI]} - {""} <= {row["DPID"] for row in rows[PEMILIH]}


def test_names_have_a_long_tail(voters: Rows) -> None:
    words = [word for row in voters for word in row["NAMA"].split()]
    assert len(set(words)) > 3_000
    assert max(words.count(word) for word in ("SITI", "MUHAMMAD", "NUR")) > 100


def test_the_command_writes_the_three_files_and_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        data_latih, ["--pemilih", "600", "--pemakaman", "40", "--keluar", str(tmp_path / "baru"), "--samar"]
    )
    assert result.exit_code == 0, result.output
    assert "Selesai" in result.output
    assert sorted(path.name for path in (tmp_path / "baru").iterdir()) == sorted([PEMILIH, PEMAKAMAN, KUNCI])


def test_the_command_refuses_more_dead_than_a_fifth_of_the_voters(tmp_path: Path) -> None:
    result = CliRunner().invoke(data_latih, ["--pemilih", "600", "--pemakaman", "400", "--keluar", str(tmp_path)])
    assert result.exit_code == 1
    assert "seperlima" in result.output
