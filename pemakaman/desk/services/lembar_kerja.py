"""Prisons, visits, service days and GISA from a sheet: a trial row by row, then all or nothing."""

from collections.abc import Iterator, Mapping
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
from pemakaman.desk.services.lapas import IsianHari, save_hari, save_nihil_hari
from pemakaman.desk.services.lembar import (
    HEADER_WITHIN,
    MOST_CELLS,
    MOST_ROWS,
    UMUM,
    YA,
    Baris,
    Hasil,
    Nasib,
    Undo,
    read_number,
    read_sentence,
)
from pemakaman.desk.services.lembar_lain import LAIN, Isi, Jenis
from pemakaman.errors import Invalid, PemakamanError
from pemakaman.nilai.galat import NilaiError
from pemakaman.sel import KolomError, bare, read_day
from pemakaman.tabel import Cell, TableError, cell_text, open_table

JEMPUT = Bentuk(kode="jemput", judul="Jemput bola", singkat="Jemput bola", kolom=())
# What names a row, what must be there, and what may be.
KEPALA: dict[str, dict[str, str]] = {
    "lapas": {
        "kunci": "Lapas atau rutan",
        "tanggal": "Tanggal",
        "luar": "Asal domisili luar",
        "kata": "Keterangan",
        "nihil": UMUM["nihil"],
    },
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
    isi: Isi | None = None


def import_kerja(session: Session, path: Path, *, actor: Actor, uji: bool) -> list[Hasil]:
    """Save every row of a file, days in their order; with `uji`, or with one wrong row, nothing is kept."""
    require(actor, Izin.DESK_ISI)
    rows = _read(path)
    order = sorted(rows, key=lambda row: row.baris.tanggal or date.min)
    found: dict[int, Hasil] = {}
    try:
        with session.begin_nested():
            lapas = {one.id: one.nama for one, _, _ in list_lapas(session, actor=actor)}
            found = {id(row): _save(session, row, actor, lapas) for row in order}
            if uji or any(one.nasib is Nasib.SALAH for one in found.values()):
                raise Undo
    except Undo:
        session.expire_all()
    return [found[id(row)] for row in rows]


def _save(session: Session, row: _Kerja, actor: Actor, lapas: Mapping[UUID, str]) -> Hasil:
    if row.baris.pesan:
        return Hasil(row.baris, Nasib.SALAH, row.baris.pesan)
    jenis = LAIN.get(row.baris.bentuk.kode)
    try:
        with session.begin_nested():
            if jenis and row.isi:
                nasib = jenis.simpan(session, row.isi, actor)
            elif row.baris.bentuk is JEMPUT:
                nasib = _save_visit(session, row, actor)
            else:
                nasib = _save_prison(session, row, actor, lapas)
    except Invalid as error:
        pesan = jenis.words(error) if jenis else " ".join(text for texts in error.galat.values() for text in texts)
        return Hasil(row.baris, Nasib.SALAH, pesan)
    except PemakamanError as error:
        return Hasil(row.baris, Nasib.SALAH, error.pesan)
    return Hasil(row.baris, nasib)


def _save_prison(session: Session, row: _Kerja, actor: Actor, lapas: Mapping[UUID, str]) -> Nasib:
    lapas_id = _find_place(row.kunci, lapas)
    tanggal = row.baris.tanggal or date.min
    kept = find_laporan_lapas(session, lapas_id, tanggal)
    luar = row.kata.get("luar", "").replace(";", "\n")
    isian = IsianHari(row.baris.angka, luar, row.kata.get("kata", ""))
    versi = kept.versi if kept else 0
    said: dict[str, Any] = {"versi": versi, "actor": actor, "alasan": row.baris.alasan}
    if row.baris.nihil:
        _, fresh = save_nihil_hari(session, lapas_id, tanggal, **said)
    else:
        _, fresh = save_hari(session, lapas_id, tanggal, isian, **said)
    return (Nasib.PERBAIKAN if kept else Nasib.BARU) if fresh else Nasib.SAMA


def _find_place(nama: str, lapas: Mapping[UUID, str]) -> UUID:
    """The place of that very name, or else the only one whose name has the same letters and digits."""
    fits = [one for one, known in lapas.items() if known == nama] or [
        one for one, known in lapas.items() if bare(known) == bare(nama)
    ]
    if len(fits) == 1:
        return fits[0]
    if fits:
        names = " dan ".join(f"“{lapas[one]}”" for one in fits[:2])
        raise Invalid({"kunci": [f"“{nama[:40]}” cocok dengan {names}. Tulis namanya persis seperti di daftar lapas."]})
    raise Invalid({"kunci": [f"“{nama[:40]}” tidak ada di daftar lapas Anda. Tambahkan dulu di halamannya."]})


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
    return _once(found)


def _once(rows: list[_Kerja]) -> list[_Kerja]:
    """The second row of one thing is wrong: nobody can tell which of the two is meant."""
    first: dict[tuple[str, ...], Baris] = {}
    kept: list[_Kerja] = []
    for row in rows:
        baris, key = row.baris, row.isi.kunci if row.isi else (str(row.baris.tanggal), bare(row.kunci))
        twin = first.setdefault((baris.bentuk.kode, *key), baris)
        if twin is not baris and not baris.pesan and not twin.pesan:
            where = f"lembar {twin.lembar} baris {twin.nomor}" if twin.lembar else f"baris {twin.nomor}"
            pesan = f"Isian yang sama sudah ada di {where}. Hapus salah satunya."
            row = replace(row, baris=replace(baris, pesan=pesan))  # noqa: PLW2901
        kept.append(row)
    return kept


def _find_header(rows: Iterator[tuple[int, list[Cell]]]) -> tuple[str, dict[str, int]] | None:
    for (_, cells), _ in zip(rows, range(HEADER_WITHIN), strict=False):
        names = {bare(cell_text(cell)): place for place, cell in reversed(list(enumerate(cells)))}
        for kind, heads in KEPALA.items():
            if {bare(heads["kunci"]), *(bare(label) for label in ANGKA[kind].values())} <= names.keys():
                labels = {**heads, **ANGKA[kind], "alasan": ALASAN}
                return kind, {kode: names[bare(label)] for kode, label in labels.items() if bare(label) in names}
        for kind, jenis in LAIN.items():
            if {bare(jenis.kolom[kode]) for kode in jenis.wajib} <= names.keys():
                return kind, {kode: names[bare(label)] for kode, label in jenis.kolom.items() if bare(label) in names}
    return None


def _read_other(place: tuple[str, int], jenis: Jenis, cells: dict[str, Cell]) -> _Kerja | None:
    row = Baris(*place, jenis.bentuk, None, "", {})
    try:
        isi = jenis.read(cells)
    except KolomError as error:
        return _Kerja(replace(row, pesan=str(error)), f"{place}")
    if isi is None:
        return None
    said = f"{isi.sebutan[:40]}, {isi.tanggal:%d-%m-%Y}"
    return _Kerja(replace(row, tanggal=isi.tanggal, tanggal_teks=said, alasan=isi.alasan), isi.sebutan, isi=isi)


def _read_row(place: tuple[str, int], header: tuple[str, dict[str, int]], cells: list[Cell]) -> _Kerja | None:
    kind, places = header
    by_name = {kode: cells[column] if column < len(cells) else None for kode, column in places.items()}
    if kind in LAIN:
        return _read_other(place, LAIN[kind], by_name)
    typed = {kode: by_name[kode] for kode in ANGKA[kind] if cell_text(by_name[kode])}
    nihil = bare(cell_text(by_name.get("nihil"))) in YA
    if not typed and not nihil:
        return None
    bentuk = JEMPUT if kind == "jemput" else LAPAS
    row = Baris(*place, bentuk, None, cell_text(by_name.get("kunci"))[:40], {}, nihil)
    kerja = _Kerja(row, "")
    try:
        heads = {**KEPALA[kind], "alasan": ALASAN}
        words = {kode: read_sentence(label, by_name.get(kode)) for kode, label in heads.items() if kode != "tanggal"}
        row = replace(row, alasan=words["alasan"])
        kerja = _Kerja(row, words["kunci"], words)
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
