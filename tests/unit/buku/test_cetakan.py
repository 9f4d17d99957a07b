"""The printed book: what is in the PDF is what is in the rows, whatever the column set and the portions."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings

from pemakaman.buku import sel
from pemakaman.buku.baris import BagianBuku, BarisBuku, KepalaBuku, KoreksiCetak, MakamBuku, OrangBuku, UbahanBuku
from pemakaman.buku.cetakan import render_book
from pemakaman.buku.susunan import LEBAR_MM, SUSUNAN
from pemakaman.makam.rules import SusunanBuku
from tests.baca_buku import HalamanBuku, read_book, squeeze
from tests.pabrik_buku import MAKAM, NIK, books, make_baris, make_kepala, write_rows

KOREKSI = KoreksiCetak(
    nomor=1,
    tahun=2026,
    tanggal=date(2026, 3, 20),
    baris="7/2026",
    jenis="ubah",
    asal="Februari 2026",
    ubahan=(UbahanBuku("nama", "Amad", "Ahmad"), UbahanBuku("nik", NIK, "1871014107500004")),
)


def print_book(
    kepala: KepalaBuku, rows: Sequence[BarisBuku], koreksi: Sequence[KoreksiCetak] = (), **pilihan: Any
) -> list[HalamanBuku]:
    """The pages of a printed book of one cemetery, read back."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "buku.pdf"
        made = render_book(kepala, [BagianBuku(MAKAM, rows, koreksi)], target, **pilihan)
        pages = read_book(target)
    assert made.halaman == len(pages)
    assert made.baris == len(rows)
    return pages


def expected(kepala: KepalaBuku, row: BarisBuku) -> list[str]:
    """The cells of a row as they are read back."""
    if row.batal:
        number = SUSUNAN[kepala.susunan].kolom[0].isi(row, MAKAM)
        return [squeeze(number), squeeze(f"Nomor tidak dipakai: {row.batal}")]
    return [squeeze(kolom.isi(row, MAKAM)) for kolom in SUSUNAN[kepala.susunan].kolom]


def read_rows(pages: Sequence[HalamanBuku]) -> list[list[str]]:
    """All table rows of all pages."""
    return [[squeeze(cell) for cell in row] for page in pages for row in page.baris]


def headings(kepala: KepalaBuku) -> list[str]:
    """The headings of a set."""
    return [squeeze(kolom.judul) for kolom in SUSUNAN[kepala.susunan].kolom]


@pytest.mark.parametrize("susunan", list(SusunanBuku))
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=books())
def test_text_of_every_cell_equals_the_row(susunan: SusunanBuku, rows: list[BarisBuku]) -> None:
    kepala = make_kepala(susunan)
    pages = print_book(kepala, rows, sekali=3)
    assert read_rows(pages) == [expected(kepala, row) for row in rows]


@pytest.mark.parametrize("susunan", list(SusunanBuku))
def test_every_page_has_its_head_its_headings_and_its_number(susunan: SusunanBuku) -> None:
    kepala = make_kepala(susunan)
    pages = print_book(kepala, write_rows(30, alamat="Jalan Melati 5 " * 7), sekali=12)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        words = squeeze(page.teks)
        assert page.label == f"Halaman {number} dari {len(pages)}"
        found = [[squeeze(cell) for cell in row] for row in page.kepala]
        assert found == ([headings(kepala)] if page.baris else [])
        for part in (SUSUNAN[susunan].judul, MAKAM.nama, MAKAM.kode, "Kecamatan Kemiling", "Bulan Maret 2026"):
            assert squeeze(part) in words


@pytest.mark.parametrize("sekali", [3, 17])
def test_portions_do_not_change_the_pages(sekali: int) -> None:
    kepala = make_kepala(SusunanBuku.BADUNG, ringkasan=(("Laki-laki", "3"),))
    rows = [make_baris(n, alamat="Jalan Melati " * (n % 9)) for n in range(1, 24)]
    whole = print_book(kepala, rows, [KOREKSI] * 3)
    assert print_book(kepala, rows, [KOREKSI] * 3, sekali=sekali) == whole


def test_no_row_is_cut_by_a_page() -> None:
    kepala = make_kepala(SusunanBuku.JEPARA)
    rows = [
        make_baris(n, alamat="Jalan Melati " * (n * 7 % 15), keterangan="Ahli waris di Metro " * (n % 6))
        for n in range(1, 50)
    ]
    pages = print_book(kepala, rows, sekali=20)
    by_page = [[row[0] for row in read_rows([page])] for page in pages]
    assert [number for page in by_page for number in page] == [f"{n}/2026" for n in range(1, 50)]
    with_rows = [len(row) for page in pages for row in page.baris]
    assert set(with_rows) == {len(SUSUNAN[SusunanBuku.JEPARA].kolom)}


def test_a_remark_longer_than_its_cell_follows_whole_below_the_row() -> None:
    kepala = make_kepala(SusunanBuku.BADUNG)
    remark = " ".join(f"catatan{n}" for n in range(900))
    rows = [make_baris(1), make_baris(2, keterangan=remark), make_baris(3)]
    found = read_rows(print_book(kepala, rows))
    first, second, *rest, third = found
    assert (first[0], second[0], third[0]) == ("1/2026", "2/2026", "3/2026")
    assert second[-1] == squeeze("(lihat di bawah)")
    assert "".join(cell for row in rest for cell in row) == squeeze(f"KETERANGAN: {remark}")


