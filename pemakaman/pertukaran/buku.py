"""A sheet of a burial book: which layout it has, and its rows. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from pemakaman.pertukaran.lembar import Lembar, LembarError, read_lembar
from pemakaman.pertukaran.susunan.badung import BADUNG
from pemakaman.pertukaran.susunan.dasar import Baris, Susunan, data_rows, find_columns
from pemakaman.pertukaran.susunan.pasaman_barat import PASAMAN_BARAT

SUSUNAN = {susunan.kode: susunan for susunan in (BADUNG, PASAMAN_BARAT)}
OTOMATIS = "auto"
MOST_ROWS = 20_000
_NAMESPACE = UUID("8d0f6a1e-4f1b-5c55-9f0e-6a1b7c0d2e11")


@dataclass(frozen=True)
class Buku:
    """A recognised sheet and its rows of data."""

    susunan: Susunan
    baris: list[Baris]


def read_buku(content: bytes, susunan: str = OTOMATIS) -> Buku:
    """Read a file; raises LembarError when it is damaged, of no known layout, or without rows."""
    wanted = list(SUSUNAN.values()) if susunan == OTOMATIS else [SUSUNAN[susunan]]
    for reading in read_lembar(content):
        for one in wanted:
            sheets = [sheet for sheet in reading if find_columns(sheet.baris, one)]
            if sheets:
                return Buku(one, _rows(sheets, one))
    headings = " atau ".join(" · ".join(one.kepala.values()) for one in wanted)
    raise LembarError(f"Judul kolom tidak dikenal. Baris judul harus memuat: {headings}.")


def laporan_id_of(makam_id: UUID, isian: Mapping[str, Any]) -> UUID:
    """The same content in the same cemetery is the same report, whatever file, row or format it came from."""
    content = json.dumps(isian, sort_keys=True, ensure_ascii=False, default=str)
    return uuid5(_NAMESPACE, f"{makam_id}\n{content}")


def _rows(sheets: list[Lembar], susunan: Susunan) -> list[Baris]:
    rows = [row for sheet in sheets for row in data_rows(sheet, susunan)]
    if not rows:
        raise LembarError("Tidak ada baris isi di bawah judul kolom.")
    if len(rows) > MOST_ROWS:
        raise LembarError(f"Berkas memuat {len(rows)} baris, paling banyak {MOST_ROWS}. Pecah berkasnya.")
    return rows
