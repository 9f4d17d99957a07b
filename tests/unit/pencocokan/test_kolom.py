"""Files as they come: whatever is in them is read, or refused in a sentence."""

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from pemakaman.pencocokan.cli import cocokkan, latih_model
from pemakaman.pencocokan.kolom import PEMAKAMAN, PEMILIH, MasukanError, find_columns, read_file

BUKU = b"NO,NAMA,NIK,DESA\n1,Budi,3,A\n2,Ani,,B\n"
DAFTAR = b"DPID,NAMA,NIK\n9,Budi,3\n"


def _read(path: Path, content: bytes) -> list[tuple[str | None, ...]]:
    path.write_bytes(content)
    with duckdb.connect() as con:
        read_file(con, "t", path, PEMAKAMAN)
        return con.execute("SELECT no, nama, nik FROM t ORDER BY i").fetchall()


@pytest.mark.parametrize(
    "content",
    [
        b"NO,NAMA,NIK\n1,Budi,3\n",
        b"Nama Almarhum;DESA;No. Urut;N I K\nBudi;A;1;3\n",
        b"NO\tNAMA\tNIK\n1\tBudi\t3\n",
        b"NO|NAMA|NIK\n1|Budi|3\n",
        b"\xef\xbb\xbfNO,NAMA,NIK\r\n1,Budi,3\r\n",
        b'\xef\xbb\xbf"NO","NAMA","NIK"\n"1","Budi","3"\n',
        b"NO,NAMA,NIK\r1,Budi,3\r",
        b"NO,NAMA,NIK\r\n1,Budi,3\n",
        b'"a, b",NAMA,NIK,NO\nx,Budi,3,1\n',
        b"NO,NAMA,NIK\n 1 , Budi ,3\n,,\n\n,,\n",
        b"NO,NAMA,NIK\n1,Budi,3,,\n",
        b'"NO","NAMA","NIK"\n1,"Budi",3\n',
    ],
    ids=["plain", "order", "tab", "bar", "bom", "bom-quoted", "cr", "mixed", "quoted", "blank", "tail", "half-quoted"],
)
def test_every_way_of_writing_one_row_is_the_same_row(tmp_path: Path, content: bytes) -> None:
    assert _read(tmp_path / "a.csv", content) == [("1", "Budi", "3")]


@pytest.mark.parametrize(
    ("content", "nama"),
    [
        ("NO,NAMA\n1,André\n".encode("latin-1"), "André"),
        (b"NO,NAMA\n1,Ja\x92far\n", "Ja’far"),
        ("NO,NAMA\n1,André\n".encode(), "André"),
        (b'NO,NAMA\n1,"Budi, S.Pd"\n', "Budi, S.Pd"),
        (b'NO,NAMA\n1,"Budi ""Bud"""\n', 'Budi "Bud"'),
        (b'NO,NAMA\n1,"Budi\nSantoso"\n', "Budi Santoso"),
    ],
)
def test_letters_and_quotes_come_through(tmp_path: Path, content: bytes, nama: str) -> None:
    assert _read(tmp_path / "a.csv", content) == [("1", nama, None)]


def test_columns_that_are_missing_are_empty_and_short_rows_too(tmp_path: Path) -> None:
    assert _read(tmp_path / "a.csv", b"NAMA,NIK\nBudi\nAni,4\n") == [(None, "Budi", None), (None, "Ani", "4")]


