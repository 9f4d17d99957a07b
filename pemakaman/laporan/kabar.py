"""What became of the corrections asked for a report, folded out of its trail: the folder above keeps the rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.jejak.models import Jejak
from pemakaman.jejak.words import sentence

PERBAIKAN = (
    "laporan.perbaikan_diminta",
    "laporan.perbaikan_diperbarui",
    "laporan.perbaikan_disetujui",
    "laporan.perbaikan_ditolak",
    "laporan.perbaikan_ditarik",
)
AKTA = "laporan.pembetulan_akta"


@dataclass(frozen=True)
class Kabar:
    """The last thing that happened to one correction; `perbaikan_id` None: the certificate itself was meant."""

    kalimat: str
    rincian: str
    kapan: datetime
    pelaku: str
    perbaikan_id: str | None


def list_kabar(session: Session, laporan_id: UUID) -> list[Kabar]:
    """The last news of each correction of a report, newest first; the caller has checked the report."""
    query = select(Jejak.peristiwa, Jejak.kapan, Jejak.pelaku, Jejak.rincian).where(
        Jejak.objek == "laporan", Jejak.objek_id == str(laporan_id), Jejak.peristiwa.in_((*PERBAIKAN, AKTA))
    )
    found: dict[str, Kabar] = {}
    for number, row in enumerate(session.execute(query.order_by(Jejak.id.desc()))):
        key = str(row.rincian["perbaikan"]) if row.peristiwa in PERBAIKAN else None
        note = str(row.rincian.get("bagian" if key else "keperluan") or "")
        if key is not None and key in found:
            # Only the first event of a correction names its part.
            note = note or found[key].rincian
            found[key] = Kabar(found[key].kalimat, note, found[key].kapan, found[key].pelaku, key)
            continue
        found[key or f"akta-{number}"] = Kabar(sentence(row.peristiwa), note, row.kapan, row.pelaku, key)
    return list(found.values())
