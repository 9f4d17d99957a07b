"""The writers of the review desk. Each locks the report first, so that of two officers one is second."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Action, Status, next_status
from pemakaman.laporan.services import change_status, check_versi, return_with_notes
from pemakaman.nilai.tanggal import zone_of
from pemakaman.verifikasi.models import Keputusan, Klaim, Pemeriksaan
from pemakaman.verifikasi.queries.meja import find_check
from pemakaman.verifikasi.ruas import RUAS_LABEL
from pemakaman.verifikasi.rules import CLAIM_TIME, CONSTRAINT_PESAN

RELEASES_A_RUN = 200


def claim(session: Session, laporan_id: UUID, *, actor: Actor) -> Laporan:
    """Take a report to check it; Conflict names the officer who holds it. One's own claim is prolonged."""
    laporan = _locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    klaim = session.get(Klaim, laporan.id)
    if klaim is not None and klaim.akun_id != _own_id(actor) and klaim.sampai > now():
        raise Conflict(_held_by(session, klaim))
    if laporan.status == Status.DIPERIKSA:
        _hand_over(session, laporan, klaim, actor=actor, peristiwa="laporan.diambil_lagi")
        return laporan
    change_status(session, laporan, Action.CLAIM, actor=actor)
    _give_claim(session, laporan.id, _own_id(actor))
    return laporan


def release(session: Session, laporan_id: UUID, *, actor: Actor) -> Laporan:
    """Put a report back on the pile; only its holder may."""
    laporan = _locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RELEASE)
    _end_claim(session, _held(session, laporan, actor))
    change_status(session, laporan, Action.RELEASE, actor=actor)
    return laporan


def take_over(session: Session, laporan_id: UUID, *, actor: Actor, alasan: str) -> Laporan:
    """Take a report out of a colleague's hands, with the reason kept in the trail."""
    laporan = _locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    alasan = _reason(alasan, "Tulis alasan mengambil alih.")
    klaim = session.get(Klaim, laporan.id)
    if laporan.status != Status.DIPERIKSA or klaim is None:
        raise Conflict("Laporan ini tidak sedang dipegang siapa pun. Muat ulang halamannya.")
    if klaim.akun_id == _own_id(actor):
        raise Conflict("Laporan ini sudah Anda pegang sendiri.")
    rincian = {"dari": _name_of(session, klaim.akun_id), "alasan": alasan}
    _hand_over(session, laporan, klaim, actor=actor, peristiwa="laporan.diambil_alih", rincian=rincian)
    return laporan


def record_check(
    session: Session,
    laporan_id: UUID,
    *,
    cara: str,
    tanggal_cek: date | None,
    alasan: str | None,
    actor: Actor,
) -> Pemeriksaan:
    """Keep how the identity was confirmed: seen in SIAK on a day, or why none is there."""
    laporan = _locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RECOMMEND)
    _held(session, laporan, actor)
    alasan = (alasan or "").strip() or None
    _check_identity_answer(cara, tanggal_cek, alasan, today=now().astimezone(zone_of(laporan.kab_kode)).date())
    check = Pemeriksaan(
        laporan_id=laporan.id,
        cara=cara,
        tanggal_cek=tanggal_cek if cara == "siak" else None,
        alasan=alasan,
        dibuat_oleh=_own_id(actor),
    )
    session.add(check)
    rincian = {"cara": cara, "tanggal_cek": check.tanggal_cek, "alasan": alasan}
    _tell(session, laporan, "laporan.identitas_dicek", actor, rincian)
    _flush(session)
    return check


def return_laporan(
    session: Session, laporan_id: UUID, *, actor: Actor, versi: int, notes: Mapping[str, str]
) -> Laporan:
    """Send a report back to its author: field → reason."""
    laporan = _locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RETURN)
    klaim = _held(session, laporan, actor)
    check_versi(session, laporan, versi)
    _check_notes(notes)
    return_with_notes(session, laporan, {ruas: alasan.strip() for ruas, alasan in notes.items()}, actor=actor)
    _end_claim(session, klaim)
    return laporan


