"""How far the cells of a workbook reach. The reader keeps a full rectangle: two far cells would take all memory."""

import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

PIECE = 1024 * 1024


class TooFar(Exception):
    """A sheet spans more cells than allowed."""


class _Reach:
    """Follows rows and cells as a reader does: by their reference, else one after the other. Empty cells are none."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.row = self.column = self.bottom = self.right = 0
        self.here: tuple[int, int] | None = None

    def start(self, name: str, attributes: dict[str, Any]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            self.row, self.column = _digits(attributes.get("r", "")) or self.row + 1, 0
        elif kind == "c":
            self._cell(str(attributes.get("r", "")))
        elif self.here is not None:
            self._filled(*self.here)

    def _cell(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        self.column = _column(letters) or self.column + 1
        self.here = _digits(reference[len(letters) :]) or self.row, self.column

    def _filled(self, row: int, column: int) -> None:
        self.here = None
        self.right, self.bottom = max(self.right, column), max(self.bottom, row)
        if self.right * self.bottom > self.most:
            raise TooFar


class _ReachOds:
    """Follows the rows and cells of an OpenDocument sheet, of which each may stand for many."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bottom = self.right = self.below = self.column = 0
        self.in_cell = False

    def start(self, name: str, attributes: dict[str, Any]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "table":
            self.bottom = self.right = self.below = 0
        elif kind == "table-row":
            self.below += _repeated(attributes, "number-rows-repeated")
            self.column, self.in_cell = 0, False
        elif kind in {"table-cell", "covered-table-cell"}:
            self.column += _repeated(attributes, "number-columns-repeated")
            self.in_cell = True
            if any(key.rpartition(":")[2] in {"value-type", "formula"} for key in attributes):
                self._filled()
        elif self.in_cell:
            self._filled()

    def _filled(self) -> None:
        self.in_cell = False
        self.right, self.bottom = max(self.right, self.column), max(self.bottom, self.below)
        if self.right * self.bottom > self.most:
            raise TooFar


# Only a part with one of these words in it is read for cells, whatever its name and its root element.
_KINDS: dict[bytes, type[_Reach] | type[_ReachOds]] = {b"sheetData": _Reach, b"table-cell": _ReachOds}


def check_reach(archive: zipfile.ZipFile, most: int) -> None:
    """Raise TooFar when a sheet spans more than `most` cells, BadZipFile when it is no XML at all."""
    for entry in archive.infolist():
        for mark in _marks_in(archive, entry):
            _check_sheet(archive, entry, _KINDS[mark](most))


def _check_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, reach: _Reach | _ReachOds) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = reach.start
    try:
        for piece in _pieces(archive, entry):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise zipfile.BadZipFile from None


def _marks_in(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> list[bytes]:
    tail, found = b"", set[bytes]()
    for piece in _pieces(archive, entry):
        # To the end even when found: only then is the checksum of the entry proved.
        found |= {mark for mark in _KINDS if mark in tail + piece}
        tail = piece[-10:]
    return sorted(found)


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while piece := stream.read(PIECE):
            yield piece


def _digits(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + ord(letter) - 64
    return max(number, 0)


def _repeated(attributes: dict[str, Any], name: str) -> int:
    found = next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")
    return _digits(str(found)) or 1
