"""Deciding a suspicion: one report goes into the other, or they are two persons; and taking a merge back.

Locks are taken in one order everywhere: the two reports by id, then their suspicions, then rows merged before.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.laporan.models import DugaanGanda, Laporan
from pemakaman.laporan.queries import get_laporan, visible_filter
from pemakaman.laporan.queries_ganda import TERBUKA, Serupa, compare_pair, find_second_death, list_dugaan, other_of
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules import APPROVED, NOT_IN_REGISTER, SET_ASIDE, Action, Status, next_status
from pemakaman.laporan.rules_ganda import JENIS_PESAN, Hasil, JenisGanda
from pemakaman.laporan.services import change_status, check_ganda, check_versi
from pemakaman.laporan.services.ganda import drop_dugaan, reopen_dugaan, tell_both
from pemakaman.laporan.services.langkah import record_change
from pemakaman.laporan.services.simpan import lock_nik
from pemakaman.verifikasi.models import Keputusan, Klaim
from pemakaman.verifikasi.services.dasar import given_reason, held_by, locked, own_id, tell

BERUBAH = "Data salah satu laporan berubah sejak Anda membandingkannya. Bandingkan lagi, lalu putuskan."
SUDAH = "Dugaan ini sudah diputus atau gugur. Muat ulang halamannya."
_MILIK_LAIN = (
    "Laporan yang hendak digabung milik Disdukcapil lain. Hubungi kantor itu supaya menggabungkannya, "
    "atau jadikan laporan itu yang tetap."
)


def merge_laporan(
    session: Session, dugaan_id: UUID, *, tetap_id: UUID, alasan: str, actor: Actor, sidik: str | None = None
) -> Laporan:
    """Let one report of a suspected pair go into the other (`tetap_id`), and return the one that went.

    Nothing is moved or deleted: number, proofs and history stay where they are. `sidik` is the fingerprint of
    the pair as it was compared; raises StaleVersion when the identity data changed since.
    """
    dugaan, sides = _take_pair(session, dugaan_id, actor)
    if tetap_id not in sides:
        raise Invalid({"tetap": ["Pilih laporan mana yang tetap."]})
    alasan = given_reason(alasan, "Tulis mengapa keduanya satu kematian.")
    tetap, pergi = sides[tetap_id], sides[other_of(dugaan, tetap_id)]
    _check_open(dugaan)
    _check_owner(session, pergi, actor)
    _check_may_go(session, pergi, actor)
    _check_may_stay(tetap)
    serupa = _compare_now(session, dugaan, sidik)
    _judge(dugaan, "digabung", alasan, serupa, actor)
    dugaan.rincian = {**dugaan.rincian, "tetap": str(tetap.id)}
    _put_aside(session, pergi, tetap, alasan, actor)
    _point_to(session, _merged_into(session, [pergi.id]), tetap, actor, "laporan induknya digabung")
    rincian = {"dari_laporan": pergi.id, "dari_buku": _book(pergi), "alasan": alasan}
    tell(session, tetap, "laporan.menerima_gabungan", actor, rincian)
    check_ganda(session, tetap, actor)
    return pergi


def mark_not_same(
    session: Session, dugaan_id: UUID, *, alasan: str, actor: Actor, sidik: str | None = None
) -> DugaanGanda:
    """Remember that a suspected pair is two persons; refused while both carry one NIK."""
    dugaan, _ = _take_pair(session, dugaan_id, actor)
    alasan = given_reason(alasan, "Tulis mengapa keduanya orang yang berbeda.")
    _check_open(dugaan)
    serupa = _compare_now(session, dugaan, sidik)
    if serupa.perbandingan.nik is Hasil.SAMA:
        raise Conflict(JENIS_PESAN[serupa.perbandingan.jenis or JenisGanda.NIK])
    _judge(dugaan, "bukan_sama", alasan, serupa, actor)
    tell_both(session, dugaan, "laporan.bukan_ganda", actor, {"alasan": alasan})
    session.flush()
    return dugaan


def split_laporan(session: Session, laporan_id: UUID, *, actor: Actor, versi: int, alasan: str) -> Laporan:
    """Take a merge back: the report returns to the state it had, with what had been merged into it before."""
    peek = get_laporan(session, laporan_id, actor=actor)
    require(actor, Izin.LAPORAN_PERIKSA)
    tetap = _lock(session, [peek.digabung_ke])[0] if peek.digabung_ke else None
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.SPLIT, Status(laporan.status_sebelum or laporan.status))
    if tetap is None or laporan.digabung_ke != tetap.id:
        raise Conflict("Laporan ini baru saja digabung ke laporan lain lagi. Muat ulang halamannya.")
    check_versi(session, laporan, versi)
    alasan = given_reason(alasan, "Tulis mengapa penggabungannya dibatalkan.")
    _lock_dugaan(session, [laporan.id, tetap.id])
    returning = _merged_through(session, laporan.id, tetap.id)
    with session.no_autoflush:
        laporan.digabung_ke = None
        rincian = {"dari_laporan": tetap.id, "dari_buku": _book(tetap), "alasan": alasan}
        change_status(session, laporan, Action.SPLIT, actor=actor, rincian=rincian)
    _ask_again(session, laporan, tetap, actor)
    _point_to(session, returning, laporan, actor, "kembali ke laporan induknya")
    tell(session, tetap, "laporan.gabungan_dilepas", actor, {"dari_laporan": laporan.id, "dari_buku": _book(laporan)})
    check_ganda(session, laporan, actor)
    check_ganda(session, tetap, actor)
    return laporan


def refuse_second_death(session: Session, laporan: Laporan, *, actor: Actor) -> None:
    """Raise Conflict when somebody stands approved under this identity; approvals of one NIK pass one by one."""
    lock_nik(session, laporan.nik_pilihan or laporan.nik)
    other = find_second_death(session, laporan)
    if other is not None:
        from_here = session.scalar(select(Laporan.id).where(Laporan.id == other.id, visible_filter(actor)))
        raise Conflict(_second_death(other, seen=from_here is not None))


def _second_death(other: Laporan, *, seen: bool) -> str:
    who = f"{other.nama or 'tidak dikenal'}, buku {_book(other)}" if seen else "di luar wilayah tugas Anda"
    return (
        f"Untuk orang ini sudah ada laporan lain yang disetujui ({who}). Satu orang hanya meninggal satu kali; "
        "bandingkan dulu kedua laporan itu."
    )


def _take_pair(session: Session, dugaan_id: UUID, actor: Actor) -> tuple[DugaanGanda, dict[UUID, Laporan]]:
    """The pair and both reports, locked; NotFound when none of them is the actor's to see."""
    found = session.get(DugaanGanda, dugaan_id)
    ids = () if found is None else (found.laporan_a, found.laporan_b)
    if found is None or not session.scalar(select(Laporan.id).where(Laporan.id.in_(ids), visible_filter(actor))):
        raise NotFound("Dugaan ganda ini tidak ada, atau di luar wilayah tugas Anda.")
    require(actor, Izin.LAPORAN_PERIKSA)
    # One of a pair that is decided may be merged into the other: those are locked in another order.
    _check_open(found)
    rows = _lock(session, ids)
    _lock_dugaan(session, ids)
    return found, {row.id: row for row in rows}


