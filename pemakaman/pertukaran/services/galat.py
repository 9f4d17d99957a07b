"""The error file of a batch: the rows that did not get in, with the same columns and the reasons."""

import tempfile
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.impor import refusing
from pemakaman.pertukaran.buku import Baris, Buku
from pemakaman.pertukaran.models import ImporSalah
from pemakaman.pertukaran.susunan.kepala import is_error_column
from pemakaman.tabel import Cell


def store_errors(session: Session, impor_id: UUID, buku: Buku) -> str:
    """Write the file, a row at a time, and return its SHA-256: a workbook for a workbook, else CSV as it came."""
    query = select(ImporSalah.urutan, ImporSalah.pesan).where(ImporSalah.impor_id == impor_id)
    wrong = iter(session.execute(query.order_by(ImporSalah.urutan).execution_options(yield_per=1000)))
    kept = [place for place, judul in enumerate(buku.judul) if not is_error_column(judul)]
    judul = [buku.judul[place] for place in kept]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kesalahan"
        form = {"xlsx": buku.tabel.is_workbook, "pemisah": buku.tabel.delimiter}
        with refusing(path, judul, **form) as refuse:  # type: ignore[arg-type]
            waiting = next(wrong, None)
            for row in buku.rows():
                if waiting is not None and row.urutan == waiting.urutan:
                    refuse((row.nomor, _cells(row, kept)), _sentences(row, waiting.pesan))
                    waiting = next(wrong, None)
        return store.put_file(path)


def _cells(row: Baris, kept: list[int]) -> list[Cell]:
    return [row.sel[place] if place < len(row.sel) else None for place in kept]


def _sentences(row: Baris, pesan: list[str]) -> str:
    where = f"Lembar {row.lembar}. " if row.lembar else ""
    return where + " ".join(one if one.endswith((".", "?", "!")) else f"{one}." for one in pesan)
