"""Lists of past periods are reduced: voters whom nothing refers to are deleted in portions, the counts stay.

The list is marked first, so that nobody matches half of it; a run that died is taken up by the next.
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pemakaman import jobs
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.errors import Conflict
from pemakaman.impor import Unit, hold_alone, wait_alone
from pemakaman.jejak.services import record
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.queries import get_daftar, inside
from pemakaman.pemilih.rekap import is_counted
from pemakaman.pemilih.versi import HARI_RINGKAS, SUDAH_RINGKAS, read_susunan

PORSI = 20_000
EDGE = text("""
SELECT max(id) FROM (SELECT id FROM pemilih WHERE daftar_id = :daftar AND id > :sesudah ORDER BY id LIMIT :porsi) p
""")
CUT = text("""
DELETE FROM pemilih p WHERE p.daftar_id = :daftar AND p.id > :sesudah AND p.id <= :sampai
  AND NOT EXISTS (SELECT FROM usul u WHERE u.pemilih_id = p.id)
  AND NOT EXISTS (SELECT FROM keputusan_cocok k WHERE k.pemilih_id = p.id)
  AND NOT EXISTS (SELECT FROM muncul_lagi m WHERE m.pemilih_id = p.id)
  AND NOT EXISTS (SELECT FROM tindak_tms t WHERE t.pemilih_id = p.id)
""")
FORGET = text("""
DELETE FROM beda_pemilih WHERE daftar_id = :daftar
   OR daftar_id IN (SELECT id FROM daftar_pemilih WHERE sebelum_id = :daftar)
""")


def list_past(session: Session, *, actor: Actor, hari: int = HARI_RINGKAS) -> list[UUID]:
    """The whole lists of the actor's area that may be reduced now."""
    require(actor, Izin.PEMILIH_IMPOR)
    susunan = read_susunan(session, inside(DaftarPemilih.wilayah_kode, actor.wilayah_kode))
    return [one.id for one in susunan.past(today_in(actor.wilayah_kode), hari)]


def list_reduced(session: Session, *, actor: Actor) -> list[UUID]:
    """Lists already marked: where a run died, rows are left to delete."""
    require(actor, Izin.PEMILIH_IMPOR)
    area = inside(DaftarPemilih.wilayah_kode, actor.wilayah_kode)
    return list(session.scalars(select(DaftarPemilih.id).where(area, DaftarPemilih.diringkas_pada.is_not(None))))


def may_reduce(session: Session, daftar: DaftarPemilih, *, hari: int = HARI_RINGKAS) -> bool:
    """Is this list of a past period, old enough, counted, and still whole?"""
    susunan = read_susunan(session, DaftarPemilih.wilayah_kode == daftar.wilayah_kode)
    past = {one.id for one in susunan.past(today_in(daftar.wilayah_kode), hari)}
    return daftar.id in past and is_counted(session, daftar.id)


def start_reduce(
    session: Session, daftar_id: UUID, *, actor: Actor, hari: int = HARI_RINGKAS, defer: bool = True
) -> DaftarPemilih:
    """Mark a list as reduced; with `defer` a worker deletes its rows. Raises Conflict when it must stay whole."""
    require(actor, Izin.PEMILIH_IMPOR)
    get_daftar(session, daftar_id, actor=actor)
    if not hold_alone(session, f"hitung:{daftar_id}"):
        raise Conflict("Daftar ini sedang dihitung atau dibandingkan. Coba lagi sesudah selesai.")
    # Waits for proposals that are being written for this list; later ones find it marked.
    daftar = session.get_one(DaftarPemilih, daftar_id, with_for_update=True, populate_existing=True)
    if daftar.diringkas_pada is not None:
        raise Conflict(SUDAH_RINGKAS)
    if not may_reduce(session, daftar, hari=hari):
        raise Conflict(
            f"Daftar ini tidak dapat diringkas. Yang dapat diringkas hanya daftar periode lalu yang sudah dihitung, "
            f"bukan yang berlaku, dan umurnya paling sedikit {hari} hari."
        )
    daftar.diringkas_pada = now()
    kode = daftar.wilayah_kode
    record(session, "daftar_pemilih.diringkas", "daftar_pemilih", daftar.id, actor=actor, wilayah=kode)
    session.flush()
    if defer:
        jobs.defer(session, "pemilih.ringkas", daftar_id=str(daftar.id))
    return daftar


def run_reduce(daftar_id: UUID, unit: Unit, tell: Callable[[int], None] = lambda _: None, porsi: int = PORSI) -> int:
    """Delete the rows of a marked list, a portion a transaction; how many went. Again after a crash does the rest."""
    gone, after = 0, 0
    with unit() as session:
        daftar = session.get(DaftarPemilih, daftar_id)
        if daftar is None or daftar.diringkas_pada is None:
            return 0
        session.execute(FORGET, {"daftar": daftar_id})
    while True:
        with unit() as session:
            wait_alone(session, f"hitung:{daftar_id}")
            edge = session.scalar(EDGE, {"daftar": daftar_id, "sesudah": after, "porsi": porsi})
            if edge is None:
                break
            done = session.execute(CUT, {"daftar": daftar_id, "sesudah": after, "sampai": edge})
            gone += done.rowcount  # type: ignore[attr-defined]
            after = edge
        tell(gone)
    if gone:
        with unit() as session:
            daftar = session.get_one(DaftarPemilih, daftar_id)
            kode, rincian = daftar.wilayah_kode, {"dihapus": gone}
            peristiwa = "daftar_pemilih.ringkas_selesai"
            record(session, peristiwa, "daftar_pemilih", daftar_id, actor=SISTEM, wilayah=kode, rincian=rincian)
    return gone
