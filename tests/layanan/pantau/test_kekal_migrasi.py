"""Reports from before the kept figures are counted by the first run, also after the way down and up again."""

from collections.abc import Iterator
from decimal import Decimal

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.orm import Session

from pemakaman import embedded, migrate
from pemakaman.db import make_engine
from pemakaman.pantau.queries import banding
from pemakaman.pantau.services import angka

# An approved report whose file went out twice, one that waits, a draft, and one that was merged into the first.
OLD = """
SET session_replication_role = replica;
INSERT INTO laporan (id, makam_id, kab_kode, kec_kode, desa_kode, status, asal, dibuat_oleh, versi, kasus, nama,
    meninggal_tanggal, dimakamkan_tanggal, buku_tahun, buku_nomor, peringatan_diterima, diajukan_pada, status_sebelum,
    digabung_ke, nik)
SELECT ('00000000-0000-0000-0000-00000000000' || no)::uuid, gen_random_uuid(), '18.71', '18.71.01', '18.71.01.1003', s,
    'formulir', gen_random_uuid(), 1, 'rumah', 'Wati', '2026-01-04', '2026-01-05', CASE WHEN s <> 'draf' THEN 2026 END,
    CASE WHEN s <> 'draf' THEN no END, '[]', '2026-01-06 03:00+00', CASE s WHEN 'digabung' THEN 'diajukan' END,
    CASE s WHEN 'digabung' THEN '00000000-0000-0000-0000-000000000001'::uuid END, '18710115036000' || no || no
FROM (VALUES (1, 'disetujui'), (2, 'diajukan'), (3, 'draf'), (4, 'digabung')) r (no, s);
INSERT INTO keputusan (laporan_id, disarankan_oleh, disetujui_oleh, disetujui_pada)
VALUES ('00000000-0000-0000-0000-000000000001', gen_random_uuid(), gen_random_uuid(), '2026-01-08 03:00+00');
INSERT INTO berkas (id, laporan_id, versi_dokumen, berlaku, formulir, status, percobaan, jadi_pada, diunduh_pada,
    jumlah_cetak)
VALUES (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 1, true, 'F-2.01A', 'jadi', 1,
    '2026-01-08 03:00+00', '2026-01-09 20:00+00', 2);
"""
FUNNEL = text(
    "SELECT dimakamkan, ada_nik, diajukan, disetujui, diunduh, akta FROM pantau_corong "
    "WHERE tempat = '18.71.01' AND sumbu = 'dimakamkan' AND bulan = '2026-01-01'"
)
DOWNLOADED = text("SELECT hari FROM pantau_jeda WHERE tempat = '18' AND langkah = 'diunduh' AND jumlah = 1")

LINE = text("SELECT tahun, nilai FROM acuan WHERE jenis = 'kelengkapan' AND wilayah_kode IS NULL")


@pytest.fixture
def old_url(server: embedded.Server) -> Iterator[str]:
    """A database of the version before, with reports in it."""
    name = "uji_migrasi_angka"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(4713)")
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        url = server.url(name)
        migrate.upgrade(url, "0010")
        with psycopg.connect(url) as old:
            old.execute(OLD)
        yield url
        connection.execute(drop)


def test_what_stood_before_is_counted_by_the_first_run_also_after_down_and_up(old_url: str) -> None:
    for _ in range(2):
        migrate.upgrade(old_url)
        engine = make_engine(old_url, role=None)
        with Session(engine) as session, session.begin():
            assert angka.count_marked(session) == 4
            assert session.execute(FUNNEL).all() == [(2, 2, 2, 1, 1, 0)]
            # In Lampung the file went out on the tenth.
            assert session.scalars(DOWNLOADED).all() == [2]
            assert {one.beda for one in banding.compare(session)} == {0}
            # The line to beat comes with the program.
            assert session.execute(LINE).all() == [(2023, Decimal("56.7"))]
        engine.dispose()
        migrate.downgrade(old_url, "0010")
