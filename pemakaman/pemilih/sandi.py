"""The password of a package: derived from the server's secret key and the package's id, stored nowhere."""

import hashlib
import hmac
from dataclasses import dataclass, field
from uuid import UUID

from pemakaman.errors import ConfigError

# Read aloud and copied by hand: nothing that looks or sounds like another of them.
ABJAD = "ACEFGHJKMPRTUWXY234679"
KELOMPOK = 5
HURUF_KELOMPOK = 4


@dataclass
class _Place:
    kunci: bytes = field(default=b"", repr=False)


_place = _Place()


def configure(secret: str) -> None:
    """Take the secret key of this process."""
    _place.kunci = b"paket:" + secret.encode()


def password_of(paket_id: UUID) -> str:
    """The password of one package, as it is read out: five groups of four."""
    if not _place.kunci:
        raise ConfigError("Kunci rahasia untuk sandi paket belum ditentukan.")
    return derive(_place.kunci, paket_id)


def derive(kunci: bytes, paket_id: UUID) -> str:
    """The password under a key; another key or another package gives another one."""
    number = int.from_bytes(hmac.new(kunci, paket_id.bytes, hashlib.sha256).digest())
    letters = []
    for _ in range(KELOMPOK * HURUF_KELOMPOK):
        number, rest = divmod(number, len(ABJAD))
        letters.append(ABJAD[rest])
    text = "".join(letters)
    return "-".join(text[start : start + HURUF_KELOMPOK] for start in range(0, len(text), HURUF_KELOMPOK))
