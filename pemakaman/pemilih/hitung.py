"""What follows the import of a list, apart from its rows: counts by place, and what changed since the list before.

Every step may be repeated and stands in a transaction of its own: whatever fails here, the list is in.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from pemakaman import jobs
from pemakaman.akun.rules import SISTEM
from pemakaman.impor import Unit, wait_alone
from pemakaman.jejak.services import record
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.selisih import compare_lists
from pemakaman.pemilih.versi import TMS, read_susunan
from pemakaman.pencocokan.model import default_model

# A TPS that nobody wrote has no row of its own: it is what its village has more than its TPS.
COUNT = text("""
INSERT INTO rekap_pemilih (daftar_id, asal, kecamatan, desa, tps, kec_kode, desa_kode, laki, perempuan, jumlah)
SELECT :daftar, 'daftar',
       CASE WHEN grouping(kec) = 0 THEN min(kecamatan) ELSE '' END,
       CASE WHEN grouping(des) = 0 THEN min(desa) ELSE '' END,
       CASE WHEN grouping(tempat) = 0 THEN tempat ELSE '' END,
       CASE WHEN grouping(kec) = 0 THEN min(kec_kode) END,
       CASE WHEN grouping(des) = 0 THEN min(desa_kode) END,
       count(*) FILTER (WHERE jenis_kelamin = 'L'), count(*) FILTER (WHERE jenis_kelamin = 'P'), count(*)
FROM (SELECT *, upper(kecamatan) AS kec, upper(desa) AS des, upper(tps) AS tempat
      FROM pemilih WHERE daftar_id = :daftar) p
GROUP BY GROUPING SETS ((), (kec), (kec, des), (kec, des, tempat))
HAVING grouping(tempat) = 1 OR tempat IS NOT NULL
""")


SAMPLE = 200_000
SAMPLED = text("SELECT nama FROM pemilih WHERE daftar_id = :daftar AND id % :langkah = 0")


def run_steps(daftar_id: UUID, unit: Unit, *, again: bool = False) -> None:
    """Count and compare a list that is in; `again` also what is done already."""
    with unit() as session:
        _learn_words(session, daftar_id, again=again)
    with unit() as session:
        _count(session, daftar_id, again=again)
    with unit() as session:
        _compare(session, daftar_id, again=again)


def _take(session: Session, daftar_id: UUID) -> DaftarPemilih | None:
    """The list, held alone until the step is done; None when it has no rows to look at."""
    wait_alone(session, f"hitung:{daftar_id}")
    daftar = session.get(DaftarPemilih, daftar_id, populate_existing=True)
    usable = daftar is not None and daftar.status == "jadi" and daftar.diringkas_pada is None
    return daftar if usable else None


def _learn_words(session: Session, daftar_id: UUID, *, again: bool) -> None:
    """Note which words many names of this list share: a single report is matched without reading the list."""
    daftar = _take(session, daftar_id)
    if daftar is None or daftar.jenis == TMS or (daftar.kata is not None and not again):
        return
    # Only workers count: the engine's libraries are heavy.
    from pemakaman.pencocokan.kata_nama import word_bits  # noqa: PLC0415

    step = max(1, daftar.masuk // SAMPLE)
    names = session.execute(SAMPLED, {"daftar": daftar_id, "langkah": step}, execution_options={"yield_per": 5000})
    daftar.kata = word_bits(names.scalars().partitions(), default_model().kata)
    _record(session, daftar, "daftar_pemilih.kata_dihitung", {"kata": len(daftar.kata)})


def _count(session: Session, daftar_id: UUID, *, again: bool) -> None:
    daftar = _take(session, daftar_id)
    values = {"daftar": daftar_id}
    if daftar is None:
        return
    found = session.scalar(
        text("SELECT jumlah FROM rekap_pemilih WHERE daftar_id = :daftar AND asal = 'daftar' AND kecamatan = ''"),
        values,
    )
    if found is not None and not again:
        return
    session.execute(text("DELETE FROM rekap_pemilih WHERE daftar_id = :daftar AND asal = 'daftar'"), values)
    session.execute(text("SET LOCAL work_mem = '64MB'"))
    rows = session.execute(COUNT, values).rowcount  # type: ignore[attr-defined]
    _record(session, daftar, "daftar_pemilih.dihitung", {"tempat": rows})


def _compare(session: Session, daftar_id: UUID, *, again: bool) -> None:
    daftar = _take(session, daftar_id)
    if daftar is None or daftar.jenis == TMS:
        return
    susunan = read_susunan(session, DaftarPemilih.wilayah_kode == daftar.wilayah_kode)
    before = susunan.before(daftar.id)
    if before is not None:
        wait_alone(session, f"hitung:{before.id}")
        whole = session.get_one(DaftarPemilih, before.id, populate_existing=True).diringkas_pada is None
        before = before if whole else None
    if before is not None and (again or daftar.sebelum_id != before.id or daftar.baru is None):
        found = compare_lists(session, daftar.id, before.id)
        daftar.sebelum_id = before.id
        daftar.baru, daftar.berubah, daftar.hilang = found["baru"], found["berubah"], found["hilang"]
        _record(session, daftar, "daftar_pemilih.dibandingkan", {"sebelum": before.id, **found})
    after = susunan.after(daftar.id)
    if after is not None and session.get_one(DaftarPemilih, after.id).sebelum_id != daftar.id:
        # It was compared before this list came in between.
        jobs.defer(session, "pemilih.hitung", daftar_id=str(after.id))


def _record(session: Session, daftar: DaftarPemilih, peristiwa: str, rincian: dict[str, Any]) -> None:
    wilayah = daftar.wilayah_kode
    record(session, peristiwa, "daftar_pemilih", daftar.id, actor=SISTEM, wilayah=wilayah, rincian=rincian)
