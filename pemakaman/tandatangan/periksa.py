"""Is what came back our document, soundly signed? Asked before signed bytes replace anything."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pikepdf
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from pemakaman.log import mask
from pemakaman.tandatangan.penanda import Rusak

DEEPEST = 40
LARGEST_FIELD = 0.25
"""Share of a page that a visible signature may cover."""
UNTUK_MANUSIA = "Yang kembali dari penyedia tanda tangan {}. Dokumen yang lama tetap dipakai."


@dataclass(frozen=True)
class Bukti:
    """What was proved. `utuh`: our very bytes stand unchanged before the signature; else only equal pages and data."""

    penanda_tangan: str
    waktu: datetime | None
    utuh: bool
    stempel: bool
    arsip: bool


def verify(asal: bytes, hasil: bytes) -> Bukti:
    """Raise Rusak unless `hasil` is `asal` with one more signature that is intact and covers all of it.

    A provider may append to the file or write it anew. Appended, our bytes are its beginning. In both cases pages,
    what they draw with, and attached files must be the same, since an appended part may redefine them. Whether the
    certificate is one to be trusted is not judged here: the root of the provider is not in this program.
    """
    if hasil == asal:
        raise _broken("adalah dokumen yang belum ditandatangani")
    signature = _last_signature(hasil, more_than=_count(asal))
    intact, valid = _is_sound(signature)
    if not (intact and valid):
        raise _broken("bertanda tangan rusak: isinya berubah sesudah ditandatangani")
    before, after = _contents(asal), _contents(hasil)
    if before[0] != after[0] or (after[2] and before[2] != after[2]):
        raise _broken("bukan dokumen yang dikirim: isi halaman atau lampirannya lain")
    return Bukti(
        penanda_tangan=signer_name(signature),
        waktu=signature.self_reported_timestamp,
        utuh=hasil.startswith(asal),
        stempel=_has_stamp(signature),
        arsip=before[1] == after[1],
    )


def _broken(what: str) -> Rusak:
    return Rusak(UNTUK_MANUSIA.format(what))


def _signatures(content: bytes) -> list[EmbeddedPdfSignature]:
    try:
        return list(PdfFileReader(io.BytesIO(content), strict=False).embedded_regular_signatures)
    except Exception:  # a broken file fails in as many ways as it has bytes
        raise _broken("tidak terbaca sebagai PDF") from None


def _count(content: bytes) -> int:
    return len(_signatures(content))


def _last_signature(content: bytes, *, more_than: int) -> EmbeddedPdfSignature:
    found = _signatures(content)
    if len(found) <= more_than:
        raise _broken("tidak memuat tanda tangan")
    return found[-1]


def _is_sound(signature: EmbeddedPdfSignature) -> tuple[bool, bool]:
    """(digest matches all bytes, signature matches digest). What follows the signature may only be its own proof."""
    try:
        signature.compute_integrity_info()
        whole = signature.coverage is SignatureCoverageLevel.ENTIRE_FILE
        revision = signature.coverage is SignatureCoverageLevel.ENTIRE_REVISION
        level = getattr(signature.diff_result, "modification_level", None)
        allowed = whole or (revision and level is not None and level.name in {"NONE", "LTA_UPDATES"})
        intact, valid = validate_sig_integrity(
            signature.signer_info,
            signature.signer_cert,
            expected_content_type="data",
            actual_digest=signature.compute_digest(),
        )
    except Exception:
        raise _broken("bertanda tangan yang tidak dapat diperiksa") from None
    return intact and allowed, valid


def _has_stamp(signature: EmbeddedPdfSignature) -> bool:
    return any(one["type"].native == "signature_time_stamp_token" for one in signature.signer_info["unsigned_attrs"])


def signer_name(signature: EmbeddedPdfSignature) -> str:
    """Common name in the certificate; digits that may be a NIK are hidden."""
    name = signature.signer_cert.subject.native.get("common_name") or "Tanpa nama"
    return mask(name if isinstance(name, str) else ", ".join(map(str, name)))


def _contents(content: bytes) -> tuple[str, bool, list[str]]:
    """(fingerprint of all pages and attached files, are the marks of an archive file there?, what readers are told)

    A provider that writes the file anew may lose the last two, but not change them.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            digest = hashlib.sha256()
            for page in pdf.pages:
                for piece in _page(page):
                    digest.update(piece)
            for name in sorted(pdf.attachments):
                digest.update(b"\0lampiran" + name.encode() + pdf.attachments[name].get_file().read_bytes())
            for piece in _acting(pdf):
                digest.update(piece)
            return digest.hexdigest(), _is_archive(pdf), _spoken(pdf)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError):
        raise _broken("tidak terbaca sebagai PDF") from None


