"""Where one burial lies: the plot it took place in, where the remains are now, and who shares the plot."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import Penempatan
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.rules_ganda import is_standing
from pemakaman.laporan.services.petak import list_stays
from pemakaman.makam.petak import names_of

PINDAH, BATAL = "laporan.dipindahkan", "laporan.pindah_batal"


@dataclass(frozen=True)
class Letak:
    """`asal`: (id, name) of the plot of the burial; `kini`: where the remains are by now, when that is elsewhere."""

    asal: tuple[UUID, str] | None = None
    kini: tuple[UUID, str] | None = None
    sejak: date | None = None
    bersama: list[Any] = field(default_factory=list)
    pindah: list[dict[str, Any]] = field(default_factory=list)
    tanpa_tempat: bool = False

    @property
    def keluar(self) -> dict[str, Any] | None:
        """The event by which the remains left, while they have not come back."""
        last = self.pindah[-1] if self.pindah else None
        return last if last and last["jenis"] != "pindah_petak" else None


def read_letak(session: Session, laporan: Laporan, *, actor: Actor) -> Letak:
    """Folded from the stays and the trail: the folder above keeps the events themselves."""
    stays = list_stays(session, laporan.id)
    stay = next((one for one in stays if one.sampai is None), None)
    moves = _moves(session, laporan.id)
    first = laporan.petak_id or (stays[0].petak_id if stays else None)
    names = names_of(session, {one for one in (first, stay.petak_id if stay else None) if one})
    moved = stay is not None and stay.petak_id != first
    standing = is_standing(laporan.status, laporan.status_sebelum)
    return Letak(
        asal=(first, names[first]) if first else None,
        kini=(stay.petak_id, names[stay.petak_id]) if stay and (moved or moves) else None,
        sejak=stay.sejak if stay else None,
        bersama=_sharing(session, stay, actor) if stay else [],
        pindah=moves,
        tanpa_tempat=standing and first is not None and stay is None and not moves,
    )


def _moves(session: Session, laporan_id: UUID) -> list[dict[str, Any]]:
    query = select(Jejak.peristiwa, Jejak.rincian).where(
        Jejak.objek == "laporan", Jejak.objek_id == str(laporan_id), Jejak.peristiwa.in_((PINDAH, BATAL))
    )
    found: dict[str, dict[str, Any]] = {}
    for row in session.execute(query.order_by(Jejak.id)):
        key = str(row.rincian.get("pemindahan"))
        if row.peristiwa == BATAL:
            found.pop(key, None)
        else:
            found[key] = {**row.rincian, "hari": date.fromisoformat(row.rincian["tanggal"])}
    return list(found.values())


def _sharing(session: Session, stay: Penempatan, actor: Actor) -> list[Any]:
    """Others in the plot now, the first one first: id, nama, buku_nomor, buku_tahun, sejak, terlihat."""
    query = (
        select(
            Laporan.id,
            Laporan.nama,
            Laporan.buku_nomor,
            Laporan.buku_tahun,
            Penempatan.sejak,
            visible_filter(actor).label("terlihat"),
        )
        .join(Laporan, Laporan.id == Penempatan.laporan_id)
        .where(Penempatan.petak_id == stay.petak_id, Penempatan.sampai.is_(None), Laporan.id != stay.laporan_id)
        .order_by(Penempatan.sejak, Penempatan.id)
    )
    return list(session.execute(query))
