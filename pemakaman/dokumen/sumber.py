"""A document that is going to be joined, as objects in bytes; read quickly when this program wrote it.

In all entries strings are hexadecimal, so that `12 0 R` in them is a reference and nothing else.
"""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from pemakaman.dokumen.objek_pdf import TABEL_LEBAR
from pemakaman.dokumen.petikan import ACUAN
from pemakaman.dokumen.tulis_pdf import KEPALA

Objek = tuple[bytes, bytes | None]
"""Entries of a dictionary, or a whole value that is none; and the stream as it is packed."""
_AKHIR = re.compile(rb"startxref\n(\d+)\n%%EOF\n")
_TABEL = re.compile(rb"/Type/XRef/Size \d+/W\[1 4 2\]/Root (\d+) 0 R/Info ")
_ALIRAN = re.compile(rb"\d+ 0 obj\n<<(.*?)/Length (\d+)>>\nstream\n", re.DOTALL)
_HALAMAN = re.compile(
    rb"/Type/Page/Parent \d+ 0 R(/MediaBox\[[^\]]*\])/Contents (\d+) 0 R/Resources (\d+) 0 R(.*?)/StructParents \d+",
    re.DOTALL,
)
_PEMILIK = re.compile(rb"\d+\[([^\]]*)\]")
_LAMPIRAN = re.compile(rb"/AF\[(\d+) 0 R\]")
_BERKAS = re.compile(rb"/EF<</F (\d+) 0 R")


@dataclass(frozen=True)
class HalamanSumber:
    """A page: its number, its entries without parent, contents, resources and structure; the owner of each piece."""

    nomor: int
    sisa: bytes
    isi: tuple[int, ...]
    bahan: int
    pemilik: tuple[bytes, ...]


@dataclass(frozen=True)
class Sumber:
    """A document. `bagian` are the numbers of what stands under the root of its structure, `akar` that root's."""

    objek: Callable[[int], Objek]
    halaman: tuple[HalamanSumber, ...]
    akar: int
    bagian: tuple[int, ...]
    lampiran: tuple[int, ...]


class BukanMilikError(Exception):
    """Another program wrote this file."""


def read_own(content: bytes) -> Sumber:
    """A file of `cetakan.py`, or what it was before a signature was added; raises BukanMilikError for others."""
    try:
        return _Pembaca(content).read()
    except (AttributeError, IndexError, ValueError, zlib.error):
        raise BukanMilikError from None


class _Pembaca:
    def __init__(self, content: bytes) -> None:
        end = _AKHIR.search(content) if content.startswith(KEPALA) else None
        if end is None:
            raise BukanMilikError
        self._content = content
        entries, packed = self._stream(int(end[1]))
        root = _TABEL.search(entries)
        if root is None:
            raise BukanMilikError
        self._root = int(root[1])
        self._table = zlib.decompress(packed)
        self._packed: dict[int, list[bytes]] = {}

    def _stream(self, at: int) -> tuple[bytes, bytes]:
        found = _ALIRAN.match(self._content, at)
        if found is None:
            raise BukanMilikError
        return found[1], self._content[found.end() : found.end() + int(found[2])]

    def object(self, number: int) -> Objek:
        """The object of this number."""
        row = self._table[number * TABEL_LEBAR : (number + 1) * TABEL_LEBAR]
        first, second = int.from_bytes(row[1:5], "big"), int.from_bytes(row[5:7], "big")
        if row[0] == 1:
            return self._stream(first)
        if row[0] != 2:
            raise BukanMilikError
        if first not in self._packed:
            self._packed[first] = self._unpack(first)
        return self._packed[first][second][2:-2], None

    def _unpack(self, holder: int) -> list[bytes]:
        entries, packed = self.object(holder)
        data = zlib.decompress(packed or b"")
        start = int(entries.split(b"/First ")[1].split(b"/")[0])
        places = [int(one) for one in data[:start].split()[1::2]]
        body = data[start:]
        return [body[a:b].rstrip(b"\n") for a, b in zip(places, [*places[1:], len(body)], strict=True)]

    def read(self) -> Sumber:
        """The whole document."""
        catalog, _ = self.object(self._root)
        pages, _ = self.object(_after(catalog, b"/Pages "))
        struct, _ = self.object(_after(catalog, b"/StructTreeRoot "))
        document = _after(struct, b"/K[")
        element, _ = self.object(document)
        parents, _ = self.object(_after(struct, b"/ParentTree "))
        owners = [tuple(_owners(one)) for one in _PEMILIK.findall(parents.partition(b"[")[2])]
        numbers = _references(pages, b"/Kids[")
        attached = _LAMPIRAN.search(catalog)
        return Sumber(
            self.object,
            tuple(self._page(number, owner) for number, owner in zip(numbers, owners, strict=True)),
            document,
            _references(element, b"/K["),
            (self._file(int(attached[1])),) if attached else (),
        )

    def _page(self, number: int, owners: tuple[bytes, ...]) -> HalamanSumber:
        found = _HALAMAN.match(self.object(number)[0])
        if found is None:
            raise BukanMilikError
        return HalamanSumber(number, found[1] + found[4], (int(found[2]),), int(found[3]), owners)

    def _file(self, spec: int) -> int:
        found = _BERKAS.search(self.object(spec)[0])
        if found is None:
            raise BukanMilikError
        return int(found[1])


def _after(entries: bytes, key: bytes) -> int:
    return int(entries.split(key, 1)[1].split(b" ", 1)[0])


def _references(entries: bytes, key: bytes) -> tuple[int, ...]:
    return tuple(int(one) for one in ACUAN.findall(entries.split(key, 1)[1].split(b"]", 1)[0]))


def _owners(words: bytes) -> list[bytes]:
    """References and nulls of an array, each as it is written."""
    return [one if one == b"null" else one + b" 0 R" for one in words.replace(b" 0 R", b"").split()]
