"""What the worker takes out of the database to print a letter, and what it brings back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.berkas import queries as berkas
from pemakaman.berkas.kode import check_values, describe
from pemakaman.berkas.models import Dokumen
from pemakaman.berkas.services import Cetakan, keep_bytes, refuse_bytes
from pemakaman.berkas.setelan import Setelan
from pemakaman.dokumen.keterangan import Keterangan


@dataclass(frozen=True)
class PesananSurat:
    """One letter to print, taken out of the database whole."""

    dokumen_id: UUID
    setelan: Setelan
    kertas: str
    nomor: str
    masukan: dict[str, Any]
    keterangan: Keterangan
    periksa: dict[str, str]
    logo: bytes | None


def take_letter(session: Session, dokumen_id: UUID) -> PesananSurat | None:
    """The order; None when it is printed already, gone, or no longer wanted."""
    dokumen = session.get(Dokumen, dokumen_id)
    if dokumen is None or dokumen.status == "jadi" or dokumen.keadaan != "berlaku":
        return None
    setelan = berkas.settings_by_id(session, dokumen.kab_kode, dokumen.setelan_id)
    return PesananSurat(
        dokumen.id,
        setelan,
        dokumen.kertas or setelan.kertas,
        dokumen.nomor,
        dict(dokumen.masukan),
        _described(dokumen),
        check_values(dokumen),
        store.get(setelan.logo) if setelan.logo else None,
    )


def _described(dokumen: Dokumen) -> Keterangan:
    """Title, moment and code; of the data only the facts, for the letter itself says the rest."""
    found = describe(dokumen)
    data = {name: value for name, value in (found.data or {}).items() if name != "masukan"}
    return Keterangan(found.judul, found.tanggal, found.kode, data)


def finish_letter(session: Session, cetakan: Cetakan) -> None:
    """Keep the printed bytes."""
    keep_bytes(session, cetakan)


def fail_letter(session: Session, dokumen_id: UUID, galat: str) -> None:
    """Say on the letter why it failed."""
    refuse_bytes(session, dokumen_id, galat)
