"""Work on KPU's own dead: who is asked for the burial report, and what needs none."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import jobs
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.services import changes, record
from pemakaman.makam.models import Makam
from pemakaman.makam.rules import StatusMakam
from pemakaman.pemilih.models import TindakTms
from pemakaman.pemilih.queries import inside
from pemakaman.pemilih.queries_tms import lock_tindak
from pemakaman.pemilih.rules_kembali import Keadaan, StatusTindak

PANJANG_CATATAN = 500
DESA = "desa"
"""Asked is the operator of the village in which the voter stood in the list."""


def assign(session: Session, ids: Sequence[int], *, ke: str, catatan: str, actor: Actor) -> int:
    """Ask the village operators (`ke` = 'desa') or the managers of one cemetery (its id) for the reports."""
    require(actor, Izin.MEJA_BAGI)
    makam_id = None if ke == DESA else _check_makam(session, ke, actor)
    rows = lock_tindak(session, ids, actor=actor)
    if any(row.keadaan != Keadaan.TANPA_LAPORAN or row.status == StatusTindak.SELESAI for row in rows):
        raise Conflict("Sebagian nama ini sudah punya laporan atau sudah selesai. Muat ulang halamannya.")
    if makam_id is None and any(row.desa_kode is None for row in rows):
        raise Invalid({"ke": ["Desa/kelurahan sebagian nama ini tidak dikenal. Tugaskan ke makam."]})
    for row in rows:
        values = {"status": StatusTindak.DITUGASKAN, "makam_id": makam_id, "catatan": _note(catatan)}
        _move(session, row, "tindak_tms.ditugaskan", actor, **values)
    return len(rows)


def settle(session: Session, ids: Sequence[int], *, catatan: str, actor: Actor) -> int:
    """Close rows that need no report here, with the reason."""
    require(actor, Izin.MEJA_BAGI)
    if not catatan.strip():
        raise Invalid({"catatan": ["Tulis sebabnya, misalnya dimakamkan di luar kabupaten."]})
    rows = lock_tindak(session, ids, actor=actor)
    for row in rows:
        values = {"status": StatusTindak.SELESAI, "makam_id": None, "catatan": _note(catatan)}
        _move(session, row, "tindak_tms.selesai", actor, **values)
    return len(rows)


def reopen(session: Session, ids: Sequence[int], *, actor: Actor) -> int:
    """Take back an assignment or a closing; what has an akta stays closed."""
    require(actor, Izin.MEJA_BAGI)
    rows = lock_tindak(session, ids, actor=actor)
    if any(row.keadaan == Keadaan.BERAKTA for row in rows):
        raise Conflict("Yang sudah berakta tidak perlu dibuka lagi.")
    for row in rows:
        _move(session, row, "tindak_tms.dibuka", actor, status=StatusTindak.BARU, makam_id=None, catatan=None)
    return len(rows)


def order_sorting(session: Session, *, actor: Actor) -> None:
    """Have KPU's dead of the kab/kota compared with the reports and akta of today."""
    require(actor, Izin.MEJA_BAGI)
    kab_kode = actor.kab_kode
    if kab_kode is None:
        raise Forbidden()
    record(session, "tindak_tms.diminta", "tindak_tms", kab_kode, actor=actor, wilayah=kab_kode)
    jobs.defer(session, "pemilih.tms", kab_kode=kab_kode)


def _check_makam(session: Session, ke: str, actor: Actor) -> UUID:
    try:
        makam_id = UUID(ke)
    except ValueError:
        raise Invalid({"ke": ["Pilih operator desa, atau satu makam."]}) from None
    open_ = (inside(Makam.kab_kode, actor.wilayah_kode), Makam.status != StatusMakam.DITUTUP)
    if session.scalar(select(Makam.id).where(Makam.id == makam_id, *open_)) is None:
        raise NotFound("Makam ini tidak ada, sudah ditutup, atau di luar wilayah tugas Anda.")
    return makam_id


def _move(session: Session, row: TindakTms, peristiwa: str, actor: Actor, **values: Any) -> None:
    with session.no_autoflush:
        for name, value in values.items():
            setattr(row, name, value)
        row.ditindak_oleh, row.ditindak_pada = actor.id, now()
        rincian = changes(row)
        record(session, peristiwa, "tindak_tms", row.id, actor=actor, wilayah=row.kab_kode, rincian=rincian)
    session.flush()


def _note(catatan: str) -> str | None:
    return catatan.strip()[:PANJANG_CATATAN] or None
