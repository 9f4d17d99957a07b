"""What a phone's clock said of a report, out of its trail: the folder above keeps the rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.jejak.models import Jejak

PERISTIWA = ("laporan.dari_hp", "laporan.dari_berkas_hp")


@dataclass(frozen=True)
class DariHp:
    """`diisi` by the device's clock, `diterima` by ours; `jam` how far the device was off, '' when it was not.

    `pengetik` is named when another account brought the phone's file in.
    """

    diisi: datetime | None
    diterima: datetime
    jam: str
    lewat_berkas: bool
    pengetik: str


def read_dari_hp(session: Session, laporan_id: UUID) -> DariHp | None:
    """None for a report that did not come from a phone; the caller has checked the report."""
    query = select(Jejak.peristiwa, Jejak.kapan, Jejak.rincian).where(
        Jejak.objek == "laporan", Jejak.objek_id == str(laporan_id), Jejak.peristiwa.in_(PERISTIWA)
    )
    row = session.execute(query.order_by(Jejak.id).limit(1)).first()
    if row is None:
        return None
    diisi = row.rincian.get("diisi_pada")
    return DariHp(
        diisi=datetime.fromisoformat(diisi) if diisi else None,
        diterima=row.kapan,
        jam=str(row.rincian.get("jam_hp", "")),
        lewat_berkas=row.peristiwa == PERISTIWA[1],
        pengetik=str(row.rincian.get("pemilik_hp", "")),
    )
