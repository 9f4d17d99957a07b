"""What a document's square code says of it: a few facts, signed, so that a page without a line can check them.

One statement is a byte string in one possible form (all numbers big-endian):

    1    version of this format
    4    key: the first bytes of the public key's SHA-256
    1    kind, by NOMOR_JENIS
    2    office: the four digits of the kab/kota's code
    2    date of the document, in days since 1 January 2000
    1+n  letters of the person's name, UTF-8; '?' for an unknown person, none for a paper about nobody
    1+n  number of the document, UTF-8
    64   Ed25519 over KONTEKS, the code of the check page, and everything above

The code of the check page stands in the address before '#', so it is signed but not repeated.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pemakaman.dokumen.jenis import Jenis
from pemakaman.nilai.inisial import PALING_BANYAK, TIDAK_DIKENAL

VERSI = 1
KONTEKS = b"pemakaman/periksa/1\n"
AWAL = date(2000, 1, 1)
TAK_DIKENAL = "?"
PANJANG_TANDA = 64
NOMOR_TERPANJANG = 32
"""Bytes of a document's number; a longer one is signed as its beginning and '…', so that the code stays coarse."""
HURUF_TERPANJANG = 4 * PALING_BANYAK

# A number is given once and never to another kind: papers carry it for decades.
NOMOR_JENIS = {
    Jenis.F_2_01A: 1,
    Jenis.F_2_01: 2,
    Jenis.F_2_01F: 3,
    Jenis.F_1_02: 4,
    Jenis.F_1_06: 5,
    Jenis.F_1_07: 6,
    Jenis.F_1_04: 7,
    Jenis.F_2_29: 8,
    Jenis.SPTJM: 9,
    Jenis.SK_PEMAKAMAN: 10,
    Jenis.PENGANTAR: 11,
    Jenis.TANDA_TERIMA: 12,
    Jenis.SURAT: 13,
}
_JENIS = {nomor: jenis for jenis, nomor in NOMOR_JENIS.items()}
_KAB = re.compile(r"[0-9]{2}\.[0-9]{2}")
_KODE = re.compile(r"[A-Z2-7]{26}")


class PernyataanRusak(ValueError):
    """The text is no statement of ours: not one at all, changed, or signed by another key."""


@dataclass(frozen=True)
class Fakta:
    """What is signed of a document. `kode` leads to the check page; `huruf` are letters as `letters_of` gives them."""

    kode: str
    jenis: Jenis
    nomor: str
    tanggal: date
    kab_kode: str
    huruf: str = ""


def letters_of(inisial: str | None) -> str:
    """'A. S.' → 'AS', 'Tidak dikenal' → '?', nothing → ''."""
    if inisial == TIDAK_DIKENAL:
        return TAK_DIKENAL
    return _shortened("".join((inisial or "").replace(".", " ").split()), HURUF_TERPANJANG)


def key_id(kunci: Ed25519PublicKey) -> str:
    """The name of a key inside a statement: eight hexadecimal digits."""
    return sha256(kunci.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:8]


def _shortened(text: str, most: int) -> str:
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - len("…".encode())].decode(errors="ignore") + "…"


def _sized(text: str) -> bytes:
    content = text.encode()
    return bytes([len(content)]) + content


def fact_bytes(fakta: Fakta) -> bytes:
    """The facts without version and key: equal facts are equal bytes, whatever key signs them."""
    days = (fakta.tanggal - AWAL).days
    if not (_KAB.fullmatch(fakta.kab_kode) and _KODE.fullmatch(fakta.kode) and 0 <= days < 2**16):
        raise PernyataanRusak("Kode periksa, kode kabupaten/kota, atau tanggal dokumen tidak dapat ditandatangani.")
    kab = int(fakta.kab_kode.replace(".", ""))
    head = bytes([NOMOR_JENIS[fakta.jenis]]) + kab.to_bytes(2) + days.to_bytes(2)
    huruf, nomor = _shortened(fakta.huruf, HURUF_TERPANJANG), _shortened(fakta.nomor, NOMOR_TERPANJANG)
    return head + _sized(huruf) + _sized(nomor)


def sign(fakta: Fakta, kunci: Ed25519PrivateKey) -> str:
    """The statement of these facts, as it stands behind '#'."""
    said = bytes([VERSI]) + bytes.fromhex(key_id(kunci.public_key())) + fact_bytes(fakta)
    tanda = kunci.sign(KONTEKS + fakta.kode.encode() + said)
    return urlsafe_b64encode(said + tanda).decode().rstrip("=")


def verify(kode: str, pernyataan: str, kunci: Mapping[str, Ed25519PublicKey]) -> Fakta:
    """The facts of a statement that one of these keys signed for this code; raises PernyataanRusak otherwise."""
    said, tanda = _split(pernyataan)
    fakta = _read(kode, said)
    known = kunci.get(said[1:5].hex())
    if known is None:
        raise PernyataanRusak("Kode ini ditandatangani kunci yang tidak dikenal.")
    try:
        known.verify(tanda, KONTEKS + kode.encode() + said)
    except InvalidSignature:
        raise PernyataanRusak("Tanda tangan di kode ini tidak cocok dengan isinya.") from None
    return fakta


def _split(pernyataan: str) -> tuple[bytes, bytes]:
    try:
        content = urlsafe_b64decode(pernyataan.encode("ascii") + b"=" * (-len(pernyataan) % 4))
    except ValueError:
        raise PernyataanRusak("Tulisan ini bukan pernyataan dokumen.") from None
    # Only one text stands for given bytes: letters that the decoder would overlook are refused.
    if urlsafe_b64encode(content).decode().rstrip("=") != pernyataan or len(content) <= PANJANG_TANDA + 5:
        raise PernyataanRusak("Tulisan ini bukan pernyataan dokumen.")
    return content[:-PANJANG_TANDA], content[-PANJANG_TANDA:]


def _read(kode: str, said: bytes) -> Fakta:
    try:
        huruf, rest = _unsized(said[10:])
        nomor, left = _unsized(rest)
        kab = f"{int.from_bytes(said[6:8]):04d}"
        fakta = Fakta(
            kode=kode,
            jenis=_JENIS[said[5]],
            nomor=nomor,
            tanggal=AWAL + timedelta(days=int.from_bytes(said[8:10])),
            kab_kode=f"{kab[:2]}.{kab[2:]}",
            huruf=huruf,
        )
        if said[0] == VERSI and not left and fact_bytes(fakta) == said[5:]:
            return fakta
    except (ValueError, LookupError):
        pass
    raise PernyataanRusak("Kode ini memuat keterangan yang tidak dapat dibaca.")


def _unsized(content: bytes) -> tuple[str, bytes]:
    end = 1 + content[0]
    if len(content) < end:
        raise PernyataanRusak("Kode ini terpotong.")
    return content[1:end].decode(), content[end:]


def code_text(alamat: str, fakta: Fakta, kunci: Ed25519PrivateKey) -> str:
    """The text of the square code: the check page's address of this document, and the statement behind '#'."""
    return f"{alamat}/periksa/{fakta.kode}#{sign(fakta, kunci)}"