def reject(session: Session, laporan_id: UUID, *, actor: Actor, versi: int, alasan: str) -> Laporan:
    """End a report without a certificate."""
    laporan = _locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.REJECT)
    klaim = _held(session, laporan, actor)
    check_versi(session, laporan, versi)
    rincian = {"alasan": _reason(alasan, "Tulis alasan menolak.")}
    change_status(session, laporan, Action.REJECT, actor=actor, rincian=rincian)
    _end_claim(session, klaim)
    return laporan


def recommend(session: Session, laporan_id: UUID, *, actor: Actor, versi: int, catatan: str | None = None) -> Laporan:
    """Pass a checked report on to the pejabat; refused while the identity is not confirmed."""
    laporan = _locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RECOMMEND)
    klaim = _held(session, laporan, actor)
    check_versi(session, laporan, versi)
    if find_check(session, laporan.id) is None:
        pesan = "Pilih “Sudah dicek di SIAK” beserta tanggalnya, atau tulis mengapa identitasnya tidak ada."
        raise Invalid({"cara": [pesan]}, "Identitas belum dicek.")
    catatan = (catatan or "").strip() or None
    rincian = {"catatan": catatan} if catatan else None
    change_status(session, laporan, Action.RECOMMEND, actor=actor, rincian=rincian)
    session.add(Keputusan(laporan_id=laporan.id, disarankan_oleh=_own_id(actor), catatan=catatan))
    _end_claim(session, klaim)
    return laporan


def decline(session: Session, laporan_id: UUID, *, actor: Actor, versi: int, alasan: str) -> Laporan:
    """Hand a recommended report back to the officer who recommended it."""
    laporan = _locked(session, laporan_id, Izin.LAPORAN_SETUJUI, actor)
    next_status(Status(laporan.status), Action.DECLINE)
    check_versi(session, laporan, versi)
    keputusan = session.get_one(Keputusan, laporan.id)
    rincian = {"alasan": _reason(alasan, "Tulis apa yang harus diperiksa lagi."), "kepada": ""}
    rincian["kepada"] = _name_of(session, keputusan.disarankan_oleh)
    change_status(session, laporan, Action.DECLINE, actor=actor, rincian=rincian)
    session.delete(keputusan)
    _give_claim(session, laporan.id, keputusan.disarankan_oleh)
    return laporan


def approve(session: Session, laporan_id: UUID, *, actor: Actor, versi: int, catatan: str | None = None) -> Laporan:
    """The second person's yes; the application document's job is written in the same transaction."""
    laporan = _locked(session, laporan_id, Izin.LAPORAN_SETUJUI, actor)
    next_status(Status(laporan.status), Action.APPROVE)
    check_versi(session, laporan, versi)
    keputusan = session.get_one(Keputusan, laporan.id)
    if keputusan.disarankan_oleh == actor.id:
        raise Forbidden(CONSTRAINT_PESAN["ck_keputusan_dua_orang"])
    keputusan.disetujui_oleh, keputusan.disetujui_pada = _own_id(actor), now()
    catatan = (catatan or "").strip() or None
    rincian = {"catatan": catatan} if catatan else None
    change_status(session, laporan, Action.APPROVE, actor=actor, rincian=rincian)
    _flush(session)
    defer(session, "berkas.buat", laporan_id=str(laporan.id))
    return laporan


def release_expired(session: Session) -> int:
    """Put reports whose claim ran out back on the pile; one that somebody works on just now is left alone."""
    due = select(Klaim.laporan_id).where(Klaim.sampai <= now()).order_by(Klaim.sampai).limit(RELEASES_A_RUN)
    locked = (
        select(Laporan)
        .where(Laporan.id.in_(due), Laporan.status == Status.DIPERIKSA)
        .order_by(Laporan.id)
        .with_for_update(skip_locked=True)
    )
    released = 0
    for laporan in session.scalars(locked).all():
        klaim = session.get(Klaim, laporan.id, populate_existing=True)
        if klaim is None or klaim.sampai > now():
            continue
        rincian = {"dari": _name_of(session, klaim.akun_id), "sebab": "waktu habis"}
        change_status(session, laporan, Action.RELEASE, actor=SISTEM, rincian=rincian)
        _end_claim(session, klaim)
        released += 1
    return released


