"""A file of an old book: its tables, and the rows of those that were chosen. Reads a file and writes nothing."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from pemakaman.pertukaran.kolom import fingerprint, suggest
from pemakaman.pertukaran.susunan.baris import Aturan, Pembaca
from pemakaman.pertukaran.susunan.isi import Penyaring
from pemakaman.pertukaran.susunan.kepala import Kepala, find_head
from pemakaman.tabel import Cell, Table, TableError, open_table

MOST_ROWS = 200_000
MOST_CELLS = 10_000_000
MOST_COLUMNS = 60
MOST_SHEETS = 20
LARGEST_MB = 50
LARGEST_FILE = LARGEST_MB * 1024**2
_NAMESPACE = UUID("8d0f6a1e-4f1b-5c55-9f0e-6a1b7c0d2e11")
TANPA_JUDUL = (
    "Judul kolom tidak ditemukan. Di atas data harus ada baris judul, sedikitnya nama almarhum dan tanggal "
    "pemakaman atau tanggal meninggal."
)


@dataclass(frozen=True)
class Baris:
    """One row of data: its serial among all rows of data, where it stands, and all its cells."""

    urutan: int
    lembar: str
    nomor: int
    sel: Sequence[Cell]

    @property
    def letak(self) -> str:
        """Where it stands, in the middle of a sentence."""
        return f"lembar {self.lembar} baris {self.nomor}" if self.lembar else f"baris {self.nomor}"


@dataclass
class Buku:
    """A file with its chosen columns; `dilewati` holds what the last walk through its rows left out."""

    tabel: Table
    kepala: list[Kepala]
    kolom: Mapping[str, str]
    aturan: Aturan
    dilewati: Counter[str] = field(default_factory=Counter)

    @property
    def judul(self) -> list[str]:
        """The headings, which all chosen sheets share."""
        return self.kepala[0].judul

    def rows(self) -> Iterator[Baris]:
        """The rows of data of the chosen sheets, in order."""
        self.dilewati.clear()
        serial, several = 0, len(self.kepala) > 1
        for head in self.kepala:
            saring = Penyaring(head.judul, self.kolom)
            below = (row for row in self.tabel.rows(head.lembar) if row[0] > head.baris)
            for number, cells in saring.data(below):
                serial += 1
                yield Baris(serial, head.lembar if several else "", number, cells)
            self.dilewati.update(saring.dilewati)

    def count(self) -> int:
        """How many rows of data there are; raises TableError when there is none or far too many."""
        number = 0
        for number, _ in enumerate(self.rows(), start=1):
            if number > MOST_ROWS:
                raise TableError(
                    f"Berkas ini memuat lebih dari {MOST_ROWS:,} baris. Pecah berkasnya.".replace(",", ".")
                )
        if not number:
            raise TableError("Tidak ada baris isi di bawah judul kolom.")
        return number

    def pembaca(self) -> Pembaca:
        """The reader of its rows."""
        return Pembaca(self.judul, self.kolom, self.aturan)


def find_heads(path: Path) -> list[list[Kepala]]:
    """The tables of a file, those with the same headings together, best known first; raises TableError without any."""
    table = _open(path)
    groups: dict[str, list[Kepala]] = {}
    for name in table.sheets()[:MOST_SHEETS]:
        head = find_head(name, table.rows(name))
        if head is None:
            continue
        if len(head.judul) > MOST_COLUMNS:
            raise TableError(f"Ada {len(head.judul)} kolom, paling banyak {MOST_COLUMNS}. Hapus kolom di luar tabel.")
        groups.setdefault(fingerprint(head.judul), []).append(head)
    if not groups:
        raise TableError(TANPA_JUDUL)
    return sorted(groups.values(), key=lambda group: -len(set(suggest(group[0].judul).values())))


def open_buku(path: Path, pemetaan: Mapping[str, Any]) -> Buku:
    """The file with the columns that were chosen for it."""
    heads = [Kepala(**one) for one in pemetaan["kepala"]]
    aturan = Aturan(pemetaan.get("tanggal_makam_sama", False), pemetaan.get("terima_sebagian", False))
    return Buku(_open(path), heads, pemetaan["kolom"], aturan)


def laporan_id_of(makam_id: UUID, isian: Mapping[str, Any]) -> UUID:
    """The same content in the same cemetery is the same report, whatever file, row or format it came from.

    The number on paper does not count: a sheet sorted anew brings nobody in twice.
    """
    content = {name: value for name, value in isian.items() if name != "nomor_lama"}
    told = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return uuid5(_NAMESPACE, f"{makam_id}\n{told}")


def _open(path: Path) -> Table:
    if path.stat().st_size > LARGEST_FILE:
        raise TableError(f"Berkas lebih besar dari {LARGEST_MB} MB. Pecah menjadi beberapa berkas.")
    return open_table(path, most_cells=MOST_CELLS)
