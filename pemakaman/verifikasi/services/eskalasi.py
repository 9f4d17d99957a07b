"""Reports whose service time has passed go up to the head of the office."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM
from pemakaman.db import now
from pemakaman.laporan.models import Laporan
from pemakaman.verifikasi.jam import DI_KANTOR
from pemakaman.verifikasi.queries.waktu import may_be_late, read_clocks
from pemakaman.verifikasi.services.dasar import tell

SEKALI = 500


def escalate(session: Session, kab_kode: str) -> int:
    """Mark what is late in one office; a report that somebody works on just now waits for the next run.

    The row's version stays, so that a form open on some desk is not refused because the clock ran on.
    """
    waiting = (Laporan.kab_kode == kab_kode, Laporan.status.in_(DI_KANTOR), Laporan.dieskalasi_pada.is_(None))
    old = select(Laporan.id, Laporan.kab_kode, Laporan.status, Laporan.diajukan_pada).where(
        *waiting, may_be_late(session, kab_kode)
    )
    rows = session.execute(old.order_by(Laporan.diajukan_pada, Laporan.id)).all()
    clocks = read_clocks(session, rows)
    late = [row.id for row in rows if clocks[row.id].is_late][:SEKALI]
    if not late:
        return 0
    # Only what is late is locked, and only what still lies with the office then is marked.
    locked = select(Laporan).where(Laporan.id.in_(late), *waiting).order_by(Laporan.id)
    found = session.scalars(locked.with_for_update(skip_locked=True)).all()
    for laporan in found:
        jam = clocks[laporan.id]
        rincian = {"hari_kerja": jam.terpakai, "waktu_layanan": jam.hari_layanan}
        tell(session, laporan, "laporan.dieskalasi", SISTEM, rincian)
    session.flush()
    table = Laporan.__table__
    marked = update(table).where(table.c.id.in_([row.id for row in found]))  # type: ignore[arg-type]
    session.execute(marked.values(dieskalasi_pada=now()))
    return len(found)
