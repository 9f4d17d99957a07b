"""A picture as a file: its figures as CSV or workbook, the drawing as SVG or PNG."""

import re
from collections.abc import Callable
from pathlib import Path

from pemakaman.grafik.dasar import Gambar
from pemakaman.grafik.huruf import wrap
from pemakaman.grafik.kanvas import at, safe
from pemakaman.grafik.warna import KERTAS, LEMBUT, TINTA
from pemakaman.tabel import MIME as MIME_TABEL
from pemakaman.tabel import csv_bytes, xlsx_bytes

FONT = Path(__file__).resolve().parent.parent / "dokumen" / "font"
HURUF = (FONT / "DejaVuSansCondensed.ttf", FONT / "DejaVuSansCondensed-Bold.ttf")
KELUARGA = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, sans-serif"
TEPI = 14.0
LEBAR_PNG, TERTINGGI_PNG = 1600, 4500
_TAUTAN = re.compile(r'<a href="[^"]*" aria-label="[^"]*">')
_BINGKAI = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def csv_file(gambar: Gambar) -> bytes:
    """The figures; a number stays a number."""
    return csv_bytes(gambar.penuh.kolom, gambar.penuh.baris)


def xlsx_file(gambar: Gambar) -> bytes:
    """The same as a workbook."""
    name = re.sub(r"[\[\]:*?/\\]", " ", gambar.judul).strip(" '")[:31].strip(" '")
    return xlsx_bytes(name or "Angka", gambar.penuh.kolom, gambar.penuh.baris)


def svg_text(gambar: Gambar) -> str:
    """A drawing that stands alone: title, note, white ground; links lead nowhere from a file."""
    across, drawn = _frame(gambar.svg)
    lines = wrap(gambar.judul, across, 17, most=3, tebal=True)
    notes = wrap(gambar.catatan, across, 12, most=6) if gambar.catatan else []
    top = TEPI + 22.0 * len(lines) + 6
    height = top + drawn + (16.0 * len(notes) + 8 if notes else 0) + TEPI
    words = [
        _line(TEPI + 16 + 22 * number, line, 'font-size="17" font-weight="700"') for number, line in enumerate(lines)
    ]
    below = top + drawn + 18
    words += [_line(below + 16 * number, line, f'font-size="12" fill="{LEMBUT}"') for number, line in enumerate(notes)]
    inner = _TAUTAN.sub("<g>", gambar.svg).replace("</a>", "</g>").replace('role="group"', 'role="img"')
    wide = across + 2 * TEPI
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {at(wide)} {at(height)}" width="{at(wide)}" '
        f'height="{at(height)}" font-family="{KELUARGA}" fill="{TINTA}"><title>{safe(gambar.judul)}</title>'
        f'<rect width="100%" height="100%" fill="{KERTAS}"/>{"".join(words)}'
        f'<svg x="{at(TEPI)}" y="{at(top)}"{inner.removeprefix("<svg")}</svg>'
    )


def _frame(svg: str) -> tuple[float, float]:
    match = _BINGKAI.search(svg)
    return (float(match[1]), float(match[2])) if match else (1.0, 1.0)


def _line(y: float, teks: str, bentuk: str) -> str:
    return f'<text x="{at(TEPI)}" y="{at(y)}" {bentuk}>{safe(teks)}</text>'


def svg_file(gambar: Gambar) -> bytes:
    """The same as a file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg_text(gambar)}\n'.encode()


def png_file(gambar: Gambar) -> bytes:
    """The same as dots, 1.600 across; a very long picture is smaller."""
    # Only who asks for dots pays for the drawing engine.
    import resvg_py  # noqa: PLC0415

    svg = svg_text(gambar)
    across, height = _frame(svg)
    wide = min(LEBAR_PNG, int(TERTINGGI_PNG * across / height))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=max(wide, 1),
            background=KERTAS,
            skip_system_fonts=True,
            font_files=[str(path) for path in HURUF],
            font_family="DejaVu Sans",
            sans_serif_family="DejaVu Sans",
        )
    )


MIME = {
    **MIME_TABEL,
    "svg": "image/svg+xml",
    "png": "image/png",
}
TULIS: dict[str, Callable[[Gambar], bytes]] = {"csv": csv_file, "xlsx": xlsx_file, "svg": svg_file, "png": png_file}


def write_file(gambar: Gambar, bentuk: str) -> bytes:
    """Its bytes; KeyError for a kind we do not write."""
    return TULIS[bentuk](gambar)


def file_name(judul: str, hari: str, bentuk: str) -> str:
    """'kematian-per-bulan-2026-11-27.csv'."""
    words = re.sub(r"[^a-z0-9]+", "-", judul.lower()).strip("-")[:60].rstrip("-")
    return f"{words or 'gambar'}-{hari}.{bentuk}"
