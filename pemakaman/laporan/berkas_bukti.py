"""What comes in as a proof and what is kept of it: bytes in, safe bytes out. Knows no table and no session."""

import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic
from PIL import Image, ImageFile, ImageOps

from pemakaman.errors import Invalid
from pemakaman.laporan.berkas_pdf import clean_pdf

PALING_BESAR = 10 * 1024 * 1024
PALING_BANYAK = 12
# Two hundred million pixels is what the largest phones claim; nothing of that is needed to read a letter.
PIKSEL_PALING_BANYAK = 60_000_000
SISI_TERPANJANG = 4000
NAMA_TERPANJANG = 100

_TANDA = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"%PDF-": "application/pdf"}
_AKHIRAN = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
_ALIH = re.compile(r"[^\w .()\-]+")
Image.MAX_IMAGE_PIXELS = PIKSEL_PALING_BANYAK


@dataclass(frozen=True)
class BuktiBersih:
    """A proof as it is stored."""

    nama_berkas: str
    mime: str
    content: bytes


def clean_bukti(nama_berkas: str, content: bytes) -> BuktiBersih:
    """Open the file by what it is, not by its name, and write it anew; raises Invalid at 'berkas' saying why.

    Pictures lose EXIF, colour profiles and everything behind the last pixel; PDFs lose scripts and attachments.
    """
    if not content:
        raise refuse("Berkas ini kosong. Pilih berkas lain.")
    if len(content) > PALING_BESAR:
        raise refuse(f"Berkas ini {len(content) / 1048576:.1f} MB. Paling besar 10 MB; foto ulang dengan mutu biasa.")
    mime = next((mime for tanda, mime in _TANDA.items() if content.startswith(tanda)), None)
    if mime is None:
        raise refuse(f"Berkas ini {_guess(content)}. Yang diterima hanya JPEG, PNG, dan PDF.")
    try:
        mime, clean = ("application/pdf", clean_pdf(content)) if mime == "application/pdf" else _redraw(content)
    except ValueError as error:
        raise refuse(str(error)) from None
    if len(clean) > PALING_BESAR:
        raise refuse("Berkas ini lebih dari 10 MB setelah dibersihkan. Foto ulang dengan mutu biasa.")
    return BuktiBersih(neutral_name(nama_berkas, mime), mime, clean)


def refuse(pesan: str) -> Invalid:
    """The refusal of a file, at its field."""
    return Invalid({"berkas": [pesan]})


def neutral_name(nama: str, mime: str) -> str:
    """A file name without path, control or direction characters, with the ending of what the file really is."""
    base = PurePosixPath(unicodedata.normalize("NFC", nama).replace("\\", "/")).name
    visible = "".join(char for char in base if char.isprintable())
    stem = _ALIH.sub("_", PurePosixPath(visible).stem).strip(" ._-")
    return f"{stem[:NAMA_TERPANJANG] or 'bukti'}{_AKHIRAN[mime]}"


def _guess(content: bytes) -> str:
    if content[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim"}:
        return "foto HEIC; ubah setelan kamera ke “Paling kompatibel” (JPEG) lalu foto lagi"
    try:
        kind = puremagic.from_string(content).lstrip(".")
    except (puremagic.PureError, ValueError):
        return "bukan foto atau PDF, atau isinya rusak"
    return f"berisi {kind[:10].upper()}" if kind else "bukan foto atau PDF, atau isinya rusak"


def _redraw(content: bytes) -> tuple[str, bytes]:
    # WeasyPrint, once imported in the same process, makes Pillow fill up torn pictures with grey.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as opened:
            if opened.width * opened.height > PIKSEL_PALING_BANYAK:
                raise _TooManyPixels
            is_jpeg = opened.format != "PNG"
            if is_jpeg:
                opened.draft("RGB", (SISI_TERPANJANG, SISI_TERPANJANG))
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((SISI_TERPANJANG, SISI_TERPANJANG))
            return _encode(picture, is_jpeg=is_jpeg)
    except (Image.DecompressionBombError, _TooManyPixels):
        pesan = "Gambar ini terlalu besar ukurannya (lebih dari 60 juta titik). Foto ulang dengan mutu biasa."
        raise ValueError(pesan) from None
    # Pillow answers damaged files with whatever its decoder stumbled over.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError):
        raise ValueError("Gambar ini rusak atau terpotong, tidak dapat dibuka. Foto ulang, lalu unggah lagi.") from None


class _TooManyPixels(Exception):
    pass


def _encode(picture: Image.Image, *, is_jpeg: bool) -> tuple[str, bytes]:
    if not is_jpeg:
        png = _save(_bare(picture, "RGBA" if _has_alpha(picture) else "RGB"), "PNG", optimize=False)
        if len(png) <= PALING_BESAR:
            return "image/png", png
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture.convert("RGBA"))
    return "image/jpeg", _save(_bare(picture, "RGB"), "JPEG", quality=88)


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info


def _bare(picture: Image.Image, mode: str) -> Image.Image:
    # Pixels only: what is pasted into a new picture brings no EXIF, profile or text along.
    fresh = Image.new(mode, picture.size)
    fresh.paste(picture.convert(mode))
    return fresh


def _save(picture: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
