"""Voters one report may mean, among the voters of a whole province: is the right one found, and how fast.

A hundred thousand voters by default; `--skala 65` measures the 6.5 million of a province.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from bench.calon import misspell
from bench.hasil import Hasil, p50, p95
from bench.isi import name_pool, without_indexes
from bench.peladen import cluster
from pemakaman import db
from pemakaman.db import libpq_url
from pemakaman.nilai.kunci_nama import name_keys
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pemilih.calon_satu import Dicari, find_voters
from pemakaman.pemilih.models import DaftarPemilih

PEMILIH, PEMANASAN, KALI = 100_000, 30, 200
SASARAN_MS = 60.0
MENINGGAL = date(2026, 10, 1)

MAKE_DAFTAR = """
INSERT INTO daftar_pemilih (id, wilayah_kode, jenis, periode, nama_berkas, sha256, ukuran, status, dibaca, masuk, salah,
    dibuat_oleh)
SELECT gen_random_uuid(), kode, 'DPB', '2026-T3', 'dpb.csv', md5(kode), 1, 'jadi', 0, 0, 0, %(akun)s
FROM wilayah WHERE tingkat = 2 AND kode LIKE '18.%%'
"""
MAKE_DESA = """
CREATE TEMPORARY TABLE isi_desa AS
SELECT row_number() OVER (ORDER BY w.kode) AS no, w.kode, left(w.kode, 8) AS kec, left(w.kode, 5) AS kab, w.nama,
    d.id AS daftar_id
FROM wilayah w JOIN daftar_pemilih d ON d.wilayah_kode = left(w.kode, 5) WHERE w.tingkat = 4
"""
# Keys as `pemilih.kunci` makes them.
MAKE_PEMILIH = """
INSERT INTO pemilih (daftar_id, kecamatan, desa, kec_kode, desa_kode, nkk, nik, nama, jenis_kelamin, tempat_lahir,
    tanggal_lahir, alamat, rt, rw, tps, kunci_nama)
SELECT d.daftar_id, d.kec, d.nama, d.kec, d.kode, replace(d.kec, '.', '') || lpad((b.g / 4)::text, 10, '0'),
    replace(d.kec, '.', '')
        || lpad((extract(day FROM b.lahir) + CASE n.jk WHEN 'P' THEN 40 ELSE 0 END)::int::text, 2, '0')
        || to_char(b.lahir, 'MMYY') || lpad((b.g %% 10000)::text, 4, '0'),
    upper(n.nama), n.jk, 'KOTABUMI', b.lahir, 'JL MELATI ' || b.g %% 90, lpad((b.g %% 9)::text, 3, '0'), '001',
    lpad((b.g %% 20)::text, 3, '0'),
    ARRAY(SELECT k || ':' || extract(year FROM b.lahir) || '/' || d.kab FROM unnest(n.kunci) k)
        || ARRAY(SELECT k || '@' || d.kode FROM unnest(n.kunci) k)
FROM (SELECT g, 1 + floor(random() * %(nama)s)::int AS nno, 1 + floor(random() * %(desa)s)::int AS dno,
        CASE WHEN random() < 0.03 THEN make_date(1945 + floor(random() * 40)::int, 1, 1)
            ELSE date '2009-01-01' - floor(random() * random() * 28000)::int END AS lahir
      FROM generate_series(1, %(jumlah)s) g) b
JOIN isi_nama n ON n.no = b.nno JOIN isi_desa d ON d.no = b.dno
"""
SAMPLE = """
SELECT id, daftar_id, nama, nik, nkk, jenis_kelamin, tanggal_lahir, desa_kode
FROM pemilih TABLESAMPLE SYSTEM (:bagian) LIMIT :kali
"""


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Fill one database, ask it in every way a report may be written."""
    jumlah = max(10_000, int(PEMILIH * skala))
    with cluster() as gugus, gugus.database("bench_calon_pemilih") as url:
        start = time.monotonic()
        fill(url, jumlah)
        print(f"{jumlah} pemilih diisi dalam {time.monotonic() - start:.0f} s", flush=True)
        engine = db.make_engine(url)
        found = list(_measure(engine, jumlah))
        engine.dispose()
    return found


