"""Objects of a PDF file as bytes."""

import zlib

from pemakaman.dokumen.xmp import hex_text

TERPADAT, PADAT = 9, 6
"""How hard streams are packed: what is kept, and what is written anew for each document."""


def table_row(kind: int, first: int, second: int) -> bytes:
    """One row of a cross-reference stream with W [1 4 2]: 1 is an offset, 2 an object stream and the place in it."""
    return bytes((kind,)) + first.to_bytes(4, "big") + second.to_bytes(2, "big")


TABEL_LEBAR = 7
TAK_ADA = table_row(0, 0, 65535)


def stream_object(number: int, entries: bytes, data: bytes, level: int = PADAT) -> bytes:
    """A packed stream as it stands in the file."""
    packed = zlib.compress(data, level)
    head = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (number, entries, len(packed))
    return b"".join((head, packed, b"\nendstream\nendobj\n"))


def plain_stream(number: int, entries: bytes, data: bytes) -> bytes:
    """A stream that is not packed."""
    return b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, entries, len(data), data)


def object_stream(number: int, objects: list[tuple[int, bytes]], level: int = PADAT) -> bytes:
    """Objects that are no streams, packed into one."""
    heads, at = [], 0
    for one, body in objects:
        heads.append(b"%d %d" % (one, at))
        at += len(body) + 1
    head = b" ".join(heads) + b"\n"
    data = head + b"\n".join(body for _, body in objects)
    return stream_object(number, b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), data, level)


def refer(number: int) -> bytes:
    """A reference."""
    return b"%d 0 R" % number


def refer_all(numbers: list[int]) -> bytes:
    """References in an array."""
    return b"[" + b" ".join([b"%d 0 R" % number for number in numbers]) + b"]"


def marked(tag: str, mcid: int, drawn: bytes, utuh: str = "") -> bytes:
    """A piece of content under its number; `utuh` is what it says, when its letters stand apart."""
    says = b"/ActualText" + hex_text(utuh) if utuh else b""
    return b"/%s<</MCID %d%s>>BDC\n%sEMC\n" % (b"Figure" if tag == "Figure" else b"Span", mcid, says, drawn)
