"""Joined PDFs and ZIPs."""

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest

from pemakaman.dokumen.gabung import merge_pdfs, neutral_name, zip_pdfs
from pemakaman.dokumen.isian import IsianPermohonan
from pemakaman.dokumen.jenis import Jenis
from tests.unit.dokumen.conftest import pages_of

Cetak = Callable[..., bytes]


def test_merged_pdf_holds_all_pages_in_order_with_bookmarks(isian: IsianPermohonan, cetak: Cetak) -> None:
    first, second = cetak(isian), cetak(IsianPermohonan(), Jenis.F_2_01)
    merged = merge_pdfs([first, second])
    assert pages_of(merged) == pages_of(first) + pages_of(second)
    with pikepdf.open(io.BytesIO(merged)) as pdf, pdf.open_outline() as outline:
        assert [item.title.split(" perm")[0] for item in outline.root] == ["1. F-2.01A", "2. F-2.01"]


def test_merging_is_deterministic(cetak: Cetak) -> None:
    document = cetak(IsianPermohonan())
    assert merge_pdfs([document, document]) == merge_pdfs([document, document])


def test_merging_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="Tidak ada dokumen"):
        merge_pdfs([])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("F-2.01A 12.pdf", "F-2.01A-12.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\surat\\Çiček.pdf", "Cicek.pdf"),
        ("...", "berkas"),
        (".htaccess", "htaccess"),
        ("a\x00b\n.pdf", "a-b.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_names_are_neutralised(name: str, expected: str) -> None:
    assert neutral_name(name) == expected


def test_zip_keeps_order_makes_names_unique_and_is_deterministic() -> None:
    documents = [("a.pdf", b"1"), ("A.pdf", b"2"), ("x/a.pdf", b"3")]
    content = zip_pdfs(documents)
    assert content == zip_pdfs(documents)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["a.pdf", "A-2.pdf", "a-3.pdf"]
        assert archive.read("a-3.pdf") == b"3"
