"""A visible signature stands where nothing is printed."""

import io

import pikepdf
import pytest

from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Kata, RuangBaris, Varian
from pemakaman.tandatangan.letak import place_on_last_page


def sheet(lebar: float, tinggi: float, halaman: int = 1) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(halaman):
            pdf.add_blank_page(page_size=(round(lebar), round(tinggi)))
        pdf.save(out)
    return out.getvalue()


def test_it_stands_on_the_last_page() -> None:
    assert place_on_last_page(sheet(595, 842, 3), Jenis.SURAT)[0] == 3


def test_a_narrow_page_still_holds_it() -> None:
    assert place_on_last_page(sheet(150, 200), Jenis.SURAT)[1].x == 0


@pytest.mark.parametrize("kertas", ["A4", "F4", "legal"])
@pytest.mark.parametrize("jenis", [Jenis.SK_PEMAKAMAN, Jenis.TANDA_TERIMA])
def test_no_word_and_no_room_of_the_form_lies_under_it(jenis: Jenis, kertas: str) -> None:
    lembar = arrange(jenis, Varian(kertas=kertas))
    _, kotak = place_on_last_page(sheet(lembar.lebar, lembar.tinggi), jenis)
    top, bottom = lembar.tinggi - kotak.y - kotak.tinggi, lembar.tinggi - kotak.y
    under = [
        one
        for baris in lembar.halaman[-1].baris
        for one in baris.unsur
        if isinstance(one, Kata | RuangBaris) and top - 2 <= one.y <= bottom + one.huruf.ukuran and one.x >= kotak.x
    ]
    assert under == []
