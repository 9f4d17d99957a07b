"""Candidates for an identity among ten thousand and among a million residents of one kab/kota, side by side.

The look-up is asked as the desk asks it: the port, then the ranking, in one read-only transaction.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from bench.hasil import Hasil, p50, p95
from bench.isi import KANTOR, name_pool, without_indexes
from bench.peladen import Gugus, cluster
from pemakaman import db
from pemakaman.db import libpq_url
from pemakaman.nilai.kunci_nama import name_keys
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.penduduk.banding import rank
from pemakaman.penduduk.calon import Tanya
from pemakaman.penduduk.ekstrak import EkstrakPenduduk

KECIL, BESAR = 10_000, 1_000_000
PEMANASAN, KALI = 30, 300
SASARAN_MS = 60.0
MENINGGAL = date(2026, 10, 1)

MAKE_PENDUDUK = """
INSERT INTO penduduk (kab_kode, kec_kode, desa_kode, nik, no_kk, nama, nama_cari, kunci_nama, jenis_kelamin,
    tempat_lahir, tanggal_lahir, alamat, rt, rw, agama, pekerjaan, status_kawin, hubungan_keluarga, kewarganegaraan,
    nama_ayah, nama_ibu, status_dasar, sidik, impor_terakhir)
SELECT %(kab)s, d.kec, d.kode,
    replace(d.kec, '.', '')
        || lpad((extract(day FROM b.lahir) + CASE n.jk WHEN 'P' THEN 40 ELSE 0 END)::int::text, 2, '0')
        || to_char(b.lahir, 'MMYY')
        || lpad(row_number() OVER (PARTITION BY d.kec, to_char(b.lahir, 'DDMMYY'), n.jk)::text, 4, '0'),
    replace(d.kec, '.', '') || lpad((b.g / 4)::text, 10, '0'),
    n.nama, n.nama_cari,
    ARRAY(SELECT k || ':' || extract(year FROM b.lahir) FROM unnest(n.kunci) k)
        || ARRAY(SELECT k || '@' || d.kode FROM unnest(n.kunci) k),
    n.jk, 'Kotabumi', b.lahir, 'Jalan Melati ' || b.g %% 90, lpad((b.g %% 9)::text, 3, '0'), '001', 'Islam',
    'Petani', 'Kawin', 'Anak', 'WNI', a.nama, i.nama, 1, md5(b.g::text), %(impor)s
FROM (SELECT g, 1 + floor(random() * %(nama)s)::int AS nno, 1 + floor(random() * %(nama)s)::int AS ano,
        1 + floor(random() * %(nama)s)::int AS ino, 1 + floor(random() * %(desa)s)::int AS dno,
        CASE WHEN random() < 0.03 THEN make_date(1945 + floor(random() * 40)::int, 1, 1)
            ELSE date '2024-01-01' - floor(random() * random() * 33000)::int END AS lahir
      FROM generate_series(1, %(jumlah)s) g) b
JOIN isi_penduduk_nama n ON n.no = b.nno JOIN isi_penduduk_nama a ON a.no = b.ano
JOIN isi_penduduk_nama i ON i.no = b.ino JOIN isi_desa d ON d.no = b.dno
ON CONFLICT DO NOTHING
"""
MAKE_DESA = """
CREATE TEMPORARY TABLE isi_desa AS SELECT row_number() OVER (ORDER BY kode) AS no, kode, left(kode, 8) AS kec
FROM wilayah WHERE tingkat = 4 AND kode LIKE %(kab)s || '.%%'
"""
SAMPLE = """
SELECT nama, nik, no_kk, jenis_kelamin, tanggal_lahir, desa_kode, nama_ayah
FROM penduduk TABLESAMPLE SYSTEM (:bagian) LIMIT :kali
"""


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Fill both, ask both in turns, compare."""
    kali, besar = max(40, int(KALI * skala)), max(KECIL, int(BESAR * skala))
    with (
        cluster() as gugus,
        _residents(gugus, "bench_calon_kecil", KECIL) as small,
        _residents(gugus, "bench_calon_besar", besar) as large,
    ):
        return list(_compare(small, large, besar, kali))


@contextmanager
def _residents(gugus: Gugus, nama: str, jumlah: int) -> Iterator[Engine]:
    with gugus.database(nama) as url:
        start = time.monotonic()
        _fill(url, jumlah)
        print(f"{nama}: {jumlah} penduduk diisi dalam {time.monotonic() - start:.0f} s", flush=True)
        engine = db.make_engine(url)
        try:
            yield engine
        finally:
            engine.dispose()


def _fill(url: str, jumlah: int) -> None:
    with psycopg.connect(libpq_url(url)) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("SELECT setseed(0.42)")
        names = _make_names(connection)
        connection.execute(MAKE_DESA, {"kab": KANTOR})
        desa = connection.execute("SELECT count(*) FROM isi_desa").fetchone()
        values = {"kab": KANTOR, "impor": uuid4(), "jumlah": jumlah, "nama": names, "desa": desa[0] if desa else 0}
        with without_indexes(connection, ("penduduk",)):
            connection.execute(MAKE_PENDUDUK, values)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM (ANALYZE) penduduk")


