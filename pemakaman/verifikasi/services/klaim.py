"""Who holds a report: claim, release, take over, claims that ran out. Each writer locks the report first."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM, Actor, Izin
from pemakaman.db import now
from pemakaman.errors import Conflict
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Action, Status, next_status
from pemakaman.laporan.services import change_status, check_ganda
from pemakaman.verifikasi.models import Klaim
from pemakaman.verifikasi.rules import CLAIM_TIME
from pemakaman.verifikasi.services.dasar import (
    end_claim,
    flush,
    give_claim,
    given_reason,
    held,
    held_by,
    locked,
    name_of,
    own_id,
    tell,
)

RELEASES_A_RUN = 200


def claim(session: Session, laporan_id: UUID, *, actor: Actor) -> Laporan:
    """Take a report to check it; Conflict names the officer who holds it. One's own claim is prolonged."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    klaim = session.get(Klaim, laporan.id)
    if klaim is not None and klaim.akun_id != own_id(actor) and klaim.sampai > now():
        raise Conflict(held_by(session, klaim))
    if laporan.status == Status.DIPERIKSA:
        _hand_over(session, laporan, klaim, actor=actor, peristiwa="laporan.diambil_lagi")
        check_ganda(session, laporan, actor)
        return laporan
    change_status(session, laporan, Action.CLAIM, actor=actor)
    give_claim(session, laporan.id, own_id(actor))
    return laporan


def release(session: Session, laporan_id: UUID, *, actor: Actor) -> Laporan:
    """Put a report back on the pile; only its holder may."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RELEASE)
    end_claim(session, held(session, laporan, actor))
    change_status(session, laporan, Action.RELEASE, actor=actor)
    return laporan


def take_over(session: Session, laporan_id: UUID, *, actor: Actor, alasan: str) -> Laporan:
    """Take a report out of a colleague's hands, with the reason kept in the trail."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    alasan = given_reason(alasan, "Tulis alasan mengambil alih.")
    klaim = session.get(Klaim, laporan.id)
    if laporan.status != Status.DIPERIKSA or klaim is None:
        raise Conflict("Laporan ini tidak sedang dipegang siapa pun. Muat ulang halamannya.")
    if klaim.akun_id == own_id(actor):
        raise Conflict("Laporan ini sudah Anda pegang sendiri.")
    rincian = {"dari": name_of(session, klaim.akun_id), "alasan": alasan}
    _hand_over(session, laporan, klaim, actor=actor, peristiwa="laporan.diambil_alih", rincian=rincian)
    return laporan


def release_expired(session: Session) -> int:
    """Put reports whose claim ran out back on the pile; one that somebody works on just now is left alone."""
    due = select(Klaim.laporan_id).where(Klaim.sampai <= now()).order_by(Klaim.sampai).limit(RELEASES_A_RUN)
    locked = (
        select(Laporan)
        .where(Laporan.id.in_(due), Laporan.status == Status.DIPERIKSA)
        .order_by(Laporan.id)
        .with_for_update(skip_locked=True, key_share=True)
    )
    released = 0
    for laporan in session.scalars(locked).all():
        klaim = session.get(Klaim, laporan.id, populate_existing=True)
        if klaim is None or klaim.sampai > now():
            continue
        rincian = {"dari": name_of(session, klaim.akun_id), "sebab": "waktu habis"}
        change_status(session, laporan, Action.RELEASE, actor=SISTEM, rincian=rincian)
        end_claim(session, klaim)
        released += 1
    return released


def _hand_over(
    session: Session,
    laporan: Laporan,
    klaim: Klaim | None,
    *,
    actor: Actor,
    peristiwa: str,
    rincian: Mapping[str, str] | None = None,
) -> None:
    moment = now()
    tell(session, laporan, peristiwa, actor, rincian)
    if klaim is None:
        give_claim(session, laporan.id, own_id(actor))
        return
    if klaim.akun_id != actor.id:
        klaim.akun_id, klaim.sejak = own_id(actor), moment
    klaim.sampai = moment + CLAIM_TIME
    flush(session)
