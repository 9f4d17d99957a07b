"""Golden pages: each form with long, short, empty, accented, single-name and 100-letter data looks as it was kept."""

from dataclasses import replace

import pytest

from pemakaman.dokumen.daftar import SUSUNAN, arrange
from pemakaman.dokumen.formulir.kertas import Pas, fit_page
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Kotak, Lembar, Varian
from tests.unit.dokumen.emas.contoh import RAGAM
from tests.unit.dokumen.emas.lukis import BOLEH, FOLDER, draw, file_of, load, numbers, render, strays

MM = 72 / 25.4
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


def _moved(dx: float, dy: float) -> Lembar:
    form = arrange(Jenis.F_2_01A, Varian())
    return replace(form, halaman=tuple(fit_page(page, Pas(ox=dx, oy=dy)) for page in form.halaman))


def _with_one_box_moved() -> Lembar:
    form = arrange(Jenis.F_2_01A, Varian())
    page = form.halaman[0]
    at = next(i for i, one in enumerate(page.gambar) if isinstance(one, Kotak) and len(one.batas) == 17)
    box = page.gambar[at]
    assert isinstance(box, Kotak)
    lower = replace(box, y=box.y + MM)
    return replace(form, halaman=(replace(page, gambar=(*page.gambar[:at], lower, *page.gambar[at + 1 :])),))


@pytest.mark.parametrize(
    "form", [_moved(MM, 0), _moved(0, MM), _with_one_box_moved()], ids=["ke kanan", "ke bawah", "satu larik"]
)
def test_a_millimetre_is_seen(form: Lembar) -> None:
    kept = load(file_of(Jenis.F_2_01A, "kosong", 1))
    assert strays(render(form, "kosong")[1], kept) > 10 * BOLEH