def _lock(session: Session, ids: Collection[UUID]) -> list[Laporan]:
    query = select(Laporan).where(Laporan.id.in_(ids)).order_by(Laporan.id).with_for_update(key_share=True)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def _lock_dugaan(session: Session, ids: Collection[UUID]) -> None:
    of = or_(DugaanGanda.laporan_a.in_(ids), DugaanGanda.laporan_b.in_(ids))
    query = select(DugaanGanda).where(of).order_by(DugaanGanda.laporan_a, DugaanGanda.laporan_b).with_for_update()
    session.scalars(query.execution_options(populate_existing=True)).all()


def _check_open(dugaan: DugaanGanda) -> None:
    if dugaan.status != TERBUKA:
        raise Conflict(SUDAH)


def _check_owner(session: Session, pergi: Laporan, actor: Actor) -> None:
    if session.scalar(select(Laporan.id).where(Laporan.id == pergi.id, visible_filter(actor))) is None:
        raise Forbidden(_MILIK_LAIN)


def _check_may_go(session: Session, pergi: Laporan, actor: Actor) -> None:
    if Status(pergi.status_sebelum or pergi.status) in APPROVED:
        raise Conflict(
            "Laporan yang sudah disetujui tidak dapat digabung ke laporan lain. Jadikan laporan itu yang tetap."
        )
    next_status(Status(pergi.status), Action.MERGE)
    klaim = session.get(Klaim, pergi.id)
    if klaim is not None and klaim.akun_id != own_id(actor) and klaim.sampai > now():
        raise Conflict(held_by(session, klaim))


