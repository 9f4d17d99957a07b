"""Several documents as one: a PDF with a bookmark for each, or a ZIP. The same input gives the same bytes."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pemakaman.dokumen.cetakan import KATALOG, color_profile, file_entries, output_intent
from pemakaman.dokumen.keterangan import LAMPIRAN, PENCETAK
from pemakaman.dokumen.objek_pdf import refer_all
from pemakaman.dokumen.sambung import Penyambung
from pemakaman.dokumen.tulis_pdf import Acuan
from pemakaman.dokumen.xmp import hex_text, info_entries, xmp_packet

PER_DAUN = 200
"""Attachments in one leaf of their tree of names."""

AWAL = datetime(1980, 1, 1, tzinfo=UTC)
WAKTU_ZIP = (1980, 1, 1, 0, 0, 0)
HAK_ZIP = 0o644 << 16
NAMA_TERPANJANG = 100
_TAK_AMAN = re.compile(r"[^A-Za-z0-9._-]+")


def join_files(
    files: Iterable[tuple[str, Iterable[tuple[str, bytes]]]], target: Path, *, judul: str, tanggal: datetime
) -> int:
    """Write files of documents, each with its title, as one PDF/A-3a; returns the number of pages.

    Tags and attachments are kept; a bookmark for each file with its documents below. A signature stays with its
    document: only the pages are joined. Raises ValueError without documents.
    """
    with Penyambung(target) as joined:
        for title, documents in files:
            for number, (name, content) in enumerate(documents):
                joined.add(content, (title, name), baru=min(number, 1))
        if not joined.pages:
            raise ValueError("Tidak ada dokumen untuk digabung.")
        return joined.close(*_archive_head(joined, judul, tanggal))


def _archive_head(joined: Penyambung, judul: str, tanggal: datetime) -> tuple[bytes, Acuan]:
    """What makes the file an archive file: metadata, colours, attachments."""
    out = joined.out
    info, metadata, profile = out.reserve(), out.reserve(), out.reserve()
    about = (judul, PENCETAK, tanggal)
    out.write(info, info_entries(*about))
    out.write_stream(metadata, b"/Type/Metadata/Subtype/XML", xmp_packet(*about))
    out.write_stream(profile, b"/N 3/Filter/FlateDecode", zlib.compress(color_profile()))
    entries = b"/Metadata %d 0 R/OutputIntents[%s]%s" % (metadata, output_intent(profile), KATALOG)
    return entries + _attached(joined), info


def _attached(joined: Penyambung) -> bytes:
    """The attachments of all documents under numbers of their own, each said whose it is."""
    out, leaves, specs = joined.out, [], []
    named: list[tuple[bytes, Acuan]] = []
    for number, (file, title) in enumerate(joined.files.items(), 1):
        name, spec = hex_text(f"{number:05d}-{LAMPIRAN}"), out.reserve()
        out.write(spec, file_entries(name, title, file))
        named.append((name, spec))
        specs.append(spec)
    for start in range(0, len(named), PER_DAUN):
        some = named[start : start + PER_DAUN]
        leaf = out.reserve()
        pairs = b"".join(b"%s %d 0 R" % pair for pair in some)
        out.write(leaf, b"<</Limits[%s%s]/Names[%s]>>" % (some[0][0], some[-1][0], pairs))
        leaves.append(leaf)
    if not leaves:
        return b""
    return b"/AF%s/Names<</EmbeddedFiles<</Kids%s>>>>" % (refer_all(list(specs)), refer_all(list(leaves)))


def neutral_name(name: str) -> str:
    """A file name of plain letters: no folder, no accent, no leading dot, never empty."""
    base = re.split(r"[/\\]", name)[-1]
    plain = unicodedata.normalize("NFKD", base).encode("ascii", "ignore").decode()
    stem, dot, ending = _TAK_AMAN.sub("-", plain).strip("-.").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = stem.strip("-.")[: NAMA_TERPANJANG - len(ending) - len(dot)] or "berkas"
    return stem + dot + ending[:10]


def _unused(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    number, candidate = 1, name
    while candidate.lower() in taken:
        number += 1
        candidate = f"{stem}-{number}{dot}{ending}"
    taken.add(candidate.lower())
    return candidate


def zip_pdfs(documents: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP of (name, content) in the given order, names neutralised and made unique."""
    target, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in documents:
            entry = zipfile.ZipInfo(_unused(neutral_name(name), taken), WAKTU_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = HAK_ZIP
            archive.writestr(entry, content)
    return target.getvalue()
