"""Which pairs are compared at all: rules measured by what they find, capped so that none explodes."""

from dataclasses import dataclass

import duckdb

MOST_A_KEY = 400
"""Voters a key may hold for one death; a key with more is left out by that rule and counted."""


@dataclass(frozen=True)
class Aturan:
    """One rule: columns of `almarhum` (a) and `kunci_pemilih` (p) that must agree, and what else must hold."""

    nama: str
    kolom: tuple[tuple[str, str], ...]
    syarat: str = "true"
    paling: int = MOST_A_KEY


def _same(nama: str, *columns: str, syarat: str = "true", paling: int = MOST_A_KEY) -> Aturan:
    return Aturan(nama, tuple((column, column) for column in columns), syarat, paling)


_SEX = "(a.jk IS NULL OR p.jk IS NULL OR a.jk = p.jk)"
_AGE = "(a.th IS NULL OR p.th IS NULL OR abs(a.th - p.th) <= 16)"
_NEAR_AGE = "(a.th IS NULL OR p.th IS NULL OR abs(a.th - p.th) <= CASE WHEN a.lahir_asal = 'umur' THEN 6 ELSE 3 END)"
# Whoever is found by his NIK needs no wide net.
_NO_NIK = "a.tanpa_nik"
_BIRTH = (("th", "th"), ("bl", "bl"), ("hr", "hr"))
_LIKE = "(jaro_winkler_similarity(a.nama, p.nama) >= 0.78 OR jaro_winkler_similarity(a.k1, p.k1) >= 0.85)"

# A whole day that differs in both parts is another birth.
_PART_OF_DAY = "(a.hr IS NULL OR p.hr IS NULL OR a.bl = p.bl OR a.hr = p.hr)"
_FAINT = "(jaro_winkler_similarity(a.nama, p.nama) >= 0.55 OR a.k1 = p.k2 OR a.k2 = p.k1)"

ATURAN = (
    _same("NIK sama", "nik"),
    _same("NIK 12 angka pertama", "nik12"),
    Aturan("nomor KK di kolom NIK", (("nik_teks", "nkk"),)),
    Aturan("rumah pelapor", (("rumah_pelapor", "rumah"),), paling=40),
    _same("tanggal lahir dan desa", "th", "bl", "hr", "desa"),
    _same("tanggal lahir dan kata 1", "th", "bl", "hr", "k1"),
    Aturan("tanggal lahir, kata 1 dan 2", (*_BIRTH, ("k1", "k2"))),
    Aturan("tanggal lahir, kata 2 dan 1", (*_BIRTH, ("k2", "k1"))),
    Aturan("hari dan bulan tertukar", (("th", "th"), ("bl", "hr"), ("hr", "bl"), ("desa", "desa")), _SEX),
    _same("tanggal lahir dan kecamatan", "th", "bl", "hr", "kec", syarat=_SEX),
    _same("desa dan kata 1", "desa", "k1", syarat=_AGE),
    Aturan("desa, kata 1 dan 2", (("desa", "desa"), ("k1", "k2")), _AGE),
    Aturan("desa, kata 2 dan 1", (("desa", "desa"), ("k2", "k1")), _AGE),
    _same("desa dan kata 2", "desa", "k2", syarat=_AGE),
    _same("desa dan tahun lahir", "desa", "th", syarat=f"{_SEX} AND {_NO_NIK} AND {_FAINT}"),
    _same("desa, umur, dan bunyi nama", "desa", syarat=f"{_NO_NIK} AND {_SEX} AND {_AGE} AND {_LIKE}", paling=8000),
    _same("kecamatan dan kata 1", "kec", "k1", syarat=f"{_NEAR_AGE} AND {_SEX}", paling=1500),
    Aturan("kecamatan, kata 1 dan 2", (("kec", "kec"), ("k1", "k2")), f"{_NEAR_AGE} AND {_SEX} AND {_NO_NIK}", 1500),
    Aturan("kecamatan, kata 2 dan 1", (("kec", "kec"), ("k2", "k1")), f"{_NEAR_AGE} AND {_SEX} AND {_NO_NIK}", 1500),
    _same("kecamatan dan nama", "kec", "nama", syarat=_AGE),
    _same("kabupaten, nama, dan tahun", "kab", "nama", "th"),
    _same("nama dan tahun", "nama", "th", syarat=f"{_SEX} AND {_NO_NIK} AND {_PART_OF_DAY}", paling=200),
    _same("nama, bulan, dan hari", "nama", "bl", "hr", syarat=f"{_SEX} AND {_NO_NIK} AND {_AGE}", paling=100),
    _same("nama jarang", "nama", syarat=f"{_NO_NIK} AND {_SEX} AND {_NEAR_AGE}", paling=150),
    _same("kabupaten, kata 1, kata 2, dan tahun", "kab", "k1", "k2", "th", syarat=_SEX),
)


