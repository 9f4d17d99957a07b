"""The covering letter of many files: pages, repeated head, tags, the same bytes."""

import io

import pikepdf
import pytest
from pypdf import PdfReader

from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.pengantar import BarisPengantar, SuratPengantar, render_pengantar
from tests.unit.dokumen.conftest import TANGGAL_DOKUMEN, pages_of

KETERANGAN = Keterangan("Surat pengantar 474.3/0123", TANGGAL_DOKUMEN, "HTTPS://CONTOH/P/ABC", {"nomor": "474.3/0123"})


def surat(jumlah: int) -> SuratPengantar:
    """A letter with so many files of two pages each."""
    rows = [BarisPengantar(f"LT-014 {i}/2026", "A. S.", "F-2.01A, F-1.02", 2) for i in range(1, jumlah + 1)]
    return SuratPengantar(
        kop=("PEMERINTAH KABUPATEN LAMPUNG TENGAH", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"),
        tempat_tanggal="Gunung Sugih, 5 November 2026",
        kepada=("Kepala UPT Trimurjo", "di <Trimurjo>"),
        baris=rows,
        nomor="474.3/0123",
        nama="Rina Wati",
        kode_periksa="ABCD-EFGH",
    )


@pytest.fixture(scope="module")
def panjang() -> bytes:
    """90 files."""
    return render_pengantar(surat(90), KETERANGAN)


@pytest.fixture(scope="module")
def halaman(panjang: bytes) -> list[str]:
    """Its text, page by page."""
    return pages_of(panjang)


def test_rows_flow_over_pages_with_their_head_on_each(halaman: list[str]) -> None:
    pages = halaman
    listed = [page for page in pages if "LT-014" in page]
    assert len(listed) >= 3
    assert all("Nomor buku pokok" in page for page in listed)
    assert all(f"LT-014 {i}/2026" in " ".join(pages) for i in (1, 45, 90))
    assert f"halaman 2 dari {len(pages)}" in pages[1]


def test_the_letter_counts_its_files_and_sheets(halaman: list[str]) -> None:
    text = " ".join(halaman)
    assert "sebanyak 90 berkas (180 lembar)" in text
    assert "di <Trimurjo>" in text


def test_the_table_is_tagged_with_its_head_on_each_page(panjang: bytes) -> None:
    with pikepdf.open(io.BytesIO(panjang)) as pdf:
        kinds = [str(one.get("/S")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        assert kinds.count("/TH") == 5 * kinds.count("/Table") > 0
        assert kinds.count("/TD") == 450
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "id"


def test_the_data_lie_in_the_file(panjang: bytes) -> None:
    assert list(PdfReader(io.BytesIO(panjang)).attachments) == ["permohonan.json"]


def test_a_short_letter_is_one_page_and_the_same_bytes() -> None:
    first, second = render_pengantar(surat(3), KETERANGAN), render_pengantar(surat(3), KETERANGAN)
    assert first == second
    assert len(pages_of(first)) == 1
