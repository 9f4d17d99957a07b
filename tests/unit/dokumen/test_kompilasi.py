"""Both roads to a PDF agree; what the compiled one cannot print takes the other."""

from pathlib import Path

import pytest

from pemakaman.dokumen import jalan
from pemakaman.dokumen.tempat import Kompilasi, TakMuatError
from tests.pabrik_lembar import keterangan_uji, kompilasi_uji, lembar_uji
from tests.unit.dokumen.banding import differences, text_of

LEMBAR = lembar_uji(lanjutan=30)


@pytest.fixture
def formulir() -> Kompilasi:
    """The form with much room for continuations."""
    return kompilasi_uji(30)


@pytest.mark.parametrize("laporan", [1, 2])
def test_both_roads_give_equal_pixels_and_equal_text(formulir: Kompilasi, laporan: int, tmp_path: Path) -> None:
    assert differences(formulir, LEMBAR, laporan, tmp_path) == []


@pytest.mark.parametrize("values", [{"orang0.nama": "王小明"}, {"tempat": "Ёлка"}, {"orang0.nama": "n\u0324"}])
def test_a_letter_that_the_form_lacks_is_declined(formulir: Kompilasi, values: dict[str, str]) -> None:
    with pytest.raises(TakMuatError):
        formulir.print(values, keterangan_uji())


def test_what_needs_a_sheet_of_its_own_takes_the_full_road(monkeypatch: pytest.MonkeyPatch) -> None:
    lembar = lembar_uji(lanjutan=1)
    monkeypatch.setattr(jalan, "_tersimpan", type(jalan._tersimpan)())
    assert "LEMBAR LANJUTAN" in text_of(jalan.print_lembar(lembar, {"alamat": "JALAN " * 90}, keterangan_uji()))
    assert "LEMBAR LANJUTAN" not in text_of(jalan.print_lembar(lembar, {"alamat": "JALAN"}, keterangan_uji()))


def test_a_worker_keeps_a_bounded_number_of_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    monkeypatch.setattr(jalan, "_tersimpan", type(jalan._tersimpan)())
    monkeypatch.setattr(jalan, "TERSIMPAN", 2)
    monkeypatch.setattr(jalan, "compile_lembar", compiled.append)
    forms = [lembar_uji() for _ in range(3)]
    for lembar in (*forms, forms[-1], forms[0]):
        jalan.compiled(lembar)
    assert [id(one) for one in compiled] == [id(forms[i]) for i in (0, 1, 2, 0)]
