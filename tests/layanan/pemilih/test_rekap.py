"""Counts by place, and KPU's figures beside them."""

from pathlib import Path
from uuid import UUID

import pytest

from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.pemilih import angka_kpu
from pemakaman.pemilih.angka_kpu import read_angka
from pemakaman.pemilih.rekap import get_rekap
from pemakaman.tabel import TableError, xlsx_bytes
from tests.pabrik import METRO, make_actor
from tests.pabrik_daftar import Kearsipan, change, counts_of, read_daftar, rows, without

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def arsip(database: object, tmp_path: Path) -> Kearsipan:
    return Kearsipan(make_actor(Peran.ADMIN_KAB), tmp_path)


@pytest.fixture
def daftar_id(arsip: Kearsipan) -> UUID:
    return arsip.bring(rows(8), "2026-T3")


def figures(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "kpu.csv"
    path.write_text(content)
    return path


def store_figures(arsip: Kearsipan, daftar_id: UUID, path: Path) -> int:
    with transaction() as session:
        return angka_kpu.save_angka(
            session, daftar_id, read_angka(path), nama_berkas="kpu.csv", sha256="0" * 64, actor=arsip.admin
        )


def test_voters_are_counted_by_place_and_sex(daftar_id: UUID) -> None:
    found = counts_of(daftar_id)
    laki, perempuan, jumlah = found["", "", ""]
    assert (jumlah, (laki or 0) + (perempuan or 0)) == (8, 8)
    assert found["Kedaton", "", ""][2] == 4
    assert found["Kedaton", "Sukamenanti", ""][2] == found["Kedaton", "Sukamenanti", "001"][2] == 2


def test_two_spellings_are_one_place(arsip: Kearsipan) -> None:
    found = counts_of(arsip.bring(change(rows(8), 0, KECAMATAN="KEDATON", DESA="KEDATON"), "2026-T3"))
    assert sorted({kecamatan.upper() for kecamatan, _, _ in found}) == ["", "KEDATON", "SUKARAME"]
    assert len([place for place in found if place[0] and not place[1]]) == 2


def test_voters_without_a_tps_are_told_apart(arsip: Kearsipan) -> None:
    daftar_id = arsip.bring([*without(rows(1), "TPS"), *rows(9)[1:]], "2026-T3")
    with reading() as session:
        rekap = get_rekap(session, daftar_id, kecamatan="Kedaton", desa="Kedaton")
    assert (rekap.semua.kami.jumlah, rekap.tanpa_tps) == (3, 1)
    assert [(one.nama, one.kami.jumlah) for one in rekap.bawah] == [("001", 2)]


def test_kpu_figures_stand_beside_ours_and_differences_show(arsip: Kearsipan, daftar_id: UUID, tmp_path: Path) -> None:
    content = "Kecamatan,Desa,TPS,L+P\nKEC. KEDATON,,,5\nKedaton,Kel. Suka Menanti,TPS 1,2\nSukarame,,,4\nTOTAL,,,9\n"
    store_figures(arsip, daftar_id, figures(tmp_path, content))
    with reading() as session:
        rekap = get_rekap(session, daftar_id)
        below = get_rekap(session, daftar_id, kecamatan="Kedaton", desa="Sukamenanti")
    assert rekap.semua.beda == {"jumlah": -1}
    assert {one.nama: one.beda for one in rekap.bawah} == {"Kedaton": {"jumlah": -1}, "Sukarame": {}}
    assert [(one.nama, one.kpu.jumlah, one.beda) for one in below.bawah] == [("001", 2, {})]
    assert read_daftar(daftar_id).jumlah_disebut == 9


def test_a_new_file_replaces_the_figures(arsip: Kearsipan, daftar_id: UUID, tmp_path: Path) -> None:
    store_figures(arsip, daftar_id, figures(tmp_path, "KECAMATAN,JUMLAH\nKedaton,5\nSukarame,1\n"))
    store_figures(arsip, daftar_id, figures(tmp_path, "KECAMATAN;L;P\nKedaton;1;3\n"))
    assert counts_of(daftar_id, "kpu") == {("Kedaton", "", ""): (1, 3, 4)}


def test_what_kpu_counts_and_we_do_not_shows_too(arsip: Kearsipan, daftar_id: UUID, tmp_path: Path) -> None:
    store_figures(arsip, daftar_id, figures(tmp_path, "KECAMATAN,DESA,JUMLAH\nKEDATON,Surabaya,7\n"))
    with reading() as session:
        rekap = get_rekap(session, daftar_id, kecamatan="Kedaton")
    assert {one.nama: one.beda for one in rekap.bawah}["Surabaya"] == {"jumlah": -7}


def test_merged_cells_and_a_row_of_numbers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "kpu.xlsx"
    lines = [["Rekap"], ["NO", "KECAMATAN", "DESA", "TPS", "L", "P", "JUMLAH"], list("1234567")]
    lines += [["1", "Kedaton", "Sukamenanti", "1", "1.000", "2", "1.002"], ["", "", "", "2", "1", "1", "2"]]
    lines += [["", "", "", "JUMLAH", "1001", "3", "1004"], ["", "JUMLAH", "", "", "1001", "3", "1004"]]
    path.write_bytes(xlsx_bytes("Rekap", lines[0], lines[1:]))
    found = read_angka(path).angka
    assert {key: angka.jumlah for key, angka in found.items()} == {
        ("kedaton", "sukamenanti", "1"): 1002,
        ("kedaton", "sukamenanti", "2"): 2,
        ("kedaton", "sukamenanti", ""): 1004,
        ("kedaton", "", ""): 1004,
        ("", "", ""): 1004,
    }


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("KECAMATAN,L,P,JUMLAH\nKedaton,1,2,4\n", "Baris 2: L 1 ditambah P 2 bukan 4"),
        ("KECAMATAN,JUMLAH\nKedaton,banyak\n", "Baris 2: JUMLAH banyak bukan bilangan"),
        ("KECAMATAN,JUMLAH\nKedaton,-4\n", "bukan bilangan"),
        ("KECAMATAN,JUMLAH\nKedaton,99999999999\n", "bukan bilangan"),
        ("KECAMATAN,JUMLAH\nKedaton,\n", "JUMLAH belum diisi"),
        ("KECAMATAN,JUMLAH\n,4\n", "belum diisi"),
        ("KECAMATAN,JUMLAH\nKedaton,4\nKEC KEDATON,5\n", "Baris 3: KEC KEDATON sudah ada"),
    ],
)
def test_a_bad_file_says_where_and_changes_nothing(
    arsip: Kearsipan, daftar_id: UUID, tmp_path: Path, content: str, why: str
) -> None:
    store_figures(arsip, daftar_id, figures(tmp_path, "KECAMATAN,JUMLAH\nKedaton,5\n"))
    with pytest.raises(Invalid) as caught:
        store_figures(arsip, daftar_id, figures(tmp_path, content))
    assert why in caught.value.galat["berkas"][0]
    assert counts_of(daftar_id, "kpu") == {("Kedaton", "", ""): (None, None, 5)}


