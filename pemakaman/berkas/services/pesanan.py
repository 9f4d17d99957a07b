"""What the worker takes out of the database and what it brings back."""

from dataclasses import dataclass
from uuid import UUID

from pemakaman.dokumen.isian import IsianPermohonan
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Varian


@dataclass(frozen=True)
class Pesanan:
    """One document to print, taken out of the database whole."""

    dokumen_id: UUID
    jenis: Jenis
    isian: IsianPermohonan
    varian: Varian
    keterangan: Keterangan


@dataclass(frozen=True)
class Order:
    """All documents of one file."""

    berkas_id: UUID
    pesanan: tuple[Pesanan, ...]


@dataclass(frozen=True)
class Cetakan:
    """A printed document: its bytes and how many pages they have."""

    dokumen_id: UUID
    isi: bytes
    halaman: int