def _check_may_stay(tetap: Laporan) -> None:
    status = Status(tetap.status)
    if status in NOT_IN_REGISTER or status in SET_ASIDE:
        raise Conflict(f"Laporan yang hendak tetap sekarang: {label_status(status)}. Pilih yang masih berjalan.")


def _compare_now(session: Session, dugaan: DugaanGanda, sidik: str | None) -> Serupa:
    serupa = compare_pair(session, dugaan.laporan_a, dugaan.laporan_b)
    if serupa is None:
        raise Conflict(SUDAH)
    if sidik is not None and sidik != serupa.sidik:
        raise StaleVersion(BERUBAH, [])
    return serupa


def _judge(dugaan: DugaanGanda, status: str, alasan: str, serupa: Serupa, actor: Actor) -> None:
    dugaan.status, dugaan.alasan, dugaan.sidik = status, alasan, serupa.sidik
    dugaan.rincian = serupa.perbandingan.rincian()
    dugaan.diputus_oleh, dugaan.diputus_pada = own_id(actor), now()


def _put_aside(session: Session, pergi: Laporan, tetap: Laporan, alasan: str, actor: Actor) -> None:
    """End what was under way and point the row to its heir; a recommendation made before counts no more."""
    keputusan, klaim = session.get(Keputusan, pergi.id), session.get(Klaim, pergi.id)
    with session.no_autoflush:
        for row in (keputusan, klaim):
            if row is not None:
                session.delete(row)
        if pergi.status == Status.DISARANKAN:
            pergi.status = Status.DIAJUKAN
        pergi.digabung_ke = tetap.id
        rincian = {"digabung_ke": tetap.id, "ke_buku": _book(tetap), "alasan": alasan}
        change_status(session, pergi, Action.MERGE, actor=actor, rincian=rincian)


def _merged_into(session: Session, ids: Iterable[UUID]) -> list[Laporan]:
    query = select(Laporan).where(Laporan.digabung_ke.in_(list(ids))).order_by(Laporan.id)
    query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return list(session.scalars(query))


def _merged_through(session: Session, laporan_id: UUID, tetap_id: UUID) -> list[Laporan]:
    """The rows that came to the heir with this report: merged into it, or into one of those, before it went."""
    below = {row.id: row for row in _merged_into(session, [tetap_id])}
    found: dict[UUID, Laporan] = {}
    waiting = [laporan_id]
    while waiting:
        head = waiting.pop()
        for dugaan in list_dugaan(session, head):
            child = below.get(other_of(dugaan, head))
            came = dugaan.status == "digabung" and dugaan.rincian.get("tetap") == str(head)
            if came and child is not None and child.id not in found:
                found[child.id] = child
                waiting.append(child.id)
    return list(found.values())


def _point_to(session: Session, rows: Iterable[Laporan], tetap: Laporan, actor: Actor, sebab: str) -> None:
    for row in rows:
        row.digabung_ke = tetap.id
        rincian = {"ke_buku": _book(tetap), "sebab": sebab}
        record_change(session, row, "laporan.digabung", actor=actor, rincian=rincian)


def _ask_again(session: Session, laporan: Laporan, tetap: Laporan, actor: Actor) -> None:
    """Merges of which this report was the part that went are undone, and the pair with its heir is open again."""
    for dugaan in list_dugaan(session, laporan.id):
        if dugaan.status != "digabung" or dugaan.rincian.get("tetap") == str(laporan.id):
            continue
        if other_of(dugaan, laporan.id) == tetap.id:
            reopen_dugaan(session, dugaan, "laporan.ganda_ditanyakan_lagi", actor=actor)
        else:
            drop_dugaan(session, dugaan, actor=actor)


def _book(laporan: Laporan) -> str:
    return f"{laporan.buku_nomor}/{laporan.buku_tahun}"
