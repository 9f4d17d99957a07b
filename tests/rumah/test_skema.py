"""Migrations go up, down and up; models and the migrated schema are one."""

from collections.abc import Iterator

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql

from pemakaman import embedded, migrate
from pemakaman.db import make_engine
from pemakaman.models import metadata


@pytest.fixture
def empty_url(server: embedded.Server) -> Iterator[str]:
    name = "uji_migrasi"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(4712)")
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield server.url(name)
        connection.execute(drop)


def _differences(url: str) -> list[object]:
    engine = make_engine(url, role=None)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = list(compare_metadata(context, metadata))
    engine.dispose()
    return [one for one in found if "procrastinate" not in repr(one)]


def test_every_migration_goes_up_down_and_up(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    migrate.downgrade(empty_url, "base")
    with psycopg.connect(empty_url) as connection:
        left = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname !~ '^alembic'"
        ).fetchall()
    assert left == []
    migrate.upgrade(empty_url)


def test_models_equal_the_migrated_schema(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    assert _differences(empty_url) == []


DEFINITIONS = """
SELECT 'syarat ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype <> 't' AND conrelid <> 0
AND conrelid::regclass::text !~ '^(procrastinate|alembic)'
UNION SELECT 'indeks ' || indexdef FROM pg_indexes
WHERE schemaname = 'public' AND tablename !~ '^(procrastinate|alembic)'
"""


def _definitions(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        return {str(row[0]) for row in connection.execute(DEFINITIONS)}


def test_checks_and_partial_indexes_of_the_models_are_those_of_the_migrations(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    migrated = _definitions(empty_url)
    engine = make_engine(empty_url, role=None)
    metadata.drop_all(engine)
    metadata.create_all(engine)
    engine.dispose()
    assert migrated ^ _definitions(empty_url) == set()


def test_migrations_are_one_numbered_line() -> None:
    revisions = [script.revision for script in ScriptDirectory.from_config(migrate.alembic_config("")).walk_revisions()]
    assert sorted(revisions) == [f"{number:04}" for number in range(1, len(revisions) + 1)]


# A kab/kota that chose its settings, an approved report, a finished file and one that was annulled, as 0008 had them.
OLD_FILES = """
SET session_replication_role = replica;
INSERT INTO wilayah (kode, nama, nama_cari, tingkat, berlaku_dari)
VALUES ('18.72', 'Kota Metro', 'kota metro', 2, '2020-01-01');
INSERT INTO setelan_berkas (kab_kode, formulir, kertas, kotak_nama, kop, tempat_tanda_tangan, pejabat_jabatan,
    versi)
VALUES ('18.72', 'F-2.01', 'F4', 34, '["DINAS"]', 'Metro', 'Kepala Dinas', 1);
INSERT INTO laporan (id, makam_id, kab_kode, kec_kode, desa_kode, status, asal, dibuat_oleh, versi, kasus, nama,
    dimakamkan_tanggal, buku_tahun, buku_nomor, peringatan_diterima)
VALUES ('00000000-0000-0000-0000-00000000000a', gen_random_uuid(), '18.72', '18.72.01', '18.72.01.1001', 'disetujui',
    'formulir', gen_random_uuid(), 1, 'rumah', 'Wati', '2026-01-05', 2026, 7, '[]');
INSERT INTO berkas (id, laporan_id, versi_dokumen, berlaku, formulir, kertas, status, percobaan, sha256, ukuran,
    halaman, jadi_pada, diunduh_pada, dibatalkan_pada)
VALUES ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 1, false, 'F-2.01', 'F4',
    'jadi', 1, repeat('a', 64), 10, 4, now(), now(), now()),
   ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 2, true, 'F-2.01A', 'A4',
    'jadi', 1, repeat('b', 64), 11, 1, now(), NULL, NULL);
"""


def test_files_of_before_keep_their_bytes_up_and_down(empty_url: str) -> None:
    migrate.upgrade(empty_url, "0008")
    with psycopg.connect(empty_url) as connection:
        connection.execute(OLD_FILES)
    migrate.upgrade(empty_url)
    with psycopg.connect(empty_url) as connection:
        documents = connection.execute(
            "SELECT jenis, sha256, halaman, kertas, keadaan, nomor, kode_periksa ~ '^[A-Z2-7]{26}$' FROM dokumen "
            "ORDER BY jenis"
        ).fetchall()
        files = connection.execute("SELECT jumlah_cetak, pilihan FROM berkas ORDER BY versi_dokumen").fetchall()
        known = connection.execute("SELECT count(*) FROM sidik_keluaran").fetchone()
    assert documents == [
        ("F-2.01", "a" * 64, 4, "F4", "dibatalkan", "7/2026 v1", True),
        ("F-2.01A", "b" * 64, 1, "A4", "berlaku", "7/2026 v2", True),
    ]
    assert files == [(1, {}), (0, {})]
    assert known == (2,)
    migrate.downgrade(empty_url, "0008")
    with psycopg.connect(empty_url) as connection:
        old = connection.execute("SELECT sha256, ukuran, halaman, kertas FROM berkas ORDER BY versi_dokumen").fetchall()
        setelan = connection.execute("SELECT formulir, kertas, kotak_nama, kop FROM setelan_berkas").fetchall()
    assert old == [("a" * 64, 10, 4, "F4"), ("b" * 64, 11, 1, "A4")]
    assert setelan == [("F-2.01", "F4", 34, ["DINAS"])]
