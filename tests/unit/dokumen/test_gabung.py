"""Joined PDFs and ZIPs."""

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from pemakaman.dokumen.gabung import join_files, neutral_name, zip_pdfs
from pemakaman.dokumen.sumber import BukanMilikError, read_own
from tests.pabrik_lembar import SAAT, keterangan_uji, kompilasi_uji
from tests.unit.dokumen.conftest import pages_of


@pytest.fixture(scope="module")
def dokumen() -> list[bytes]:
    """Three filled copies of one form, and one of WeasyPrint's own."""
    form = kompilasi_uji()
    filled = [
        form.print({"tempat": f"Tempat {i}"}, keterangan_uji(f"Formulir {i}", data={"i": i // 2})) for i in range(3)
    ]
    html = '<html lang=id><title>Surat</title><h1>Surat (5 0 R)</h1><p>Isi <a href="#x">tautan</a></p><p id=x>Akhir'
    return [*filled, HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")]


def _join(target: Path, *files: tuple[str, list[tuple[str, bytes]]]) -> bytes:
    join_files(files, target, judul="Berkas", tanggal=SAAT)
    return target.read_bytes()


def test_all_pages_are_joined_in_order_under_two_levels_of_bookmarks(dokumen: list[bytes], tmp_path: Path) -> None:
    first, second, third, letter = dokumen
    files = [("Siti", [("F-1", first), ("F-1", second)]), ("Siti", [("F-1", third), ("Surat", letter)])]
    joined = _join(tmp_path / "satu.pdf", *files)
    assert pages_of(joined) == [page for one in dokumen for page in pages_of(one)]
    with pikepdf.open(io.BytesIO(joined)) as pdf, pdf.open_outline() as outline:
        shown = [(one.title, [below.title for below in one.children]) for one in outline.root]
    assert shown == [("Siti", ["F-1", "F-1"]), ("Siti", ["F-1", "Surat"])]


def test_every_page_keeps_its_tags(dokumen: list[bytes], tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(_join(tmp_path / "satu.pdf", ("A", [("", one) for one in dokumen])))) as pdf:
        leaves = list(pdf.Root.StructTreeRoot.ParentTree.Kids)
        owners = {int(leaf.Nums[i]): leaf.Nums[i + 1] for leaf in leaves for i in range(0, len(leaf.Nums), 2)}
        for page in pdf.pages:
            owned = [one for one in owners[int(page.obj.StructParents)] if one is not None]
            assert owned
            assert {one.Pg.objgen for one in owned} == {page.obj.objgen}


def test_equal_fonts_and_equal_data_are_kept_once(dokumen: list[bytes], tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(_join(tmp_path / "satu.pdf", ("A", [("", one) for one in dokumen[:3]])))) as pdf:
        assert len({page.obj.Resources.objgen for page in pdf.pages}) == 1
        assert list(pdf.attachments) == ["00001-permohonan.json", "00002-permohonan.json"]


def test_joining_is_deterministic(dokumen: list[bytes], tmp_path: Path) -> None:
    file = ("A", [("", one) for one in dokumen])
    assert _join(tmp_path / "satu.pdf", file) == _join(tmp_path / "dua.pdf", file)


def test_a_signature_stays_with_its_document(dokumen: list[bytes], tmp_path: Path) -> None:
    later = io.BytesIO()
    with pikepdf.open(io.BytesIO(dokumen[0])) as pdf:
        field = pdf.make_indirect(
            pikepdf.Dictionary(FT=pikepdf.Name.Sig, Subtype=pikepdf.Name.Widget, Rect=[0, 0, 9, 9])
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        pdf.save(later)
    with pikepdf.open(io.BytesIO(_join(tmp_path / "satu.pdf", ("A", [("", later.getvalue())])))) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert all("/Annots" not in page.obj for page in pdf.pages)
    assert pages_of((tmp_path / "satu.pdf").read_bytes()) == pages_of(dokumen[0])


def test_what_was_added_to_a_file_of_ours_is_left_out(dokumen: list[bytes]) -> None:
    signed = dokumen[0] + b"1 0 obj\n<<>>\nendobj\nstartxref\n7\n%%EOF\n"
    assert read_own(signed).halaman == read_own(dokumen[0]).halaman
    with pytest.raises(BukanMilikError):
        read_own(dokumen[3])


def test_joining_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Tidak ada dokumen"):
        join_files([("Kosong", [])], tmp_path / "kosong.pdf", judul="Kosong", tanggal=SAAT)


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
