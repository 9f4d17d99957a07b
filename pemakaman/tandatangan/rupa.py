"""What a visible signature looks like: a few lines in a thin frame, in a font that is embedded."""

import io
from datetime import datetime
from functools import lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent, ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.stamp import StaticStampStyle

from pemakaman.dokumen.huruf import FOLDER
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.tandatangan.penanda import Kotak, Perintah

FILE, NAMA = "DejaVuSansMono.ttf", "TTEAAA+DejaVuSansMono"
UKURAN, SPASI, TEPI = 6.5, 8.4, 6.0
FIRST, LAST = 32, 255


class Rupa(PdfContent):
    """The lines of one signature, drawn in its frame."""

    def __init__(self, baris: list[str], kotak: Kotak) -> None:
        super().__init__(box=BoxConstraints(kotak.lebar, kotak.tinggi))
        self._baris, self._kotak = baris, kotak

    def render(self) -> bytes:
        """The drawing; the font goes into the file that is being written."""
        writer = self._ensure_writer
        font = writer.add_object(_font(writer.add_object(_font_file())))
        self.set_resource(ResourceType.FONT, pdf_name("/F1"), font)
        return _draw(self._baris, self._kotak)


def stamp_style(perintah: Perintah, nama: str) -> StaticStampStyle:
    """The picture of one signature."""
    whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins.uniform(0))
    drawn = Rupa(words(perintah, nama), perintah.kotak)
    return StaticStampStyle(border_width=0, background=drawn, background_layout=whole)


def words(perintah: Perintah, nama: str) -> list[str]:
    """What it says, a line each."""
    return [
        "Ditandatangani secara elektronik oleh",
        nama.upper(),
        f"{_moment(perintah.waktu)} {perintah.zona}",
        perintah.alasan,
    ]


def _moment(waktu: datetime) -> str:
    return f"{format_tanggal(waktu.date())} pukul {waktu:%H.%M}"


def _draw(lines: list[str], kotak: Kotak) -> bytes:
    """Each line is cut where the frame ends: the certificate inside holds the whole name."""
    most = int((kotak.lebar - 2 * TEPI) / (_width() / 1000 * UKURAN))
    top = kotak.tinggi - TEPI - UKURAN
    shown = [line if len(line) <= most else f"{line[: most - 1]}…" for line in lines]
    text = b" T* ".join(b"<%s> Tj" % line.encode("cp1252", "replace").hex().encode() for line in shown)
    frame = b"q 0.4 w 0.5 G 0.2 0.2 %.2f %.2f re S Q" % (kotak.lebar - 0.4, kotak.tinggi - 0.4)
    return b"%s BT 0 g /F1 %.2f Tf %.2f TL %.2f %.2f Td %s ET" % (frame, UKURAN, SPASI, TEPI, top, text)


@lru_cache(maxsize=1)
def _subset() -> tuple[bytes, TTFont]:
    """The bundled font with the letters of Western Europe only."""
    font = TTFont(FOLDER / FILE)
    options = subset.Options(
        hinting=False,
        layout_features=[],
        notdef_outline=True,
        name_IDs=[],
        drop_tables=["FFTM", "GPOS", "GSUB", "GDEF", "kern"],
    )
    maker = subset.Subsetter(options)
    maker.populate(text="".join(bytes([code]).decode("cp1252", "ignore") for code in range(FIRST, LAST + 1)))
    maker.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), font


def _width() -> float:
    _, font = _subset()
    return float(font["hmtx"].metrics["A"][0] * 1000 / font["head"].unitsPerEm)


def _font_file() -> generic.StreamObject:
    content, _ = _subset()
    file = generic.StreamObject({pdf_name("/Length1"): generic.NumberObject(len(content))}, stream_data=content)
    file.compress()
    return file


def _font(file: generic.IndirectObject) -> generic.DictionaryObject:
    _, font = _subset()
    scale = 1000 / font["head"].unitsPerEm
    numbers = [font["head"].xMin, font["head"].yMin, font["head"].xMax, font["head"].yMax]
    descriptor = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/FontDescriptor"),
            pdf_name("/FontName"): pdf_name(f"/{NAMA}"),
            pdf_name("/Flags"): generic.NumberObject(33),
            pdf_name("/FontBBox"): generic.ArrayObject(generic.NumberObject(round(one * scale)) for one in numbers),
            pdf_name("/ItalicAngle"): generic.NumberObject(0),
            pdf_name("/Ascent"): generic.NumberObject(round(font["hhea"].ascent * scale)),
            pdf_name("/Descent"): generic.NumberObject(round(font["hhea"].descent * scale)),
            pdf_name("/CapHeight"): generic.NumberObject(730),
            pdf_name("/StemV"): generic.NumberObject(80),
            pdf_name("/FontFile2"): file,
        }
    )
    widths = [generic.FloatObject(f"{_width():.2f}")] * (LAST - FIRST + 1)
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Font"),
            pdf_name("/Subtype"): pdf_name("/TrueType"),
            pdf_name("/BaseFont"): pdf_name(f"/{NAMA}"),
            pdf_name("/Encoding"): pdf_name("/WinAnsiEncoding"),
            pdf_name("/FirstChar"): generic.NumberObject(FIRST),
            pdf_name("/LastChar"): generic.NumberObject(LAST),
            pdf_name("/Widths"): generic.ArrayObject(widths),
            pdf_name("/FontDescriptor"): descriptor,
        }
    )
