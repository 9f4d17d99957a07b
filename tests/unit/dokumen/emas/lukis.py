"""Pictures of printed pages, and whether two of them show the same.

Pages are small and have four greys, so that all of them together stay light. A page with no value on it looks in
every kind of data as in the empty form and is kept once.
"""

import subprocess
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.jalan import print_lembar
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lanjutan import add_continuations
from pemakaman.dokumen.lembar import Halaman, Lembar, Varian
from pemakaman.dokumen.letak import place_row
from tests.unit.dokumen.emas.contoh import sample

FOLDER = Path(__file__).parent
DPI = 60
"""A millimetre is 2.4 pixels: enough to see a line that moved, little enough to commit."""
KETERANGAN = Keterangan("Contoh", datetime(2026, 11, 5, 3, tzinfo=UTC), "https://contoh.example/p/ABCDEFGHJKLMNPQRSTUV")
GREYS = (0, 85, 170, 255)
KUAT, LEMAH = 180, 220
"""Darker than KUAT is ink for certain (a thin line between two rows of pixels is 165), lighter than LEMAH is paper."""
BOLEH = 6
"""Stray pixels of a page that are forgiven: a corner of a letter where another version of the rasteriser rounds."""


def file_of(jenis: Jenis, ragam: str, nomor: int) -> Path:
    """Where the picture of a page lies."""
    return FOLDER / f"{jenis.value}_{ragam.replace('_', '-')}_{nomor}.png"


def telling_pages(lembar: Lembar, ragam: str) -> list[int]:
    """Numbers of the form's own pages that this kind of data changes; of the empty form all."""
    values = sample(lembar, ragam)
    return [n for n, page in enumerate(lembar.halaman, 1) if ragam == "kosong" or _has_own_value(page, values)]


def numbers(lembar: Lembar, ragam: str) -> list[int]:
    """Numbers of the pages that are kept: those, and the sheets of continuations."""
    plain = len(lembar.halaman)
    filled = len(add_continuations(lembar, sample(lembar, ragam)).halaman)
    return [*telling_pages(lembar, ragam), *range(plain + 1, filled + 1)]


def _has_own_value(halaman: Halaman, values: dict[str, str]) -> bool:
    """Anything but the foot and what the letterhead says."""
    own = {path: value for path, value in values.items() if path not in {"nomor_buku", "kop"}}
    return any(
        tulisan.utuh for baris in halaman.baris for written in place_row(baris, own)[0].values() for tulisan in written
    )


def rasterise(content: bytes) -> list[Image.Image]:
    """All pages in greys."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.pdf"
        source.write_bytes(content)
        command = ["pdftoppm", "-r", str(DPI), "-gray", str(source), str(Path(folder) / "h")]
        subprocess.run(command, check=True, capture_output=True)
        return [_loaded(one) for one in sorted(Path(folder).glob("h-*.pgm"))]


def _loaded(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("L")


def render(lembar: Lembar, ragam: str) -> dict[int, Image.Image]:
    """The kept pages of a form with these data. Pages that tell nothing are not even rendered: it is dear."""
    telling = replace(lembar, halaman=tuple(lembar.halaman[n - 1] for n in telling_pages(lembar, ragam)))
    return _pictures(telling, lembar, ragam)


def _pictures(telling: Lembar, lembar: Lembar, ragam: str) -> dict[int, Image.Image]:
    content = print_lembar(telling, sample(lembar, ragam), KETERANGAN)
    return dict(zip(numbers(lembar, ragam), rasterise(content), strict=True))


@lru_cache(maxsize=32)
def _telling_part(jenis: Jenis, nomor: tuple[int, ...]) -> Lembar:
    """Kept, so that it is compiled once for all kinds of data."""
    lembar = arrange(jenis, Varian())
    if len(nomor) == len(lembar.halaman):
        return lembar
    return replace(lembar, halaman=tuple(lembar.halaman[n - 1] for n in nomor))


@lru_cache(maxsize=2)
def draw(jenis: Jenis, ragam: str) -> dict[int, Image.Image]:
    """Of a registered form as most offices print it."""
    lembar = arrange(jenis, Varian())
    return _pictures(_telling_part(jenis, tuple(telling_pages(lembar, ragam))), lembar, ragam)


def save(gambar: Image.Image, path: Path) -> None:
    """As four greys, well packed."""
    levels = gambar.point([round(value / 85) for value in range(256)])
    levels.putpalette([grey for grey in GREYS for _ in range(3)])
    levels.save(path, optimize=True, bits=2)


def load(path: Path) -> Image.Image:
    """A kept page in greys."""
    with Image.open(path) as picture:
        return picture.convert("L")


def strays(satu: Image.Image, dua: Image.Image) -> int:
    """Pixels of certain ink on one page that have not even a trace of ink on the other, a pixel around.

    So letters may be smoothed otherwise, and nothing may have moved by as much as two pixels (0.85 mm), be gone or
    be new: a line of boxes is hundreds of pixels long, the side of a single box seven.
    """
    if satu.size != dua.size:
        return satu.size[0] * satu.size[1]
    return _one_way(satu, dua) + _one_way(dua, satu)


def _one_way(satu: Image.Image, dua: Image.Image) -> int:
    ink = satu.point([255 if value < KUAT else 0 for value in range(256)])
    trace = dua.point([255 if value < LEMAH else 0 for value in range(256)]).filter(ImageFilter.MaxFilter(3))
    return sum(ImageChops.subtract(ink, trace).histogram()[1:])
