"""Drawn papers that stand for proofs; each says in large letters that it is an example."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from pemakaman.laporan.rules import BUKTI_LABEL, JenisBukti

UKURAN = (420, 594)
RAGAM = 2
HALAMAN_BUKU = (900, 1200)
KOLOM_BUKU = (30, 100, 480, 580, 740)
KERTAS = ((252, 250, 244), (247, 249, 252))


@cache
def picture(jenis: JenisBukti, ragam: int) -> tuple[str, bytes]:
    """(file name, bytes) of one paper; `ragam` chooses its look, and every seventh is a PDF."""
    page = _draw_grave() if jenis is JenisBukti.FOTO_MAKAM else _draw_letter(jenis, ragam % RAGAM)
    kind, ending = ("PDF", "pdf") if ragam % 7 == 6 else ("JPEG", "jpg")
    out = BytesIO()
    page.save(out, kind, quality=75)
    return f"{jenis.value.replace('_', '-')}.{ending}", out.getvalue()


def draw_book_page(judul: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A JPEG of a page of an old burial book; an empty cell is a blot."""
    page = Image.new("RGB", HALAMAN_BUKU, (246, 240, 222))
    draw = ImageDraw.Draw(page)
    draw.text((30, 24), judul, fill=(70, 45, 20), font=_font(34))
    draw.text((30, 74), "CONTOH: bukan buku asli", fill=(176, 40, 40), font=_font(22))
    heads = ("No", "Nama", "Umur", "Meninggal", "Dimakamkan")
    for number, cells in enumerate((heads, *rows)):
        top = 124 + number * 58
        draw.line((20, top - 12, HALAMAN_BUKU[0] - 20, top - 12), fill=(160, 140, 110), width=2)
        for left, text in zip(KOLOM_BUKU, cells, strict=True):
            if text:
                draw.text((left, top), text, fill=(30, 40, 110), font=_font(26))
            else:
                draw.ellipse((left, top + 2, left + 90, top + 26), fill=(176, 164, 140))
    out = BytesIO()
    page.save(out, "JPEG", quality=75)
    return out.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _draw_letter(jenis: JenisBukti, ragam: int) -> Image.Image:
    page = Image.new("RGB", UKURAN, KERTAS[ragam])
    draw = ImageDraw.Draw(page)
    draw.rectangle((14, 14, UKURAN[0] - 15, UKURAN[1] - 15), outline=(120, 120, 120))
    draw.ellipse((30, 28, 74, 72), outline=(60, 60, 60), width=2)
    draw.text((90, 34), "KOP INSTANSI", fill=(30, 30, 30), font=_font(20))
    draw.line((30, 84, UKURAN[0] - 30, 84), fill=(40, 40, 40), width=2)
    for row, line in enumerate(_lines(BUKTI_LABEL[jenis].upper())):
        draw.text((36, 100 + 22 * row), line, fill=(20, 20, 20), font=_font(16))
    for row, width in enumerate((300, 340, 260, 330, 310, 180, 335, 290)):
        top = 190 + 30 * row
        draw.line((36, top, 36 + width, top), fill=(150, 150, 150), width=5)
    draw.text((70, 440), "CONTOH", fill=(176, 40, 40), font=_font(64))
    draw.text((36, 530), "Bukan dokumen asli", fill=(90, 90, 90), font=_font(16))
    return page


def _draw_grave() -> Image.Image:
    page = Image.new("RGB", UKURAN, (178, 206, 226))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 360, *UKURAN), fill=(104, 138, 84))
    draw.polygon(((70, 520), (140, 430), (290, 430), (350, 520)), fill=(146, 112, 82))
    draw.rounded_rectangle((160, 280, 262, 440), radius=40, fill=(204, 204, 200), outline=(110, 110, 110), width=3)
    draw.text((172, 340), "CONTOH", fill=(60, 60, 60), font=_font(20))
    return page


def _lines(text: str, longest: int = 36) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= longest:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
