"""Golden pages: each form with long, short, empty, accented, single-name and 100-letter data looks as it was kept."""

from collections.abc import Callable

import pytest
from PIL import Image, ImageChops

from pemakaman.dokumen.daftar import SUSUNAN, arrange
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Kotak, Varian
from tests.unit.dokumen.emas.contoh import RAGAM
from tests.unit.dokumen.emas.lukis import BOLEH, DPI, FOLDER, draw, file_of, load, numbers, strays

MM, SKALA = 72 / 25.4, DPI / 72
CARA = "python -m tests.unit.dokumen.emas"
SEMUA = [(jenis, ragam) for jenis in SUSUNAN for ragam in RAGAM]


@pytest.mark.parametrize(("jenis", "ragam"), SEMUA)
def test_form_looks_as_it_was_kept(jenis: Jenis, ragam: str) -> None:
    found = draw(jenis, ragam)
    kept = {nomor: file_of(jenis, ragam, nomor) for nomor in found}
    missing = [path.name for path in kept.values() if not path.exists()]
    assert not missing, f"belum ada gambar {missing}: lihat hasilnya, lalu {CARA}"
    off = {path.name: strays(found[nomor], load(path)) for nomor, path in kept.items()}
    assert max(off.values()) <= BOLEH, f"berubah: {off}; bila memang begitu maunya: {CARA}"


def test_no_picture_is_left_of_a_page_that_is_no_more() -> None:
    known = {
        file_of(jenis, ragam, nomor).name
        for jenis, ragam in SEMUA
        for nomor in numbers(arrange(jenis, Varian()), ragam)
    }
    assert {path.name for path in FOLDER.glob("*.png")} <= known
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < 1_500_000


def _with_one_row_lower(picture: Image.Image, by: int) -> Image.Image:
    """A row of boxes of the first page moved down."""
    boxes = [one for one in arrange(Jenis.F_2_01A, Varian()).halaman[0].gambar if isinstance(one, Kotak)]
    row = next(one for one in boxes if len(one.batas) == 17)
    strip = (0, round(row.y * SKALA) - 1, picture.width, round((row.y + row.tinggi) * SKALA) + 1)
    moved = picture.copy()
    moved.paste(picture.crop(strip), (0, strip[1] + by))
    return moved


@pytest.mark.parametrize(
    "move",
    [
        lambda picture, by: ImageChops.offset(picture, by, 0),
        lambda picture, by: ImageChops.offset(picture, 0, by),
        _with_one_row_lower,
    ],
    ids=["ke kanan", "ke bawah", "satu larik"],
)
def test_a_millimetre_is_seen(move: Callable[[Image.Image, int], Image.Image]) -> None:
    kept = load(file_of(Jenis.F_2_01A, "kosong", 1))
    assert strays(move(kept, int(MM * SKALA)), kept) > 10 * BOLEH
