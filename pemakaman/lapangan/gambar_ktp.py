"""A photo of a card made ready for reading: upright, grey, evenly lit, of a good size, its lines level."""

import io
import math
from dataclasses import dataclass, replace
from itertools import pairwise
from struct import iter_unpack

from PIL import Image, ImageFile, ImageFilter, ImageMath, ImageOps

from pemakaman.laporan.berkas_bukti import PALING_BESAR, PIKSEL_PALING_BANYAK, refuse

PANJANG = 1800
"""The longer side at which the small print of a card that fills most of the photo is some 30 dots high."""

_KECIL = 640
_TINTA = 130
_TANDA = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
Kotak = tuple[float, float, float, float]


@dataclass(frozen=True)
class Lembar:
    """A picture ready for reading, and how it came from the photo: by a quarter turn, levelled, turned over."""

    gambar: Image.Image
    miring: float
    seperempat: bool = False
    terbalik: bool = False

    def turned(self) -> "Lembar":
        """The same, upside down."""
        return replace(self, gambar=self.gambar.transpose(Image.Transpose.ROTATE_180), terbalik=not self.terbalik)

    def on_photo(self, kotak: Kotak) -> Kotak:
        """A box (left, top, width, height in dots) as fractions of the upright photo."""
        left, top, width, height = kotak
        corners = [self._back(x, y) for x in (left, left + width) for y in (top, top + height)]
        xs, ys = ([min(1.0, max(0.0, corner[axis])) for corner in corners] for axis in (0, 1))
        return (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def _back(self, x: float, y: float) -> tuple[float, float]:
        wide, high = self.gambar.size
        if self.terbalik:
            x, y = wide - x, high - y
        angle = math.radians(self.miring)
        dx, dy = x - wide / 2, y - high / 2
        x = (wide / 2 + dx * math.cos(angle) - dy * math.sin(angle)) / wide
        y = (high / 2 + dx * math.sin(angle) + dy * math.cos(angle)) / high
        return (1 - y, x) if self.seperempat else (x, y)


def prepare(content: bytes) -> Lembar:
    """Open a photo and make it readable; raises Invalid at 'berkas' when it is none."""
    grey = _flatten(_grey(_open(content)))
    (power, miring), (power_turned, miring_turned) = (
        _tilt(grey),
        _tilt(turned := grey.transpose(Image.Transpose.ROTATE_90)),
    )
    is_turned = power_turned > power
    grey, miring = (turned, miring_turned) if is_turned else (grey, miring)
    if abs(miring) >= 0.2:
        grey = grey.rotate(miring, Image.Resampling.BICUBIC, fillcolor=255)
    return Lembar(grey, miring, is_turned)


def _open(content: bytes) -> Image.Image:
    if not content:
        raise refuse("Foto ini kosong. Foto ulang KTP-nya.")
    if len(content) > PALING_BESAR:
        raise refuse("Foto ini lebih dari 10 MB. Foto ulang dengan mutu biasa.")
    if not content.startswith(_TANDA):
        raise refuse("Yang dapat dibaca hanya foto JPEG atau PNG. Foto ulang KTP-nya.")
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as opened:
            if opened.width * opened.height > PIKSEL_PALING_BANYAK:
                raise _TooManyPixels
            opened.draft("RGB", (PANJANG, PANJANG))
            upright = ImageOps.exif_transpose(opened)
            return _sized(_on_white(upright))
    except (Image.DecompressionBombError, _TooManyPixels):
        raise refuse("Foto ini terlalu besar ukurannya (lebih dari 60 juta titik). Foto ulang.") from None
    # Pillow answers damaged files with whatever its decoder stumbled over.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError):
        raise refuse("Foto ini rusak atau terpotong, tidak dapat dibuka. Foto ulang KTP-nya.") from None


class _TooManyPixels(Exception):
    pass


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        shown = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("RGB")
    return picture.convert("RGB")


def _sized(picture: Image.Image) -> Image.Image:
    factor = PANJANG / max(picture.size)
    width, height = (max(1, round(side * factor)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _grey(picture: Image.Image) -> Image.Image:
    """Grey with more of the blue than the eye sees: the card's pattern is blue and fades, the print is black."""
    return picture.convert("L", (0.2, 0.35, 0.45, 0.0))


def _flatten(grey: Image.Image) -> Image.Image:
    """Divide by the paper's own brightness, taken from a blurred small copy, so that shade and colour go."""
    small = grey.resize((max(1, grey.width // 12), max(1, grey.height // 12)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4)).resize(grey.size)
    even = ImageMath.lambda_eval(lambda of: of["min"](of["g"] * 255 / (of["p"] + 1), 255), g=grey, p=paper)
    return ImageOps.autocontrast(even.convert("L"), cutoff=(0.5, 5))


def _tilt(grey: Image.Image) -> tuple[float, float]:
    """How clearly the lines of text lie level, and after which turn in degrees against the clock."""
    dark = grey.point(lambda value: 255 if value < _TINTA else 0)
    dark.thumbnail((_KECIL, _KECIL), Image.Resampling.BOX)
    # In eight bits the mean of a row is rounded, and what tells the angles apart is lost.
    ink = dark.convert("F")
    _, coarse = _best(ink, [step / 2 for step in range(-14, 15)])
    return _best(ink, [coarse + step / 10 for step in range(-4, 5)])


def _best(ink: Image.Image, angles: list[float]) -> tuple[float, float]:
    power, _, angle = max((_power(ink, angle), -abs(angle), angle) for angle in angles)
    return power, angle


def _power(ink: Image.Image, angle: float) -> float:
    """How much the ink differs from row to row: most when the lines of text lie level."""
    turned = ink.rotate(angle, Image.Resampling.BILINEAR)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX)
    sums: list[float] = [mean * turned.width for (mean,) in iter_unpack("=f", rows.tobytes())]
    return sum((below - above) ** 2 for above, below in pairwise(sums))
