"""Daily reports from a sheet: a trial that shows row by row what is wrong, then all or nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.desk.queries.harian import find_laporan
from pemakaman.desk.rules.kolom import HARIAN, Angka, Bentuk
from pemakaman.desk.services.harian import save_laporan, save_nihil
from pemakaman.errors import Invalid, PemakamanError
from pemakaman.nilai.galat import NilaiError
from pemakaman.sel import KolomError, bare, read_day, read_words
from pemakaman.tabel import Cell, TableError, cell_text, open_table

MOST_ROWS = 2000
MOST_CELLS = 200_000
HEADER_WITHIN = 20
UMUM = {"kode": "Kode", "tanggal": "Tanggal", "nihil": "Nihil", "alasan": "Alasan"}
YA = frozenset({"ya", "y", "x", "v", "nihil", "1"})
KODE = re.compile(r"[0-9]{2}[.,][0-9]{1,2}")
BILANGAN = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:[.,][0-9]{3})+)")


class Nasib(StrEnum):
    """What becomes of a row."""

    BARU = "baru"
    PERBAIKAN = "perbaikan"
    SAMA = "sama"
    SALAH = "salah"


NASIB_LABEL = {
    Nasib.BARU: "Baru",
    Nasib.PERBAIKAN: "Perbaikan",
    Nasib.SAMA: "Sama dengan yang tersimpan",
    Nasib.SALAH: "Salah",
}


@dataclass(frozen=True)
class Baris:
    """One row of a sheet as it was read; `pesan` is why it cannot be used."""

    lembar: str
    nomor: int
    bentuk: Bentuk
    tanggal: date | None
    tanggal_teks: str
    angka: Angka
    nihil: bool = False
    alasan: str = ""
    pesan: str = ""


@dataclass(frozen=True)
class Hasil:
    """A row and what became of it."""

    baris: Baris
    nasib: Nasib
    pesan: str = ""


class Undo(Exception):
    """Rolls a trial back."""


def import_lembar(session: Session, path: Path, *, actor: Actor, uji: bool) -> list[Hasil]:
    """Save every row of a file, days in their order; with `uji`, or with one wrong row, nothing is kept."""
    require(actor, Izin.DESK_ISI)
    rows = read_lembar(path, actor.wilayah_kode)
    order = list(HARIAN)
    ready = sorted(
        (row for row in rows if not row.pesan), key=lambda row: (order.index(row.bentuk.kode), row.tanggal or date.min)
    )
    found = {id(row): Hasil(row, Nasib.SALAH, row.pesan) for row in rows if row.pesan}
    try:
        with session.begin_nested():
            found |= {id(row): _save(session, row, actor) for row in ready}
            if uji or any(one.nasib is Nasib.SALAH for one in found.values()):
                raise Undo
    except Undo:
        session.expire_all()
    return [found[id(row)] for row in rows]


def _save(session: Session, row: Baris, actor: Actor) -> Hasil:
    kab, tanggal = actor.wilayah_kode, row.tanggal or date.min
    kept = find_laporan(session, row.bentuk, kab, tanggal)
    said: dict[str, Any] = {"versi": kept.versi if kept else 0, "actor": actor, "alasan": row.alasan}
    try:
        with session.begin_nested():
            if row.nihil:
                saved = save_nihil(session, row.bentuk.kode, kab, tanggal, **said)
            else:
                saved = save_laporan(session, row.bentuk.kode, kab, tanggal, row.angka, **said)
    except Invalid as error:
        return Hasil(row, Nasib.SALAH, " ".join(text for texts in error.galat.values() for text in texts))
    except PemakamanError as error:
        return Hasil(row, Nasib.SALAH, error.pesan)
    if not saved.berubah:
        return Hasil(row, Nasib.SAMA)
    return Hasil(row, Nasib.PERBAIKAN if kept else Nasib.BARU)


def read_lembar(path: Path, kab_kode: str) -> list[Baris]:
    """The rows of all sheets that hold a daily report; raises TableError when there is none."""
    table = open_table(path, most_cells=MOST_CELLS)
    found: list[Baris] = []
    known = False
    for name in table.sheets():
        rows = table.rows(name)
        header = _find_header(rows)
        if header is None:
            continue
        known = True
        bentuk, places = header
        for number, cells in rows:
            if len(found) == MOST_ROWS:
                raise TableError(f"Paling banyak {MOST_ROWS} baris sekali jalan. Bagi berkasnya.")
            row = _read_row((name, number), bentuk, places, cells, kab_kode=kab_kode)
            if row:
                found.append(row)
    if not known:
        raise TableError("Judul kolom laporan harian tidak ditemukan. Pakai lembar yang diunduh dari halaman ini.")
    if not found:
        raise TableError("Berkas ini hanya berisi judul kolom.")
    return _once_a_day(found)


def _once_a_day(rows: list[Baris]) -> list[Baris]:
    first: dict[tuple[str, date], Baris] = {}
    kept: list[Baris] = []
    for row in rows:
        key = (row.bentuk.kode, row.tanggal) if row.tanggal else None
        twin = first.setdefault(key, row) if key else row
        if twin is not row and not row.pesan:
            row = replace(row, pesan=f"Tanggal ini sudah ada di baris {twin.nomor}. Hapus salah satunya.")  # noqa: PLW2901
        kept.append(row)
    return kept


def _find_header(rows: Iterator[tuple[int, list[Cell]]]) -> tuple[Bentuk, dict[str, int]] | None:
    for (_, cells), _ in zip(rows, range(HEADER_WITHIN), strict=False):
        names = {bare(cell_text(cell)): place for place, cell in reversed(list(enumerate(cells)))}
        if not {bare(UMUM["kode"]), bare(UMUM["tanggal"])} <= names.keys():
            continue
        fits = [bentuk for bentuk in HARIAN.values() if _typed(bentuk) <= names.keys()]
        if fits:
            bentuk = max(fits, key=lambda one: len(one.kolom))
            labels = {**UMUM, **{kolom.kode: kolom.label for kolom in bentuk.kolom}}
            return bentuk, {kode: names[bare(label)] for kode, label in labels.items() if bare(label) in names}
    return None


def _typed(bentuk: Bentuk) -> set[str]:
    return {bare(kolom.label) for kolom in bentuk.kolom if kolom.is_typed}


def _read_row(
    place: tuple[str, int], bentuk: Bentuk, places: dict[str, int], cells: Sequence[Cell], *, kab_kode: str
) -> Baris | None:
    by_name = {kode: cells[column] if column < len(cells) else None for kode, column in places.items()}
    typed = {kode: cell for kode, cell in by_name.items() if kode in bentuk.nama_kolom and cell not in (None, "")}
    nihil = bare(cell_text(by_name.get("nihil"))) in YA
    # A day that was prepared in the sheet and left empty says nothing.
    if not nihil and not {kode for kode in typed if not _is_prefilled(bentuk, kode)}:
        return None
    text = cell_text(by_name["tanggal"])[:40]
    row = Baris(*place, bentuk, None, text, {}, nihil)
    try:
        tanggal = read_day(by_name["tanggal"])
        if tanggal is None:
            raise KolomError("belum diisi.")
    except (KolomError, NilaiError) as error:
        return replace(row, pesan=f"Tanggal: {error}")
    row = replace(row, tanggal=tanggal)
    kode = cell_text(by_name["kode"])
    if not _is_own(kode, kab_kode):
        return replace(row, pesan=f"Kode {kode[:20] or 'kosong'} bukan kabupaten/kota Anda ({kab_kode}).")
    try:
        row = replace(row, alasan=read_sentence(UMUM["alasan"], by_name.get("alasan")))
        return replace(row, angka={name: read_number(bentuk.label(name), cell) for name, cell in typed.items()})
    except KolomError as error:
        return replace(row, pesan=str(error))


def _is_own(kode: str, kab_kode: str) -> bool:
    """Is it the code of the kab/kota, also where a sheet took 18.10 for a number and dropped its last nought?"""
    return kode == kab_kode or (KODE.fullmatch(kode) is not None and float(kode.replace(",", ".")) == float(kab_kode))


def _is_prefilled(bentuk: Bentuk, kode: str) -> bool:
    kolom = next(one for one in bentuk.kolom if one.kode == kode)
    starts = bentuk.neraca is not None and kode == bentuk.neraca.awal
    return starts or kolom.sifat == "keadaan"


def read_sentence(label: str, cell: Cell) -> str:
    """What somebody wrote in a cell; raises KolomError where a sign in it cannot be read."""
    try:
        return read_words(cell)
    except KolomError as error:
        raise KolomError(f"{label}: {error}") from None


def read_number(label: str, cell: Cell) -> int:
    """A whole number of a cell, points between thousands allowed; raises KolomError."""
    text = cell_text(cell).replace(" ", "")
    if isinstance(cell, bool) or not BILANGAN.fullmatch(text) or len(text) > 15:
        raise KolomError(f"{label} “{text[:20]}” bukan bilangan bulat.")
    return int(re.sub("[.,]", "", text))