def fill(url: str, jumlah: int) -> None:
    """Fifteen lists with `jumlah` voters together."""
    with psycopg.connect(libpq_url(url)) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("SELECT setseed(0.42)")
        connection.execute("CREATE TEMPORARY TABLE isi_nama (no int PRIMARY KEY, nama text, kunci text[], jk text)")
        with connection.cursor().copy("COPY isi_nama FROM STDIN") as copy:
            for number, (nama, _, _, _, kelamin) in enumerate(name_pool(), 1):
                copy.write_row((number, nama, sorted(name_keys(nama)), kelamin))
        connection.execute(MAKE_DAFTAR, {"akun": uuid4()})
        connection.execute(MAKE_DESA)
        desa = connection.execute("SELECT count(*) FROM isi_desa").fetchone()
        values = {"jumlah": jumlah, "nama": len(name_pool()), "desa": desa[0] if desa else 0}
        with without_indexes(connection, ("pemilih",)):
            connection.execute(MAKE_PEMILIH, values)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM (ANALYZE) pemilih")


def _measure(engine: Engine, jumlah: int) -> Iterator[Hasil]:
    shown = f"{jumlah:,}".replace(",", ".")
    with engine.connect() as connection:
        share = min(100.0, 100.0 * 30 * (KALI + PEMANASAN) / jumlah)
        rows = list(connection.execute(text(SAMPLE), {"bagian": share, "kali": 30 * (KALI + PEMANASAN)}))
    Random(7).shuffle(rows)
    for nama, ask in TANYA.items():
        asked = [_ask(engine, ask(row, index), row) for index, row in enumerate(rows[: KALI + PEMANASAN])][PEMANASAN:]
        hits, calon = sum(found for _, found, _ in asked), sum(count for _, _, count in asked) / len(asked)
        print(f"{nama}: ditemukan {hits} dari {len(asked)}, rata-rata {calon:.0f} calon", flush=True)
        times = [1000 * taken for taken, _, _ in asked]
        print(f"   paling lama {max(times):.0f} ms", flush=True)
        yield Hasil(f"calon_pemilih: {nama}, p50, {shown} pemilih", p50(times), "ms", SASARAN_MS, "batas")
        yield Hasil(f"calon_pemilih: {nama}, p95, {shown} pemilih", p95(times), "ms", SASARAN_MS, "batas", (None, 1.0))


def _ask(engine: Engine, dicari: Dicari, row: Any) -> tuple[float, bool, int]:
    start = time.perf_counter()
    with Session(engine) as session:
        found = find_voters(session, dicari, session.get_one(DaftarPemilih, row.daftar_id))
    return time.perf_counter() - start, any(one.id == row.id for one in found), len(found)


def _full(row: Any) -> Dicari:
    lahir = TanggalTakLengkap(row.tanggal_lahir.year, row.tanggal_lahir.month, row.tanggal_lahir.day)
    return Dicari(
        nama=row.nama,
        nik=row.nik,
        jenis_kelamin=row.jenis_kelamin,
        lahir=lahir,
        meninggal=MENINGGAL,
        tahun=tuple(range(lahir.tahun - 2, lahir.tahun + 3)),
        desa=(row.desa_kode,),
        kk=frozenset(),
        nik_keluarga=frozenset(),
    )


def _by_nik(row: Any, _: int) -> Dicari:
    return _full(row)


def _by_birth(row: Any, index: int) -> Dicari:
    return replace(_full(row), nik=None, nama=misspell(row.nama, index))


def _by_birth_elsewhere(row: Any, index: int) -> Dicari:
    return replace(_by_birth(row, index), desa=(f"{row.desa_kode[:8]}.9999",))


def _by_year(row: Any, index: int) -> Dicari:
    return replace(_by_birth(row, index), lahir=None)


def _by_age(row: Any, index: int) -> Dicari:
    middle = row.tanggal_lahir.year + index % 9 - 4
    years = sorted(range(middle - 10, middle + 11), key=lambda year: abs(year - middle))
    return replace(_by_year(row, index), tahun=tuple(years))


def _by_age_elsewhere(row: Any, index: int) -> Dicari:
    return replace(_by_age(row, index), desa=(f"{row.desa_kode[:8]}.9999",))


TANYA: dict[str, Callable[[Any, int], Dicari]] = {
    "NIK, nama, lahir, desa": _by_nik,
    "nama salah ketik, lahir, desa": _by_birth,
    "nama salah ketik, lahir, desa lain": _by_birth_elsewhere,
    "nama salah ketik, tahun lahir, desa": _by_year,
    "nama salah ketik, umur kira-kira, desa": _by_age,
    "nama salah ketik, umur kira-kira, desa lain": _by_age_elsewhere,
}
