"""The only writers of certificates."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pemakaman.akta.models import Akta
from pemakaman.akta.queries import find_akta, find_cancelled, find_user_of_nomor
from pemakaman.akta.rules import check_tanggal
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.errors import Conflict, Invalid, NotFound, StaleVersion
from pemakaman.jejak import services as jejak
from pemakaman.jejak.rules import Pelaku
from pemakaman.jobs import defer
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Action, Status, next_status
from pemakaman.laporan.services import change_status
from pemakaman.nilai.akta import check_nomor_akta, nomor_akta_warning
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.verifikasi.services.dasar import own_id

DIPAKAI = "Nomor ini sudah dipakai laporan lain"
DIBEKUKAN = (
    "Laporan ini dibekukan karena orangnya mungkin masih hidup. Nomor aktanya tidak dapat diubah sampai diputus."
)


def record_akta(
    session: Session,
    laporan_id: UUID,
    *,
    nomor: str,
    tanggal: date,
    actor: Actor,
    versi: int | None = None,
    diterima: Collection[str] = (),
) -> Akta:
    """Record the kutipan of an approved report; `diterima` names the soft warnings the officer confirmed.

    Raises Invalid (fields nomor, tanggal, yakin), StaleVersion, Conflict.
    """
    require(actor, Izin.AKTA_CATAT)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    _check_waiting(session, laporan, versi)
    nomor = _check_isian(session, laporan, nomor, tanggal, actor=actor, diterima=diterima)
    akta = _new_or_revived(session, laporan, nomor, tanggal, actor=actor)
    rincian = {"nomor": [None, nomor], "tanggal": [None, tanggal.isoformat()]}
    change_status(session, laporan, Action.RECORD_AKTA, actor=actor, rincian=rincian)
    session.flush()
    defer(session, "pemilih.cocok", laporan_id=str(laporan.id))
    return akta


def correct_akta(
    session: Session,
    laporan_id: UUID,
    *,
    nomor: str,
    tanggal: date,
    alasan: str,
    actor: Actor,
    versi: int,
    diterima: Collection[str] = (),
) -> Akta:
    """Mend a recorded number or date; the trail keeps old and new with the reason."""
    require(actor, Izin.AKTA_CATAT)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    if laporan.status == Status.DIBEKUKAN:
        raise Conflict(DIBEKUKAN)
    akta = _get_akta(session, laporan_id, versi)
    if not alasan.strip():
        raise Invalid({"alasan": ["Tulis alasan perbaikan, misalnya salah ketik."]})
    nomor = _check_isian(session, laporan, nomor, tanggal, actor=actor, diterima=diterima)
    with session.no_autoflush:
        akta.nomor, akta.tanggal = nomor, tanggal
        changed = jejak.changes(akta)
    if not changed:
        raise Invalid({"nomor": ["Nomor dan tanggalnya sama dengan yang sudah tercatat."]})
    _flush_unique(session, akta)
    rincian = {**changed, "alasan": alasan.strip()}
    jejak.record(
        session,
        "akta.diperbaiki",
        "laporan",
        laporan.id,
        actor=actor,
        wilayah=laporan.kab_kode,
        rincian=rincian,
    )
    session.flush()
    return akta


def cancel_akta(session: Session, laporan: Laporan, *, sebab: str, actor: Pelaku) -> Akta | None:
    """Mark the living certificate as cancelled in our record; the caller holds the report's lock.

    A certificate that was issued is cancelled officially only by F-2.01F; this row is the reminder of it.
    """
    akta = find_akta(session, laporan.id, for_update=True)
    if akta is None:
        return None
    akta.dibatalkan_pada, akta.dibatalkan_sebab = now(), sebab
    rincian = {"nomor": akta.nomor, "alasan": sebab}
    jejak.record(
        session,
        "laporan.akta_dibatalkan",
        "laporan",
        laporan.id,
        actor=actor,
        wilayah=laporan.kab_kode,
        rincian=rincian,
    )
    session.flush()
    return akta


def _new_or_revived(session: Session, laporan: Laporan, nomor: str, tanggal: date, *, actor: Actor) -> Akta:
    """A row for the number; the report's own cancelled row of the same number lives again."""
    akta = find_cancelled(session, laporan.id, nomor) or Akta(laporan_id=laporan.id, nomor=nomor)
    with session.no_autoflush:
        akta.tanggal, akta.dicatat_oleh, akta.dicatat_pada = tanggal, own_id(actor), now()
        akta.dibatalkan_pada = akta.dibatalkan_sebab = None
    _flush_unique(session, akta)
    return akta


def _get_akta(session: Session, laporan_id: UUID, versi: int) -> Akta:
    akta = find_akta(session, laporan_id, for_update=True)
    if akta is None:
        raise NotFound("Laporan ini belum punya nomor akta.")
    if akta.versi != versi:
        raise StaleVersion(
            "Nomor akta ini baru saja diperbaiki orang lain. Periksa, lalu ulangi bila masih perlu.",
            [f"Sekarang tercatat: {akta.nomor}, {format_tanggal(akta.tanggal)}."],
        )
    return akta


def _check_waiting(session: Session, laporan: Laporan, versi: int | None) -> None:
    status = Status(laporan.status)
    if status is Status.AKTA_TERBIT:
        akta = find_akta(session, laporan.id)
        recorded = f": {akta.nomor}, {format_tanggal(akta.tanggal)}" if akta else ""
        raise Conflict(f"Nomor akta laporan ini sudah dicatat{recorded}. Tidak ada yang berubah.")
    next_status(status, Action.RECORD_AKTA)
    if versi is not None and laporan.versi != versi:
        raise StaleVersion(
            "Laporan ini berubah sejak Anda membukanya. Buka lagi halamannya dan periksa datanya.",
            ["Data laporan diperbaiki sesudah halaman ini dibuka."],
        )


def _check_isian(
    session: Session,
    laporan: Laporan,
    text: str,
    tanggal: date,
    *,
    actor: Actor,
    diterima: Collection[str],
) -> str:
    try:
        nomor = check_nomor_akta(text)
    except NilaiError as error:
        raise Invalid({"nomor": [error.pesan]}) from None
    hari_ini = today_in(laporan.kab_kode)
    wrong = check_tanggal(tanggal, meninggal=laporan.meninggal_tanggal, hari_ini=hari_ini)
    if wrong:
        raise Invalid({"tanggal": [wrong]})
    used = find_user_of_nomor(session, nomor, actor=actor)
    if used is not None and used[0] != laporan.id:
        where = f": {used[1]}" if used[1] else " di kabupaten/kota lain"
        raise Invalid({"nomor": [f"{DIPAKAI}{where}. Periksa lagi di kutipan akta."]})
    warning = nomor_akta_warning(nomor, laporan.kab_kode, tanggal)
    if warning is not None and warning.kode not in diterima:
        raise Invalid({"yakin": [warning.pesan]})
    return nomor


def _flush_unique(session: Session, akta: Akta) -> None:
    """Write the row; a number taken by another session in this very moment is a message, not a crash."""
    try:
        with session.begin_nested():
            session.add(akta)
            session.flush()
    except IntegrityError as error:
        if "uq_akta_nomor" in str(error.orig):
            raise Invalid({"nomor": [f"{DIPAKAI}. Periksa lagi di kutipan akta."]}) from None
        if "uq_akta_laporan" in str(error.orig):
            raise Conflict("Nomor akta laporan ini baru saja dicatat orang lain.") from None
        raise
