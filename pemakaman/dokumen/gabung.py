"""Several documents as one: a PDF with a bookmark for each, or a ZIP. The same input gives the same bytes."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence

import pikepdf

WAKTU_ZIP = (1980, 1, 1, 0, 0, 0)
HAK_ZIP = 0o644 << 16
NAMA_TERPANJANG = 100
_TAK_AMAN = re.compile(r"[^A-Za-z0-9._-]+")


def _title(pdf: pikepdf.Pdf, number: int) -> str:
    title = str(pdf.docinfo.get("/Title", "")).strip()
    return f"{number}. {title or 'Dokumen'}"


def merge_pdfs(documents: Sequence[bytes]) -> bytes:
    """One PDF of all pages in the given order, each document reachable by a bookmark.

    Tags do not survive the joining; the single documents keep theirs. Raises ValueError without documents.
    """
    if not documents:
        raise ValueError("Tidak ada dokumen untuk digabung.")
    with pikepdf.new() as merged:
        titles: list[tuple[str, int]] = []
        for number, content in enumerate(documents, 1):
            with pikepdf.open(io.BytesIO(content)) as source:
                titles.append((_title(source, number), len(merged.pages)))
                merged.pages.extend(source.pages)
        for page in merged.pages:
            if "/StructParents" in page.obj:
                del page.obj["/StructParents"]
        with merged.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in titles)
        merged.Root.Lang = pikepdf.String("id")
        target = io.BytesIO()
        merged.save(target, deterministic_id=True)
    return target.getvalue()


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
