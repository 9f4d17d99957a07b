"""Sending: into the burial book as a *lapor awal*, or to the office with *ajukan*."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Invalid
from pemakaman.laporan.checks import Konteks, Temuan, find_conflicts, find_gaps, find_warnings
from pemakaman.laporan.checks.lengkap import find_entry_gaps
from pemakaman.laporan.isian import Isian, read_isian
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import find_send, get_laporan, get_orang, open_notes
from pemakaman.laporan.rules import (
    PERISTIWA,
    Action,
    Kasus,
    Status,
    available_actions,
    is_from_paper,
    is_late,
    next_status,
)
from pemakaman.laporan.services.langkah import change_status, check_versi
from pemakaman.laporan.services.layanan import ask_service
from pemakaman.laporan.services.petak import plot_findings
from pemakaman.laporan.services.rencana import fulfil_plan
from pemakaman.laporan.services.serupa import similar_warnings
from pemakaman.laporan.services.simpan import build_konteks, lock_nik, refuse
from pemakaman.makam.models import Makam
from pemakaman.makam.rules import StatusMakam
from pemakaman.makam.services import next_number
from pemakaman.makam.tutup import shared_lock
from pemakaman.nilai.nomor_acak import make_nomor
from pemakaman.nilai.tanggal import zone_of
from pemakaman.penduduk import layanan


@dataclass(frozen=True)
class TempatBuku:
    """The place in a book that was taken for a report beforehand: of which day it is a burial, and its number."""

    hari: date
    nomor: int


def check_laporan(session: Session, laporan_id: UUID, *, actor: Actor) -> list[Temuan]:
    """All findings that *ajukan* would meet now, hard and soft; writes nothing."""
    laporan = get_laporan(session, laporan_id, actor=actor)
    return _find_all(session, laporan, actor)


def register_lapor_awal(session: Session, laporan_id: UUID, *, actor: Actor, versi: int | None = None) -> Laporan:
    """Enter a draft into the burial book, with its number. Sending twice returns the same receipt."""
    laporan, done = _get_for_sending(session, laporan_id, Action.REGISTER, actor=actor, versi=versi)
    if not done:
        register(session, laporan, actor=actor)
    return laporan


def register(session: Session, laporan: Laporan, *, actor: Actor) -> None:
    """Enter a locked draft into the burial book; raises Invalid when not even that much is known."""
    isian = read_isian(laporan, get_orang(session, laporan.id))
    lock_nik(session, laporan.nik)
    konteks = build_konteks(session, laporan, isian, actor)
    check_entry(isian, konteks)
    enter(session, laporan, isian, konteks, actor=actor)


def check_entry(isian: Isian, konteks: Konteks) -> None:
    """Raise Invalid when not even that much is known, or when it cannot be true."""
    refuse([*find_entry_gaps(isian), *find_conflicts(isian, konteks)])


def enter(
    session: Session,
    laporan: Laporan,
    isian: Isian,
    konteks: Konteks,
    *,
    actor: Actor,
    rincian: Mapping[str, Any] | None = None,
    tempat: TempatBuku | None = None,
) -> None:
    """Give a checked draft its number; what is pending on it becomes part of the event, with `rincian`.

    `tempat` is given by one who enters many: he has taken the number, and writes the row and what follows from it.
    """
    lunak = [found.kode for found in find_warnings(isian, konteks)]
    temuan = [*lunak, "nik.nik_sama"] if konteks.nik_sama else lunak
    _enter_book(session, laporan, actor, tempat)
    told = {**(rincian or {}), **({"temuan": temuan} if temuan else {})}
    change_status(session, laporan, Action.REGISTER, actor=actor, rincian=told, later=tempat is not None)


def submit_laporan(
    session: Session, laporan_id: UUID, *, actor: Actor, versi: int, diterima: Collection[str]
) -> Laporan:
    """Send a report to the office; `diterima` are the codes of the warnings that the user confirms.

    Raises Invalid with hard findings at their fields, and with the unconfirmed warnings at '_peringatan'.
    Sending twice returns the same receipt.
    """
    laporan, done = _get_for_sending(session, laporan_id, Action.SUBMIT, actor=actor, versi=versi)
    if done:
        return laporan
    lock_nik(session, laporan.nik)
    temuan = _find_all(session, laporan, actor)
    refuse(temuan)
    lunak = [found for found in temuan if not found.keras]
    _refuse_unconfirmed(lunak, diterima)
    now = db.now()
    for note in open_notes(session, laporan.id):
        note.selesai_pada = now
    if laporan.status == Status.DRAF:
        _enter_book(session, laporan, actor)
    with session.no_autoflush:
        laporan.diajukan_pada = laporan.diajukan_pada or now
        laporan.dieskalasi_pada = None
        laporan.peringatan_diterima = _kept(lunak)
        change_status(session, laporan, Action.SUBMIT, actor=actor, rincian=_submit_details(laporan))
    if layanan.is_configured():
        ask_service(session, laporan, actor=actor)
    return laporan


def _get_for_sending(
    session: Session, laporan_id: UUID, action: Action, *, actor: Actor, versi: int | None
) -> tuple[Laporan, bool]:
    """The locked report, and whether this very sending was done before."""
    require(actor, Izin.LAPORAN_TULIS)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    is_past = action not in available_actions(Status(laporan.status))
    if is_past and find_send(session, laporan.id, PERISTIWA[action], actor=actor, versi=versi):
        return laporan, True
    next_status(Status(laporan.status), action)
    if versi is not None:
        check_versi(session, laporan, versi)
    return laporan, False


def _find_all(session: Session, laporan: Laporan, actor: Actor) -> list[Temuan]:
    isian = read_isian(laporan, get_orang(session, laporan.id))
    konteks = build_konteks(session, laporan, isian, actor)
    if isian["kasus"] == Kasus.LAHIR_MATI:
        return find_gaps(isian, konteks)
    return [
        *find_conflicts(isian, konteks),
        *find_gaps(isian, konteks),
        *find_warnings(isian, konteks),
        *plot_findings(session, laporan, isian),
        *similar_warnings(session, laporan, actor),
    ]


def _refuse_unconfirmed(lunak: Iterable[Temuan], diterima: Collection[str]) -> None:
    waiting = [found.pesan for found in lunak if found.kode not in diterima]
    if waiting:
        raise Invalid({"_peringatan": waiting}, "Ada peringatan yang perlu Anda periksa dan benarkan.")


def _kept(lunak: Iterable[Temuan]) -> list[Any]:
    return [{"kode": found.kode, "ruas": found.ruas, "pesan": found.pesan} for found in lunak]


def _submit_details(laporan: Laporan) -> dict[str, Any]:
    diajukan = laporan.diajukan_pada or db.now()
    late = is_late(laporan.meninggal_tanggal, diajukan.astimezone(zone_of(laporan.kab_kode)).date())
    return {"terlambat": True} if late else {}


def burial_day(tanggal: date | None, kab_kode: str, now: datetime) -> date:
    """The day under which a row enters the book.

    A missing person is not buried: without a date the row carries the day on which it enters the book.
    """
    return tanggal or now.astimezone(zone_of(kab_kode)).date()


def _enter_book(session: Session, laporan: Laporan, actor: Actor, tempat: TempatBuku | None = None) -> None:
    """Give the number of the burial's year; the book stays locked until the transaction ends."""
    now = db.now()
    if tempat is None:
        tempat = _take_place(session, laporan, now)
        # After the counter: everybody else comes to a plot from there.
        fulfil_plan(session, laporan, actor=actor)
    with session.no_autoflush:
        laporan.dimakamkan_tanggal = tempat.hari
        laporan.tidak_dikenal = laporan.tidak_dikenal or laporan.nama is None
        laporan.buku_tahun, laporan.buku_nomor = tempat.hari.year, tempat.nomor
        laporan.masuk_buku_pada = now
        laporan.nomor_terima = make_nomor()


def _take_place(session: Session, laporan: Laporan, now: datetime) -> TempatBuku:
    # The lock against closing a month comes before that of the book's counter.
    look = select(Makam.nama, Makam.status, shared_lock(laporan.makam_id)).where(Makam.id == laporan.makam_id)
    makam = session.execute(look).one()
    # An old book tells of burials from before the cemetery was closed or full.
    from_paper = is_from_paper(laporan.asal)
    if makam.status == StatusMakam.DITUTUP and not from_paper:
        raise Invalid({"makam_id": [f"{makam.nama} sudah ditutup, jadi tidak menerima pemakaman."]})
    if makam.status == StatusMakam.PENUH and not laporan.tumpang and not from_paper:
        pesan = f"{makam.nama} sudah penuh; hanya menerima makam tumpang. Centang “makam tumpang” bila demikian."
        raise Invalid({"tumpang": [pesan]})
    hari = burial_day(laporan.dimakamkan_tanggal, laporan.kab_kode, now)
    return TempatBuku(hari, next_number(session, laporan.makam_id, hari.year))
