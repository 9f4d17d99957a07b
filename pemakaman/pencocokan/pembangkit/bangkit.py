"""Make the three files: the voter list, the burial book, and which row of one is which of the other."""

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from pemakaman.pencocokan.pembangkit import buku, daftar
from pemakaman.pencocokan.pembangkit.almarhum import (
    Mendiang,
    Pencatat,
    copy_voters,
    draw_deaths,
    plant_namesakes,
    split_deaths,
)
from pemakaman.pencocokan.pembangkit.penduduk import draw_population
from pemakaman.pencocokan.pembangkit.tempat import Desa, choose_desa

PEMILIH, PEMAKAMAN, KUNCI = "PEMILIH.csv", "PEMAKAMAN.csv", "KUNCI.csv"
GANDA, PEMILIH_GANDA = 0.03, 0.0005
DESA_SEKALI = 100
AWAL_DPID = 41_000_000
_MULAI_MATI, _HARI_MATI = date(2025, 1, 2), 300


@dataclass
class Baris:
    """One row of the book before it has a number."""

    mendiang: Mendiang
    mati: date
    sel: list[str]
    kelas: set[str]


def make_files(
    keluar: Path,
    *,
    pemilih: int,
    pemakaman: int,
    biji: int,
    samar: bool,
    tell: Callable[[str], None] = lambda _: None,
) -> None:
    """The same numbers and seed give the same bytes; `samar` hides digits and changes nothing else."""
    keluar.mkdir(parents=True, exist_ok=True)
    root = np.random.SeedSequence(biji)
    desa = choose_desa(np.random.default_rng(root.spawn(1)[0]), pemilih)
    parts = _parts(desa)
    voters = _shares(pemilih, [len(part) for part in parts])
    dead = _shares(round(pemakaman / (1 + GANDA)), voters)
    rows: list[Baris] = []
    luck = random.Random(biji)  # noqa: S311
    with (keluar / PEMILIH).open("wb") as file:
        file.write((",".join(daftar.KOLOM) + "\n").encode())
        for number, (part, seed) in enumerate(zip(parts, root.spawn(len(parts)), strict=True)):
            rng = np.random.default_rng(seed)
            before = sum(voters[:number])
            lembar, gone = _part(rng, part, voters[number], dead[number], nomor=number, sebelum=before, samar=samar)
            _write(lembar, file)
            rows += [_row(luck, one, biji, samar=samar) for one in gone]
            tell(f"{before + voters[number]} pemilih …")
    for first in luck.sample(rows, pemakaman - len(rows)):
        rows.append(_again(luck, first, biji, samar=samar))
    _write_book(keluar, luck, rows)


def _part(
    rng: np.random.Generator, desa: list[Desa], pemilih: int, mati: int, *, nomor: int, sebelum: int, samar: bool
) -> tuple[pa.Table, list[Mendiang]]:
    """The voters of some villages and the dead among and beside them."""
    deaths = split_deaths(rng, mati)
    off = sum(n for sebab, n in deaths.items() if sebab not in {"terdaftar", "muda"})
    orang = draw_population(rng, desa, pemilih + off, nomor)
    gone = draw_deaths(rng, orang, deaths)
    plant_namesakes(rng, orang, gone)
    dead, listed = gone.mati(len(orang)), np.ones(len(orang), dtype=np.bool_)
    listed[gone.hilang] = False
    mourning = np.isin(orang.keluarga, orang.keluarga[dead])
    copy_voters(rng, orang, ~mourning, round(pemilih * PEMILIH_GANDA))
    place = np.arange(len(orang), dtype=np.int64)
    dpid = AWAL_DPID + 4 * (sebelum + nomor * 10**4 + place) + rng.integers(0, 4, len(orang))
    lembar = daftar.list_part(rng, orang, desa, tampil=listed, mati=dead, dpid=dpid, samar=samar)
    found = Pencatat(rng, orang, desa, gone, dpid).all()
    for one, row in zip(found, gone.terdaftar, strict=False):
        one.tanda |= {"nama_ketik"} if int(row) in lembar.nama_salah else set()
        one.tanda |= {"tgl_salah"} if int(row) in lembar.tanggal_salah else set()
    return lembar.tabel, found


def _row(luck: random.Random, one: Mendiang, biji: int, *, samar: bool) -> Baris:
    mati = max(one.orang.lahir, _MULAI_MATI) + timedelta(days=luck.randrange(_HARI_MATI))
    cells, kinds = buku.write_row(luck, one, biji, mati)
    return Baris(one, mati, cells, kinds | ({"samar"} if samar else set()))


def _again(luck: random.Random, first: Baris, biji: int, *, samar: bool) -> Baris:
    """The same dead written once more, by the same clerk or another, on the same day or one beside."""
    mati = first.mati + timedelta(days=luck.choices((0, 1, -1), (0.9, 0.06, 0.04))[0])
    cells, kinds = buku.write_row(luck, first.mendiang, biji, mati)
    first.kelas.add("ganda")
    return Baris(first.mendiang, mati, cells, kinds | {"ganda"} | ({"samar"} if samar else set()))


def _write(tabel: pa.Table, file: BinaryIO) -> None:
    pacsv.write_csv(tabel, file, pacsv.WriteOptions(include_header=False, quoting_style="none", batch_size=65536))


def _write_book(keluar: Path, luck: random.Random, rows: list[Baris]) -> None:
    """The book in the order of days, as far as clerks keep it."""
    rows.sort(key=lambda row: row.mati.toordinal() + luck.randrange(5))
    with (
        (keluar / PEMAKAMAN).open("w", newline="", encoding="utf-8") as book,
        (keluar / KUNCI).open("w", newline="") as key,
    ):
        book_csv, key_csv = (csv.writer(file, lineterminator="\n") for file in (book, key))
        book_csv.writerow(buku.KOLOM)
        key_csv.writerow(["NO", "DPID", "KELAS"])
        for number, row in enumerate(rows, 1):
            book_csv.writerow([number, *row.sel])
            key_csv.writerow([number, row.mendiang.dpid, " ".join(sorted(row.kelas))])


def _parts(desa: list[Desa]) -> list[list[Desa]]:
    """Whole kecamatan together: numbers are unique within a part."""
    parts: list[list[Desa]] = [[]]
    for before, one in zip([desa[0], *desa], desa, strict=False):
        if len(parts[-1]) >= DESA_SEKALI and one.kec_kode != before.kec_kode:
            parts.append([])
        parts[-1].append(one)
    return parts


def _shares(total: int, sizes: list[int]) -> list[int]:
    ends = np.round(np.cumsum(sizes) / sum(sizes) * total).astype(int)
    return [int(n) for n in np.diff(np.r_[0, ends])]
