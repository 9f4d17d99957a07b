"""A change of a row whose month is closed becomes a numbered correction, in the transaction of the change."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.db import today_in
from pemakaman.jejak.rules import Pelaku
from pemakaman.laporan.koreksi_buku import Kedudukan, Koreksi, plan_corrections, printed_changes, standing_of
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import KoreksiBuku
from pemakaman.makam.tutup import hold_book, is_closed, may_be_closed, next_correction


def write_corrections(
    session: Session, laporan: Laporan, peristiwa: str, rincian: Mapping[str, Any], *, actor: Pelaku
) -> list[str]:
    """Write what the change pending on a report means for closed months; returns the numbers, as '3/2026'.

    `rincian` are the event's details: the report's old → new pairs and those of its persons. The caller holds the
    row's lock and records the event. Nothing is asked of the database where the book prints nothing of the change.
    """
    if laporan.status == Status.DRAF:
        return []
    lama, baru, berubah = _before(laporan), _now(laporan), printed_changes(rincian)
    if lama == baru and not berubah:
        return []
    if lama.berlaku != baru.berlaku and "status" in rincian:
        berubah["status"] = rincian["status"]
    with session.no_autoflush:
        hold_book(session, laporan.makam_id)
        hari_ini = today_in(laporan.kab_kode)

        def closed(tanggal: date) -> bool:
            return may_be_closed(tanggal, hari_ini) and is_closed(session, laporan.makam_id, tanggal)

        plan = plan_corrections(lama, baru, berubah, closed)
        why = {"alasan": rincian["alasan"]} if isinstance(rincian.get("alasan"), str) else {}
        return [_write(session, laporan, one, peristiwa, why, hari_ini=hari_ini, actor=actor) for one in plan]


def _write(
    session: Session,
    laporan: Laporan,
    koreksi: Koreksi,
    peristiwa: str,
    alasan: Mapping[str, Any],
    *,
    hari_ini: date,
    actor: Pelaku,
) -> str:
    nomor = next_correction(session, laporan.makam_id, hari_ini.year)
    session.add(
        KoreksiBuku(
            makam_id=laporan.makam_id,
            tahun=hari_ini.year,
            bulan=hari_ini.month,
            nomor=nomor,
            laporan_id=laporan.id,
            asal_tahun=koreksi.tanggal.year,
            asal_bulan=koreksi.tanggal.month,
            jenis=koreksi.jenis,
            peristiwa=peristiwa,
            rincian={**koreksi.rincian, **alasan},
            dibuat_oleh=actor.id,
            dibuat_pada=db.now(),
        )
    )
    return f"{nomor}/{hari_ini.year}"


def _now(laporan: Laporan) -> Kedudukan:
    return standing_of(laporan.status, laporan.status_sebelum, laporan.dimakamkan_tanggal)


def _before(laporan: Laporan) -> Kedudukan:
    status, sebelum, tanggal = (_old(laporan, name) for name in ("status", "status_sebelum", "dimakamkan_tanggal"))
    return standing_of(status, sebelum, tanggal)


def _old(laporan: Laporan, name: str) -> Any:
    history = inspect(laporan).attrs[name].history
    return history.deleted[0] if history.deleted else getattr(laporan, name)
