"""Reference figures from a file: tried first, with what is wrong by row and column; a bad file changes nothing."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Invalid
from pemakaman.impor import wait_alone
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode
from pemakaman.pantau.rules.acuan import (
    JENIS_LABEL,
    KELAMIN_LABEL,
    NASIONAL,
    UMUR_ACUAN,
    IsiAcuan,
    read_bilangan,
    read_kata,
)
from pemakaman.pantau.services.acuan import store_acuan
from pemakaman.sel import bare
from pemakaman.tabel import Cell, Row, TableError, cell_text, open_table
from pemakaman.wilayah.queries import children, full_names

# The villages of a province fit.
MOST_ROWS = 3000
MOST_CELLS = 200_000
HEADER_WITHIN = 20
KEPALA = ("jenis", "kode", "wilayah", "tahun", "kelamin", "umur", "nilai", "rendah", "tinggi", "sumber", "catatan")
WAJIB = frozenset({"jenis", "kode", "tahun", "nilai", "sumber"})
# The column of a field in the file.
KOLOM_RUAS = {"wilayah_kode": "kode"}
HASIL = ("baru", "diperbaiki", "sama")
Value = TypeVar("Value")


class _Undo(Exception):
    """Rolls a trial back."""


class _CellError(Exception):
    """Why one cell cannot be used."""

    def __init__(self, kolom: str, pesan: str) -> None:
        super().__init__(pesan)
        self.kolom, self.pesan = kolom, pesan


@dataclass(frozen=True)
class Salah:
    """One cell that must be mended."""

    baris: int
    kolom: str
    isi: str
    pesan: str


@dataclass
class Hasil:
    """What a file would change, or changed. With anything in `salah` nothing was stored."""

    jumlah: dict[str, int] = field(default_factory=lambda: dict.fromkeys(HASIL, 0))
    kosong: int = 0
    salah: list[Salah] = field(default_factory=list)


def import_acuan(session: Session, path: Path, *, uji: bool, actor: Actor) -> Hasil:
    """Store every row of a file; with `uji`, or where a row is wrong, all is rolled back. Raises TableError."""
    require(actor, Izin.ACUAN_ATUR)
    wait_alone(session, "acuan")
    hasil = Hasil()
    try:
        with session.begin_nested():
            _run(session, path, hasil, actor=actor)
            if uji or hasil.salah:
                raise _Undo
    except _Undo:
        session.expire_all()
    return hasil


def template_rows(session: Session, *, actor: Actor) -> list[tuple[str, ...]]:
    """Rows of the template: one for the population of each region below the actor's, to be filled in."""
    empty = ("", "", "")
    own = full_names(session, actor.wilayah_kode)["provinsi"]
    rows: list[tuple[str, ...]] = [("penduduk", actor.wilayah_kode, own, "", "", "", *empty, "", "")]
    rows += [
        ("penduduk", kode, nama, "", "", "", *empty, "", "") for kode, nama in children(session, actor.wilayah_kode)
    ]
    rows.append(("angka_kematian", actor.wilayah_kode, own, "", "", "", *empty, "", ""))
    rows.append(("kelengkapan", NASIONAL, NASIONAL, "", "", "", *empty, "", ""))
    return rows


def _run(session: Session, path: Path, hasil: Hasil, *, actor: Actor) -> None:
    rows = open_table(path, most_cells=MOST_CELLS).rows()
    header, read = _find_header(rows), 0
    seen: dict[tuple[str, str, int, str, str], int] = {}
    for number, cells in rows:
        texts = {name: cell_text(cells[at]) if at < len(cells) else "" for name, at in header.items()}
        read += 1
        if read > MOST_ROWS:
            raise TableError(f"Paling banyak {MOST_ROWS:,} baris sekali jalan. Bagi berkasnya.".replace(",", "."))
        if not any(texts.get(name) for name in ("nilai", "rendah", "tinggi")):
            hasil.kosong += 1
            continue
        try:
            isi = _read(texts)
            if isi.kunci in seen:
                raise _CellError("kode", f"Angka ini sudah ada di baris {seen[isi.kunci]}. Hapus salah satunya.")
            seen[isi.kunci] = number
            hasil.jumlah[store_acuan(session, isi, actor=actor)] += 1
        except _CellError as error:
            hasil.salah.append(Salah(number, error.kolom, texts.get(error.kolom, ""), error.pesan))
        except Invalid as error:
            hasil.salah += _by_column(number, texts, error)
    if not read:
        raise TableError("Berkas ini hanya berisi judul kolom.")


def _by_column(number: int, texts: dict[str, str], error: Invalid) -> Iterator[Salah]:
    for ruas, pesan in error.galat.items():
        kolom = KOLOM_RUAS.get(ruas, ruas)
        yield Salah(number, kolom, texts.get(kolom, ""), " ".join(pesan))


def _find_header(rows: Iterator[Row]) -> dict[str, int]:
    for (_, cells), _ in zip(rows, range(HEADER_WITHIN), strict=False):
        found = _header(cells)
        if found.keys() >= WAJIB:
            return found
    raise TableError("Judul kolom tidak ditemukan. Perlu jenis, kode, tahun, nilai, dan sumber; pakai templatnya.")


def _header(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, cell in enumerate(cells):
        name = bare(cell_text(cell))
        if name in found:
            raise TableError(f"Kolom {name} ada dua kali. Hapus salah satunya, lalu unggah lagi.")
        if name in KEPALA:
            found[name] = position
    return found


def _read(texts: dict[str, str]) -> IsiAcuan:
    jenis = _cell("jenis", lambda: read_kata(texts["jenis"], JENIS_LABEL, "Jenis"))
    bound = {name: texts.get(name, "") for name in ("rendah", "tinggi")}
    return IsiAcuan(
        jenis=jenis,
        wilayah_kode=_read_kode(texts["kode"]),
        tahun=_read_tahun(texts["tahun"]),
        kelamin=_cell("kelamin", lambda: read_kata(texts.get("kelamin", ""), KELAMIN_LABEL, "Jenis kelamin")),
        umur=_cell("umur", lambda: read_kata(texts.get("umur", ""), UMUR_ACUAN, "Kelompok umur")),
        nilai=_cell("nilai", lambda: read_bilangan(texts["nilai"], jenis)),
        rendah=_cell("rendah", lambda: read_bilangan(bound["rendah"], jenis)) if bound["rendah"] else None,
        tinggi=_cell("tinggi", lambda: read_bilangan(bound["tinggi"], jenis)) if bound["tinggi"] else None,
        sumber=texts["sumber"],
        catatan=texts.get("catatan") or None,
    )


def _cell(kolom: str, read: Callable[[], Value]) -> Value:
    try:
        return read()
    except NilaiError as error:
        raise _CellError(kolom, error.pesan) from None


def _read_kode(text: str) -> str | None:
    if not text:
        raise _CellError("kode", f"Isi kode wilayah, atau {NASIONAL} untuk angka nasional.")
    if bare(text) in {bare(NASIONAL), "nasional"}:
        return None
    # A spreadsheet takes 18.10 for a number and shows 18.1.
    padded = f"{text}0" if re.fullmatch(r"[0-9]{2}\.[0-9]", text) else text
    return _cell("kode", lambda: check_kode(padded))


def _read_tahun(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise _CellError("tahun", "Tulis tahun dengan empat angka, misalnya 2024.")
    return int(text)
