"""Telling the rows of data from what else stands below the headings: totals, headings again, signatures. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pemakaman.pertukaran.kolom import TANGGAL_MAKAM, TANGGAL_MENINGGAL, field_of
from pemakaman.pertukaran.susunan.sel import read_text
from pemakaman.tabel import Cell, Row

LEWAT = {
    "kosong": "kosong",
    "nomor_kolom": "nomor kolom",
    "judul": "judul yang diulang",
    "jumlah": "jumlah",
    "tanda_tangan": "tanda tangan",
}
_TOTAL = re.compile(r"(?:JUMLAH|TOTAL|JML|REKAP)\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:mengetahui|petugas|kepala|wali nagari|lurah|operator|camat|jorong|nip\b)|.+,\s*\d{1,2}\s+\w+\s+\d{4}$",
    re.IGNORECASE,
)
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_FEW = 3
# What a person of the book is told by; a number of the row alone tells of nobody.
_TELLING = frozenset({"nama", "nik", TANGGAL_MAKAM, *TANGGAL_MENINGGAL})


class Penyaring:
    """Goes through the rows of one sheet; `dilewati` counts what was left out, by kind."""

    def __init__(self, judul: Sequence[str], kolom: Mapping[str, str]) -> None:
        self.judul = judul
        self.tempat = {field: int(place) for place, field in kolom.items()}
        self.dilewati: Counter[str] = Counter()
        self._signed = False

    def data(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows that tell of a person."""
        for number, cells in rows:
            if kind := self._kind(cells):
                self.dilewati[kind] += 1
            else:
                yield number, cells

    def _kind(self, cells: Sequence[Cell]) -> str:
        """Why a row is left out; '' for a row of data."""
        texts = [read_text(cell) for cell in cells]
        if self._is_heading(texts):
            self._signed = False
            return "judul"
        told = {field for field, place in self.tempat.items() if place < len(texts) and texts[place]}
        filled = [text for text in texts if text]
        if not told - {"nomor_lama"} or not filled:
            return self._empty(filled)
        if len(filled) > 1 and all(_COLUMN_NUMBER.fullmatch(text) for text in filled):
            return "nomor_kolom"
        if _TOTAL.match(filled[0]) and "nik" not in told:
            return "jumlah"
        if len(told & _TELLING) >= 2 or "nomor_lama" in told:
            self._signed = False
            return ""
        self._signed = self._signed or (len(filled) <= _FEW and any(_SIGNED.match(text) for text in filled))
        return "tanda_tangan" if self._signed else ""

    def _empty(self, filled: Sequence[str]) -> str:
        if filled and any(_SIGNED.match(text) for text in filled):
            self._signed = True
        if self._signed and filled:
            return "tanda_tangan"
        return "jumlah" if filled and _TOTAL.match(filled[0]) else "kosong"

    def _is_heading(self, texts: Sequence[str]) -> bool:
        nama = self.tempat.get("nama", 0)
        return nama < len(texts) and field_of(texts[nama]) == "nama" and field_of(self.judul[nama]) == "nama"
