"""What comes back is verified before it replaces anything."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemakaman.tandatangan.penanda import Rusak
from pemakaman.tandatangan.periksa import verify
from pemakaman.tandatangan.pkcs12 import PenandaPkcs12
from tests.pabrik_tanda import NIK, make_p12, make_pdf, p12_settings, perintah


def _cover(pdf: pikepdf.Pdf) -> None:
    field = {"/Subtype": pikepdf.Name.Widget, "/FT": pikepdf.Name.Sig, "/Rect": [0, 0, 500, 800]}
    pdf.pages[0].obj.Annots = pdf.make_indirect([pikepdf.Dictionary(field)])


def _retell(pdf: pikepdf.Pdf) -> None:
    found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one]
    found[-1].ActualText = "Orang Lain"


# What changes nothing that is drawn, and yet what a reader sees, hears or runs.
AKAL: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "skrip": lambda pdf: setattr(pdf.Root.Names, "JavaScript", pikepdf.Dictionary(Names=pikepdf.Array())),
    "satuan": lambda pdf: setattr(pdf.pages[0].obj, "UserUnit", 3),
    "ruas": _cover,
    "bacaan": _retell,
}


@pytest.fixture(scope="module")
def penanda(tmp_path_factory: pytest.TempPathFactory) -> PenandaPkcs12:
    return PenandaPkcs12(p12_settings(tmp_path_factory.mktemp("p12")))


@pytest.fixture(scope="module")
def signed(penanda: PenandaPkcs12) -> bytes:
    return penanda.sign(make_pdf(), perintah()).isi


def rewritten(change: str = "") -> bytes:
    """Our document as another program writes it anew; `change` says what else it did."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf())) as pdf:
        page = pdf.pages[0]
        if change == "halaman":
            page.contents_add(b"0 0 100 100 re f")
        elif change == "lampiran":
            pdf.attachments["permohonan.json"] = b"{}"
        elif change == "ukuran":
            page.mediabox = [0, 0, 300, 400]
        elif change == "tautan":
            link = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Link, "/Rect": [0, 0, 500, 800]}
            page.obj.Annots = pdf.make_indirect([pikepdf.Dictionary(link)])
        elif change == "huruf":
            next(iter(page.obj.Resources.Font.values())).BaseFont = pikepdf.Name("/Lain")
        elif change == "bertambah":
            pdf.pages.append(page)
        elif change == "buka":
            pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://contoh.example")
        AKAL.get(change, bool)(pdf)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_a_sound_signature_tells_who_and_that_our_bytes_are_whole(signed: bytes) -> None:
    bukti = verify(make_pdf(), signed)
    assert (bukti.utuh, bukti.arsip) == (True, True)
    assert bukti.waktu is not None


def test_a_provider_that_writes_the_file_anew_is_accepted(penanda: PenandaPkcs12) -> None:
    bukti = verify(make_pdf(), penanda.sign(rewritten(), perintah()).isi)
    assert (bukti.utuh, bukti.arsip) == (False, True)


@pytest.mark.parametrize("change", ["halaman", "lampiran", "ukuran", "tautan", "huruf", "bertambah", "buka", *AKAL])
def test_a_changed_document_is_refused_though_soundly_signed(penanda: PenandaPkcs12, change: str) -> None:
    with pytest.raises(Rusak, match="bukan dokumen yang dikirim"):
        verify(make_pdf(), penanda.sign(rewritten(change), perintah()).isi)


def test_an_appended_part_may_not_redraw_the_page(penanda: PenandaPkcs12) -> None:
    """Our bytes stand unchanged at the beginning, and yet another page is shown."""
    from pyhanko.pdf_utils.generic import StreamObject  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    writer = IncrementalPdfFileWriter(io.BytesIO(make_pdf()))
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 600 800 re f")))
    out = io.BytesIO()
    writer.write(out)
    forged = penanda.sign(out.getvalue(), perintah()).isi
    assert forged.startswith(make_pdf())
    with pytest.raises(Rusak, match="bukan dokumen yang dikirim"):
        verify(make_pdf(), forged)


def test_another_document_is_refused(penanda: PenandaPkcs12) -> None:
    with pytest.raises(Rusak, match="bukan dokumen yang dikirim"):
        verify(make_pdf(), penanda.sign(make_pdf("Orang Lain"), perintah()).isi)


def test_the_unsigned_document_is_refused() -> None:
    with pytest.raises(Rusak, match="belum ditandatangani"):
        verify(make_pdf(), make_pdf())


def test_a_rewritten_document_without_signature_is_refused() -> None:
    with pytest.raises(Rusak, match="tidak memuat tanda tangan"):
        verify(make_pdf(), rewritten())


def test_an_old_signature_is_no_new_one(signed: bytes) -> None:
    with pytest.raises(Rusak, match="tidak memuat tanda tangan"):
        verify(signed, signed + b"\n")


def test_what_is_added_after_the_signature_is_refused(signed: bytes, penanda: PenandaPkcs12) -> None:
    out = io.BytesIO()
    from pyhanko.pdf_utils.generic import StreamObject  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 600 800 re f")))
    writer.write(out)
    with pytest.raises(Rusak):
        verify(make_pdf(), out.getvalue())


@pytest.mark.parametrize("length", [0, 5, 4000, -700, -1])
def test_a_broken_file_is_refused(signed: bytes, length: int) -> None:
    with pytest.raises(Rusak):
        verify(make_pdf(), signed[:length])


@settings(max_examples=30, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), by=st.integers(1, 255))
def test_no_changed_byte_is_accepted(signed: bytes, place: float, by: int) -> None:
    """Every byte counts, but for the digits left free around the signature itself."""
    start = signed.rindex(b"/Contents <")
    end = signed.index(b">", start)
    outside = [*range(start), *range(end + 1, len(signed))]
    at = outside[int(place * len(outside))]
    changed = bytearray(signed)
    changed[at] ^= by
    with pytest.raises(Rusak):
        verify(make_pdf(), bytes(changed))


def test_a_nik_in_the_certificate_is_not_kept(tmp_path: Path) -> None:
    penanda = PenandaPkcs12(p12_settings(tmp_path, make_p12(nama=f"HASAN BASRI {NIK}")))
    assert NIK not in verify(make_pdf(), penanda.sign(make_pdf(), perintah()).isi).penanda_tangan
