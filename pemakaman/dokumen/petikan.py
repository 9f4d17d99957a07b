"""What WeasyPrint drew, taken before it is written: pages piece by piece, fonts, pictures.

Both roads write their file themselves (`cetakan.py`), so that tags, metadata and attachment are the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint import HTML

ACUAN = re.compile(rb"(\d+) 0 R")
_TANDA = re.compile(rb"/(Span|Figure)\n<</MCID (\d+)>>\nBDC\n(.*?)EMC\n", re.DOTALL)
_PEREKAT = re.compile(rb"(?:[qQ]\n|[-\d. ]+ re\nW\nn\n)*")
"""All that stands between pieces: graphics states, and clips as large as what they clip."""
_HITAM = b"/a1.0 gs\n0 0 0 rg\n"


class PetikanError(Exception):
    """WeasyPrint drew something that this program does not take apart."""


@dataclass(frozen=True)
class Potongan:
    """What is drawn as one, line by line. `utuh` is what it says, where its letters stand apart."""

    gambar: tuple[bytes, ...]
    utuh: str = ""


@dataclass(frozen=True)
class BarisPetik:
    """One row of the page: its tag, and its pieces in reading order; `rangka` and `alt` of a picture."""

    tag: str
    potongan: tuple[Potongan, ...]
    rangka: tuple[float, float, float, float] | None = None
    alt: str = ""


@dataclass(frozen=True)
class HalamanPetik:
    """One page: what is drawn behind its rows, what closes the drawing, and the rows. Measures are points."""

    lebar: float
    tinggi: float
    awal: bytes
    akhir: bytes
    baris: tuple[BarisPetik, ...]


@dataclass(frozen=True)
class Petikan:
    """A document. `objek` holds what `sumber` (the resources) and `profil` refer to: number → (entries, stream)."""

    halaman: tuple[HalamanPetik, ...]
    objek: dict[int, tuple[bytes, bytes | None]]
    sumber: int
    profil: int
    huruf: dict[str, dict[str, int]]
    """Of each font, by its name in content streams: letter → glyph."""


def capture(html: HTML, **options: Any) -> Petikan:
    """Lay out and draw; nothing is written. Worker processes only."""
    found: list[Petikan] = []

    def take(document: Any, pdf: Any) -> None:
        found.append(_take(document, pdf))

    html.write_pdf(finisher=take, pdf_variant="pdf/a-3a", uncompressed_pdf=True, **options)
    return found[0]


def _take(document: Any, pdf: Any) -> Petikan:
    pages = [pdf.objects[one] for one in pdf.pages["Kids"][::3]]
    tree = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    sections = pdf.objects[_number(tree["K"][0])]["K"]
    if len(sections) != len(pages):
        raise PetikanError("Satu bagian bukan satu halaman.")
    sumber = _number(pages[0]["Resources"])
    profil = _number(pdf.catalog["OutputIntents"][0]["DestOutputProfile"])
    reader = _Pembaca(pdf)
    return Petikan(
        halaman=tuple(
            reader.page(page, pdf.objects[_number(one)]) for page, one in zip(pages, sections, strict=True)
        ),
        objek=_kept(pdf, (sumber, profil)),
        sumber=sumber,
        profil=profil,
        huruf=_letters(document),
    )  # fmt: skip


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _letters(document: Any) -> dict[str, dict[str, int]]:
    faces: dict[str, dict[str, int]] = {}
    for font in document.fonts.values():
        letters = faces.setdefault(font.hash, {})
        letters |= {text: glyph for glyph, text in font.to_unicode.items() if len(text) == 1}
    return faces


def _kept(pdf: Any, starts: tuple[int, ...]) -> dict[int, tuple[bytes, bytes | None]]:
    """The objects and all that they refer to, each after what it refers to."""
    kept: dict[int, tuple[bytes, bytes | None]] = {}

    def visit(number: int) -> None:
        if number in kept:
            return
        found = pdf.objects[number]
        is_stream = not isinstance(found, dict)
        entries = _entries(found.extra if is_stream else found)
        for one in ACUAN.findall(entries):
            visit(int(one))
        kept[number] = entries, _body(found) if is_stream else None

    for start in starts:
        visit(start)
    return kept


def _entries(values: Any) -> bytes:
    """Keys and values of a dictionary of the engine as PDF syntax, in a fixed order."""
    shown = ((f"/{key} ".encode(), _plain(value)) for key, value in sorted(values.items()))
    return b"".join(key + value for key, value in shown)


def _plain(value: Any) -> bytes:
    if isinstance(value, dict):
        return b"<<" + _entries(value) + b">>"
    if isinstance(value, list):
        return b"[" + b" ".join(map(_plain, value)) + b"]"
    if hasattr(value, "data"):
        return bytes(value.data)
    if isinstance(value, bytes):
        return value
    return number_text(value) if isinstance(value, float) else str(value).encode()


def number_text(value: float) -> bytes:
    """A number as WeasyPrint writes it: six decimals, none without need."""
    return f"{value:f}".rstrip("0").rstrip(".").encode()


def _body(stream: Any) -> bytes:
    """The stream as it is written, without its outer shell."""
    return b"\n".join(_plain(one) for one in stream.stream)


class _Pembaca:
    """Reads pages: each piece of the content by its number, each row of the structure."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf

    def page(self, page: Any, section: Any) -> HalamanPetik:
        content = _body(self._pdf.objects[_number(page["Contents"])]) + b"\n"
        awal, pieces, akhir = _split(content)
        left, top, right, bottom = (float(one) for one in page["MediaBox"])
        rows = tuple(self._rows(section, pieces, bottom - top))
        return HalamanPetik(right - left, bottom - top, awal, akhir, rows)

    def _rows(self, section: Any, pieces: dict[int, bytes], tinggi: float) -> Iterator[BarisPetik]:
        for row in self._kids(section):
            tag = str(row["S"]).lstrip("/")
            if tag == "Figure":
                x1, y1, x2, y2 = (0.75 * float(one) for one in row["A"]["BBox"])
                picture = Potongan(tuple(pieces[one] for one in self._marks(row)))
                alt = str(row["Alt"].string) if "Alt" in row else ""
                yield BarisPetik(tag, (picture,), (x1, tinggi - y2, x2, tinggi - y1), alt)
            else:
                kids = [tuple(pieces[one] for one in self._marks(kid)) for kid in self._kids(row)]
                yield BarisPetik(tag, tuple(map(Potongan, kids)))

    def _kids(self, element: Any) -> list[Any]:
        return [self._pdf.objects[_number(kid)] for kid in element["K"]]

    def _marks(self, element: Any) -> Iterator[int]:
        for kid in element["K"]:
            if isinstance(kid, int):
                yield kid
            else:
                yield from self._marks(self._pdf.objects[_number(kid)])


