"""Numbers from a file: tried first, then recorded, twice without harm."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from pemakaman.akta.impor import error_file, import_akta
from pemakaman.akta.models import Akta
from pemakaman.akta.rules import Hasil, HasilBaris
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, today_in, transaction
from pemakaman.laporan.rules import Status
from pemakaman.tabel import TableError, xlsx_bytes
from tests.pabrik import make_actor, make_makam
from tests.pabrik_pemilih import make_approved
from tests.pabrik_verifikasi import status_of

pytestmark = pytest.mark.usefixtures("database")
HARI_INI = today_in("18")
NIK = "1871014403500001"


@pytest.fixture
def petugas(database: object) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


def nomor_of(serial: int) -> str:
    return f"1871-KM-{HARI_INI:%d%m%Y}-{serial:04}"


def run(path: Path, petugas: Actor, *, uji: bool = False, terima: bool = False) -> list[Hasil]:
    with transaction() as session:
        return import_akta(session, path, actor=petugas, uji=uji, terima_peringatan=terima)[1]


def write(folder: Path, *lines: str, header: str = "nik;nomor_akta;tanggal_akta") -> Path:
    path = folder / "akta.csv"
    path.write_text("\n".join([header, *lines]))
    return path


def kinds(report: list[Hasil]) -> list[HasilBaris]:
    return [hasil.hasil for hasil in report]


def test_a_trial_changes_nothing(tmp_path: Path, petugas: Actor) -> None:
    laporan_id = make_approved(nik=NIK)
    path = write(tmp_path, f"{NIK};{nomor_of(1)};{HARI_INI:%d-%m-%Y}")
    assert kinds(run(path, petugas, uji=True)) == [HasilBaris.DICATAT]
    assert status_of(laporan_id) == Status.DISETUJUI
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Akta)) == 0


def test_the_real_run_records_and_a_second_one_changes_nothing(tmp_path: Path, petugas: Actor) -> None:
    laporan_id = make_approved(nik=NIK)
    path = write(tmp_path, f"{NIK};{nomor_of(1)};{HARI_INI:%d-%m-%Y}")
    assert kinds(run(path, petugas)) == [HasilBaris.DICATAT]
    assert status_of(laporan_id) == Status.AKTA_TERBIT
    assert kinds(run(path, petugas)) == [HasilBaris.SUDAH]


def test_good_rows_are_recorded_beside_bad_ones(tmp_path: Path, petugas: Actor) -> None:
    make_approved(nik=NIK)
    good = f"{NIK};{nomor_of(1)};{HARI_INI:%d-%m-%Y}"
    report = run(write(tmp_path, "123;x-1;1-1-2026", good, f"1871014403500002;{nomor_of(2)};besok"), petugas)
    assert kinds(report) == [HasilBaris.SALAH, HasilBaris.DICATAT, HasilBaris.SALAH]


def test_a_number_twice_in_one_file_is_bad_the_second_time(tmp_path: Path, petugas: Actor) -> None:
    make_approved(nik=NIK)
    make_approved(nik="1871014403500002")
    rows = [f"{nik};{nomor_of(1)};{HARI_INI:%d-%m-%Y}" for nik in (NIK, "1871014403500002")]
    assert kinds(run(write(tmp_path, *rows), petugas, uji=True)) == [HasilBaris.DICATAT, HasilBaris.SALAH]


def test_reports_are_found_by_book_number_and_by_id(tmp_path: Path, petugas: Actor) -> None:
    makam = make_makam()
    make_approved(makam=makam, buku_nomor=7, buku_tahun=2026)
    by_id = make_approved()
    header = "nomor_buku;kode_makam;id_laporan;nomor_akta;tanggal_akta"
    lines = [
        f"7/2026;{makam.kode};;{nomor_of(1)};{HARI_INI:%d-%m-%Y}",
        f";;{by_id};{nomor_of(2)};{HARI_INI:%d-%m-%Y}",
        f"8/2026;{makam.kode};;{nomor_of(3)};{HARI_INI:%d-%m-%Y}",
        f";;;{nomor_of(3)};{HARI_INI:%d-%m-%Y}",
        f";;bukan-id;{nomor_of(3)};{HARI_INI:%d-%m-%Y}",
    ]
    report = run(write(tmp_path, *lines, header=header), petugas)
    assert kinds(report) == [HasilBaris.DICATAT, HasilBaris.DICATAT, *[HasilBaris.SALAH] * 3]


def test_an_unusual_number_passes_only_when_accepted(tmp_path: Path, petugas: Actor) -> None:
    make_approved(nik=NIK)
    path = write(tmp_path, f"{NIK};477/12/1999;{HARI_INI:%d-%m-%Y}")
    assert kinds(run(path, petugas)) == [HasilBaris.SALAH]
    assert kinds(run(path, petugas, terima=True)) == [HasilBaris.DICATAT]


def test_a_nik_typed_wrongly_elsewhere_leads_to_the_report_of_its_owner(tmp_path: Path, petugas: Actor) -> None:
    owner = make_approved(nik=NIK)
    other = make_approved(nik=NIK, nik_pilihan="1871014403500099")  # recognised as another person
    report = run(write(tmp_path, f"{NIK};{nomor_of(1)};{HARI_INI:%d-%m-%Y}"), petugas)
    assert kinds(report) == [HasilBaris.DICATAT]
    assert (status_of(owner), status_of(other)) == (Status.AKTA_TERBIT, Status.DISETUJUI)


def test_xlsx_is_read_too(tmp_path: Path, petugas: Actor) -> None:
    make_approved(nik=NIK)
    path = tmp_path / "akta.xlsx"
    header = ["NIK", "Nomor Akta", "Tanggal Akta"]
    path.write_bytes(xlsx_bytes("Akta", header, [[NIK, nomor_of(1), f"{HARI_INI:%d-%m-%Y}"]]))
    assert kinds(run(path, petugas)) == [HasilBaris.DICATAT]


def test_a_file_without_the_columns_is_refused(tmp_path: Path, petugas: Actor) -> None:
    with pytest.raises(TableError, match="nomor_akta"):
        run(write(tmp_path, "a;b", header="nama;alamat"), petugas)


def test_the_error_file_has_the_row_and_the_reason(tmp_path: Path, petugas: Actor) -> None:
    report = run(write(tmp_path, f"{NIK};=1+1;{HARI_INI:%d-%m-%Y}"), petugas)
    text = error_file(["nik", "nomor_akta", "tanggal_akta"], report).decode("utf-8-sig")
    assert text.splitlines()[0].endswith("Kesalahan")
    assert f"{NIK},'=1+1," in text


def test_a_row_whose_nik_is_not_the_reports_records_no_number(tmp_path: Path, petugas: Actor) -> None:
    laporan_id = make_approved(nik=NIK)
    header = "id_laporan;nik;nomor_akta;tanggal_akta"
    row = f"{laporan_id};{{}};{nomor_of(1)};{HARI_INI:%d-%m-%Y}"
    (refused,) = run(write(tmp_path, row.format("1871014403500002"), header=header), petugas)
    assert (refused.hasil, status_of(laporan_id)) == (HasilBaris.SALAH, Status.DISETUJUI)
    assert "NIK di baris ini bukan NIK di laporan" in refused.pesan
    right = write(tmp_path, row.format("1871.0144.0350.0001"), header=header)
    assert kinds(run(right, petugas)) == [HasilBaris.DICATAT]