def _acting(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """What makes a document do or show something by itself."""
    for name in ("/OpenAction", "/AA", "/OCProperties"):
        yield name.encode() * (name in pdf.Root)
    names: Any = pdf.Root.get("/Names", {})
    form: Any = pdf.Root.get("/AcroForm", {})
    yield b"/JavaScript" * ("/JavaScript" in names) + b"/XFA" * ("/XFA" in form)


def _spoken(pdf: pikepdf.Pdf) -> list[str]:
    """What readers are told instead of what is drawn, except for fields."""
    found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one]
    told = [[str(one.get(name, "")) for name in ("/S", "/ActualText", "/Alt")] for one in found]
    return sorted(repr(one) for one in told if one[0] != "/Form" and any(one[1:]))


def _page(page: pikepdf.Page) -> Iterator[bytes]:
    """Size, what is drawn and with what, and the annotations, except fields for signatures."""
    yield repr([[float(side) for side in page.mediabox], [float(side) for side in page.cropbox]]).encode()
    yield f"{page.obj.get('/Rotate', 0)} {page.obj.get('/UserUnit', 1)} {'/AA' in page.obj}".encode()
    yield b"\n".join(one.read_bytes() for one in _content_streams(page))
    yield from _walk(page.obj.get("/Resources"), [])
    annotations: Any = page.obj.get("/Annots", [])
    for one in annotations:
        if not _is_signature_field(one, page):
            yield from _walk(one, [])


def _is_signature_field(annotation: Any, page: pikepdf.Page) -> bool:
    """A field that only shows a signature: it does nothing, and does not cover the page."""
    if annotation.get("/Subtype") != "/Widget" or "/A" in annotation or "/AA" in annotation:
        return False
    above = annotation.get("/Parent")
    is_signature = annotation.get("/FT") == "/Sig" or (above is not None and above.get("/FT") == "/Sig")
    return is_signature and _area(annotation.get("/Rect", (0, 0, 0, 0))) <= LARGEST_FIELD * _area(page.mediabox)


def _area(box: Any) -> float:
    left, bottom, right, top = (float(side) for side in box)
    return abs((right - left) * (top - bottom))


def _content_streams(page: pikepdf.Page) -> list[Any]:
    found: Any = page.obj.get("/Contents", [])
    return [found] if isinstance(found, pikepdf.Stream) else list(found)


def _walk(thing: Any, above: list[tuple[int, int]]) -> Iterator[bytes]:
    """The value of an object without its number; what leads back up (`/Parent`, `/P`) is left out."""
    if not isinstance(thing, pikepdf.Object):
        yield repr(thing).encode()
        return
    if thing.is_indirect:
        if thing.objgen in above or len(above) > DEEPEST:
            return
        above = [*above, thing.objgen]
    if isinstance(thing, pikepdf.Array):
        for one in thing:
            yield from _walk(one, above)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from _walk_entries(thing, above)
    else:
        yield thing.unparse()


def _walk_entries(thing: Any, above: list[tuple[int, int]]) -> Iterator[bytes]:
    for name in sorted(thing.keys()):
        if name not in {"/Parent", "/P", "/Length", "/Filter", "/DecodeParms", "/StructParent", "/StructParents"}:
            yield name.encode()
            yield from _walk(thing[name], above)
    if isinstance(thing, pikepdf.Stream):
        # A picture in JPEG stays as it is; the rest is compared unpacked, since packing may differ.
        packed = "/DCTDecode" in str(thing.get("/Filter", ""))
        yield thing.read_raw_bytes() if packed else thing.read_bytes()


def _is_archive(pdf: pikepdf.Pdf) -> bool:
    """The marks of PDF/A: its part in the metadata, an output intent or no need for one, tags."""
    metadata = pdf.Root.get("/Metadata")
    return metadata is not None and b"pdfaid" in metadata.read_bytes() and "/StructTreeRoot" in pdf.Root