def _split(content: bytes) -> tuple[bytes, dict[int, bytes], bytes]:
    """What comes before the pieces, the pieces by number, what closes the page."""
    pieces: dict[int, bytes] = {}
    first, at = len(content), 0
    for found in _TANDA.finditer(content):
        if pieces and not _PEREKAT.fullmatch(content, at, found.start()):
            raise PetikanError("Di antara dua tulisan ada gambar yang tidak dikenal.")
        first = min(first, found.start())
        at = found.end()
        pieces[int(found[2])] = found[3].removeprefix(_HITAM)
    awal = _without_glue(content[:first])
    if pieces and not _PEREKAT.fullmatch(content, at):
        raise PetikanError("Di belakang tulisan ada gambar yang tidak dikenal.")
    lines = awal.split(b"\n")
    akhir = b"Q\n" * (lines.count(b"q") - lines.count(b"Q"))
    return awal + _HITAM, pieces, akhir


def _without_glue(head: bytes) -> bytes:
    """The head without the states and clips that were opened for the first piece."""
    lines = head.rstrip(b"\n").split(b"\n")
    while (lines and lines[-1] in {b"q", b"Q", b"n", b"W"}) or (lines and lines[-1].endswith(b" re")):
        if lines[-1] == b"Q":
            break
        lines.pop()
    return b"\n".join(lines) + b"\n"
