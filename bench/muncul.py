"""Struck names in a newer list: the look after an import, beside one plain reading of the list; and its memory."""

import resource
import time
from datetime import date

import psycopg
from sqlalchemy import select

from bench.hasil import Hasil
from bench.isi import KANTOR, KANTOR_KEC, fill, unlike_names
from bench.peladen import cluster
from pemakaman import db
from pemakaman.db import libpq_url, transaction
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.muncul import find_returned

PEMILIH = 500_000
# One voter in a hundred was struck before; half of the new list hides the last digits of NIK and KK.
_SETUP = """
SET session_replication_role = replica;
CREATE TEMP TABLE d AS SELECT kode, row_number() OVER () - 1 AS no FROM wilayah
WHERE tingkat = 4 AND kode LIKE '18.71.%';
CREATE TEMP TABLE a AS SELECT id FROM akun LIMIT 1;
CREATE TEMP TABLE m AS SELECT id FROM makam WHERE kab_kode = '18.71' LIMIT 1;
INSERT INTO daftar_pemilih (id, wilayah_kode, jenis, periode, nama_berkas, sha256, ukuran, status, dibuat_oleh, dibaca,
    masuk, salah, dibuat_pada)
SELECT gen_random_uuid(), '18.71', 'DPB', p.periode, 'd', p.periode, 1, 'jadi', a.id, 0, 0, 0, p.pada
FROM a, (VALUES ('lama', now() - interval '90 days'), ('baru', now())) AS p (periode, pada);
"""
_ROWS = """
INSERT INTO pemilih (daftar_id, kecamatan, desa, kec_kode, desa_kode, nkk, nik, nama, jenis_kelamin, tanggal_lahir, tps)
SELECT l.id, 'K', d.kode, left(d.kode, 8), d.kode,
    CASE WHEN {tutup} THEN left(x.nkk, 12) || '****' ELSE x.nkk END,
    CASE WHEN {tutup} THEN left(x.nik, 12) || '****' ELSE x.nik END,
    (%(nama)s::text[])[1 + g %% %(banyak)s], CASE g %% 2 WHEN 0 THEN 'L' ELSE 'P' END,
    date '1940-01-01' + (g * 7919::bigint %% 27000)::int, lpad((g %% 30)::text, 3, '0')
FROM generate_series(0, %(jumlah)s - 1) AS g
JOIN d ON d.no = g %% (SELECT count(*) FROM d)
CROSS JOIN LATERAL (SELECT %(kec)s || lpad(g::text, 10, '0') AS nik, %(kec)s || lpad((g / 3)::text, 10, '0') AS nkk) x
JOIN daftar_pemilih l ON l.periode = '{periode}'
WHERE {hanya}
"""
_STRIKES = """
INSERT INTO laporan (id, makam_id, kab_kode, kec_kode, desa_kode, status, dibuat_oleh, buku_tahun, buku_nomor, nama,
    nik, jenis_kelamin, versi, kasus, asal, dimakamkan_tanggal)
SELECT md5(p.id::text)::uuid, m.id, '18.71', p.kec_kode, p.desa_kode, 'disetujui', a.id, 2026, 1000000 + p.id, p.nama,
    p.nik, p.jenis_kelamin, 1, 'rumah', 'formulir', date '2026-06-01'
FROM pemilih p JOIN daftar_pemilih l ON l.id = p.daftar_id AND l.periode = 'lama', a, m;
INSERT INTO usul (id, laporan_id, daftar_id, pemilih_id, kab_kode, status, kode, kelas_bukti, diusulkan_oleh,
    dikonfirmasi_oleh, versi)
SELECT md5('u' || p.id)::uuid, md5(p.id::text)::uuid, p.daftar_id, p.id, '18.71', 'dikonfirmasi', '1', 'skk', a.id,
    gen_random_uuid(), 1
FROM pemilih p JOIN daftar_pemilih l ON l.id = p.daftar_id AND l.periode = 'lama', a;
INSERT INTO paket (id, kab_kode, wilayah_kode, format, jumlah, sha256, ukuran, dibuat_oleh, dibuat_pada)
SELECT gen_random_uuid(), '18.71', '18.71', 'csv', 1, 's', 1, a.id, now() - interval '60 days' FROM a;
INSERT INTO paket_usul (paket_id, usul_id) SELECT k.id, u.id FROM paket k, usul u;
ANALYZE;
"""


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """One list of half a million by default; `--skala 13` is a province."""
    jumlah = max(10_000, int(PEMILIH * skala))
    with cluster() as gugus, gugus.database("bench_muncul") as url:
        fill(url, 100, draf=0)
        _fill_voters(url, jumlah)
        db.configure(url)
        plain, look, found, memory = _look(url)
        db.engine().dispose()
    name = f"muncul: {jumlah} pemilih, {found} nama kembali"
    return [
        Hasil(name, look, "s", plain, "satu kali baca seluruh daftar"),
        Hasil(f"{name}, tambahan memori", memory, "MB", jumlah / 1000, "satu KB per pemilih", (None, 0.2)),
    ]


def _fill_voters(url: str, jumlah: int) -> None:
    names = [name.upper() for name in unlike_names(5_000, 7)]
    values = {"jumlah": jumlah, "nama": names, "banyak": len(names), "kec": KANTOR_KEC}
    with psycopg.connect(libpq_url(url)) as connection:
        connection.execute(_SETUP)
        struck = "g % 200 < 2".replace("%", "%%")
        connection.execute(_ROWS.format(tutup="false", periode="lama", hanya=struck), values)
        connection.execute(_ROWS.format(tutup="g %% 2 = 1", periode="baru", hanya="true"), values)
        connection.execute(_STRIKES)


def _look(url: str) -> tuple[float, float, int, float]:
    start = time.perf_counter()
    with psycopg.connect(libpq_url(url)) as connection:
        query = "SELECT count(DISTINCT p.desa_kode) FROM pemilih p JOIN daftar_pemilih l ON l.id = p.daftar_id"
        connection.execute(f"{query} WHERE l.periode = 'baru' AND p.tanggal_lahir <> %s", (date(1900, 1, 1),))
    plain = time.perf_counter() - start
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    with transaction() as session:
        wanted = select(DaftarPemilih.id).where(DaftarPemilih.wilayah_kode == KANTOR, DaftarPemilih.periode == "baru")
        found = find_returned(session, session.scalars(wanted).one())
    look = time.perf_counter() - start
    return plain, look, found, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
