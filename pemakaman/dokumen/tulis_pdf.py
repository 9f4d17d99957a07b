"""Writes a PDF file object by object, so that no more of it is in memory than a table of where each lies."""

import hashlib
import io
import zlib
from array import array
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import pikepdf

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


class Penyalin:
    """Copies objects of one opened PDF into the output; each is copied once, and what it refers to with it."""

    def __init__(self, target: PenulisPdf) -> None:
        self._target = target
        self._numbers: dict[tuple[int, int], Acuan] = {}
        self._left: list[tuple[Acuan, Any]] = []

    def place(self, found: Any, number: Acuan) -> None:
        """References to `found` will be references to `number`, which somebody else writes."""
        self._numbers[found.objgen] = number

    def refer(self, found: Any) -> Acuan:
        """The number that an indirect object has in the output."""
        number = self._numbers.get(found.objgen)
        if number is None:
            number = self._numbers[found.objgen] = self._target.reserve()
            self._left.append((number, found))
        return number

    def copy_waiting(self) -> None:
        """Write everything referred to so far, and what that refers to."""
        while self._left:
            number, found = self._left.pop()
            if isinstance(found, pikepdf.Stream):
                entries = self.entries({key: value for key, value in found.items() if key != "/Length"})
                self._target.write_stream(number, entries, found.read_raw_bytes())
            else:
                self._target.write(number, self.plain(found, top=True))

    def entries(self, values: Any) -> bytes:
        """Keys and values of a dictionary, in a fixed order."""
        return b"".join(key.encode() + b" " + self.plain(value) for key, value in sorted(values.items()))

    def plain(self, value: Any, *, top: bool = False) -> bytes:
        """A value as PDF syntax; `top` writes an indirect object itself instead of a reference to it."""
        if isinstance(value, Acuan):
            return b"%d 0 R " % value
        if isinstance(value, pikepdf.Object):
            return self._object(value, top=top)
        if isinstance(value, dict):
            return b"<<" + self.entries(value) + b">>"
        if isinstance(value, list):
            return b"[" + b" ".join(map(self.plain, value)) + b"]"
        if isinstance(value, bool) or value is None:
            return {True: b"true", False: b"false", None: b"null"}[value]
        return str(value).encode() if isinstance(value, int) else f"{Decimal(value):f}".encode()

    def _object(self, value: Any, *, top: bool) -> bytes:
        if value.is_indirect and not top:
            return b"%d 0 R " % self.refer(value)
        if isinstance(value, pikepdf.Dictionary):
            return b"<<" + self.entries(value) + b">>"
        if isinstance(value, pikepdf.Array):
            return b"[" + b" ".join(map(self.plain, value)) + b"]"
        return bytes(value.unparse())
