"""The layouts as data: box counts, codes, choices of an office, everything inside the sheet."""

from itertools import product
from typing import Any

import pytest

from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.formulir.kertas import KERTAS
from pemakaman.dokumen.isian import flatten_isian
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lanjutan import add_continuations
from pemakaman.dokumen.lembar import Centang, Kata, Kotak, Lembar, Logo, RuangBaris, RuangKotak, Varian
from pemakaman.dokumen.letak import rooms_of
from tests.unit.dokumen.conftest import make_isian

UTAMA = (Jenis.F_2_01A, Jenis.F_2_01)
NAMA_100 = "Raden Mas Haji Ahmad Sulaiman Kusumawardhana Prawirodirdjo Sastronegoro bin Abdurrahman Al-Palembani"
BANYAK: dict[str, Any] = {
    "kotak_nama": 34,
    "kotak_wilayah": 10,
    "telepon": True,
    "surel": True,
    "anak_ke": True,
    "saksi_tanda_tangan": True,
    "logo": b"x",
}


def boxes_of(lembar: Lembar) -> dict[str, int]:
    """How many boxes each value has."""
    rows = (baris for halaman in lembar.halaman for baris in halaman.baris)
    return {
        unsur.isian: len(unsur.batas) - 1 for baris in rows for unsur in baris.unsur if isinstance(unsur, RuangKotak)
    }


def _expected(nama: int) -> dict[str, int]:
    """Of domain facts: names 26, numbers 16, dates 2-2-4, time 2-2."""
    found: dict[str, int] = {}
    for role in ("pelapor", "subjek", "saksi1", "saksi2"):
        found |= {f"{role}.nama": nama, f"{role}.nik": 16, f"{role}.no_kk": 16, f"{role}.kewarganegaraan": nama}
    for role in ("pelapor", "subjek"):
        found[f"{role}.dokumen_perjalanan"] = 16
    for role in ("ayah", "ibu"):
        found |= {f"{role}.{name}": nama for name in ("nama", "tempat_lahir", "kewarganegaraan")}
        found |= {f"{role}.nik": 16, f"{role}.lahir.tgl": 2, f"{role}.lahir.bln": 2, f"{role}.lahir.thn": 4}
    found |= {f"kematian.{name}": 2 for name in ("tgl", "bln", "jam", "menit")}
    return found | {"kematian.nik": 16, "kematian.nama": nama, "kematian.tempat": nama, "kematian.thn": 4}


@pytest.mark.parametrize(("jenis", "nama"), list(product(UTAMA, (26, 34))))
def test_values_have_the_official_numbers_of_boxes(jenis: Jenis, nama: int) -> None:
    assert boxes_of(arrange(jenis, Varian(kotak_nama=nama))) == _expected(nama)


@pytest.mark.parametrize(("jenis", "kertas"), list(product(UTAMA, KERTAS)))
def test_number_of_drawn_boxes_does_not_depend_on_paper(jenis: Jenis, kertas: str) -> None:
    def drawn(kertas: str) -> int:
        pages = arrange(jenis, Varian(kertas=kertas)).halaman
        boxes = (one for page in pages for one in page.gambar if isinstance(one, Kotak) and one.tebal < 1)
        return sum(len(one.batas) - 1 for one in boxes)

    assert drawn(kertas) == drawn("A4")


def _ticks(lembar: Lembar) -> dict[str, str]:
    """The codes to tick of each value, in reading order."""
    found: dict[str, str] = {}
    for baris in (baris for halaman in lembar.halaman for baris in halaman.baris):
        for unsur in baris.unsur:
            if isinstance(unsur, Centang):
                found[unsur.isian] = found.get(unsur.isian, "") + unsur.kode
    return found


@pytest.mark.parametrize(("jenis", "kinds"), [(Jenis.F_2_01A, 3), (Jenis.F_2_01, 16)])
def test_kinds_causes_and_declarants_have_their_codes(jenis: Jenis, kinds: int) -> None:
    found = _ticks(arrange(jenis, Varian()))
    assert found.pop("kematian.sebab") == "123456"
    assert found.pop("kematian.yang_menerangkan") == "1234"
    assert len(found) == kinds
    assert set(found.values()) == {"1"}


SEBAB = ("Sakit biasa / tua", "Wabah Penyakit", "Kecelakaan", "Kriminalitas", "Bunuh Diri", "Lainnya")
MENERANGKAN = ("Dokter", "Tenaga Kesehatan", "Kepolisian", "Lainnya")


@pytest.mark.parametrize("jenis", UTAMA)
@pytest.mark.parametrize(("isian", "words"), [("kematian.sebab", SEBAB), ("kematian.yang_menerangkan", MENERANGKAN)])
def test_a_code_stands_right_before_its_words(jenis: Jenis, isian: str, words: tuple[str, ...]) -> None:
    found: dict[str, str] = {}
    for baris in (baris for halaman in arrange(jenis, Varian()).halaman for baris in halaman.baris):
        for at, unsur in enumerate(baris.unsur):
            if isinstance(unsur, Centang) and unsur.isian == isian:
                after = [one for one in baris.unsur[at + 1 : at + 3] if isinstance(one, Kata)]
                assert after[0].x - unsur.x < 16
                found[unsur.kode] = " ".join(one.teks for one in after)
    assert all(found[str(kode)].startswith(f"{kode}. {one}") for kode, one in enumerate(words, 1))