def _locked(session: Session, laporan_id: UUID, izin: Izin, actor: Actor) -> Laporan:
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    require(actor, izin)
    return laporan


def _own_id(actor: Actor) -> UUID:
    if actor.id is None:
        raise Forbidden()
    return actor.id


def _name_of(session: Session, akun_id: UUID) -> str:
    return session.scalar(select(Akun.nama).where(Akun.id == akun_id)) or "petugas lain"


def _held_by(session: Session, klaim: Klaim) -> str:
    laporan = session.get_one(Laporan, klaim.laporan_id)
    since = klaim.sejak.astimezone(zone_of(laporan.kab_kode))
    nama = _name_of(session, klaim.akun_id)
    return f"Laporan ini sedang diperiksa {nama} sejak pukul {since:%H.%M}. Pilih laporan lain, atau ambil alih."


def _held(session: Session, laporan: Laporan, actor: Actor) -> Klaim:
    klaim = session.get(Klaim, laporan.id)
    if klaim is None:
        raise Conflict("Laporan ini tidak lagi Anda pegang. Ambil dulu, lalu ulangi.")
    if klaim.akun_id != actor.id:
        raise Conflict(_held_by(session, klaim))
    return klaim


def _give_claim(session: Session, laporan_id: UUID, akun_id: UUID) -> None:
    moment = now()
    session.add(Klaim(laporan_id=laporan_id, akun_id=akun_id, sejak=moment, sampai=moment + CLAIM_TIME))
    _flush(session)


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
    _tell(session, laporan, peristiwa, actor, rincian)
    if klaim is None:
        _give_claim(session, laporan.id, _own_id(actor))
        return
    if klaim.akun_id != actor.id:
        klaim.akun_id, klaim.sejak = _own_id(actor), moment
    klaim.sampai = moment + CLAIM_TIME
    _flush(session)


def _end_claim(session: Session, klaim: Klaim) -> None:
    session.delete(klaim)
    _flush(session)


def _tell(
    session: Session, laporan: Laporan, peristiwa: str, actor: Actor, rincian: Mapping[str, object] | None
) -> None:
    wilayah = laporan.kab_kode
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=wilayah, rincian=rincian)


def _check_notes(notes: Mapping[str, str]) -> None:
    if not notes:
        raise Invalid({"": ["Pilih paling sedikit satu bagian yang harus diperbaiki."]})
    empty = [ruas for ruas, alasan in notes.items() if not alasan.strip()]
    unknown = [ruas for ruas in notes if ruas not in RUAS_LABEL]
    if unknown:
        raise Invalid({"": ["Ada bagian yang tidak dikenal. Pilih dari daftar."]})
    if empty:
        raise Invalid({ruas: [f"Tulis apa yang salah pada “{RUAS_LABEL[ruas]}”."] for ruas in empty})


def _check_identity_answer(cara: str, tanggal: date | None, alasan: str | None, *, today: date) -> None:
    if cara not in {"siak", "tidak_ada"}:
        raise Invalid({"cara": ["Pilih hasil pengecekan identitas."]})
    if cara == "tidak_ada":
        if alasan is None:
            raise Invalid({"alasan": ["Tulis mengapa identitasnya tidak ada di SIAK."]})
        return
    if tanggal is None:
        raise Invalid({"tanggal_cek": ["Isi tanggal pengecekan di SIAK."]})
    if tanggal > today:
        raise Invalid({"tanggal_cek": ["Tanggal pengecekan belum terjadi. Isi hari ini atau sebelumnya."]})


def _reason(text: str, pesan: str) -> str:
    text = text.strip()
    if not text:
        raise Invalid({"alasan": [pesan]})
    return text


@contextmanager
def explained() -> Iterator[None]:
    """Turn a refusal by one of our constraints into its sentence; anything else passes on."""
    try:
        yield
    except IntegrityError as error:
        name = str(getattr(getattr(error.orig, "diag", None), "constraint_name", None))
        if name not in CONSTRAINT_PESAN:
            raise
        raise Conflict(CONSTRAINT_PESAN[name]) from error


def _flush(session: Session) -> None:
    with explained():
        session.flush()
