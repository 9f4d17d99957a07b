import io
from contextlib import suppress
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from pemakaman.errors import Invalid
from pemakaman.laporan.berkas_bukti import SISI_TERPANJANG, clean_bukti, neutral_name


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 120).save(out, kind, **options)
    return out.getvalue()


def pdf_of(change: Any = None, **options: Any) -> bytes:
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    if change:
        change(pdf)
    pdf.save(out, **options)
    return out.getvalue()


def refusal(content: bytes, nama: str = "a.jpg") -> str:
    with pytest.raises(Invalid) as refused:
        clean_bukti(nama, content)
    return refused.value.galat["berkas"][0]


def gps_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "KameraRahasia"
    exif.get_ifd(0x8825)[1] = "S"
    return exif


def test_exif_and_place_are_gone_and_the_turn_is_applied() -> None:
    clean = clean_bukti("foto.jpg", picture(exif=gps_exif(), comment=b"rahasia"))
    opened = Image.open(io.BytesIO(clean.content))
    assert opened.size == (40, 60)
    assert dict(opened.getexif()) == {}
    assert b"KameraRahasia" not in clean.content
    assert b"rahasia" not in clean.content


def test_bytes_behind_the_picture_are_gone() -> None:
    for kind in ("JPEG", "PNG"):
        clean = clean_bukti("a", picture(kind) + b"PK\x03\x04<script>alert(1)</script>")
        assert b"script" not in clean.content


def test_ending_follows_the_content() -> None:
    assert clean_bukti("surat.pdf", picture("PNG")).nama_berkas == "surat.png"
    assert clean_bukti("surat.exe.png", picture()).mime == "image/jpeg"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_every_usual_kind_of_png_is_read(mode: str) -> None:
    assert clean_bukti("a.png", picture("PNG", mode=mode)).mime == "image/png"


def test_print_colours_become_screen_colours() -> None:
    clean = clean_bukti("a.jpg", picture(mode="CMYK"))
    assert Image.open(io.BytesIO(clean.content)).mode == "RGB"


def test_large_photo_is_made_smaller() -> None:
    clean = clean_bukti("a.jpg", picture(size=(6000, 3000)))
    assert Image.open(io.BytesIO(clean.content)).size == (SISI_TERPANJANG, SISI_TERPANJANG // 2)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_truncated_picture_is_refused(kind: str) -> None:
    content = picture(kind, size=(300, 200))
    assert "rusak atau terpotong" in refusal(content[: len(content) // 2])


def test_empty_and_heavy_files_are_refused() -> None:
    assert "kosong" in refusal(b"")
    assert "10 MB" in refusal(b"\xff\xd8\xff" + bytes(10 * 1024 * 1024))


@pytest.mark.parametrize(
    "content",
    [b"GIF89a" + bytes(40), b"PK\x03\x04" + bytes(60), b"<svg onload='x'/>", b"<html>", b"MZ\x90\x00", b"abc"],
)
def test_other_kinds_are_refused_whatever_their_name(content: bytes) -> None:
    assert "hanya JPEG, PNG, dan PDF" in refusal(content, "ktp.jpg")


def test_photo_of_an_iphone_is_told_what_to_do() -> None:
    assert "HEIC" in refusal(b"\x00\x00\x00\x18ftypheic" + bytes(40))


def acting(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("app.alert(2)")))
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(
            Names=Array([String("a"), pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(3)")))])
        )
    )
    pdf.attachments["virus.exe"] = b"MZ-isi-lampiran"
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.Launch, F=String("cmd.exe"))
    )
    clip = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9])
    pdf.pages[0].Annots = Array([pdf.make_indirect(link), clip])


def test_pdf_loses_scripts_actions_and_attachments() -> None:
    clean = clean_bukti("a.pdf", pdf_of(acting))
    with pikepdf.open(io.BytesIO(clean.content)) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
        plain = out.getvalue()
        assert len(pdf.attachments) == 0
        assert len(pdf.pages) == 1
    for word in (
        b"JavaScript",
        b"app.alert",
        b"Launch",
        b"cmd.exe",
        b"EmbeddedFile",
        b"isi-lampiran",
        b"FileAttachment",
    ):
        assert word not in plain


def test_bytes_around_a_pdf_are_gone() -> None:
    assert b"PK\x03\x04" not in clean_bukti("a.pdf", pdf_of() + b"PK\x03\x04zip").content


def test_same_pdf_is_written_the_same_way() -> None:
    content = pdf_of(acting)
    assert clean_bukti("a.pdf", content).content == clean_bukti("b.pdf", content).content


def test_locked_pdf_is_refused() -> None:
    locked = pdf_of(encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "kata sandi" in refusal(locked)


def test_broken_pdf_is_refused() -> None:
    assert "rusak" in refusal(b"%PDF-1.7\nbukan pdf")
    assert "halaman" in refusal(pdf_of(lambda pdf: pdf.pages.__delitem__(0)))


@pytest.mark.parametrize(
    ("nama", "neutral"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\siti\\KTP ibu.jpeg", "KTP ibu.jpg"),
        ("foto\x00\n<script>.png", "foto_script.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ("", "bukti.jpg"),
        ("....", "bukti.jpg"),
        ("x" * 300 + ".jpg", "x" * 100 + ".jpg"),
    ],
)
def test_file_name_is_neutral(nama: str, neutral: str) -> None:
    assert neutral_name(nama, "image/jpeg") == neutral


@given(st.text())
def test_any_name_becomes_a_plain_one(nama: str) -> None:
    neutral = neutral_name(nama, "application/pdf")
    assert neutral.endswith(".pdf")
    assert neutral.isprintable()
    assert not set(neutral) & set("/\\<>\"'&\0")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "PDF"]), st.data())
def test_damaged_files_are_read_or_refused_with_a_sentence(kind: str, data: st.DataObject) -> None:
    content = bytearray(pdf_of(acting) if kind == "PDF" else picture(kind, size=(16, 16)))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Invalid):
        assert clean_bukti("a", bytes(content)).content
