"""Handing burials without akta to somebody, and closing what was handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from pemakaman.akta.models import Akta
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.rules import NOT_IN_REGISTER, SET_ASIDE, Kasus
from pemakaman.makam.models import Makam
from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.models import Fakta, TugasAkta
from pemakaman.pantau.queries.tugas import get_task, with_operator, with_pengelola
from pemakaman.pantau.rules import belum_akta as rules
from pemakaman.pantau.rules.belum_akta import STATUS_TUGAS_LABEL, StatusTugas, Untuk

PANJANG = 500
MOST = 200


@dataclass(frozen=True)
class Hasil:
    """What became of one report that was to be handed out; `sebab` says why it was not, '' where it was."""

    laporan_id: UUID
    buku: str
    sebab: str


def hand_out(
    session: Session, laporan_id: Sequence[UUID], *, untuk: str, catatan: str, tenggat: date | None, actor: Actor
) -> list[Hasil]:
    """Make a task of each report that can have one; the others stay as they are, each with its reason.

    Raises NotFound when one of them lies outside the actor's area.
    """
    require(actor, Izin.MEJA_BAGI)
    whom = _check(laporan_id, untuk, tenggat, actor)
    rows = _lock(session, laporan_id, actor)
    refusals = _refusals(session, rows, whom)
    for row in rows:
        if row.id not in refusals:
            note = catatan.strip()[:PANJANG] or None
            _give(session, row, whom, catatan=note, tenggat=tenggat, actor=actor)
    session.flush()
    return [Hasil(row.id, f"{row.buku_nomor}/{row.buku_tahun}", refusals.get(row.id, "")) for row in rows]


def finish(session: Session, tugas_id: UUID, *, status: StatusTugas, hasil: str, actor: Actor) -> TugasAkta:
    """Close an open task with what came of it: settled by who was asked or the office, dropped by the office."""
    tugas = get_task(session, tugas_id, actor=actor)
    if not actor.may(Izin.MEJA_BAGI) and (status is not StatusTugas.SELESAI or not actor.may(Izin.LAPORAN_TULIS)):
        raise Forbidden()
    if tugas.status != StatusTugas.TERBUKA:
        raise Conflict(f"Tugas ini sudah {STATUS_TUGAS_LABEL[StatusTugas(tugas.status)].lower()}. Muat ulang halaman.")
    if len(hasil.strip()) < 3:
        raise Invalid({"hasil": ["Tulis apa hasilnya, misalnya keluarga sudah mengajukan."]})
    _close(session, tugas, status, hasil.strip()[:PANJANG], actor)
    return tugas


def close_settled(session: Session, laporan_id: Sequence[UUID] | None = None) -> int:
    """Close open tasks of reports (of all) that have their akta, are set aside or count no longer; how many.

    Called where facts are made anew: every change of a report passes there once, in a transaction that is done again
    when it fails, so no page has to look and no task stays behind.
    """
    aside = Laporan.status.in_(sorted(SET_ASIDE))
    query = (
        select(TugasAkta, Fakta.akta)
        .join(Laporan, Laporan.id == TugasAkta.laporan_id)
        .outerjoin(Fakta, Fakta.laporan_id == TugasAkta.laporan_id)
        .where(TugasAkta.status == StatusTugas.TERBUKA)
        .where(or_(Fakta.laporan_id.is_(None), Fakta.lahir_mati, Fakta.akta.is_not(None), aside))
        .order_by(TugasAkta.id)
        .with_for_update(of=TugasAkta)
    )
    rows = session.execute(query if laporan_id is None else query.where(TugasAkta.laporan_id.in_(laporan_id))).all()
    for tugas, akta in rows:
        status, hasil = (StatusTugas.BATAL, rules.HASIL_GUGUR)
        if akta is not None:
            status, hasil = StatusTugas.SELESAI, rules.HASIL_AKTA
        _close(session, tugas, status, hasil, SISTEM)
    session.flush()
    return len(rows)


def follow_makam(session: Session, makam: Makam, _actor: Actor) -> None:
    """Tasks go along with the reports of a cemetery whose village was corrected."""
    query = update(TugasAkta).where(TugasAkta.makam_id == makam.id, TugasAkta.kab_kode == makam.kab_kode)
    session.execute(query.where(TugasAkta.desa_kode != makam.desa_kode).values(desa_kode=makam.desa_kode))


def _check(laporan_id: Sequence[UUID], untuk: str, tenggat: date | None, actor: Actor) -> Untuk:
    galat: dict[str, list[str]] = {}
    if not laporan_id:
        galat["laporan"] = ["Centang dulu laporannya."]
    elif len(set(laporan_id)) > MOST:
        galat["laporan"] = [f"Paling banyak {MOST} laporan sekali serah."]
    if untuk not in set(Untuk):
        galat["untuk"] = ["Pilih kepada siapa tugas ini diserahkan."]
    try:
        rules.check_tenggat(tenggat, today_in(actor.wilayah_kode))
    except NilaiError as error:
        galat["tenggat"] = [error.pesan]
    if galat:
        raise Invalid(galat)
    return Untuk(untuk)


def _lock(session: Session, laporan_id: Sequence[UUID], actor: Actor) -> Sequence[Laporan]:
    """The reports, in one order and held: an akta recorded now waits until the task is there to be closed by it."""
    query = select(Laporan).where(Laporan.id.in_(laporan_id), visible_filter(actor)).order_by(Laporan.id)
    held = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    rows = session.scalars(held).all()
    if len(rows) != len(set(laporan_id)):
        raise NotFound("Sebagian laporan ini tidak ada, atau di luar wilayah tugas Anda. Muat ulang halamannya.")
    return rows


def _refusals(session: Session, rows: Sequence[Laporan], untuk: Untuk) -> dict[UUID, str]:
    ids = [row.id for row in rows]
    opened = select(TugasAkta.laporan_id).where(TugasAkta.laporan_id.in_(ids), TugasAkta.status == StatusTugas.TERBUKA)
    recorded = select(Akta.laporan_id).where(Akta.laporan_id.in_(ids), Akta.dibatalkan_pada.is_(None))
    found = {row.id: reason for row in rows if (reason := _state_refusal(row))}
    found |= dict.fromkeys(session.scalars(opened), rules.SUDAH_DITUGASKAN)
    found |= dict.fromkeys(session.scalars(recorded), rules.SUDAH_AKTA)
    if untuk is Untuk.DESA:
        villages = with_operator(session, sorted({row.desa_kode for row in rows}))
        nobody = {row.id: rules.TANPA_OPERATOR for row in rows if row.desa_kode not in villages}
    elif untuk is Untuk.MAKAM:
        managed = with_pengelola(session, sorted({row.makam_id for row in rows}))
        nobody = {row.id: rules.TANPA_PENGELOLA for row in rows if row.makam_id not in managed}
    else:
        nobody = {}
    return {**nobody, **found}


def _state_refusal(row: Laporan) -> str:
    if row.status in NOT_IN_REGISTER or row.kasus == Kasus.LAHIR_MATI:
        return rules.BUKAN_KEMATIAN
    return rules.DISISIHKAN if row.status in SET_ASIDE else ""


def _give(
    session: Session, row: Laporan, untuk: Untuk, *, catatan: str | None, tenggat: date | None, actor: Actor
) -> None:
    tugas = TugasAkta(
        laporan_id=row.id,
        kab_kode=row.kab_kode,
        desa_kode=row.desa_kode,
        makam_id=row.makam_id,
        untuk=untuk.value,
        catatan=catatan,
        tenggat=tenggat,
        dibuat_oleh=actor.id,
        dibuat_pada=now(),
    )
    rincian = {"tugas_untuk": untuk.value, "tenggat": tenggat, "catatan": catatan}
    session.add(tugas)
    _record(session, "laporan.tugas_diberikan", tugas, actor, rincian)


def _close(session: Session, tugas: TugasAkta, status: StatusTugas, hasil: str, actor: Actor) -> None:
    tugas.status, tugas.hasil, tugas.selesai_pada, tugas.selesai_oleh = status.value, hasil, now(), actor.id
    rincian = {"tugas_untuk": tugas.untuk, "hasil": hasil}
    _record(session, f"laporan.tugas_{status.value}", tugas, actor, rincian)


def _record(session: Session, peristiwa: str, tugas: TugasAkta, actor: Actor, rincian: dict[str, Any]) -> None:
    shown = {name: value for name, value in rincian.items() if value is not None}
    wilayah = tugas.kab_kode
    record(session, peristiwa, "laporan", tugas.laporan_id, actor=actor, wilayah=wilayah, rincian=shown)
