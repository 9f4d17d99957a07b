"""KPU's own dead, sorted by what this program knows of each: no burial report, a report without akta, an akta.

Nobody is marked dead here: a row is only work for an office.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import record
from pemakaman.laporan.rules import NOT_IN_REGISTER
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.orang_sama import find_same, prepare
from pemakaman.pemilih.queries import TANPA_PEMILIH
from pemakaman.pemilih.rules_kembali import TMS

# Reports that say of somebody that he died: those of the register, unless they were shelved after a refusal.
_STATUSES = "l.status <> ALL(:luar) AND (l.status_sebelum IS NULL OR l.status_sebelum <> ALL(:luar))"
# A day that no calendar has is no day; only a whole date of birth is compared.
_BIRTH = """CASE WHEN l.lahir_tahun BETWEEN 1800 AND 2200 AND l.lahir_hari <= extract(day FROM
    make_date(l.lahir_tahun, l.lahir_bulan, 1) + interval '1 month - 1 day')
    THEN make_date(l.lahir_tahun, l.lahir_bulan, l.lahir_hari) END"""
_SEEK = f"""
INSERT INTO orang_dicari (kunci, nik, nkk, nama, jenis_kelamin, tanggal_lahir, desa_kode)
SELECT l.id, l.nik_identitas, l.no_kk, l.nama, l.jenis_kelamin, {_BIRTH},
    coalesce(l.alamat_desa_kode, l.desa_kode)
FROM laporan l
WHERE l.nama IS NOT NULL AND NOT l.tidak_dikenal AND l.kasus <> ALL(:tanpa) AND {_STATUSES}
    AND (l.kab_kode = :kab
        OR l.nik_identitas IN (SELECT p.nik FROM pemilih p WHERE p.daftar_id = :daftar AND p.nik IS NOT NULL))
"""  # noqa: S608 (our own column names)
# Of several reports of one person the one with an akta counts, then an approved one, then the surest.
_BEST = """
CREATE TEMP TABLE tms_laporan ON COMMIT DROP AS
SELECT DISTINCT ON (s.pemilih_id) s.pemilih_id, l.id AS laporan_id, a.id IS NOT NULL AS berakta
FROM orang_sama s
JOIN laporan l ON l.id = s.kunci
LEFT JOIN akta a ON a.laporan_id = l.id AND a.dibatalkan_pada IS NULL
ORDER BY s.pemilih_id, a.id IS NULL, l.status <> 'disetujui', s.dasar <> 'nik', l.diubah_pada DESC, l.id
"""
# A person is one piece of work, however many lists of KPU name him: the first row stays.
_ROWS = """
CREATE TEMP TABLE tms_baris ON COMMIT DROP AS
SELECT p.id, p.desa_kode, b.laporan_id,
    CASE WHEN b.laporan_id IS NULL THEN 'tanpa_laporan' WHEN b.berakta THEN 'berakta' ELSE 'tanpa_akta' END AS keadaan
FROM (
    SELECT DISTINCT ON (kunci) * FROM (
        SELECT q.*, CASE WHEN q.nik ~ '^[0-9]{16}$' THEN q.nik
            ELSE concat_ws('|', q.nik, q.nkk, lower(q.nama), q.tanggal_lahir, q.desa_kode, q.tps) END AS kunci
        FROM pemilih q WHERE q.daftar_id = :daftar AND coalesce(q.keterangan, '') IN ('', '1', '91')
    ) k ORDER BY kunci, id
) p
LEFT JOIN tms_laporan b ON b.pemilih_id = p.id
WHERE NOT EXISTS (
    SELECT FROM pemilih q JOIN tindak_tms t ON t.pemilih_id = q.id
    WHERE p.nik ~ '^[0-9]{16}$' AND q.nik = p.nik AND t.daftar_id <> :daftar AND t.kab_kode = :kab
)
"""
_WRITE = """
INSERT INTO tindak_tms AS t (daftar_id, pemilih_id, kab_kode, desa_kode, keadaan, laporan_id, status)
SELECT :daftar, b.id, :kab, b.desa_kode, b.keadaan, b.laporan_id,
    CASE WHEN b.keadaan = 'berakta' THEN 'selesai' ELSE 'baru' END
FROM tms_baris b
ON CONFLICT (pemilih_id) DO UPDATE SET keadaan = EXCLUDED.keadaan, laporan_id = EXCLUDED.laporan_id,
    status = CASE WHEN t.keadaan = EXCLUDED.keadaan THEN t.status ELSE EXCLUDED.status END,
    makam_id = CASE WHEN t.keadaan = EXCLUDED.keadaan THEN t.makam_id END,
    ditindak_oleh = CASE WHEN t.keadaan = EXCLUDED.keadaan THEN t.ditindak_oleh END,
    ditindak_pada = CASE WHEN t.keadaan = EXCLUDED.keadaan THEN t.ditindak_pada END
WHERE (t.keadaan, t.laporan_id) IS DISTINCT FROM (EXCLUDED.keadaan, EXCLUDED.laporan_id)
RETURNING keadaan
"""
_COUNT = "SELECT keadaan, count(*) FROM berubah GROUP BY keadaan ORDER BY keadaan"


def sort_tms(session: Session, daftar_id: UUID) -> int:
    """Sort every dead voter of one of KPU's lists anew. Returns how many rows are new or changed."""
    daftar = session.get(DaftarPemilih, daftar_id)
    if daftar is None or daftar.status != "jadi" or daftar.jenis != TMS or daftar.diringkas_pada is not None:
        return 0
    kab = daftar.wilayah_kode[:5]
    # One list of a kab/kota after the other: the second sees whom the first has taken.
    wait_alone(session, f"tms-{kab}")
    values: dict[str, Any] = {"daftar": daftar.id, "kab": kab}
    prepare(session)
    outside = [status.value for status in NOT_IN_REGISTER]
    session.execute(text(_SEEK), {**values, "luar": outside, "tanpa": [kasus.value for kasus in TANPA_PEMILIH]})
    find_same(session, daftar.id, nik_bebas=True)
    session.execute(text("DROP TABLE IF EXISTS pg_temp.tms_laporan, pg_temp.tms_baris"))
    session.execute(text(_BEST))
    session.execute(text(_ROWS), values)
    query = f"WITH berubah AS ({_WRITE}) {_COUNT}"
    counts: dict[str, int] = {row[0]: row[1] for row in session.execute(text(query), values)}
    if counts:
        wilayah = daftar.wilayah_kode
        event = "daftar_pemilih.tms_dipilah"
        record(session, event, "daftar_pemilih", daftar.id, actor=SISTEM, wilayah=wilayah, rincian=counts)
        session.flush()
    return sum(counts.values())


def list_tms_daftar(session: Session, kab_kode: str | None = None) -> list[UUID]:
    """Finished lists of KPU's own dead, the oldest first: all, or those of one kab/kota."""
    query = select(DaftarPemilih.id).where(
        DaftarPemilih.jenis == TMS, DaftarPemilih.status == "jadi", DaftarPemilih.diringkas_pada.is_(None)
    )
    if kab_kode:
        query = query.where(DaftarPemilih.wilayah_kode.startswith(kab_kode, autoescape=True))
    return list(session.scalars(query.order_by(DaftarPemilih.dibuat_pada, DaftarPemilih.id)))