@dataclass(frozen=True)
class HasilBlok:
    """How many new pairs a rule brought, and how many keys were too common for it."""

    nama: str
    pasangan: int
    kunci_dilewati: int


def block(con: duckdb.DuckDBPyConnection, pairs: str, aturan: tuple[Aturan, ...] = ATURAN) -> list[HasilBlok]:
    """Make the table `pairs` (a, v, aturan): each pair once, with the first rule that finds it."""
    con.execute(
        "CREATE OR REPLACE TABLE kunci_pemilih_kab AS "
        "SELECT k.*, r.kab FROM kunci_pemilih k LEFT JOIN kab_kec r USING (kec)"
    )
    con.execute(f"CREATE OR REPLACE TABLE {pairs}_semua (a BIGINT, v BIGINT, aturan UTINYINT)")
    skipped = []
    for number, rule in enumerate(aturan):
        skipped.append(_apply(con, f"{pairs}_semua", number, rule))
    con.execute(
        f"CREATE OR REPLACE TABLE {pairs} AS SELECT a, v, min(aturan) AS aturan FROM {pairs}_semua GROUP BY a, v"
    )
    con.execute(f"DROP TABLE {pairs}_semua")
    found = dict(con.execute(f"SELECT aturan, count(*) FROM {pairs} GROUP BY aturan").fetchall())
    return [HasilBlok(rule.nama, found.get(n, 0), skipped[n]) for n, rule in enumerate(aturan)]


def _apply(con: duckdb.DuckDBPyConnection, target: str, number: int, rule: Aturan) -> int:
    ours = [f"a.{left}" for left, _ in rule.kolom]
    theirs = [f"p.{right}" for _, right in rule.kolom]
    known = " AND ".join(f"{column} IS NOT NULL" for column in ours)
    keys = ", ".join(f"{column} AS k{n}" for n, column in enumerate(ours))
    held = ", ".join(f"{column} AS k{n}" for n, column in enumerate(theirs))
    asked = " AND ".join(f"{column} = k.k{n}" for n, column in enumerate(theirs))
    con.execute(f"CREATE OR REPLACE TEMP TABLE kunci_blok AS SELECT DISTINCT {keys} FROM almarhum a WHERE {known}")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE banyak AS SELECT {held}, count(*) AS banyak "
        f"FROM kunci_pemilih_kab p SEMI JOIN kunci_blok k ON {asked} GROUP BY ALL"
    )
    narrow = " AND ".join(f"{column} = b.k{n}" for n, column in enumerate(ours))
    both = " AND ".join(f"{left} = {right}" for left, right in zip(ours, theirs, strict=True))
    con.execute(
        f"INSERT INTO {target} SELECT a.i, p.i, {number} FROM kunci_pemilih_kab p JOIN "
        f"(SELECT a.* FROM almarhum a JOIN banyak b ON {narrow} WHERE b.banyak <= {rule.paling}) a ON {both} "
        f"WHERE {rule.syarat}"
    )
    return _number(con, f"SELECT count(*) FROM banyak WHERE banyak > {rule.paling}")


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0
