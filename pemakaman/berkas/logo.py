"""The emblem of a letterhead: bytes in, a clean picture out. Knows no table and no session."""

import io

from PIL import Image, ImageFile, ImageOps

SISI_TERPENDEK = 60
SISI_TERPANJANG = 600
"""A letterhead's emblem is 25 mm at most; this prints it at 600 dpi."""
PIKSEL_PALING_BANYAK = 25_000_000


def clean_logo(content: bytes) -> bytes:
    """The picture written anew as PNG on white; raises ValueError that says why not."""
    # WeasyPrint, once imported in the same process, makes Pillow fill up torn pictures with grey.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as opened:
            width, height = opened.size
            if width * height > PIKSEL_PALING_BANYAK:
                raise _SizeError(
                    "Logo ini terlalu besar ukurannya. Kecilkan dulu menjadi paling besar 5000 × 5000 titik."
                )
            if min(width, height) < SISI_TERPENDEK:
                raise _SizeError(
                    f"Logo ini hanya {width} × {height} titik, cetakannya akan kabur. Pilih yang lebih besar."
                )
            return _redraw(ImageOps.exif_transpose(opened))
    except (_SizeError, Image.DecompressionBombError) as error:
        raise ValueError(str(error) if isinstance(error, _SizeError) else "Logo ini terlalu besar ukurannya.") from None
    # Pillow answers damaged files with whatever its decoder stumbled over.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError):
        raise ValueError("Logo ini tidak dapat dibuka. Yang diterima gambar PNG atau JPEG yang utuh.") from None


class _SizeError(Exception):
    pass


def _redraw(picture: Image.Image) -> bytes:
    picture.thumbnail((SISI_TERPANJANG, SISI_TERPANJANG), Image.Resampling.LANCZOS)
    layered = picture.convert("RGBA")
    sheet = Image.new("RGB", layered.size, "white")
    sheet.paste(layered, mask=layered.getchannel("A"))
    out = io.BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()