def test_rows_are_numbered_as_the_file_has_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("NAMA,ALAMAT\n" + "".join(f"n{number},{'x' * 80}\n" for number in range(1, 60_001)))
    with duckdb.connect(config={"threads": "4"}) as con:
        con.execute("SET preserve_insertion_order = false")
        assert read_file(con, "t", path, PEMILIH) == 60_000
        assert con.execute("SELECT count(*) FROM t WHERE nama <> 'n' || i").fetchone() == (0,)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"\n \n", "kosong"),
        (b"NO,NAMA\n", "tidak berisi baris"),
        (b"NO,NAMA\n,\n", "tidak berisi baris"),
        (b"PK\x03\x04\x00\x00" * 20, "bukan CSV"),
        ("NO,NAMA\n1,Budi\n".encode("utf-16"), "bukan CSV"),
        (b"NO,NIK\n1,3\n", "kolom NAMA tidak ditemukan"),
        (b"NAMA,Nama Lengkap\n1,2\n", "dua kali"),
        (b"NO,NAMA\n1,Budi\n2,Ani,5\n", "Periksa baris 3"),
        (b'NO,NAMA\n1,Budi\n2,"Ani\n3,Cici\n', "Periksa baris 3"),
        (b'NO,NAMA,NIK\n1,"Budi,3\n2,"Ani,3\n3,X,1\n', "Periksa baris 2"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(MasukanError, match=words):
        _read(tmp_path / "a.csv", content)


def test_a_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with duckdb.connect() as con, pytest.raises(MasukanError, match="tidak dapat dibuka"):
        read_file(con, "t", tmp_path, PEMAKAMAN)


def test_headings_are_known_by_their_letters() -> None:
    assert find_columns(["No. KK", "Tmpt-Lhr", "lain", "NAMA"], PEMILIH, "x") == {
        "nkk": 0,
        "tempat_lahir": 1,
        "nama": 3,
    }


@pytest.mark.parametrize(("buku", "daftar"), [(b"", DAFTAR), (BUKU, b"PK\x03\x04\x00"), (b"NO,NAMA\n1,A,2\n", DAFTAR)])
def test_the_command_writes_nothing_for_a_file_it_cannot_read(tmp_path: Path, buku: bytes, daftar: bytes) -> None:
    (tmp_path / "buku.csv").write_bytes(buku)
    (tmp_path / "daftar.csv").write_bytes(daftar)
    before = sorted(tmp_path.iterdir())
    found = CliRunner().invoke(cocokkan, _words(tmp_path))
    assert found.exit_code == 1
    assert found.output.splitlines()[-1].startswith("Error: Berkas ")
    assert sorted(tmp_path.iterdir()) == before


def test_the_command_names_a_folder_that_is_missing_and_a_model_that_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "buku.csv").write_bytes(BUKU)
    (tmp_path / "daftar.csv").write_bytes(DAFTAR)
    (tmp_path / "model.json").write_text("{}")
    for words, text in (
        ([*_words(tmp_path)[:-1], str(tmp_path / "tiada" / "hasil.csv")], "tidak ada"),
        ([*_words(tmp_path), "--model", str(tmp_path / "model.json")], "tidak dapat dibaca"),
    ):
        found = CliRunner().invoke(cocokkan, words)
        assert (found.exit_code, text in found.output) == (1, True)
    assert not (tmp_path / "hasil.csv").exists()


@pytest.mark.parametrize(("memori", "kode", "text"), [("banyak", 2, "misalnya 4GB"), ("1MB", 1, "Naikkan --memori")])
def test_the_command_says_what_is_wrong_with_the_memory(tmp_path: Path, memori: str, kode: int, text: str) -> None:
    (tmp_path / "buku.csv").write_bytes(BUKU)
    (tmp_path / "daftar.csv").write_bytes(DAFTAR)
    found = CliRunner().invoke(cocokkan, [*_words(tmp_path), "--memori", memori])
    assert (found.exit_code, text in found.output) == (kode, True)
    assert not (tmp_path / "hasil.csv").exists()


def test_learning_says_which_key_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "PEMAKAMAN.csv").write_bytes(BUKU)
    (tmp_path / "PEMILIH.csv").write_bytes(DAFTAR)
    (tmp_path / "KUNCI.csv").write_text("A,B\n1,2\n")
    words = [str(tmp_path), "--ambang", str(tmp_path), "--beku", str(tmp_path), "--keluar", str(tmp_path / "m.json")]
    found = CliRunner().invoke(latih_model, words)
    assert (found.exit_code, "tidak dapat dibaca" in found.output) == (1, True)


def _words(folder: Path) -> list[str]:
    return [
        *("--pemilih", str(folder / "daftar.csv")),
        *("--pemakaman", str(folder / "buku.csv")),
        *("--keluar", str(folder / "hasil.csv")),
    ]
