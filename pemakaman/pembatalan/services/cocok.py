"""An alarm that found no report looks again: a report with its NIK or receipt number may have come in since."""

from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.queries import find_targets, lock_target
from pemakaman.pembatalan.rules import StatusKasus
from pemakaman.pembatalan.services.bekukan import freeze
from pemakaman.pembatalan.services.dasar import link
from pemakaman.pembatalan.services.lapor import can_freeze


def match_waiting(session: Session, kasus_id: UUID) -> bool:
    """Freeze the reports that a waiting case is about, now that there are any; the case stands for the weightiest.

    Reports are locked before the case, as everywhere. True when a report was frozen.
    """
    seen = session.get_one(KasusHidup, kasus_id)
    found = find_targets(session, nik=seen.nik, nomor_terima=seen.nomor_terima)
    locked = {laporan_id: lock_target(session, laporan_id) for laporan_id in sorted(found)}
    alarming = [locked[laporan_id] for laporan_id in found if can_freeze(locked[laporan_id])]
    kasus = session.get_one(KasusHidup, kasus_id, with_for_update=True, populate_existing=True)
    if not alarming or kasus.status != StatusKasus.BARU:
        return False
    link(session, kasus, alarming[0], SISTEM)
    for laporan in sorted(alarming, key=lambda one: one.kab_kode):
        freeze(session, laporan, nomor=kasus.nomor, actor=SISTEM)
    return True
