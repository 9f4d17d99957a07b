"""Return, reject, recommend, decline, approve: the decisions of two persons."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import now
from pemakaman.errors import Forbidden, Invalid
from pemakaman.jobs import defer
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Action, Status, next_status
from pemakaman.laporan.services import change_status, check_versi, refuse_open_ganda, return_with_notes
from pemakaman.laporan.services.permintaan import withdraw_all
from pemakaman.verifikasi.models import Keputusan
from pemakaman.verifikasi.queries.meja import find_check
from pemakaman.verifikasi.ruas import RUAS_LABEL
from pemakaman.verifikasi.rules import CONSTRAINT_PESAN
from pemakaman.verifikasi.services.dasar import (
    end_claim,
    flush,
    give_claim,
    given_reason,
    held,
    locked,
    name_of,
    own_id,
)
from pemakaman.verifikasi.services.ganda import refuse_second_death
from pemakaman.verifikasi.services.identitas import release_choice
from pemakaman.verifikasi.services.kesiapan import check_ready


def return_laporan(
    session: Session, laporan_id: UUID, *, actor: Actor, versi: int, notes: Mapping[str, str]
) -> Laporan:
    """Send a report back to its author: field → reason."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RETURN)
    klaim = held(session, laporan, actor)
    check_versi(session, laporan, versi)
    _check_notes(notes)
    release_choice(session, laporan, actor=actor)
    return_with_notes(session, laporan, {ruas: alasan.strip() for ruas, alasan in notes.items()}, actor=actor)
    end_claim(session, klaim)
    return laporan


def reject(session: Session, laporan_id: UUID, *, actor: Actor, versi: int, alasan: str) -> Laporan:
    """End a report without a certificate."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.REJECT)
    klaim = held(session, laporan, actor)
    check_versi(session, laporan, versi)
    rincian = {"alasan": given_reason(alasan, "Tulis alasan menolak.")}
    withdraw_all(session, laporan, actor=actor)
    change_status(session, laporan, Action.REJECT, actor=actor, rincian=rincian)
    end_claim(session, klaim)
    return laporan


def recommend(session: Session, laporan_id: UUID, *, actor: Actor, versi: int, catatan: str | None = None) -> Laporan:
    """Pass a checked report on to the pejabat; refused while identity, answers or weak evidence are open."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RECOMMEND)
    klaim = held(session, laporan, actor)
    check_versi(session, laporan, versi)
    refuse_open_ganda(session, laporan, actor=actor)
    if find_check(session, laporan.id) is None:
        pesan = "Pilih orangnya dari data penduduk, atau “Sudah dicek di SIAK”, atau tulis mengapa tidak ada."
        raise Invalid({"cara": [pesan]}, "Identitas belum dicek.")
    check_ready(session, laporan)
    catatan = (catatan or "").strip() or None
    rincian = {"catatan": catatan} if catatan else None
    change_status(session, laporan, Action.RECOMMEND, actor=actor, rincian=rincian)
    session.add(Keputusan(laporan_id=laporan.id, disarankan_oleh=own_id(actor), catatan=catatan))
    end_claim(session, klaim)
    return laporan


def decline(session: Session, laporan_id: UUID, *, actor: Actor, versi: int, alasan: str) -> Laporan:
    """Hand a recommended report back to the officer who recommended it."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_SETUJUI, actor)
    next_status(Status(laporan.status), Action.DECLINE)
    check_versi(session, laporan, versi)
    keputusan = session.get_one(Keputusan, laporan.id)
    rincian = {"alasan": given_reason(alasan, "Tulis apa yang harus diperiksa lagi."), "kepada": ""}
    rincian["kepada"] = name_of(session, keputusan.disarankan_oleh)
    change_status(session, laporan, Action.DECLINE, actor=actor, rincian=rincian)
    session.delete(keputusan)
    give_claim(session, laporan.id, keputusan.disarankan_oleh)
    return laporan


def approve(session: Session, laporan_id: UUID, *, actor: Actor, versi: int, catatan: str | None = None) -> Laporan:
    """The second person's yes; the jobs of the application document and of the search in the voter list
    are written in the same transaction."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_SETUJUI, actor)
    next_status(Status(laporan.status), Action.APPROVE)
    check_versi(session, laporan, versi)
    keputusan = session.get_one(Keputusan, laporan.id)
    if keputusan.disarankan_oleh == actor.id:
        raise Forbidden(CONSTRAINT_PESAN["ck_keputusan_dua_orang"])
    refuse_second_death(session, laporan, actor=actor)
    refuse_open_ganda(session, laporan, actor=actor)
    keputusan.disetujui_oleh, keputusan.disetujui_pada = own_id(actor), now()
    catatan = (catatan or "").strip() or None
    rincian = {"catatan": catatan} if catatan else None
    change_status(session, laporan, Action.APPROVE, actor=actor, rincian=rincian)
    flush(session)
    defer(session, "berkas.buat", laporan_id=str(laporan.id))
    defer(session, "pemilih.cocok", laporan_id=str(laporan.id))
    return laporan


def _check_notes(notes: Mapping[str, str]) -> None:
    if not notes:
        raise Invalid({"": ["Pilih paling sedikit satu bagian yang harus diperbaiki."]})
    empty = [ruas for ruas, alasan in notes.items() if not alasan.strip()]
    unknown = [ruas for ruas in notes if ruas not in RUAS_LABEL]
    if unknown:
        raise Invalid({"": ["Ada bagian yang tidak dikenal. Pilih dari daftar."]})
    if empty:
        raise Invalid({ruas: [f"Tulis apa yang salah pada “{RUAS_LABEL[ruas]}”."] for ruas in empty})
