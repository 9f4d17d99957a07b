"""A form ready to be filled: its kept objects, and pages whose places for values are left open.

`susun.build_cetakan` makes it of what WeasyPrint drew; here one document is written, as PDF/A-3a and PDF/UA-1.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

from pemakaman.dokumen.keterangan import LAMPIRAN, Keterangan
from pemakaman.dokumen.objek_pdf import (
    TABEL_LEBAR,
    object_stream,
    plain_stream,
    refer,
    refer_all,
    stream_object,
    table_row,
)
from pemakaman.dokumen.xmp import hex_text, info_entries, pdf_moment, xmp_packet


class Terisi(NamedTuple):
    """What is drawn at an open place: its marked content, and the words where its letters stand apart."""

    gambar: bytes
    utuh: str = ""


Isi = Mapping[tuple[int, int], Terisi]
"""Page and number of an open place → what stands there; a place that is missing stays empty."""
NAMA_PROFIL = hex_text("sRGB")


def word_element(row: int, halaman: int, number: int, utuh: str) -> bytes:
    """The element of a value whose letters stand apart."""
    shown = (refer(row), refer(halaman), hex_text(utuh), number)
    return b"<</Type/StructElem/S/Span/P %s/Pg %s/ActualText%s/K %d>>" % shown


KATALOG = b"/Lang(id)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"


def output_intent(profile: int) -> bytes:
    """Says that colours are meant as sRGB; `profile` is the number of the profile."""
    shown = (NAMA_PROFIL, NAMA_PROFIL, refer(profile))
    return b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s/DestOutputProfile %s>>" % shown


def file_entries(name: bytes, tentang: str, file: int) -> bytes:
    """What is said of an attached file, the data that the document was made of."""
    shown = (name, name, hex_text(tentang), refer(file), refer(file))
    return b"<</Type/Filespec/F%s/UF%s/Desc%s/AFRelationship/Data/EF<</F %s/UF %s>>>>" % shown


def color_profile() -> bytes:
    """The profile that WeasyPrint puts into archive files."""
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


@dataclass(frozen=True)
class BarisCetak:
    """A row of one page with open places: object number, entries before its content, numbers of its pieces.

    `terbuka` gives each open place the object number of its element, which is the row unless it holds letters apart.
    """

    nomor: int
    kepala: bytes
    potongan: tuple[int, ...]
    terbuka: Mapping[int, int]

    def content(self, filled: Mapping[int, Terisi]) -> list[int]:
        """The numbers of the pieces that are there."""
        return [one for one in self.potongan if one not in self.terbuka or one in filled]


@dataclass(frozen=True)
class HalamanCetak:
    """One page. `isi` is its content: drawn bytes, and the numbers of open places between them.

    `baris` are rows with open places, and object numbers of rows that are the same in every document. `induk` is
    the object number of the element that each piece belongs to.
    """

    nomor: int
    bagian: int
    gambar: int
    kepala_bagian: bytes
    isi: tuple[bytes | int, ...]
    baris: tuple[BarisCetak | int, ...]
    induk: tuple[int, ...]


@dataclass(frozen=True)
class Nomor:
    """Object numbers that every document of the form has."""

    katalog: int
    info: int
    metadata: int
    akar: int
    halaman: int
    pohon: int
    lampiran: int
    spesifikasi: int
    aliran: int
    tabel: int


@dataclass(frozen=True)
class Cetakan:
    """Kept bytes with their table of objects, and what is written anew for each document."""

    kepala: bytes
    tabel: bytes
    nomor: Nomor
    halaman: tuple[HalamanCetak, ...]
    profil: int
    pencetak: str

    def write(self, isi: Isi, keterangan: Keterangan) -> bytes:
        """The document; the same arguments give the same bytes."""
        writer = _Penulis(self)
        writer.pages(isi)
        writer.about(keterangan)
        return writer.finish(keterangan)


class _Penulis:
    """One document while it is written."""

    def __init__(self, cetakan: Cetakan) -> None:
        self._cetakan = cetakan
        self._parts = [cetakan.kepala]
        self._at = len(cetakan.kepala)
        self._table = bytearray(cetakan.tabel)
        self._plain: list[tuple[int, bytes]] = []

    def _put(self, number: int, packed: bytes) -> None:
        self._row(number, table_row(1, self._at, 0))
        self._parts.append(packed)
        self._at += len(packed)

    def _row(self, number: int, row: bytes) -> None:
        self._table[number * TABEL_LEBAR : (number + 1) * TABEL_LEBAR] = row

    def pages(self, isi: Isi) -> None:
        """Contents, and the structure over them."""
        owners = []
        for index, halaman in enumerate(self._cetakan.halaman):
            filled = {number: drawn for (page, number), drawn in isi.items() if page == index}
            content = b"".join(
                [
                    one if isinstance(one, bytes) else (filled[one].gambar if one in filled else b"")
                    for one in halaman.isi
                ]
            )
            self._put(halaman.gambar, stream_object(halaman.gambar, b"", content))
            owners.append(b"%d[%s]" % (index, b" ".join(self._structure(halaman, filled))))
        self._plain.append((self._cetakan.nomor.pohon, b"<</Nums[" + b"".join(owners) + b"]>>"))

    def _structure(self, halaman: HalamanCetak, filled: Mapping[int, Terisi]) -> Iterator[bytes]:
        """Write the rows that this document has; yields the owner of each piece of the page."""
        rows, missing = [], set[int]()
        for row in halaman.baris:
            if isinstance(row, int):
                rows.append(row)
                continue
            there = row.content(filled)
            missing.update(set(row.potongan).difference(there))
            if there:
                rows.append(row.nomor)
                kids = b" ".join([self._kid(row, halaman, one, filled) for one in there])
                self._plain.append((row.nomor, b"%s/K[%s]>>" % (row.kepala, kids)))
        self._plain.append((halaman.bagian, b"%s/K%s>>" % (halaman.kepala_bagian, refer_all(rows))))
        return (
            b"null" if number in missing else b"%d 0 R" % owner for number, owner in enumerate(halaman.induk)
        )  # fmt: skip

    def _kid(self, row: BarisCetak, halaman: HalamanCetak, number: int, filled: Mapping[int, Terisi]) -> bytes:
        """A piece in its row: its number, or for letters that stand apart an element that says them as words."""
        owner = halaman.induk[number]
        if owner == row.nomor:
            return b"%d" % number
        if number in row.terbuka:
            self._plain.append((owner, word_element(row.nomor, halaman.nomor, number, filled[number].utuh)))
        return refer(owner)

    def about(self, keterangan: Keterangan) -> None:
        """Title, moment, metadata, attachment, and the root of it all."""
        nomor, about = self._cetakan.nomor, (keterangan.judul, self._cetakan.pencetak, keterangan.tanggal)
        self._plain.append((nomor.info, info_entries(*about)))
        packet = xmp_packet(*about)
        self._put(nomor.metadata, plain_stream(nomor.metadata, b"/Type/Metadata/Subtype/XML", packet))
        attached = b""
        if keterangan.data is not None:
            self._attach(keterangan)
            file = refer(nomor.spesifikasi)
            names = hex_text(LAMPIRAN)
            attached = b"/AF[%s]/Names<</EmbeddedFiles<</Names[%s%s]>>>>" % (file, names, file)
        root = b"<</Type/Catalog/Pages %s/StructTreeRoot %s/Metadata %s" % (
            refer(nomor.halaman),
            refer(nomor.akar),
            refer(nomor.metadata),
        )
        tail = b"%s/OutputIntents[%s]%s>>" % (KATALOG, output_intent(self._cetakan.profil), attached)
        self._plain.append((nomor.katalog, root + tail))

    def _attach(self, keterangan: Keterangan) -> None:
        nomor, data = self._cetakan.nomor, keterangan.lampiran
        moment = pdf_moment(keterangan.tanggal)
        entries = b"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size %d/CheckSum<%s>/ModDate%s>>" % (
            len(data),
            hashlib.md5(data, usedforsecurity=False).hexdigest().encode(),
            moment,
        )
        self._put(nomor.lampiran, stream_object(nomor.lampiran, entries, data))
        spec = file_entries(hex_text(LAMPIRAN), "Data permohonan", nomor.lampiran)
        self._plain.append((nomor.spesifikasi, spec))

    def finish(self, keterangan: Keterangan) -> bytes:
        """The file, with the table of its objects."""
        nomor = self._cetakan.nomor
        for place, (number, _) in enumerate(self._plain):
            self._row(number, table_row(2, nomor.aliran, place))
        self._put(nomor.aliran, object_stream(nomor.aliran, self._plain))
        start = self._at
        self._row(nomor.tabel, table_row(1, start, 0))
        digest = hashlib.sha256(keterangan.judul.encode())
        for part in self._parts:
            digest.update(part)
        mark = digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID[<%s><%s>]" % (
            len(self._table) // TABEL_LEBAR,
            refer(nomor.katalog),
            refer(nomor.info),
            mark,
            mark,
        )
        table = stream_object(nomor.tabel, entries, bytes(self._table))
        return b"".join((*self._parts, table, b"startxref\n%d\n%%%%EOF\n" % start))
