"""Prints of the book: who may order which, what the worker makes of it, and what becomes of failures."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.buku import jobs, queries
from pemakaman.buku.models import CetakBuku
from pemakaman.buku.services import cetak as services
from pemakaman.buku.susunan import SUSUNAN
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, PemakamanError
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Buku, KoreksiBuku, Makam, NomorBatal
from pemakaman.makam.rules import SusunanBuku
from tests.baca_buku import HalamanBuku, read_book, squeeze
from tests.pabrik import DESA, METRO, make_actor, make_makam
from tests.pekerja import work

MARET = {"dari": date(2026, 3, 1), "sampai": date(2026, 3, 31)}
NIK = "1871014107500003"


@pytest.fixture
def juru(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Juru Kunci")


@pytest.fixture
def makam(juru: Actor) -> Makam:
    return make_makam(pengelola=[juru])


def add_row(makam: Makam, actor: Actor, nomor: int, **ganti: Any) -> Laporan:
    """A committed row of the book of 2026."""
    values: dict[str, Any] = {
        "status": Status.LAPOR_AWAL.value,
        "nama": f"Almarhum {nomor}",
        "nik": NIK,
        "dimakamkan_tanggal": date(2026, 3, 5),
        "buku_tahun": 2026,
        "buku_nomor": nomor,
    }
    with transaction() as session:
        laporan = Laporan(
            id=uuid4(),
            makam_id=makam.id,
            kab_kode=makam.kab_kode,
            kec_kode=makam.kec_kode,
            desa_kode=makam.desa_kode,
            dibuat_oleh=actor.id,
            **{**values, **ganti},
        )
        session.add(laporan)
        record(session, "laporan.dibuat", "laporan", laporan.id, actor=SISTEM)
        session.flush()
        if laporan.status != Status.DRAF:
            session.add(LaporanOrang(laporan_id=laporan.id, peran="pelapor", nama="Siti Aminah", hubungan="Istri"))
    return laporan


def order(actor: Actor, **ganti: Any) -> CetakBuku:
    """A committed order; of a masked book of March unless named otherwise."""
    values: dict[str, Any] = {**MARET, "susunan": SusunanBuku.BADUNG, "nik_tampak": False, "petugas": "Suparman"}
    with transaction() as session:
        return services.order_cetak(session, actor=actor, **{**values, **ganti})


def again(cetak: CetakBuku) -> CetakBuku:
    with reading() as session:
        return session.get_one(CetakBuku, cetak.id)


def pages_of(cetak: CetakBuku) -> list[HalamanBuku]:
    jobs.print_book(str(cetak.id))
    sha256 = again(cetak).sha256
    assert sha256 is not None
    return read_book(store.path_of(sha256))


def rows_of(cetak: CetakBuku) -> list[list[str]]:
    return [row for page in pages_of(cetak) for row in page.baris]


def test_worker_makes_what_was_ordered(juru: Actor, makam: Makam) -> None:
    add_row(makam, juru, 1)
    cetak = order(juru, makam_id=makam.id)

    work()
    made = again(cetak)
    assert (made.status, made.baris, made.halaman, made.galat) == ("jadi", 1, 1, None)
    assert made.ukuran == len(store.get(made.sha256 or ""))


@pytest.mark.parametrize(
    ("desa_kode", "said"),
    [
        ("18.12.01.2001", ("Tiyuh", "Kepala Tiyuh")),
        ("18.04.05.2001", ("Pekon", "Peratin")),
        ("18.71.01.1001", ("Kelurahan", "Lurah")),
    ],
)
def test_a_village_and_its_head_are_called_as_they_are_there(
    makam: Makam, desa_kode: str, said: tuple[str, str]
) -> None:
    there = Makam(nama="TPU", kode="M-1", jenis=makam.jenis, desa_kode=desa_kode, kab_kode=desa_kode[:5])
    with reading() as session:
        words = queries.describe_makam(session, there)
    assert (words.sebutan, words.kepala_desa) == said


@pytest.mark.parametrize("susunan", list(SusunanBuku))
def test_printed_cells_equal_the_rows_of_the_tables(juru: Actor, makam: Makam, susunan: SusunanBuku) -> None:
    for nomor in range(1, 6):
        add_row(makam, juru, nomor, blok="A", keterangan="Dekat pagar")
    cetak = order(juru, makam_id=makam.id, susunan=susunan, nik_tampak=True)
    with reading() as session:
        words = queries.describe_makam(session, makam)
        rows = list(queries.stream_rows(session, makam.id, **MARET))
    expected = [[squeeze(kolom.isi(row, words)) for kolom in SUSUNAN[susunan].kolom] for row in rows]
    found = [[squeeze(cell) for cell in row] for row in rows_of(cetak)]
    assert found[:5] == expected
    assert rows[0].pelapor.nama == "Siti Aminah"


def test_rows_come_in_portions_and_in_order(juru: Actor, makam: Makam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "BARIS_SEKALI", 2)
    for nomor in (3, 1, 5, 2, 4):
        add_row(makam, juru, nomor)
    with reading() as session:
        assert [row.nomor for row in queries.stream_rows(session, makam.id, **MARET)] == [1, 2, 3, 4, 5]


def test_a_draft_and_another_month_are_not_printed(juru: Actor, makam: Makam) -> None:
    add_row(makam, juru, 1, dimakamkan_tanggal=date(2026, 2, 28))
    add_row(makam, juru, 2, dimakamkan_tanggal=date(2026, 3, 31))
    add_row(makam, juru, 3, dimakamkan_tanggal=date(2026, 4, 1))
    add_row(makam, juru, 0, status=Status.DRAF.value, buku_nomor=None, buku_tahun=None)
    with reading() as session:
        assert [row.nomor for row in queries.stream_rows(session, makam.id, **MARET)] == [2]


def add_unused(makam: Makam, *numbers: int) -> None:
    with transaction() as session:
        session.add(Buku(makam_id=makam.id, tahun=2026, nomor_terakhir=9))
        session.add_all(NomorBatal(makam_id=makam.id, tahun=2026, nomor=n, sebab="Impor dibatalkan") for n in numbers)
        record(session, "makam.nomor_awal", "makam", makam.id, actor=SISTEM)


def read_numbers(makam: Makam, dari: date, sampai: date) -> list[tuple[int, str | None]]:
    with reading() as session:
        return [(row.nomor, row.batal) for row in queries.stream_rows(session, makam.id, dari, sampai)]


def test_numbers_taken_back_fill_the_holes_of_a_month(juru: Actor, makam: Makam) -> None:
    add_row(makam, juru, 2)
    add_row(makam, juru, 5)
    add_unused(makam, 1, 3, 4, 6)
    said = "Impor dibatalkan"
    assert read_numbers(makam, **MARET) == [(2, None), (3, said), (4, said), (5, None)]


def test_a_whole_year_shows_every_number_taken_back(juru: Actor, makam: Makam) -> None:
    add_row(makam, juru, 2)
    add_unused(makam, 1, 6)
    numbers = [nomor for nomor, _ in read_numbers(makam, date(2026, 1, 1), date(2026, 12, 31))]
    assert numbers == [1, 2, 6]


def test_a_merged_row_names_the_number_it_went_to(juru: Actor, makam: Makam) -> None:
    other = make_makam(pengelola=[juru])
    first = add_row(makam, juru, 1)
    far = add_row(other, juru, 8)
    add_row(makam, juru, 2, status=Status.DIGABUNG.value, status_sebelum="diajukan", digabung_ke=first.id)
    add_row(makam, juru, 3, status=Status.DIGABUNG.value, status_sebelum="diajukan", digabung_ke=far.id)
    with reading() as session:
        said = [row.digabung_ke for row in queries.stream_rows(session, makam.id, **MARET)]
    assert said == [None, "1/2026", "8/2026 buku TPU Uji"]


def test_corrections_made_in_the_days_are_printed(juru: Actor, makam: Makam) -> None:
    laporan = add_row(makam, juru, 7, dimakamkan_tanggal=date(2026, 2, 3))
    with transaction() as session:
        for nomor, moment in (
            (1, datetime(2026, 2, 28, 16, 59, tzinfo=UTC)),
            (2, datetime(2026, 2, 28, 17, tzinfo=UTC)),
        ):
            session.add(
                KoreksiBuku(
                    makam_id=makam.id,
                    tahun=2026,
                    bulan=3,
                    nomor=nomor,
                    laporan_id=laporan.id,
                    asal_tahun=2026,
                    asal_bulan=2,
                    jenis="ubah",
                    peristiwa="laporan.dikoreksi",
                    rincian={"nama": ["Amad", "Ahmad"], "alasan": "Salah tulis"},
                    dibuat_oleh=juru.id,
                    dibuat_pada=moment,
                )
            )
        record(session, "laporan.dikoreksi", "laporan", laporan.id, actor=SISTEM)
    found = rows_of(order(juru, makam_id=makam.id))
    # 17.00 UTC is midnight in Lampung: the first entry was still made in February.
    assert [row[0] for row in found if len(row) == 6] == ["2/2026"]
    assert [squeeze(cell) for cell in found[0][2:]] == [
        "7/2026",
        squeeze("Isi baris dibetulkan Bulan asal: Februari 2026 nama almarhum Alasan: Salah tulis"),
        "Amad",
        "Ahmad",
    ]


def test_masked_print_holds_no_whole_nik(juru: Actor, makam: Makam) -> None:
    add_row(makam, juru, 1)
    masked, whole = order(juru, makam_id=makam.id), order(juru, makam_id=makam.id, nik_tampak=True)
    assert NIK not in squeeze(pages_of(masked)[0].teks)
    assert NIK in squeeze(pages_of(whole)[0].teks)


def test_kecamatan_book_has_the_cemeteries_of_the_jurisdiction(juru: Actor, makam: Makam) -> None:
    second = make_makam(desa="18.71.01.1005")
    make_makam(desa="18.71.01.1004")
    add_row(makam, juru, 1)
    add_row(second, juru, 1, nama="Orang Kedua")
    pages = pages_of(order(make_actor(Peran.VERIFIKATOR), wilayah_kode="18.71.01"))
    text = squeeze("".join(page.teks for page in pages))
    assert "Almarhum1" in text
    assert "OrangKedua" in text
    assert text.count("nihil") == 1
    assert len(pages) == 2


CASES = [
    (Peran.PENGELOLA_MAKAM, None, {"wilayah_kode": DESA["18.71"]}, Forbidden),
    (Peran.PENGELOLA_MAKAM, None, {}, NotFound),
    (Peran.OPERATOR_DESA, DESA["18.71"], {"wilayah_kode": "18.71.01"}, NotFound),
    (Peran.VERIFIKATOR, METRO, {}, NotFound),
    (Peran.VERIFIKATOR, METRO, {"wilayah_kode": "18.71.01"}, NotFound),
    (Peran.VERIFIKATOR, "18.71", {"wilayah_kode": "18.71"}, NotFound),
    (Peran.PETUGAS_PROVINSI, "17", {}, NotFound),
    (Peran.PETUGAS_KPU, None, {}, Forbidden),
    (Peran.AUDITOR, None, {}, Forbidden),
    (Peran.PEJABAT, None, {"nik_tampak": True}, Forbidden),
    (Peran.PETUGAS_PROVINSI, None, {"nik_tampak": True}, Forbidden),
    (Peran.VERIFIKATOR, None, {"sampai": date(2046, 3, 1)}, Invalid),
    (Peran.VERIFIKATOR, None, {"petugas": " "}, Invalid),
]


@pytest.mark.parametrize(("peran", "wilayah", "ganti", "refused"), CASES)
def test_what_may_not_be_printed_is_refused(
    makam: Makam, peran: Peran, wilayah: str | None, ganti: dict[str, Any], refused: type[PemakamanError]
) -> None:
    scope = {} if "wilayah_kode" in ganti else {"makam_id": makam.id}
    actor = make_actor(peran, wilayah)
    with pytest.raises(refused):
        order(actor, **scope, **ganti)


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.PEJABAT, Peran.ADMIN_KAB, Peran.PETUGAS_PROVINSI])
def test_offices_print_a_masked_book(makam: Makam, peran: Peran) -> None:
    assert order(make_actor(peran), makam_id=makam.id).status == "antre"


def test_failure_is_told_and_can_be_tried_again(juru: Actor, makam: Makam, monkeypatch: pytest.MonkeyPatch) -> None:
    cetak = order(juru, makam_id=makam.id)

    def break_down(*_: object, **__: object) -> None:
        raise OSError("penuh")

    monkeypatch.setattr(jobs, "render_book", break_down)
    with pytest.raises(OSError, match="penuh"):
        jobs.print_book(str(cetak.id))
    failed = again(cetak)
    assert (failed.status, failed.sha256) == ("gagal", None)
    assert "OSError" in (failed.galat or "")
    monkeypatch.undo()
    with transaction() as session:
        services.retry_cetak(session, cetak.id, actor=juru)
    assert pages_of(cetak)
    assert again(cetak).status == "jadi"


def test_running_twice_changes_nothing(juru: Actor, makam: Makam) -> None:
    cetak = order(juru, makam_id=makam.id)
    jobs.print_book(str(cetak.id))
    first = again(cetak)
    add_row(makam, juru, 1)
    jobs.print_book(str(cetak.id))
    assert (again(cetak).sha256, again(cetak).jadi_pada) == (first.sha256, first.jadi_pada)


def test_a_shut_account_gets_no_print(juru: Actor, makam: Makam, owner: Engine) -> None:
    cetak = order(juru, makam_id=makam.id)
    with Session(owner) as session, session.begin():
        session.execute(update(Akun).where(Akun.id == juru.id).values(aktif=False, alasan_nonaktif="Pindah"))
        record(session, "akun.dinonaktifkan", "akun", juru.id, actor=SISTEM)
    jobs.print_book(str(cetak.id))
    assert again(cetak).status == "gagal"


def test_nobody_reads_the_print_of_another(juru: Actor, makam: Makam) -> None:
    cetak = order(juru, makam_id=makam.id)
    jobs.print_book(str(cetak.id))
    with pytest.raises(NotFound), transaction() as session:
        services.read_cetak(session, cetak.id, actor=make_actor(Peran.VERIFIKATOR))


def test_an_unfinished_print_cannot_be_taken(juru: Actor, makam: Makam) -> None:
    cetak = order(juru, makam_id=makam.id)
    with pytest.raises(Conflict), transaction() as session:
        services.read_cetak(session, cetak.id, actor=juru)


def test_each_step_of_an_order_is_in_the_trail(juru: Actor, makam: Makam) -> None:
    cetak = order(juru, makam_id=makam.id)
    jobs.print_book(str(cetak.id))
    with transaction() as session:
        services.read_cetak(session, cetak.id, actor=juru)
    with reading() as session:
        told = set(session.scalars(select(Jejak.peristiwa).where(Jejak.objek_id == str(cetak.id))))
    steps = {"dipesan", "dikerjakan", "jadi", "diunduh"}
    assert told == {f"cetak_buku.{step}" for step in steps}


def test_finished_file_is_the_one_that_was_hashed(juru: Actor, makam: Makam, tmp_path: Path) -> None:
    cetak = order(juru, makam_id=makam.id)
    jobs.print_book(str(cetak.id))
    target = tmp_path / "buku.pdf"
    target.write_bytes(store.get(again(cetak).sha256 or ""))
    assert len(read_book(target)) == again(cetak).halaman
