"""What a book is laid out from: units that no page break may cut, each with a key of its own."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pemakaman.buku import sel
from pemakaman.buku.baris import BagianBuku, BarisBuku, KepalaBuku, KoreksiCetak, MakamBuku
from pemakaman.buku.susunan import SUSUNAN, Kolom, Susunan
from pemakaman.dokumen.isian import clean_text

NIHIL = "Nihil. Tidak ada pemakaman yang tercatat pada masa ini."
DI_BAWAH = "(lihat di bawah)"
HURUF_MM = 1.55
"""Width of a letter at the size of a cell, a little more than the middle of what people write."""
BARIS_SEL, HURUF_LANJUTAN = 28, 2400
"""Most lines of a cell, and most letters of a row below it, so that one unit always fits on a page."""


@dataclass(frozen=True)
class Satuan:
    """A table row, the sentence that there is none, or the closing block; `penuh` spans the columns."""

    kunci: str
    jenis: str
    sel: tuple[str, ...] = ()
    teks: str = ""
    nomor: str = ""
    penuh: bool = False
    lanjutan: bool = False
    baris: int = 0


@dataclass(frozen=True)
class Kelompok:
    """Units that stand in one table."""

    jenis: str
    judul: str
    kolom: tuple[Kolom, ...]
    satuan: list[Satuan]


def _empty(*_: object) -> str:
    return ""


KOLOM_KOREKSI = (
    Kolom("NOMOR KOREKSI", 22, _empty, "rapat"),
    Kolom("TANGGAL", 32, _empty),
    Kolom("BARIS (NOMOR/TAHUN)", 25, _empty, "rapat"),
    Kolom("ISI", 66, _empty),
    Kolom("SEMULA", 68, _empty),
    Kolom("MENJADI", 68, _empty),
)


KOLOM_RINGKASAN = (Kolom("URAIAN", 90, _empty), Kolom("ISI", 60, _empty))
KOLOM_LAIN = {"koreksi": KOLOM_KOREKSI, "ringkasan": KOLOM_RINGKASAN}
JUDUL_LAIN = {"koreksi": "Koreksi", "ringkasan": "Ringkasan"}
"""Headings of the tables after that of the rows."""


def clean(text: str) -> str:
    """Text as it is printed: what XML cannot carry and what one cannot see is left out, lines stay."""
    return "\n".join(filter(None, map(clean_text, text.split("\n"))))


def units_of(bagian: BagianBuku, kepala: KepalaBuku, *, terakhir: bool) -> Iterator[Satuan]:
    """All units of a cemetery in order; the last cemetery ends with the signatures."""
    susunan, count = SUSUNAN[kepala.susunan], 0
    for row in bagian.baris:
        count += 1
        shown = row if kepala.nik_tampak else sel.masked(row)
        yield from _row_units(susunan, shown, bagian.makam, count)
    if not count:
        yield Satuan("nihil", "nihil", teks=NIHIL)
    for number, entry in enumerate(bagian.koreksi, 1):
        shown_entry = entry if kepala.nik_tampak else sel.masked_koreksi(entry)
        yield from _koreksi_units(shown_entry, number)
    if terakhir:
        for number, pair in enumerate(kepala.ringkasan, 1):
            yield Satuan(f"r{number}", "ringkasan", sel=tuple(map(clean, pair)))
        yield Satuan("penutup", "penutup")


def _row_units(susunan: Susunan, row: BarisBuku, makam: MakamBuku, count: int) -> Iterator[Satuan]:
    if row.batal:
        yield Satuan(
            f"b{count}",
            "baris",
            teks=clean(sel.batal(row)),
            nomor=clean(susunan.kolom[0].isi(row, makam)),
            penuh=True,
            baris=1,
        )
        return
    texts = [clean(kolom.isi(row, makam)) for kolom in susunan.kolom]
    yield from _with_overflow(f"b{count}", "baris", susunan.kolom, texts, baris=1)


def _koreksi_units(entry: KoreksiCetak, number: int) -> Iterator[Satuan]:
    texts = [clean(text) for text in sel.koreksi(entry)]
    yield from _with_overflow(f"k{number}", "koreksi", KOLOM_KOREKSI, texts, baris=0)


def _with_overflow(
    kunci: str, jenis: str, kolom: tuple[Kolom, ...], texts: list[str], *, baris: int
) -> Iterator[Satuan]:
    """The row; a text too long for its cell follows whole in rows of full width."""
    long = [_is_long(text, one) for text, one in zip(texts, kolom, strict=True)]
    shown = tuple(DI_BAWAH if is_long else text for is_long, text in zip(long, texts, strict=True))
    yield Satuan(kunci, jenis, sel=shown, baris=baris)
    number = 0
    for one, text, is_long in zip(kolom, texts, long, strict=True):
        whole = f"{one.judul.replace(chr(0xAD), '')}: {text}" if is_long else ""
        for start in range(0, len(whole), HURUF_LANJUTAN):
            number += 1
            piece = " ".join(whole[start : start + HURUF_LANJUTAN].split())
            yield Satuan(f"{kunci}l{number}", jenis, teks=piece, penuh=True, lanjutan=True)


def _is_long(text: str, kolom: Kolom) -> bool:
    per_line = max(int(kolom.lebar / HURUF_MM), 1)
    return sum(math.ceil(len(line) / per_line) for line in text.split("\n")) > BARIS_SEL


def grouped(satuan: Iterable[Satuan], susunan: Susunan) -> list[Kelompok]:
    """Units as tables; those after the rows are headed where they begin."""
    found = []
    for jenis, members in groupby(satuan, key=lambda one: one.jenis):
        units = list(members)
        begins = units[0].kunci in {"k1", "r1"}
        judul = JUDUL_LAIN.get(jenis, "") if begins else ""
        found.append(Kelompok(jenis, judul, KOLOM_LAIN.get(jenis, susunan.kolom), units))
    return found
