"""Freezing a report together with everything that hangs on it, in one transaction."""

from sqlalchemy.orm import Session

from pemakaman.jejak.rules import Pelaku
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Action, Status
from pemakaman.laporan.services import change_status
from pemakaman.pembatalan.rules import frozen_because
from pemakaman.pemilih.pembekuan import freeze_usul
from pemakaman.verifikasi.models import Klaim
from pemakaman.verifikasi.services.dasar import end_claim


def freeze(session: Session, laporan: Laporan, *, nomor: str, actor: Pelaku) -> None:
    """Freeze a locked report, end its claim, freeze its proposals; notices for KPU where it holds the name.

    A report already frozen stays as it is. Raises Conflict for one that says of nobody that he died.
    """
    if laporan.status == Status.DIBEKUKAN:
        return
    change_status(session, laporan, Action.FREEZE, actor=actor, rincian={"kasus": nomor})
    klaim = session.get(Klaim, laporan.id, populate_existing=True)
    if klaim is not None:
        end_claim(session, klaim)
    freeze_usul(session, laporan.id, sebab=frozen_because(nomor), actor=actor)
