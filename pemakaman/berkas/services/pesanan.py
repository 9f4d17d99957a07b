"""What the worker takes out of the database and what it brings back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from pemakaman.berkas.kode import check_values, describe
from pemakaman.berkas.models import Dokumen
from pemakaman.dokumen.isian import IsianPermohonan
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Varian


@dataclass(frozen=True)
class Pesanan:
    """One document to print, taken out of the database whole; `masukan` are values that the report does not hold."""

    dokumen_id: UUID
    jenis: Jenis
    isian: IsianPermohonan
    varian: Varian
    keterangan: Keterangan
    masukan: Mapping[str, str] = field(default_factory=dict)


def order_paper(dokumen: Dokumen, isian: IsianPermohonan, varian: Varian) -> Pesanan:
    """What the worker prints of one document."""
    typed = {f"masukan.{name}": str(value) for name, value in dokumen.masukan.items()}
    return Pesanan(
        dokumen.id, Jenis(dokumen.jenis), isian, varian, describe(dokumen, isian), {**typed, **check_values(dokumen)}
    )


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
