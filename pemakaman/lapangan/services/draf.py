"""An item out of a file that cannot enter the book yet: what can be kept of it becomes a draft."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.errors import Invalid, NotFound
from pemakaman.lapangan.muatan import Muatan
from pemakaman.lapangan.services.terima import Pembaca, attach, gather
from pemakaman.laporan import services as laporan_services
from pemakaman.laporan.isian import BAGIAN
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import ASAL_BERKAS_HP
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import recording_filter


def keep_as_draft(session: Session, muatan: Muatan, read: Pembaca, *, actor: Actor) -> Laporan:
    """A draft of the actor under the item's id, with every field that can be kept and the photos that wait for it."""
    makam = session.scalar(select(Makam).where(Makam.id == muatan.makam, recording_filter(actor)))
    if makam is None:
        raise NotFound()
    bacaan = read(session, muatan, makam, None)
    sound = {name: value for name, value in bacaan.isian.items() if name not in bacaan.galat}
    laporan = laporan_services.start_laporan(
        session,
        actor=actor,
        laporan_id=muatan.kiriman,
        makam_id=makam.id,
        asal=ASAL_BERKAS_HP,
        waktu_perangkat=muatan.diisi,
    )
    foto = gather(session, muatan, None, actor)
    for bagian in BAGIAN:
        _save(session, laporan.id, bagian, sound, actor)
    attach(session, laporan, foto, actor)
    return laporan


def _save(session: Session, laporan_id: UUID, bagian: str, isian: Mapping[str, Any], actor: Actor) -> None:
    """Keep one page group; fields that contradict others are left out."""
    own = {name: value for name, value in isian.items() if name in BAGIAN[bagian] and value is not None}
    while own:
        try:
            with session.begin_nested():
                versi = session.get_one(Laporan, laporan_id).versi
                laporan_services.save_bagian(session, laporan_id, bagian, own, versi=versi, actor=actor)
        except Invalid as error:
            left = {name: value for name, value in own.items() if name not in error.galat}
            own = {} if len(left) == len(own) else left
        else:
            return
