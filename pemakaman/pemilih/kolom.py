"""The columns of voter lists, as Sidalih names them and as people rename them, and what each may hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nik import check_nik
from pemakaman.nilai.nomor_kk import check_nomor_kk
from pemakaman.pencocokan.judul import PEMILIH
from pemakaman.sel import KolomError, bare, digits_reader, read_birth, read_sex, read_text
from pemakaman.tabel import Cell, TableError, cell_text

# In the order in which rows are copied into the table.
COLUMNS = PEMILIH
REQUIRED = ("kecamatan", "desa", "nik", "nama")
HEADER_WITHIN = 20

EMPTY: dict[str, str | date | None] = dict.fromkeys(COLUMNS)
_BY_NAME = {name: column for column, names in COLUMNS.items() for name in names}


@dataclass(frozen=True)
class Header:
    """The headings of a file and where each column lies."""

    judul: list[str]
    positions: dict[str, int]

    def read(self, cells: Sequence[Cell]) -> dict[str, str | date | None]:
        """The checked values of one row by column; raises KolomError with everything that is wrong."""
        width = len(self.judul)
        if len(cells) > width and any(cell_text(cell) for cell in cells[width:]):
            raise KolomError(f"Ada {len(cells)} kolom, padahal judulnya {width}. Periksa tanda pemisah.")
        values = EMPTY.copy()
        wrong = []
        for column, position, reader in self.plan:
            try:
                values[column] = reader(cells[position] if position < len(cells) else None)
            except (KolomError, NilaiError) as error:
                wrong.append(f"{self.judul[position]}: {error}")
        if not wrong and not (values["kecamatan"] and values["desa"] and values["nama"]):
            lacking = [column for column in ("kecamatan", "desa", "nama") if not values[column]]
            wrong = [f"{self.judul[self.positions[column]]}: belum diisi." for column in lacking]
        if wrong:
            raise KolomError(" ".join(wrong))
        return values

    @cached_property
    def plan(self) -> list[tuple[str, int, Callable[[Cell], str | date | None]]]:
        """Column, where it lies, how it is read: found once, used for millions of rows."""
        return [(column, place, READERS.get(column, read_text)) for column, place in self.positions.items()]


def find_header(judul: Sequence[Cell]) -> Header | None:
    """The header that a row is, or None when it has not both NIK and NAMA."""
    names = [cell_text(cell) for cell in judul]
    positions: dict[str, int] = {}
    for position, name in enumerate(names):
        column = _BY_NAME.get(bare(name))
        if column is None:
            continue
        if column in positions:
            raise TableError(f"Kolom {name} ada dua kali. Hapus salah satunya, lalu unggah lagi.")
        positions[column] = position
    if not {"nik", "nama"} <= positions.keys():
        return None
    lacking = [COLUMNS[column][0].upper() for column in REQUIRED if column not in positions]
    if lacking:
        raise TableError(f"Kolom {', '.join(lacking)} tidak ada. Tambahkan judul kolom itu, lalu unggah lagi.")
    return Header(names, positions)


READERS: dict[str, Callable[[Cell], str | date | None]] = {
    "nik": digits_reader(check_nik, masked=True),
    "nkk": digits_reader(check_nomor_kk, masked=True),
    "jenis_kelamin": read_sex,
    "tanggal_lahir": read_birth,
}