@pytest.mark.parametrize(("jenis", "kertas", "varian"), list(product(UTAMA, KERTAS, ({}, BANYAK))))
def test_everything_lies_inside_the_sheet(jenis: Jenis, kertas: str, varian: dict[str, Any]) -> None:
    form = arrange(jenis, Varian(kertas=kertas, **varian))
    assert (form.lebar, form.tinggi) == KERTAS[kertas]
    for page in form.halaman:
        for one in page.gambar:
            if isinstance(one, Kotak):
                assert 20 <= one.batas[0] <= one.batas[-1] <= form.lebar - 20
                assert 20 <= one.y <= one.y + one.tinggi <= form.tinggi - 20
        for unsur in (unsur for baris in page.baris for unsur in baris.unsur):
            assert 12 <= unsur.y <= form.tinggi - 8
        if page.kode:
            assert page.kode.y + page.kode.sisi <= form.tinggi - 20


def _bottom(lembar: Lembar) -> float:
    """Of the lowest frame on the last page."""
    drawn = (one for one in lembar.halaman[-1].gambar if isinstance(one, Kotak))
    return max(one.y + one.tinggi for one in drawn)


@pytest.mark.parametrize(("jenis", "kertas", "varian"), list(product(UTAMA, KERTAS, ({}, BANYAK))))
def test_square_code_has_a_place_of_its_own(jenis: Jenis, kertas: str, varian: dict[str, Any]) -> None:
    form = arrange(jenis, Varian(kertas=kertas, **varian))
    page = form.halaman[-1]
    assert page.kode
    left, right = page.kode.x, page.kode.x + page.kode.sisi
    top, bottom = page.kode.y, page.kode.y + page.kode.sisi
    assert top >= _bottom(form)
    for unsur in (unsur for baris in page.baris for unsur in baris.unsur):
        if isinstance(unsur, RuangBaris) and top < unsur.y - 5 < bottom:
            assert unsur.x + unsur.lebar <= left or unsur.x >= right, unsur
    assert page.lanjutan
    assert page.lanjutan.x + page.lanjutan.lebar <= left or page.lanjutan.y >= bottom


@pytest.mark.parametrize(("kertas", "varian"), list(product(KERTAS, ({}, BANYAK))))
def test_f_2_01a_is_one_page_whatever_the_office_adds(kertas: str, varian: dict[str, Any]) -> None:
    form = arrange(Jenis.F_2_01A, Varian(kertas=kertas, **varian))
    values = flatten_isian(make_isian()) | {"subjek.nama": NAMA_100, "kematian.nama": NAMA_100}
    assert len(add_continuations(form, values).halaman) == 1


@pytest.mark.parametrize(("kertas", "jumlah"), [("A4", 5), ("F4", 4), ("legal", 4)])
def test_f_2_01_needs_few_pages(kertas: str, jumlah: int) -> None:
    assert len(arrange(Jenis.F_2_01, Varian(kertas=kertas)).halaman) == jumlah


@pytest.mark.parametrize("jenis", UTAMA)
def test_choices_of_an_office_add_their_rooms(jenis: Jenis) -> None:
    plain, full = arrange(jenis, Varian()), arrange(jenis, Varian(**BANYAK))
    more = {"pelapor.telepon", "pelapor.surel", "subjek.anak_ke", "kode_wilayah.angka"}
    assert rooms_of(full) - rooms_of(plain) == more
    assert rooms_of(plain) - rooms_of(full) == {"kode_wilayah"}
    assert boxes_of(full)["kode_wilayah.angka"] == 10
    signed = [unsur.isian for baris in full.halaman[-1].baris for unsur in baris.unsur if isinstance(unsur, RuangBaris)]
    assert signed.count("saksi1.nama") == signed.count("saksi2.nama") == 1


@pytest.mark.parametrize("jenis", UTAMA)
def test_emblem_has_a_place(jenis: Jenis) -> None:
    assert any(isinstance(one, Logo) for one in arrange(jenis, Varian()).halaman[0].gambar)


def test_words_of_an_added_row_stay_in_their_row() -> None:
    form = arrange(Jenis.F_2_01A, Varian(**BANYAK))
    rooms = {
        unsur.isian: unsur
        for baris in form.halaman[0].baris
        for unsur in baris.unsur
        if isinstance(unsur, RuangKotak | RuangBaris)
    }
    gap = rooms["pelapor.telepon"].y - rooms["pelapor.kewarganegaraan"].y
    assert rooms["pelapor.telepon"].huruf.ukuran < gap


def test_person_of_no_one_has_no_rooms() -> None:
    assert not [path for path in rooms_of(arrange(Jenis.F_2_01, Varian())) if path.startswith(".")]
