"""Struck names that stand in a newer list: found after its import, their causes kept true afterwards.

A strike is a proposal handed over to KPU. Of several strikes of one voter the last counts; when that one was taken
back the name stands in the list rightly, and there is no alarm.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import record
from pemakaman.nilai.tanggal import zone_of
from pemakaman.pemilih.models import DaftarPemilih, MunculLagi
from pemakaman.pemilih.orang_sama import find_same, prepare
from pemakaman.pemilih.rules_kembali import TMS, StatusMuncul, cause_of

DITARIK = "Usulnya ditarik sesudah ini: nama ini memang harus ada di daftar."
LEBIH_BARU = "Muncul lagi di daftar yang lebih baru; lihat peringatan yang baru."

# The last hand-over before the list, in whatever formats; what KPU's receipt says of it; the akta of today.
_PUKULAN = """
CREATE TEMP TABLE pukulan ON COMMIT DROP AS
SELECT u.id AS usul_id, u.laporan_id, h.nomor, h.ditolak, h.diterima, a.tanggal AS akta,
    NOT (u.status = 'dikonfirmasi' OR (u.status = 'ditolak' AND h.ditolak))
    OR l.status NOT IN ('disetujui', 'akta_terbit')
    OR EXISTS (
        SELECT FROM penarikan n
        JOIN paket_penarikan pp ON pp.penarikan_id = n.id
        JOIN paket b ON b.id = pp.paket_id
        WHERE n.usul_id = u.id AND b.nomor > h.nomor
    ) AS ditarik,
    CASE WHEN v.nik ~ '[^0-9]' AND starts_with(l.nik_identitas, substring(v.nik from '^[0-9]+'))
        THEN l.nik_identitas ELSE v.nik END AS nik,
    coalesce(v.nkk, l.no_kk) AS nkk, v.nama, v.jenis_kelamin, v.tanggal_lahir, v.desa_kode
FROM usul u
JOIN laporan l ON l.id = u.laporan_id
JOIN pemilih v ON v.id = u.pemilih_id
JOIN daftar_pemilih dv ON dv.id = u.daftar_id
LEFT JOIN akta a ON a.laporan_id = l.id AND a.dibatalkan_pada IS NULL
JOIN LATERAL (
    SELECT max(k.nomor) AS nomor, coalesce(bool_or(pu.hasil = 'ditolak'), false) AS ditolak,
        coalesce(bool_or(pu.hasil = 'diterima' OR t.paket_id IS NOT NULL), false) AS diterima
    FROM paket_usul pu
    JOIN paket k ON k.id = pu.paket_id
    LEFT JOIN tanda_terima t ON t.paket_id = k.id
    WHERE pu.usul_id = u.id AND pu.untuk = 'hapus' AND k.dibuat_pada < :batas
    GROUP BY k.dibuat_pada ORDER BY k.dibuat_pada DESC LIMIT 1
) h ON true
WHERE u.kab_kode = :kab AND u.daftar_id <> :daftar
    AND (:bertanggal OR (dv.jenis, dv.periode, dv.wilayah_kode) IS DISTINCT FROM (:jenis, :periode, :wilayah))
"""
_SEEK = """
INSERT INTO orang_dicari (kunci, nik, nkk, nama, jenis_kelamin, tanggal_lahir, desa_kode)
SELECT usul_id, nik, nkk, nama, jenis_kelamin, tanggal_lahir, desa_kode FROM pukulan
"""
_NEW = """
SELECT c.pemilih_id, c.usul_id, c.dasar, c.desa_kode, c.ditolak, c.diterima, c.akta
FROM (
    SELECT DISTINCT ON (s.pemilih_id) s.pemilih_id, k.usul_id, s.dasar, p.desa_kode, p.keterangan,
        k.ditarik, k.ditolak, k.diterima, k.akta
    FROM orang_sama s JOIN pukulan k ON k.usul_id = s.kunci JOIN pemilih p ON p.id = s.pemilih_id
    ORDER BY s.pemilih_id, k.nomor DESC, s.dasar <> 'nik', k.usul_id
) c
WHERE NOT c.ditarik AND coalesce(c.keterangan, '') NOT IN ('1', '91')
    AND NOT EXISTS (SELECT FROM muncul_lagi m WHERE m.pemilih_id = c.pemilih_id)
"""
_WRITE = text("""
INSERT INTO muncul_lagi (id, daftar_id, pemilih_id, usul_id, kab_kode, desa_kode, dasar, sebab, status)
VALUES (gen_random_uuid(), :daftar, :pemilih_id, :usul_id, :kab, :desa_kode, :dasar, :sebab, 'baru')
ON CONFLICT (pemilih_id, usul_id) DO NOTHING
""")
_TODAY = """
SELECT m.id, m.sebab, k.ditarik, k.ditolak, k.diterima, k.akta,
    EXISTS (SELECT FROM usul w WHERE w.pemilih_id = m.pemilih_id
        AND w.status IN ('diusulkan', 'dikonfirmasi', 'dibekukan')) AS diusulkan
FROM muncul_lagi m JOIN pukulan k ON k.usul_id = m.usul_id
WHERE m.daftar_id = :daftar AND m.status = 'baru'
FOR UPDATE OF m
"""
_OLDER = text("""
UPDATE muncul_lagi m SET status = 'selesai', catatan = :catatan, ditindak_pada = now()
FROM usul u, daftar_pemilih d
WHERE m.status = 'baru' AND m.kab_kode = :kab AND m.daftar_id <> :daftar
    AND u.id = m.usul_id AND d.id = m.daftar_id AND d.dibuat_pada < :dibuat
    AND u.laporan_id IN (
        SELECT w.laporan_id FROM muncul_lagi n JOIN usul w ON w.id = n.usul_id WHERE n.daftar_id = :daftar
    )