def _make_names(connection: psycopg.Connection[Any]) -> int:
    columns = "no int PRIMARY KEY, nama text, nama_cari text, kunci text[], jk text"
    connection.execute(f"CREATE TEMPORARY TABLE isi_penduduk_nama ({columns})")
    pool = name_pool()
    with connection.cursor().copy("COPY isi_penduduk_nama FROM STDIN") as copy:
        for number, (nama, cari, _, _, kelamin) in enumerate(pool, 1):
            copy.write_row((number, nama, cari, sorted(name_keys(nama)), kelamin))
    return len(pool)


def _compare(small: Engine, large: Engine, besar: int, kali: int) -> Iterator[Hasil]:
    asked = {engine: _sample(engine, jumlah, kali + PEMANASAN) for engine, jumlah in ((small, KECIL), (large, besar))}
    shown = f"{besar:,}".replace(",", ".")
    for nama, ask in TANYA.items():
        seconds: dict[Engine, list[float]] = {small: [], large: []}
        hits = 0
        for index in range(PEMANASAN + kali):
            for engine in (small, large) if index % 2 else (large, small):
                row = asked[engine][index % len(asked[engine])]
                taken, found = _ask(engine, ask(row, index), row)
                if index >= PEMANASAN:
                    seconds[engine].append(taken)
                    hits += engine is large and found
        print(f"{nama}: ditemukan {hits} dari {kali} di antara {shown}", flush=True)
        ours, rival = ([1000 * one for one in seconds[engine]] for engine in (large, small))
        yield Hasil(f"calon: {nama}, p50, {shown} penduduk", p50(ours), "ms", p50(rival), "10.000 penduduk")
        yield Hasil(f"calon: {nama}, p95, {shown} penduduk", p95(ours), "ms", p95(rival), "10.000 penduduk")
        yield Hasil(f"calon: {nama}, p95, batas", p95(ours), "ms", SASARAN_MS, "batas", (None, 1.0))


def _sample(engine: Engine, jumlah: int, kali: int) -> list[Any]:
    with engine.connect() as connection:
        share = min(100.0, 100.0 * 30 * kali / jumlah)
        rows = list(connection.execute(text(SAMPLE), {"bagian": share, "kali": 30 * kali}))
    Random(7).shuffle(rows)
    return rows[:kali]


def _ask(engine: Engine, tanya: Tanya, row: Any) -> tuple[float, bool]:
    start = time.perf_counter()
    with Session(engine) as session:
        session.execute(text("SET TRANSACTION READ ONLY"))
        found = rank(tanya, EkstrakPenduduk(session).search(tanya))
    taken = time.perf_counter() - start
    # Of several with one and the same name, a name alone cannot tell which is meant.
    by_name = tanya.nik is None and not tanya.birth_years()
    return taken, any(one.calon.nik == row.nik or (by_name and one.calon.nama == row.nama) for one in found)


def misspell(nama: str, index: int) -> str:
    """One letter gone, two exchanged, or one written twice, somewhere inside."""
    rng = Random(index)
    place = rng.randrange(1, max(2, len(nama) - 1))
    head, tail = nama[:place], nama[place:]
    return (head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:], head + tail[:1] + tail)[index % 3]


def _person(row: Any) -> Tanya:
    return Tanya(KANTOR, nama=row.nama, jenis_kelamin=row.jenis_kelamin, meninggal_tanggal=MENINGGAL)


def _birth(row: Any) -> TanggalTakLengkap:
    return TanggalTakLengkap(row.tanggal_lahir.year, row.tanggal_lahir.month, row.tanggal_lahir.day)


def _by_nik(row: Any, _: int) -> Tanya:
    return replace(_person(row), nik=row.nik, lahir=_birth(row), desa_kode=row.desa_kode)


def _by_wrong_nik(row: Any, index: int) -> Tanya:
    digits = row.nik[:12] + str((int(row.nik[12]) + 3) % 10) + row.nik[13:]
    return replace(
        _person(row), nik=digits, nama=misspell(row.nama, index), umur=MENINGGAL.year - row.tanggal_lahir.year
    )


def _by_birth(row: Any, index: int) -> Tanya:
    return replace(_person(row), nama=misspell(row.nama, index), lahir=_birth(row), desa_kode=row.desa_kode)


def _by_birth_far(row: Any, index: int) -> Tanya:
    return replace(_person(row), nama=misspell(row.nama, index), lahir=_birth(row))


def _by_age(row: Any, index: int) -> Tanya:
    umur = max(0, MENINGGAL.year - row.tanggal_lahir.year + index % 5 - 2)
    return replace(_person(row), nama=misspell(row.nama, index), umur=umur, bin_binti=row.nama_ayah)


def _by_name_and_desa(row: Any, index: int) -> Tanya:
    return Tanya(KANTOR, nama=misspell(row.nama, index), desa_kode=row.desa_kode)


def _by_name(row: Any, index: int) -> Tanya:
    return Tanya(KANTOR, nama=misspell(row.nama, index))


TANYA: dict[str, Callable[[Any, int], Tanya]] = {
    "NIK": _by_nik,
    "NIK salah satu angka, nama salah tulis, umur": _by_wrong_nik,
    "nama salah tulis, tanggal lahir, desa": _by_birth,
    "nama salah tulis, tanggal lahir": _by_birth_far,
    "nama salah tulis, umur, bin/binti": _by_age,
    "nama salah tulis, desa": _by_name_and_desa,
    "nama saja, salah tulis": _by_name,
}
