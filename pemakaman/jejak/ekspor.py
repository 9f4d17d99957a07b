"""The trail as a CSV that a spreadsheet opens without running anything in it."""

import csv
from collections.abc import Iterable
from io import StringIO

from pemakaman.jejak.queries import Baris
from pemakaman.jejak.words import WIB

HEADER = ("waktu_wib", "pelaku", "peran", "peristiwa", "objek", "objek_id", "rincian", "wilayah", "asal")


def to_csv(rows: Iterable[Baris]) -> bytes:
    """UTF-8 with BOM, so that Excel reads the letters right."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for row in rows:
        cells = (
            f"{row.kapan.astimezone(WIB):%Y-%m-%d %H:%M:%S}",
            row.pelaku,
            row.peran,
            row.kalimat,
            row.objek,
            row.objek_id,
            "; ".join(row.rincian),
            row.wilayah,
            row.asal,
        )
        writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r"} else text
