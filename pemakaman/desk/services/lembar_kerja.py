"""Days of prisons and results of visits from a sheet: a trial row by row, then all or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.desk.queries.jemput import get_jemput
from pemakaman.desk.queries.lapas import find_laporan_lapas, list_lapas
from pemakaman.desk.rules.jemput import HASIL_LABEL
from pemakaman.desk.rules.kolom import LAPAS, Bentuk
from pemakaman.desk.services.jemput import save_hasil
from pemakaman.desk.services.lapas import IsianHari, save_hari
from pemakaman.desk.services.lembar import (
    HEADER_WITHIN,
    MOST_CELLS,
    MOST_ROWS,
    Baris,
    Hasil,
    Nasib,
    Undo,
    read_number,
)
from pemakaman.errors import Invalid, PemakamanError
from pemakaman.nilai.galat import NilaiError
from pemakaman.sel import KolomError, bare, read_day
from pemakaman.tabel import Cell, TableError, cell_text, open_table

JEMPUT = Bentuk(kode="jemput", judul="Jemput bola", singkat="Jemput bola", kolom=())
# What names a row, what must be there, and what may be.
KEPALA: dict[str, dict[str, str]] = {
    "lapas": {"kunci": "Lapas atau rutan", "tanggal": "Tanggal", "luar": "Asal domisili luar", "kata": "Keterangan"},
    "jemput": {"kunci": "Kode rencana", "kata": "Kendala"},
}
ALASAN = "Alasan"
ANGKA: dict[str, dict[str, str]] = {
    "lapas": {kolom.kode: kolom.label for kolom in LAPAS.kolom},
    "jemput": dict(HASIL_LABEL),
}


@dataclass(frozen=True)
class _Kerja:
    """A row as it was read, with the words beside its figures."""

    baris: Baris
    kunci: str
    kata: dict[str, str] = field(default_factory=dict)


def import_kerja(session: Session, path: Path, *, actor: Actor, uji: bool) -> list[Hasil]:
    """Save every row of a file, days in their order; with `uji`, or with one wrong row, nothing is kept."""
    require(actor, Izin.DESK_ISI)
    rows = _read(path)
    order = sorted(rows, key=lambda row: row.baris.tanggal or date.min)
    found: dict[int, Hasil] = {}
    try:
        with session.begin_nested():
            found = {id(row): _save(session, row, actor) for row in order}
            if uji or any(one.nasib is Nasib.SALAH for one in found.values()):
                raise Undo
    except Undo:
        session.expire_all()
    return [found[id(row)] for row in rows]


def _save(session: Session, row: _Kerja, actor: Actor) -> Hasil:
    if row.baris.pesan:
        return Hasil(row.baris, Nasib.SALAH, row.baris.pesan)
    save = _save_visit if row.baris.bentuk is JEMPUT else _save_prison
    try:
        with session.begin_nested():
            return Hasil(row.baris, save(session, row, actor))
    except Invalid as error:
        return Hasil(row.baris, Nasib.SALAH, " ".join(text for texts in error.galat.values() for text in texts))
    except PemakamanError as error:
        return Hasil(row.baris, Nasib.SALAH, error.pesan)


def _save_prison(session: Session, row: _Kerja, actor: Actor) -> Nasib:
    places = [one for one, _, _ in list_lapas(session, actor=actor) if bare(one.nama) == bare(row.kunci)]
    if len(places) != 1:
        raise Invalid({"kunci": [f"“{row.kunci[:40]}” tidak ada di daftar lapas Anda. Tambahkan dulu di halamannya."]})
    tanggal = row.baris.tanggal or date.min
    kept = find_laporan_lapas(session, places[0].id, tanggal)
    luar = row.kata.get("luar", "").replace(";", "\n")
    isian = IsianHari(row.baris.angka, luar, row.kata.get("kata", ""))
    versi = kept.versi if kept else 0
    _, fresh = save_hari(session, places[0].id, tanggal, isian, versi=versi, actor=actor, alasan=row.baris.alasan)
    return (Nasib.PERBAIKAN if kept else Nasib.BARU) if fresh else Nasib.SAMA


def _save_visit(session: Session, row: _Kerja, actor: Actor) -> Nasib:
    try:
        jemput_id = UUID(row.kunci)
    except ValueError:
        raise Invalid({"kunci": ["Kode rencana tidak terbaca. Pakai lembar yang diunduh dari halaman ini."]}) from None
    jemput = get_jemput(session, jemput_id, actor=actor)
    first, versi = jemput.status == "rencana", jemput.versi
    said: dict[str, Any] = {"kendala": row.kata.get("kata", ""), "alasan": row.baris.alasan}
    save_hasil(session, jemput_id, row.baris.angka, {}, versi=versi, actor=actor, **said)
    if jemput.versi == versi:
        return Nasib.SAMA
    return Nasib.BARU if first else Nasib.PERBAIKAN


def _read(path: Path) -> list[_Kerja]:
    table = open_table(path, most_cells=MOST_CELLS)
    found: list[_Kerja] = []
    known = False
    for name in table.sheets():
        rows = table.rows(name)
        header = _find_header(rows)
        if header is None:
            continue
        known = True
        for number, cells in rows:
            if len(found) == MOST_ROWS:
                raise TableError(f"Paling banyak {MOST_ROWS} baris sekali jalan. Bagi berkasnya.")
            row = _read_row((name, number), header, cells)
            if row:
                found.append(row)
    if not known:
        raise TableError("Judul kolomnya tidak ditemukan. Pakai lembar yang diunduh dari halaman ini.")
    if not found:
        raise TableError("Berkas ini belum berisi angka.")
    return found


def _find_header(rows: Iterator[tuple[int, list[Cell]]]) -> tuple[str, dict[str, int]] | None:
    for (_, cells), _ in zip(rows, range(HEADER_WITHIN), strict=False):
        names = {bare(cell_text(cell)): place for place, cell in reversed(list(enumerate(cells)))}
        for kind, heads in KEPALA.items():
            if {bare(heads["kunci"]), *(bare(label) for label in ANGKA[kind].values())} <= names.keys():
                labels = {**heads, **ANGKA[kind], "alasan": ALASAN}
                return kind, {kode: names[bare(label)] for kode, label in labels.items() if bare(label) in names}
    return None


def _read_row(place: tuple[str, int], header: tuple[str, dict[str, int]], cells: list[Cell]) -> _Kerja | None:
    kind, places = header
    by_name = {kode: cells[column] if column < len(cells) else None for kode, column in places.items()}
    typed = {kode: by_name[kode] for kode in ANGKA[kind] if cell_text(by_name[kode])}
    if not typed:
        return None
    words = {kode: cell_text(by_name.get(kode))[:2000] for kode in ("kunci", "luar", "kata", "alasan")}
    bentuk = JEMPUT if kind == "jemput" else LAPAS
    row = Baris(*place, bentuk, None, words["kunci"][:40], {}, alasan=words["alasan"][:500])
    kerja = _Kerja(row, words["kunci"], words)
    try:
        figures = {kode: read_number(ANGKA[kind][kode], cell) for kode, cell in typed.items()}
        row = replace(row, angka=figures)
        if kind == "lapas":
            tanggal = read_day(by_name.get("tanggal"))
            if tanggal is None:
                raise KolomError("Tanggal belum diisi.")
            row = replace(row, tanggal=tanggal, tanggal_teks=f"{words['kunci'][:40]}, {tanggal:%d-%m-%Y}")
    except (KolomError, NilaiError) as error:
        return replace(kerja, baris=replace(row, pesan=str(error)))
    return replace(kerja, baris=row)
