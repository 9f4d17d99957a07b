"""Permits to use a grave's ground: issued, renewed, corrected, revoked, and reminded of once a term."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import today_in
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import changes, record
from pemakaman.laporan.models import Laporan
from pemakaman.nilai.tanggal import format_tanggal, zone_of
from pemakaman.petak.models import Iptm
from pemakaman.petak.queries.iptm import acuan_of, find_renewal, get_iptm, is_renewed
from pemakaman.petak.rules_iptm import KEADAAN_LABEL, MENUNGGU, check_isian
from pemakaman.petak.services.dasar import get_grave

ISIAN = ("nomor", "pemegang", "telepon", "berlaku_dari", "berlaku_sampai")


def issue_iptm(session: Session, laporan_id: UUID, isian: Mapping[str, Any], *, actor: Actor) -> Iptm:
    """A permit for a grave that has none; one that has is renewed."""
    laporan = get_grave(session, laporan_id, actor=actor)
    there = select(Iptm.nomor).where(Iptm.laporan_id == laporan_id, Iptm.dicabut_pada.is_(None), ~is_renewed())
    nomor = session.scalar(there.limit(1))
    if nomor is not None:
        raise Conflict(f"Makam ini sudah punya izin nomor {nomor}. Perpanjang izin itu, atau cabut dulu.")
    _check(session, laporan, isian)
    return _add(session, laporan, isian, None, peristiwa="laporan.iptm_dicatat", actor=actor)


def renew_iptm(session: Session, iptm_id: UUID, isian: Mapping[str, Any], *, actor: Actor) -> Iptm:
    """The next term as a permit of its own; raises Conflict when this one was renewed before."""
    laporan, lama = _get(session, iptm_id, actor)
    if lama.dicabut_pada is not None:
        raise Conflict("Izin ini sudah dicabut. Catat izin baru untuk makam ini.")
    if (baru := find_renewal(session, iptm_id)) is not None:
        raise Conflict(f"Izin ini sudah diperpanjang dengan nomor {baru.nomor}.")
    _check(session, laporan, isian, lama=lama)
    return _add(session, laporan, isian, lama, peristiwa="laporan.iptm_diperpanjang", actor=actor)


def correct_iptm(session: Session, iptm_id: UUID, isian: Mapping[str, Any], *, tanda: str, actor: Actor) -> None:
    """Correct what was written wrong; another end of the term may be reminded of again."""
    laporan, row = _get(session, iptm_id, actor)
    if row.dicabut_pada is not None:
        raise Conflict("Izin ini sudah dicabut, jadi tidak diubah lagi.")
    if mark_of(row) != tanda:
        raise Conflict("Izin ini baru saja diubah orang lain. Lihat yang sekarang, lalu ulangi bila masih perlu.")
    lama = session.get(Iptm, row.menggantikan_id) if row.menggantikan_id else None
    _check(session, laporan, isian, lama=lama, sendiri=row.id)
    with session.no_autoflush:
        for name, value in _values(isian).items():
            setattr(row, name, value)
        told = changes(row)
        if "berlaku_sampai" in told:
            row.diingatkan_pada = row.diingatkan_oleh = None
        if told:
            _tell(session, "laporan.iptm_dibetulkan", laporan, row, actor=actor, rincian=told)
    session.flush()


def revoke_iptm(session: Session, iptm_id: UUID, alasan: str, *, actor: Actor) -> None:
    """End a permit before its term, with the reason."""
    laporan, row = _get(session, iptm_id, actor)
    if row.dicabut_pada is not None:
        raise Conflict("Izin ini sudah dicabut.")
    if not alasan.strip():
        raise Invalid({"alasan": ["Tulis alasan izin dicabut."]})
    with session.no_autoflush:
        row.dicabut_pada, row.alasan_cabut = db.now(), alasan.strip()
        _tell(session, "laporan.iptm_dicabut", laporan, row, actor=actor, rincian={"alasan": row.alasan_cabut})
    session.flush()


def remind(session: Session, iptm_id: UUID, *, actor: Actor) -> None:
    """Mark that the holder was reminded; raises Conflict the second time in one term."""
    laporan, row = _get(session, iptm_id, actor)
    if row.diingatkan_pada is not None:
        oleh = session.get(Akun, row.diingatkan_oleh) if row.diingatkan_oleh else None
        hari = row.diingatkan_pada.astimezone(zone_of(laporan.kab_kode)).date()
        raise Conflict(
            f"Pemegang izin ini sudah diingatkan pada {format_tanggal(hari)} oleh {oleh.nama if oleh else 'petugas'}. "
            "Satu masa izin diingatkan satu kali."
        )
    renewed = session.scalar(select(is_renewed()).where(Iptm.id == iptm_id)) or False
    state = acuan_of(session, laporan.kab_kode).state(row, diperpanjang=renewed)
    if state not in MENUNGGU:
        raise Conflict(f"Izin ini sekarang: {KEADAAN_LABEL[state].lower()}, jadi belum perlu diingatkan.")
    with session.no_autoflush:
        row.diingatkan_pada, row.diingatkan_oleh = db.now(), actor.id
        _tell(
            session,
            "laporan.iptm_diingatkan",
            laporan,
            row,
            actor=actor,
            rincian={"berlaku_sampai": row.berlaku_sampai},
        )
    session.flush()


def mark_of(row: Iptm) -> str:
    """Changes whenever the permit does: what the form of a correction carries."""
    return "|".join(str(getattr(row, name)) for name in ISIAN)


def _get(session: Session, iptm_id: UUID, actor: Actor) -> tuple[Laporan, Iptm]:
    """The locked grave, then its permit as it stands now."""
    row = get_iptm(session, iptm_id, actor=actor)
    require(actor, Izin.PETAK_KELOLA)
    laporan = get_grave(session, row.laporan_id, actor=actor)
    return laporan, get_iptm(session, iptm_id, actor=actor, for_update=True)


def _check(
    session: Session,
    laporan: Laporan,
    isian: Mapping[str, Any],
    *,
    lama: Iptm | None = None,
    sendiri: UUID | None = None,
) -> None:
    galat = check_isian(
        isian, hari_ini=today_in(laporan.kab_kode), sesudah=lama.berlaku_sampai if lama is not None else None
    )
    if galat:
        raise Invalid(galat)
    nomor = str(isian["nomor"]).strip().lower()
    # Two permits of one cemetery may be written at once; the second waits here and then sees the number.
    kunci = {"kunci": f"iptm:{laporan.makam_id}"}
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:kunci, 45))"), kunci)
    same = select(Iptm.id).where(Iptm.makam_id == laporan.makam_id, func.lower(Iptm.nomor) == nomor)
    if any(found != sendiri for found in session.scalars(same)):
        raise Invalid({"nomor": ["Nomor ini sudah dipakai izin lain di makam ini."]})


def _add(
    session: Session, laporan: Laporan, isian: Mapping[str, Any], lama: Iptm | None, *, peristiwa: str, actor: Actor
) -> Iptm:
    row = Iptm(
        id=uuid4(),
        makam_id=laporan.makam_id,
        laporan_id=laporan.id,
        menggantikan_id=lama.id if lama else None,
        dibuat_oleh=actor.id,
        **_values(isian),
    )
    session.add(row)
    rincian: dict[str, Any] = {"berlaku_dari": row.berlaku_dari, "berlaku_sampai": row.berlaku_sampai}
    if lama is not None:
        rincian["menggantikan"] = lama.nomor
    _tell(session, peristiwa, laporan, row, actor=actor, rincian=rincian)
    session.flush()
    return row


def _values(isian: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: isian.get(name) for name in ISIAN}
    return {name: (value.strip() or None) if isinstance(value, str) else value for name, value in found.items()}


def _tell(
    session: Session, peristiwa: str, laporan: Laporan, row: Iptm, *, actor: Actor, rincian: Mapping[str, Any]
) -> None:
    told = {"nomor": row.nomor, **rincian}
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=told)
