"""A voter list from a file into the table: all good rows in one transaction, or none.

The callers (job, command) own the transactions; progress is told in small ones of its own beside the large one.
"""

import csv
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM
from pemakaman.db import now
from pemakaman.jejak.services import record
from pemakaman.pemilih.kolom import COLUMNS, HEADER_WITHIN, Header, KolomError, find_header
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.wilayah_nama import Peta
from pemakaman.tabel import Row, TableError, cell_text, open_table, safe_text
from pemakaman.wilayah.models import Wilayah

Unit = Callable[[], AbstractContextManager[Session]]
TELL_EVERY = 20_000
FIELDS = ("daftar_id", "kec_kode", "desa_kode", *COLUMNS)
COPY = f"COPY pemilih ({', '.join(FIELDS)}) FROM STDIN"
TERHENTI = (
    "Impor terhenti karena kesalahan program. Tidak ada baris yang masuk. "
    "Coba lagi; bila berulang, beri tahu admin sistem."
)


@dataclass
class Hitung:
    """How far an import is."""

    dibaca: int = 0
    masuk: int = 0
    salah: int = 0
    pertama: str = ""


def run_import(daftar_id: UUID, unit: Unit, tell: Callable[[Hitung], None] = lambda _: None) -> None:
    """Import a waiting list; a list already finished or in other hands is left alone."""
    if not _begin(daftar_id, unit):
        return
    try:
        with unit() as session:
            if not _lock(session, daftar_id):
                return
            daftar = session.get_one(DaftarPemilih, daftar_id)
            _copy_all(session, daftar, lambda count: _tell(daftar_id, count, unit, tell))
    except TableError as error:
        _fail(daftar_id, unit, error.pesan)
    except Exception:
        _fail(daftar_id, unit, TERHENTI)
        raise


def _begin(daftar_id: UUID, unit: Unit) -> bool:
    with unit() as session:
        daftar = session.get(DaftarPemilih, daftar_id, with_for_update=True)
        if daftar is None or daftar.status in {"jadi", "gagal"}:
            return False
        if daftar.status == "antre":
            _change(session, daftar, "daftar_pemilih.dimulai", status="berjalan")
    return True


def _lock(session: Session, daftar_id: UUID) -> bool:
    """True for the one who may work on it; a second worker, or one that comes when all is done, gets False."""
    query = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:id, 4711))")
    if not session.scalar(query, {"id": str(daftar_id)}):
        return False
    status = select(DaftarPemilih.status).where(DaftarPemilih.id == daftar_id)
    return session.scalar(status) == "berjalan"


def _copy_all(session: Session, daftar: DaftarPemilih, tell: Callable[[Hitung], None]) -> None:
    count = Hitung()
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "kesalahan.csv"
        rows = open_table(store.path_of(daftar.sha256)).rows()
        header, peta = _find_header(rows), _peta(session, daftar)
        with _error_writer(errors, header) as refuse, _copying(session) as copy:
            for row in _good_rows(header, rows, count, refuse, tell):
                copy.write_row((daftar.id, *peta.find(row["kecamatan"], row["desa"]), *row.values()))
        _finish(session, daftar, count, store.put_file(errors) if count.salah else None)


def _good_rows(
    header: Header,
    rows: Iterator[Row],
    count: Hitung,
    refuse: Callable[[Row, str], None],
    tell: Callable[[Hitung], None],
) -> Iterator[dict[str, Any]]:
    for row in rows:
        count.dibaca += 1
        try:
            values = header.read(row[1])
        except KolomError as error:
            count.salah += 1
            count.pertama = count.pertama or f"Baris {row[0]}: {error}"
            refuse(row, str(error))
        else:
            count.masuk += 1
            yield values
        if count.dibaca % TELL_EVERY == 0:
            tell(count)


def _peta(session: Session, daftar: DaftarPemilih) -> Peta:
    kode = daftar.wilayah_kode
    inside = or_(Wilayah.kode == kode, Wilayah.kode.startswith(f"{kode}.", autoescape=True))
    query = select(Wilayah.kode, Wilayah.nama, Wilayah.tingkat).where(inside, Wilayah.berlaku_sampai.is_(None))
    return Peta((row.kode, row.nama, row.tingkat) for row in session.execute(query))


def _finish(session: Session, daftar: DaftarPemilih, count: Hitung, sha256_salah: str | None) -> None:
    done: dict[str, Any] = {
        "dibaca": count.dibaca,
        "salah": count.salah,
        "sha256_salah": sha256_salah,
        "selesai_pada": now(),
    }
    if count.masuk:
        _change(session, daftar, "daftar_pemilih.jadi", status="jadi", masuk=count.masuk, **done)
    else:
        galat = f"Tidak ada baris yang dapat dipakai. {count.pertama}".strip()
        _change(session, daftar, "daftar_pemilih.gagal", status="gagal", galat=galat, **done)


def _find_header(rows: Iterator[Row]) -> Header:
    for (_, cells), _ in zip(rows, range(HEADER_WITHIN), strict=False):
        header = find_header(cells)
        if header is not None:
            return header
    raise TableError("Judul kolom tidak ditemukan. Baris judul harus memuat KECAMATAN, DESA, NIK, dan NAMA.")


@contextmanager
def _error_writer(path: Path, header: Header) -> Iterator[Callable[[Row, str], None]]:
    file: TextIO
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*map(safe_text, header.judul), "Kesalahan"])
        yield lambda row, why: writer.writerow(_error_row(row, len(header.judul), why))


def _error_row(row: Row, width: int, why: str) -> list[str]:
    texts = [safe_text(cell_text(cell)) for cell in row[1][:width]]
    return [*texts, *[""] * (width - len(texts)), f"Baris {row[0]}: {why}"]


def _copying(session: Session) -> AbstractContextManager[Any]:
    driver: Any = session.connection().connection.driver_connection
    copying: AbstractContextManager[Any] = driver.cursor().copy(COPY)
    return copying


def _tell(daftar_id: UUID, count: Hitung, unit: Unit, tell: Callable[[Hitung], None]) -> None:
    with unit() as session:
        daftar = session.get_one(DaftarPemilih, daftar_id)
        _change(session, daftar, "daftar_pemilih.dibaca", dibaca=count.dibaca)
    tell(count)


def _fail(daftar_id: UUID, unit: Unit, galat: str) -> None:
    with unit() as session:
        daftar = session.get_one(DaftarPemilih, daftar_id, with_for_update=True)
        _change(session, daftar, "daftar_pemilih.gagal", status="gagal", galat=galat, selesai_pada=now())


def _change(session: Session, daftar: DaftarPemilih, peristiwa: str, **values: Any) -> None:
    for name, value in values.items():
        setattr(daftar, name, value)
    wilayah = daftar.wilayah_kode
    record(session, peristiwa, "daftar_pemilih", daftar.id, actor=SISTEM, wilayah=wilayah, rincian=values)
