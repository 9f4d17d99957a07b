"""Both files made ready: keys for blocking on every row, everything else only on voters who may be meant.

Tables in DuckDB after `prepare`: `almarhum` (the burial book, whole) and `kunci_pemilih` (each voter's keys);
after `prepare_candidates`: `calon` (voters named in a table of pairs, with all that is compared).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import duckdb
import pyarrow as pa

from pemakaman.pencocokan.kata_nama import Kamus, Potong, skeletons_of, split_names, table_of
from pemakaman.pencocokan.peta import address_words, date_parts, place_key, small_number
from pemakaman.pencocokan.siap_pemakaman import prepare_rows

BATCH = 400_000
_SEX = (
    "CASE upper(left(jenis_kelamin, 1)) "
    "WHEN 'L' THEN 'L' WHEN 'P' THEN 'P' WHEN 'W' THEN 'P' WHEN '1' THEN 'L' WHEN '2' THEN 'P' END"
)
_DIGITS = "CASE WHEN length(nik) = 16 THEN nik ELSE regexp_replace(nik, '[^0-9*]', '', 'g') END"
DEFAULT_DAYS = "((bl = 12 AND hr = 31) OR (bl = 7 AND hr = 1) OR (bl = 1 AND hr = 1))"


def prepare(
    con: duckdb.DuckDBPyConnection, hari_ini: date, bawaan: Mapping[str, float], *, hitung: bool = True
) -> None:
    """Make `almarhum` and `kunci_pemilih` from the raw tables `pemakaman_mentah` and `pemilih_mentah`.

    `bawaan` is what is known beforehand of how rare words are, in bits; with `hitung` the voters given count too.
    """
    kamus = Kamus(bawaan=bawaan)
    voters = _fold(con, "SELECT i, nama FROM pemilih_mentah", kamus, count=hitung)
    put(con, "buku", prepare_rows(con, "pemakaman_mentah", hari_ini))
    deaths = _fold(con, "SELECT i, nama_asli FROM buku", kamus, count=False)
    bits, skeletons = kamus.bits(), skeletons_of(kamus)
    for table, parts in (("nama_pemilih", voters), ("nama_almarhum", deaths)):
        _store_names(con, table, ((rows, table_of(part, kamus, bits, skeletons)) for rows, part in parts))
    _map(con, "peta_tanggal", "SELECT DISTINCT tanggal_lahir FROM pemilih_mentah", _dates(hari_ini))
    _map(con, "peta_desa", "SELECT DISTINCT desa FROM pemilih_mentah", _text(place_key))
    _map(con, "peta_kec", "SELECT DISTINCT kecamatan FROM pemilih_mentah", _text(place_key))
    con.execute(_KEYS)
    con.execute(_REGENCY)
    con.execute(_ALMARHUM)


def _fold(con: duckdb.DuckDBPyConnection, query: str, kamus: Kamus, *, count: bool) -> list[tuple[pa.Array, Potong]]:
    reader = con.cursor().sql(query).to_arrow_reader(BATCH)
    return [(batch.column(0), split_names(batch.column(1), kamus, count=count)) for batch in reader]


def _store_names(con: duckdb.DuckDBPyConnection, table: str, parts: Iterable[tuple[pa.Array, pa.Table]]) -> None:
    con.execute(f"CREATE OR REPLACE TABLE {table} (i BIGINT, nama VARCHAR, bit FLOAT, k1 VARCHAR, k2 VARCHAR)")
    for rows, names in parts:
        con.register("bagian", names.add_column(0, "i", rows))
        con.execute(f"INSERT INTO {table} SELECT * FROM bagian")
        con.unregister("bagian")


def _map(con: duckdb.DuckDBPyConnection, table: str, distinct: str, fold: Callable[[list[str]], pa.Table]) -> None:
    texts = [row[0] for row in con.execute(distinct).fetchall() if row[0] is not None]
    put(con, table, fold(texts))


def put(con: duckdb.DuckDBPyConnection, table: str, content: pa.Table) -> None:
    """Keep an arrow table as a table of the database."""
    con.register("terlipat", content)
    con.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM terlipat")
    con.unregister("terlipat")


def _dates(hari_ini: date) -> Callable[[list[str]], pa.Table]:
    def fold(texts: list[str]) -> pa.Table:
        parts = [date_parts(text, hari_ini) or (None, None, None) for text in texts]
        columns = {
            name: pa.array([part[place] for part in parts], pa.int32()) for place, name in enumerate(("th", "bl", "hr"))
        }
        return pa.table({"teks": pa.array(texts, pa.string()), **columns})

    return fold


def _text(fold: Callable[[str], str | None]) -> Callable[[list[str]], pa.Table]:
    def folded(texts: list[str]) -> pa.Table:
        keys = pa.array([fold(text) for text in texts], pa.string())
        return pa.table({"teks": pa.array(texts, pa.string()), "kunci": keys})

    return folded


def _numbers(texts: list[str]) -> pa.Table:
    keys = pa.array([small_number(text) for text in texts], pa.int64())
    return pa.table({"teks": pa.array(texts, pa.string()), "kunci": keys})


_KEYS = f"""
CREATE OR REPLACE TABLE kunci_pemilih AS
WITH awal AS (
    SELECT i, {_DIGITS} AS angka, {_SEX} AS jk, tanggal_lahir, desa, kecamatan, rt, rw,
        CASE WHEN length(nkk) = 16 THEN nkk ELSE nullif(regexp_replace(nkk, '[^0-9*]', '', 'g'), '') END AS nkk
    FROM pemilih_mentah
)
SELECT a.i, n.nama, n.bit, n.k1, n.k2,
    CASE WHEN length(a.angka) = 16 AND try_cast(a.angka AS UBIGINT) IS NOT NULL THEN a.angka END AS nik,
    CASE WHEN length(a.angka) >= 12 AND try_cast(left(a.angka, 12) AS UBIGINT) IS NOT NULL
        THEN left(a.angka, 12) END AS nik12,
    a.nkk, a.jk, t.th, t.bl, t.hr, d.kunci AS desa, k.kunci AS kec,
    -- A masked number is that of several households: where they live tells them apart.
    CASE WHEN contains(a.nkk, '*') THEN concat_ws('/', a.nkk, d.kunci, ltrim(a.rt, '0'), ltrim(a.rw, '0'))
        ELSE a.nkk END AS rumah
