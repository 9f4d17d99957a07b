"""Certificate numbers from a file: each row through the same service, in a savepoint of its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akta.queries import find_akta, find_by_nomor_buku, list_by_nik
from pemakaman.akta.rules import COLUMNS, PERINGATAN, Baris, Hasil, HasilBaris, column_of, split_nomor_buku
from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Invalid, PemakamanError
from pemakaman.jejak.services import record_read
from pemakaman.laporan.queries import get_laporan
from pemakaman.nilai.akta import check_nomor_akta
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nik import check_nik, normalize_nik
from pemakaman.nilai.tanggal import parse_tanggal_teks
from pemakaman.tabel import Cell, TableError, cell_text, csv_bytes, open_table

MOST_ROWS = 2000
MOST_CELLS = 1_000_000
HEADER_WITHIN = 20


class _RowError(Exception):
    """Why one row cannot be used."""


class _Undo(Exception):
    """Rolls a trial back."""


def read_file(path: Path) -> tuple[list[str], list[Baris]]:
    """Headings and rows of a file; raises TableError when it has not the needed columns."""
    rows = open_table(path, most_cells=MOST_CELLS).rows()
    header, positions = _find_header(rows)
    found: list[Baris] = []
    for number, cells in rows:
        if len(found) == MOST_ROWS:
            raise TableError(f"Paling banyak {MOST_ROWS} baris sekali jalan. Bagi berkasnya.")
        found.append(_baris(number, cells, positions, len(header)))
    if not found:
        raise TableError("Berkas ini hanya berisi judul kolom.")
    return header, found


def import_akta(
    session: Session,
    path: Path,
    *,
    actor: Actor,
    uji: bool,
    terima_peringatan: bool = False,
) -> tuple[list[str], list[Hasil]]:
    """Record every good row; with `uji` everything is tried and rolled back. A second run changes nothing."""
    require(actor, Izin.AKTA_CATAT)
    header, rows = read_file(path)
    diterima = PERINGATAN if terima_peringatan else ()
    report: list[Hasil] = []
    try:
        with session.begin_nested():
            report.extend(_run_row(session, row, actor=actor, diterima=diterima) for row in rows)
            if uji:
                raise _Undo
    except _Undo:
        session.expire_all()
    for row in rows:
        if row.nik:
            record_read(session, "cari.nik", actor=actor, rahasia=row.nik, objek="laporan")
    return header, report


def error_file(header: list[str], report: list[Hasil]) -> bytes:
    """The bad rows with their reason, as a CSV that can be mended and sent again."""
    bad = [hasil for hasil in report if hasil.hasil is HasilBaris.SALAH]
    return csv_bytes([*header, "Kesalahan"], [[*hasil.baris.sel, hasil.pesan] for hasil in bad])


def _find_header(rows: Iterator[tuple[int, list[Cell]]]) -> tuple[list[str], dict[str, int]]:
    for (_, cells), _ in zip(rows, range(HEADER_WITHIN), strict=False):
        names = [cell_text(cell) for cell in cells]
        positions = {column: i for i, name in enumerate(names) if (column := column_of(name))}
        if {"nomor_akta", "tanggal_akta"} <= positions.keys():
            if not {"nik", "id_laporan", "nomor_buku"} & positions.keys():
                break
            return names, positions
    raise TableError(
        "Judul kolom tidak ditemukan. Perlu nomor_akta dan tanggal_akta, ditambah salah satu: "
        "nik, id_laporan, atau nomor_buku bersama kode_makam."
    )


def _baris(number: int, cells: list[Cell], positions: dict[str, int], width: int) -> Baris:
    texts = [cell_text(cell) for cell in cells]
    texts += [""] * (width - len(texts))
    values = {column: texts[positions[column]] if column in positions else "" for column in COLUMNS}
    if "nik" in positions and isinstance(cells[positions["nik"]], int | float):
        # Kept with its decimal point, so that check_nik names the loss instead of trusting the digits.
        values["nik"] = str(float(cells[positions["nik"]]))  # type: ignore[arg-type]
    return Baris(nomor=number, sel=tuple(texts[:width]), **values)


def _run_row(session: Session, row: Baris, *, actor: Actor, diterima: tuple[str, ...]) -> Hasil:
    try:
        laporan_id, tanggal = _find_laporan(session, row, actor=actor), _tanggal(row)
        _check_same_person(session, laporan_id, row.nik, actor=actor)
        if _is_recorded(session, laporan_id, row.nomor_akta, tanggal):
            return Hasil(row, HasilBaris.SUDAH)
        with session.begin_nested():
            record_akta(session, laporan_id, nomor=row.nomor_akta, tanggal=tanggal, actor=actor, diterima=diterima)
    except _RowError as error:
        return Hasil(row, HasilBaris.SALAH, str(error))
    except Invalid as error:
        return Hasil(row, HasilBaris.SALAH, " ".join(text for texts in error.galat.values() for text in texts))
    except PemakamanError as error:
        return Hasil(row, HasilBaris.SALAH, error.pesan)
    return Hasil(row, HasilBaris.DICATAT)


def _check_same_person(session: Session, laporan_id: UUID, text: str, *, actor: Actor) -> None:
    """A row that names a report and a NIK must mean one person: the number must not go to somebody else."""
    nik = get_laporan(session, laporan_id, actor=actor).nik
    if text and nik and normalize_nik(text) != nik:
        raise _RowError("NIK di baris ini bukan NIK di laporan yang disebut. Periksa baris ini.")


def _tanggal(row: Baris) -> date:
    try:
        return parse_tanggal_teks(row.tanggal_akta)
    except NilaiError as error:
        raise _RowError(f"Tanggal akta: {error.pesan}") from None


def _is_recorded(session: Session, laporan_id: UUID, nomor: str, tanggal: date) -> bool:
    akta = find_akta(session, laporan_id)
    if akta is None:
        return False
    try:
        return (akta.nomor, akta.tanggal) == (check_nomor_akta(nomor), tanggal)
    except NilaiError:
        return False


def _find_laporan(session: Session, row: Baris, *, actor: Actor) -> UUID:
    if row.id_laporan:
        return _by_id(row.id_laporan)
    if row.nomor_buku:
        return _by_nomor_buku(session, row, actor=actor)
    if row.nik:
        return _by_nik(session, row.nik, actor=actor)
    raise _RowError("Baris ini tidak menyebut laporan: isi nik, id_laporan, atau nomor_buku dan kode_makam.")


def _by_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _RowError("id_laporan tidak benar. Salin dari halaman laporan.") from None


def _by_nomor_buku(session: Session, row: Baris, *, actor: Actor) -> UUID:
    parts = split_nomor_buku(row.nomor_buku)
    if parts is None or not row.kode_makam:
        raise _RowError("Tulis nomor_buku seperti 12/2026 dan isi kode_makam.")
    laporan_id = find_by_nomor_buku(session, row.kode_makam, *parts, actor=actor)
    if laporan_id is None:
        raise _RowError(f"Tidak ada nomor buku {row.nomor_buku} di makam {row.kode_makam} dalam wilayah Anda.")
    return laporan_id


def _by_nik(session: Session, text: str, *, actor: Actor) -> UUID:
    try:
        nik = check_nik(text)
    except NilaiError as error:
        raise _RowError(error.pesan) from None
    found = list_by_nik(session, nik, actor=actor)
    if not found:
        raise _RowError("Tidak ada laporan yang sudah disetujui dengan NIK ini dalam wilayah Anda.")
    if len(found) > 1:
        raise _RowError("Ada lebih dari satu laporan dengan NIK ini. Pakai id_laporan atau nomor_buku.")
    return found[0]
