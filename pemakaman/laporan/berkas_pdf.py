"""A PDF from outside: opened, stripped of everything that acts or hides, written anew."""

import io
from typing import Any

import pikepdf

HALAMAN_PALING_BANYAK = 100
OBJEK_PALING_BANYAK = 50_000
DALAM_PALING_BANYAK = 40


def _names(words: str) -> frozenset[str]:
    return frozenset(f"/{word}" for word in words.split())


_ACTING = _names(
    "JS JavaScript AA OpenAction EmbeddedFiles EF AF XFA RichMedia RichMediaContent RichMediaSettings "
    "Collection URLS Launch"
)
_ACTIONS = _names(
    "JavaScript Launch GoToE GoToR SubmitForm ImportData Rendition RichMediaExecute Movie Sound Hide SetOCGState "
    "Trans GoTo3DView"
)
_ANNOTATIONS = _names("FileAttachment RichMedia Movie Sound Screen 3D")


def clean_pdf(content: bytes) -> bytes:
    """The same pages without scripts, actions and attachments; raises ValueError with a sentence.

    Objects that nothing refers to any more, and bytes before or behind the document, are not written.
    """
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            _check_size(pdf)
            _scrub(pdf)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return out.getvalue()
    except pikepdf.PasswordError:
        raise ValueError("PDF ini dikunci kata sandi. Simpan lagi tanpa kata sandi, lalu unggah.") from None
    # pikepdf answers damaged structures with whatever it stumbled over.
    except (pikepdf.PdfError, RuntimeError, TypeError, KeyError, AttributeError, IndexError):
        raise ValueError("PDF ini rusak, tidak dapat dibuka. Pindai ulang, atau unggah fotonya.") from None


def _check_size(pdf: pikepdf.Pdf) -> None:
    if not len(pdf.pages):
        raise ValueError("PDF ini tidak berisi halaman.")
    if len(pdf.pages) > HALAMAN_PALING_BANYAK:
        raise ValueError(
            f"PDF ini {len(pdf.pages)} halaman. Paling banyak {HALAMAN_PALING_BANYAK}; unggah halaman yang perlu saja."
        )
    if len(pdf.objects) > OBJEK_PALING_BANYAK:
        raise ValueError("PDF ini terlalu rumit. Pindai ulang, atau unggah fotonya.")


def _scrub(pdf: pikepdf.Pdf) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]
    _scrub_object(pdf.Root, 0)
    for found in pdf.objects:
        _scrub_object(found, 0)


def _scrub_object(found: Any, depth: int) -> None:
    if depth > DALAM_PALING_BANYAK:
        raise ValueError("PDF ini terlalu rumit. Pindai ulang, atau unggah fotonya.")
    if isinstance(found, pikepdf.Stream):
        found = found.stream_dict
    if isinstance(found, pikepdf.Array):
        _drop_annotations(found)
        children = list(found)
    elif isinstance(found, pikepdf.Dictionary):
        children = _scrub_dictionary(found)
    else:
        return
    for child in children:
        # An indirect child comes by itself; following it here would run in circles.
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            _scrub_object(child, depth + 1)


def _scrub_dictionary(found: pikepdf.Dictionary) -> list[Any]:
    for key in _ACTING:
        if key in found:
            del found[key]
    if _is_acting(found.get("/A")):
        del found["/A"]
    if _is_acting(found):
        for key in list(found.keys()):
            del found[key]
    return [found[key] for key in list(found.keys())]


def _is_acting(found: Any) -> bool:
    if not isinstance(found, pikepdf.Dictionary) or str(found.get("/Type", "/Action")) != "/Action":
        return False
    return str(found.get("/S", "")) in _ACTIONS


def _drop_annotations(found: pikepdf.Array) -> None:
    for index in range(len(found) - 1, -1, -1):
        item = found[index]
        if isinstance(item, pikepdf.Dictionary) and str(item.get("/Subtype", "")) in _ANNOTATIONS:
            del found[index]
