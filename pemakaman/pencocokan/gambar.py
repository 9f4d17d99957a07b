"""A waterfall of a pair's reasons as SVG: how each field moves the judgement, and where it ends."""

from collections.abc import Sequence
from html import escape
from zlib import crc32

from pemakaman.pencocokan.hasil import Ruas
from pemakaman.pencocokan.kata import RUAS_LABEL, sureness
from pemakaman.pencocokan.model import default_model

LEBAR, TINGGI, ATAS, LABEL = 640, 26, 30, 150
# Several drawings on one page need patterns of their own names.
HATCH = "ARSIR"
BEFORE = "Sebelum dibandingkan: kebanyakan pasangan bukan orang yang sama"


def waterfall(alasan: Sequence[Ruas], skor: float) -> str:
    """Bars from left to right, for (dark) and against (hatched); readable in grey. `skor` is the chance, 0 to 1.

    They begin where a pair stands before anything is compared: right of the broken line "yes" is likelier than "no".
    """
    before = Ruas(
        "awal", "awal", default_model().awal, "Sebelum dibandingkan: kebanyakan pasangan bukan orang yang sama"
    )
    ordered = [before, *sorted(alasan, key=lambda ruas: -abs(ruas.bobot))]
    edges = _edges([ruas.bobot for ruas in ordered])
    low, high = min((0.0, *edges)), max((0.0, *edges))
    scale = (LEBAR - LABEL - 70) / max(high - low, 1.0)
    rows = [
        _bar(number, ruas, start=edges[number], end=edges[number + 1], low=low, scale=scale)
        for number, ruas in enumerate(ordered)
    ]
    height = ATAS + TINGGI * len(ordered) + 10
    zero = LABEL + (0 - low) * scale
    title = f"{sureness(skor)} ({min(skor * 100, 99):.0f} dari 100)"
    name = f"lawan-{crc32(title.encode() + str(edges).encode()):x}"
    return (
        f'<svg viewBox="0 0 {LEBAR} {height}" role="img" class="diagram" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title><desc>{escape('; '.join(ruas.kata for ruas in ordered))}</desc>"
        f'<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#942514"/></pattern></defs>'
        f'<text x="0" y="16" font-size="14" font-weight="700">{escape(title)}</text>'
        f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="{ATAS - 6}" y2="{height - 6}" stroke="#505a5f" '
        'stroke-dasharray="3 3"/>'
        f"{''.join(rows).replace(HATCH, name)}</svg>"
    )


def _edges(weights: Sequence[float]) -> list[float]:
    edges = [0.0]
    for weight in weights:
        edges.append(edges[-1] + weight)
    return edges


def _bar(number: int, ruas: Ruas, *, start: float, end: float, low: float, scale: float) -> str:
    y = ATAS + number * TINGGI
    x = LABEL + (min(start, end) - low) * scale
    width = max(abs(end - start) * scale, 1.5)
    fill = "#1d70b8" if ruas.bobot >= 0 else f"url(#{HATCH})"
    label = RUAS_LABEL.get(ruas.nama, ruas.nama)
    return (
        f"<g><title>{escape(ruas.kata)}</title>"
        f'<text x="0" y="{y + 15}" font-size="13">{escape(label)}</text>'
        f'<rect x="{x:.1f}" y="{y + 3}" width="{width:.1f}" height="{TINGGI - 9}" fill="{fill}" '
        'stroke="#0b0c0c" stroke-width=".5"/>'
        f'<text x="{x + width + 5:.1f}" y="{y + 15}" font-size="12">{ruas.bobot:+.1f}</text></g>'
    )
