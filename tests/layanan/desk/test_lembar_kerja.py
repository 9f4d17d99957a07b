"""Days of prisons and results of visits from a sheet: tried row by row, then all or nothing."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import clock_at, reading, transaction
from pemakaman.desk.models import Gisa, JemputBola, LaporanLapas, LayananHari
from pemakaman.desk.services.jemput import IsianJemput, create_jemput
from pemakaman.desk.services.lapas import IsianLapas, create_lapas
from pemakaman.desk.services.lembar import Hasil
from pemakaman.desk.services.lembar_kerja import ANGKA as LABEL
from pemakaman.desk.services.lembar_kerja import KEPALA, import_kerja
from tests.pabrik import BANDAR_LAMPUNG, DESA, at, make_actor, sign_in
from tests.rumah.test_halaman import page_problems

HARI = date(2026, 11, 16)
ANGKA = [766, 760, 433, 327, 700, 600, 20, 60, 2, 8]


@pytest.fixture
def admin(database: Engine) -> Iterator[Actor]:
    with clock_at(at(2026, 11, 16)):
        admin = make_actor(Peran.ADMIN_KAB)
        isian = IsianJemput(HARI, DESA[BANDAR_LAMPUNG], "SMAN 2", "sekolah", "Ana", 10)
        with transaction() as session:
            create_lapas(session, BANDAR_LAMPUNG, IsianLapas("Rutan Kelas I", "rutan"), actor=admin)
            create_jemput(session, BANDAR_LAMPUNG, isian, actor=admin)
        yield admin


@pytest.fixture
def client(app: Flask, admin: Actor) -> FlaskClient:
    return sign_in(app, admin)


def filled(client: FlaskClient, lapas: list[Any], jemput: list[Any]) -> bytes:
    """The downloaded sheet with figures typed behind what stands there."""
    book, target = CalamineWorkbook.from_filelike(BytesIO(client.get("/desk/lembar-kerja.xlsx").data)), BytesIO()
    with xlsxwriter.Workbook(target) as copy:
        for name, kept, typed in (("Lapas", 2, lapas), ("Jemput bola", 3, jemput)):
            page, rows = copy.add_worksheet(name), book.get_sheet_by_name(name).to_python()
            for line, row in enumerate(rows):
                cells = [f"{one:%d-%m-%Y}" if isinstance(one, date) else one for one in row]
                page.write_row(line, 0, cells if line == 0 else [*cells[:kept], *typed])
    return target.getvalue()


def run(path: Path, admin: Actor, *, uji: bool = False) -> list[Hasil]:
    with transaction() as session:
        return import_kerja(session, path, actor=admin, uji=uji)


def test_downloaded_sheet_comes_back_filled(client: FlaskClient, admin: Actor, tmp_path: Path) -> None:
    path = tmp_path / "desk.xlsx"
    path.write_bytes(filled(client, [*ANGKA, "Kota Metro 300; 18.01 27"], [5, 4, 3, 2, 1, 0, "Hujan"]))
    assert [(one.nasib, one.pesan) for one in run(path, admin, uji=True)] == [("baru", ""), ("baru", "")]
    with reading() as session:
        assert session.scalar(select(LaporanLapas)) is None
    assert [one.nasib for one in run(path, admin)] == ["baru", "baru"]
    assert [one.nasib for one in run(path, admin)] == ["sama", "sama"]
    with reading() as session:
        assert session.scalars(select(LaporanLapas.luar)).one() == {"18.72": 300, "18.01": 27}
        jemput = session.scalars(select(JemputBola)).one()
        assert (jemput.status, jemput.rekam, jemput.kendala) == ("selesai", 5, "Hujan")


def test_one_wrong_row_keeps_everything_out_and_says_why(client: FlaskClient, admin: Actor) -> None:
    content = filled(client, [*ANGKA[:5], 701, *ANGKA[6:]], [5, 4, 3, 2, 1, "dua"])
    page = client.post("/desk/impor-kerja", data={"berkas": (BytesIO(content), "desk.xlsx")})
    assert list(page_problems(page)) == []
    assert "Sudah rekam 701 lebih besar daripada terdaftar 700." in page.text
    assert "bukan bilangan bulat" in page.text
    assert 'name="kiriman"' not in page.text


def test_words_are_refused_by_row_rather_than_cut(client: FlaskClient, admin: Actor, tmp_path: Path) -> None:
    path = tmp_path / "desk.xlsx"
    path.write_bytes(filled(client, [*ANGKA, "", "Rusak\ufffd"], [5, 4, 3, 2, 1, 0, "a" * 1001]))
    assert [one.pesan for one in run(path, admin)] == [
        "Keterangan: ada tanda yang tidak terbaca. Ketik ulang isinya.",
        "Tulis paling banyak 1.000 huruf. Yang ditulis 1.001.",
    ]


def test_name_that_fits_two_prisons_is_told_so(admin: Actor, tmp_path: Path) -> None:
    with transaction() as session:
        create_lapas(session, BANDAR_LAMPUNG, IsianLapas("Rutan Kelas-I", "rutan"), actor=admin)
    heads = [KEPALA["lapas"]["kunci"], KEPALA["lapas"]["tanggal"], *LABEL["lapas"].values()]
    rows = [[nama, "16-11-2026", *ANGKA] for nama in ("rutan kelas i", "Rutan Kelas-I")]
    path = tmp_path / "desk.csv"
    path.write_text("\n".join(";".join(map(str, cells)) for cells in [heads, *rows]))
    pesan = "“rutan kelas i” cocok dengan “Rutan Kelas I” dan “Rutan Kelas-I”."
    assert [one.pesan.startswith(pesan) for one in run(path, admin)] == [True, False]


def test_sheet_without_figures_is_refused(client: FlaskClient) -> None:
    assert list(page_problems(client.get("/desk/impor-kerja"))) == []
    content = client.get("/desk/lembar-kerja.xlsx").data
    page = client.post("/desk/impor-kerja", data={"berkas": (BytesIO(content), "desk.xlsx")})
    assert page.status_code == 422
    assert "Berkas ini belum berisi angka." in page.text


def sheet(path: Path, *sheets: tuple[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as book:
        for name, rows in sheets:
            page = book.add_worksheet(name)
            for line, row in enumerate(rows):
                page.write_row(line, 0, row)
    return path


def downloaded(client: FlaskClient, name: str) -> list[list[Any]]:
    return (
        CalamineWorkbook.from_filelike(BytesIO(client.get("/desk/lembar-kerja.xlsx").data))
        .get_sheet_by_name(name)
        .to_python()
    )


def test_plans_service_days_and_gisa_come_in_and_come_back_the_same(
    client: FlaskClient, admin: Actor, tmp_path: Path
) -> None:
    rencana, layanan, gisa = (downloaded(client, name) for name in ("Rencana", "Layanan", "GISA"))
    assert [row[1] for row in gisa[1:]][:1] == ["Kecamatan Kedaton: belum ada desa/kelurahan"]
    rencana.append(["", date(2026, 12, 1), DESA[BANDAR_LAMPUNG], "SMAN 3", "Sekolah (pemilih pemula)", "Ana", "", 40])
    natal = next(row for row in layanan if row[0] == date(2026, 12, 25))
    natal[3:8] = ["buka", "08.00", "12.00", "Ana", "0812-3456-7890"]
    gisa.append([DESA[BANDAR_LAMPUNG], "", "470/1", date(2026, 11, 2), 90, 80, 70, 60, "Sosialisasi RW"])
    sheets = (("Rencana", rencana), ("Layanan", layanan), ("GISA", gisa))
    path = sheet(tmp_path / "desk.xlsx", *sheets)
    assert [(one.nasib, one.pesan) for one in run(path, admin)] == [("baru", "")] * 3
    assert [one.nasib for one in run(path, admin)] == ["sama"] * 3
    with reading() as session:
        assert session.scalars(select(LayananHari.hp)).one() == "+6281234567890"
        assert session.scalars(select(Gisa.kegiatan)).one() == "Sosialisasi RW"
    path.write_bytes(client.get("/desk/lembar-kerja.xlsx").data)
    assert [(one.nasib, one.pesan) for one in run(path, admin)] == [("sama", "")] * 3


def test_plan_is_changed_by_its_code_and_named_by_its_village(
    client: FlaskClient, admin: Actor, tmp_path: Path
) -> None:
    heads, new = downloaded(client, "Rencana"), ["", date(2026, 12, 1), "Kedaton", "Balai", "umum", "Ana", "", 40]
    assert [one.pesan for one in run(sheet(tmp_path / "a.xlsx", ("R", [*heads, new])), admin)] == [""]
    changed = downloaded(client, "Rencana")
    changed[1][1] = date(2026, 12, 3)
    assert [one.nasib for one in run(sheet(tmp_path / "b.xlsx", ("R", changed)), admin)] == ["perbaikan"]
    with reading() as session:
        days = select(JemputBola.tanggal).where(JemputBola.lokasi == "Balai")
        assert session.scalars(days).one() == date(2026, 12, 3)


def test_rows_of_the_other_sheets_say_which_cell_is_wrong(client: FlaskClient, admin: Actor, tmp_path: Path) -> None:
    rencana, layanan, gisa = (downloaded(client, name)[:1] for name in ("Rencana", "Layanan", "GISA"))
    rencana.append(["", date(2026, 12, 1), "Antah", "Balai", "umum", "Ana", "", 40])
    rencana += [["", date(2026, 12, 1), "18.72.01.1001", "Balai", "umum", "Ana", "", 40]] * 2
    layanan += [[date(2026, 12, 25), "", "Kantor", "buka"], [date(2026, 12, 1), "", "Kantor", "tutup"]]
    gisa.append(["18.72.01", "", "1", date(2026, 11, 2), 90, 80, 70, 60])
    gisa.append(["18.71.01", "", "1", date(2026, 11, 2), 90, 80, 70, 101])
    path = sheet(tmp_path / "desk.xlsx", ("Rencana", rencana), ("Layanan", layanan), ("GISA", gisa))
    assert [one.pesan for one in run(path, admin)] == [
        "Desa/kelurahan: “Antah” tidak ada di kabupaten/kota Anda. Tulis kodenya; lihat lembar Kode wilayah.",
        "Desa/kelurahan: Pilih desa/kelurahan di kabupaten/kota Anda.",
        "Isian yang sama sudah ada di lembar Rencana baris 3. Hapus salah satunya.",
        "Jam buka: Tulis jam bukanya, misalnya 08.00. Petugas piket: Tulis nama petugas piketnya.",
        "Tanggal: Selasa, 1 Desember 2026 hari kerja biasa. Halaman ini untuk hari libur dan hari H.",
        "Kode wilayah: 18.72.01 bukan wilayah di kabupaten/kota Anda (18.71).",
        "Sadar melayani administrasi kependudukan: 101 tidak mungkin. Tulis 0 sampai 100.",
    ]


def test_prison_without_recording_is_nihil_in_the_sheet(client: FlaskClient, admin: Actor, tmp_path: Path) -> None:
    heads = downloaded(client, "Lapas")[0]
    figures: list[Any] = ["Rutan Kelas I", date(2026, 11, 14), *ANGKA[:3], 327, *ANGKA[4:], "", "", ""]
    figures += [""] * (heads.index("Alasan") - len(figures)) + ["Listrik padam"]
    nihil: list[Any] = ["Rutan Kelas I", HARI, *[""] * 12, "ya"]
    assert [one.pesan for one in run(sheet(tmp_path / "a.xlsx", ("L", [heads, nihil, figures])), admin)] == ["", ""]
    with reading() as session:
        kept = session.scalars(select(LaporanLapas).where(LaporanLapas.nihil)).one()
    assert (kept.tanggal, kept.rekam_hari, kept.sudah_rekam) == (HARI, 0, 600)
