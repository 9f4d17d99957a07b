"""The sheet of daily reports: downloaded, filled in, tried row by row, taken in whole or not at all."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from flask import Flask
from python_calamine import load_workbook
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import clock_at, reading, transaction
from pemakaman.desk.models import LaporanBlangko, LaporanPerekaman
from pemakaman.desk.rules.kolom import BLANGKO, PEREKAMAN, Bentuk
from pemakaman.desk.services.lembar import Hasil, import_lembar, read_lembar
from pemakaman.tabel import TableError
from tests.pabrik import at, make_actor, sign_in
from tests.pabrik_desk import HARI, TERLAMBAT, blangko, perekaman, save
from tests.rumah.test_halaman import page_problems

Rows = list[tuple[Any, ...]]


@pytest.fixture
def admin(database: Engine) -> Iterator[Actor]:
    with clock_at(at(2024, 11, 18)):
        yield make_actor(Peran.ADMIN_KAB)


def heads(bentuk: Bentuk) -> list[str]:
    figures = [kolom.label for kolom in bentuk.kolom if kolom.is_typed]
    return ["Kode", "Kabupaten/kota", "Tanggal", *figures, "Nihil", "Alasan"]


def row(
    bentuk: Bentuk, hari: Any, angka: dict[str, Any], *, kode: str = "18.71", nihil: str = "", alasan: str = TERLAMBAT
) -> Any:
    figures = [angka.get(kolom.kode, "") for kolom in bentuk.kolom if kolom.is_typed]
    return (kode, "Kota Bandar Lampung", hari, *figures, nihil, alasan)


def write(path: Path, *sheets: tuple[Bentuk, Rows]) -> Path:
    with xlsxwriter.Workbook(str(path / "desk.xlsx"), {"default_date_format": "dd-mm-yyyy"}) as book:
        for bentuk, rows in sheets:
            page = book.add_worksheet(bentuk.kode)
            for number, cells in enumerate([heads(bentuk), *rows]):
                page.write_row(number, 0, cells)
    return path / "desk.xlsx"


def run(path: Path, actor: Actor, *, uji: bool = False) -> list[Hasil]:
    with transaction() as session:
        return import_lembar(session, path, actor=actor, uji=uji)


def count(model: Any) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def day(number: int) -> datetime:
    return datetime(2024, 11, number)


def test_several_days_of_several_reports_come_in_in_their_order(admin: Actor, tmp_path: Path) -> None:
    later = row(PEREKAMAN, day(16), perekaman(774_150, 150))
    first = row(PEREKAMAN, "15-11-2024", perekaman())
    stock = [row(BLANGKO, day(15), blangko(500, 100)), row(BLANGKO, day(16), {}, nihil="ya")]
    path = write(tmp_path, (BLANGKO, stock), (PEREKAMAN, [later, first]))
    assert [one.nasib for one in run(path, admin)] == ["baru"] * 4
    assert (count(LaporanPerekaman), count(LaporanBlangko)) == (2, 2)
    assert {one.nasib for one in run(path, admin)} == {"sama"}


def test_trial_keeps_nothing(admin: Actor, tmp_path: Path) -> None:
    path = write(tmp_path, (BLANGKO, [row(BLANGKO, day(15), blangko(500, 100))]))
    assert [one.nasib for one in run(path, admin, uji=True)] == ["baru"]
    assert count(LaporanBlangko) == 0


def test_one_wrong_row_keeps_all_out_and_says_what_is_wrong(admin: Actor, tmp_path: Path) -> None:
    rows = [row(BLANGKO, day(15), blangko(500, 100)), row(BLANGKO, day(16), blangko(390, 100))]
    found = run(write(tmp_path, (BLANGKO, rows)), admin)
    assert [(one.nasib, one.pesan) for one in found] == [
        ("baru", ""),
        ("salah", "Stok awal 390 tidak sama dengan sisa kemarin 400."),
    ]
    assert count(LaporanBlangko) == 0


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"hari": "32-11-2024"}, "Tanggal:"),
        ({"hari": ""}, "Tanggal: belum diisi."),
        ({"kode": "18.72"}, "Kode 18.72 bukan kabupaten/kota Anda (18.71)."),
        ({"angka": {"terpakai": "banyak"}}, "Terpakai “banyak” bukan bilangan bulat."),
        ({"angka": {"terpakai": 1.5}}, "bukan bilangan bulat"),
        ({"angka": {"terpakai": -5}}, "Terpakai -5: angka tidak dapat kurang dari nol."),
        ({"angka": {"rusak": ""}}, "Rusak belum diisi."),
        ({"hari": "19-11-2024"}, "belum tiba"),
    ],
)
def test_row_that_cannot_be_read_says_why(admin: Actor, tmp_path: Path, changed: Any, words: str) -> None:
    angka = blangko(500, 100) | changed.pop("angka", {})
    cells = row(BLANGKO, changed.pop("hari", "15-11-2024"), angka, **changed)
    (found,) = run(write(tmp_path, (BLANGKO, [cells])), admin)
    assert found.nasib == "salah"
    assert words in found.pesan


def test_same_day_twice_in_a_file_is_refused(admin: Actor, tmp_path: Path) -> None:
    twice = [row(BLANGKO, day(15), blangko(500, terpakai)) for terpakai in (1, 2)]
    found = run(write(tmp_path, (BLANGKO, twice)), admin)
    assert [one.pesan for one in found] == ["", "Tanggal ini sudah ada di baris 2. Hapus salah satunya."]


def test_correction_in_a_sheet_needs_its_reason(admin: Actor, tmp_path: Path) -> None:
    save(admin, "blangko", HARI, blangko(500, 100))
    cells = row(BLANGKO, day(15), blangko(500, 90), alasan="")
    assert "Tulis alasan" in run(write(tmp_path, (BLANGKO, [cells])), admin)[0].pesan
    mended = row(BLANGKO, day(15), blangko(500, 90), alasan="Hitung ulang")
    assert [one.nasib for one in run(write(tmp_path, (BLANGKO, [mended])), admin)] == ["perbaikan"]


@pytest.mark.parametrize(
    ("kode", "right"), [(18.1, True), ("18,1", True), ("18.10", True), (18.01, False), (18, False)]
)
def test_code_that_a_sheet_took_for_a_number_is_the_own(tmp_path: Path, kode: Any, right: bool) -> None:
    path = write(tmp_path, (BLANGKO, [row(BLANGKO, day(15), blangko(500, 100), kode=kode)]))
    (found,) = read_lembar(path, "18.10")
    assert (found.pesan == "") is right


def test_sign_that_cannot_be_read_is_an_error_of_its_row(tmp_path: Path) -> None:
    path = tmp_path / "desk.csv"
    rows = [row(BLANGKO, "15-11-2024", blangko(500, 100), alasan="a" * 5000)]
    rows.append(row(BLANGKO, "16-11-2024", blangko(400, 100), alasan="Salah\x00 salin"))
    path.write_text("\n".join(";".join(map(str, cells)) for cells in [heads(BLANGKO), *rows]))
    pesan = "Alasan: ada tanda yang tidak terbaca. Ketik ulang isinya."
    assert [one.pesan for one in read_lembar(path, "18.71")] == ["", pesan]


@pytest.mark.parametrize("nihil", ["", "ya"])
def test_late_day_in_a_sheet_needs_its_reason(admin: Actor, tmp_path: Path, nihil: str) -> None:
    save(admin, "blangko", HARI, blangko(500, 100))
    cells = row(BLANGKO, day(16), {} if nihil else blangko(400), nihil=nihil, alasan="")
    (found,) = run(write(tmp_path, (BLANGKO, [cells])), admin)
    assert found.pesan == "Tulis alasan laporan 16 November 2024 terlambat."


def test_thousands_with_points_are_read(admin: Actor, tmp_path: Path) -> None:
    angka = {"awal": "1.500", "masuk": "0", "terpakai": "500", "rusak": "0", "sisa": "1.000"}
    assert [one.nasib for one in run(write(tmp_path, (BLANGKO, [row(BLANGKO, day(15), angka)])), admin)] == ["baru"]


def test_file_without_a_report_is_refused(admin: Actor, tmp_path: Path) -> None:
    path = tmp_path / "lain.csv"
    path.write_text("Nama,NIK\nSuhaimi,1\n")
    with pytest.raises(TableError, match="Judul kolom laporan harian tidak ditemukan"):
        run(path, admin)
    with pytest.raises(TableError, match="hanya berisi judul"):
        run(write(tmp_path, (BLANGKO, [])), admin)


def test_sheet_that_was_downloaded_waits_for_the_days_after_the_last(app: Flask, admin: Actor, tmp_path: Path) -> None:
    save(admin, "blangko", HARI, blangko(500, 100))
    content = sign_in(app, admin).get("/desk/lembar.xlsx").data
    book = load_workbook(BytesIO(content))
    assert book.sheet_names == ["Perekaman", "Blangko", "Ikd"]
    rows = book.get_sheet_by_name("Blangko").to_python()
    assert rows[0] == heads(BLANGKO)
    assert [cells[2] for cells in rows[1:]] == [date(2024, 11, number) for number in (16, 17, 18)]
    assert [cells[3] for cells in rows[1:]] == [400, "", ""]
    path = tmp_path / "kosong.xlsx"
    path.write_bytes(content)
    with pytest.raises(TableError, match="hanya berisi judul"):
        run(path, admin)


def test_file_is_tried_on_a_page_and_then_saved(app: Flask, admin: Actor, tmp_path: Path) -> None:
    client = sign_in(app, admin)
    assert list(page_problems(client.get("/desk/impor"))) == []
    wrong = write(tmp_path, (BLANGKO, [row(BLANGKO, day(15), blangko(500, 100) | {"sisa": 1})]))
    page = client.post("/desk/impor", data={"berkas": (wrong.open("rb"), "desk.xlsx")})
    assert list(page_problems(page)) == []
    assert "= 400, bukan 1." in page.text
    assert "kiriman" not in page.text
    good = write(tmp_path, (BLANGKO, [row(BLANGKO, day(15), blangko(500, 100))]))
    page = client.post("/desk/impor", data={"berkas": (good.open("rb"), "desk.xlsx")})
    assert "Simpan 1 laporan harian" in page.text
    sent = page.text.split('name="kiriman" value="')[1].split('"')[0]
    done = client.post("/desk/impor/jalankan", data={"kiriman": sent}, follow_redirects=True)
    assert "1 laporan harian disimpan." in done.text
    assert count(LaporanBlangko) == 1
    assert client.post("/desk/impor/jalankan", data={"kiriman": "palsu"}).status_code == 404
    junk = client.post("/desk/impor", data={"berkas": (BytesIO(b"\x00\x01"), "x.xlsx")})
    assert junk.status_code == 422


def test_file_that_was_right_when_tried_says_that_it_was_not_kept(app: Flask, admin: Actor, tmp_path: Path) -> None:
    client = sign_in(app, admin)
    path = write(tmp_path, (BLANGKO, [row(BLANGKO, day(15), blangko(500, 100))]))
    page = client.post("/desk/impor", data={"berkas": (path.open("rb"), "desk.xlsx")})
    assert "Hasil uji lembar" in page.text
    save(admin, "blangko", HARI - timedelta(days=1), blangko(600, 50))
    sent = page.text.split('name="kiriman" value="')[1].split('"')[0]
    page = client.post("/desk/impor/jalankan", data={"kiriman": sent})
    assert page.status_code == 422
    assert list(page_problems(page)) == []
    assert "Lembar tidak jadi disimpan" in page.text
    assert "Hasil uji lembar" not in page.text
