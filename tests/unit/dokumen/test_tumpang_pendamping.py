"""Empty companion forms laid over the annexes' pages: every line, every label, in its place.

Ours is read from the rendered PDF, not from our layout. Figures: resmi_pendamping.json; points from the top left of the
sheet of 612 × 1008, middles of the lines; labels in the order in which they are read, without dotted lines.
"""

import io
import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Varian
from pemakaman.dokumen.penuh import render_penuh
from tests.unit.dokumen.garis_pdf import Ruas, distance, lines_of

MM = 72 / 25.4
RESMI: dict[str, Any] = json.loads((Path(__file__).parent / "resmi_pendamping.json").read_text(encoding="utf-8"))
BENTUK = [pytest.param(Jenis(kode), id=kode) for kode in RESMI]
TAMBAHAN = {
    Jenis.F_1_02: ([Ruas(465.1, 34.0, 56.2), Ruas(538.1, 34.0, 56.2)], [Ruas(y, 465.1, 538.1) for y in (34.0, 56.2)]),
    Jenis.F_2_01F: ([Ruas(442.2, 604.0, 614.2)], []),
}
"""What the annexes' copies lack: on F-1.02 the box with the code, on F-2.01F the left side of one box to tick."""
TANPA: tuple[list[Ruas], list[Ruas]] = ([], [])


@lru_cache(maxsize=8)
def _empty(jenis: Jenis) -> bytes:
    moment = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)
    return render_penuh(arrange(jenis, Varian(kertas="legal")), {}, Keterangan(jenis, moment))


def _official(jenis: Jenis) -> tuple[list[Ruas], list[Ruas]]:
    figures = RESMI[jenis]
    return [Ruas(*one) for one in figures["tegak"]], [Ruas(*one) for one in figures["datar"]]


@pytest.mark.parametrize("jenis", BENTUK)
def test_every_line_of_the_annex_lies_within_a_millimetre(jenis: Jenis) -> None:
    ours = lines_of(_empty(jenis))
    missing = [
        one
        for kita, resmi in zip(ours, _official(jenis), strict=True)
        for one in resmi
        if distance(kita, one.letak, one.dari, one.sampai, MM) > MM
    ]
    assert missing == []


@pytest.mark.parametrize("jenis", BENTUK)
def test_we_draw_no_line_that_the_annex_does_not_have(jenis: Jenis) -> None:
    surplus = [
        one
        for kita, resmi, more in zip(lines_of(_empty(jenis)), _official(jenis), TAMBAHAN.get(jenis, TANPA), strict=True)
        for one in kita
        if distance([*resmi, *more], one.letak, one.dari, one.sampai, MM) > MM
    ]
    assert surplus == []


@pytest.mark.parametrize("jenis", BENTUK)
def test_every_label_of_the_annex_is_read_in_its_order(jenis: Jenis) -> None:
    pages = PdfReader(io.BytesIO(_empty(jenis))).pages
    assert len(pages) == 1
    text, at, lost = _bare(pages[0].extract_text()), 0, []
    for label in RESMI[jenis]["label"]:
        found = text.find(_bare(label), at)
        if found < 0:
            lost.append((label, text[at : at + 40]))
        else:
            at = found + len(_bare(label))
    assert lost == []


def _bare(text: str) -> str:
    """Without white space and dots: a dotted line begins right after a full stop."""
    return re.sub(r"[.…\s]+", "", text)
