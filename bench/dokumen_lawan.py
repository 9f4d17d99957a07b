"""Rivals of the printed form: reportlab drawing the same page, and WeasyPrint with a table cell around every letter."""

import io
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from pemakaman.dokumen.gambar import code_runs
from pemakaman.dokumen.huruf import FOLDER, MONO
from pemakaman.dokumen.lembar import Alinea, Baris, Garis, Halaman, Huruf, Kata, Kotak, Lembar, Lingkaran, Rata
from pemakaman.dokumen.letak import Tulisan, letters_of, place_row, wrap
from pemakaman.dokumen.mesin import BundledFetcher

CSS_SEL = (
    "@font-face{font-family:Mono;src:url(dokumen:font/DejaVuSansMono.ttf)}@page{size:A4;margin:12mm}"
    "body{font:8pt Mono}table{border-collapse:collapse}"
    "td{border:.6pt solid #000;width:4mm;height:4mm;padding:0;text-align:center}p{margin:0}"
)


@lru_cache(maxsize=1)
def _cell_style() -> tuple[FontConfiguration, CSS, BundledFetcher]:
    fonts, fetcher = FontConfiguration(), BundledFetcher({})
    return fonts, CSS(string=CSS_SEL, base_url="dokumen:", url_fetcher=fetcher, font_config=fonts), fetcher


def render_cells(lembar: Lembar, values: Mapping[str, str]) -> bytes:
    """The naive way: a table cell around every character, as many cells as the form has boxes."""
    drawn = (one for page in lembar.halaman for one in page.gambar)
    boxes = sum(len(one.batas) - 1 for one in drawn if isinstance(one, Kotak))
    text = "".join(values.values()).ljust(boxes)[:boxes]
    rows = [text[at : at + 26] for at in range(0, boxes, 26)]
    cells = ["".join(f"<td>{escape(letter)}</td>" for letter in row) for row in rows]
    body = "".join(f"<table><tr>{row}</tr></table>" for row in cells)
    fonts, style, fetcher = _cell_style()
    document = HTML(string=f'<html lang="id"><title>Lawan</title>{body}', base_url="dokumen:", url_fetcher=fetcher)
    return bytes(document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"))


class Reportlab:
    """Draws forms on a canvas: untagged, no archive file, labels in Times, which need not be embedded."""

    def __init__(self, lembar: Lembar) -> None:
        if MONO not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(MONO, FOLDER / MONO))
        self._target = io.BytesIO()
        self._canvas = Canvas(self._target, pagesize=(lembar.lebar, lembar.tinggi), pageCompression=1)

    def draw(self, lembar: Lembar, values: Mapping[str, str], kode: str) -> None:
        """The pages of one document."""
        for halaman in lembar.halaman:
            self._canvas.setPageSize((lembar.lebar, lembar.tinggi))
            self._page(lembar.tinggi, halaman, values)
            if halaman.kode and kode:
                self._code(lembar.tinggi, halaman, kode)
            self._canvas.showPage()

    def finish(self) -> bytes:
        """The file."""
        self._canvas.save()
        return self._target.getvalue()

    def _page(self, tinggi: float, halaman: Halaman, values: Mapping[str, str]) -> None:
        for one in halaman.gambar:
            match one:
                case Kotak():
                    self._canvas.grid(one.batas, [tinggi - one.y, tinggi - one.y - one.tinggi])
                case Garis():
                    self._canvas.line(one.x1, tinggi - one.y1, one.x2, tinggi - one.y2)
                case Lingkaran():
                    self._canvas.circle(one.x, tinggi - one.y, one.jari)
        for baris in halaman.baris:
            self._row(tinggi, baris, values)

    def _row(self, tinggi: float, baris: Baris, values: Mapping[str, str]) -> None:
        placed, _ = place_row(baris, values)
        for index, unsur in enumerate(baris.unsur):
            match unsur:
                case Kata():
                    self._words(unsur.x, tinggi - unsur.y, unsur.teks, unsur.huruf, unsur.rata)
                case Alinea():
                    for number, line in enumerate(wrap(unsur.teks, unsur.lebar, unsur.huruf)):
                        self._words(unsur.x, tinggi - unsur.y - number * unsur.spasi, line, unsur.huruf, Rata.KIRI)
                case _:
                    for tulisan in placed.get(index, ()):
                        self._value(tinggi - tulisan.y, tulisan)

    def _words(self, x: float, y: float, teks: str, huruf: Huruf, rata: Rata) -> None:
        self._canvas.setFont(_face(huruf), huruf.ukuran)
        draw = {Rata.KIRI: self._canvas.drawString, Rata.TENGAH: self._canvas.drawCentredString}
        draw.get(rata, self._canvas.drawRightString)(x, y, teks)

    def _value(self, y: float, tulisan: Tulisan) -> None:
        self._canvas.setFont(_face(tulisan.huruf), tulisan.huruf.ukuran)
        if not tulisan.langkah:
            self._canvas.drawString(tulisan.x, y, tulisan.teks)
        for letter, left in zip(letters_of(tulisan.teks), tulisan.langkah, strict=bool(tulisan.langkah)):
            self._canvas.drawString(left, y, letter)

    def _code(self, tinggi: float, halaman: Halaman, teks: str) -> None:
        assert halaman.kode is not None
        runs, size = code_runs(teks)
        side = halaman.kode.sisi / size
        path = self._canvas.beginPath()
        for x, y, length in runs:
            path.rect(halaman.kode.x + x * side, tinggi - halaman.kode.y - (y + 1) * side, length * side, side)
        self._canvas.drawPath(path, stroke=0, fill=1)


def _face(huruf: Huruf) -> str:
    return MONO if huruf.mono else "Times-Bold" if huruf.tebal else "Times-Roman"


def render_reportlab(lembar: Lembar, values: Mapping[str, str], kode: str) -> bytes:
    """One document."""
    sheet = Reportlab(lembar)
    sheet.draw(lembar, values, kode)
    return sheet.finish()
