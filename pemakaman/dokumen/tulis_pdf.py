"""Writes a PDF file object by object, so that no more of it is in memory than a table of where each lies."""

import hashlib
import io
import zlib
from array import array
from pathlib import Path
from types import TracebackType
from typing import IO

KEPALA = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PER_ALIRAN = 200
"""Objects that lie in one compressed stream."""
_BIASA = 0xFFFFFFFF


class Acuan(int):
    """A reference to the object of this number."""


class PenulisPdf:
    """An output file of PDF 1.7. Numbers are reserved first and may be written later, in any order."""

    def __init__(self, target: Path) -> None:
        self._file: IO[bytes] = target.open("wb")
        self._digest = hashlib.sha256()
        self._at = 0
        # Entry n belongs to object n: offset, or number of the object stream with the place in it.
        self._where, self._index = array("Q", [0]), array("L", [0])
        self._waiting: list[tuple[int, bytes]] = []
        self._put(KEPALA)

    def __enter__(self) -> "PenulisPdf":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def _put(self, content: bytes) -> None:
        self._file.write(content)
        self._digest.update(content)
        self._at += len(content)

    def reserve(self) -> Acuan:
        """The number of an object that will be written."""
        self._where.append(0)
        self._index.append(_BIASA)
        return Acuan(len(self._where) - 1)

    def write(self, number: Acuan, body: bytes) -> None:
        """An object that is no stream."""
        self._waiting.append((number, body))
        if len(self._waiting) >= PER_ALIRAN:
            self._flush()

    def write_stream(self, number: Acuan, entries: bytes, data: bytes) -> None:
        """A stream; `entries` are those of its dictionary, without the length."""
        self._where[number] = self._at
        self._put(b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (number, entries, len(data)))
        self._put(data)
        self._put(b"\nendstream\nendobj\n")

    def _flush(self) -> None:
        if not self._waiting:
            return
        holder = self.reserve()
        heads, bodies = [], io.BytesIO()
        for place, (number, body) in enumerate(self._waiting):
            heads.append(b"%d %d" % (number, bodies.tell()))
            bodies.write(body + b"\n")
            self._where[number], self._index[number] = holder, place
        head = b" ".join(heads) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(heads), len(head))
        self._waiting = []
        self.write_stream(holder, entries, zlib.compress(head + bodies.getvalue()))

    def finish(self, root: Acuan, info: Acuan) -> None:
        """The table of all objects; nothing can be written after it."""
        self._flush()
        here = self.reserve()
        self._where[here] = start = self._at
        rows = bytearray(b"\x00\x00\x00\x00\x00\x00\xff\xff")
        for number in range(1, len(self._where)):
            plain = self._index[number] == _BIASA
            rows += (b"\x01" if plain else b"\x02") + self._where[number].to_bytes(5, "big")
            rows += (0 if plain else self._index[number]).to_bytes(2, "big")
        mark = self._digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode"
        self.write_stream(here, entries % (len(self._where), root, info, mark, mark), zlib.compress(bytes(rows)))
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)
