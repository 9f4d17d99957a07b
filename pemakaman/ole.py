"""The old binary container of Office (CFB): is a workbook in it locked, and how far do its cells reach? Pure."""

import struct
from collections.abc import Iterator

from pemakaman.luas import TooFar

_FREE = 0xFFFFFFFA  # from here on a sector number is a mark, not a place
# A locked XLSX is a container too, with this stream in it.
_LOCKED_XLSX = "EncryptedPackage".encode("utf-16-le")
_FILEPASS, _BOF, _MULRK = 0x2F, 0x809, 0xBD
# Records of one filled cell each, which begin with its row and column.
_CELLS = frozenset({0x06, 0x203, 0x27E, 0xFD, 0x204, 0xD6, 0x205, _MULRK})


class Terkunci(Exception):
    """The workbook asks for a password."""


class _Ole:
    """The streams of a container by name; everything raises ValueError or struct.error where it is broken."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("ukuran sektor")
        self.sector, self.mini = 1 << shift, 1 << mini_shift
        self.directory, self.cutoff, minifat = struct.unpack_from("<I4xII", content, 48)
        self.fat = self._fat()
        self.minifat = _numbers(self._chain(minifat)) if minifat < _FREE else ()
        self.entries = dict(self._entries())

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream, None when there is none of this name."""
        if name not in self.entries:
            return None
        start, size = self.entries[name]
        if size >= self.cutoff:
            return self._chain(start)[:size]
        small = self._chain(self.entries["Root Entry"][0])
        places = _follow(start, self.minifat)
        return b"".join(small[place * self.mini : (place + 1) * self.mini] for place in places)[:size]

    def _fat(self) -> tuple[int, ...]:
        sectors = list(struct.unpack_from("<109I", self.content, 76))
        more, left = struct.unpack_from("<II", self.content, 68)
        while more < _FREE and left:
            piece = _numbers(self._at(more))
            sectors += piece[:-1]
            more, left = piece[-1], left - 1
        return tuple(number for one in sectors if one < _FREE for number in _numbers(self._at(one)))

    def _entries(self) -> Iterator[tuple[str, tuple[int, int]]]:
        found = self._chain(self.directory)
        for place in range(0, len(found) - 127, 128):
            length = struct.unpack_from("<H", found, place + 64)[0]
            name = found[place : place + max(length - 2, 0)].decode("utf-16-le", errors="replace")
            start, size = struct.unpack_from("<II", found, place + 116)
            yield name, (start, size)

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self.sector
        return self.content[start : start + self.sector]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._at(sector) for sector in _follow(start, self.fat))


def check_ole(content: bytes, most_cells: int) -> None:
    """Raise Terkunci when a password is asked for, TooFar when the sheets span too many cells, ValueError otherwise.

    The sheets are counted together: the reader opens all of them at once.
    """
    if _LOCKED_XLSX in content:
        raise Terkunci
    ole = _Ole(content)
    book = ole.stream("Workbook") or ole.stream("Book")
    if book is None:
        raise ValueError("bukan buku kerja")
    done, bottom, right = 0, 0, 0
    for kind, data in _records(book):
        if kind == _FILEPASS:
            raise Terkunci
        if kind == _BOF:
            done, bottom, right = done + bottom * right, 0, 0
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", data)
            last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == _MULRK else column
            bottom, right = max(bottom, row + 1), max(right, last + 1)
            if done + bottom * right > most_cells:
                raise TooFar


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, place)
        yield kind, book[place + 4 : place + 4 + size]
        place += 4 + size


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _follow(start: int, table: tuple[int, ...]) -> Iterator[int]:
    sector, left = start, len(table)
    while sector < _FREE:
        if not left or sector >= len(table):
            raise ValueError("rantai sektor putus")
        yield sector
        sector, left = table[sector], left - 1
