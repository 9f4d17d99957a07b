"""Mending an approved report at the office, with a reason; the documents then need a new version."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.laporan.checks import find_gaps
from pemakaman.laporan.isian import BAGIAN, Isian, read_isian
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan, get_orang
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services.langkah import check_versi, record_change
from pemakaman.laporan.services.simpan import (
    apply,
    build_konteks,
    clean_or_refuse,
    lock_nik,
    merge,
    refuse,
    refuse_conflicts,
)


def correct_laporan(
    session: Session,
    laporan_id: UUID,
    bagian: str,
    isian: Isian,
    *,
    versi: int,
    actor: Actor,
    alasan: str,
) -> Laporan:
    """Change one page group of an approved report; the same rules hold as at *ajukan*, for what is changed."""
    if bagian not in BAGIAN:
        raise NotFound()
    require(actor, Izin.LAPORAN_PERIKSA)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    if laporan.status != Status.DISETUJUI:
        pesan = f"Laporan ini sekarang: {label_status(laporan.status)}. Yang dapat dikoreksi hanya yang disetujui."
        raise Conflict(pesan)
    if not alasan.strip():
        raise Invalid({"alasan": ["Tulis alasan koreksi."]})
    values = clean_or_refuse(session, bagian, isian)
    orang = get_orang(session, laporan.id)
    baru, diubah = merge(read_isian(laporan, orang), values)
    if not diubah:
        raise Invalid({"alasan": ["Tidak ada isian yang berubah, jadi tidak ada yang dikoreksi."]})
    check_versi(session, laporan, versi)
    _check(session, laporan, baru, diubah, actor)
    told = apply(session, laporan, orang, {name: baru[name] for name in diubah})
    rincian = {**told, "bagian": bagian, "alasan": alasan.strip()}
    record_change(session, laporan, "laporan.dikoreksi", actor=actor, rincian=rincian)
    return laporan


def _check(session: Session, laporan: Laporan, baru: dict[str, Any], diubah: set[str], actor: Actor) -> None:
    concerned = diubah | ({"nik_alasan", "alasan_nik_sama"} if "nik" in diubah else set())
    if "kasus" in diubah:
        concerned |= {"bukti", "nik_alasan"}  # another case asks for other proof
    if "nik" in diubah:
        lock_nik(session, baru["nik"])
    konteks = build_konteks(session, laporan, baru, actor)
    refuse_conflicts(baru, konteks, diubah)
    refuse(found for found in find_gaps(baru, konteks) if found.ruas in concerned)