""")
_STEP = 5_000


def find_returned(session: Session, daftar_id: UUID) -> int:
    """Write an alarm for every struck name of the list; done again it adds only what is missing. Returns how many."""
    daftar = _take(session, daftar_id)
    if daftar is None:
        return 0
    prepare(session)
    _strikes(session, daftar)
    session.execute(text(_SEEK))
    find_same(session, daftar.id, nik_bebas=False)
    hari = list_day(daftar)
    values = {"daftar": daftar.id, "kab": daftar.wilayah_kode[:5]}
    found = 0
    for part in session.execute(text(_NEW).execution_options(stream_results=True, yield_per=_STEP)).partitions():
        session.execute(_WRITE, [{**_alarm(row, hari), **values} for row in part])
        found += len(part)
    older: Any = session.execute(_OLDER, {**values, "catatan": LEBIH_BARU, "dibuat": daftar.dibuat_pada})
    if found or older.rowcount:
        rincian = {"muncul_lagi": found, "digantikan": older.rowcount}
        _tell(session, daftar, "daftar_pemilih.muncul_lagi", rincian)
    _refresh(session, daftar)
    return found


def refresh_alarms(session: Session, daftar_id: UUID) -> int:
    """Look at the open alarms of a list again, after receipts, akta and withdrawals. Returns how many changed."""
    daftar = _take(session, daftar_id)
    if daftar is None:
        return 0
    _strikes(session, daftar)
    return _refresh(session, daftar)


def list_open_daftar(session: Session) -> list[UUID]:
    """Lists with alarms that nobody has dealt with."""
    query = select(MunculLagi.daftar_id).where(MunculLagi.status == StatusMuncul.BARU).distinct()
    return list(session.scalars(query))


def list_day(daftar: DaftarPemilih) -> date:
    """The day a list holds for: its own, or the one on which it came."""
    return daftar.tanggal or daftar.dibuat_pada.astimezone(zone_of(daftar.wilayah_kode)).date()


def _take(session: Session, daftar_id: UUID) -> DaftarPemilih | None:
    """The finished list of voters, held for this transaction; None for any other."""
    wait_alone(session, f"muncul-{daftar_id}")
    daftar = session.get(DaftarPemilih, daftar_id)
    return daftar if daftar is not None and daftar.status == "jadi" and daftar.jenis != TMS else None


def _strikes(session: Session, daftar: DaftarPemilih) -> None:
    """Put every strike of the kab/kota that was handed over before the list into `pukulan`.

    Without a day of its own a list counts from when it came, and another list of the very period is no newer one.
    """
    batas = daftar.dibuat_pada
    if daftar.tanggal is not None:
        after = datetime.combine(daftar.tanggal + timedelta(days=1), time())
        batas = after.replace(tzinfo=zone_of(daftar.wilayah_kode))
    values = {
        "batas": batas,
        "daftar": daftar.id,
        "bertanggal": daftar.tanggal is not None,
        "kab": daftar.wilayah_kode[:5],
        "jenis": daftar.jenis,
        "periode": daftar.periode,
        "wilayah": daftar.wilayah_kode,
    }
    session.execute(text("DROP TABLE IF EXISTS pg_temp.pukulan"))
    session.execute(text(_PUKULAN), values)
    session.execute(text("ANALYZE pukulan"))


def _alarm(row: Any, hari: date) -> dict[str, Any]:
    return {
        "pemilih_id": row.pemilih_id,
        "usul_id": row.usul_id,
        "desa_kode": row.desa_kode,
        "dasar": row.dasar,
        "sebab": _cause(row, hari),
    }


def _cause(row: Any, hari: date) -> str:
    days = (row.akta - hari).days if row.akta is not None else None
    return cause_of(ditolak=row.ditolak, diterima=row.diterima, akta_hari=days).value


def _refresh(session: Session, daftar: DaftarPemilih) -> int:
    hari, counts = list_day(daftar), {"sebab": 0, "diusulkan": 0, "ditarik": 0}
    for row in session.execute(text(_TODAY), {"daftar": daftar.id}).all():
        sebab = _cause(row, hari)
        if row.ditarik:
            _set(session, row.id, "ditarik", counts, status="selesai", catatan=DITARIK)
        elif row.diusulkan:
            _set(session, row.id, "diusulkan", counts, status="diusulkan")
        elif sebab != row.sebab:
            _set(session, row.id, "sebab", counts, sebab=sebab)
    changed = sum(counts.values())
    if changed:
        _tell(session, daftar, "daftar_pemilih.muncul_ditinjau", counts)
    return changed


def _set(session: Session, muncul_id: UUID, what: str, counts: dict[str, int], **values: str) -> None:
    parts = [f"{name} = :{name}" for name in values]
    if "status" in values:
        parts.append("ditindak_pada = now()")
    query = text(f"UPDATE muncul_lagi SET {', '.join(parts)} WHERE id = :id")  # noqa: S608 (our own column names)
    session.execute(query, {**values, "id": muncul_id})
    counts[what] += 1


def _tell(session: Session, daftar: DaftarPemilih, peristiwa: str, rincian: dict[str, int]) -> None:
    wilayah = daftar.wilayah_kode
    record(session, peristiwa, "daftar_pemilih", daftar.id, actor=SISTEM, wilayah=wilayah, rincian=rincian)
    session.flush()
