"""Builds a form that is ready to be filled from what WeasyPrint drew."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pemakaman.dokumen.cetakan import BarisCetak, Cetakan, HalamanCetak, Nomor, word_element
from pemakaman.dokumen.objek_pdf import (
    TAK_ADA,
    TERPADAT,
    marked,
    object_stream,
    refer,
    refer_all,
    stream_object,
    table_row,
)
from pemakaman.dokumen.petikan import ACUAN, BarisPetik, HalamanPetik, Petikan, number_text
from pemakaman.dokumen.tulis_pdf import KEPALA
from pemakaman.dokumen.xmp import hex_text

Tempat = tuple[int, int]
"""Page, and number of a piece on it; pieces are counted in reading order, lines of a paragraph one by one."""


class _Induk(NamedTuple):
    """Numbers of the page, of its structure, and of its content."""

    halaman: int
    bagian: int
    gambar: int


class _Baris(NamedTuple):
    """A row while it is built: its number, the element of each of its pieces, what each says."""

    nomor: int
    induk: dict[int, int]
    utuh: list[str]


def build_cetakan(petikan: Petikan, pencetak: str, terbuka: Mapping[Tempat, bool] | None = None) -> Cetakan:
    """The form of what was drawn; the pieces of `terbuka` are left open, and say whether letters stand apart there."""
    return _Susunan(petikan, terbuka or {}).build(pencetak)


class _Susunan:
    def __init__(self, petikan: Petikan, terbuka: Mapping[Tempat, bool]) -> None:
        self._petikan = petikan
        self._open = terbuka
        self._numbers = {old: new for new, old in enumerate(petikan.objek, 1)}
        self._next = len(self._numbers) + 1
        self._plain: list[tuple[int, bytes]] = []

    def _reserve(self) -> int:
        self._next += 1
        return self._next - 1

    def build(self, pencetak: str) -> Cetakan:
        nomor = Nomor(*(self._reserve() for _ in range(10)))
        document = self._reserve()
        groups = [_Induk(self._reserve(), self._reserve(), self._reserve()) for _ in self._petikan.halaman]
        pages = []
        for index, (halaman, induk) in enumerate(zip(self._petikan.halaman, groups, strict=True)):
            self._page_object(halaman, index, induk, nomor.halaman)
            pages.append(self._page(halaman, index, induk, document))
        kids, count = refer_all([one.halaman for one in groups]), len(groups)
        self._plain.append((nomor.halaman, b"<</Type/Pages/Count %d/Kids%s>>" % (count, kids)))
        sections = refer_all([one.bagian for one in groups])
        element = b"<</Type/StructElem/S/Document/P %s/K%s>>" % (refer(nomor.akar), sections)
        root = b"<</Type/StructTreeRoot/K[%s]/ParentTree %s/ParentTreeNextKey %d>>"
        self._plain += [(document, element), (nomor.akar, root % (refer(document), refer(nomor.pohon), count))]
        kept, table = self._kept()
        return Cetakan(kept, table, nomor, tuple(pages), self._numbers[self._petikan.profil], pencetak)

    def _page_object(self, halaman: HalamanPetik, index: int, induk: _Induk, parent: int) -> None:
        size = number_text(halaman.lebar) + b" " + number_text(halaman.tinggi)
        entries = b"<</Type/Page/Parent %s/MediaBox[0 0 %s]/Contents %s/Resources %s/Tabs/S/StructParents %d>>"
        resources = refer(self._numbers[self._petikan.sumber])
        self._plain.append((induk.halaman, entries % (refer(parent), size, refer(induk.gambar), resources, index)))

    def _page(self, halaman: HalamanPetik, index: int, induk: _Induk, document: int) -> HalamanCetak:
        rows: list[BarisCetak | int] = []
        owners: list[int] = []
        content: list[bytes | int] = [halaman.awal]
        for baris in halaman.baris:
            row = self._reserve()
            count = sum(len(one.gambar) for one in baris.potongan)
            numbers = tuple(range(len(owners), len(owners) + count))
            content += self._content(baris, numbers, index)
            says = [potongan.utuh for potongan in baris.potongan for _ in potongan.gambar]
            apart = [bool(utuh) or self._open.get((index, one), False) for one, utuh in zip(numbers, says, strict=True)]
            owners += [self._reserve() if is_apart else row for is_apart in apart]
            kept = _Baris(row, dict(zip(numbers, owners[-count:] if count else [], strict=True)), says)
            rows.append(self._row(baris, kept, index, induk))
        head = b"<</Type/StructElem/S/Sect/P %s/Pg %s" % (refer(document), refer(induk.halaman))
        joined = tuple(_joined([*content, halaman.akhir]))
        return HalamanCetak(*induk, head, joined, tuple(rows), tuple(owners))

    def _content(self, baris: BarisPetik, numbers: tuple[int, ...], index: int) -> Iterator[bytes | int]:
        drawn = [(one, potongan.utuh) for potongan in baris.potongan for one in potongan.gambar]
        for number, (piece, utuh) in zip(numbers, drawn, strict=True):
            yield number if (index, number) in self._open else marked(baris.tag, number, piece, utuh)

    def _row(self, baris: BarisPetik, kept: _Baris, index: int, induk: _Induk) -> BarisCetak | int:
        shown = (baris.tag.encode(), refer(induk.bagian), refer(induk.halaman))
        head = b"<</Type/StructElem/S/%s/P %s/Pg %s" % shown
        if baris.rangka:
            frame = b" ".join(map(number_text, baris.rangka))
            head += b"/Alt%s/A<</O/Layout/BBox[%s]>>" % (hex_text(baris.alt), frame)
        opened = {one: owner for one, owner in kept.induk.items() if (index, one) in self._open}
        for (one, owner), utuh in zip(kept.induk.items(), kept.utuh, strict=True):
            if owner != kept.nomor and one not in opened:
                self._plain.append((owner, word_element(kept.nomor, induk.halaman, one, utuh)))
        if opened:
            return BarisCetak(kept.nomor, head, tuple(kept.induk), opened)
        kids = (b"%d" % one if owner == kept.nomor else refer(owner) for one, owner in kept.induk.items())
        self._plain.append((kept.nomor, b"%s/K[%s]>>" % (head, b" ".join(kids))))
        return kept.nomor

    def _kept(self) -> tuple[bytes, bytes]:
        """All kept objects after the head of the file, and the table of all."""
        parts, at, rows = [KEPALA], len(KEPALA), dict[int, bytes]()
        for old, (entries, stream) in self._petikan.objek.items():
            number, renumbered = self._numbers[old], ACUAN.sub(self._renumber, entries)
            if stream is None:
                self._plain.append((number, b"<<" + renumbered + b">>"))
                continue
            rows[number] = table_row(1, at, 0)
            parts.append(stream_object(number, renumbered, stream, TERPADAT))
            at += len(parts[-1])
        holder = self._reserve()
        rows[holder] = table_row(1, at, 0)
        rows |= {number: table_row(2, holder, place) for place, (number, _) in enumerate(self._plain)}
        parts.append(object_stream(holder, self._plain, TERPADAT))
        return b"".join(parts), b"".join(rows.get(number, TAK_ADA) for number in range(self._next))

    def _renumber(self, found: re.Match[bytes]) -> bytes:
        return refer(self._numbers[int(found[1])])


def _joined(content: list[bytes | int]) -> Iterator[bytes | int]:
    """Neighbouring bytes as one."""
    run: list[bytes] = []
    for one in content:
        if isinstance(one, bytes):
            run.append(one)
            continue
        yield b"".join(run)
        yield one
        run = []
    yield b"".join(run)
