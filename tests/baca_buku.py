"""Reads a printed book back through its tags: tables, rows and cells, as a screen reader finds them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdf

_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
HALAMAN = re.compile(r"Halaman \d+ dari \d+")


def squeeze(text: str) -> str:
    """Text without spaces and line breaks, which a page may set as it likes; soft hyphens are no letters."""
    return re.sub(r"[\s\u00ad\u2010]+", "", text)


@dataclass
class HalamanBuku:
    """One page: headings and rows of its tables in order, other tagged text, the label, and all of its text."""

    kepala: list[list[str]] = field(default_factory=list)
    baris: list[list[str]] = field(default_factory=list)
    lain: list[str] = field(default_factory=list)
    label: str = ""
    teks: str = ""


def read_book(path: Path) -> list[HalamanBuku]:
    """The pages; raises AssertionError where the tags are broken."""
    reader = pypdf.PdfReader(path)
    with pikepdf.open(path) as pdf:
        assert not pdf.check_pdf_syntax()
        pages = [HalamanBuku() for _ in pdf.pages]
        marked = [_marked_text(page) for page in pdf.pages]
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        _check_parents(pdf)
        for element in pdf.Root.StructTreeRoot.K[0].K:
            _gather(element, places, marked, pages)
    for page, found in zip(pages, reader.pages, strict=True):
        page.teks = found.extract_text()
        labels = HALAMAN.findall(page.teks)
        assert len(labels) == 1
        page.label = labels[0]
    return pages


def _check_parents(pdf: pikepdf.Pdf) -> None:
    """Every marked content of a page has a parent that lies on that page."""
    found: dict[int, Any] = {}
    for leaf in pdf.Root.StructTreeRoot.ParentTree.Kids:
        nums = list(leaf.Nums)
        found |= {int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)}
    assert sorted(found) == list(range(len(pdf.pages)))
    for page in pdf.pages:
        parents = found[int(page.obj.StructParents)]
        assert len(parents) == len(_marked_text(page))
        assert all(parent.Pg.objgen == page.obj.objgen for parent in parents)


def _gather(element: Any, places: dict[Any, int], marked: list[dict[int, str]], pages: list[HalamanBuku]) -> None:
    number = places[element.Pg.objgen]
    kind = str(element.S)
    if kind == "/TR":
        cells = ["".join(_texts(cell, marked[number])) for cell in element.K]
        heading = all(str(cell.S) == "/TH" for cell in element.K)
        (pages[number].kepala if heading else pages[number].baris).append(cells)
    elif kind in {"/P", "/H1", "/H2"}:
        pages[number].lain.append("".join(_texts(element, marked[number])))
    else:
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary):
                _gather(kid, places, marked, pages)


def _texts(element: Any, marked: dict[int, str]) -> Iterator[str]:
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _texts(kid, marked)
        else:
            yield marked[int(kid)]


def _marked_text(page: pikepdf.Page) -> dict[int, str]:
    """MCID → text of a page."""
    fonts = {name: _unicode_of(font) for name, font in page.obj.Resources.Font.items()}
    found: dict[int, str] = {}
    now, font = -1, dict[bytes, str]()
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                now = int(operands[1].MCID) if "/MCID" in operands[1] else -1
                if now >= 0:
                    found[now] = ""
            case "EMC":
                now = -1
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ" | "Tj" if now >= 0:
                pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                found[now] += "".join(_decode(bytes(one), font) for one in pieces if isinstance(one, pikepdf.String))
    return found


def _decode(content: bytes, font: dict[bytes, str]) -> str:
    return "".join(font[content[at : at + 2]] for at in range(0, len(content), 2))


def _unicode_of(font: Any) -> dict[bytes, str]:
    table: dict[bytes, str] = {}
    content = font.ToUnicode.read_bytes()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", content, re.DOTALL):
        for code, text in _CHAR.findall(block):
            table[bytes.fromhex(code.decode())] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", content, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start, base = int(first, 16), int(text, 16)
            for code in range(start, int(last, 16) + 1):
                table[code.to_bytes(2, "big")] = chr(base + code - start)
    return table