FROM awal a JOIN nama_pemilih n USING (i)
LEFT JOIN peta_tanggal t ON t.teks = a.tanggal_lahir
LEFT JOIN peta_desa d ON d.teks = a.desa
LEFT JOIN peta_kec k ON k.teks = a.kecamatan
"""

# The list does not name the regency; most of those who live in a kecamatan were first registered in theirs.
_REGENCY = """
CREATE OR REPLACE TABLE kab_kec AS
SELECT kec, arg_max(kab, banyak) AS kab FROM (
    SELECT kec, left(nik12, 4) AS kab, count(*) AS banyak FROM kunci_pemilih WHERE kec IS NOT NULL AND nik12 IS NOT NULL
    GROUP BY ALL
) GROUP BY kec
"""

# A NIK that belongs to a voter of the reporter's name is the reporter's, whether or not his column says so.
_ALMARHUM = f"""
CREATE OR REPLACE TABLE almarhum AS
SELECT b.* EXCLUDE (nik, nik12, nik_teks, nik_tgl, nik_jk), n.nama, n.bit, n.k1, n.k2, kk.kab,
    coalesce(p.rumah, s.rumah) AS rumah_pelapor, {DEFAULT_DAYS} AS hari_bawaan,
    b.nik_milik_pelapor OR coalesce(b.pelapor = pemilik.nama AND n.nama <> pemilik.nama, false) AS nik_pelapor_juga,
    CASE WHEN nik_pelapor_juga THEN NULL ELSE b.nik END AS nik,
    CASE WHEN nik_pelapor_juga THEN NULL ELSE b.nik12 END AS nik12,
    CASE WHEN nik_pelapor_juga THEN NULL ELSE b.nik_teks END AS nik_teks,
    CASE WHEN nik_pelapor_juga THEN NULL ELSE b.nik_tgl END AS nik_tgl,
    CASE WHEN nik_pelapor_juga THEN NULL ELSE b.nik_jk END AS nik_jk,
    nik_pelapor_juga OR pemilik.nama IS NULL AS tanpa_nik
FROM buku b JOIN nama_almarhum n ON n.i = b.i
LEFT JOIN kab_kec kk ON kk.kec = b.kec
LEFT JOIN (
    SELECT nik, any_value(rumah) AS rumah FROM kunci_pemilih WHERE nik IN (SELECT nik_pelapor FROM buku) GROUP BY nik
) p ON p.nik = b.nik_pelapor
LEFT JOIN (
    SELECT b.i, any_value(k.rumah) AS rumah FROM buku b
    JOIN kunci_pemilih k ON k.nik IS NULL AND k.nik12 = left(b.nik_pelapor, 12)
    WHERE b.pelapor IS NULL OR b.pelapor = k.nama OR jaro_winkler_similarity(b.pelapor, k.nama) >= 0.9
    GROUP BY b.i HAVING count(DISTINCT k.rumah) = 1
) s ON s.i = b.i
LEFT JOIN (
    SELECT nik, any_value(nama) AS nama FROM kunci_pemilih WHERE nik IN (SELECT nik FROM buku) GROUP BY nik
) pemilik ON pemilik.nik = b.nik
"""


def prepare_candidates(con: duckdb.DuckDBPyConnection, pairs: str) -> None:
    """Make `calon`: every voter of the table `pairs` (column `v`) with all that is compared."""
    con.execute(
        f"CREATE OR REPLACE TABLE calon_mentah AS SELECT * FROM pemilih_mentah WHERE i IN (SELECT v FROM {pairs})"
    )
    for column, fold in (
        ("tempat_lahir", _text(place_key)),
        ("alamat", _text(address_words)),
        ("rt", _numbers),
        ("rw", _numbers),
    ):
        _map(con, f"peta_{column}", f"SELECT DISTINCT {column} FROM calon_mentah", fold)
    con.execute(_CALON)


_CALON = f"""
CREATE OR REPLACE TABLE calon AS
WITH serumah AS (
    SELECT rumah, list(nama) AS nama,
        list_distinct(flatten(list(string_split(nama, ' ')) FILTER (WHERE jk = 'L'))) AS kata
    FROM kunci_pemilih WHERE rumah IN (SELECT k.rumah FROM kunci_pemilih k JOIN calon_mentah c USING (i))
    GROUP BY rumah HAVING count(*) <= 30
)
SELECT k.*, kk.kab, t.kunci AS tmpt, a.kunci AS alamat, rt.kunci AS rt, rw.kunci AS rw,
    s.kata AS serumah, s.nama AS nama_serumah,
    {DEFAULT_DAYS} AS hari_bawaan, c.dpid
FROM calon_mentah c JOIN kunci_pemilih k USING (i)
LEFT JOIN kab_kec kk ON kk.kec = k.kec
LEFT JOIN peta_tempat_lahir t ON t.teks = c.tempat_lahir
LEFT JOIN peta_alamat a ON a.teks = c.alamat
LEFT JOIN peta_rt rt ON rt.teks = c.rt
LEFT JOIN peta_rw rw ON rw.teks = c.rw
LEFT JOIN serumah s ON s.rumah = k.rumah
"""
