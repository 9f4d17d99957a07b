"""Pictures of printed pages, and whether two of them show the same.

Pages are small and have four greys, so that all of them together stay light. A page with no value on it looks in
every kind of data as in the empty form and is kept once.
"""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pypdfium2
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
"""Stray pixels of a page that are forgiven: a corner of a letter that another version of the rasteriser rounds."""


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


@lru_cache(maxsize=2)
def draw(jenis: Jenis, ragam: str) -> dict[int, Image.Image]:
    """The kept pages of a registered form as most offices print it, with these data."""
    lembar = arrange(jenis, Varian())
    wanted = numbers(lembar, ragam)
    with pypdfium2.PdfDocument(print_lembar(lembar, sample(lembar, ragam), KETERANGAN)) as pdf:
        assert len(pdf) == max(len(lembar.halaman), *wanted)
        return {nomor: _picture(pdf[nomor - 1]) for nomor in wanted}


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    """In greys. The rasteriser comes with the program, so every machine draws alike."""
    return page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


def save(gambar: Image.Image, path: Path) -> None:
    """As four greys, well packed."""
    levels = _levels(gambar)
    levels.putpalette([grey for grey in GREYS for _ in range(3)])
    levels.save(path, optimize=True, bits=2)


def _levels(gambar: Image.Image) -> Image.Image:
    return gambar.point([round(value / 85) for value in range(256)])


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
    if _levels(satu).tobytes() == _levels(dua).tobytes():
        return 0
    return _one_way(satu, dua) + _one_way(dua, satu)


def _one_way(satu: Image.Image, dua: Image.Image) -> int:
    ink = satu.point([255 if value < KUAT else 0 for value in range(256)])
    trace = dua.point([255 if value < LEMAH else 0 for value in range(256)]).filter(ImageFilter.MaxFilter(3))
    return sum(ImageChops.subtract(ink, trace).histogram()[1:])
