"""What every change around a grave asks first."""

from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import IN_BOOK, Status


def get_grave(session: Session, laporan_id: UUID, *, actor: Actor) -> Laporan:
    """The locked burial of one who records there; raises Conflict while it is a draft.

    Changes around one grave wait here for each other.
    """
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    require(actor, Izin.PETAK_KELOLA)
    if Status(laporan.status) not in IN_BOOK:
        raise Conflict("Laporan ini masih draf. Masukkan dulu ke buku makam.")
    return laporan