@pytest.mark.parametrize("susunan", list(SusunanBuku))
def test_masked_book_holds_no_whole_number_of_a_person(susunan: SusunanBuku) -> None:
    kepala = make_kepala(susunan, nik_tampak=False)
    orang = OrangBuku("Siti", "1871015502650001", telepon="+6281234567890")
    row = make_baris(1, no_kk="1871010101100001", keterangan=f"NIK lama {NIK}", pelapor=orang, saksi1=orang)
    text = "".join(squeeze(page.teks) for page in print_book(kepala, [row], [KOREKSI]))
    for number in (NIK, "1871010101100001", orang.nik, "1871014107500004", "81234567890", "0812-3456-7890"):
        assert squeeze(number or "") not in text
    assert NIK[-4:] in text
    assert squeeze("NIK disamarkan") in text


def test_whole_numbers_are_there_when_they_may_be_seen() -> None:
    assert NIK in squeeze(print_book(make_kepala(SusunanBuku.BADUNG), [make_baris(1)])[0].teks)


def test_numbers_not_in_use_leave_no_hole() -> None:
    rows = [make_baris(1), BarisBuku(2026, 2, batal="Impor dibatalkan"), make_baris(3)]
    found = read_rows(print_book(make_kepala(SusunanBuku.BADUNG), rows))
    assert [row[0] for row in found] == ["1/2026", "2/2026", "3/2026"]
    assert found[1][1] == squeeze("Nomor tidak dipakai: Impor dibatalkan")


def test_corrections_stand_after_the_rows() -> None:
    found = read_rows(print_book(make_kepala(SusunanBuku.BADUNG), [make_baris(1)], [KOREKSI]))
    assert found[1] == [squeeze(cell) for cell in sel.koreksi(KOREKSI)]
    assert "namaalmarhum:Amad" in found[1][4]


def test_a_book_without_rows_says_so_and_is_signed() -> None:
    pages = print_book(make_kepala(SusunanBuku.PASAMAN_BARAT), [])
    said = [squeeze(text) for text in pages[0].lain]
    assert squeeze("Nihil. Tidak ada pemakaman yang tercatat pada masa ini.") in said
    assert squeeze("Kemiling, 1 April 2026 Operator (Suparman)") in said


@pytest.mark.parametrize(
    ("susunan", "kepala", "said"),
    [
        (SusunanBuku.PASAMAN_BARAT, "Wali Nagari", "Mengetahui,WaliNagari"),
        (SusunanBuku.PASAMAN_BARAT, "Kepala Tiyuh", "Mengetahui,KepalaTiyuh"),
        (SusunanBuku.BADUNG, "Peratin", None),
    ],
)
def test_head_of_desa_signs_where_the_set_has_it(
    tmp_path: Path, susunan: SusunanBuku, kepala: str, said: str | None
) -> None:
    makam = MakamBuku("TPU", "M-1", desa="Kinali", kepala_desa=kepala)
    render_book(make_kepala(susunan), [BagianBuku(makam, [make_baris(1)])], tmp_path / "buku.pdf")
    signatures = [squeeze(text) for text in read_book(tmp_path / "buku.pdf")[-1].lain if "Mengetahui" in text]
    assert [text.startswith(said or "-") for text in signatures] == ([True] if said else [])


def test_signatures_stay_together() -> None:
    for count in (5, 6, 7, 8):
        pages = print_book(make_kepala(SusunanBuku.BADUNG), write_rows(count, alamat="Jalan Melati " * 12))
        assert any("Suparman" in text and "1 April 2026" in text for text in pages[-1].lain)


def test_cemeteries_follow_each_other_on_pages_of_their_own(tmp_path: Path) -> None:
    other = MakamBuku("Makam Keluarga", "M-1871-0002")
    books = [BagianBuku(MAKAM, write_rows(3)), BagianBuku(other, write_rows(2))]
    render_book(make_kepala(SusunanBuku.BADUNG), books, tmp_path / "buku.pdf")
    pages = read_book(tmp_path / "buku.pdf")
    assert [len(page.baris) for page in pages] == [3, 2]
    assert "Makam Keluarga" in pages[1].teks
    assert MAKAM.nama not in pages[1].teks
    with pikepdf.open(tmp_path / "buku.pdf") as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "TPU Beringin Raya (M-1871-0001)",
            "Makam Keluarga (M-1871-0002)",
        ]


def test_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("a.pdf", "b.pdf"):
        render_book(make_kepala(), [BagianBuku(MAKAM, write_rows(9))], tmp_path / name, sekali=4)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_document_is_tagged_and_titled_with_all_fonts_inside(tmp_path: Path) -> None:
    render_book(make_kepala(), [BagianBuku(MAKAM, write_rows(9))], tmp_path / "buku.pdf", sekali=4)
    with pikepdf.open(tmp_path / "buku.pdf") as pdf:
        assert str(pdf.Root.Lang) == "id"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert "BUKU POKOK PEMAKAMAN, Bulan Maret 2026" in str(pdf.docinfo["/Title"])
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontDescriptor" in one]
        assert fonts
        assert all("/FontFile2" in one.FontDescriptor or "/FontFile3" in one.FontDescriptor for one in fonts)


def test_progress_counts_up_to_all_rows(tmp_path: Path) -> None:
    told: list[int] = []
    books = [BagianBuku(MAKAM, iter(write_rows(40)))]
    render_book(make_kepala(), books, tmp_path / "buku.pdf", progress=told.append, sekali=10)
    assert told == sorted(told)
    assert told[-1] == 40
    assert len(told) > 2


@pytest.mark.parametrize("susunan", list(SusunanBuku))
def test_columns_fill_the_page_exactly(susunan: SusunanBuku) -> None:
    assert sum(kolom.lebar for kolom in SUSUNAN[susunan].kolom) == LEBAR_MM
