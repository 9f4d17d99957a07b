"""The NIK line of a card, digit by digit: its face is OCR-A, which engines taught on today's print read badly.

Sixteen strokes of one height and one pitch are looked for and each is laid on the ten drawn digits. Whatever does not
fit clearly is not read at all; then only the engine has spoken.
"""

from itertools import pairwise
from statistics import median
from struct import iter_unpack

from PIL import Image, ImageFilter

JUMLAH = 16
_LEBAR, _TINGGI = 12, 18
# Rows of twelve dots, three hexadecimal digits a row; drawn after the digits of ANSI X3.17.
_BENTUK = (
    "7fefffe07c07c07c07c07c07c07c07c07c07c07c07c07e07fff7fe",
    "fe0fe00e00600600600600600600600630630630630630f7ffffff",
    "ffefff0070070070070070077ffffee00c00c00c00c00e00ffffff",
    "ffefff0070070070070070071fe1fe007007007007007007fffffe",
    "c00e00e0ee0ee0ee0ee0ee0ee0ee0effffff00e00e00e00e00e00c",
    "3ff3ff3803803803803803803fe3ff007007007007007f07fff3fe",
    "e00f00e00e00e00e00e00e00e00e00ffffffe07e07e07e07ffffff",
    "ffffffe0700300300300700f01e03c078060060060060060060060",
    "1f83fc39c39c39c39c39c39c7fefffe07c07c07c07c07e07fff7fe",
    "ffffffe07e03e03e07ffffff00700300300300300300300700f007",
)
_TINTA = 128
_COCOK = 0.80
_BEDA = 0.06
_AMBANG = (3.0, 8.0, 16.0, 24.0)
Ruas = tuple[int, int]


def _dots(bentuk: str) -> list[int]:
    rows = [int(bentuk[start : start + 3], 16) for start in range(0, len(bentuk), 3)]
    return [255 if row >> (_LEBAR - 1 - column) & 1 else 0 for row in rows for column in range(_LEBAR)]


_CONTOH = [_dots(bentuk) for bentuk in _BENTUK]


def read_digits(baris: Image.Image) -> str | None:
    """The sixteen digits in a picture of the NIK line (dark on light, level); None when not all are clear."""
    ink = baris.convert("L").filter(ImageFilter.MedianFilter(3)).point(lambda value: 255 if value < _TINTA else 0)
    _wipe_wide(ink)
    rows = _means(ink, rows=True)
    # What else reaches into the strip (a corner of the portrait, the name below) lies under one of these.
    bands = {run for least in _AMBANG for run in _runs(rows, least) if run[1] - run[0] >= _TINGGI // 2}
    found = {text for band in bands if (text := _read_band(ink.crop((0, band[0], ink.width, band[1]))))}
    return found.pop() if len(found) == 1 else None


def _read_band(strip: Image.Image) -> str | None:
    cells = [cell for run in _runs(_means(strip, rows=False), 1.0) if (cell := _cell(strip, run))]
    found = {text for chain in _chains(cells) if (text := _read_chain(chain))}
    return found.pop() if len(found) == 1 else None


def _wipe_wide(ink: Image.Image) -> None:
    """Take away what is too wide to be a digit: the corner of the portrait reaches into the line."""
    for left, right in _runs(_means(ink, rows=False), 1.0):
        if right - left > 0.6 * ink.height:
            ink.paste(0, (left, 0, right, ink.height))


def _means(ink: Image.Image, *, rows: bool) -> list[float]:
    # In eight bits the mean is rounded, and a thin stroke in a long line is lost.
    size = (1, ink.height) if rows else (ink.width, 1)
    mean = ink.convert("F").resize(size, Image.Resampling.BOX)
    return [value for (value,) in iter_unpack("=f", mean.tobytes())]


def _runs(means: list[float], least: float) -> list[Ruas]:
    """Where the values lie above the least, from where to where."""
    found: list[Ruas] = []
    start: int | None = None
    for place, value in enumerate([*means, 0.0]):
        if value > least and start is None:
            start = place
        elif value <= least and start is not None:
            found.append((start, place))
            start = None
    return found


class Sel:
    """One stroke as tall as the line: its middle, and its ink."""

    def __init__(self, tengah: float, ink: Image.Image) -> None:
        self.tengah = tengah
        self.ink = ink


def _cell(strip: Image.Image, run: Ruas) -> Sel | None:
    box = strip.crop((run[0], 0, run[1], strip.height)).getbbox()
    if box is None or box[3] - box[1] < 0.8 * strip.height:
        return None
    return Sel((run[0] + run[1]) / 2, strip.crop((run[0], box[1], run[1], box[3])))


def _chains(cells: list[Sel]) -> list[list[Sel]]:
    """Sixteen in a row, at one pitch."""
    windows = (cells[start : start + JUMLAH] for start in range(len(cells) - JUMLAH + 1))
    return [window for window in windows if _is_even([right.tengah - left.tengah for left, right in pairwise(window)])]


def _is_even(pitches: list[float]) -> bool:
    usual = median(pitches)
    return all(0.7 * usual <= pitch <= 1.3 * usual for pitch in pitches)


def _read_chain(chain: list[Sel]) -> str | None:
    digits = [_digit(cell.ink) for cell in chain]
    return None if None in digits else "".join(str(digit) for digit in digits)


def _digit(ink: Image.Image) -> int | None:
    dots = ink.resize((_LEBAR, _TINGGI), Image.Resampling.BOX).tobytes()
    scores = sorted(((_likeness(dots, shape), digit) for digit, shape in enumerate(_CONTOH)), reverse=True)
    (best, digit), (second, _) = scores[:2]
    return digit if best >= _COCOK and best - second >= _BEDA else None


def _likeness(dots: bytes, shape: list[int]) -> float:
    return 1 - sum(abs(dot - drawn) for dot, drawn in zip(dots, shape, strict=True)) / (255 * len(shape))
