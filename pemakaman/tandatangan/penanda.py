"""The port: who signs a document, what he is told, and how it may end."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

LONGEST_WORDS = 300


class TandaError(Exception):
    """A document was not signed; `pesan` is for the person who signs, `nomor` what the provider called the document."""

    def __init__(self, pesan: str, *, nomor: str | None = None) -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.nomor = nomor


class Ditolak(TandaError):
    """The provider said no, in its own words. `untuk_semua`: it will say so to every document of this signer."""

    def __init__(self, pesan: str, *, untuk_semua: bool = False) -> None:
        super().__init__(pesan)
        self.untuk_semua = untuk_semua


class TidakTerkirim(TandaError):
    """It was never asked, so nothing was signed."""


class TidakTerjawab(TandaError):
    """It was asked, and what it did is not known: it may have signed."""


class Rusak(TandaError):
    """What came back is not our document with a sound signature."""


@dataclass(frozen=True)
class Rahasia:
    """What the signer typed for this one request; it is stored and logged nowhere."""

    nik: str = field(default="", repr=False)
    sandi: str = field(default="", repr=False)


@dataclass(frozen=True)
class Kotak:
    """Where a visible signature stands on the last page, in points from its lower left corner."""

    x: float
    y: float
    lebar: float
    tinggi: float


@dataclass(frozen=True)
class Perintah:
    """What a provider must know besides the bytes; `waktu` is local, `zona` its name as people write it."""

    alasan: str
    tempat: str
    waktu: datetime
    zona: str
    halaman: int
    kotak: Kotak
    rahasia: Rahasia = Rahasia()


@dataclass(frozen=True)
class Tertanda:
    """What came back, not yet verified."""

    isi: bytes = field(repr=False)
    nomor_penyedia: str | None = None
    penanda_tangan: str | None = None


class Penandatangan(Protocol):
    """A way to sign. Both methods raise a TandaError."""

    def sign(self, pdf: bytes, perintah: Perintah) -> Tertanda:
        """The signed document."""

    def check_signer(self, rahasia: Rahasia) -> None:
        """Refuse, before any document is sent, a signer of whom it is known that he cannot sign."""

    def fetch(self, nomor: str) -> Tertanda | None:
        """A document signed before, by the provider's number; None when it cannot be had. Raises nothing."""
