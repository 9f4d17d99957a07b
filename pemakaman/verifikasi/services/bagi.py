"""Handing reports to an officer by name, and taking the next one from the pile."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin, Peran, require
from pemakaman.db import now
from pemakaman.errors import Conflict, Invalid
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules import Action, Status
from pemakaman.laporan.services import change_status
from pemakaman.verifikasi.models import Klaim
from pemakaman.verifikasi.queries.bendera import clean_for_claim
from pemakaman.verifikasi.rules import CLAIM_TIME
from pemakaman.verifikasi.services.dasar import flush, give_claim, held_by, locked, name_of, tell
from pemakaman.verifikasi.services.klaim import claim


def hand_over(session: Session, laporan_id: UUID, *, kepada: UUID, actor: Actor) -> Laporan:
    """Put a waiting or held report into the hands of a verifikator of the office; his time runs from now.

    A verifikator hands over what he holds himself or what nobody holds; pejabat and admin kab assign anything.
    """
    laporan = locked(session, laporan_id, Izin.MEJA_BAGI, actor)
    penerima = _receiver(session, laporan, kepada)
    if laporan.status == Status.DIAJUKAN:
        rincian = {"dari": "antrean", "kepada": penerima.nama}
        change_status(session, laporan, Action.CLAIM, actor=actor, rincian=rincian, peristiwa="laporan.dibagikan")
        give_claim(session, laporan.id, penerima.id)
        return laporan
    if laporan.status != Status.DIPERIKSA:
        label = label_status(laporan.status)
        raise Conflict(f"Laporan ini sekarang: {label}. Yang dapat diserahkan hanya yang menunggu atau diperiksa.")
    _pass_on(session, laporan, penerima, actor)
    return laporan


def _pass_on(session: Session, laporan: Laporan, penerima: Akun, actor: Actor) -> None:
    klaim = session.get(Klaim, laporan.id)
    if klaim is None:
        tell(session, laporan, "laporan.dibagikan", actor, {"dari": "antrean", "kepada": penerima.nama})
        give_claim(session, laporan.id, penerima.id)
        return
    if klaim.akun_id == penerima.id and klaim.sampai > now():
        raise Conflict(f"Laporan ini sudah dipegang {penerima.nama}.")
    is_others = klaim.akun_id != actor.id and klaim.sampai > now()
    if is_others and actor.may(Izin.LAPORAN_PERIKSA):
        raise Conflict(held_by(session, klaim))
    rincian = {"dari": name_of(session, klaim.akun_id), "kepada": penerima.nama}
    tell(session, laporan, "laporan.dibagikan", actor, rincian)
    moment = now()
    klaim.akun_id, klaim.sejak, klaim.sampai = penerima.id, moment, moment + CLAIM_TIME
    flush(session)


def _receiver(session: Session, laporan: Laporan, kepada: UUID) -> Akun:
    query = select(Akun).where(
        Akun.id == kepada,
        Akun.peran == Peran.VERIFIKATOR,
        Akun.wilayah_kode == laporan.kab_kode,
        Akun.aktif,
    )
    akun = session.scalar(query)
    if akun is None:
        raise Invalid({"kepada": ["Pilih verifikator yang masih aktif di kantor ini."]})
    return akun


def claim_next(session: Session, *, actor: Actor) -> Laporan | None:
    """Take the oldest waiting report that can be decided now, or None; two officers never get the same one."""
    require(actor, Izin.LAPORAN_PERIKSA)
    query = (
        select(Laporan.id)
        .where(
            visible_filter(actor),
            Laporan.kab_kode == actor.wilayah_kode,
            Laporan.status == Status.DIAJUKAN,
            clean_for_claim(),
        )
        .order_by(Laporan.diajukan_pada, Laporan.id)
        .limit(1)
        .with_for_update(of=Laporan, skip_locked=True, key_share=True)
    )
    laporan_id = session.scalar(query)
    return None if laporan_id is None else claim(session, laporan_id, actor=actor)