@pytest.mark.parametrize("content", ["", "NAMA,NIK\nA,1\n", "KECAMATAN,JUMLAH\n", "KECAMATAN,JUMLAH,JML\nA,1,1\n"])
def test_a_file_that_is_no_table_of_figures_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(TableError):
        read_angka(figures(tmp_path, content))


def test_a_typed_total_takes_the_place_of_the_file_s(arsip: Kearsipan, daftar_id: UUID, tmp_path: Path) -> None:
    store_figures(arsip, daftar_id, figures(tmp_path, "KECAMATAN,JUMLAH\nKedaton,5\nTOTAL,5\n"))
    with transaction() as session:
        angka_kpu.save_total(session, daftar_id, 10, actor=arsip.admin)
    with reading() as session:
        rekap = get_rekap(session, daftar_id, jumlah_disebut=read_daftar(daftar_id).jumlah_disebut)
    assert rekap.semua.beda == {"jumlah": -2}
    assert counts_of(daftar_id, "kpu") == {("Kedaton", "", ""): (None, None, 5)}


def test_only_the_own_admin_notes_figures(arsip: Kearsipan, daftar_id: UUID) -> None:
    with pytest.raises(Forbidden), transaction() as session:
        angka_kpu.save_total(session, daftar_id, 1, actor=make_actor(Peran.VERIFIKATOR))
    with pytest.raises(NotFound), transaction() as session:
        angka_kpu.save_total(session, daftar_id, 1, actor=make_actor(Peran.ADMIN_KAB, METRO))


def test_a_table_waits_for_the_counts(arsip: Kearsipan, tmp_path: Path) -> None:
    daftar_id = arsip.bring(rows(2), "2026-T3", steps=False)
    with pytest.raises(Conflict, match="belum dihitung"):
        store_figures(arsip, daftar_id, figures(tmp_path, "KECAMATAN,JUMLAH\nKedaton,5\n"))
