"""Joins documents into one PDF that stays tagged, one in memory at a time; equal fonts and pictures are kept once."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from pemakaman.dokumen.objek_pdf import refer_all
from pemakaman.dokumen.petikan import ACUAN
from pemakaman.dokumen.sumber import BukanMilikError, HalamanSumber, Sumber, read_own
from pemakaman.dokumen.sumber_asing import BacaanAsing
from pemakaman.dokumen.tulis_pdf import Acuan, PenulisPdf
from pemakaman.dokumen.xmp import hex_text


@dataclass
class Penanda:
    """A bookmark: its title, the page that it leads to, those below it."""

    judul: str
    halaman: Acuan
    anak: "list[Penanda]" = field(default_factory=list)


class Penyambung:
    """The joined document. Links and fields of what is joined stay behind, and so does a signature."""

    def __init__(self, target: Path) -> None:
        self.out = PenulisPdf(target)
        self.pages: list[Acuan] = []
        self._tree, self._document, self._struct = (self.out.reserve() for _ in range(3))
        self._elements: list[Acuan] = []
        self._leaves: list[Acuan] = []
        self._bookmarks: list[Penanda] = []
        self.shared: dict[bytes, Acuan] = {}
        self._files: dict[Acuan, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.out.__exit__(kind, error, at)

    def add(self, content: bytes, jejak: Sequence[str], *, baru: int | None = None) -> None:
        """The pages of one document under bookmarks, from the outside in.

        A bookmark goes on where its name is that of the last; from level `baru` on all begin anew.
        """
        base = len(self.pages)
        try:
            self._add(read_own(content), jejak[-1])
        except BukanMilikError:
            with BacaanAsing(content, awalan=str(base)) as opened:
                self._add(opened.read(), jejak[-1])
        level = self._bookmarks
        for depth, title in enumerate(jejak):
            if not level or level[-1].judul != title or (baru is not None and depth >= baru):
                level.append(Penanda(title, self.pages[base]))
            level = level[-1].anak

    def _add(self, sumber: Sumber, judul: str) -> None:
        base = len(self.pages)
        copy = Salinan(self.out, self.shared, sumber)
        if sumber.akar:
            copy.numbers[sumber.akar] = self._document
        self.pages += [copy.place(halaman.nomor) for halaman in sumber.halaman]
        for index, halaman in enumerate(sumber.halaman, base):
            self._write_page(copy, halaman, index)
        self._elements += [copy.follow(one) for one in sumber.bagian]
        nums = b"".join(
            b"%d[%s]" % (index, b" ".join(copy.follow_all(one) for one in halaman.pemilik))
            for index, halaman in enumerate(sumber.halaman, base)
        )
        leaf = self.out.reserve()
        self.out.write(leaf, b"<</Limits[%d %d]/Nums[%s]>>" % (base, len(self.pages) - 1, nums))
        self._leaves.append(leaf)
        copy.copy_followed()
        self._files |= {copy.share(one): judul for one in sumber.lampiran}

    def _write_page(self, copy: "Salinan", halaman: HalamanSumber, index: int) -> None:
        contents = self.contents_of([copy.stream(one) for one in halaman.isi])
        resources = self.resources_of(copy, halaman.bahan)
        entries = b"<</Type/Page/Parent %d 0 R%s/Contents%s/Resources %s/StructParents %d>>"
        rest = copy.follow_all(halaman.sisa)
        self.out.write(self.pages[index], entries % (self._tree, rest, contents, resources, index))

    def contents_of(self, streams: list[Acuan]) -> bytes:
        """The entry for these contents; one that stamps pages puts its own around them."""
        return refer_all(list(streams))

    def resources_of(self, copy: "Salinan", number: int) -> bytes:
        """The entry for resources."""
        return b"%d 0 R" % copy.share(number)

    @property
    def files(self) -> dict[Acuan, str]:
        """The attached streams that were found, each once, and what they came with."""
        return self._files

    def close(self, head: bytes, info: Acuan) -> int:
        """Write trees and root; `head` are further entries of the root. Returns the number of pages."""
        root, parents, count = self.out.reserve(), self.out.reserve(), len(self.pages)
        write = self.out.write
        write(self._tree, b"<</Type/Pages/Count %d/Kids%s>>" % (count, refer_all(list(self.pages))))
        document = b"<</Type/StructElem/S/Document/P %d 0 R/K%s>>"
        write(self._document, document % (self._struct, refer_all(list(self._elements))))
        write(parents, b"<</Kids%s>>" % refer_all(list(self._leaves)))
        tree = b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        write(self._struct, tree % (self._document, parents, count))
        outlines = self._write_outlines()
        entries = b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Outlines %d 0 R/PageMode/UseOutlines%s>>"
        write(root, entries % (self._tree, self._struct, outlines, head))
        self.out.finish(root, info)
        return count

    def _write_outlines(self) -> Acuan:
        root = self.out.reserve()
        first, last = self._write_level(self._bookmarks, root)
        entries = b"/First %d 0 R/Last %d 0 R" % (first, last) if first else b""
        self.out.write(root, b"<</Type/Outlines/Count %d%s>>" % (len(self._bookmarks), entries))
        return root

    def _write_level(self, level: list[Penanda], parent: Acuan) -> tuple[Acuan, Acuan]:
        """Bookmarks of one level, closed over those below them."""
        numbers = [self.out.reserve() for _ in level]
        for index, (one, number) in enumerate(zip(level, numbers, strict=True)):
            item = b"<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]" % (hex_text(one.judul), parent, one.halaman)
            item += b"/Prev %d 0 R" % numbers[index - 1] if index else b""
            item += b"/Next %d 0 R" % numbers[index + 1] if index + 1 < len(numbers) else b""
            if one.anak:
                first, last = self._write_level(one.anak, number)
                item += b"/Count -%d/First %d 0 R/Last %d 0 R" % (len(one.anak), first, last)
            self.out.write(number, item + b">>")
        return (numbers[0], numbers[-1]) if numbers else (Acuan(0), Acuan(0))


class Salinan:
    """Copies one document. What it shares with others is found by its bytes, the rest is copied as it is."""

    def __init__(self, out: PenulisPdf, shared: dict[bytes, Acuan], sumber: Sumber) -> None:
        self._out, self._shared, self.source = out, shared, sumber.objek
        self.numbers: dict[int, Acuan] = {}
        self._left: list[int] = []

    def place(self, number: int) -> Acuan:
        """A number for an object that somebody else writes."""
        self.numbers[number] = self._out.reserve()
        return self.numbers[number]

    def stream(self, number: int) -> Acuan:
        """Copy a stream that no other document has."""
        new = self.numbers.get(number)
        if new is None:
            new = self.place(number)
            entries, data = self.source(number)
            self._out.write_stream(new, self.follow_all(entries), data or b"")
        return new

    def share(self, number: int) -> Acuan:
        """Copy an object and all that it refers to, or find them among what was copied already."""
        if number in self.numbers:
            return self.numbers[number]
        entries, data = self.source(number)
        written = ACUAN.sub(lambda found: b"%d 0 R" % self.share(int(found[1])), entries)
        key = hashlib.sha256(written + b"\0" + (data or b"")).digest()
        new = self._shared.get(key)
        if new is None:
            new = self._shared[key] = self._out.reserve()
            self._write(new, written, data)
        self.numbers[number] = new
        return new

    def _write(self, new: Acuan, entries: bytes, data: bytes | None) -> None:
        if data is not None:
            self._out.write_stream(new, entries, data)
        else:
            self._out.write(new, entries if entries[:1] not in {b"", b"/"} else b"<<" + entries + b">>")

    def follow(self, number: int) -> Acuan:
        """The number of an object that `copy_followed` is going to copy."""
        if number not in self.numbers:
            self.place(number)
            self._left.append(number)
        return self.numbers[number]

    def follow_all(self, entries: bytes) -> bytes:
        """The entries with new numbers."""
        return ACUAN.sub(lambda found: b"%d 0 R" % self.follow(int(found[1])), entries)

    def copy_followed(self) -> None:
        """Copy what was followed, and what that refers to."""
        while self._left:
            number = self._left.pop()
            entries, data = self.source(number)
            self._write(self.numbers[number], self.follow_all(entries), data)


def stamped(entries: bytes, name: bytes, number: Acuan) -> bytes:
    """Resources with one more picture; they are written by this program or by WeasyPrint."""
    shown = b"/%s %d 0 R" % (name, number)
    merged, count = re.subn(rb"/XObject ?<<", lambda found: found[0] + shown, entries, count=1)
    return merged if count else entries + b"/XObject<<" + shown + b">>"
